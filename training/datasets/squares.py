"""Photographs as squares of any size, from files or an archive, cached on disk.

Written picture by picture and memory-mapped: 4,500 of 512 × 512 are 3.5 GB and need not fit in
memory. The cache file holds nothing but pixels; its name carries size and sources.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.imaging.model_input import MODEL_INPUT_PX, squash
from training.datasets.errors import DatasetIncomplete
from training.datasets.photo_archive import PHOTO_SUFFIXES, iterate_photos

Squares = NDArray[np.uint8]
Change = Callable[[Squares], Squares]


def _identity(path: Path) -> str:
    stat = path.stat()
    return f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"


def _cached(
    sources: Iterable[str],
    pictures: Iterable[Image.Image],
    cache_folder: Path,
    side_px: int,
    where: str,
    change: Change | None = None,
    label: str = "plain",
) -> Squares:
    key = hashlib.sha256("\n".join(sources).encode()).hexdigest()[:12]
    cached = cache_folder / f"squares-{side_px}-{label}-{key}.rgb"
    if not cached.exists():
        cache_folder.mkdir(parents=True, exist_ok=True)
        partial = cached.with_suffix(".part")
        with partial.open("wb") as file:
            for picture in pictures:
                square = squash(np.asarray(picture), side_px)
                file.write((square if change is None else change(square)).tobytes())
        if not partial.stat().st_size:
            partial.unlink()
            raise DatasetIncomplete(
                "There are no photographs to read",
                why=f"none is in {where}",
                remedy=f"Name a zip file or folder with {', '.join(PHOTO_SUFFIXES)} files.",
            )
        partial.replace(cached)
    return np.memmap(cached, dtype=np.uint8, mode="r").reshape(-1, side_px, side_px, 3)


def _open_all(paths: Sequence[Path]) -> Iterable[Image.Image]:
    for path in paths:
        with Image.open(path) as picture:
            yield picture.convert("RGB")


def load_file_squares(paths: Sequence[Path], cache_folder: Path, side_px: int) -> Squares:
    """8-bit sRGB pictures of `paths`, in that order; (N, side, side, 3)."""
    where = "the list of files"
    return _cached(map(_identity, paths), _open_all(paths), cache_folder, side_px, where)


def load_archive_squares(
    archive: Path,
    cache_folder: Path,
    side_px: int = MODEL_INPUT_PX,
    change: Change | None = None,
    label: str = "plain",
) -> Squares:
    """The photographs of a zip file or folder, sorted by name; (N, side, side, 3).

    change  applied to every square; computed once for each `label`
    Raises DatasetIncomplete when there is none.
    """
    pictures = (picture for _, picture in iterate_photos(archive))
    where = str(archive)
    return _cached([_identity(archive)], pictures, cache_folder, side_px, where, change, label)
