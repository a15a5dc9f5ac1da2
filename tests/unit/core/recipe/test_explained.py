"""Explained sliders on a photo's own edit: put on and taken off, nothing of it is lost."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.metrics import psnr_db
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, acting
from pieditor.core.recipe.explained import back_to_taste, put_on
from pieditor.core.render.look import Look
from pieditor.core.render.lut import identity_table
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody

TASTE = TasteUse(name="t", body=TasteBody.of_vector(np.ones(512, np.float32), "m"))


@st.composite
def stacks(draw, *, reach=0.3):
    """Some filters, each moved by at most a share of what its range has on either side."""
    recipe = Recipe()
    for filter_ in ALL_FILTERS:
        if draw(st.booleans()):
            values = {}
            for p in filter_.params:
                share = draw(st.floats(-reach, reach))
                end = p.maximum if share > 0 else p.minimum
                values[p.name] = round(p.default + abs(share) * (end - p.default), 3)
            recipe = recipe.with_filter(FilterSetting(name=filter_.name, values=values))
    return recipe.filters


def explained(fitted):
    return Recipe(taste=replace(TASTE, explained=fitted), filters=fitted)


def values_of(filters):
    return {(s.name, key): value for s in acting(filters) for key, value in s.values.items()}


@given(own=stacks(), fitted=stacks())
def test_back_to_the_taste_the_own_filters_are_what_they_were(own, fitted):
    """Put on and taken off again, to the last decimal that is kept."""
    back = back_to_taste(put_on(Recipe(taste=TASTE, filters=own), explained(fitted)))
    assert back.taste == TASTE and back.explained is None and back.remainder == 1
    before, after = values_of(own), values_of(back.filters)
    for key in before.keys() | after.keys():
        filter_ = next(f for f in ALL_FILTERS if f.name == key[0])
        default = filter_.defaults()[key[1]]
        assert after.get(key, default) == pytest.approx(before.get(key, default), abs=4e-6)


@given(fitted=stacks(reach=1.0), own=st.sampled_from(["none", "idle", "off"]))
def test_without_own_filters_the_sliders_are_those_fitted(fitted, own):
    """So that the photo looks as before to the bit; one that is off or idle counts as none."""
    filters = ()
    if own != "none":
        exposure = FilterSetting(
            name="exposure", values={"stops": 1.0 if own == "off" else 0.0}, is_on=own != "off"
        )
        filters = (exposure,)
    assert put_on(Recipe(taste=TASTE, filters=filters), explained(fitted)).filters == fitted


def test_own_filters_move_on_from_those_fitted():
    """Stops add up, slopes and gammas multiply, a strength counts, and ranges have their ends."""

    def exposure(stops, **how):
        return FilterSetting(name="exposure", values={"stops": stops}, **how)

    def gamma(value):
        return FilterSetting(name="gamma", values={"gamma": value})

    def both(own, fitted):
        edit = Recipe(taste=TASTE, filters=own)
        return [dict(s.values) for s in put_on(edit, explained(fitted)).filters]

    assert both((exposure(0.5), gamma(0.5)), (exposure(-0.2), gamma(1.5))) == [
        {"stops": 0.3}, {"gamma": 0.75},
    ]  # fmt: skip
    assert both((exposure(1.0, strength=0.5),), (exposure(0.25),)) == [{"stops": 0.75}]
    assert both((exposure(3.0),), (exposure(2.0),)) == [{"stops": 3.5}]
    assert both((exposure(0.5),), (gamma(2.0),)) == [{"stops": 0.5}, {"gamma": 2.0}]


def test_with_own_filters_the_photo_stays_near_what_it_was():
    """A filter that acted on the taste's render acts beside it now; that is seen hardly."""
    rng = np.random.default_rng(4)
    photo = rng.integers(20, 200, (60, 80, 3)).astype(np.uint8)
    table = identity_table(17)
    look = Look.of((0.08 * table * (1 - table)).astype(np.float32))
    fitted = (FilterSetting(name="gamma", values={"gamma": 0.95}),)
    own = (FilterSetting(name="exposure", values={"stops": -0.4}),)
    edit = Recipe(taste=TASTE, filters=own)
    before = render(photo, edit, look) / 255
    after = render(photo, put_on(edit, explained(fitted)), look) / 255
    without = render(photo, explained(fitted), look) / 255
    assert psnr_db(before, after) > 38 > 25 > psnr_db(before, without)


@given(fitted=stacks())
def test_a_filter_that_was_switched_off_stays_off_in_the_photo(fitted):
    """Back to the taste, what was taken from it is taken from it still."""
    off = tuple(FilterSetting(name=s.name, values=s.values, is_on=False) for s in fitted)
    back = back_to_taste(Recipe(taste=replace(TASTE, explained=fitted), filters=off))
    again = put_on(back, explained(fitted))
    for setting in again.filters:
        filter_ = next(f for f in ALL_FILTERS if f.name == setting.name)
        for p in filter_.params:
            gone = min(max(setting.values[p.name], p.minimum), p.maximum)
            # Of a filter that only goes one way nothing can be taken.
            is_one_way = p.minimum == p.default
            assert is_one_way or gone == pytest.approx(p.default, abs=0.1 * (p.maximum - p.minimum))


def test_what_is_not_explained_stays_as_it_is():
    """There is nothing to take off."""
    recipe = Recipe(taste=TASTE, filters=(FilterSetting(name="gamma", values={"gamma": 2.0}),))
    assert back_to_taste(recipe) is recipe
