"""Develop's tools in the window's bar: before/after and zoom, with their keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import percent_text
from pieditor.gui.develop.canvas import Canvas
from pieditor.gui.develop.state import Compare


class DevelopTools(QWidget):
    """Buttons, and `keys`: Develop's actions, which work wherever the focus is.

    compare_toggled(Compare), clipping_toggled(), next_asked(+1 or -1)
    """

    compare_toggled = Signal(object)
    clipping_toggled = Signal()
    next_asked = Signal(int)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._compare_buttons = self._make_compare_buttons()
        self._row.addSpacing(2 * theme.GRID)
        self._button(self.tr("Fit"), self.tr("Whole photo (0)"), canvas.zoom_fit)
        self._button(self.tr("100 %"), self.tr("100 % (Z)"), lambda: canvas.zoom_to(1.0))
        self._button(self.tr("200 %"), self.tr("200 % (Ctrl+2)"), lambda: canvas.zoom_to(2.0))
        self._zoom = QLabel(self)
        self._zoom.setFixedWidth(52)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._zoom.setProperty("dim", True)
        self._row.addWidget(self._zoom)
        self._next = self._action(self.tr("Next photo"), lambda: self.next_asked.emit(1))
        self._previous = self._action(self.tr("Previous photo"), lambda: self.next_asked.emit(-1))
        self.keys = [*self._make_keys(), self._next, self._previous]
        self.leaf_by_arrows(True)

    def _button(self, text: str, tip: str, slot: Callable[[], object]) -> QToolButton:
        made = QToolButton(self)
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.clicked.connect(lambda: slot())
        self._row.addWidget(made)
        return made

    def _make_compare_buttons(self) -> dict[Compare, QToolButton]:
        def button(compare: Compare, text: str, tip: str) -> QToolButton:
            made = self._button(text, tip, lambda: self.compare_toggled.emit(compare))
            made.setCheckable(True)
            return made

        texts = {
            Compare.BEFORE: (self.tr("Before"), self.tr("Before / after (\\)")),
            Compare.SIDE_BY_SIDE: (self.tr("Side by side"), self.tr("Side by side (Y)")),
            Compare.SPLIT: (self.tr("Split"), self.tr("Split line (Shift+Y)")),
        }
        return {compare: button(compare, *words) for compare, words in texts.items()}

    def _action(self, text: str, slot: Callable[[], object], keys: str = "") -> QAction:
        made = QAction(text, self)
        made.setShortcuts([QKeySequence(key) for key in keys.split()])
        made.triggered.connect(lambda: slot())
        return made

    def _make_keys(self) -> list[QAction]:
        canvas, action = self._canvas, self._action

        def toggle(compare: Compare) -> Callable[[], object]:
            return lambda: self.compare_toggled.emit(compare)

        return [
            action(self.tr("Before / after"), toggle(Compare.BEFORE), "\\"),
            action(self.tr("Side by side"), toggle(Compare.SIDE_BY_SIDE), "Y"),
            action(self.tr("Split"), toggle(Compare.SPLIT), "Shift+Y"),
            action(self.tr("Show clipping"), self.clipping_toggled.emit, "J"),
            action(self.tr("Zoom in"), lambda: canvas.zoom_by(1.5), "+ = Ctrl++"),
            action(self.tr("Zoom out"), lambda: canvas.zoom_by(1 / 1.5), "- Ctrl+-"),
            action(self.tr("Fit"), canvas.zoom_fit, "0 Ctrl+0"),
            action(self.tr("100 %"), lambda: canvas.zoom_to(1.0), "Z Ctrl+1"),
            action(self.tr("200 %"), lambda: canvas.zoom_to(2.0), "Ctrl+2"),
        ]

    def leaf_by_arrows(self, is_on: bool) -> None:
        """Set whether Left and Right go to other photos; PgUp and PgDown always do."""
        for action, keys in ((self._next, "PgDown Right"), (self._previous, "PgUp Left")):
            used = keys.split() if is_on else keys.split()[:1]
            action.setShortcuts([QKeySequence(key) for key in used])

    def show_compare(self, compare: Compare) -> None:
        """Show the current way of comparing."""
        for which, button in self._compare_buttons.items():
            button.setChecked(which is compare)

    def show_zoom(self) -> None:
        """Show the canvas's scale in percent."""
        ratio = self._canvas.scale
        self._zoom.setText(percent_text(ratio, 0 if ratio >= 0.1 else 1))
