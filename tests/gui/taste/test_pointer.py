"""Pictures under the pointer in the Taste view: keys mean them, and a mouse alone rejects."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pieditor.services.tastes.picking import Verdict
from tests.gui.taste.screen import KEYS, LEFT, save_some

RIGHT = Qt.MouseButton.RightButton


def point_at(screen, row):
    """The pointer moves onto a picture, past another place of it."""
    QTest.mouseMove(screen.view.grid.viewport(), screen.place(row) - QPoint(9, 9))
    QTest.mouseMove(screen.view.grid.viewport(), screen.place(row))


def button_of(screen, row, verdict):
    grid = screen.view.grid
    cell = grid.visualRect(screen.view.gallery.index(row))
    return grid._delegate.button_rects(grid._delegate.picture_rect(cell, row))[verdict].center()


def verdicts(screen):
    gallery = screen.view.gallery
    return {r: v for r in range(gallery.rowCount()) if (v := gallery.verdict(r)) is not None}


def test_keys_act_on_the_picture_under_the_pointer(screen):
    """X and F are about what is pointed at, not about what was clicked before."""
    screen.click(1)
    point_at(screen, 6)
    screen.key(KEYS.Key_X)
    point_at(screen, 3)
    screen.key(KEYS.Key_F)
    assert verdicts(screen) == {1: Verdict.LIKED, 6: Verdict.REJECTED, 3: Verdict.LIKED}


def test_arrow_keys_take_the_focus_from_a_pointer_that_rests(screen):
    """Until the pointer moves again; off the pictures, the last tile with the focus counts."""
    point_at(screen, 0)
    screen.key(KEYS.Key_Right)
    screen.key(KEYS.Key_X)
    point_at(screen, 5)
    QTest.mouseMove(screen.view.grid.viewport(), QPoint(0, 0))
    screen.key(KEYS.Key_X)
    assert verdicts(screen) == {1: Verdict.REJECTED, 5: Verdict.REJECTED}


def test_a_mouse_alone_rejects(screen):
    """By the right button, or by the cross of the picture that is pointed at."""
    QTest.mouseClick(screen.view.grid.viewport(), RIGHT, pos=screen.place(2))
    for row, verdict in ((4, Verdict.REJECTED), (7, Verdict.LIKED)):
        point_at(screen, row)
        place = button_of(screen, row, verdict)
        QTest.mouseClick(screen.view.grid.viewport(), LEFT, pos=place)
    assert verdicts(screen) == {2: Verdict.REJECTED, 4: Verdict.REJECTED, 7: Verdict.LIKED}


def test_a_press_that_leaves_the_cross_says_nothing(screen):
    """Neither a reject, nor a like of the picture behind it."""
    viewport, place = screen.view.grid.viewport(), button_of(screen, 4, Verdict.REJECTED)
    QTest.mousePress(viewport, LEFT, pos=place)
    QTest.mouseMove(viewport, screen.place(4))
    QTest.mouseRelease(viewport, LEFT, pos=screen.place(4))
    assert verdicts(screen) == {}


def test_what_is_open_is_left(screen):
    """A blend that is being made; without one there is nothing to leave."""
    assert not screen.view.leave_open()
    save_some(screen, "One")
    save_some(screen, "Two", rows=(4, 5))
    screen.view._open_blend("One")
    assert screen.view.leave_open()
    assert screen.view.panel.stack.currentWidget() is screen.view.panel.tastes
    assert screen.view.grid.hasFocus() and not screen.view.leave_open()
