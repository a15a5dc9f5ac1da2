"""Rated photographs as batches: resized without keeping the shape, cropped, mirrored.

Axes: B pictures, H × W pixels, K = 10 scores.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from training.datasets.ava import open_ava, readable


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSettings:
    """How photographs are prepared for the network.

    height_px, width_px  every photograph is squashed to this size
    crop_px              a square of this side is cut from it, at random in training and from the
                         middle in tests; 0: the whole picture
    flips                half of the training pictures are mirrored
    split                see `training.datasets.ava.Ava.split`
    readers              threads that decode
    """

    height_px: int = 480
    width_px: int = 640
    crop_px: int = 0
    flips: bool = True
    split: str = "hash"
    readers: int = 8


@dataclass(frozen=True, slots=True)
class Rated:
    """Photographs and what people thought of them: files, and shares (N, K) float32."""

    files: tuple[Path, ...]
    shares: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class RatedSplit:
    """Training and test photographs; `left_out` says in one line what could not be used."""

    train: Rated
    test: Rated
    left_out: str


def load_ava(root: Path, cache: Path, split: str) -> RatedSplit:
    """AVA under `root` without missing and damaged files, which are counted."""
    ava = open_ava(root)
    intact, damaged = readable(ava.photos, cache)
    usable = set(intact)

    def rated(ids: Sequence[str]) -> Rated:
        kept = [i for i in ids if i in usable]
        shares = np.array([ava.ratings[i] for i in kept], np.float32).reshape(len(kept), -1)
        return Rated(tuple(ava.photos[i] for i in kept), shares)

    parts = ava.split(split)
    return RatedSplit(
        rated(parts.train),
        rated(parts.test),
        f"{len(intact)} of {len(ava.ratings)} rated photographs can be used; "
        f"{len(ava.missing)} have no file, {len(damaged)} are damaged",
    )


def read_picture(file: Path, settings: DataSettings) -> NDArray[np.uint8]:
    """The photograph at its settings' size, (height_px, width_px, 3)."""
    size = (settings.width_px, settings.height_px)
    with Image.open(file) as picture:
        picture.draft("RGB", size)  # a JPEG is decoded no larger than needed
        resized = picture.convert("RGB").resize(size, Image.Resampling.BILINEAR)
    return np.asarray(resized)


def read_pictures(files: Sequence[Path], settings: DataSettings) -> NDArray[np.uint8]:
    """(B, height_px, width_px, 3), in that order."""
    with ThreadPoolExecutor(settings.readers) as pool:
        return np.stack(list(pool.map(lambda f: read_picture(f, settings), files)))


def middle(pictures_BHWC: NDArray[np.uint8], crop_px: int) -> NDArray[np.uint8]:
    """The square in the middle, or everything when `crop_px` is 0."""
    if not crop_px:
        return pictures_BHWC
    top, left = ((n - crop_px) // 2 for n in pictures_BHWC.shape[1:3])
    return pictures_BHWC[:, top : top + crop_px, left : left + crop_px]


class Batches:
    """Training batches that depend on seed, step and rank alone; each pass has another order."""

    def __init__(self, rated: Rated, settings: DataSettings, per_batch: int, seed: int) -> None:
        self.rated, self.settings = rated, settings
        self.per_batch, self.seed = per_batch, seed
        self._order = lru_cache(maxsize=2)(self._shuffle)

    def _shuffle(self, epoch: int, rank: int) -> NDArray[np.int64]:
        generator = np.random.default_rng((self.seed, rank, epoch))
        return generator.permutation(len(self.rated.files))

    def __call__(self, step: int, rank: int) -> Mapping[str, Tensor]:
        """pictures (B, 3, H, W) uint8 and shares (B, K)."""
        places = range(step * self.per_batch, (step + 1) * self.per_batch)
        epochs = [divmod(p, len(self.rated.files)) for p in places]
        chosen = [int(self._order(epoch, rank)[i]) for epoch, i in epochs]
        pictures = read_pictures([self.rated.files[i] for i in chosen], self.settings)
        # One number more than the order's seed has, so that the two never draw the same.
        generator = np.random.default_rng((self.seed, rank, step, 1))
        changed = np.stack([self._augment(p, generator) for p in pictures])
        return {
            "pictures": torch.from_numpy(changed.transpose(0, 3, 1, 2).copy()),
            "shares": torch.from_numpy(self.rated.shares[chosen]),
        }

    def _augment(
        self, picture: NDArray[np.uint8], generator: np.random.Generator
    ) -> NDArray[np.uint8]:
        crop, mirrors = self.settings.crop_px, generator.random() < 0.5
        if crop:
            top, left = (int(generator.integers(n - crop + 1)) for n in picture.shape[:2])
            picture = picture[top : top + crop, left : left + crop]
        return picture[:, ::-1] if mirrors and self.settings.flips else picture
