"""Save and restore the window's size and place, within the current screen."""

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

_USUAL = QSize(1440, 900)
# An estimate of the window frame, whose size is unknown before the window is shown.
_FRAME = QSize(16, 48)


def geometry_text(window: QWidget) -> str:
    """Size and place as text, for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore_geometry(window: QWidget, text: object) -> None:
    """Restore a saved geometry, or use the default size; on a smaller screen, fill it."""
    window.resize(_USUAL)
    if isinstance(text, str):
        # Qt restores nothing if the screen's width has changed; then the default size is used.
        window.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "replace")))
    screen = window.screen()
    if screen is None or window.isMaximized() or window.isFullScreen():
        return
    room = screen.availableGeometry()
    needed = window.size() + _FRAME
    if needed.width() > room.width() or needed.height() > room.height():
        # Both calls are needed, because without a window manager nothing is maximised.
        window.setGeometry(QRect(room.topLeft(), window.size().boundedTo(room.size())))
        window.setWindowState(Qt.WindowState.WindowMaximized)
