"""The system's dialogs for choosing folders and files."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from pieditor.services.tastes.store import TASTE_SUFFIX


class TasteDialogs(QObject):
    """Each method returns a path, or None when the user cancels."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent

    def folder(self, title: str) -> Path | None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(self._window, title)
        return Path(chosen) if chosen else None

    def taste_to_read(self) -> Path | None:
        """Ask for a .taste file."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Import a taste"), "", self._filter()
        )
        return Path(chosen) if chosen else None

    def taste_to_write(self, name: str) -> Path | None:
        """Ask for an export path; the dialog confirms before a file is replaced."""
        dialog = QFileDialog(self._window, self.tr("Export the taste"), "", self._filter())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The dialog adds the suffix itself, so that it confirms the actual file.
        dialog.setDefaultSuffix(TASTE_SUFFIX)
        dialog.selectFile(name + TASTE_SUFFIX)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _filter(self) -> str:
        return self.tr("Tastes (*{suffix})").format(suffix=TASTE_SUFFIX)
