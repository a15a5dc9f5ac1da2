"""What a search shows, without a window: which step is looked at, whatever comes and is chosen."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.taste import TasteBody
from pieditor.gui.develop.suggest.guides import guiding_taste
from pieditor.gui.develop.suggest.state import SuggestState
from pieditor.services.develop.suggest import GuideKind, SuggestedStep
from pieditor.services.tastes.taste import Taste

KEPT = Recipe()
BEGIN = SuggestState(photo=Path("a.jpg"), guide=GuideKind.AESTHETIC, kept=KEPT, most_steps=20)
PICTURE = np.zeros((1, 1, 3), np.uint8)


def step(number, score, *, is_answer=False, stops=0.0):
    recipe = KEPT
    if stops:
        recipe = recipe.with_filter(FilterSetting(name="exposure", values={"stops": stops}))
    return SuggestedStep(
        number=number, score=score, recipe=recipe, picture=PICTURE, is_answer=is_answer
    )


def played(scores):
    """A search that has shown these, each better one an answer, all but the first changing."""
    state, best = BEGIN, -1.0
    for number, score in enumerate(scores):
        state = state.with_step(
            step(number, score, is_answer=score > best or not number, stops=0.1 * number)
        )
        best = max(best, score)
    return state


@given(
    events=st.lists(st.one_of(st.just("step"), st.just("end"), st.integers(-3, 30)), max_size=40)
)
def test_what_is_shown_is_always_a_step_that_there_is(events):
    """Through any order of steps, choices and the end; the newest is followed only while asked."""
    state = BEGIN
    for event in events:
        before = state
        if event == "step" and state.is_running:
            state = state.with_step(step(len(state.steps), 5.0, is_answer=not state.steps))
            followed = state.shown == len(state.steps) - 1
            assert followed if before.is_following else state.shown == before.shown
        elif event == "end":
            state = state.ended()
            assert not state.is_running and not state.is_following
        elif isinstance(event, int):
            state = state.chosen(event)
        assert (state.step is None) == (not state.steps)
        if state.steps:
            assert state.step is state.steps[state.shown]


def test_at_the_end_the_answer_is_shown_unless_another_was_chosen():
    """Also when the best came in the middle."""
    state = played([5, 6, 8, 7])
    assert state.ended().step is state.steps[2] is state.best
    assert state.chosen(1).ended().step is state.steps[1]
    assert state.chosen(3).ended().shown == 2, "at the newest one it is followed again"
    assert state.ended().most_steps == 3 and BEGIN.ended().most_steps == 1


def test_nothing_found_is_told_from_steps_that_go_too_far():
    """The answer may be the photo as it was, with or without better scores after it."""
    assert not played([5, 6]).ended().has_found_nothing
    assert not played([5, 4]).has_found_nothing, "more may come"
    nothing = played([5, 4]).ended()
    assert nothing.has_found_nothing and not nothing.goes_too_far
    far = BEGIN.with_step(step(0, 5, is_answer=True)).with_step(step(1, 7, stops=2.0)).ended()
    assert far.has_found_nothing and far.goes_too_far


@pytest.mark.parametrize(("stops", "is_kept"), [(0.0, True), (1.0, False)])
def test_a_step_may_be_what_the_photo_has(stops, is_kept):
    """Then there is nothing to take; filters that are idle make no difference."""
    idle = FilterSetting(name="gamma", values={"gamma": 1.0})
    state = replace(BEGIN, kept=Recipe(filters=(idle,)))
    assert state.is_kept(step(0, 5.0, stops=stops)) is is_kept
    use = TasteUse(name="t", body=TasteBody.of_vector(np.zeros(512, np.float32), "m"))
    assert not replace(BEGIN, kept=Recipe(taste=use)).is_kept(step(0, 5.0))


def test_the_photos_taste_guides_then_the_last_one_then_any():
    """The photo's at full strength; None only where there is no taste at all."""

    def taste(name):
        vector = np.full(512, 0.1, np.float32)
        body = TasteBody.of_vector(vector, "m")
        return Taste(name=name, body=body, num_favourites=9, created="")

    tastes = [taste("Evening"), taste("Morning")]
    own = TasteUse(
        name="Own", body=TasteBody.of_vector(np.zeros(512, np.float32), "m"), strength=0.3
    )
    guiding = guiding_taste(own, "Morning", tastes)
    assert guiding.name == "Own" and guiding.strength == 1
    assert guiding_taste(None, "Morning", tastes).name == "Morning"
    assert guiding_taste(None, "gone", tastes).name == "Evening"
    assert guiding_taste(None, "gone", []) is None
