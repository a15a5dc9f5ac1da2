"""Dropped files: read in place, never moved or copied."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> list[Path]:
    """Accept a drop, or a drag that may become one; returns its files and folders.

    Accepted as a copy, whatever the source proposes, because a source may delete files that were
    "moved". A source that offers no copy is refused.
    """
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if not paths or not event.possibleActions() & Qt.DropAction.CopyAction:
        event.ignore()
        return []
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return paths
