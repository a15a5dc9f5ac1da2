"""Looks as sliders: what sliders made is found again, what they cannot make is left, and said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pieditor.core.color import rgb_to_lab
from pieditor.core.errors import Cancelled
from pieditor.core.explain import (
    fit_sliders,
    mean_change,
    pair_colors,
    pool_pairs,
    share_carried,
)
from pieditor.core.explain.colors import MOST_COLORS
from pieditor.core.explain.objective import chroma_left
from pieditor.core.explain.sliders import (
    CONTROLS,
    DEFAULTS,
    MAXIMA,
    MINIMA,
    PARAMS,
    apply_sliders,
    lab_derivatives,
    to_settings,
)
from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME
from pieditor.core.gradient import Traced, gradients
from pieditor.core.recipe import FilterSetting, Recipe, read_recipe, write_recipe
from pieditor.core.render.lut import apply_table, identity_table
from pieditor.core.render.steps import apply_filters
from tests.property.strategies import photos


def palette(seed: int = 0, num_colors: int = 300):
    """Colours as photographs have them: many near grey, some strong, dark ones and light ones."""
    rng = np.random.default_rng(seed)
    light = rng.uniform(0.02, 0.98, (num_colors, 1))
    spread = rng.exponential(0.12, (num_colors, 1))
    return np.clip(light + spread * rng.normal(size=(num_colors, 3)), 0, 1)


def shown(filters, colors):
    return np.clip(apply_filters(filters, colors), 0, 1)


def setting(name, **values):
    return FilterSetting(name=name, values=FILTERS_BY_NAME[name].defaults() | values)


def smooth_look(seed: int, size: float):
    """A table that no slider made."""
    coarse = np.random.default_rng(seed).normal(0, size, (4, 4, 4, 3)).astype(np.float32)
    residual = apply_table(coarse, identity_table(17))
    return lambda colors: np.clip(colors + apply_table(residual, colors.astype(np.float32)), 0, 1)


@pytest.mark.parametrize(
    "made",
    [
        setting("exposure", stops=0.7),
        setting("exposure", stops=-1.2),
        setting("gamma", gamma=0.8),
        setting("white_balance", temperature=0.4),
        setting("white_balance", tint=-0.3),
        setting("saturation", saturation=-0.5),
        setting("contrast", contrast=0.45),
        setting("contrast", contrast=-0.4),
    ],
    ids=lambda s: f"{s.name} {[v for v in s.values.values() if v not in (0, 1)]}",
)
def test_one_slider_is_found_again_alone(made):
    """What one slider did is explained by that slider, at its value, and no other."""
    before = palette()
    found = fit_sliders(pair_colors(before, shown([made], before)))
    assert [s.name for s in found] == [made.name]
    for param in FILTERS_BY_NAME[made.name].params:
        assert found[0].values[param.name] == pytest.approx(
            made.values[param.name], abs=2 * param.step + 1e-9
        )


@st.composite
def mild_chains(draw):
    """All filters but black & white, each within a third of its range."""
    filters = [f for f in ALL_FILTERS if f.name != "black_white"]
    return tuple(
        FilterSetting(
            name=f.name,
            values={
                p.name: p.default
                + draw(st.floats(0, 0.33))
                * (draw(st.sampled_from([p.minimum, p.maximum])) - p.default)
                for p in f.params
            },
        )
        for f in filters
        if draw(st.booleans())
    )


@settings(max_examples=8)
@given(made=mild_chains(), seed=st.integers(0, 5))
def test_what_sliders_made_sliders_explain(made, seed):
    """Nine tenths of any moderate stack of filters come back, though not filter by filter.

    And all but what is hardly seen of a slight one.
    """
    before = palette(seed)
    after = shown(made, before)
    found = fit_sliders(pair_colors(before, after))
    left = mean_change(shown(found, before), after)
    assert left <= 0.1 * mean_change(before, after) + 0.3


@settings(max_examples=8)
@given(seed=st.integers(0, 1000), size=st.floats(0, 0.3))
def test_any_look_is_explained_by_valid_readable_sliders(seed, size):
    """Values lie on the sliders' steps within their ranges; the photo never ends farther away."""
    before = palette(seed)
    after = smooth_look(seed, size)(before)
    found = fit_sliders(pair_colors(before, after))
    for chosen in found:
        for param in FILTERS_BY_NAME[chosen.name].params:
            value = chosen.values[param.name]
            assert param.minimum <= value <= param.maximum
            steps = (value - param.default) / param.step
            assert abs(steps - round(steps)) < 1e-3 or value in (param.minimum, param.maximum)
        assert not chosen.changes_nothing
    assert mean_change(shown(found, before), after) <= mean_change(before, after) + 1e-9
    assert read_recipe(write_recipe(Recipe(filters=found)), "r").filters == found


@given(photo=photos())
@settings(max_examples=15)
def test_no_change_needs_no_slider(photo):
    """A photo in its own look, whatever its colours, has nothing to explain."""
    assert fit_sliders(pair_colors(photo, photo)) == ()
    assert share_carried(photo, photo, photo) == 1


STRANGE = {
    "inverted": lambda colors: 1 - colors,
    "channels swapped": lambda colors: colors[..., [2, 0, 1]],
    "all one colour": lambda colors: np.full_like(colors, 0.37),
    "all white": np.ones_like,
    "all black": np.zeros_like,
    "two levels": np.round,
}


@pytest.mark.parametrize("look", STRANGE)
@settings(max_examples=4)
@given(photo=photos())
def test_what_no_slider_can_do_ends_in_sliders_too(look, photo):
    """However few the colours and however strange the look: no error, and never farther away."""
    after = STRANGE[look](photo)
    found = fit_sliders(pair_colors(photo, after))
    assert np.isfinite(apply_filters(found, photo)).all()
    # A cell of colours is fitted as one, so a pixel may end a little farther than it was.
    assert mean_change(shown(found, photo), after) <= mean_change(photo, after) + 1


@pytest.mark.parametrize("toning", [None, setting("color_curve", blue1=0.9, blue8=1.1, red2=1.1)])
def test_black_and_white_is_said_by_its_slider(toning):
    """A picture without colours, toned or not, is black & white and not a hundred small things."""
    before = palette()
    made = [setting("black_white", amount=1.0), *([toning] if toning else [])]
    after = shown(made, before)
    found = {s.name: s for s in fit_sliders(pair_colors(before, after))}
    assert found["black_white"].values["amount"] == 1 and "saturation" not in found
    assert share_carried(before, shown(found.values(), before), after) >= 0.95


def test_a_grey_photo_keeps_its_colour_sliders_at_rest():
    """Where there is no colour, brighter is brighter and nothing else."""
    before = np.repeat(np.linspace(0.05, 0.9, 40)[:, None], 3, axis=1)
    brighter = setting("exposure", stops=0.5)
    assert fit_sliders(pair_colors(before, shown([brighter], before))) == (brighter,)


def test_colour_is_not_taken_for_black_and_white():
    """A look that fades colours by half is no black & white."""
    before = palette()
    after = shown([setting("saturation", saturation=-0.5)], before)
    pairs = pair_colors(before, after)
    assert 0.4 < chroma_left(pairs) < 0.6
    assert "black_white" not in [s.name for s in fit_sliders(pairs)]


def test_the_same_colours_give_the_same_sliders():
    """Twice the same, and whatever the size of the photo that has them."""
    before = palette()
    after = smooth_look(3, 0.1)(before)
    first = fit_sliders(pair_colors(before, after))
    assert first and fit_sliders(pair_colors(before, after)) == first
    twice = [np.concatenate([colors, colors]) for colors in (before, after)]
    again = fit_sliders(pair_colors(*twice))
    assert share_carried(before, shown(again, before), after) == pytest.approx(
        share_carried(before, shown(first, before), after), abs=0.01
    )


def test_asking_to_stop_stops():
    """Within a step of the fit, with no answer."""
    before = palette()
    pairs = pair_colors(before, smooth_look(1, 0.2)(before))
    asked = []

    def is_cancelled() -> bool:
        asked.append(True)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        fit_sliders(pairs, is_cancelled)
    assert len(asked) == 3


@pytest.mark.parametrize("seed", range(6))
def test_derivatives_are_those_of_the_formulas(seed):
    """Our chained differences agree with the chain rule run through the same filters."""
    rng = np.random.default_rng(seed)
    # A third of the way to either end; colours not so strong that the chain clips them. Corners,
    # where derivatives jump, are met by chance with a probability of nearly nothing.
    ends = np.where(rng.uniform(size=len(PARAMS)) < 0.5, MINIMA, MAXIMA)
    vector = DEFAULTS + rng.uniform(0.05, 0.35, len(PARAMS)) * (ends - DEFAULTS)
    colors = rng.uniform(0.2, 0.7, (6, 3))
    lab, derivatives = lab_derivatives(colors, vector, np.ones(len(PARAMS), np.bool_))
    traced = [Traced(np.asarray(v)) for v in vector]
    result, at = Traced(colors), 0
    for filter_ in ALL_FILTERS:
        values = {p.name: traced[at + i] for i, p in enumerate(filter_.params)}
        result, at = filter_.apply(result, values), at + len(filter_.params)
    inside = ((result.value > 0) & (result.value < 1)).all(-1)
    assert inside.any()
    result = rgb_to_lab(result)
    np.testing.assert_allclose(lab[inside], result.value[inside], atol=1e-9)
    for i in np.flatnonzero(inside):
        for c in range(3):
            one = np.zeros_like(result.value)
            one[i, c] = 1
            expected = np.array([float(g) for g in gradients(result, one, traced)])
            np.testing.assert_allclose(derivatives[i, c], expected, rtol=2e-3, atol=2e-2)


def test_sliders_at_rest_have_no_columns():
    """Only the free sliders are differentiated."""
    is_free = np.zeros(len(PARAMS), np.bool_)
    is_free[[0, 20]] = True
    _, derivatives = lab_derivatives(palette(), DEFAULTS, is_free)
    assert (derivatives[:, :, ~is_free] == 0).all()
    assert (np.abs(derivatives[:, :, is_free]).max((0, 1)) > 0).all()


def test_a_vector_is_the_chain():
    """Vector and recipe mean the same; every slider belongs to one control."""
    rng = np.random.default_rng(0)
    vector = MINIMA + rng.uniform(0.3, 0.7, len(PARAMS)) * (MAXIMA - MINIMA)
    colors = palette()
    by_recipe = apply_filters(to_settings(vector), colors)
    np.testing.assert_array_equal(apply_sliders(colors, vector), by_recipe)
    assert to_settings(DEFAULTS) == ()
    owned = np.sort(np.concatenate([control.indices for control in CONTROLS]))
    np.testing.assert_array_equal(owned, np.arange(len(PARAMS)))


@given(photo=photos(), seed=st.integers(0, 100))
@settings(max_examples=25)
def test_colours_stand_for_the_photo(photo, seed):
    """Weights sum to one and keep both pictures' mean colours."""
    after = np.random.default_rng(seed).uniform(0, 1, photo.shape)
    pairs = pair_colors(photo, after)
    assert pairs.weight.sum() == pytest.approx(1) and (pairs.weight > 0).all()
    for colors, picture in ((pairs.before, photo), (pairs.after, after)):
        np.testing.assert_allclose(pairs.weight @ colors, picture.mean((0, 1)), atol=1e-9)


def test_a_rainbow_has_a_limited_number_of_colours():
    """However many colours a photo has, the fit takes no longer."""
    noise = np.random.default_rng(0).uniform(0, 1, (300, 300, 3))
    pairs = pair_colors(noise, noise)
    assert 200 < len(pairs.weight) <= MOST_COLORS


def test_a_small_patch_of_colour_is_kept():
    """One red pixel in a thousand grey ones keeps its red and its weight."""
    before = np.full((1000, 3), 0.5)
    before[0] = 0.9, 0.1, 0.1
    pairs = pair_colors(before, before)
    at = pairs.before[:, 0].argmax()
    np.testing.assert_allclose(pairs.before[at], [0.9, 0.1, 0.1])
    assert pairs.weight[at] == pytest.approx(0.001)


def test_every_photo_of_a_shoot_counts_the_same():
    """One with a thousand colours weighs as much as one with a single one."""
    many = palette(1, 1000)
    one = np.full((1, 3), 0.999)
    pooled = pool_pairs([pair_colors(many, many), pair_colors(one, one)])
    assert pooled.weight.sum() == pytest.approx(1)
    expected = (many.mean(0) + one[0]) / 2
    np.testing.assert_allclose(pooled.weight @ pooled.before, expected, atol=1e-9)


def test_a_shoot_is_served_by_what_its_photos_share():
    """Photos darkened alike share their slider; one look that differs moves it a little."""
    darker, warmer = setting("exposure", stops=-0.8), setting("white_balance", temperature=0.3)
    shots = [palette(seed) for seed in range(4)]
    pairs = [pair_colors(shot, shown([darker], shot)) for shot in shots]
    assert fit_sliders(pool_pairs(pairs)) == (darker,)
    pairs[3] = pair_colors(shots[3], shown([darker, warmer], shots[3]))
    found = {s.name: s for s in fit_sliders(pool_pairs(pairs))}
    assert found["exposure"].values["stops"] == pytest.approx(-0.8, abs=0.1)


def test_the_share_is_that_of_the_distance():
    """All, half and none of a change; less than can be seen has nothing to explain."""
    before, after = np.full((3, 3, 3), 0.3), np.full((3, 3, 3), 0.6)
    whole = mean_change(before, after)
    assert share_carried(before, after, after) == 1
    assert share_carried(before, before, after) == 0
    assert share_carried(before, 1 - before, before) == 1, "nothing was to be changed"
    half = np.full((3, 3, 3), 0.449)
    expected = 1 - mean_change(half, after) / whole
    assert share_carried(before, half, after) == pytest.approx(expected) and 0.4 < expected < 0.6
    assert share_carried(before, np.zeros((3, 3, 3)), before + 0.01) in (0, 1)


def test_pairs_may_disagree():
    """One colour that a look sends to two places, as a field does, is met half-way."""
    before = np.full((2, 3), 0.4)
    after = np.stack([np.full(3, 0.5), np.full(3, 0.6)])
    pairs = pair_colors(before, after)
    np.testing.assert_allclose(pairs.after, [[0.55, 0.55, 0.55]])
