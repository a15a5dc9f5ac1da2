"""A one-line label that is elided to the available width."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class ShortenedLabel(QLabel):
    """Takes the available width and elides its text to fit."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = ""

    def say(self, words: str) -> None:
        """Set the text, elided if necessary."""
        self._words = words
        self.setAccessibleName(words)
        self._shorten()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Elide the text for the new width."""
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        end = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._words, end, self.width()))
