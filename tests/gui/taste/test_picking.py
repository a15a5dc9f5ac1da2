"""The Taste view by mouse and keys: pick, undo, hold, save, go on, and what goes wrong."""

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from pieditor.gui.base.images import to_pixels
from pieditor.gui.taste.state import SourceKind, Stage
from pieditor.services.tastes.picking import Verdict
from pieditor.services.tastes.taste import Scheme
from tests.gui.taste.screen import KEYS, LEFT, TIMEOUT_MS
from tests.program import save_scenes


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
