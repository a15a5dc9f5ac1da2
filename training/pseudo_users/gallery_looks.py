"""The looks of the editor's gallery: chosen from a pool, written as a file, drawn on a sheet.

From a pool of looks (`look_styles`) those that nobody would hand out are dropped
(`look_traits.is_fit`), and those are kept that lie farthest apart in an embedding: farthest-point
sampling, begun at the untouched picture. A look's place is the mean embedding of the starter
photographs in it. The command is `python -m training pienet gallery-looks`.
"""

import json
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from pieditor.core.recipe import Recipe
from pieditor.imaging.decode import read_proxy
from pieditor.imaging.model_input import MODEL_INPUT_PX, PROXY_LONG_EDGE_PX, squash
from training.pseudo_users.look_traits import (
    Squares,
    Traits,
    in_look,
    is_fit,
    measure,
)

_PHOTOS = {
    "skimage": (
        "data/astronaut.png", "data/coffee.png", "data/chelsea.png", "data/rocket.jpg",
        "data/motorcycle_left.png",
    ),
    "sklearn": ("datasets/images/china.jpg", "datasets/images/flower.jpg"),
}  # fmt: skip
_TRAITS_PX = 64  # averages do not need more
_TILE_PX = 120  # on a sheet

# Squares (N, 256, 256, 3) to their embeddings (N, D).
Embed = Callable[[Squares], NDArray[np.float32]]


def starter_squares(side_px: int) -> Squares:
    """The photographs inside scikit-image and scikit-learn, (N, S, S, 3).

    Raises ModuleNotFoundError without the packages.
    """
    squares = []
    for package, names in _PHOTOS.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(f"{package} holds the photographs", name=package)
        for name in names:
            proxy = read_proxy(Path(spec.origin).parent / name, PROXY_LONG_EDGE_PX)
            squares.append(squash(proxy, side_px))
    return np.stack(squares)


def farthest_points(points: NDArray[np.float32], num: int) -> list[int]:
    """Indices of `num` points, each the farthest from those before it; the first is the first."""
    chosen = [0]
    nearest = np.linalg.norm(points - points[0], axis=1)
    while len(chosen) < min(num, len(points)):
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, np.linalg.norm(points - points[chosen[-1]], axis=1))
    return chosen


def write_looks(looks: Sequence[Recipe], names: Sequence[str], provenance: dict[str, Any]) -> str:
    """The file's text: JSON with a line for each filter, so that a person can read it."""

    def text(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    entries = []
    for look, name in zip(looks, names, strict=True):
        filters = [text({"name": s.name, "values": dict(s.values)}) for s in look.filters]
        lines = ",".join(f"\n    {line}" for line in filters)
        entries.append(f'  {{"name": {text(name)}, "filters": [{lines}]}}')
    head = f'"format": "pieditor-looks",\n "version": 1,\n "provenance": {text(provenance)},'
    return f'{{{head}\n "looks": [\n' + ",\n".join(entries) + "\n ]\n}\n"


def draw_sheet(looks: Sequence[Recipe], names: Sequence[str]) -> Image.Image:
    """Every look on every photo and on a ramp of greys and of sky, for a person to judge."""
    grey = np.linspace(0, 255, _TILE_PX)[:, None] * np.ones(3)
    sky = np.linspace([205, 222, 240], [62, 112, 184], _TILE_PX)
    ramps = np.where(np.arange(_TILE_PX)[:, None, None] < _TILE_PX // 2, grey, sky)
    ramp = np.rint(ramps).astype(np.uint8)[None]
    squares = np.concatenate([ramp, starter_squares(_TILE_PX)])
    width = _TILE_PX * len(squares)
    sheet = Image.new("RGB", (2 * (width + 8), (_TILE_PX + 16) * -(-len(looks) // 2)), "#767676")
    pen = ImageDraw.Draw(sheet)
    for i, (look, name) in enumerate(zip(looks, names, strict=True)):
        left, top = i % 2 * (width + 8), i // 2 * (_TILE_PX + 16)
        row = np.concatenate(list(in_look(look, squares)), axis=1)
        sheet.paste(Image.fromarray(row), (left, top + 14))
        pen.text((left + 2, top + 1), name, fill="white")
    return sheet


def choose(pool: Sequence[Recipe], num: int, embed: Embed) -> tuple[list[Recipe], list[Traits]]:
    """The untouched picture and the looks farthest apart among those that are fit, `num` in all."""
    candidates = [Recipe(), *pool]
    small, squares = starter_squares(_TRAITS_PX), starter_squares(MODEL_INPUT_PX)
    traits = [measure(look, small) for look in candidates]
    fit = [i for i, t in enumerate(traits) if is_fit(t)]
    print(f"{len(fit)} of {len(candidates)} looks are fit", file=sys.stderr)
    points = np.stack([embed(in_look(candidates[i], squares)).mean(0) for i in fit])
    kept = [fit[i] for i in farthest_points(points, num)]
    return [candidates[i] for i in kept], [traits[i] for i in kept]
