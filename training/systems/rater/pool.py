"""Training data of the rater: photographs cropped and damaged, as points, contexts and ratings.

Convolutions run once, when the pool is made, and training sees only its numbers.
Axes: N items, V = 5 versions of each, P = 1,024 points, C = 3 channels, X context.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor

from pieditor.imaging.model_input import MODEL_INPUT_PX, squash
from training.datasets.photo_archive import iterate_photos
from training.engine.onnx_export import export, round_weights_to_half
from training.systems.nima.model import MobileNet, load_weights_file
from training.systems.pienet.statistics import GRID
from training.systems.rater.context import PictureContext, lite0_file
from training.systems.rater.damage import (
    DETAIL_KINDS,
    Picture,
    apply_settings,
    damage_detail,
    draw_settings,
    fade,
    smooth_slopes,
)
from training.systems.rater.lines import drawn_places, move
from training.systems.rater.rating import score

# Pictures (B, 3, H, W) in [0, 1] to what a network says of them.
Network = Callable[[Tensor], Tensor]

NUM_VERSIONS = 5
_DETAIL_SHARES = (0.55, 0.15, 0.15, 0.15)
_BATCH = 16
_NIMA_PX = 224


@dataclass(frozen=True, slots=True)
class Pool:
    """One entry per item; everything on the CPU.

    photos    (N,) index of the photograph
    finished  (N, P, 3) uint8, the photograph as it was found, cropped
    versions  (N, V, P, 3) uint8: the first with its detail damaged, if at all, the others with
              damaged colours too, see `_colour_versions`
    context   (N, V, X) float16 of the versions
    nima      (N,) float32, the public NIMA's score of the finished crop
    detail    (N,) int64, index into DETAIL_KINDS
    """

    photos: Tensor
    finished: Tensor
    versions: Tensor
    context: Tensor
    nima: Tensor
    detail: Tensor

    def __len__(self) -> int:
        return self.photos.shape[0]


def grid_points(squares_NHWC: Tensor) -> Tensor:
    """The 32 × 32 points that the rater looks at, row by row, (N, P, 3)."""
    step = squares_NHWC.shape[1] // GRID
    return squares_NHWC[:, step // 2 :: step, step // 2 :: step].flatten(1, 2)


def _crop(picture: Image.Image, is_whole: bool, rng: np.random.Generator) -> Picture:
    pixels = np.asarray(picture)
    if not is_whole:
        height, width = pixels.shape[:2]
        h, w = (max(1, round(side * rng.uniform(0.6, 1.0))) for side in (height, width))
        top, left = rng.integers(height - h + 1), rng.integers(width - w + 1)
        pixels = pixels[top : top + h, left : left + w]
        if rng.random() < 0.5:
            pixels = pixels[:, ::-1]
    return squash(np.ascontiguousarray(pixels), MODEL_INPUT_PX)


def _colour_versions(square: Picture, g: torch.Generator) -> list[Picture]:
    """Whole pictures with damaged colours: two with one fault, one with two, one with more."""
    pixels = torch.from_numpy(square.reshape(1, -1, 3).copy()) / 255
    few = move(pixels.expand(3, -1, -1), drawn_places((1, 1, 2), g), smooth_slopes(g, 3, 0.5))
    many = apply_settings(draw_settings(1, g), fade(pixels, g))
    damaged = torch.cat([few, many])
    return list((damaged * 255).round().byte().view(len(damaged), *square.shape).numpy())


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolSettings:
    """Which photographs are finished ones, and how often each is seen.

    per_photo  items of each photograph: one of the whole, the others of crops
    leave_out  beginnings of names: sets of dark, foggy or unretouched pictures, not finished
    """

    per_photo: int = 10
    leave_out: tuple[str, ...] = ("dicm", "expo", "fivek1080")
    seed: int = 1


# Index of the photograph and of its damage of detail, the finished crop, its versions.
_Item = tuple[int, int, Picture, list[Picture]]


def _item(picture: Image.Image, index: int, number: int, seed: int) -> _Item:
    rng = np.random.default_rng((seed, index, number))
    finished = _crop(picture, number == 0, rng)
    kind = int(rng.choice(len(DETAIL_KINDS), p=_DETAIL_SHARES))
    detailed = damage_detail(finished, DETAIL_KINDS[kind], rng)
    g = torch.Generator().manual_seed(int(rng.integers(2**62)))
    return index, kind, finished, [detailed, *_colour_versions(detailed, g)]


def _items(archive: Path, settings: PoolSettings) -> Iterator[_Item]:
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        for index, (name, picture) in enumerate(iterate_photos(archive)):
            if Path(name).name.startswith(settings.leave_out):
                continue
            picture.load()  # once, before threads share it
            yield from workers.map(
                lambda number, p=picture, i=index: _item(p, i, number, settings.seed),
                range(settings.per_photo),
            )


def _network_input(squares: list[Picture]) -> Tensor:
    return torch.from_numpy(np.stack(squares)).permute(0, 3, 1, 2) / 255


def make_pool(archive: Path, context: Network, nima: Network, settings: PoolSettings) -> Pool:
    """Crop and damage the photographs of an archive, and let two networks see the results.

    context  pictures (B, 3, 256, 256) in [0, 1] to (B, X)
    nima     pictures (B, 3, 224, 224) in [0, 1] to (B, 10)
    """
    rows: dict[str, list[Tensor]] = {name: [] for name in Pool.__slots__}
    waiting: list[_Item] = []

    def flush() -> None:
        if not waiting:
            return
        finished = torch.from_numpy(np.stack([item[2] for item in waiting]))
        versions = torch.from_numpy(np.stack([np.stack(item[3]) for item in waiting]))
        points = grid_points(versions.flatten(0, 1)).unflatten(0, (-1, NUM_VERSIONS))
        with torch.no_grad():
            seen = context(_network_input([v for item in waiting for v in item[3]]))
            small = F.interpolate(
                _network_input([item[2] for item in waiting]), (_NIMA_PX, _NIMA_PX),
                mode="bilinear", align_corners=False,
            )  # fmt: skip
            rated = score(nima(small))
        rows["photos"].append(torch.tensor([item[0] for item in waiting]))
        rows["detail"].append(torch.tensor([item[1] for item in waiting]))
        rows["finished"].append(grid_points(finished).clone())
        rows["versions"].append(points.clone())
        rows["context"].append(seen.half().unflatten(0, (-1, NUM_VERSIONS)))
        rows["nima"].append(rated.float())
        waiting.clear()

    for item in _items(archive, settings):
        waiting.append(item)
        if len(waiting) == _BATCH:
            flush()
    flush()
    return Pool(**{name: torch.cat(parts) for name, parts in rows.items()})


def keep_pool(
    archive: Path, context: Network, nima: Network, settings: PoolSettings, cache: Path
) -> Pool:
    """`make_pool`, made once and kept in `cache`."""
    stat = archive.stat()
    identity = f"{archive.resolve()}|{stat.st_size}|{stat.st_mtime_ns}|{settings}"
    key = hashlib.sha256(identity.encode()).hexdigest()[:12]
    file = cache / f"rater-pool-{key}.safetensors"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        pool = make_pool(archive, context, nima, settings)
        partial = file.with_suffix(".part")
        save_file({name: getattr(pool, name).contiguous() for name in Pool.__slots__}, partial)
        partial.replace(file)
    return Pool(**load_file(file))


def _fast(network: torch.nn.Module, side_px: int, file: Path) -> Network:
    """The same network in onnxruntime, which takes a sixth of torch's time on a CPU."""
    example = torch.rand(3, 3, side_px, side_px, generator=torch.Generator().manual_seed(1))
    export(network, [example], file, inputs=["picture"], outputs=["answer"])
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])

    def run(pictures: Tensor) -> Tensor:
        # Larger batches leave the processor's cache.
        parts = [session.run(None, {"picture": p.numpy()})[0] for p in pictures.split(_BATCH)]
        return torch.from_numpy(np.concatenate(parts))

    return run


def open_pool(settings: PoolSettings, archive: Path, nima_weights: Path, cache: Path) -> Pool:
    """The pool of an archive, with the frozen network as it ships and the public NIMA."""
    cache.mkdir(parents=True, exist_ok=True)
    context = PictureContext.pretrained(lite0_file())
    round_weights_to_half(context)
    nima = MobileNet().eval().requires_grad_(False)
    load_weights_file(nima, nima_weights)
    return keep_pool(
        archive,
        _fast(context, MODEL_INPUT_PX, cache / "context.onnx"),
        _fast(nima, _NIMA_PX, cache / "nima.onnx"),
        settings,
        cache,
    )
