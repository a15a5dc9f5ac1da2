"""Pictures for the canvas: requested on the GUI thread, rendered on workers.

Drafts for a moving slider have their own queue and never wait for exact pictures. The histogram is
computed after the picture, which matters more.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF, Signal
from PySide6.QtGui import QImage

from pieditor.core.recipe import Recipe
from pieditor.core.render.look import Look
from pieditor.gui.base.images import screen_image, to_image
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Newest, Workers
from pieditor.gui.develop.canvas import Picture
from pieditor.services.develop.darkroom import (
    NUM_BANDS,
    Darkroom,
    Frame,
    Histogram,
    View,
    histogram,
)
from pieditor.services.networks.shared import Networks

_CHART_EVERY_MS = 150
_CHART_PX = 480
_CRUSHED, _BLOWN = 0xFF5070C8, 0xFFD06050  # ARGB: blue for blacks, red for highlights, as usual


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameRequest:
    """All inputs of a picture; nothing is looked up later."""

    darkroom: Darkroom
    recipe: Recipe
    view: View
    is_draft: bool
    is_clipping_shown: bool


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A small version of the whole photo, and its histogram."""

    histogram: Histogram
    picture: Picture


def clipping_overlay(pixels: NDArray[np.uint8]) -> QImage:
    """A transparent picture with the clipped pixels marked."""
    height, width = pixels.shape[:2]
    marks = np.zeros((height, width), np.uint32)
    marks[pixels.min(2) == 0] = _CRUSHED
    marks[pixels.max(2) == 255] = _BLOWN
    return QImage(marks.data, width, height, 4 * width, QImage.Format.Format_ARGB32).copy()


class Pictures(QObject):
    """Serves requests for one darkroom; stale results are dropped.

    ready(FrameRequest, Picture)  a picture to show
    charted(Chart)                the histogram, emitted later
    failed(PieditorError)         the recipe cannot be rendered
    """

    ready = Signal(object, object)
    charted = Signal(object)
    failed = Signal(object)

    def __init__(self, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._workers = Workers(2, name="render", parent=self)
        self.bands = ThreadPoolExecutor(NUM_BANDS, thread_name_prefix="band")
        self._drafts = Newest(self._workers, self)
        self._exacts = Newest(self._workers, self)
        self._charts = Newest(self._workers, self)
        self._chart_timer = single_shot(self, _CHART_EVERY_MS, self._ask_chart)
        self._asked: FrameRequest | None = None
        self._shown: FrameRequest | None = None
        self._before: tuple[FrameRequest, QImage, bool] | None = None

    def ask(self, request: FrameRequest) -> None:
        """Request a picture; a newer request of its kind replaces a waiting one."""
        self._asked = request
        lane = self._drafts if request.is_draft else self._exacts
        lane.ask(
            lambda _: self._render(request),
            lambda picture: self._show(request, picture),
            self.failed.emit,
        )

    def forget(self) -> None:
        """Drop all requests and results of this photo."""
        for lane in (self._drafts, self._exacts, self._charts):
            lane.cancel()
        self._chart_timer.stop()
        self._asked = self._shown = self._before = None

    @property
    def is_idle(self) -> bool:
        """Whether all requests are done, the histogram included."""
        lanes = (self._drafts, self._exacts, self._charts)
        return not self._chart_timer.isActive() and all(lane.is_idle for lane in lanes)

    def close(self) -> None:
        """End the threads."""
        self.forget()
        self._workers.stop()
        self.bands.shutdown()

    # On workers

    def _look(self, request: FrameRequest) -> Look | None:
        return request.darkroom.look(request.recipe, self._networks)

    def _render(self, request: FrameRequest) -> Picture:
        look = self._look(request)
        after: QImage | None = None

        def screen(height: int, width: int) -> NDArray[np.uint8]:
            nonlocal after
            after, memory = screen_image(height, width)
            return memory

        frame = request.darkroom.frame(
            request.recipe, look, request.view, is_draft=request.is_draft, screen=screen
        )
        if after is None:
            after = to_image(frame.after)
        area = QRectF(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top)
        overlay = clipping_overlay(frame.after) if request.is_clipping_shown else None
        return Picture(self._before_image(request, frame), after, area, overlay)

    def _before_image(self, request: FrameRequest, frame: Frame) -> QImage:
        """The unedited piece, cached while a slider moves."""
        kept = self._before
        if kept is not None:
            known, image, is_whole = kept
            same = known.darkroom is request.darkroom and known.view == request.view
            if same and is_whole == frame.is_whole:
                return image
        image = to_image(frame.before)
        self._before = (request, image, frame.is_whole)
        return image

    def _chart(self, request: FrameRequest) -> Chart:
        width, height = request.darkroom.size
        view = View(
            scale=min(1.0, _CHART_PX / max(width, height)),
            left=0, top=0, right=width, bottom=height,
        )  # fmt: skip
        frame = request.darkroom.frame(request.recipe, self._look(request), view, is_draft=True)
        picture = Picture(
            to_image(frame.before), to_image(frame.after), QRectF(0, 0, width, height)
        )
        return Chart(histogram(frame.after), picture)

    # On the GUI thread

    def _show(self, request: FrameRequest, picture: Picture) -> None:
        if self._is_stale(request):
            return
        self._shown = request
        self.ready.emit(request, picture)
        if not request.is_draft:
            self._ask_chart()
        elif not self._chart_timer.isActive():
            self._chart_timer.start()

    def _is_stale(self, request: FrameRequest) -> bool:
        """Whether a newer or better picture is shown or was requested since."""
        asked, shown = self._asked, self._shown
        if not request.is_draft:
            return asked is not None and asked.recipe is not request.recipe
        if asked is not None and not asked.is_draft and asked.recipe is not request.recipe:
            return True  # the slider stopped, or the step was undone
        is_exact = shown is not None and not shown.is_draft
        return is_exact and shown is not None and shown.recipe is request.recipe

    def _ask_chart(self) -> None:
        self._chart_timer.stop()
        if (request := self._shown) is not None:
            self._charts.ask(lambda _: self._chart(request), self.charted.emit)
