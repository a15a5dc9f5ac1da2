"""Thumbnails, made once and kept on the disk up to a limit.

A kept one is a JPEG under a name made from everything that decides its pixels: the photo's path,
size and time, the wanted size and, with an edit, the recipe. So none is ever out of date, and what
is no longer asked for goes when the limit is reached.
"""

import contextlib
import hashlib
import os
import secrets
import threading
from collections.abc import Callable
from pathlib import Path

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.recipe import Recipe, write_recipe
from pieditor.imaging.decode import read_thumbnail

Thumbnail = NDArray[np.uint8]

_SUFFIX = ".jpg"
# 320 pixels are about 20 kB; differences to the original are below what is seen at that size.
_QUALITY = 88
# Pruning lists the whole folder, so it makes room for a while.
_PRUNED_TO = 0.9


class ThumbnailCache:
    """Thumbnails in one folder of at most `limit_bytes`. Safe to use from several threads.

    A folder that cannot be written only means that nothing is kept.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._num_bytes: int | None = None  # as far as we know; None before the first look

    def get(self, photo: Path, long_edge_px: int = 320) -> Thumbnail:
        """The photo as it is, (H, W, 3) uint8 sRGB. Raises PhotoUnreadable and PhotoTooLarge."""
        path = self._path(photo, long_edge_px, "")
        kept = self._read(path)
        if kept is None:
            kept = read_thumbnail(photo, long_edge_px)
            self._keep(path, kept)
        return kept

    def get_edited(
        self,
        photo: Path,
        recipe: Recipe,
        render: Callable[[Thumbnail, Recipe], Thumbnail],
        long_edge_px: int = 320,
    ) -> Thumbnail:
        """The photo under its recipe; `render` is asked for it when it is not kept."""
        if recipe.changes_nothing:
            return self.get(photo, long_edge_px)
        path = self._path(photo, long_edge_px, write_recipe(recipe))
        kept = self._read(path)
        if kept is None:
            kept = render(self.get(photo, long_edge_px), recipe)
            self._keep(path, kept)
        return kept

    def _path(self, photo: Path, long_edge_px: int, recipe: str) -> Path:
        try:
            status = photo.stat()
        except OSError as error:
            why = error.strerror or str(error)
            raise PhotoUnreadable(
                photo, why, "Check its name, and that its disk is there."
            ) from error
        facts = (os.path.realpath(photo), status.st_size, status.st_mtime_ns, long_edge_px, recipe)
        key = hashlib.sha256("\0".join(map(str, facts)).encode("utf-8", "surrogateescape"))
        return self._folder / (key.hexdigest() + _SUFFIX)

    def _read(self, path: Path) -> Thumbnail | None:
        """What is kept there, noting that it was used; None when there is none or it is damaged."""
        try:
            data = path.read_bytes()
            pixels: Thumbnail = imagecodecs.jpeg8_decode(data)
        except (OSError, ValueError, imagecodecs.Jpeg8Error):
            return None
        if not data.endswith(b"\xff\xd9") or pixels.ndim != 3:
            return None  # the decoder paints grey over what a cut file lacks
        with contextlib.suppress(OSError):
            os.utime(path)
        return pixels

    def _keep(self, path: Path, pixels: Thumbnail) -> None:
        data = imagecodecs.jpeg8_encode(
            np.ascontiguousarray(pixels), level=_QUALITY, subsampling="422"
        )
        # Whole or not at all, but not synced to the disk as outputs are, which would take longer
        # than making it: one that a power cut damages is made again.
        temporary = self._folder / f".pie-{secrets.token_hex(8)}.tmp"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(data)
                os.replace(temporary, path)
            finally:
                temporary.unlink(missing_ok=True)
        except OSError:
            return
        self._note(len(data))

    def _note(self, num_bytes: int) -> None:
        with self._lock:
            if self._num_bytes is None:
                self._num_bytes = sum(size for _, size, _ in self._list())
            else:
                self._num_bytes += num_bytes
            if self._num_bytes > self._limit_bytes:
                self._num_bytes = self._prune()

    def _list(self) -> list[tuple[int, int, str]]:
        """Last use, size and path of all that is kept."""
        found = []
        try:
            with os.scandir(self._folder) as listing:
                for entry in listing:
                    if entry.name.endswith(_SUFFIX):
                        with contextlib.suppress(OSError):
                            status = entry.stat()
                            found.append((status.st_mtime_ns, status.st_size, entry.path))
        except OSError:
            return []
        return found

    def _prune(self) -> int:
        """Remove what was not used for longest; returns how many bytes are left."""
        kept = self._list()
        num_bytes = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if num_bytes <= _PRUNED_TO * self._limit_bytes:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                num_bytes -= size
        return num_bytes
