"""What is dropped on the window: read where it is, and left there."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def accept_copy(event: QDropEvent) -> list[Path]:
    """Take the files and folders of a drop, or of a drag that may become one.

    As a copy, whatever the source proposes: a source whose files were "moved" may delete them. A
    source that offers no copy is given nothing.
    """
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    if not paths or not event.possibleActions() & Qt.DropAction.CopyAction:
        event.ignore()
        return []
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
    return paths
