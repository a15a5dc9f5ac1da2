"""Messages: readable whole, in sight, and gone when they are dismissed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

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


def test_a_name_that_looks_like_html_is_shown_as_it_is(qtbot):
    """A file may be called <b>.jpg, and the message about it has to name it."""
    window = QWidget()
    qtbot.addWidget(window)
    notices = Notices(window)
    notices.problem("Cannot read <b>x.jpg")
    label = notices.findChild(QLabel)
    assert label.text() == "Cannot read <b>x.jpg"
    assert label.textFormat() is Qt.TextFormat.PlainText
