"""The bar above the grid: sorting and filters."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QToolButton, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import number_text
from pieditor.gui.base.timers import single_shot
from pieditor.services.photos.library import SCORE_DECIMALS, Filtering, Sorting, SortKey
from pieditor.services.photos.sidecars import MAX_STARS, Flag

_T = TypeVar("_T")
# For these keys the first order is descending, best first.
_BEST_FIRST = (SortKey.STARS, SortKey.SCORE)
# Thresholds for the score: nine in ten of 129 photographs score between 4.0 and 6.4.
_LEAST_SCORES = (4.0, 4.5, 5.0, 5.5, 6.0, 6.5, 7.0)
# Filter only after a pause in typing: sorting thousands of names at every letter would be
# noticeable.
_TYPING_MS = 150


class _SearchField(QLineEdit):
    """A field for a part of a name; Esc clears it, then leaves the field, as Enter does."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Handle Esc and Enter."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self.text():
            self.clear()
        elif is_escape or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Chooses sorting and filters; does not show photos itself.

    text_left  the search field gives the keyboard focus away
    """

    text_left = Signal()
    sorting_changed = Signal(object)
    filtering_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sort = _combo(
            self,
            self.tr("Sort by"),
            [
                (self.tr("Name"), SortKey.NAME),
                (self.tr("Date taken"), SortKey.DATE),
                (self.tr("Stars"), SortKey.STARS),
                (self.tr("Score"), SortKey.SCORE),
                (self.tr("Edited"), SortKey.EDITED),
                (self.tr("File time"), SortKey.FILE_TIME),
            ],
        )
        self._descending = set(_BEST_FIRST)
        self._direction = QToolButton(self)
        self._direction.setCheckable(True)
        self._direction.setFixedWidth(theme.CONTROL_PX)
        self._direction.toggled.connect(self._show_direction)
        self._show_direction(False)
        stars = [(self.tr("Any stars"), 0)]
        stars += [("★" * n + ("" if n == MAX_STARS else " +"), n) for n in range(1, MAX_STARS + 1)]
        self._stars = _combo(self, self.tr("At least this many stars"), stars)
        scores = [(self.tr("Any score"), 0.0)]
        scores += [(number_text(least, SCORE_DECIMALS) + " +", least) for least in _LEAST_SCORES]
        self._score = _combo(self, self.tr("At least this score"), scores)
        every: frozenset[Flag] = frozenset()
        self._flags = _combo(
            self,
            self.tr("Flag"),
            [
                (self.tr("Any flag"), every),
                (self.tr("Picked"), frozenset([Flag.PICK])),
                (self.tr("Not rejected"), frozenset([Flag.PICK, Flag.NONE])),
                (self.tr("No flag"), frozenset([Flag.NONE])),
                (self.tr("Rejected"), frozenset([Flag.REJECT])),
            ],
        )
        self._edited = _combo(
            self,
            self.tr("Edited or not"),
            [
                (self.tr("Edited or not"), None),
                (self.tr("Edited"), True),
                (self.tr("Not edited"), False),
            ],
        )
        self._text = _SearchField(self)
        self._text.left.connect(self.text_left)
        self._text.setPlaceholderText(self.tr("Find by name"))
        self._text.setAccessibleName(self.tr("Find by name"))
        self._text.setClearButtonEnabled(True)
        hint = self._text.fontMetrics().horizontalAdvance(self._text.placeholderText())
        self._text.setMinimumWidth(hint + 3 * theme.GRID)
        self._text.setMaximumWidth(240)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._sort)
        row.addWidget(self._direction)
        row.addSpacing(theme.GRID)
        self._choices = (self._stars, self._score, self._flags, self._edited)
        for widget in self._choices:
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._text, 2)
        self._typing = single_shot(self, _TYPING_MS, self._tell_filtering)
        self._text.textChanged.connect(lambda _: self._typing.start())
        self._sort.currentIndexChanged.connect(self._choose_key)
        self._direction.toggled.connect(self._turn_round)
        for combo in self._choices:
            combo.currentIndexChanged.connect(self._tell_filtering)

    @property
    def sorting(self) -> Sorting:
        """The chosen sorting."""
        # Qt stores the enum as a plain string.
        return Sorting(
            key=SortKey(self._sort.currentData()), is_descending=self._direction.isChecked()
        )

    @property
    def filtering(self) -> Filtering:
        """The chosen filters."""
        return Filtering(
            min_stars=self._stars.currentData(),
            min_score=self._score.currentData(),
            flags=self._flags.currentData(),
            edited=self._edited.currentData(),
            text=self._text.text(),
        )

    def clear_filters(self) -> None:
        """Show all photos."""
        with QSignalBlocker(self._text):
            self._text.clear()
        for combo in self._choices:
            with QSignalBlocker(combo):
                combo.setCurrentIndex(0)
        self._tell_filtering()

    def edit_text(self) -> None:
        """Focus the search field."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def _choose_key(self) -> None:
        with QSignalBlocker(self._direction):
            self._direction.setChecked(self.sorting.key in self._descending)
        self._show_direction(self._direction.isChecked())
        self._tell_sorting()

    def _turn_round(self, is_descending: bool) -> None:
        key = {self.sorting.key}
        self._descending = self._descending | key if is_descending else self._descending - key
        self._tell_sorting()

    def _show_direction(self, is_descending: bool) -> None:
        self._direction.setText("↓" if is_descending else "↑")
        name = self.tr("Descending") if is_descending else self.tr("Ascending")
        self._direction.setAccessibleName(name)
        self._direction.setToolTip(name)

    def _tell_sorting(self) -> None:
        self.sorting_changed.emit(self.sorting)

    def _tell_filtering(self) -> None:
        self._typing.stop()
        self.filtering_changed.emit(self.filtering)


def _combo(parent: QWidget, name: str, entries: Sequence[tuple[str, _T]]) -> QComboBox:
    combo = QComboBox(parent)
    combo.setAccessibleName(name)
    combo.setToolTip(name)
    for text, value in entries:
        combo.addItem(text, value)
    return combo
