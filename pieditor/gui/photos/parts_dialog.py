"""Ask which parts of a photo's settings to use."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.recipe.parts import PARTS
from pieditor.gui.base import theme
from pieditor.gui.base.wording import part_words
from pieditor.gui.controls.buttons import primary_button, without_mnemonic


class PartsDialog(QDialog):
    """A choice of parts of a photo's settings."""

    def __init__(
        self,
        question: str,
        parts: frozenset[str],
        action: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.GRID, 2 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        label = QLabel(question, self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        label.setWordWrap(True)
        column.addWidget(label)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * theme.GRID)
        self.boxes: dict[str, QCheckBox] = {}
        for index, part in enumerate(PARTS):
            box = QCheckBox(without_mnemonic(part_words(part)), self)
            box.setChecked(part in parts)
            self.boxes[part] = box
            grid.addWidget(box, index // 2, index % 2)
        column.addLayout(grid)
        buttons = QDialogButtonBox(self)
        self.accept_button = primary_button(action, self)
        buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        for box in self.boxes.values():
            box.toggled.connect(self._refresh)
        self._refresh()

    @property
    def parts(self) -> frozenset[str]:
        """The checked parts."""
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def _refresh(self) -> None:
        self.accept_button.setEnabled(bool(self.parts))
