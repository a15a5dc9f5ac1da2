"""The whole way of a photographer, by clicks and keys, and what is there the next time."""

import json
import shutil

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from pieditor.gui.batch.state import Phase
from pieditor.gui.shell.window import ViewName
from pieditor.gui.taste.state import Stage
from tests.program import hashes, opened

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def pick(desk, count, button=Qt.MouseButton.LeftButton, start=0):
    """Click tiles of the page one after the other."""
    taste = desk.window.taste
    desk.wait(lambda: taste.state.stage is Stage.READY)
    for row in range(start, start + count):
        place = taste.grid.visualRect(taste.gallery.index(row)).center()
        QTest.mouseClick(taste.grid.viewport(), button, pos=place)


def save_taste(desk, name):
    taste = desk.window.taste
    desk.click(taste.panel.name)
    desk.type(name)
    desk.click(taste.panel.save_button)
    desk.wait(lambda: bool(desk.window.notices.texts))
    assert len(desk.window.notices.texts) == 1  # said once, with one thing to do next


def choose_taste(desk, name):
    """From the picker in Develop, by keyboard."""
    picker = desk.window.develop.panel.taste.picker
    desk.wait(lambda: picker.findText(name) > 0)
    picker.setFocus()
    while picker.currentText() != name:
        desk.press(Qt.Key.Key_Down)
    desk.settle()


def test_from_a_folder_to_enhanced_photos_and_back_the_next_day(
    open_desk, photos, data_folder, tmp_path
):
    """Open, pick 12, save, develop, slide, undo, export, quit, reopen: everything is there."""
    originals = hashes(photos)
    desk = open_desk()
    window = desk.window
    desk.open_folder(photos, len(originals))
    desk.press(Qt.Key.Key_T)
    assert window.view is ViewName.TASTE
    pick(desk, 12)
    assert window.taste.state.picking.num_liked == 12
    save_taste(desk, "Evening")
    assert (data_folder / "tastes" / "Evening.taste").exists()

    view = desk.develop("coffee.png")
    choose_taste(desk, "Evening")
    assert view.state.recipe.taste.name == "Evening"
    slider = view.panel.filters["exposure"].sliders["stops"]
    desk.slide(slider.slider, 0.6)
    desk.settle()
    stops = slider.value
    desk.slide(view.panel.filters["contrast"].sliders["contrast"].slider, 0.9)
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    assert view.panel.filters["contrast"].sliders["contrast"].value == 0
    desk.press(Qt.Key.Key_5)

    desk.press(Qt.Key.Key_E, CTRL | SHIFT)
    assert window.view is ViewName.BATCH
    out = tmp_path / "out"
    window.batch.options.set_folder(out)
    desk.click(window.batch._start)
    desk.wait(lambda: window.batch.phase is Phase.ENDED)
    assert [path.name for path in out.iterdir()] == ["coffee.png"]
    before, after = opened(photos / "coffee.png"), opened(out / "coffee.png")
    assert before.shape == after.shape and np.abs(before.astype(int) - after).mean() > 5
    desk.close()

    assert {name: h for name, h in hashes(photos).items() if name in originals} == originals
    again = open_desk()
    again.wait(lambda: again.window.photos.num_all == len(originals))
    assert again.window.photos.folder == photos
    view = again.develop("coffee.png")
    assert view.state.recipe.taste.name == "Evening"
    assert view.panel.filters["exposure"].sliders["stops"].value == stops
    sidecar = json.loads((photos / "coffee.png.pie.json").read_text())
    assert sidecar["marks"]["stars"] == 5
    again.wait(lambda: view.panel.taste.picker.findText("Evening") > 0)
    assert view.panel.taste.picker.currentText() == "Evening"


def test_rejects_make_another_taste_than_picks_alone(desk, data_folder):
    """X on a tile counts against it; the taste remembers how many there were."""
    desk.press(Qt.Key.Key_T)
    pick(desk, 5)
    taste = desk.window.taste
    taste.grid.setFocus()
    for _ in range(3):
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_X)
    assert taste.state.picking.num_rejected == 3
    save_taste(desk, "Picky")
    document = json.loads((data_folder / "tastes" / "Picky.taste").read_text())
    assert (document["num_favourites"], document["num_rejects"]) == (5, 3)
    assert document["scheme"] == "triplet"


def test_the_first_start_leads_to_taste_in_one_click(open_desk):
    """Welcome, one click, pictures to choose from; the second start has no welcome."""
    desk = open_desk(welcome=True)
    welcome = desk.window.welcome
    assert welcome is not None and welcome.isVisible()
    desk.click(welcome.begin)
    assert desk.window.view is ViewName.TASTE
    desk.wait(lambda: desk.window.taste.state.stage is Stage.READY)
    desk.close()
    assert open_desk(welcome=True).window.welcome is None


def test_letters_lead_everywhere_and_stay_letters_in_a_field(desk):
    """G, T, D, B change the view, F1 shows the keys, and a name may contain all of them."""
    window = desk.window
    for key, view in (
        (Qt.Key.Key_T, ViewName.TASTE), (Qt.Key.Key_D, ViewName.DEVELOP),
        (Qt.Key.Key_B, ViewName.BATCH), (Qt.Key.Key_G, ViewName.LIBRARY),
    ):  # fmt: skip
        desk.press(key)
        assert window.view is view
    desk.press(Qt.Key.Key_T)
    desk.click(window.taste.panel.name)
    desk.type("bdgthpux15")
    assert window.taste.panel.name.text() == "bdgthpux15"
    assert window.view is ViewName.TASTE


def test_the_keyboard_is_in_the_photos_of_an_opened_folder(open_desk, photos):
    """From the start, and after the tree; what is being typed is left alone."""
    desk = open_desk()
    library = desk.window.library
    desk.open_folder(photos)
    desk.wait(lambda: QApplication.focusWidget() is library.grid)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_4)
    desk.settle()
    assert [path.name for path in photos.glob("*.json")] == ["chelsea.png.pie.json"]
    library.folders.setFocus()
    desk.open_folder(photos)
    desk.wait(lambda: QApplication.focusWidget() is library.grid)
    desk.press(Qt.Key.Key_T)
    desk.click(desk.window.taste.panel.name)
    desk.open_folder(photos)
    assert QApplication.focusWidget() is desk.window.taste.panel.name


def test_what_is_dropped_is_opened(open_desk, photos):
    """A folder is shown with all its photos, files as they are; wherever on the window."""
    desk = open_desk()

    def drop(*paths):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        event = QDropEvent(
            QPointF(200, 200), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        desk.window.dropEvent(event)
        desk.wait(lambda: not desk.window.photos.is_listing)
        return [photo.path.name for photo in desk.window.photos.photos]

    assert len(drop(photos)) == len(list(photos.iterdir()))
    assert desk.window.settings.recent_folders == (photos,)
    assert drop(photos / "rocket.jpg", photos / "china.jpg") == ["china.jpg", "rocket.jpg"]


COPY, MOVE, LINK = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction, Qt.DropAction.LinkAction


@pytest.mark.parametrize(
    ("offered", "taken"), [(COPY | MOVE, COPY), (COPY, COPY), (MOVE, None), (LINK | MOVE, None)]
)
def test_what_is_dropped_stays_where_it_is(open_desk, photos, offered, taken):
    """It is taken as a copy or not at all: what was moved away, the other program may delete."""
    desk = open_desk()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photos))])
    words = (offered, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    enter = QDragEnterEvent(QPoint(200, 200), *words)
    drop = QDropEvent(QPointF(200, 200), *words)
    move = QDragMoveEvent(QPoint(200, 200), *words)
    for event, handle in (
        (enter, desk.window.dragEnterEvent),
        (move, desk.window.dragMoveEvent),
        (drop, desk.window.dropEvent),
    ):
        event.setAccepted(False)
        handle(event)
        assert event.isAccepted() == (taken is not None)
        if taken is not None:
            assert event.dropAction() is taken
    desk.wait(lambda: not desk.window.photos.is_listing)
    assert (desk.window.photos.folder == photos) == (taken is not None)


def test_escape_leaves_the_innermost_thing(desk):
    """A message first, then the zoom; the view stays, however often the key is pressed."""
    view = desk.develop("coffee.png")
    view.canvas.zoom_to(8.0)
    desk.window.notices.say("something")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.window.notices.texts and not view.canvas.is_fit
    desk.press(Qt.Key.Key_Escape)
    assert view.canvas.is_fit and desk.window.view is ViewName.DEVELOP
    for key, name in ((Qt.Key.Key_D, ViewName.DEVELOP), (Qt.Key.Key_T, ViewName.TASTE)):
        desk.press(key)
        desk.press(Qt.Key.Key_Escape)
        desk.press(Qt.Key.Key_Escape)
        assert desk.window.view is name


def test_escape_leaves_a_field_before_anything_else(desk):
    """The keyboard is with the pictures again; a message stays for the next Esc."""
    window = desk.window
    desk.press(Qt.Key.Key_T)
    desk.click(window.taste.panel.name)
    desk.type("Eve")
    window.notices.say("something")
    desk.press(Qt.Key.Key_Escape)
    assert window.taste.grid.hasFocus() and window.notices.texts
    assert window.taste.panel.name.text() == "Eve"
    desk.press(Qt.Key.Key_G)
    assert window.view is ViewName.LIBRARY


def test_escape_and_enter_leave_the_search_field(desk):
    """Esc takes back what was typed, then leaves; after Enter letters are commands again."""
    window, text = desk.window, desk.window.library.filters._text
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("coffee")
    desk.wait(lambda: window.photos.rowCount() == 1)
    desk.press(Qt.Key.Key_Escape)
    assert text.text() == "" and text.hasFocus()
    desk.wait(lambda: window.photos.rowCount() > 1)
    desk.press(Qt.Key.Key_Escape)
    assert window.library.grid.hasFocus()
    desk.press(Qt.Key.Key_F, CTRL)
    desk.type("coffee")
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: window.photos.rowCount() == 1)
    assert window.library.grid.hasFocus()
    desk.press(Qt.Key.Key_T)
    assert window.view is ViewName.TASTE and text.text() == "coffee"


@pytest.mark.parametrize("size", [(1024, 700), (1440, 900), (1920, 1080)])
def test_nothing_is_cut_off(open_desk, photos, size):
    """Every label and button of every view has the room its words need, also in a small window."""
    desk = open_desk(size=size)
    desk.open_folder(photos)
    window = desk.window
    assert (window.width(), window.height()) == size
    cut = []
    for name in ViewName:
        desk.go(name)
        QApplication.processEvents()
        for widget in window.findChildren(QAbstractButton):
            if not widget.isVisible() or not widget.text():
                continue
            needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
            if needed > widget.width():
                cut.append((name.value, widget.text(), needed, widget.width()))
    assert not cut


def test_the_photo_has_most_of_the_window(desk):
    """At 1440 × 900 its place is at least 65 % of the window, and all filters are in sight."""
    view = desk.develop("coffee.png")
    window, canvas = desk.window, view.canvas
    assert canvas.width() * canvas.height() >= 0.65 * window.width() * window.height()
    for name, panel in view.panel.filters.items():
        bottom = panel.mapTo(view.panel, QPoint(0, panel.height())).y()
        assert not panel.visibleRegion().isEmpty() and bottom <= view.panel.height(), name


def test_everything_has_a_name_for_screen_readers(desk):
    """Each control that takes the keyboard says what it is."""
    nameless = []
    for name in ViewName:
        desk.go(name)
        for widget in desk.window.findChildren(QWidget):
            if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
                continue
            if widget.objectName() == "qt_spinbox_lineedit":  # the box around it has the name
                continue
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            if not (widget.accessibleName() or text or widget.toolTip()):
                nameless.append((name.value, type(widget).__name__, widget.objectName()))
    assert not nameless


def test_memory_does_not_grow_with_every_photo(desk, photos):
    """Leafing through photos gives back what they took."""
    import resource

    for i in range(30):
        shutil.copy(photos / "china.jpg", photos / f"copy-{i:02}.jpg")
    desk.open_folder(photos)
    view = desk.develop("copy-00.jpg")

    def leaf(count):
        for _ in range(count):
            desk.press(Qt.Key.Key_Right)
            desk.settle()

    leaf(8)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    leaf(20)
    grown_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert view.state.photo.name.startswith("copy")
    # Twenty photos of 640 × 427 are 16 MB as they are decoded; kept ones would show.
    assert grown_kb < 12_000


def test_folders_inside_are_spoken_of_where_there_are_some(open_desk, tmp_path):
    """An empty folder is just empty."""
    desk, folder = open_desk(), tmp_path / "empty"
    folder.mkdir()
    library = desk.window.library
    desk.open_folder(folder)
    assert library._empty_title.text() == "No photos in empty"
    assert not library._empty_text.isVisible()
    assert library._empty_button.text() == "Choose another folder…"
    (folder / "inside").mkdir()
    desk.open_folder(folder)
    assert "folders inside it" in library._empty_text.text() and library._empty_text.isVisible()
    desk.click(library._empty_button)
    desk.wait(lambda: not desk.window.photos.is_listing)
    assert library._empty_text.text() == "Nor in the folders inside it."
