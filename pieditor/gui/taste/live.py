"""Render the live strip on a thread that does not wait for pages; the newest taste wins."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pieditor.core.recipe import TasteUse
from pieditor.gui.base.images import to_image
from pieditor.gui.base.workers import Newest, Task, Workers
from pieditor.services.tastes.live_strip import StripPhoto
from pieditor.services.tastes.picking_session import TasteModel, TasteRoom

_Prepared = tuple[tuple[StripPhoto, ...], tuple[QImage, ...], TasteModel]


class LiveTaste(QObject):
    """Three photos, unedited and rendered in a taste.

    opened(images, model)     the unedited photos, and the model that described them
    rendered(images, caption) the photos in the requested taste
    failed(PieditorError)
    """

    opened = Signal(object, object)
    rendered = Signal(object, str)
    failed = Signal(object)

    def __init__(self, room: TasteRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._workers = Workers(1, name="strip", parent=self)
        self._lane = Newest(self._workers, self)
        self.photos: tuple[StripPhoto, ...] = ()

    def close(self) -> None:
        """End the thread."""
        self._workers.stop()

    def open(self, photos: Sequence[Path]) -> None:
        """Prepare a selection of these photos."""
        room = self._room

        def work(task: Task) -> _Prepared:
            strip = room.prepare_strip(photos, task.is_cancelled)
            return strip, tuple(to_image(photo.picture) for photo in strip), room.model

        def done(prepared: _Prepared) -> None:
            self.photos, images, model = prepared
            self._lane.cancel()  # running work is for other photos
            self.opened.emit(images, model)

        self._workers.start(work, done, self.failed.emit)

    def ask(self, make_use: Callable[[], TasteUse | None], caption: str) -> None:
        """Render the photos; `make_use` is called on the worker thread."""
        photos, room = self.photos, self._room
        if not photos:
            return

        def work(task: Task) -> tuple[QImage, ...]:
            use = make_use()
            if use is None:
                return ()
            return tuple(to_image(p) for p in room.strip(photos, use, task.is_cancelled))

        self._lane.ask(work, lambda images: self.rendered.emit(images, caption), self.failed.emit)

    def cancel(self) -> None:
        """Drop the request for a taste."""
        self._lane.cancel()
