"""Copied settings: only what was chosen arrives, everything else stays."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, acting
from pieditor.core.recipe.parts import (
    PARTS,
    TASTE_PART,
    CopiedSettings,
    changed_parts,
    parts_in_use,
    paste,
    reset,
)
from pieditor.core.taste import TasteBody


@st.composite
def stacks(draw):
    """Some filters, each moved."""
    recipe = Recipe()
    for filter_ in ALL_FILTERS:
        if draw(st.booleans()):
            param = filter_.params[0]
            low = param.minimum + param.step
            value = draw(st.sampled_from([low, param.default, param.maximum]))
            values = filter_.defaults() | {param.name: value}
            recipe = recipe.with_filter(FilterSetting(name=filter_.name, values=values))
    return recipe.filters


@st.composite
def recipes(draw):
    """Some filters, and perhaps a taste, perhaps one for which some of them stand."""
    filters, fitted = draw(stacks()), draw(st.none() | stacks())
    if draw(st.booleans()):
        vector = np.full(512, draw(st.floats(0, 1, width=32)), np.float32)
        use = TasteUse(name="t", body=TasteBody.of_vector(vector, "m"))
        remainder = 1.0 if fitted is None else draw(st.sampled_from([0.0, 0.5, 1.0]))
        use = replace(use, explained=fitted, remainder=remainder)
        return Recipe(taste=use, filters=filters)
    return Recipe(filters=filters)


def part_of(recipe, part):
    if part == TASTE_PART:  # without the fitted sliders, which are parts of their own
        return recipe.taste and replace(recipe.taste, explained=None, remainder=1.0)
    return next((s for s in recipe.filters if s.name == part), None)


@given(source=recipes(), onto=recipes(), parts=st.sets(st.sampled_from(PARTS)))
def test_chosen_parts_are_the_sources_and_the_others_their_own(source, onto, parts):
    """Also where the source has nothing: what was chosen and is not there is taken out."""
    pasted = paste(CopiedSettings(recipe=source, parts=frozenset(parts)), onto)
    for part in PARTS:
        assert part_of(pasted, part) == part_of(source if part in parts else onto, part)
    order = [f.name for f in ALL_FILTERS]
    names = [s.name for s in pasted.filters]
    assert names == sorted(names, key=order.index)


@given(recipe=recipes())
def test_what_is_in_use_is_what_acts(recipe):
    """A filter at its defaults is not offered for pasting."""
    used = {s.name for s in (*acting(recipe.filters), *(recipe.explained or ()))}
    assert parts_in_use(recipe) - {TASTE_PART} == used
    assert (TASTE_PART in parts_in_use(recipe)) == (recipe.taste is not None)


@given(before=recipes(), after=recipes())
def test_pasting_what_changed_makes_the_same_change(before, after):
    """What was touched, given to another copy of the photo, makes the photos alike."""
    parts = changed_parts(before, after)
    pasted = paste(CopiedSettings(recipe=after, parts=parts), before)
    assert changed_parts(pasted, after) == frozenset()


@given(source=recipes(), onto=recipes())
def test_all_that_is_in_use_makes_the_same_photo(source, onto):
    """Pasted onto an untouched photo, an explained taste keeps its sliders and its remainder."""
    pasted = paste(CopiedSettings(recipe=source, parts=parts_in_use(source)), Recipe())
    assert (pasted.taste, pasted.explained, pasted.remainder) == (
        source.taste, source.explained, source.remainder,
    )  # fmt: skip
    assert acting(pasted.filters) == acting(source.filters)
    everything = paste(CopiedSettings(recipe=source, parts=frozenset(PARTS)), onto)
    assert everything == source


@given(source=recipes(), onto=recipes())
def test_a_taste_pasted_alone_leaves_what_was_done_by_hand(source, onto):
    """An explained photo gets the other taste and keeps what was changed since it was explained."""
    pasted = paste(CopiedSettings(recipe=source, parts=frozenset({TASTE_PART})), onto)
    assert pasted.filters == onto.filters
    if source.taste is None:
        assert pasted.taste is None
        return
    assert source.taste.has_same_taste(pasted.taste)
    if onto.explained:
        assert pasted.explained == onto.explained
    elif source.explained:
        assert pasted.explained is None and pasted.remainder == 1


@given(recipe=recipes())
def test_nothing_is_left_after_a_reset(recipe):
    """The photo as it is."""
    assert reset(recipe).changes_nothing
