"""Explains tastes for the window, on a worker."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.errors import PieditorError
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Newest, Task, Workers
from pieditor.services.develop.explain import Explanation, explain, measure
from pieditor.services.develop.small_photo import GetSmallPhoto
from pieditor.services.networks.shared import Networks

# A moving strength requests the share continuously.
_MEASURE_AFTER_MS = 200


@dataclass(frozen=True, slots=True)
class _Measured:
    """The measured share that sliders carry of a taste on a photo."""

    photo: Path
    taste: TasteUse | None
    sliders: tuple[FilterSetting, ...] | None
    share: float

    def is_of(self, photo: Path, recipe: Recipe) -> bool:
        return self == _measured(photo, recipe, self.share)


def _measured(photo: Path, recipe: Recipe, share: float) -> _Measured:
    """The remainder is left out, because the share is that of the sliders alone."""
    taste = None if recipe.taste is None else recipe.taste.alone()
    return _Measured(photo, taste, recipe.explained, share)


class ExplainWork(QObject):
    """Runs one explanation at a time, and measures the share of the shown one.

    explained(TasteUse, Explanation)  the result, unless it was cancelled
    ended()                           afterwards, also after a cancel or an error
    measured(share)                   0 … 1, for the last recipe
    failed(PieditorError)
    """

    explained = Signal(object, object)
    ended = Signal()
    measured = Signal(object)
    failed = Signal(object)

    def __init__(self, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._networks = networks
        self._workers = Workers(1, name="explain", parent=self)
        self._measures = Newest(self._workers, self)
        self._task: Task | None = None
        self._known: _Measured | None = None
        self._wanted: tuple[Path, GetSmallPhoto, Recipe] | None = None
        self._timer = single_shot(self, _MEASURE_AFTER_MS, self._measure)

    def begin(self, photo: Path, see: GetSmallPhoto, use: TasteUse) -> None:
        """Fit sliders to a taste on a photo."""
        self.cancel()

        def done(explanation: Explanation) -> None:
            self._task = None
            self._known = _measured(photo, explanation.recipe, explanation.share)
            self.explained.emit(use, explanation)
            self.ended.emit()

        def failed(error: PieditorError) -> None:
            self._task = None
            self.failed.emit(error)
            self.ended.emit()

        self._task = self._workers.start(
            lambda task: explain(self._networks, see(), use, task.is_cancelled), done, failed
        )

    def cancel(self) -> bool:
        """Stop fitting; returns whether there was anything to stop."""
        if self._task is None:
            return False
        self._task.cancel()
        self._task = None
        self.ended.emit()
        return True

    def ask_share(self, photo: Path, see: GetSmallPhoto, recipe: Recipe) -> None:
        """Emit `measured` for an explained recipe, at once if its share is cached."""
        self._wanted = (photo, see, recipe)
        if self._known is not None and self._known.is_of(photo, recipe):
            self._timer.stop()
            self.measured.emit(self._known.share)
        else:
            self._timer.start()

    def forget_share(self) -> None:
        """Drop the request for a share."""
        self._wanted = None
        self._timer.stop()

    @property
    def is_busy(self) -> bool:
        """Whether sliders are being fitted."""
        return self._task is not None

    @property
    def is_idle(self) -> bool:
        """Whether all requests are done."""
        return self._task is None and not self._timer.isActive() and self._measures.is_idle

    def close_down(self) -> None:
        """End the thread."""
        self.forget_share()
        self.cancel()
        self._measures.cancel()
        self._workers.stop()

    def _measure(self) -> None:
        if self._wanted is None:
            return
        photo, see, recipe = self._wanted

        def done(explanation: Explanation) -> None:
            self._known = _measured(photo, recipe, explanation.share)
            if self._wanted is not None and self._known.is_of(self._wanted[0], self._wanted[2]):
                self.measured.emit(explanation.share)

        # Errors are ignored: the picture reports faults of the taste or the photo.
        self._measures.ask(lambda _: measure(self._networks, see(), recipe), done)
