"""Which photos a command changes: in Develop the one that is shown, unless several are selected."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from pieditor.gui.shell.window import ViewName

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_Flag = QItemSelectionModel.SelectionFlag


@pytest.fixture
def shown(desk):
    """coffee.png is shown, and nothing but its neighbour is selected."""
    desk.develop("coffee.png")
    photos = desk.window.photos
    neighbour = photos.index(photos.index_of(photos.current.path).row() + 1)
    photos.selection.select(neighbour, _Flag.ClearAndSelect)
    assert photos.current.path.name == "coffee.png"
    return desk


def edited(photos):
    return {path.name.removesuffix(".pie.json") for path in photos.glob("*.pie.json")}


def test_stars_and_flags_go_to_the_photo_that_is_shown(shown, photos):
    """Whatever single other photo is selected."""
    for key in (Qt.Key.Key_3, Qt.Key.Key_P):
        shown.press(key)
        shown.settle()
        assert edited(photos) == {"coffee.png"}


def test_settings_are_pasted_onto_the_photo_that_is_shown(shown, photos):
    """And nowhere else."""
    view = shown.window.develop
    shown.slide(view.panel.filters["exposure"].sliders["stops"].slider, 0.7)
    view.canvas.setFocus()
    shown.press(Qt.Key.Key_C, CTRL)
    shown.press(Qt.Key.Key_Right)
    shown.settle()
    pasted = view.state.photo.name
    selection = shown.window.photos.selection
    selection.select(shown.window.photos.index(0), _Flag.ClearAndSelect)
    shown.press(Qt.Key.Key_V, CTRL)
    shown.settle()
    assert edited(photos) == {"coffee.png", pasted}


def test_what_is_exported_is_what_is_shown(shown):
    """One photo, and that one."""
    shown.press(Qt.Key.Key_E, CTRL | SHIFT)
    assert shown.window.view is ViewName.BATCH
    assert [row.photo.name for row in shown.window.batch.table.rows] == ["coffee.png"]


def test_several_selected_photos_are_meant_together(shown, photos):
    """A person who has selected several wants all of them changed."""
    selection = shown.window.photos.selection
    selection.select(selection.currentIndex(), _Flag.Select)
    chosen = {photo.path.name for photo in shown.window.photos.selected()}
    assert len(chosen) == 2
    shown.press(Qt.Key.Key_3)
    shown.settle()
    assert edited(photos) == chosen
