"""Thumbnails for painting: visible ones first, the others ahead of time in the background.

Painting never waits: it gets the picture, an older one or nothing, and the signal `ready` reports
when to repaint. Pictures have exactly the painted size, so that nothing is scaled while scrolling.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from pieditor.core.errors import PhotoTooLarge, PhotoUnreadable, PieditorError
from pieditor.core.recipe import Recipe
from pieditor.gui.base.images import to_image
from pieditor.gui.base.sentence_words import sentence_words
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Task, Workers
from pieditor.services.photos.library import LibraryPhoto
from pieditor.services.photos.thumbnails import LARGE_PX, SMALL_PX, Render, ThumbnailCache, is_raw

_NUM_THREADS = 2
# Six screens of tiles. Those scrolled further away are requested again when they are visible.
_QUEUE_LIMIT = 200
_MEMORY_BYTES = 200_000_000
_STEP_ASIDE_S = 0.05
_NEVER = -1  # a file time that never occurs

Key = tuple[Path, int]


@dataclass(frozen=True, slots=True, eq=False)
class _Made:
    """A picture, and the state that it was made from."""

    image: QImage
    mtime_ns: int
    recipe: Recipe

    def is_of(self, photo: LibraryPhoto) -> bool:
        # Identity first: comparing recipes is slower.
        same = self.recipe is photo.recipe or self.recipe == photo.recipe
        return self.mtime_ns == photo.mtime_ns and same


class Thumbs(QObject):
    """Thumbnails of photos under their edits.

    render  applies a recipe to a thumbnail; called on worker threads
    """

    ready = Signal(object)  # the photo's path
    made_ahead = Signal()  # all photos of `make_ahead` are done

    def __init__(
        self, cache: ThumbnailCache, render: Render, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._cache, self._render = cache, render
        self._workers = Workers(
            _NUM_THREADS, name="thumbs", newest_first=True, limit=_QUEUE_LIMIT, parent=self
        )
        self._background = Workers(1, name="thumbs-ahead", parent=self)
        self._ahead: Task | None = None
        self._made: OrderedDict[Key, _Made] = OrderedDict()
        self._last_px: dict[Path, int] = {}
        self._num_bytes = 0
        self._pending: dict[Key, LibraryPhoto] = {}
        self._wanted: dict[Key, LibraryPhoto] = {}
        self._problems: dict[Path, tuple[int, str]] = {}
        self._stopping = threading.Event()
        self._flush = single_shot(self, 0, self._start_wanted)

    def image(self, photo: LibraryPhoto, long_edge_px: int) -> QImage | None:
        """The picture with that long edge in device pixels, or another version until it is made.

        None while there is none, and always if the photo has a `problem`.
        """
        key = (photo.path, long_edge_px)
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
            if made.is_of(photo):
                return made.image
        if self.problem(photo) is None and not self._is_pending(key, photo):
            self._wanted[key] = photo
            if not self._flush.isActive():
                self._flush.start()
        if made is not None:
            return made.image
        return self._other_size(photo.path)

    def problem(self, photo: LibraryPhoto) -> str | None:
        """The reason if this version of the file cannot be shown; None while unknown."""
        known = self._problems.get(photo.path)
        return known[1] if known is not None and known[0] == photo.mtime_ns else None

    def make_ahead(self, photos: Sequence[LibraryPhoto]) -> None:
        """Make cached thumbnails of these photos, in order, when no other requests are waiting."""
        if self._ahead is not None:
            self._ahead.cancel()
        waiting = tuple(photos)

        def work(task: Task) -> None:
            for photo in waiting:
                self.step_aside(task.is_cancelled)
                if task.is_cancelled():
                    return
                try:
                    self._cache.get(photo.path, SMALL_PX)
                except PieditorError as error:
                    task.report((photo, error))

        self._ahead = self._background.start(
            work, lambda _: self.made_ahead.emit(), on_report=self._failed_ahead
        )

    def take_whole(self, photo: Path, whole: Callable[[], NDArray[Any]]) -> None:
        """All pixels of a photo are decoded; `whole` returns them on white, called on a worker."""

        def work(_: Task) -> None:
            self._cache.take_whole(photo, whole())

        def done(_: None) -> None:
            if not is_raw(photo):
                return
            # Until the developed picture is made, the camera's preview with its other tones is
            # shown.
            for key, made in self._made.items():
                if key[0] == photo:
                    self._made[key] = replace(made, mtime_ns=_NEVER)
            self.ready.emit(photo)

        self._workers.start(work, done)

    def step_aside(self, is_cancelled: Callable[[], bool]) -> None:
        """For a background thread: wait while visible pictures are being made."""
        while not self._workers.is_idle and not is_cancelled():
            self._stopping.wait(_STEP_ASIDE_S)

    @property
    def is_idle(self) -> bool:
        """Whether all requests are done."""
        return not self._wanted and not self._pending

    def close(self) -> None:
        """End the threads."""
        self._stopping.set()
        self._flush.stop()
        self._background.stop()
        self._workers.stop()

    def _is_pending(self, key: Key, photo: LibraryPhoto) -> bool:
        asked = self._pending.get(key)
        return asked is not None and asked.recipe is photo.recipe

    def _other_size(self, path: Path) -> QImage | None:
        """The photo in the size made last, so that moving the size slider leaves no gaps."""
        made = self._made.get((path, self._last_px.get(path, 0)))
        return None if made is None else made.image

    def _start_wanted(self) -> None:
        # The newest request is served first, so submit the tiles in reverse order of painting.
        wanted, self._wanted = self._wanted, {}
        for key, photo in reversed(wanted.items()):
            self._pending[key] = photo
            self._start(key, photo)

    def _start(self, key: Key, photo: LibraryPhoto) -> None:
        long_edge_px = key[1]

        def work(_: Task) -> QImage:
            kept_px = SMALL_PX if long_edge_px <= SMALL_PX else LARGE_PX
            try:
                pixels = self._cache.get_edited(photo.path, photo.recipe, self._render, kept_px)
            except (PhotoUnreadable, PhotoTooLarge):
                raise
            except PieditorError:  # its taste is unusable here: reported when it is opened
                pixels = self._cache.get(photo.path, kept_px)
            return _fitted(to_image(pixels), long_edge_px)

        def done(image: QImage) -> None:
            self._pending.pop(key, None)
            self._keep(key, _Made(image, photo.mtime_ns, photo.recipe))
            self.ready.emit(photo.path)

        def failed(error: PieditorError) -> None:
            self._pending.pop(key, None)
            self._note(photo, error)

        def forgotten() -> None:
            self._pending.pop(key, None)

        self._workers.start(work, done, failed, on_forgotten=forgotten)

    def _keep(self, key: Key, made: _Made) -> None:
        old = self._made.pop(key, None)
        if old is not None:
            self._num_bytes -= old.image.sizeInBytes()
        self._made[key] = made
        self._last_px[key[0]] = key[1]
        self._num_bytes += made.image.sizeInBytes()
        while self._num_bytes > _MEMORY_BYTES and len(self._made) > 1:
            _, oldest = self._made.popitem(last=False)
            self._num_bytes -= oldest.image.sizeInBytes()

    def _failed_ahead(self, failure: tuple[LibraryPhoto, PieditorError]) -> None:
        self._note(*failure)

    def _note(self, photo: LibraryPhoto, error: PieditorError) -> None:
        self._problems[photo.path] = (photo.mtime_ns, sentence_words(error.why))
        self.ready.emit(photo.path)


def _fitted(image: QImage, long_edge_px: int) -> QImage:
    """Scale to that long edge; a smaller photo is not enlarged."""
    if max(image.width(), image.height()) <= long_edge_px:
        return image
    return image.scaled(
        long_edge_px,
        long_edge_px,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
