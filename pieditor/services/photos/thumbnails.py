"""A thumbnail cache on disk, limited in size.

Each is a JPEG named by a hash of everything that decides its pixels: the photo's path, size and
time, the thumbnail's size and, with an edit, the recipe. So none is ever out of date, and those
unused for longest are removed when the limit is reached.
"""

import contextlib
import hashlib
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe, write_recipe
from pieditor.core.sentences import sentence
from pieditor.files.documents import THUMBNAIL, read_document
from pieditor.imaging.depth import over_white, to_8_bits
from pieditor.imaging.discover import RAW_EXTENSIONS
from pieditor.imaging.model_input import squash
from pieditor.imaging.reading import read_photo, read_thumbnail
from pieditor.imaging.resize import shrink

Thumbnail = NDArray[np.uint8]
# The network's input from a photo.
Square = NDArray[np.uint8]

# The long edges at which a developed raw file is cached at once: all sizes in use.
SMALL_PX, LARGE_PX = 320, 640
# 256 x 256 x 3 bytes each: 25 MB.
_SQUARES_KEPT = 128
# Version of the rendering, part of the name of an edited thumbnail.
_WAY = "2"

_SUFFIX = ".jpg"
# 320 pixels take about 20 kB; the loss is invisible at that size.
_QUALITY = 88
# Pruning lists the whole folder, so each time it frees room for a while.
_PRUNED_TO = 0.9


class Render(Protocol):
    """Applies a recipe to a thumbnail.

    square  the network's input from the whole photo; given when the recipe has a taste
    """

    def __call__(
        self, pixels: Thumbnail, recipe: Recipe, square: Square | None = None, /
    ) -> Thumbnail:
        """The thumbnail under the recipe."""


class ThumbnailCache:
    """Thumbnails in one folder of at most `limit_bytes`. Thread-safe.

    If the folder cannot be written, nothing is cached.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes
        self._lock = threading.Lock()
        self._num_bytes: int | None = None  # an estimate; None before the first listing
        self._making: set[Path] = set()
        self._made = threading.Condition()
        self._squares: OrderedDict[str, Square] = OrderedDict()

    def get(self, photo: Path, long_edge_px: int = 320) -> Thumbnail:
        """The unedited photo, (H, W, 3) uint8 sRGB. Raises PhotoUnreadable and PhotoTooLarge."""
        path = self._path(photo, long_edge_px, "")
        kept = self._read(path)
        if kept is None:
            with self._alone(path):
                kept = self._read(path)  # another thread may have made it just now
                if kept is None:
                    kept = read_thumbnail(photo, long_edge_px)
                    self._keep(path, kept)
        return kept

    def get_edited(
        self,
        photo: Path,
        recipe: Recipe,
        render: Render,
        long_edge_px: int = 320,
    ) -> Thumbnail:
        """The photo under its recipe; `render` is called when it is not cached.

        A taste's look is predicted from the whole photo, as for the canvas and the export, and a
        raw file is developed first. Both need all pixels once.
        """
        if recipe.changes_nothing:
            return self.get(photo, long_edge_px)
        path = self._path(photo, long_edge_px, _recipe_text(recipe))
        kept = self._read(path)
        if kept is None:
            with self._alone(path):
                kept = self._read(path)
                if kept is None:
                    kept = self._render(photo, recipe, render, long_edge_px)
                    self._keep(path, kept)
        return kept

    def _render(self, photo: Path, recipe: Recipe, render: Render, long_edge_px: int) -> Thumbnail:
        has_look = recipe.taste is not None and recipe.look_strength != 0
        if not has_look and not is_raw(photo):
            return render(self.get(photo, long_edge_px), recipe)
        key = self._key(photo, 0, "")
        with self._lock:
            square = self._squares.get(key)
        if square is None:
            whole = read_photo(photo)
            square = self.take_whole(photo, over_white(whole.pixels, whole.alpha))
        pixels = self.get(photo, long_edge_px)
        return render(pixels, recipe, square) if has_look else render(pixels, recipe)

    def take_whole(self, photo: Path, pixels: Pixels) -> Square:
        """Cache and return the network's input from all pixels of a photo, composited on white.

        For a raw file, also cache thumbnails that replace the camera's preview, whose tones differ.
        """
        square = squash(pixels)
        with self._lock:
            self._squares[self._key(photo, 0, "")] = square
            while len(self._squares) > _SQUARES_KEPT:
                self._squares.popitem(last=False)
        if is_raw(photo):
            for long_edge_px in (SMALL_PX, LARGE_PX):
                small = to_8_bits(shrink(pixels, long_edge_px))
                self._keep(self._path(photo, long_edge_px, ""), small)
        return square

    def key(self, photo: Path, recipe: Recipe, long_edge_px: int = 320) -> str:
        """A hash of everything that decides a thumbnail's pixels, for other caches.

        Raises PhotoUnreadable when the photo does not exist.
        """
        return self._key(photo, long_edge_px, _recipe_text(recipe))

    @contextlib.contextmanager
    def _alone(self, path: Path) -> Iterator[None]:
        """Let one thread make a thumbnail while others that need it wait."""
        with self._made:
            self._made.wait_for(lambda: path not in self._making)
            self._making.add(path)
        try:
            yield
        finally:
            with self._made:
                self._making.discard(path)
                self._made.notify_all()

    def _path(self, photo: Path, long_edge_px: int, recipe: str) -> Path:
        return self._folder / (self._key(photo, long_edge_px, recipe) + _SUFFIX)

    def _key(self, photo: Path, long_edge_px: int, recipe: str) -> str:
        try:
            status = photo.stat()
        except OSError as error:
            why = error.strerror or str(error)
            raise PhotoUnreadable(
                photo, why, sentence("Check its name, and that its disk is there.")
            ) from error
        facts = (os.path.realpath(photo), status.st_size, status.st_mtime_ns, long_edge_px, recipe)
        key = hashlib.sha256("\0".join(map(str, facts)).encode("utf-8", "surrogateescape"))
        return key.hexdigest()

    def _read(self, path: Path) -> Thumbnail | None:
        """The cached thumbnail, marked as used; None when there is none or it is damaged."""
        try:
            data = read_document(path, THUMBNAIL)
            pixels: Thumbnail = imagecodecs.jpeg8_decode(data)
        except (OSError, ValueError, imagecodecs.Jpeg8Error):
            return None
        if not data.endswith(b"\xff\xd9") or pixels.ndim != 3:
            return None  # the decoder fills the missing part of a truncated file with grey
        with contextlib.suppress(OSError):
            os.utime(path)
        return pixels

    def _keep(self, path: Path, pixels: Thumbnail) -> None:
        data = imagecodecs.jpeg8_encode(
            np.ascontiguousarray(pixels), level=_QUALITY, subsampling="422"
        )
        # Replaced atomically but not synced to disk, which would take longer than making it: one
        # that a power cut damages is made again.
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
        """Last use, size and path of all cached thumbnails."""
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
        """Remove those unused for longest; returns the number of bytes left."""
        kept = self._list()
        num_bytes = sum(size for _, size, _ in kept)
        for _, size, path in sorted(kept):
            if num_bytes <= _PRUNED_TO * self._limit_bytes:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                num_bytes -= size
        return num_bytes


def _recipe_text(recipe: Recipe) -> str:
    return "" if recipe.changes_nothing else _WAY + write_recipe(recipe)


def is_raw(photo: Path) -> bool:
    """Whether a thumbnail may be the camera's own preview, judged by the file's name."""
    return photo.suffix.lower() in RAW_EXTENSIONS
