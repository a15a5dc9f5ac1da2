"""Make pages of the gallery, the current one and the next ahead of time, on a separate thread.

A click makes the next page stale: it is made again after a pause in clicking. Turning the page
shows the page made ahead at once, or emits `turned` as soon as it is made.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from pieditor.core.errors import PieditorError
from pieditor.gui.base.images import to_image
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Task, Workers
from pieditor.services.tastes.gallery import GallerySource, Page, PageRequest, TileKey
from pieditor.services.tastes.picking import Picking, Verdict
from pieditor.services.tastes.picking_session import TasteModel, TasteRoom

# One click often follows another: the next page is made after a pause in clicking.
_AHEAD_AFTER_MS = 250

MakeSource = Callable[[], GallerySource]


@dataclass(frozen=True, slots=True, eq=False)
class MadePage:
    """A page with Qt images, its source, and the model that described the pictures."""

    source: GallerySource
    page: Page
    images: tuple[QImage, ...]
    model: TasteModel


class PageMaker(QObject):
    """Makes pages of one source.

    turned(MadePage)        the requested page
    failed(PieditorError)   it could not be made
    """

    turned = Signal(object)
    failed = Signal(object)

    def __init__(self, room: TasteRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._workers = Workers(1, name="gallery", parent=self)
        self._make_source: MakeSource | None = None
        self._source: GallerySource | None = None
        self._seen: tuple[tuple[TileKey, NDArray[np.float32]], ...] = ()
        self._number = self._seed = 0
        self._picking = Picking()
        self._making: Task | None = None
        self._ahead: MadePage | None = None
        self.is_awaited = False
        self._timer = single_shot(self, _AHEAD_AFTER_MS, self._make)

    @property
    def is_ahead(self) -> bool:
        """Whether the next page is ready."""
        return self._ahead is not None

    def open(self, make_source: MakeSource) -> None:
        """Switch to another source, made on the thread; its pages start from the beginning."""
        self.is_awaited = False
        self._make_stale()
        self._make_source, self._source = make_source, None
        self._seen, self._number = (), 0

    def close(self) -> None:
        """End the thread."""
        self._timer.stop()
        self._workers.stop()

    def take_picking(self, picking: Picking) -> None:
        """Take new picks, by which the next page is chosen."""
        self._picking = picking
        self._make_stale()
        self._timer.start()

    def turn(self) -> bool:
        """Request the next page; False when there is no source or a page is already requested."""
        if self.is_awaited or self._make_source is None:
            return False
        self.is_awaited = True
        if self._ahead is not None:
            self._turn_to(self._ahead)
        else:
            self._make()
        return True

    def shuffle(self) -> bool:
        """Request other pictures; the current ones without a verdict do not count as seen."""
        if self.is_awaited or self._make_source is None:
            return False
        self._seen = tuple(s for s in self._seen if self._picking.verdict_of(s[0]) is not None)
        self._seed += 1
        self._make_stale()
        return self.turn()

    def _make_stale(self) -> None:
        self._ahead = None
        if self._making is not None:
            self._making.cancel()
            self._making = None
        if self.is_awaited:
            self._make()

    def _make(self) -> None:
        if self._making is not None or self._ahead is not None or self._make_source is None:
            return
        room, make_source, source = self._room, self._make_source, self._source
        picking, seen, number, seed = self._picking, self._seen, self._number, self._seed

        def work(task: Task) -> MadePage:
            found = make_source() if source is None else source
            request = PageRequest(
                source=found,
                number=number,
                seed=seed,
                shown=picking.shown(seen),
                more_liked=picking.elsewhere(Verdict.LIKED, seen),
                more_rejected=picking.elsewhere(Verdict.REJECTED, seen),
            )
            page = room.page(request, task.is_cancelled)
            images = tuple(to_image(tile.picture) for tile in page.tiles)
            return MadePage(found, page, images, room.model)

        self._making = self._workers.start(work, self._made, self._could_not)

    def _made(self, made: MadePage) -> None:
        self._making, self._source = None, made.source
        if self.is_awaited:
            self._turn_to(made)
        else:
            self._ahead = made

    def _could_not(self, error: PieditorError) -> None:
        self._making = None
        if self.is_awaited:  # a page ahead is tried again when requested
            self.is_awaited = False
            self.failed.emit(error)

    def _turn_to(self, made: MadePage) -> None:
        self._ahead, self.is_awaited = None, False
        self._number += 1
        self._seen += tuple((tile.key, tile.embedding) for tile in made.page.tiles)
        if made.page.tiles:
            self._timer.start()
        self.turned.emit(made)
