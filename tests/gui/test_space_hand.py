"""The space bar as a hand: held, the photo is panned, whatever has the keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

SPACE = Qt.Key.Key_Space


@pytest.fixture
def view(desk):
    """A photo at 400 %, in the middle."""
    view = desk.develop("coffee.png")
    view.canvas.zoom_to(4.0)
    return view


@pytest.mark.parametrize("name", ["taste", "slider", "history", "photo"])
def test_space_pans_wherever_the_keyboard_is(desk, view, name):
    """A drag moves the photo, opens no list, and presses nothing."""
    panel = view.panel
    if name == "history":
        panel.pages.setCurrentIndex(1)
    focus = {
        "taste": panel.taste.picker,
        "slider": panel.filters["exposure"].sliders["stops"].slider,
        "history": panel.history.steps,
        "photo": view.canvas,
    }[name]
    focus.setFocus()
    assert focus.hasFocus()
    before, middle = view.canvas.view(), view.canvas.rect().center()
    QTest.keyPress(focus, SPACE)
    assert (
        view.canvas.is_hand_held and view.canvas.cursor().shape() is Qt.CursorShape.OpenHandCursor
    )
    desk.drag(view.canvas, middle, middle - QPoint(60, 40))
    QTest.keyRelease(QApplication.focusWidget(), SPACE)
    after = view.canvas.view()
    assert (after.left, after.top) == (before.left + 15, before.top + 10)
    assert not view.canvas.is_hand_held
    assert not panel.taste.picker.view().isVisible()


def test_space_alone_opens_the_list_it_always_opened(desk, view):
    """When the bar is let go, for those who work by keys."""
    picker = view.panel.taste.picker
    picker.setFocus()
    QTest.keyPress(picker, SPACE)
    assert not picker.view().isVisible()
    QTest.keyRelease(picker, SPACE)
    assert picker.view().isVisible()
    picker.hidePopup()


def test_space_is_typed_into_a_field(desk, view):
    """A number's field gets its letters, and the photo no hand."""
    number = view.panel.filters["exposure"].sliders["stops"].number
    number.setFocus()
    QTest.keyPress(number, SPACE)
    assert not view.canvas.is_hand_held and " " in number.text()
    QTest.keyRelease(number, SPACE)
