"""Three photos in the taste so far, fast enough to follow every click.

What does not depend on the taste is made once: small pixels, what the network sees, its embedding.
A new vector then costs a look per photo and a small table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import PieditorError
from pieditor.core.preference import Vector
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.core.render import Cancelled, render
from pieditor.imaging.model_input import squash
from pieditor.imaging.resize import shrink
from pieditor.models.pienet import Embedded, PieNet
from pieditor.services.gallery import ProxyCache

STRIP_PX = 360
NUM_PHOTOS = 3
# 25 nodes instead of 33: half the time, and no difference that a small picture shows.
_NUM_NODES = 25

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class StripPhoto:
    """A photo prepared: picture (H, W, 3) with a long edge of 360, and what PieNet knows of it."""

    path: Path
    picture: Picture
    square: Picture
    embedded: Embedded


def prepare_strip(
    pienet: PieNet,
    photos: Sequence[Path],
    cache: ProxyCache,
    *,
    num_photos: int = NUM_PHOTOS,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[StripPhoto, ...]:
    """The first photos that can be read, spread over all; fewer when there are no more."""
    prepared: list[StripPhoto] = []
    for path in _spread(photos, num_photos):
        if is_cancelled():
            raise Cancelled
        if len(prepared) == num_photos:
            break
        proxy = cache.read(path)
        if isinstance(proxy, PieditorError):  # the gallery tells of it
            continue
        square = squash(proxy)
        picture = np.ascontiguousarray(shrink(proxy, STRIP_PX))
        prepared.append(StripPhoto(path, picture, square, pienet.embed([square])))
    return tuple(prepared)


def _spread(photos: Sequence[Path], num: int) -> list[Path]:
    """The first, then those at even steps, then the rest."""
    step = max(len(photos) // num, 1)
    first = list(photos[::step])[:num]
    return first + [path for path in photos if path not in set(first)]


def render_strip(
    pienet: PieNet,
    photos: Sequence[StripPhoto],
    vector: Vector,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Picture, ...]:
    """Every photo in the taste of a vector, each as large as it is; Cancelled on request."""
    use = TasteUse(name="", vector=vector, model=pienet.model_hash)
    rendered = []
    for photo in photos:
        if is_cancelled():
            raise Cancelled
        look = pienet.predict_look(vector, photo.embedded, photo.square)
        pixels = render(photo.picture, Recipe(taste=use), look, num_nodes=_NUM_NODES)
        rendered.append(np.asarray(pixels, np.uint8))
    return tuple(rendered)
