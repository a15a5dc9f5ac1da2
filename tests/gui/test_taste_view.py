"""The Taste view by mouse and keys: pick, reject, undo, hold, save, go on, and what goes wrong."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QToolButton, QWidget

from pieditor.gui.base.images import to_pixels
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.workers import Workers
from pieditor.gui.taste.dialogs import TasteDialogs
from pieditor.gui.taste.state import SourceKind, Stage
from pieditor.gui.taste.view import TasteView
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.starter import starter_photos
from pieditor.services.tastes.picking import Verdict
from pieditor.services.tastes.picking_session import TasteRoom
from pieditor.services.tastes.store import TasteStore
from pieditor.services.tastes.taste import Scheme
from tests.program import save_scenes

LEFT, KEYS = Qt.MouseButton.LeftButton, Qt.Key
TIMEOUT_MS = 30_000


class Answers:
    """What the user chooses in the system's dialogs."""

    def __init__(self):
        self.folders, self.file = [], None

    def folder(self, title):
        return self.folders.pop(0)

    def taste_to_read(self):
        return self.file

    def taste_to_write(self, name):
        return self.file


class Screen:
    """A Taste view in a window of its own."""

    def __init__(self, place, qtbot, starter=None):
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.workers = Workers(1, name="files")
        self.notices = Notices(self.window)
        self.trash = place / "trash"
        self.trash.mkdir(exist_ok=True)
        self.store = TasteStore(
            place / "tastes", lambda path: Path(path).rename(self.trash / Path(path).name)
        )
        photos = starter_photos() if starter is None else starter
        self.view = TasteView(
            TasteRoom(Networks("cpu")), self.workers, self.store, photos,
            self.notices, self.window,
        )  # fmt: skip
        self.view.dialogs = self.answers = Answers()
        self.window.resize(1024, 660)
        self.view.resize(1024, 660)

    def show(self):
        self.window.show()
        self.window.activateWindow()
        return self

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=TIMEOUT_MS)

    def wait_for_page(self):
        self.wait(lambda: self.view.state.stage is Stage.READY)
        self.view.grid.setFocus()

    def place(self, row):
        return self.view.grid.visualRect(self.view.gallery.index(row)).center()

    def click(self, row):
        QTest.mouseClick(self.view.grid.viewport(), LEFT, pos=self.place(row))

    def key(self, key, row=None):
        if row is not None:
            self.view.grid.focus_tile(row)
        QTest.keyClick(self.view.grid, key)

    def press(self, button):
        assert button.isVisible() and button.isEnabled(), button.text()
        QTest.mouseClick(button, LEFT)

    def name(self, text):
        self.view.panel.name.clear()
        QTest.keyClicks(self.view.panel.name, text)

    def stored(self):
        return [taste.name for taste in self.view.keeper.tastes]

    def select(self, name):
        tastes = self.view.panel.tastes
        index = tastes.model.index(tastes.model.row_of(name))
        QTest.mouseClick(tastes.view.viewport(), LEFT, pos=tastes.view.visualRect(index).center())
        assert tastes.current == name

    def answer(self, text):
        """Press the newest message's button of that name."""
        buttons = self.notices.findChildren(QToolButton)
        self.press([b for b in buttons if b.text() == text][-1])

    @property
    def picking(self):
        return self.view.state.picking


@pytest.fixture
def make_screen(tmp_path, qtbot):
    screens = []

    def make(**options):
        screens.append(Screen(tmp_path, qtbot, **options).show())
        return screens[-1]

    yield make
    for screen in screens:
        screen.view.close_workers()
        screen.workers.stop()


@pytest.fixture
def screen(make_screen):
    """The starter photographs, the first page there."""
    screen = make_screen()
    screen.wait_for_page()
    return screen


def save_some(screen, name, rows=(0, 1, 2)):
    for row in rows:
        screen.click(row)
    screen.name(name)
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: name in screen.stored())


def test_from_clicks_to_a_taste(screen, qtbot):
    """Pick 12 over two pages, reject 2, undo one, save: the file holds what was picked."""
    for row in (0, 1, 2, 3, 4, 5):
        screen.click(row)
    screen.key(KEYS.Key_X, row=6)
    first = {tile.key for tile in screen.view.state.tiles}
    screen.key(KEYS.Key_N)
    screen.wait_for_page()
    assert not first & {tile.key for tile in screen.view.state.tiles}
    for row in (0, 1, 2):
        screen.key(KEYS.Key_F, row=row)
    for row in (3, 4, 5, 6):
        screen.key(KEYS.Key_Return, row=row)
    screen.key(KEYS.Key_X, row=7)
    assert screen.view.panel.counter.text() == "13 of 10–20 favourites"
    screen.key(KEYS.Key_Z)
    screen.key(KEYS.Key_Z)
    screen.key(KEYS.Key_X, row=7)
    assert (screen.picking.num_liked, screen.picking.num_rejected) == (12, 2)
    assert screen.view.panel.counter.text() == "12 of 10–20 favourites"
    screen.name("Weddings")
    with qtbot.waitSignal(screen.view.taste_saved, timeout=TIMEOUT_MS) as saved:
        QTest.keyClick(screen.view.panel.name, KEYS.Key_Return)
    assert saved.args == ["Weddings"]
    taste = screen.store.load("Weddings")
    assert (taste.num_favourites, taste.num_rejects, taste.scheme) == (12, 2, Scheme.TRIPLET)
    assert taste.body == screen.picking.taste("", screen.view._model).body
    assert screen.view.panel.meter.word in ("forming", "stable", "unsettled")


def test_a_second_click_takes_a_like_back(screen):
    """And a reject changes it."""
    screen.click(4)
    assert screen.view.gallery.verdict(4) is Verdict.LIKED
    screen.key(KEYS.Key_X, row=4)
    assert screen.view.gallery.verdict(4) is Verdict.REJECTED
    screen.key(KEYS.Key_X, row=4)
    assert screen.view.gallery.verdict(4) is None and screen.picking.marks == ()


def test_a_held_tile_shows_the_photo_untouched(screen):
    """By mouse and by key; letting go neither likes nor leaves it so."""
    view = screen.view
    row = next(i for i, t in enumerate(view.state.tiles) if (t.picture != t.untouched).any())
    tile = view.state.tiles[row]

    def shown():
        whole = view.gallery.image(row, 4 * view.grid.gridSize())
        return to_pixels(whole).astype(int).mean((0, 1))

    def is_untouched():
        return np.abs(shown() - tile.untouched.mean((0, 1))).max() < 1

    assert np.abs(shown() - tile.picture.mean((0, 1))).max() < 1
    QTest.mousePress(view.grid.viewport(), LEFT, pos=screen.place(row))
    screen.wait(lambda: view.gallery.held == row)
    assert is_untouched()
    QTest.mouseRelease(view.grid.viewport(), LEFT, pos=screen.place(row))
    assert view.gallery.held == -1 and not screen.picking.marks
    QTest.keyPress(view.grid, KEYS.Key_Backslash)
    assert view.gallery.held == row and is_untouched()
    QTest.keyRelease(view.grid, KEYS.Key_Backslash)
    assert view.gallery.held == -1


def test_leaving_the_tile_is_changing_ones_mind(screen):
    """A press that ends elsewhere is no click."""
    viewport = screen.view.grid.viewport()
    QTest.mousePress(viewport, LEFT, pos=screen.place(0))
    QTest.mouseMove(viewport, screen.place(0) + QPoint(1, 1))
    QTest.mouseMove(viewport, screen.place(5))
    QTest.mouseRelease(viewport, LEFT, pos=screen.place(5))
    assert not screen.picking.marks


def test_arrows_walk_the_grid(screen):
    """By one, by a row, and not beyond the edge."""
    grid = screen.view.grid
    columns = grid.num_columns
    assert columns == 4
    walk = ((KEYS.Key_Right, 1), (KEYS.Key_Down, 1 + columns), (KEYS.Key_Left, columns),
            (KEYS.Key_Up, 0), (KEYS.Key_Up, 0), (KEYS.Key_End, 11), (KEYS.Key_Right, 11),
            (KEYS.Key_Home, 0))  # fmt: skip
    for key, row in walk:
        screen.key(key)
        assert grid.currentIndex().row() == row


def test_letters_go_to_the_gallery_before_the_windows_shortcuts(screen):
    """A window may use X and Z itself: with the gallery in focus they are its own."""
    stolen = []
    for key in ("X", "Z", "F", "N", "S"):
        QShortcut(key, screen.window, activated=lambda key=key: stolen.append(key))
    screen.key(KEYS.Key_X, row=0)
    assert screen.picking.num_rejected == 1
    screen.key(KEYS.Key_Z)
    assert not screen.picking.marks and stolen == []


def test_typing_a_name_picks_nothing(screen):
    """Letters in the field are letters."""
    screen.click(0)
    screen.name("fxzns")
    assert screen.view.panel.name.text() == "fxzns" and screen.picking.num_liked == 1


def test_saving_needs_a_favourite_and_a_name(screen):
    """The button says so by itself, and is encouraged from ten on."""
    button = screen.view.panel.save_button
    screen.name("Mine")
    assert not button.isEnabled()
    screen.click(0)
    assert button.isEnabled() and not button.property("primary")
    for row in range(1, 10):
        screen.click(row)
    assert button.property("primary")
    screen.view.panel.name.clear()
    assert not button.isEnabled()


def test_the_strip_follows_a_click(screen):
    """Three of the photos in the taste so far; without a like none."""
    strip = screen.view.strip
    screen.wait(lambda: len(screen.view.live.photos) == 3)
    assert strip.afters == ()
    screen.click(2)
    screen.wait(lambda: len(strip.afters) == 3)
    first = to_pixels(strip.afters[0])
    screen.click(9)
    screen.wait(lambda: (to_pixels(strip.afters[0]) != first).any())
    screen.key(KEYS.Key_Z)
    screen.key(KEYS.Key_Z)
    screen.wait(lambda: strip.afters == ())


def test_the_next_page_is_made_ahead(screen):
    """After a moment it is there, so turning the page does not wait."""
    screen.click(0)
    screen.wait(lambda: screen.view.pages.is_ahead)
    screen.press(screen.view.more_button)
    assert screen.view.state.stage is Stage.READY and screen.picking.num_liked == 1


def test_shuffling_brings_other_pictures(screen):
    """And what was liked stays liked."""
    screen.click(0)
    before = {tile.key for tile in screen.view.state.tiles}
    screen.key(KEYS.Key_S)
    screen.wait_for_page()
    assert {tile.key for tile in screen.view.state.tiles} != before
    assert screen.picking.num_liked == 1


def test_an_own_folder_is_preferred_and_broken_photos_counted(make_screen, tmp_path):
    """The gallery shows the user's photos; those that cannot be read are a count beside them."""
    photos = save_scenes(tmp_path / "holidays", 6)
    photos[2].write_bytes(photos[2].read_bytes()[:300])
    photos[5].write_bytes(b"")
    screen = make_screen()
    screen.view.set_folder(tmp_path / "holidays")
    screen.view.set_photos(photos)
    screen.wait(lambda: screen.view.state.source is SourceKind.FOLDER)
    screen.wait_for_page()
    shown = {tile.photo for tile in screen.view.state.tiles}
    assert shown == set(photos) - {photos[2], photos[5]}
    assert screen.view.source_button.text().startswith("holidays")
    screen.click(0)
    screen.key(KEYS.Key_N)
    screen.wait_for_page()
    assert screen.notices.texts == []
    assert screen.view.left_out.text() == "2 files cannot be read"
    assert all(name in screen.view.left_out.toolTip() for name in ("IMG_0002", "IMG_0005"))
    screen.view._begin_source(SourceKind.STARTER)
    screen.wait_for_page()
    assert screen.view.left_out.text() == ""


def test_no_photos_at_all_is_said_in_place(make_screen):
    """With what to do instead of an empty page."""
    screen = make_screen(starter=[])
    assert screen.view.message.isVisible()
    assert "Open a folder" in screen.view.message.text()
    assert screen.view.message_button.isVisible()


def test_favourites_can_be_learned_without_a_single_photo(make_screen, tmp_path):
    """Neither an own folder nor the starter photographs are needed for finished pictures."""
    screen = make_screen(starter=[])
    save_scenes(tmp_path / "best", 3)
    screen.answers.folders = [tmp_path / "best"]
    screen.view.source_button.folder_action.trigger()
    screen.wait(lambda: screen.picking.num_liked == 3)
    screen.name("Mine")
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: screen.stored() == ["Mine"])


def test_a_folder_of_finished_pictures_is_shown_as_it_is(screen, tmp_path):
    """Each once; when all have been seen, that is said, and the picks are still there."""
    save_scenes(tmp_path / "best", 5)
    screen.answers.folders = [tmp_path / "best"]
    screen.view.source_button.kinds[SourceKind.FINISHED].trigger()
    screen.wait(lambda: len(screen.view.state.tiles) == 5)
    assert {tile.look for tile in screen.view.state.tiles} == {""}
    screen.click(1)
    screen.key(KEYS.Key_N)
    screen.wait(lambda: screen.view.state.stage is Stage.EXHAUSTED)
    assert "seen all" in screen.view.message.text() and screen.picking.num_liked == 1


def test_a_whole_folder_is_taken_as_favourites(screen, tmp_path):
    """In one step, with what cannot be read told; undone in one step too."""
    photos = save_scenes(tmp_path / "best", 12)
    photos[0].write_text("no picture")
    screen.answers.folders = [tmp_path / "best"]
    screen.view.source_button.folder_action.trigger()
    screen.wait(lambda: screen.picking.num_liked == 11)
    assert any("IMG_0000.jpg" in text for text in screen.notices.texts)
    screen.view.grid.setFocus()
    screen.key(KEYS.Key_Z)
    assert screen.picking.num_liked == 0


def test_before_and_after_pairs_are_learned(screen, tmp_path):
    """Afters are liked, befores rejected; two folders without pairs are told."""
    save_scenes(tmp_path / "before", 3)
    save_scenes(tmp_path / "after", 3, warmth=0.8)
    screen.answers.folders = [tmp_path / "before", tmp_path / "after"]
    screen.view.source_button.pairs_action.trigger()
    screen.wait(lambda: (screen.picking.num_liked, screen.picking.num_rejected) == (3, 3))
    (tmp_path / "empty").mkdir()
    screen.answers.folders = [tmp_path / "before", tmp_path / "empty"]
    screen.view.source_button.pairs_action.trigger()
    screen.wait(lambda: any("no before/after pairs" in text for text in screen.notices.texts))


def test_picks_are_added_to_a_stored_taste(screen):
    """After starting over: the earlier picks come back as dots, and saving replaces the taste."""
    save_some(screen, "Mine")
    screen.press(screen.view.panel.again_button)
    assert not screen.picking.marks
    screen.select("Mine")
    screen.press(screen.view.panel.tastes.extend_button)
    screen.wait(lambda: screen.picking.num_liked == 3)
    assert screen.view.panel.name.text() == "Mine"
    screen.key(KEYS.Key_N)
    screen.wait_for_page()
    screen.click(0)
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: screen.store.load("Mine").num_favourites == 4)


def test_a_taken_name_is_replaced_only_when_asked(screen):
    """The message has the one button that does it."""
    save_some(screen, "Mine")
    screen.press(screen.view.panel.again_button)
    screen.click(5)
    screen.name("Mine")
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: any("already" in text for text in screen.notices.texts))
    assert screen.store.load("Mine").num_favourites == 3
    screen.answer("Replace it")
    screen.wait(lambda: screen.store.load("Mine").num_favourites == 1)


def test_rename_duplicate_and_delete_with_undo(screen):
    """By the menu's own actions; what was deleted comes back whole, picks included."""
    tastes = screen.view.panel.tastes
    save_some(screen, "Mine")
    screen.select("Mine")
    tastes.duplicate_action.trigger()
    screen.wait(lambda: screen.stored() == ["Mine", "Mine 2"])
    screen.wait(lambda: tastes.current == "Mine 2")
    screen.view.keeper.rename("Mine 2", "Portraits")
    screen.wait(lambda: screen.stored() == ["Mine", "Portraits"])
    screen.wait(lambda: tastes.current == "Portraits")
    tastes.delete_action.trigger()
    screen.wait(lambda: screen.stored() == ["Mine"])
    screen.answer("Undo")
    screen.wait(lambda: screen.stored() == ["Mine", "Portraits"])
    assert len(screen.store.load_picks("Portraits").liked) == 3


def test_two_tastes_are_blended_with_a_slider(screen, qtbot):
    """The strip shows the mix while the slider moves; saved, it is the straight line between."""
    save_some(screen, "Mine")
    screen.press(screen.view.panel.again_button)
    save_some(screen, "Other", rows=(7, 8))
    screen.select("Mine")
    screen.view.panel.tastes.blend_action.trigger()
    blend = screen.view.panel.blend
    assert blend.isVisible() and blend.save_button.isEnabled()
    screen.wait(lambda: len(screen.view.strip.afters) == 3)
    before = to_pixels(screen.view.strip.afters[0])
    QTest.keyClick(blend.slider, KEYS.Key_End)
    screen.wait(lambda: (to_pixels(screen.view.strip.afters[0]) != before).any())
    for _ in range(3):
        QTest.keyClick(blend.slider, KEYS.Key_PageDown)
    with qtbot.waitSignal(screen.view.taste_saved, timeout=TIMEOUT_MS):
        screen.press(blend.save_button)
    mixed = screen.store.load("Mine + Other")
    one, other = (
        screen.store.load("Mine").body.arrays["vector"],
        screen.store.load("Other").body.arrays["vector"],
    )
    np.testing.assert_allclose(mixed.body.arrays["vector"], 0.3 * one + 0.7 * other, atol=1e-6)
    assert screen.view.panel.tastes.isVisible()


def test_export_and_import(screen, tmp_path):
    """An exported taste holds no picks; imported, it can be used and blended but not extended."""
    save_some(screen, "Mine")
    screen.select("Mine")
    screen.answers.file = tmp_path / "For Anna.taste"
    screen.view.panel.tastes.export_action.trigger()
    screen.wait(lambda: screen.answers.file.exists())
    assert screen.answers.file.stat().st_size < 5000
    screen.press(screen.view.panel.tastes.import_button)
    screen.wait(lambda: screen.view.panel.tastes.current == "For Anna")
    assert not screen.view.panel.tastes.extend_button.isEnabled()
    assert screen.view.panel.tastes.use_button.isEnabled()


def test_a_damaged_file_is_not_imported(screen, tmp_path):
    """One sentence, and the list stays."""
    screen.answers.file = tmp_path / "bad.taste"
    screen.answers.file.write_text("{")
    screen.press(screen.view.panel.tastes.import_button)
    screen.wait(lambda: any("bad.taste" in text for text in screen.notices.texts))
    assert screen.stored() == []


def test_a_taste_is_chosen_for_develop(screen, qtbot):
    """By its button."""
    save_some(screen, "Mine")
    screen.select("Mine")
    with qtbot.waitSignal(screen.view.taste_chosen, timeout=TIMEOUT_MS) as chosen:
        screen.press(screen.view.panel.tastes.use_button)
    assert chosen.args == ["Mine"]


def test_a_store_that_cannot_be_written_says_so(screen, tmp_path):
    """The picks stay, and the sentence says what to do."""
    (tmp_path / "tastes").write_text("a file where the folder should be")
    screen.click(0)
    screen.name("Mine")
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: any("Cannot" in text for text in screen.notices.texts))
    assert screen.picking.num_liked == 1


def test_everything_has_a_name_for_screen_readers(screen):
    """Every control that takes the focus, and every tile with its look and its verdict."""
    for widget in screen.view.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            named = widget.accessibleName() or text
            assert named, widget
    screen.click(0)
    tile = screen.view.state.tiles[0]
    spoken = screen.view.gallery.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Picture 1, {tile.photo.stem}, {tile.look}, liked"


@pytest.mark.parametrize("size", [(880, 560), (1024, 700), (1920, 1080)])
def test_all_tiles_and_controls_have_room(screen, size):
    """At any size twelve tiles lie inside the gallery and nothing in the panel is cut off."""
    view = screen.view
    screen.window.resize(*size)
    view.resize(*size)
    screen.wait(lambda: view.size().toTuple() == size)
    viewport = view.grid.viewport().rect()
    for row in range(12):
        assert viewport.contains(view.grid.visualRect(view.gallery.index(row)))
    for label in (view.panel.counter, view.panel.again_button, view.panel.save_button):
        assert label.width() >= label.sizeHint().width()
    assert view.panel.map.height() >= 100
    assert view.panel.rect().contains(view.panel.stack.geometry())


def test_pictures_of_every_kind_have_room(make_screen, tmp_path):
    """Standing, lying, panoramas and stamps: none is cut, none is blown up beyond its cell."""
    folder = tmp_path / "odd"
    folder.mkdir()
    for number, shape in enumerate([(600, 100), (100, 600), (40, 30), (300, 300)]):
        noise = np.random.default_rng(number).integers(0, 255, (*shape, 3)).astype("u1")
        Image.fromarray(noise).save(folder / f"{number}.png")
    screen = make_screen(starter=sorted(folder.glob("*.png")))
    screen.wait_for_page()
    view = screen.view
    for row in range(12):
        cell = view.grid.visualRect(view.gallery.index(row))
        assert cell.contains(view.grid._delegate.picture_rect(cell, row))
    view.grab()


def test_the_dialog_asks_about_the_file_that_is_replaced(qtbot, tmp_path, monkeypatch):
    """Who types "warm" means warm.taste, and the dialog knows it before it asks."""
    window = QWidget()
    qtbot.addWidget(window)

    def choose(dialog):
        dialog.selectFile(str(tmp_path / "warm"))
        return 1

    monkeypatch.setattr(QFileDialog, "exec", choose)
    assert TasteDialogs(window).taste_to_write("cold") == tmp_path / "warm.taste"


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
