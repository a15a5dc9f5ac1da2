"""A line of words in what room there is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ShortenedLabel(QLabel):
    """Takes the room there is, and shortens its words to it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = ""

    def say(self, words: str) -> None:
        """Say this, as far as there is room."""
        self._words = words
        self.setAccessibleName(words)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """More room, more words."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, end, self.width()))
