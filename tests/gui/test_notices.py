"""Messages: readable whole, in sight, and gone when they are dismissed."""

from PySide6.QtWidgets import QWidget

from pieditor.gui.notices import Notices


def test_a_message_has_the_height_of_its_words(qtbot):
    """A long message is wrapped and can be read whole."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    notices = Notices(window)
    notices.problem("Cannot read the photo: it is damaged. " * 8)
    line_px = notices.fontMetrics().height()
    assert notices.isVisible() and notices.height() > 4 * line_px
    assert window.rect().contains(notices.geometry())
    assert notices.dismiss() and not notices.isVisible()
