"""The controls below the taste: show it as sliders, and set its remainder."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from pieditor.core.recipe import MAX_STRENGTH, MIN_STRENGTH, Recipe
from pieditor.gui.base.numbers import percent_text
from pieditor.gui.controls.value_slider import ValueSlider
from pieditor.gui.develop.filter_panel import GUTTER_PX

# The least share of a look that the sliders carry, for "nearly all", "most", "more than half" and
# "some".
_NEARLY_ALL, _MOST, _HALF, _SOME = 0.9, 0.75, 0.5, 0.25


class ExplainBlock(QWidget):
    """The Explain button or, for an explained taste, its remainder and the button back.

    Emits `asked()` for sliders, `back_asked()` for the taste itself; `moved(remainder)`, 0 … 1.5,
    and `settled()` like a slider; `left()` before the focused button is hidden.
    """

    left = Signal()
    asked = Signal()
    back_asked = Signal()
    moved = Signal(float)
    settled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recipe = Recipe()
        self._is_busy = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        inner = QVBoxLayout()
        inner.setContentsMargins(GUTTER_PX + 2, 0, GUTTER_PX, 0)  # as the filters below
        inner.setSpacing(4)
        self.remainder = ValueSlider(
            self.tr("Remainder %"), minimum=100 * MIN_STRENGTH, maximum=100 * MAX_STRENGTH,
            default=100, step=1, is_signed=False, parent=self,
        )  # fmt: skip
        self.remainder.setToolTip(self.tr("What the look does beyond the sliders"))
        self.remainder.moved.connect(lambda percent: self.moved.emit(percent / 100))
        self.remainder.settled.connect(self.settled)
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setProperty("dim", True)
        self.explain = self._button(
            self.tr("Explain"), self.tr("Show the taste as sliders (Ctrl+E)")
        )
        self.explain.clicked.connect(self.asked)
        self.back = self._button(
            self.tr("Back to the taste"), self.tr("Take the taste out of the sliders again")
        )
        self.back.clicked.connect(self.back_asked)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.explain)
        row.addWidget(self.back)
        inner.addWidget(self.remainder)
        inner.addWidget(self.words)
        column.addLayout(inner)
        column.addLayout(row)
        self.show_share(None)
        self._show()

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setProperty("framed", True)
        return button

    def show_recipe(self, recipe: Recipe) -> None:
        """Show a recipe's taste and remainder; emits no signal."""
        self._recipe = recipe
        self.remainder.show_value(100 * recipe.remainder)
        self._show()

    def show_busy(self, is_busy: bool) -> None:
        """Show whether sliders are being fitted."""
        self._is_busy = is_busy
        self._show()

    def show_share(self, share: float | None) -> None:
        """Show the share of the look that the sliders carry, 0 … 1; None while unknown."""
        self.words.setText("" if share is None else self._in_words(share))

    def _show(self) -> None:
        is_explained, taste = self._recipe.is_explained, self._recipe.taste
        can_explain = taste is not None and taste.strength > 0 and not self._is_busy
        can_go_back = is_explained and not self._is_busy
        is_explain_going = self.explain.hasFocus() and (is_explained or not can_explain)
        if is_explain_going or (self.back.hasFocus() and not can_go_back):
            # Qt would move the focus to the next field, where digit keys do not set stars.
            self.left.emit()
        self.remainder.setVisible(is_explained)
        self.words.setVisible(is_explained)
        self.back.setVisible(can_go_back)
        self.explain.setVisible(not is_explained or self._is_busy)
        self.explain.setText(self.tr("Explaining…") if self._is_busy else self.tr("Explain"))
        self.explain.setEnabled(can_explain)

    def _in_words(self, share: float) -> str:
        # 100 % is shown only for all of it; the words follow the percentage shown.
        shown = min(round(share, 2), 0.99) if share < 1 else 1.0
        if shown >= _NEARLY_ALL:
            words = self.tr("The sliders carry nearly all of this look ({share}).")
        elif shown >= _MOST:
            words = self.tr("The sliders carry most of this look ({share}).")
        elif shown >= _HALF:
            words = self.tr("The sliders carry more than half of this look ({share}).")
        elif shown >= _SOME:
            words = self.tr("The sliders carry less than half of this look ({share}).")
        else:
            words = self.tr("The sliders carry little of this look ({share}).")
        # Keep the number and its sign on one line.
        return words.format(share=percent_text(shown).replace(" ", "\u00a0"))
