"""The window's size and place: as they were the last time, within the screen that is there now."""

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

_USUAL = QSize(1440, 900)
# What a desktop puts around a window, which nobody knows before the window is shown.
_FRAME = QSize(16, 48)


def geometry_text(window: QWidget) -> str:
    """Size and place, for the settings."""
    return bytes(window.saveGeometry().toBase64().data()).decode("ascii")


def restore_geometry(window: QWidget, text: object) -> None:
    """Give a window what was kept of it or the usual size; on a smaller screen, all of that."""
    window.resize(_USUAL)
    if isinstance(text, str):
        # Qt restores nothing when the screen has another width now; then the usual size stays.
        window.restoreGeometry(QByteArray.fromBase64(text.encode("ascii", "replace")))
    screen = window.screen()
    if screen is None or window.isMaximized() or window.isFullScreen():
        return
    room = screen.availableGeometry()
    needed = window.size() + _FRAME
    if needed.width() > room.width() or needed.height() > room.height():
        # Said in both ways, because without a window manager nothing is maximized.
        window.setGeometry(QRect(room.topLeft(), window.size().boundedTo(room.size())))
        window.setWindowState(Qt.WindowState.WindowMaximized)
