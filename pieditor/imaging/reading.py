"""Read photos in processes of their own: what the product uses in place of `imaging.decode`.

Decoders are libraries in C that meet bytes of anybody. One that crashes, hangs or takes all memory
costs one photo this way, and never the program. Where the system cannot copy processes, photos are
read in this one.
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
    """From now on, read photos in other processes, or in this one."""
    global _is_isolated
    _is_isolated = is_wanted and IS_POSSIBLE


def read_photo(path: Path, is_cancelled: IsCancelled | None = None) -> Photo:
    """All of a photo; see `decode.read_photo`. Raises Cancelled within a tenth of a second."""
    photo: Photo = _read("read_photo", path, is_cancelled)
    return photo


def read_proxy(
    path: Path, long_edge_px: int, is_cancelled: IsCancelled | None = None
) -> NDArray[np.uint8]:
    """A photo small and fast; see `decode.read_proxy`."""
    pixels: NDArray[np.uint8] = _read("read_proxy", path, is_cancelled, long_edge_px=long_edge_px)
    return pixels


def read_thumbnail(path: Path, long_edge_px: int) -> NDArray[np.uint8]:
    """A picture to recognise the photo by; see `decode.read_thumbnail`."""
    pixels: NDArray[np.uint8] = _read("read_thumbnail", path, long_edge_px=long_edge_px)
    return pixels


def read_size(path: Path) -> tuple[int, int]:
    """Width and height of the upright picture; see `decode.read_size`."""
    size: tuple[int, int] = _read("read_size", path)
    return size


def read_exif(path: Path) -> ExifTree | None:
    """What the camera noted; see `decode.read_exif`."""
    tree: ExifTree | None = _read("read_exif", path)
    return tree


def _read(
    action: str, path: Path, is_cancelled: IsCancelled | None = None, **arguments: Any
) -> Any:
    if _is_isolated:
        return shared.read(action, path, is_cancelled, **arguments)
    from pieditor.imaging import decode  # loads all decoders, which only this way are needed here

    return getattr(decode, action)(path, **arguments)
