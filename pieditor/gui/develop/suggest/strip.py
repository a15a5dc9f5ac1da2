"""The strip below the photo during a search: guide, scores, accept or discard."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import number_text
from pieditor.gui.controls.buttons import primary_button, without_mnemonic
from pieditor.gui.develop.suggest.curve import ScoreCurve
from pieditor.gui.develop.suggest.guides import GuideMenu, guide_words
from pieditor.gui.develop.suggest.state import SuggestState

_WORDS_PX = 200
_ARROW_PX = 32  # including its margins


class SuggestStrip(QWidget):
    """Draws a `SuggestState`.

    Emits `chosen(number)` to select a step, `taken()` to accept it, `left()` to discard the search,
    `stopped()` to stop it, `asked(GuideKind or None)` to search again, and the menu's
    `learn_asked()`.
    """

    chosen = Signal(int)
    taken = Signal()
    left = Signal()
    stopped = Signal()
    asked = Signal(object)
    learn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Suggest"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(theme.GRID,) * 4)
        row.setSpacing(theme.GRID)
        row.addLayout(self._words())
        self.curve = ScoreCurve(self)
        self.curve.valueChanged.connect(self.chosen)
        row.addWidget(self.curve, 1)
        row.addLayout(self._buttons())
        self._is_running = False

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.guide = QToolButton(self)
        self.guide.setIcon(QIcon("icons:chevron-down.svg"))
        self.guide.setIconSize(QSize(12, 12))
        self.guide.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # puts the arrow last
        self.guide.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.guide.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = GuideMenu(self)
        self.menu.chosen.connect(self.asked)
        self.menu.learn_asked.connect(self.learn_asked)
        self.guide.setMenu(self.menu)
        self.status = QLabel(self)
        self.status.setWordWrap(True)
        self.status.setFixedWidth(_WORDS_PX)
        self.status.setContentsMargins(4, 0, 0, 0)
        self.status.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        at_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        column.addWidget(self.guide, 0, at_left)
        column.addWidget(self.status, 1)
        return column

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.take = primary_button(self.tr("Take this step"), self)
        self.take.setToolTip(self.tr("Take this step (Enter)"))
        self.take.clicked.connect(self.taken)
        self.leave = QPushButton(self.tr("Leave as it was"), self)
        self.leave.setToolTip(self.tr("Leave as it was (Esc)"))
        self.leave.clicked.connect(self.left)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.clicked.connect(self._stop_or_again)
        for button in (self.take, self.leave, self.stop):
            column.addWidget(button)
        return column

    def show_state(self, state: SuggestState, taste: str) -> None:
        """Show a search; `taste` is the name of the taste that another guide would use, or ""."""
        self._is_running = state.is_running
        self.curve.show_state(state)
        self._show_guide(guide_words(state.guide, state.taste))
        self.menu.show_guide(state.guide, taste)
        words = self._in_words(state)
        self.status.setText("\n".join(words))
        self.curve.setAccessibleDescription(", ".join(words))
        self.take.setEnabled(state.step is not None and not state.is_kept(state.step))
        self.stop.setText(self.tr("Stop") if state.is_running else self.tr("Again"))
        self.stop.setToolTip(
            self.tr("Stop, and stay with the steps so far")
            if state.is_running
            else self.tr("Search again (Ctrl+U)")
        )

    def _show_guide(self, guide: str) -> None:
        metrics, room_px = self.guide.fontMetrics(), _WORDS_PX - _ARROW_PX
        shown = metrics.elidedText(guide, Qt.TextElideMode.ElideRight, room_px)
        self.guide.setText(without_mnemonic(shown))
        self.guide.setAccessibleName(self.tr("Guide: {guide}").format(guide=guide))
        tip = self.tr("Search again with another guide")
        self.guide.setToolTip(tip if shown == guide else f"{guide}\n{tip}")

    def _in_words(self, state: SuggestState) -> list[str]:
        step, best = state.step, state.best
        if step is None or best is None:
            return [self.tr("Looking at the photo…")]
        if state.has_found_nothing and step.number == 0:
            if state.goes_too_far:
                return [self.tr("The steps that score higher go too far.")]
            if state.is_kept(step):
                return [self.tr("Nothing better was found: the photo is good as it is.")]
            return [self.tr("Nothing better was found than the photo without filters.")]
        score = self.tr("Score {score} of 10").format(score=number_text(step.score, 2))
        if step.number == 0:
            return [self.tr("Before the search"), score]
        name = self.tr("Step {number}").format(number=step.number)
        if not state.is_running and step is best:
            name = self.tr("Step {number}, the best").format(number=step.number)
        return [name, score]

    def _stop_or_again(self) -> None:
        if self._is_running:
            self.stopped.emit()
        else:
            self.asked.emit(None)
