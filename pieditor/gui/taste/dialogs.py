"""The questions that only the system's own dialogs can ask: which folder, which file."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from pieditor.services.tastes.store import TASTE_SUFFIX


class TasteDialogs(QObject):
    """Each answers with a path, or None when the user thinks better of it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def folder(self, title: str) -> Path | None:
        """A folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, title)
        return Path(chosen) if chosen else None

    def taste_to_read(self) -> Path | None:
        """A .taste file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import a taste"), "", self._filter()
        )
        return Path(chosen) if chosen else None

    def taste_to_write(self, name: str) -> Path | None:
        """Where to export a taste; the dialog has asked before a file is replaced."""
        dialog = QFileDialog(self._window, self.tr("Export the taste"), "", self._filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # Added by the dialog, so that it asks about the file that will be replaced.
        dialog.setDefaultSuffix(TASTE_SUFFIX)
        dialog.selectFile(name + TASTE_SUFFIX)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _filter(self) -> str:
        return self.tr("Tastes (*{suffix})").format(suffix=TASTE_SUFFIX)
