"""Read photos in worker processes: used by the product in place of `imaging.decode`.

Decoders are C libraries that process untrusted bytes. If one crashes, hangs or takes all memory,
one photo fails, and never the program. On systems without fork, photos are read in this process.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Photo
from pieditor.imaging.exif import ExifTree
from pieditor.imaging.isolation.nursery import IS_POSSIBLE
from pieditor.imaging.isolation.pool import shared

IsCancelled = Callable[[], bool]

_is_isolated = IS_POSSIBLE


def choose_isolation(is_wanted: bool) -> None:
    """Choose whether photos are read in worker processes or in this one."""
    global _is_isolated
    _is_isolated = is_wanted and IS_POSSIBLE


def read_photo(path: Path, is_cancelled: IsCancelled | None = None) -> Photo:
    """Read a whole photo; see `decode.read_photo`. Raises Cancelled within a tenth of a second."""
    photo: Photo = _read("read_photo", path, is_cancelled)
    return photo


def read_proxy(
    path: Path, long_edge_px: int, is_cancelled: IsCancelled | None = None
) -> NDArray[np.uint8]:
    """Read a small version fast; see `decode.read_proxy`."""
    pixels: NDArray[np.uint8] = _read("read_proxy", path, is_cancelled, long_edge_px=long_edge_px)
    return pixels


def read_thumbnail(path: Path, long_edge_px: int) -> NDArray[np.uint8]:
    """Read a thumbnail; see `decode.read_thumbnail`."""
    pixels: NDArray[np.uint8] = _read("read_thumbnail", path, long_edge_px=long_edge_px)
    return pixels


def read_size(path: Path) -> tuple[int, int]:
    """Width and height of the upright picture; see `decode.read_size`."""
    size: tuple[int, int] = _read("read_size", path)
    return size


def read_exif(path: Path) -> ExifTree | None:
    """Read the EXIF tags; see `decode.read_exif`."""
    tree: ExifTree | None = _read("read_exif", path)
    return tree


def _read(
    action: str, path: Path, is_cancelled: IsCancelled | None = None, **arguments: Any
) -> Any:
    if _is_isolated:
        return shared.read(action, path, is_cancelled, **arguments)
    from pieditor.imaging import decode  # loads all decoders, needed in this process only here

    return getattr(decode, action)(path, **arguments)
