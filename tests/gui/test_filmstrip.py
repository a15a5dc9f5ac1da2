"""The filmstrip: the same photos and the same selection, in one row."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from pieditor.core.render.render import render
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.filmstrip import HEIGHT_PX, Filmstrip
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.photos.sidecars import SidecarStore
from pieditor.services.photos.thumbnails import ThumbnailCache
from tests.program import save_scenes


@pytest.fixture
def strip(tmp_path, qtbot):
    save_scenes(tmp_path / "photos", 30)
    store = SidecarStore(tmp_path / "data")
    edits = EditModel(store, lambda _: None)
    photos = PhotosModel(store, edits)
    thumbs = Thumbs(ThumbnailCache(tmp_path / "cache", 10**8), render)
    strip = Filmstrip(photos, photos.selection, thumbs)
    strip.resize(800, HEIGHT_PX)
    qtbot.addWidget(strip)
    strip.show()
    photos.open_folder(tmp_path / "photos")
    qtbot.waitUntil(lambda: not photos.is_listing)
    strip.photos = photos
    yield strip
    photos.close()
    thumbs.close()
    edits.close()


def test_arrow_keys_step_and_keep_the_current_photo_in_sight(strip, qtbot):
    """The photo that Develop shows follows."""
    strip.setFocus()
    for _ in range(20):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.photos.current.path.name == "IMG_0020.jpg"
    current = strip.visualRect(strip.currentIndex())
    assert strip.viewport().rect().contains(current)


def test_a_click_makes_a_photo_current(strip, qtbot):
    """And tells so once."""
    place = strip.visualRect(strip.photos.index(3)).center()
    with qtbot.waitSignal(strip.photos.current_changed) as told:
        QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0].name == "IMG_0003.jpg"


def test_the_wheel_scrolls_sideways(strip):
    """Both of its directions."""
    bar = strip.horizontalScrollBar()
    before = bar.value()
    event = QWheelEvent(
        QPointF(50, 40), QPointF(50, 40), QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    strip.wheelEvent(event)
    assert bar.value() == before + 240


def test_stepping_stops_at_the_ends(strip):
    """From anywhere in the window."""
    strip.photos.step(-1)
    assert strip.photos.current.path.name == "IMG_0000.jpg"
    strip.photos.step(100)
    assert strip.photos.current.path.name == "IMG_0029.jpg"


def test_a_click_that_scrolls_selects_what_was_clicked(strip, qtbot):
    """The strip keeps still while the button is held, then brings the photo to the middle."""
    right = strip.viewport().rect().right() - 10
    place = QPoint(right, strip.viewport().height() // 2)
    clicked = strip.indexAt(place).row()
    before = strip.horizontalScrollBar().value()
    QTest.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert strip.horizontalScrollBar().value() == before
    QTest.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert strip.horizontalScrollBar().value() > before
    assert strip.currentIndex().row() == clicked
    assert [index.row() for index in strip.selectedIndexes()] == [clicked]


def test_a_second_click_at_once_chooses_no_neighbour(strip):
    """What has scrolled below the pointer of a double click was not meant."""
    place = QPoint(strip.viewport().rect().right() - 10, strip.viewport().height() // 2)
    clicked = strip.indexAt(place).row()
    QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert strip.indexAt(place).row() != clicked, "the strip has scrolled"
    assert [index.row() for index in strip.selectedIndexes()] == [clicked]
    assert strip.currentIndex().row() == clicked


def test_a_hand_that_slips_chooses_one_photo(strip):
    """A click that ends on the next tile is a click on the first."""
    start = strip.visualRect(strip.photos.index(2)).center()
    end = strip.visualRect(strip.photos.index(3)).center()
    QTest.mousePress(strip.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(strip.viewport(), end)
    QTest.mouseRelease(strip.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert [index.row() for index in strip.selectedIndexes()] == [2]
    assert strip.currentIndex().row() == 2
