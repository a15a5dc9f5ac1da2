"""The window's place on the screen that is there."""

from PySide6.QtWidgets import QApplication, QWidget

from pieditor.gui.shell.geometry import geometry_text, restore_geometry


def test_a_window_is_no_larger_than_the_screen(qtbot):
    """On a small screen, that of these tests, it takes all of it; what is kept of it comes back."""
    room = QApplication.primaryScreen().availableGeometry()
    window = QWidget()
    qtbot.addWidget(window)
    for text in (None, "no geometry"):
        restore_geometry(window, text)
        assert room.width() < 1440, "the usual size is too large for the tests' screen"
        assert window.isMaximized() and room.contains(window.geometry())
    small = QWidget()
    qtbot.addWidget(small)
    small.setGeometry(50, 60, 400, 300)
    again = QWidget()
    qtbot.addWidget(again)
    restore_geometry(again, geometry_text(small))
    assert again.geometry() == small.geometry() and not again.isMaximized()
