"""Messages: readable whole, in sight, and gone when they are dismissed."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from pieditor.gui.base.notices import Notices
from pieditor.gui.shell.window import ViewName
from tests.gui.cut_off import cut_off


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


def test_a_second_message_is_there_at_once(qtbot):
    """Its button can be pressed in the same moment, while the first message is still visible."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    notices = Notices(window)
    notices.say("The taste “Mine” is saved.")
    QApplication.processEvents()
    notices.say("There is a taste “Mine” already.", action="Replace it", on_action=lambda: None)
    buttons = [b for b in notices.findChildren(QToolButton) if b.text() == "Replace it"]
    assert [b.isVisible() for b in buttons] == [True]


def test_a_name_that_looks_like_html_is_shown_as_it_is(qtbot):
    """A file may be called <b>.jpg, and the message about it has to name it."""
    window = QWidget()
    qtbot.addWidget(window)
    notices = Notices(window)
    notices.problem("Cannot read <b>x.jpg")
    label = notices.findChild(QLabel)
    assert label.text() == "Cannot read <b>x.jpg"
    assert label.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_no_message_covers_a_picture_that_is_judged(open_desk, photos, size):
    """In Taste messages keep to the panel, with their button in sight; elsewhere to the middle."""
    desk = open_desk(size=size)
    desk.open_folder(photos)
    window = desk.window
    desk.go(ViewName.TASTE)
    for _ in range(2):
        window.notices.say("The taste “Evening” is saved. " * 2, action="Enhance the folder",
                           on_action=lambda: None)  # fmt: skip
    window.notices.problem("Cannot read the photo: it is damaged. " * 3)
    QApplication.processEvents()
    taste, notices = window.taste, window.notices
    for pictures in (taste.grid, taste.strip):
        place = QRect(pictures.mapTo(window, QPoint(0, 0)), pictures.size())
        assert not place.intersects(notices.geometry())
    assert cut_off(notices) == [] and window.rect().contains(notices.geometry())
    desk.go(ViewName.DEVELOP)
    assert abs(notices.geometry().center().x() - window.rect().center().x()) <= 1
    strip = QRect(window.filmstrip.mapTo(window, QPoint(0, 0)), window.filmstrip.size())
    assert not strip.intersects(notices.geometry())
