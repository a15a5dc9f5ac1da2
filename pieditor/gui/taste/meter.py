"""The meter of a taste's stability: three steps and a word."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.wording import words

_STEPS = ("unsettled", "forming", "stable")
_BAR_PX = 6


class StabilityMeter(QWidget):
    """A word from `services.tastes.taste.stability_word`, and a bar for its step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Stability of the taste"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(
            self.tr("How little the taste would change if one of your favourites were left out.")
        )
        self.word = ""

    def show_word(self, word: str) -> None:
        """Show one of the three words, or none while there are no picks."""
        self.word = word
        self.setAccessibleDescription(words(word))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """The size for a line of text and the bar."""
        return QSize(200, 20 + theme.GRID // 2 + _BAR_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the word and the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.rect().adjusted(0, 0, 0, -(_BAR_PX + theme.GRID // 2))
        painter.setPen(QColor(theme.DIM))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignLeft, self.tr("Stability"))
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(line, middle | Qt.AlignmentFlag.AlignRight, words(self.word) or "–")
        reached = _STEPS.index(self.word) + 1 if self.word in _STEPS else 0
        gap = theme.GRID / 2
        width = (self.width() - gap * (len(_STEPS) - 1)) / len(_STEPS)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(len(_STEPS)):
            painter.setBrush(QColor(theme.ACCENT if step < reached else theme.FIELD))
            top = self.height() - _BAR_PX
            painter.drawRoundedRect(QRectF(step * (width + gap), top, width, _BAR_PX), 3, 3)
