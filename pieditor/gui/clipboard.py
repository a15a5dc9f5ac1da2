"""Copied settings: what is pasted is chosen, and a paste onto many photos is one step."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.recipe import Recipe
from pieditor.gui import theme
from pieditor.gui.controls.buttons import primary_button, without_mnemonic
from pieditor.gui.edits import EditModel
from pieditor.gui.wording import part_words
from pieditor.services.copying import PARTS, CopiedSettings, paste
from pieditor.services.edits import Step


class PartsDialog(QDialog):
    """Which parts of a photo's settings are meant."""

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
        """What is ticked."""
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def _refresh(self) -> None:
        self.accept_button.setEnabled(bool(self.parts))


class SettingsClipboard(QObject):
    """Holds copied settings, and pastes them as one step over any number of photos."""

    def __init__(self, edits: EditModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self.copied: CopiedSettings | None = None

    def copy(self, recipe: Recipe, parts: frozenset[str]) -> None:
        """Remember these parts of a recipe."""
        self.copied = CopiedSettings(recipe=recipe, parts=parts)

    def choose(self, parts: frozenset[str]) -> None:
        """Mean other parts of what was copied."""
        if self.copied is not None:
            self.copied = replace(self.copied, parts=parts)

    def paste(self, photos: Sequence[Path]) -> Step | None:
        """Give the photos what was copied; None when that changes nothing."""
        if self.copied is None or not photos:
            return None
        return give(self._edits, self.copied, photos, self.tr("Paste"))


def give(
    edits: EditModel, copied: CopiedSettings, photos: Sequence[Path], label: str
) -> Step | None:
    """Put chosen parts onto photos, as one step; their other parts stay as they are."""
    after = {}
    for photo in photos:
        sidecar = edits.sidecar(photo)
        after[photo] = replace(sidecar, recipe=paste(copied, sidecar.recipe))
    return edits.change(label, after)
