"""Develop by mouse and keys: what is moved is seen, kept, undone, and what is seen is exported."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.gui.base.images import to_pixels
from pieditor.gui.develop.panel import GROUPS
from pieditor.gui.develop.state import Compare
from pieditor.gui.shell.window import ViewName
from pieditor.services.photos.sidecars import Sidecar, SidecarStore
from tests.gui.stored_taste import store_taste
from tests.program import ROOT, hashes

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def sidecar_of(photos, name):
    return photos / f"{name}.pie.json"


def assert_near(one, other):
    """Within two levels of 8 bits."""
    assert np.abs(one.astype(int) - other.astype(int)).max() <= 2


def exposure(view):
    return view.panel.filters["exposure"].sliders["stops"]


def test_nothing_is_written_before_an_edit(desk, photos):
    """Opening and leafing through photos leaves the folder as it was."""
    before = hashes(photos)
    view = desk.develop("coffee.png")
    for _ in range(3):
        desk.press(Qt.Key.Key_Right)
        desk.settle()
    assert view.state.photo.name != "coffee.png"
    desk.close()
    assert hashes(photos) == before


def test_a_drag_is_seen_kept_and_one_step(desk, photos):
    """A slider's drag changes the picture, is on disk, is one undo, and the original stays."""
    original = hashes(photos)["coffee.png"]
    view = desk.develop("coffee.png")
    before = to_pixels(view.canvas.grab().toImage()).mean()
    desk.slide(exposure(view).slider, 0.7)
    desk.settle()
    stops = exposure(view).value
    assert stops > 1
    assert to_pixels(view.canvas.grab().toImage()).mean() > before + 10
    document = json.loads(sidecar_of(photos, "coffee.png").read_text())
    assert document["filters"][0]["values"]["stops"] == pytest.approx(stops)
    assert view.panel.history.steps.count() == 2  # the step, and the photo as opened
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    assert exposure(view).value == 0
    assert to_pixels(view.canvas.grab().toImage()).mean() == pytest.approx(before, abs=0.01)
    assert not sidecar_of(photos, "coffee.png").exists()
    desk.press(Qt.Key.Key_Z, CTRL | SHIFT)
    desk.settle()
    assert exposure(view).value == stops
    assert hashes(photos)["coffee.png"] == original


def test_a_held_slider_is_on_disk_before_it_is_let_go(desk, photos):
    """An edit is on disk within a second, whatever the hand does."""
    view = desk.develop("coffee.png")
    slider = exposure(view).slider
    middle = slider.height() // 2
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, middle))
    QTest.mouseMove(slider, QPoint(slider.width() - 20, middle))
    desk.wait(sidecar_of(photos, "coffee.png").exists)
    assert slider.isSliderDown()
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 20, middle))


def test_a_double_click_resets_and_a_number_can_be_typed(desk):
    """Numbers are edited in place; a double click is back to nothing."""
    view = desk.develop("coffee.png")
    row = exposure(view)
    desk.click(row.number)
    desk.qtbot.wait(10)  # the field chooses all of itself on the next turn of the event loop
    desk.type("-1.25")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert row.value == -1.25 and row.number.text() == "−1.25"
    QTest.mouseDClick(row.slider, Qt.MouseButton.LeftButton, pos=row.slider.rect().center())
    desk.settle()
    assert row.value == 0
    desk.click(row.number)
    desk.qtbot.wait(10)
    desk.type("999")
    desk.press(Qt.Key.Key_Return)
    assert row.value == 3.5, "a number beyond the range is its nearest end"


def test_every_filter_acts_by_keyboard_alone(desk):
    """Each of the eight filters changes the picture from the keyboard, and Backspace resets it."""
    view = desk.develop("coffee.png")
    for name, panel in view.panel.filters.items():
        target = panel.curve or next(iter(panel.sliders.values())).slider
        target.setFocus()
        before = to_pixels(view.canvas.grab().toImage())
        for _ in range(3):
            desk.press(Qt.Key.Key_Up, SHIFT)
        desk.wait(lambda panel=panel: not panel.switch.is_idle)
        desk.settle()
        after = to_pixels(view.canvas.grab().toImage())
        assert (before != after).mean() > 0.02, name
        desk.press(Qt.Key.Key_Backspace)
        desk.settle()
        assert panel.filter.is_identity(panel.setting.values), name


def test_a_switch_and_a_strength_act(desk):
    """A filter that is off changes nothing; one at half strength changes less."""
    view = desk.develop("coffee.png")
    panel = view.panel.filters["exposure"]
    plain = to_pixels(view.canvas.grab().toImage()).mean()
    desk.slide(exposure(view).slider, 0.65)
    desk.settle()
    full = to_pixels(view.canvas.grab().toImage()).mean()
    desk.click(panel.switch)
    desk.settle()
    assert to_pixels(view.canvas.grab().toImage()).mean() == pytest.approx(plain, abs=0.01)
    desk.click(panel.switch)
    panel._set_strength(50)
    desk.settle()
    half = to_pixels(view.canvas.grab().toImage()).mean()
    assert plain < half < full


def test_a_curve_bends_where_it_is_dragged(desk, photos):
    """A point of the tone curve pulled up brightens the middle; the recipe has eight slopes."""
    view = desk.develop("coffee.png")
    curve = view.panel.filters["tone_curve"].curve
    start = curve.point(4).toPoint()
    desk.drag(curve, start, start - QPoint(0, 12))
    desk.settle()
    values = json.loads(sidecar_of(photos, "coffee.png").read_text())["filters"][0]["values"]
    assert len(values) == 8 and values["tone1"] > 1 > values["tone8"]


def test_what_the_screen_shows_is_what_is_exported(desk, photos, tmp_path):
    """At 100 % the canvas has the exported file's pixels, to the last bit."""
    view = desk.develop("coffee.png")
    desk.slide(exposure(view).slider, 0.6)
    desk.slide(view.panel.filters["white_balance"].sliders["temperature"].slider, 0.8)
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_Z)
    desk.settle()
    assert view.canvas.scale == 1
    shown = to_pixels(view.canvas.grab().toImage())
    out = tmp_path / "out.png"
    done = subprocess.run(
        [sys.executable, "-m", "pieditor", "render", photos / "coffee.png",
         sidecar_of(photos, "coffee.png"), "--out", out],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    exported = np.asarray(Image.open(out).convert("RGB"))
    ratio = view.canvas.devicePixelRatioF()
    place = view.canvas.photo_rect()
    place = QRectF(place.topLeft() * ratio, place.size() * ratio).toRect()
    assert (place.width(), place.height()) == (exported.shape[1], exported.shape[0])
    piece = shown[place.top() : place.top() + place.height(), place.left() : place.right() + 1]
    np.testing.assert_array_equal(piece, exported)


def test_before_and_after_are_told_apart(desk):
    """The backslash shows the photo untouched; side by side and split show both; Esc goes back."""
    view = desk.develop("coffee.png")
    plain = to_pixels(view.canvas.grab().toImage())
    desk.slide(exposure(view).slider, 0.75)
    desk.settle()
    view.canvas.setFocus()
    after = to_pixels(view.canvas.grab().toImage())
    desk.press(Qt.Key.Key_Backslash)
    assert view.state.compare is Compare.BEFORE
    below_label = slice(60, None)
    np.testing.assert_array_equal(
        to_pixels(view.canvas.grab().toImage())[below_label], plain[below_label]
    )
    desk.press(Qt.Key.Key_Y, SHIFT)
    assert view.state.compare is Compare.SPLIT
    split = to_pixels(view.canvas.grab().toImage())
    middle = split.shape[1] // 2
    # Qt rounds an enlarged picture by where it is clipped: a level or two.
    assert_near(split[60:, : middle - 4], plain[60:, : middle - 4])
    assert_near(split[60:, middle + 4 :], after[60:, middle + 4 :])
    canvas = view.canvas
    desk.drag(canvas, QPoint(middle, 300), QPoint(middle + 200, 300))
    moved = to_pixels(canvas.grab().toImage())
    beyond = slice(middle + 4, middle + 180)
    assert_near(moved[60:, beyond], plain[60:, beyond])
    desk.press(Qt.Key.Key_Y)
    desk.settle()
    assert view.state.compare is Compare.SIDE_BY_SIDE
    desk.press(Qt.Key.Key_Escape)
    assert view.state.compare is Compare.AFTER


def test_zoom_stays_under_the_pointer(desk):
    """The point of the photo under the pointer is the same before and after the wheel turns."""
    view = desk.develop("coffee.png")
    canvas = view.canvas
    canvas.zoom_to(4.0)
    place = QPoint(300, 200)
    on_screen = place.toPointF() * canvas.devicePixelRatioF()
    point = canvas._to_photo(on_screen, canvas._panes()[0])
    canvas.zoom_by(1.25, place.toPointF())
    moved = canvas._to_photo(on_screen, canvas._panes()[0])
    assert abs(point.x() - moved.x()) <= 1 and abs(point.y() - moved.y()) <= 1
    assert not canvas.is_fit and canvas.scale == pytest.approx(5.0)


def test_paste_changes_only_what_was_copied_and_is_one_undo(desk, photos):
    """Settings pasted onto many photos leave their other settings; one undo takes all back."""
    view = desk.develop("china.jpg")
    desk.slide(view.panel.filters["contrast"].sliders["contrast"].slider, 0.8)
    view = desk.develop("coffee.png")
    desk.slide(exposure(view).slider, 0.7)
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_C, CTRL)
    desk.press(Qt.Key.Key_G)
    desk.press(Qt.Key.Key_A, CTRL)
    desk.press(Qt.Key.Key_V, CTRL)
    desk.settle()
    paths = [p.path for p in desk.window.photos.photos]
    recipes = {p.name: desk.window.edits.sidecar(p).recipe for p in paths}
    assert all(any(s.name == "exposure" for s in r.filters) for r in recipes.values())
    assert {s.name for s in recipes["china.jpg"].filters} == {"exposure", "contrast"}
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    after = {p.name: desk.window.edits.sidecar(p).recipe for p in paths}
    assert [s.name for s in after["china.jpg"].filters] == ["contrast"]
    assert len(list(photos.glob("*.pie.json"))) == 2


def test_history_and_snapshots_bring_back_what_was(desk):
    """A click in the history is that state; a snapshot survives the program's end."""
    view = desk.develop("coffee.png")
    desk.slide(exposure(view).slider, 0.6)
    first = exposure(view).value
    view._take_snapshot()
    desk.slide(exposure(view).slider, 0.3)
    view._go_to_step(0)
    assert exposure(view).value == first
    view._go_to_step(-1)
    assert exposure(view).value == 0
    view._restore_snapshot(0)
    assert exposure(view).value == first
    desk.settle()


def test_a_corrupt_photo_says_why_and_the_next_one_opens(desk, photos):
    """A photo that cannot be opened shows its reason in place."""
    (photos / "broken.jpg").write_bytes((photos / "china.jpg").read_bytes()[:900])
    desk.open_folder(photos)
    photo = photos / "broken.jpg"
    desk.window.photos.make_current(photo)
    view = desk.window.develop
    desk.window.show_view(desk.window.view.DEVELOP)
    desk.wait(lambda: view.state.problem is not None)
    assert "broken.jpg" in view.state.problem
    desk.press(Qt.Key.Key_Right)
    desk.settle()
    assert view.state.problem is None and view.canvas.has_picture


@contextmanager
def read_only(folder):
    """A folder that nobody can write, not even the superuser where the system allows that."""
    is_locked = subprocess.run(["chattr", "+i", folder], capture_output=True).returncode == 0
    if not is_locked:
        if os.geteuid() == 0:
            pytest.skip("the superuser may write anywhere here")
        folder.chmod(0o555)
    try:
        yield
    finally:
        if is_locked:
            subprocess.run(["chattr", "-i", folder], check=True)
        else:
            folder.chmod(0o755)


def test_edits_of_a_read_only_folder_are_kept_elsewhere(open_desk, photos, data_folder):
    """Photos on a disk nobody may write to are edited all the same, and found again."""
    with read_only(photos):
        desk = open_desk()
        desk.open_folder(photos)
        view = desk.develop("coffee.png")
        desk.slide(exposure(view).slider, 0.7)
        desk.settle()
        value = exposure(view).value
        assert list((data_folder / "sidecars").glob("coffee*.pie.json"))
        desk.close()
        again = open_desk()
        again.open_folder(photos)
        assert exposure(again.develop("coffee.png")).value == value
        again.close()


def test_another_programs_change_of_a_sidecar_is_not_lost(desk, photos):
    """A sidecar that changed under our hands is kept beside ours, and that is said."""
    view = desk.develop("coffee.png")
    desk.slide(exposure(view).slider, 0.7)
    desk.settle()
    path = sidecar_of(photos, "coffee.png")
    theirs = path.read_text().replace('"strength": 1.0', '"strength": 0.25')
    path.write_text(theirs)
    desk.slide(exposure(view).slider, 0.3)
    desk.settle()
    desk.wait(lambda: bool(desk.window.notices.texts))
    kept = [p for p in photos.glob("coffee.png.pie*.json") if p != path]
    assert [p.read_text() for p in kept] == [theirs]
    assert kept[0].name in desk.window.notices.texts[-1]


def test_a_large_photo_is_shown_small_first(desk, photos, shared):
    """A full-size photo appears from a reduced decode, and all its pixels follow."""
    source = sorted((shared / "photos" / "full").glob("*.jpg"))[0]
    shutil.copy(source, photos / "large.jpg")
    desk.open_folder(photos)
    view = desk.develop("large.jpg")
    assert view._darkroom.has_whole
    view.canvas.zoom_to(1.0)
    desk.settle()
    assert view.canvas._detail.after.width() <= view.canvas.width() + 2


def step_up(desk, view, times=4):
    """Step the exposure by keys, and do not wait until it rests."""
    exposure(view).slider.setFocus()
    for _ in range(times):
        desk.press(Qt.Key.Key_Up)
    assert exposure(view).value > 0
    return exposure(view).value


def stops_of(desk, photo):
    """The exposure that a photo has, None without one."""
    recipe = desk.window.edits.sidecar(photo).recipe
    return next((s.values["stops"] for s in recipe.filters if s.name == "exposure"), None)


def test_stars_leave_a_slider_that_still_moves(desk, photos):
    """Who steps a slider and gives stars at once keeps both."""
    view = desk.develop("coffee.png")
    stops = step_up(desk, view)
    desk.press(Qt.Key.Key_3)
    assert exposure(view).value == stops
    view.settle()
    desk.settle()
    document = json.loads(sidecar_of(photos, "coffee.png").read_text())
    assert document["filters"][0]["values"]["stops"] == pytest.approx(stops)
    assert document["marks"]["stars"] == 3


@pytest.mark.parametrize("action", ["_take_snapshot", "paste"])
def test_what_still_moves_is_a_step_before_another_is_made(desk, action):
    """A snapshot has what is seen, and a paste changes only what was copied."""
    view = desk.develop("coffee.png")
    contrast = view.panel.filters["contrast"].sliders["contrast"]
    contrast.slider.setFocus()
    desk.press(Qt.Key.Key_Up)
    desk.window.photo_settings.copy()
    stops = step_up(desk, view)
    getattr(desk.window.photo_settings if action == "paste" else view, action)()
    assert exposure(view).value == stops_of(desk, view.state.photo) == stops
    snapshots = desk.window.edits.sidecar(view.state.photo).snapshots
    assert all(snapshot.recipe is view.state.recipe for snapshot in snapshots)


def test_a_number_being_typed_belongs_to_its_photo(desk):
    """Going on to the next photo takes what was typed, for the photo that it was typed for."""
    view = desk.develop("coffee.png")
    first = view.state.photo
    desk.click(exposure(view).number)
    desk.qtbot.wait(10)  # the field chooses all of itself on the next turn of the event loop
    desk.type("1.5")
    desk.press(Qt.Key.Key_PageDown)
    second = view.state.photo
    assert second != first
    view.canvas.setFocus()
    desk.settle()
    assert (stops_of(desk, first), stops_of(desk, second)) == (1.5, None)


@pytest.mark.parametrize("text", ["nan", "infinity", "1e999"])
def test_what_is_no_number_is_not_taken(desk, text):
    """The value stays when what was typed is none."""
    view = desk.develop("coffee.png")
    desk.click(exposure(view).number)
    desk.qtbot.wait(10)
    desk.type(text)
    desk.press(Qt.Key.Key_Return)
    assert exposure(view).value == 0 and exposure(view).number.text() == "0.00"


def test_a_zoom_before_the_pixels_are_there_shows_the_middle(desk, photos):
    """At 100 % at once: not the corner, whatever size stands in for the photo."""
    Image.new("RGB", (3000, 2000), "gray").save(photos / "large.png")
    desk.open_folder(photos)
    photo = next(p for p in desk.window.photos.photos if p.path.name == "large.png")
    desk.wait(lambda: desk.window.thumbs.image(photo, 320) is not None)
    desk.window.photos.make_current(photo.path)
    desk.go(ViewName.DEVELOP)
    canvas = desk.window.develop.canvas
    canvas.zoom_to(1.0)
    desk.settle()
    seen = canvas.view()
    assert (seen.left + seen.right) / 2 == pytest.approx(1500, abs=5)
    assert (seen.top + seen.bottom) / 2 == pytest.approx(1000, abs=5)


def test_a_photo_that_could_not_be_shown_is_tried_again(desk, photos):
    """Copied again from the card, it is there."""
    good = (photos / "coffee.png").read_bytes()
    (photos / "again.png").write_bytes(good[:40])
    desk.open_folder(photos)
    view = desk.develop("again.png")
    assert view.state.problem is not None
    (photos / "again.png").write_bytes(good)
    desk.go(ViewName.LIBRARY)
    desk.go(ViewName.DEVELOP)
    desk.settle()
    assert view.state.problem is None and view.canvas.has_picture


def test_what_another_program_did_is_seen_when_the_folder_is_opened_again(desk, photos):
    """A photo that was not edited here has what its sidecar says now, also where it is open."""
    view = desk.develop("astronaut.png")
    edited = FilterSetting(name="exposure", values={"stops": 1.0})
    other = SidecarStore(photos.parent / "elsewhere")
    for stops in (1.0, 2.0):
        setting = replace(edited, values={"stops": stops})
        other.write(view.state.photo, Sidecar(recipe=Recipe(filters=(setting,))))
        desk.go(ViewName.LIBRARY)
        desk.open_folder(photos)
        view = desk.develop("astronaut.png")
        assert exposure(view).value == stops
    step_up(desk, view)
    view.settle()
    desk.settle()
    stops = exposure(view).value
    other.write(view.state.photo, Sidecar())
    desk.open_folder(photos)
    view = desk.develop("astronaut.png")
    assert exposure(view).value == stops, "what is done here stays until it is undone"


def test_enter_takes_a_number_and_gives_the_keyboard_back(desk, photos):
    """The digit typed next is stars, and no second number."""
    view = desk.develop("coffee.png")
    row = exposure(view)
    desk.click(row.number)
    desk.qtbot.wait(10)
    desk.type("0.5")
    desk.press(Qt.Key.Key_Return)
    assert view.canvas.hasFocus()
    desk.press(Qt.Key.Key_3)
    desk.click(view.canvas)
    desk.settle()
    assert row.value == 0.5
    document = json.loads(sidecar_of(photos, "coffee.png").read_text())
    assert document["marks"]["stars"] == 3


def test_escape_leaves_a_number_and_nothing_else(desk):
    """First what was typed is given up, then the field is left; the view stays."""
    view = desk.develop("coffee.png")
    row = exposure(view)
    desk.click(row.number)
    desk.qtbot.wait(10)
    desk.type("2")
    desk.press(Qt.Key.Key_Escape)
    assert row.number.hasFocus() and row.number.text() == "0.00"
    desk.press(Qt.Key.Key_Escape)
    assert view.canvas.hasFocus() and row.value == 0
    assert desk.window.view is ViewName.DEVELOP


def test_a_double_click_on_a_slider_leaves_one_step(desk):
    """Its first half is no step of its own."""
    view = desk.develop("coffee.png")
    slider = exposure(view).slider
    desk.slide(slider, 0.7)
    desk.settle()
    assert view.panel.history.steps.count() == 2
    place = QPoint(slider.width() // 5, slider.height() // 2)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=place)
    assert exposure(view).value < 0, "the first click moves the handle at once"
    QTest.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=place)
    desk.settle()
    assert exposure(view).value == 0
    assert view.panel.history.steps.count() == 3, "as opened, the drag, the reset"


def test_a_single_click_on_a_slider_is_a_step(desk):
    """Some time later, when it is no double click any more."""
    view = desk.develop("coffee.png")
    slider = exposure(view).slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 5, 10))
    desk.wait(lambda: view.panel.history.steps.count() == 2)


def test_stars_and_flag_are_seen(desk):
    """At once, and those of the next photo on the next photo."""
    view = desk.develop("coffee.png")
    marks, empty = view.panel.marks, to_pixels(view.panel.marks.grab().toImage())
    desk.press(Qt.Key.Key_3)
    desk.press(Qt.Key.Key_P)
    assert marks.accessibleName() == "3 stars, Picked"
    assert (to_pixels(marks.grab().toImage()) != empty).any()
    desk.press(Qt.Key.Key_Right)
    assert marks.accessibleName() == "No stars"
    assert (to_pixels(marks.grab().toImage()) == empty).all()


def test_the_taste_that_a_photo_has_makes_no_step(desk, data_folder):
    """Chosen once more in the list, or given again from Taste; a weaker one stays as weak."""
    store_taste(desk, data_folder, "Evening")
    view = desk.develop("coffee.png")
    picker = view.panel.taste.picker

    def choose(name):
        picker.setCurrentIndex(picker.findText(name))
        picker.activated.emit(picker.currentIndex())
        desk.settle()

    choose("Evening")
    desk.slide(view.panel.taste.strength.slider, 0.3)
    desk.settle()
    steps, strength = view.panel.history.steps.count(), view.state.recipe.taste.strength
    assert 0 < strength < 1
    choose("Evening")
    desk.window.use_taste("Evening")
    desk.settle()
    assert view.panel.history.steps.count() == steps
    assert view.state.recipe.taste.strength == strength


def test_every_filter_is_in_the_panel():
    """Under the heading that its sliders name, and none twice."""
    shown = [(name, group) for group, names in GROUPS.items() for name in names]
    assert sorted(shown) == sorted((f.name, f.group) for f in ALL_FILTERS)
