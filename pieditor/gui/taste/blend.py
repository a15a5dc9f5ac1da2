"""Blend two tastes with a slider."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import percent_text
from pieditor.gui.controls.value_slider import Slider

_EVEN = 50


class BlendPanel(QWidget):
    """Chooses two tastes, the share of the second, and a name.

    moved(first, second, mix)         show this blend; mix is 0 … 1
    saved(first, second, mix, name)
    closed()
    """

    moved = Signal(str, str, float)
    saved = Signal(str, str, float, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        heading = QLabel(self.tr("Blend two tastes"), self)
        heading.setProperty("heading", True)
        column.addWidget(heading)
        self.first, self.second = QComboBox(self), QComboBox(self)
        self.first.setAccessibleName(self.tr("First taste"))
        self.second.setAccessibleName(self.tr("Second taste"))
        for combo in (self.first, self.second):
            combo.setMinimumContentsLength(6)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.currentIndexChanged.connect(lambda _: self._tell())
        self.slider = Slider(self)
        self.slider.setRange(0, 100)
        self.slider.origin = _EVEN
        self.slider.setAccessibleName(self.tr("Share of the second taste"))
        self.slider.reset_asked.connect(lambda: self.slider.setValue(_EVEN))
        self.slider.valueChanged.connect(lambda _: self._tell())
        self.shares = (QLabel(self), QLabel(self))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        for row, (combo, share) in enumerate(
            zip((self.first, self.second), self.shares, strict=True)
        ):
            share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            share.setMinimumWidth(share.fontMetrics().horizontalAdvance(percent_text(1)))
            grid.addWidget(combo, row, 0)
            grid.addWidget(share, row, 1)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        column.addWidget(self.slider)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the blend"))
        self.name.setPlaceholderText(self.tr("Name of the blend"))
        self.name.textChanged.connect(lambda _: self._enable())
        self.name.returnPressed.connect(self._save)
        column.addWidget(self.name)
        self.save_button = QPushButton(self.tr("Save blend"), self)
        self.save_button.setProperty("primary", True)
        self.save_button.clicked.connect(self._save)
        self.cancel_button = QPushButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.closed)
        row_of_buttons = QHBoxLayout()
        row_of_buttons.setSpacing(theme.GRID)
        row_of_buttons.addWidget(self.cancel_button, 1)
        row_of_buttons.addWidget(self.save_button, 1)
        column.addLayout(row_of_buttons)
        column.addStretch(1)

    def open(self, names: Sequence[str], first: str) -> None:
        """Start with a taste and the next one in the list, in equal shares."""
        for combo in (self.first, self.second):
            combo.blockSignals(True)
            combo.clear()
            combo.addItems(list(names))
            combo.blockSignals(False)
        start = list(names).index(first)
        self.first.setCurrentIndex(start)
        self.second.setCurrentIndex((start + 1) % len(names))
        self.slider.setValue(_EVEN)
        self.name.clear()
        self._tell()
        self.slider.setFocus()

    @property
    def mix(self) -> float:
        """The share of the second taste, 0 … 1."""
        return self.slider.value() / 100

    def _tell(self) -> None:
        second = self.slider.value()
        for label, share in zip(self.shares, (100 - second, second), strict=True):
            label.setText(percent_text(share / 100))
        suggested = f"{self.first.currentText()} + {self.second.currentText()}"
        self.name.setPlaceholderText(suggested)
        self._enable()
        self.moved.emit(self.first.currentText(), self.second.currentText(), self.mix)

    def _enable(self) -> None:
        self.save_button.setEnabled(self.first.currentText() != self.second.currentText())

    def _save(self) -> None:
        if self.save_button.isEnabled():
            name = self.name.text().strip() or self.name.placeholderText()
            self.saved.emit(self.first.currentText(), self.second.currentText(), self.mix, name)
