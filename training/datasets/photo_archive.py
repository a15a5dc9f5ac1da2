"""Photographs from a zip file or folder as one uint8 array, squashed to a square.

The square is what the embedding network sees (`pieditor.imaging.model_input`); aspect ratio is not
kept, as in PieNet. The array is cached beside the training runs, keyed by the archive's name, size
and mtime.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.imaging.model_input import squash

PHOTO_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff")


def iterate_photos(archive: Path) -> Iterator[tuple[str, Image.Image]]:
    """Names and RGB pictures in `archive` (a zip file or a folder), sorted by name."""
    if archive.is_dir():
        for path in sorted(p for p in archive.rglob("*") if p.suffix.lower() in PHOTO_SUFFIXES):
            with Image.open(path) as picture:
                yield str(path.relative_to(archive)), picture.convert("RGB")
        return
    with zipfile.ZipFile(archive) as bundle:
        for name in sorted(bundle.namelist()):
            if Path(name).suffix.lower() in PHOTO_SUFFIXES:
                with Image.open(io.BytesIO(bundle.read(name))) as picture:
                    yield name, picture.convert("RGB")


def load_squares(archive: Path, cache_folder: Path) -> NDArray[np.uint8]:
    """All photographs of `archive`, (N, 256, 256, 3) uint8, memory-mapped from the cache."""
    return cached_squares(archive, cache_folder, lambda square: square, label="plain")


def cached_squares(
    archive: Path,
    cache_folder: Path,
    change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]],
    label: str,
) -> NDArray[np.uint8]:
    """`change` applied to every square of `archive`; computed once for each `label`."""
    stat = archive.stat()
    key = hashlib.sha256(
        f"{archive.resolve()}|{stat.st_size}|{stat.st_mtime_ns}".encode()
    ).hexdigest()[:12]
    cached = cache_folder / f"{archive.stem}-{label}-{key}.npy"
    if not cached.exists():
        cache_folder.mkdir(parents=True, exist_ok=True)
        squares = np.stack(
            [change(squash(np.asarray(picture))) for _, picture in iterate_photos(archive)]
        )
        partial = cached.with_suffix(".part.npy")
        np.save(partial, squares)
        partial.replace(cached)
    loaded: NDArray[np.uint8] = np.load(cached, mmap_mode="r")
    return loaded
