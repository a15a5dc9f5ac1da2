"""Explain by mouse and keys: the sliders move, the photo does not, and there is a way back."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from pieditor.core.metrics import psnr_db
from pieditor.core.recipe import Recipe, acting
from pieditor.gui.base.images import to_pixels
from pieditor.gui.develop.explain import motion
from pieditor.gui.develop.explain.block import ExplainBlock
from pieditor.gui.shell.language import translate
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.photos.sidecars import Sidecar
from tests.gui.stored_taste import store_taste

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def evening(desk, data_folder):
    """A stored taste."""
    return store_taste(desk, data_folder, "Evening")


@pytest.fixture
def view(desk, evening):
    """A photo in that taste, in Develop."""
    view = desk.develop("coffee.png")
    view._choose_taste(view.panel.taste._entries[1].use)
    desk.settle()
    return view


def explain(desk, view):
    """Ctrl+E, and wait until the sliders are where they belong."""
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_E, CTRL)
    desk.settle()


def picture(view):
    return to_pixels(view.canvas.grab().toImage())


def labels(view):
    steps = view.panel.history.steps
    return [steps.item(row).text() for row in range(steps.count())][:-1]  # without "As opened"


def kept(desk, view):
    return desk.window.edits.sidecar(view.state.photo).recipe


def exposure(view):
    return view.panel.filters["exposure"].sliders["stops"]


def block(view):
    return view.panel.taste.explain


def test_the_sliders_move_and_the_photo_does_not(desk, view, photos):
    """One step, the share in words and percent, all of the remainder; undo takes it back."""
    before = picture(view)
    explain(desk, view)
    after = picture(view)
    assert psnr_db(before / 255, after / 255) >= 40
    recipe = kept(desk, view)
    assert recipe.is_explained and acting(recipe.filters) and recipe.filters == recipe.explained
    for setting in recipe.filters:
        panel = view.panel.filters[setting.name]
        assert panel.setting.values == setting.values and not panel.switch.is_idle
        for name, slider in panel.sliders.items():
            assert slider.value == pytest.approx(setting.values[name])
    assert labels(view)[0] == "Explain" and len(labels(view)) == 2
    assert block(view).remainder.isVisible() and block(view).remainder.value == 100
    assert re.search(r"The sliders carry .* of this look \(\d+\s%\)", block(view).words.text())
    assert json.loads((photos / "coffee.png.pie.json").read_text())["taste"]["explained"]
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    assert not kept(desk, view).is_explained and exposure(view).value == 0
    assert not block(view).remainder.isVisible()
    np.testing.assert_array_equal(picture(view), before)


def test_without_the_remainder_there_are_the_sliders_alone(desk, view):
    """At 0 % every pixel is that of the filters without a taste; at 100 % the taste is whole."""
    whole = picture(view)
    explain(desk, view)
    remainder = block(view).remainder
    desk.slide(remainder.slider, 0.0)
    desk.settle()
    assert kept(desk, view).remainder == 0 and labels(view)[0] == "Remainder 0 %"
    alone = picture(view)
    assert psnr_db(alone / 255, whole / 255) < 45, "the sliders carry less than all of it"
    sidecar = desk.window.edits.sidecar(view.state.photo)
    filters = Recipe(filters=kept(desk, view).filters)
    desk.window.edits.change("Filters", {view.state.photo: replace(sidecar, recipe=filters)})
    desk.settle()
    np.testing.assert_array_equal(picture(view), alone)
    desk.press(Qt.Key.Key_Z, CTRL)
    remainder.reset()
    desk.settle()
    assert kept(desk, view).remainder == 1
    np.testing.assert_array_equal(picture(view), whole)


def test_a_slider_moves_on_beside_the_remainder(desk, view):
    """What was fitted stays known, and the photo changes as the slider says."""
    explain(desk, view)
    fitted = kept(desk, view).explained
    before = picture(view).mean()
    slider = exposure(view)
    for _ in range(10):
        slider.slider.setFocus()
        desk.press(Qt.Key.Key_Up)
    desk.wait(lambda: labels(view)[0].startswith("Exposure"))
    desk.settle()
    recipe = kept(desk, view)
    assert recipe.explained == fitted and recipe.remainder == 1 and recipe.is_explained
    assert picture(view).mean() > before + 5
    assert block(view).words.text()


def test_back_to_the_taste_leaves_what_was_changed_since(desk, view):
    """One step; the photo stays as near as it was on the way there."""
    before = picture(view)
    explain(desk, view)
    desk.click(block(view).back)
    desk.settle()
    recipe = kept(desk, view)
    assert labels(view)[0] == "Back to the taste"
    assert not recipe.is_explained and recipe.filters == () and recipe.taste is not None
    np.testing.assert_array_equal(picture(view), before)
    explain(desk, view)
    contrast = view.panel.filters["contrast"].sliders["contrast"]
    moved = contrast.value + 0.1
    contrast.slider.setFocus()
    for _ in range(10):
        desk.press(Qt.Key.Key_Up)
    assert contrast.value == pytest.approx(moved)
    view.settle()
    desk.click(block(view).back)
    desk.settle()
    (own,) = kept(desk, view).filters
    assert own.name == "contrast" and own.values["contrast"] == pytest.approx(0.1)


def test_filters_set_before_stay_in_the_sliders(desk, view):
    """Stops add to those fitted, the photo looks nearly as before, and that is said."""
    desk.slide(exposure(view).slider, 0.6)
    desk.settle()
    own, before = exposure(view).value, picture(view)
    explain(desk, view)
    fitted = {s.name: s.values for s in kept(desk, view).explained}
    stops = fitted.get("exposure", {"stops": 0.0})["stops"]
    assert exposure(view).value == pytest.approx(own + stops)
    assert psnr_db(before / 255, picture(view) / 255) > 32
    assert "sliders set before" in desk.window.notices.texts[-1]
    desk.click(block(view).back)
    desk.settle()
    assert exposure(view).value == pytest.approx(own)


def test_again_it_is_explained_at_its_new_strength(desk, view):
    """Ctrl+E on an explained photo fits once more; own changes stay."""
    explain(desk, view)
    first = kept(desk, view).explained
    desk.slide(view.panel.taste.strength.slider, 0.2)
    desk.settle()
    assert kept(desk, view).explained == first
    explain(desk, view)
    assert kept(desk, view).explained != first
    assert kept(desk, view).filters == kept(desk, view).explained


def test_another_taste_takes_the_fitted_sliders_away(desk, view):
    """So does none: the sliders would stand for nothing."""
    explain(desk, view)
    view.panel.taste.picker.setFocus()
    desk.press(Qt.Key.Key_Up)  # none
    desk.settle()
    assert kept(desk, view).changes_nothing
    assert not block(view).explain.isEnabled()


def test_without_a_taste_it_says_what_to_do(desk):
    """The button is off, and Ctrl+E says why."""
    view = desk.develop("coffee.png")
    assert not block(view).explain.isEnabled() and block(view).explain.isVisible()
    desk.press(Qt.Key.Key_E, CTRL)
    assert "Choose a taste first" in desk.window.notices.texts[-1]
    assert labels(view) == []


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Escape], ids=["photo", "escape"])
def test_going_on_ends_the_looking(desk, view, key):
    """Neither photo is changed, though both have the taste, and the button is there again."""
    photo, recipe = view.state.photo, kept(desk, view)
    photos = [p.path for p in desk.window.photos.photos]
    desk.window.edits.change("Taste", {p: Sidecar(recipe=recipe) for p in photos})
    desk.settle()
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_E, CTRL)
    assert not view.explanation.is_idle
    desk.press(key)
    desk.settle()
    desk.wait(lambda: view.explanation._work._workers.is_idle)
    assert (view.state.photo == photo) == (key is Qt.Key.Key_Escape)
    assert not any(desk.window.edits.sidecar(p).recipe.is_explained for p in photos)
    assert block(view).explain.text() == "Explain"


def test_an_answer_for_another_taste_is_dropped(desk, view):
    """Who takes the taste away while its sliders are being looked for does not get them."""
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_E, CTRL)
    view._choose_taste(None)
    desk.settle()
    assert kept(desk, view).changes_nothing


def test_sliders_on_their_way_are_where_they_belong_for_the_hand(desk, view):
    """The recipe is whole from the first frame on; a slider that is moved ends the journey."""
    done = []
    view.explanation.changed.connect(lambda *_: done.append(True))
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_E, CTRL)
    desk.wait(lambda: bool(done))
    recipe, motion = kept(desk, view), view.explanation._motion
    assert recipe.is_explained and view.state.recipe is recipe
    assert motion.is_running, "at 300 ms this frame is the first"
    saturation = view.panel.filters["saturation"].sliders["saturation"]
    saturation.slider.setFocus()
    desk.press(Qt.Key.Key_Down)
    assert not motion.is_running
    for name, panel in view.panel.filters.items():
        if name != "saturation":
            wanted = {s.name: s.values for s in recipe.filters}.get(name, panel.filter.defaults())
            assert {k: s.value for k, s in panel.sliders.items()} == pytest.approx(
                {k: wanted[k] for k in panel.sliders}
            )
    view.settle()
    desk.settle()


def test_where_no_animation_is_wanted_there_is_none(desk, view, monkeypatch):
    """The desktop's word counts."""

    class Still:
        @staticmethod
        def style():
            return Still

        @staticmethod
        def styleHint(_):  # noqa: N802
            return 0

    monkeypatch.setattr(motion, "QApplication", Still)
    elsewhere = replace(view.panel.filters["exposure"].setting, values={"stops": 3.0})
    view.explanation._motion.start({"exposure": elsewhere})
    assert not view.explanation._motion.is_running and exposure(view).value == 0


def test_a_taste_that_changes_nothing_has_no_sliders(desk, view):
    """That is said, and no step is made; at strength 0 the button is off."""
    use = replace(kept(desk, view).taste, strength=0.001)
    sidecar = desk.window.edits.sidecar(view.state.photo)
    faint = replace(sidecar.recipe, taste=use)
    desk.window.edits.change("Faint", {view.state.photo: replace(sidecar, recipe=faint)})
    explain(desk, view)
    assert labels(view)[0] == "Faint" and not kept(desk, view).is_explained
    assert "less than can be seen" in desk.window.notices.texts[-1]
    view._move_strength(0.0)
    view.settle()
    desk.settle()
    assert not block(view).explain.isEnabled()


def test_a_photo_opened_again_says_the_share_again(open_desk, desk, view, photos):
    """It is measured, not stored: the same words after the next start."""
    explain(desk, view)
    words = block(view).words.text()
    desk.close()
    again = open_desk()
    again.open_folder(photos)
    view = again.develop("coffee.png")
    assert block(view).words.text() == words and block(view).remainder.isVisible()


def test_an_explained_edit_is_copied_and_kept_as_any_other(desk, view):
    """Onto another photo, whole; in a snapshot; before and after."""
    explain(desk, view)
    recipe = kept(desk, view)
    view._take_snapshot()
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_C, CTRL)
    other = desk.develop("chelsea.png")
    plain = picture(other)
    desk.press(Qt.Key.Key_V, CTRL)
    desk.settle()
    pasted = kept(desk, other)
    assert pasted.is_explained and pasted.filters == recipe.filters
    assert (picture(other) != plain).mean() > 0.2
    assert "(" in block(other).words.text(), "the share is this photo's own"
    desk.develop("coffee.png")
    view.reset()
    view._restore_snapshot(0)
    desk.settle()
    assert kept(desk, view) == recipe


def test_suggest_on_an_explained_photo_can_be_left(desk, view):
    """The sliders that stood for the taste are there again, and the remainder."""
    explain(desk, view)
    recipe, before = kept(desk, view), picture(view)
    view.suggest(GuideKind.TASTE)
    desk.settle()
    assert not view.state.recipe.is_explained and not block(view).remainder.isVisible()
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert view.state.recipe is recipe and block(view).remainder.isVisible()
    np.testing.assert_array_equal(picture(view), before)


@pytest.mark.parametrize(
    ("share", "words"),
    [(1.0, "nearly all of this look (100 %)"), (0.999, "nearly all of this look (99 %)"),
     (0.9, "nearly all of"), (0.746, "most of this look (75 %)"), (0.744, "more than half of"),
     (0.5, "more than half of"), (0.3, "less than half of"), (0.2, "little of this look (20 %)"),
     (0.0, "little of this look (0 %)")],
)  # fmt: skip
def test_the_share_is_said_in_words_that_fit_its_percent(qtbot, qapp, share, words):
    """Rounded first, so that nobody reads that 75 % is most of it here and half of it there."""
    translate(qapp, "en")
    block = ExplainBlock()
    qtbot.addWidget(block)
    block.show_share(share)
    assert words.replace(" %", "\u00a0%") in block.words.text()


def test_explain_leaves_the_keyboard_with_the_photo(desk, view):
    """Its button goes away when it was pressed; the keyboard then is in no field."""
    for button in (block(view).explain, block(view).back):
        button.setFocus()
        desk.click(button)
        desk.settle()
        assert not button.isVisible()
        assert view.canvas.hasFocus()
    desk.click(block(view).explain)
    desk.settle()
    assert view.canvas.hasFocus()
