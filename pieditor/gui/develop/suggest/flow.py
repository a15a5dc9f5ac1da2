"""Suggest, from the request to accepting a step: connects the search, its strip and its menus."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication

from pieditor.core.errors import PieditorError
from pieditor.core.recipe import Recipe, TasteUse
from pieditor.gui.develop.suggest.guides import SuggestButton, guiding_taste
from pieditor.gui.develop.suggest.search import SuggestSearch
from pieditor.gui.develop.suggest.strip import SuggestStrip
from pieditor.services.develop.small_photo import GetSmallPhoto
from pieditor.services.develop.suggest import GuideKind, SuggestedStep
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.taste import Taste


class Suggest(QObject):
    """Runs a search; nothing of it is saved until a step is accepted.

    opened(), closed()      the strip was shown or hidden
    shown(Recipe)           draw the selected step
    taken(Recipe)           save the step; the search is closed
    left()                  draw the photo's own recipe again; the search is closed
    asked(GuideKind)        a search is requested; None for the last guide
    taste_missing()         the guide needs a taste and there is none
    used(GuideKind, name)   the new guide, to be stored in the settings
    failed(PieditorError)   emitted after `left`
    """

    opened = Signal()
    closed = Signal()
    shown = Signal(object)
    taken = Signal(object)
    left = Signal()
    asked = Signal(object)
    taste_missing = Signal()
    used = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self,
        strip: SuggestStrip,
        button: SuggestButton,
        networks: Networks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.search = SuggestSearch(networks, self)
        self._strip, self._button = strip, button
        self._guide, self._last_taste = GuideKind.AESTHETIC, ""
        self._tastes: tuple[Taste, ...] = ()
        self._of_photo: TasteUse | None = None
        self._drawn: SuggestedStep | None = None
        strip.hide()
        self.search.changed.connect(self._show)
        self.search.failed.connect(self._fail)
        strip.chosen.connect(self.search.choose)
        strip.stopped.connect(self._stop)
        strip.taken.connect(self.take)
        strip.left.connect(self.leave)
        for asking in (strip, button):
            asking.asked.connect(self.asked)
            asking.learn_asked.connect(self.taste_missing)
        self._add_keys()

    def _add_keys(self) -> None:
        """Keys that work while the strip is visible, wherever the focus is."""
        for keys, slot in (
            ("Right", lambda: self._step_by(1)),
            ("Left", lambda: self._step_by(-1)),
            ("Home", lambda: self.search.choose(0)),
            ("End", lambda: self._step_by(1000)),
        ):
            action = QAction(self._strip)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _=False, slot=slot: slot())
            self._strip.addAction(action)

    # Guides

    def set_guide(self, guide: GuideKind, taste: str) -> None:
        """Set the guide and the taste name of the last search; "" for none."""
        self._guide, self._last_taste = guide, taste
        self._show_guide()

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """Set the stored tastes."""
        self._tastes = tuple(tastes)
        self._show_guide()

    def show_taste(self, use: TasteUse | None) -> None:
        """Set the photo's saved taste, which is preferred as a guide."""
        self._of_photo = use
        self._show_guide()

    def _taste(self) -> TasteUse | None:
        return guiding_taste(self._of_photo, self._last_taste, self._tastes)

    def _taste_name(self) -> str:
        taste = self._taste()
        return "" if taste is None else taste.name

    def _show_guide(self) -> None:
        self._button.show_guide(self._guide, self._taste_name())

    # One search

    def begin(self, photo: Path, see: GetSmallPhoto, kept: Recipe, guide: GuideKind | None) -> None:
        """Search for a photo with the saved recipe `kept`, by the last guide if None is given."""
        guide = self._guide if guide is None else guide
        self._of_photo = kept.taste
        taste = self._taste()
        if taste is None and guide is not GuideKind.AESTHETIC:
            self.taste_missing.emit()
            return
        if guide is not GuideKind.AESTHETIC and taste is not None:
            self._last_taste = taste.name
        self._guide = guide
        self._show_guide()
        self._drawn = None
        was_open = self.is_open
        self.search.begin(photo, see, kept, guide, taste)
        self._strip.show()
        self._strip.curve.setFocus(Qt.FocusReason.OtherFocusReason)
        self.used.emit(guide, self._last_taste)
        if not was_open:
            self.opened.emit()

    @property
    def is_open(self) -> bool:
        """Whether a search is shown, running or not."""
        return self.search.state is not None

    @property
    def is_running(self) -> bool:
        """Whether more steps may arrive."""
        return self.search.is_running

    @property
    def step(self) -> SuggestedStep | None:
        """The selected step, if it differs from the photo's recipe."""
        state = self.search.state
        if state is None or state.step is None or state.is_kept(state.step):
            return None
        return state.step

    def take(self) -> None:
        """Accept the shown step; does nothing without a search."""
        if (step := self.step) is None:
            self.leave()
            return
        self.close()
        self.taken.emit(step.recipe)

    def leave(self) -> None:
        """Discard the search and keep the photo's recipe."""
        if self.is_open:
            self.close()
            self.left.emit()

    def close(self) -> None:
        """Close the search without redrawing."""
        if not self.is_open:
            return
        self.search.close()
        self._put_away()

    def press_enter(self) -> None:
        """Press the focused button of the strip, or else accept the shown step."""
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and self._strip.isAncestorOf(focus):
            focus.click()
        else:
            self.take()

    def close_down(self) -> None:
        """End the thread."""
        self.close()
        self.search.close_down()

    def _stop(self) -> None:
        state = self.search.state
        if state is not None and state.step is None:
            self.leave()
        else:
            self.search.stop()

    def _step_by(self, by: int) -> None:
        state = self.search.state
        if state is not None and state.shown is not None:
            self.search.choose(state.shown + by)

    def _show(self) -> None:
        state = self.search.state
        if state is None:
            return
        self._strip.show_state(state, self._taste_name())
        if state.step is not None and state.step is not self._drawn:
            self._drawn = state.step
            self.shown.emit(state.step.recipe)

    def _put_away(self) -> None:
        self.closed.emit()  # first, so that the focus moves to the right widget
        self._strip.hide()

    def _fail(self, error: PieditorError) -> None:
        self._put_away()
        self.left.emit()
        self.failed.emit(error)
