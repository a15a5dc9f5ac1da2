"""The sheet of keyboard shortcuts; H or F1 shows it, Esc hides it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pieditor.gui.base import theme


class KeySheet(QDialog):
    """All shortcuts, by view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys"))
        row = QHBoxLayout(self)
        row.setContentsMargins(*(4 * theme.GRID,) * 4)
        row.setSpacing(5 * theme.GRID)
        for groups in (self._everywhere(), self._middle(), self._develop()):
            column = QVBoxLayout()
            column.addLayout(self._table(groups))
            column.addStretch(1)
            row.addLayout(column)

    def _table(self, groups: list[tuple[str, list[tuple[str, str]]]]) -> QGridLayout:
        """A table of groups of keys, one line per key with its meaning."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GRID)
        grid.setVerticalSpacing(4)
        for title, keys in groups:
            if grid.count():
                grid.setRowMinimumHeight(grid.rowCount(), 2 * theme.GRID)
            heading = QLabel(title, self)
            heading.setProperty("heading", True)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for key, meaning in keys:
                label = QLabel(_native(key), self)
                label.setStyleSheet(f"color: {theme.ACCENT};")
                label.setTextFormat(Qt.TextFormat.PlainText)
                number = grid.rowCount()
                grid.addWidget(label, number, 0)
                grid.addWidget(QLabel(meaning, self), number, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _everywhere(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("Views"),
                [
                    ("G", self.tr("Library")),
                    ("T", self.tr("Taste")),
                    ("D", self.tr("Develop")),
                    ("B", self.tr("Batch")),
                    ("H  F1", self.tr("This sheet")),
                    ("Esc", self.tr("Leave whatever is open")),
                    ("F6", self.tr("Filmstrip on or off")),
                    ("F10", self.tr("Menu")),
                    ("Ctrl+Q", self.tr("Quit")),
                ],
            ),
            (
                self.tr("Photos"),
                [
                    ("Ctrl+O", self.tr("Open a folder")),
                    ("1 – 5", self.tr("Stars")),
                    ("P  U", self.tr("Flag, unflag")),
                    ("X", self.tr("Reject photos")),
                    ("Ctrl+C", self.tr("Copy settings")),
                    ("Ctrl+V", self.tr("Paste settings")),
                    ("Ctrl+Z", self.tr("Undo")),
                    ("Ctrl+Shift+Z", self.tr("Redo")),
                    ("Ctrl+Shift+E", self.tr("Export")),
                ],
            ),
        ]

    def _middle(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("Library"),
                [
                    ("Enter  D", self.tr("Develop the photo")),
                    ("0", self.tr("No stars")),
                    ("Ctrl+A", self.tr("Select all")),
                    ("Ctrl+F", self.tr("Find by name")),
                ],
            ),
            (
                self.tr("Taste"),
                [
                    ("F  Enter", self.tr("Like")),
                    ("X", self.tr("Reject")),
                    ("Z", self.tr("Undo the last pick")),
                    ("\\", self.tr("Hold: the picture untouched")),
                    ("N", self.tr("More pictures")),
                    ("S", self.tr("Shuffle")),
                ],
            ),
        ]

    def _develop(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [
            (
                self.tr("Develop"),
                [
                    ("\\", self.tr("Before / after")),
                    ("Y", self.tr("Side by side")),
                    ("Shift+Y", self.tr("Split line")),
                    ("+  −", self.tr("Zoom in, out")),
                    ("0", self.tr("Whole photo")),
                    ("Z", self.tr("100 %")),
                    (self.tr("Space+drag"), self.tr("Pan")),
                    ("←  →", self.tr("Previous, next photo")),
                    ("J", self.tr("Show clipping")),
                    ("Ctrl+U", self.tr("Suggest")),
                    ("Ctrl+E", self.tr("Explain")),
                ],
            ),
            (
                self.tr("While Suggest is open"),
                [
                    ("←  →", self.tr("Look at any step")),
                    ("Enter", self.tr("Take it")),
                    ("Esc", self.tr("Leave the photo as it was")),
                ],
            ),
            (
                self.tr("Sliders and curves"),
                [
                    ("↑  ↓", self.tr("Change; with Shift ten steps")),
                    ("Backspace", self.tr("Reset; or double-click")),
                    (self.tr("Menu key"), self.tr("Strength, reset")),
                ],
            ),
        ]


def _native(keys: str) -> str:
    """Key names for this system and language, as in menus; other text is returned unchanged."""
    native = QKeySequence.SequenceFormat.NativeText
    return "  ".join(QKeySequence(key).toString(native) or key for key in keys.split("  "))
