"""Ask what to do when all outputs of a batch exist already."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.wording import path_words
from pieditor.gui.controls.buttons import primary_button
from pieditor.services.batch.window_batch import Existing

_WORDS_PX = 440


class ExistingDialog(QDialog):
    """Replace or number the outputs, or do nothing; emits `chosen(Existing)` for the first two."""

    chosen = Signal(object)

    def __init__(self, out: Path, num_photos: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("If it exists"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.GRID, 2 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        text = self.tr("All %n photos exist in {folder} already.", "", num_photos)
        words = [
            text.format(folder=path_words(out)),
            self.tr("If they are kept, there is nothing to do."),
        ]
        label = QLabel("\n\n".join(words), self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        label.setWordWrap(True)
        label.setMinimumWidth(_WORDS_PX)
        column.addWidget(label)
        buttons = QDialogButtonBox(self)
        # The harmless choice is the default for Enter.
        self.number = primary_button(self.tr("Add a number"), self)
        buttons.addButton(self.number, QDialogButtonBox.ButtonRole.AcceptRole)
        self.replace = buttons.addButton(
            self.tr("Replace what exists"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.cancel.setText(self.tr("Cancel"))
        self.number.clicked.connect(lambda: self._choose(Existing.NUMBER))
        self.replace.clicked.connect(lambda: self._choose(Existing.REPLACE))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.number.setFocus()

    def _choose(self, existing: Existing) -> None:
        self.accept()
        self.chosen.emit(existing)
