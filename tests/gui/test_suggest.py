"""Suggest by mouse and keys: steps are played, any can be taken, and nothing is kept before."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pieditor.core.errors import ModelRefused
from pieditor.gui.base.images import to_pixels
from pieditor.gui.shell.window import ViewName
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.program.settings import SettingsStore
from tests.gui.stand_in_rater import IndifferentRater, StandInRater
from tests.gui.stored_taste import store_taste
from tests.program import hashes

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DARKER = 0.3  # than the photo of a cup, by a tenth


@pytest.fixture
def rater(desk):
    """Who rates in place of the rater; let go of at the end, whatever happens."""
    rater = StandInRater(DARKER)
    use_rater(desk, rater)
    yield rater
    rater.release()


@pytest.fixture
def evening(desk, data_folder):
    """A stored taste."""
    return store_taste(desk, data_folder, "Evening")


def use_rater(desk, rater):
    desk.window.develop.suggestion.search.networks.rater = rater


def search_of(view):
    return view.suggestion.search.state


def begin(desk, view, count=0):
    """Ctrl+U, and wait for a number of steps."""
    desk.press(Qt.Key.Key_U, CTRL)
    desk.wait(lambda: search_of(view) is not None and len(search_of(view).steps) > count)


def suggest(desk, view):
    """Ctrl+U, and wait until the search is over."""
    desk.press(Qt.Key.Key_U, CTRL)
    assert view.suggestion.is_open
    desk.settle()


def labels(view):
    steps = view.panel.history.steps
    return [steps.item(row).text() for row in range(steps.count())][:-1]  # without "As opened"


def picture(view):
    return to_pixels(view.canvas.grab().toImage())


def brightness(view):
    """Of the middle of the photo, whatever its size is."""
    pixels = picture(view)
    row, column = pixels.shape[0] // 2, pixels.shape[1] // 2
    return pixels[row - 100 : row + 100, column - 150 : column + 150].mean()


def recipe_kept(desk, view):
    return desk.window.edits.sidecar(view.state.photo).recipe


def test_a_search_is_played_and_its_answer_taken_as_one_step(desk, photos, rater):
    """Steps come, the best is shown, Enter makes it one step of the history, and undo takes it."""
    view = desk.develop("coffee.png")
    before, files = picture(view), hashes(photos)
    suggest(desk, view)
    state = search_of(view)
    assert not state.is_running and state.step is state.best and state.best.number > 0
    assert state.best.score > state.steps[0].score + 0.05
    assert view.state.recipe is state.best.recipe
    stops = view.panel.filters["exposure"].sliders["stops"].value
    assert stops == pytest.approx(state.best.recipe.filters[0].values["stops"])
    assert hashes(photos) == files and labels(view) == [], "nothing is kept before it is taken"
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not view.suggestion.is_open and not view.strip.isVisible()
    assert labels(view) == ["Suggest"]
    assert recipe_kept(desk, view) is state.best.recipe
    assert (photos / "coffee.png.pie.json").exists()
    assert view.canvas.hasFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    assert not (photos / "coffee.png.pie.json").exists()
    np.testing.assert_array_equal(picture(view), before)


def test_the_photo_and_the_sliders_follow_each_step(desk, rater):
    """While the search runs the newest step is on the screen, and the curve has a dot for each."""
    view = desk.develop("coffee.png")
    before = brightness(view)
    rater.hold(12)  # a few steps
    begin(desk, view, count=1)
    seen = set()
    for _ in range(3):
        count = len(search_of(view).steps)
        step = search_of(view).steps[-1]
        assert search_of(view).is_running and search_of(view).step is step
        assert view.state.recipe is step.recipe
        stops = next(s for s in step.recipe.filters if s.name == "exposure").values["stops"]
        slider = view.panel.filters["exposure"].sliders["stops"]
        assert slider.value == pytest.approx(stops)
        assert view.strip.curve.maximum() == count - 1 == view.strip.curve.value()
        seen.add(stops)
        rater.hold(4)
        desk.wait(lambda count=count: len(search_of(view).steps) > count)
    assert len(seen) > 1
    desk.wait(lambda: view._pictures.is_idle and not view._exact_timer.isActive())
    assert brightness(view) < before - 10, "the picture became darker on its way"
    rater.release()


def test_stop_is_at_once(desk, rater):
    """The search is over with the click, while the worker is still in the middle of a step."""
    view = desk.develop("coffee.png")
    rater.hold(14)
    begin(desk, view, count=1)
    desk.click(view.strip.stop)
    state = search_of(view)
    assert not state.is_running and state.step is state.best
    rater.release()
    desk.settle()
    desk.wait(lambda: view.suggestion.search._workers.is_idle)
    QApplication.processEvents()
    assert search_of(view).steps == state.steps, "nothing comes after the stop"
    desk.click(view.strip.take)
    desk.settle()
    assert labels(view) == (["Suggest"] if state.best.number else [])


def test_stop_before_the_first_step_leaves(desk, rater):
    """There is nothing to look at."""
    view = desk.develop("coffee.png")
    rater.hold(0)
    desk.press(Qt.Key.Key_U, CTRL)
    desk.click(view.strip.stop)
    assert not view.suggestion.is_open and view.strip.isHidden()


def test_any_step_can_be_looked_at_and_taken(desk, rater):
    """Left and Right, Home and End, a click and a drag on the curve; Take takes that one."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    last = len(search_of(view).steps) - 1
    assert last >= 4
    desk.press(Qt.Key.Key_Home)
    assert search_of(view).shown == 0
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Right)
    assert search_of(view).shown == 2
    desk.press(Qt.Key.Key_Left)
    assert search_of(view).shown == 1 and view.state.photo.name == "coffee.png"
    desk.press(Qt.Key.Key_End)
    desk.press(Qt.Key.Key_Right)
    assert search_of(view).shown == last
    curve = view.strip.curve
    desk.click(curve, curve.point(3).toPoint())
    assert search_of(view).shown == 3
    desk.drag(curve, curve.point(3).toPoint(), curve.point(1).toPoint())
    assert search_of(view).shown == 1
    step = search_of(view).steps[1]
    desk.settle()
    assert view.state.recipe is step.recipe
    assert "Step 1" in view.strip.status.text()
    view.canvas.setFocus()  # keys act wherever the focus is
    desk.press(Qt.Key.Key_Right)
    assert search_of(view).shown == 2
    desk.press(Qt.Key.Key_Left)
    desk.click(view.strip.take)
    desk.settle()
    assert recipe_kept(desk, view) is step.recipe


def test_a_step_that_was_chosen_stays_while_more_come(desk, rater):
    """The newest is followed only until another is looked at, and again from the last one on."""
    view = desk.develop("coffee.png")
    rater.hold(14)
    begin(desk, view, count=1)
    desk.press(Qt.Key.Key_Home)
    count = len(search_of(view).steps)
    rater.hold(4)
    desk.wait(lambda: len(search_of(view).steps) > count)
    assert search_of(view).shown == 0
    desk.press(Qt.Key.Key_End)
    rater.release()
    desk.settle()
    assert search_of(view).step is search_of(view).best


@pytest.mark.parametrize("way", ["escape", "button"])
def test_left_the_photo_is_as_it_was_to_the_bit(desk, photos, rater, way):
    """Recipe, files, history and every pixel."""
    view = desk.develop("coffee.png")
    slider = view.panel.filters["contrast"].sliders["contrast"]
    desk.slide(slider.slider, 0.7)
    desk.settle()
    kept, before, files = recipe_kept(desk, view), picture(view), hashes(photos)
    suggest(desk, view)
    assert slider.value != kept.filters[0].values["contrast"]
    desk.press(Qt.Key.Key_Escape) if way == "escape" else desk.click(view.strip.leave)
    desk.settle()
    assert not view.suggestion.is_open and desk.window.view is ViewName.DEVELOP
    assert recipe_kept(desk, view) is kept is view.state.recipe
    assert slider.value == kept.filters[0].values["contrast"]
    assert hashes(photos) == files and len(labels(view)) == 1
    np.testing.assert_array_equal(picture(view), before)


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_G], ids=["photo", "view"])
def test_going_elsewhere_leaves_the_photo_and_says_so(desk, photos, rater, key):
    """In the middle of a search; what was seen last can be taken all the same."""
    view = desk.develop("coffee.png")
    files = hashes(photos)
    rater.hold(14)
    begin(desk, view, count=1)
    recipe = search_of(view).step.recipe
    desk.press(key)
    assert not view.suggestion.is_open
    assert desk.window.notices.texts == ["coffee.png was left as it was."]
    rater.release()
    desk.settle()
    assert hashes(photos) == files
    note = desk.window.notices._notes[-1]
    button = next(b for b in note.findChildren(QWidget) if b.property("framed"))
    desk.click(button)
    desk.settle()
    assert desk.window.edits.sidecar(photos / "coffee.png").recipe is recipe
    assert (photos / "coffee.png.pie.json").exists()


def test_a_slider_moved_by_hand_takes_over(desk, rater):
    """The step that is seen is taken, and the change goes on from it: two steps, two undos."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    step = search_of(view).step
    desk.slide(view.panel.filters["saturation"].sliders["saturation"].slider, 0.2)
    desk.settle()
    assert not view.suggestion.is_open
    assert len(labels(view)) == 2 and labels(view)[1] == "Suggest"
    recipe = recipe_kept(desk, view)
    assert [s for s in recipe.filters if s.name != "saturation"] == [
        s for s in step.recipe.filters if s.name != "saturation"
    ]
    view.canvas.setFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert recipe_kept(desk, view) is step.recipe
    desk.press(Qt.Key.Key_Z, CTRL)
    assert recipe_kept(desk, view).changes_nothing


def test_a_slider_that_is_touched_and_not_moved_takes_nothing(desk, rater):
    """Nor does a double click on one that is at its default."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    amount = view.panel.filters["black_white"].sliders["amount"].slider
    QTest.mouseDClick(amount, Qt.MouseButton.LeftButton, pos=QPoint(6, amount.height() // 2))
    assert view.suggestion.is_open and labels(view) == []


@pytest.mark.parametrize("action", ["copy", "snapshot", "undo"])
def test_what_is_done_to_the_photo_is_done_to_what_is_seen(desk, rater, action):
    """Copying and snapshots take the step first; undo takes it back at once."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    step = search_of(view).step
    settings = desk.window.photo_settings
    if action == "copy":
        desk.press(Qt.Key.Key_C, CTRL)
        assert settings.copied.recipe is step.recipe
    elif action == "snapshot":
        view._take_snapshot()
        sidecar = desk.window.edits.sidecar(view.state.photo)
        assert sidecar.snapshots[0].recipe is step.recipe
    else:
        desk.press(Qt.Key.Key_Z, CTRL)
        assert recipe_kept(desk, view).changes_nothing
        desk.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert not view.suggestion.is_open and recipe_kept(desk, view) is step.recipe
    desk.settle()


def test_stars_leave_the_search_open(desk, rater):
    """They are no change of the photo."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    step = search_of(view).step
    desk.press(Qt.Key.Key_4)
    assert search_of(view).step is step and view.state.recipe is step.recipe
    assert recipe_kept(desk, view).changes_nothing
    desk.settle()


def test_ctrl_u_again_searches_again_from_what_is_kept(desk, rater):
    """Nothing of the search before is kept, and the photo before is still the beginning."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    first = search_of(view)
    rater.wanted = 0.35
    suggest(desk, view)
    second = search_of(view)
    assert second.kept is first.kept and second.steps[0].recipe == first.steps[0].recipe
    assert second.best.recipe != first.best.recipe and labels(view) == []


def test_when_nothing_is_better_the_photo_is_called_good(desk):
    """One calm sentence, nothing to take, and Enter only puts the strip away."""
    use_rater(desk, IndifferentRater())
    view = desk.develop("coffee.png")
    suggest(desk, view)
    assert search_of(view).has_found_nothing
    assert view.strip.status.text().endswith("the photo is good as it is.")
    assert not view.strip.take.isEnabled()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not view.suggestion.is_open and labels(view) == []


def test_with_filters_on_it_the_photo_without_them_may_be_the_answer(desk):
    """Then that is said, and can be taken."""
    use_rater(desk, IndifferentRater())
    view = desk.develop("coffee.png")
    desk.slide(view.panel.filters["contrast"].sliders["contrast"].slider, 0.7)
    desk.settle()
    suggest(desk, view)
    assert view.strip.status.text().endswith("than the photo without filters.")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert labels(view)[0] == "Suggest" and recipe_kept(desk, view).changes_nothing


def test_a_rater_that_cannot_be_opened_is_told(desk):
    """One message, no strip, and the photo as it was."""

    def refuse():
        raise ModelRefused("Cannot find the model rater", why="it is a test", remedy="Go on.")

    use_rater(desk, refuse)
    view = desk.develop("coffee.png")
    desk.press(Qt.Key.Key_U, CTRL)
    desk.wait(lambda: bool(desk.window.notices.texts))
    assert "rater" in desk.window.notices.texts[0]
    assert not view.suggestion.is_open and view.strip.isHidden()
    desk.press(Qt.Key.Key_Right)
    desk.settle()
    assert view.state.photo.name != "coffee.png", "arrows go to other photos again"


def test_a_taste_guides_and_is_remembered(desk, evening, data_folder):
    """Chosen from the menu by its name; the next search, at the next start too, has that guide."""
    view = desk.develop("coffee.png")
    menu = view.panel.suggest.menu
    assert "Evening" in menu.actions()[1].text()
    menu.actions()[1].trigger()
    desk.settle()
    state = search_of(view)
    assert (state.guide, state.taste) == (GuideKind.TASTE, "Evening")
    assert state.best.number > 0 and state.best.score > state.steps[0].score
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert recipe_kept(desk, view).taste is None, "the filters stand for it"
    desk.close()
    settings = SettingsStore(data_folder).load().settings
    assert (settings.suggest_guide, settings.suggest_taste) == (GuideKind.TASTE, "Evening")


def test_the_photos_own_taste_guides_before_any_other(desk, evening):
    """Also where it is stored no more."""
    view = desk.develop("coffee.png")
    other = replace(view.panel.taste._entries[1].use, name="Morning", strength=0.5)
    view._choose_taste(other)
    assert "Morning" in view.panel.suggest.menu.actions()[1].text()
    view.suggest(GuideKind.TASTE)
    assert search_of(view).taste == "Morning"
    desk.settle()
    assert search_of(view).step.recipe.taste is None
    desk.press(Qt.Key.Key_Escape)
    assert view.state.recipe.taste is other
    desk.settle()


def test_without_a_taste_the_menu_says_how_to_get_one(desk):
    """And leads there; Ctrl+U with such a guide says it too."""
    view = desk.develop("coffee.png")
    menu = view.panel.suggest.menu
    assert [a.text() for a in menu.actions()][1:] == [
        "My taste: learn one first…", "Both: learn a taste first…",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    assert not view.suggestion.is_open
    assert desk.window.notices.texts == ["There is no taste yet that could guide."]
    note = desk.window.notices._notes[-1]
    desk.click(next(b for b in note.findChildren(QWidget) if b.property("framed")))
    assert desk.window.view is ViewName.TASTE


def test_ctrl_u_in_the_library_goes_to_develop(desk, rater):
    """With the photo that is current."""
    photo = desk.window.photos.photos[1].path
    desk.window.photos.make_current(photo)
    desk.press(Qt.Key.Key_U, CTRL)
    assert desk.window.view is ViewName.DEVELOP
    desk.settle()
    assert search_of(desk.window.develop).photo == photo


def test_the_strip_never_covers_the_photo(desk, rater):
    """It takes its room from the canvas, and gives it back."""
    view = desk.develop("coffee.png")
    height = view.canvas.height()
    suggest(desk, view)
    canvas, strip = view.canvas.geometry(), view.strip.geometry()
    assert not canvas.intersects(strip) and canvas.height() + strip.height() == height
    assert canvas.contains(view.canvas.photo_rect().toAlignedRect().translated(canvas.topLeft()))
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert view.canvas.height() == height


def test_enter_on_a_button_of_the_strip_is_that_button(desk, rater):
    """Who has tabbed to Leave does not take."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    view.strip.leave.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not view.suggestion.is_open and labels(view) == []


def test_a_screen_reader_knows_the_strip(desk, rater):
    """Names for everything that takes the focus, and the step in words."""
    view = desk.develop("coffee.png")
    suggest(desk, view)
    for widget in (view.strip.curve, view.strip.guide, view.panel.suggest.arrow):
        assert widget.accessibleName()
    assert "Step" in view.strip.curve.accessibleDescription()
    assert "Score" in view.strip.curve.accessibleDescription()


def test_closing_the_window_ends_the_search(desk, photos, rater):
    """At once, and the photo stays as it was."""
    view = desk.develop("coffee.png")
    files = hashes(photos)
    rater.hold(14)
    begin(desk, view, count=1)
    release = threading.Timer(0.2, rater.release)  # the step that is under way is waited for
    release.start()
    desk.close()
    release.join()
    assert hashes(photos) == files
