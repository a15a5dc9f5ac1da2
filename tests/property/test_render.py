"""The renderer: what the screen shows and what is exported, at any size and depth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from skimage import data as photographs

from pieditor.core.errors import Cancelled
from pieditor.core.filters import ALL_FILTERS
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.render import render as renderer
from pieditor.core.render.field import Place
from pieditor.core.render.look import Look
from pieditor.core.render.lut import apply_baked, apply_table, identity_table
from pieditor.core.render.render import Prepared, render
from pieditor.core.render.steps import apply_filters, bake_recipe, look_table
from pieditor.core.taste import TasteBody
from tests.property.strategies import settings_of

DEPTHS = {"uint8": 255, "uint16": 65535, "float32": 1}


def some_pixels(dtype: str = "uint8", height: int = 60, width: int = 50):
    """Half a real photograph, half noise over all colours."""
    photo = photographs.astronaut()[:: 512 // height, :: 512 // width][:height, :width] / 255
    noise = np.random.default_rng(0).uniform(0, 1, photo.shape)
    both = np.concatenate([photo, noise])
    return both.astype("float32") if dtype == "float32" else np.round(both * DEPTHS[dtype]).astype(dtype)  # fmt: skip  # noqa: E501


def unit(pixels):
    """Pixels of any depth as float64 in [0, 1]."""
    return pixels.astype(np.float64) / DEPTHS[str(pixels.dtype)]


def analytic(pixels, recipe):
    """The chain by its formulas in double precision, clipped once at the end."""
    return np.clip(apply_filters(recipe.filters, unit(pixels)), 0, 1)


def taste(strength: float = 1.0) -> TasteUse:
    return TasteUse(
        name="t", body=TasteBody.of_vector(np.ones(512, np.float32), "m"), strength=strength
    )


def some_look(seed: int = 0, field: bool = False, nodes: int = 17) -> Look:
    """A smooth look of strong colours, as a model predicts it."""
    generator = np.random.default_rng(seed)
    coarse = generator.normal(0, 0.12, (4, 4, 4, 3)).astype(np.float32)
    residual = apply_table(coarse, identity_table(nodes))
    matrices = generator.normal(0, 0.05, (3, 4, 3, 4)).astype(np.float32) if field else None
    return Look.of(residual, field=matrices)


def warm() -> Recipe:
    return Recipe(filters=(FilterSetting(name="exposure", values={"stops": 0.4}),))


@pytest.mark.parametrize("filter_", ALL_FILTERS, ids=lambda f: f.name)
@settings(max_examples=10)
@given(data=st.data())
def test_baked_equals_analytic(filter_, data):
    """Every filter at any setting: 99.9 % of 8-bit values within two levels, 98.5 % within one."""
    # One level nearly everywhere; two where a curve's slope jumps from 0.5 to 2 between nodes.
    values = data.draw(settings_of(filter_))
    recipe = Recipe(filters=(FilterSetting(name=filter_.name, values=values),))
    pixels = some_pixels()
    difference = np.abs(render(pixels, recipe) - np.round(analytic(pixels, recipe) * 255))
    assert (difference <= 1).mean() >= 0.985 and (difference <= 2).mean() >= 0.999


@st.composite
def moderate_chains(draw) -> Recipe:
    """All eight filters, each within half of its range."""
    return Recipe(
        filters=tuple(
            FilterSetting(
                name=f.name,
                values={
                    p.name: p.default
                    + draw(st.floats(0, 0.5)) * (draw(st.sampled_from([p.minimum, p.maximum])) - p.default)  # noqa: E501
                    for p in f.params
                },
            )
            for f in ALL_FILTERS
        )
    )  # fmt: skip


@settings(max_examples=10)
@given(recipe=moderate_chains())
def test_a_baked_chain_equals_the_analytic_one(recipe):
    """All eight at once, half-way up their ranges: still 99.9 % within one level."""
    pixels = some_pixels()
    difference = np.abs(render(pixels, recipe) - np.round(analytic(pixels, recipe) * 255))
    assert (difference <= 1).mean() >= 0.999


@pytest.mark.parametrize("dtype", ["uint16", "float32"])
@settings(max_examples=8)
@given(recipe=moderate_chains())
def test_deep_pictures_are_rendered_deeply(dtype, recipe):
    """16 bits and floats follow the formula too, finer than 8 bits could."""
    pixels = some_pixels(dtype)
    result = render(pixels, recipe)
    assert result.dtype == pixels.dtype
    difference = np.abs(unit(result) - analytic(pixels, recipe))
    assert (difference <= 1 / 255).mean() >= 0.999
    assert np.median(difference) <= 0.25 / 255


@pytest.mark.parametrize("dtype", DEPTHS)
def test_where_colours_clip_before_they_fade(dtype):
    """The worst chain known: brightened until channels clip, then faded, within one cell.

    An edge inside a cell of the table costs two levels at most, and 0.5 % of the values more than
    one. A table of 97 nodes an axis would hold one level here, for three times the baking.
    """
    changed = {
        "exposure": {"stops": 0.65625}, "gamma": {"gamma": 2.0},
        "white_balance": {"temperature": 0.0, "tint": -0.5}, "saturation": {"saturation": -0.5},
    }  # fmt: skip
    recipe = Recipe(filters=tuple(FilterSetting(name=n, values=v) for n, v in changed.items()))
    pixels = some_pixels(dtype)
    difference = np.abs(unit(render(pixels, recipe)) - analytic(pixels, recipe)) * 255
    assert difference.max() <= 2
    assert (difference <= 1).mean() >= 0.995


@pytest.mark.parametrize("dtype", DEPTHS)
def test_depths_agree(dtype):
    """One photo in 8 bits, 16 bits and float is the same picture in the same look."""
    recipe, look = Recipe(taste=taste()), some_look()
    eight = some_pixels("uint8")
    deep = eight if dtype == "uint8" else np.asarray(unit(eight) * DEPTHS[dtype], dtype)
    as_8 = np.round(unit(render(deep, recipe, look)) * 255)
    assert np.abs(as_8 - render(eight, recipe, look)).max() <= 1


@pytest.mark.parametrize("dtype", DEPTHS)
def test_the_original_is_never_written(dtype):
    """Rendering leaves its input alone and answers with a new array, even for nothing to do."""
    pixels = some_pixels(dtype)
    before = pixels.copy()
    for recipe, look in ((Recipe(), None), (warm(), None), (Recipe(taste=taste()), some_look())):
        result = render(pixels, recipe, look)
        np.testing.assert_array_equal(pixels, before)
        assert result.shape == pixels.shape and not np.shares_memory(result, pixels)
    pixels.setflags(write=False)
    render(pixels, warm())


@pytest.mark.parametrize("dtype", DEPTHS)
def test_an_empty_recipe_is_the_photo(dtype):
    """To the bit."""
    pixels = some_pixels(dtype)
    np.testing.assert_array_equal(render(pixels, Recipe()), pixels)


@pytest.mark.parametrize("field", [False, True])
@pytest.mark.parametrize("dtype", DEPTHS)
def test_strength_zero_is_the_photo(dtype, field):
    """A taste at strength 0 changes nothing, alone or before filters."""
    pixels, look = some_pixels(dtype), some_look(field=field)
    nothing = Recipe(taste=taste(0.0))
    np.testing.assert_array_equal(render(pixels, nothing, look), pixels)
    np.testing.assert_array_equal(render(pixels, nothing), pixels)
    with_filter = Recipe(taste=taste(0.0), filters=warm().filters)
    np.testing.assert_array_equal(render(pixels, with_filter, look), render(pixels, warm()))
    np.testing.assert_array_equal(render(pixels, with_filter), render(pixels, warm()))


@settings(max_examples=12)
@given(strength=st.floats(0, 1.5), seed=st.integers(0, 50))
def test_strength_scales_the_look(strength, seed):
    """At strength s the photo moves s times as far as at 1, from 0 to 1.5."""
    pixels, look = some_pixels("float32"), some_look(seed)
    expected = pixels + np.float32(strength) * apply_table(look.layers[0].residual, pixels)
    result = render(pixels, Recipe(taste=taste(strength)), look)
    difference = np.abs(result - np.clip(expected, 0, 1))
    # Tetrahedra of the baked table against cubes of the look's own.
    assert np.quantile(difference, 0.99) <= 2 / 255 and difference.max() <= 6 / 255


def test_the_remainder_scales_the_look_too():
    """Strength 1 with half a remainder is strength a half."""
    pixels, look = some_pixels(), some_look()
    half = render(pixels, Recipe(taste=taste(0.5)), look)
    np.testing.assert_array_equal(
        render(pixels, Recipe(taste=replace(taste(), remainder=0.5)), look), half
    )
    np.testing.assert_array_equal(
        render(pixels, Recipe(taste=replace(taste(), remainder=0.0)), None), pixels
    )


@settings(max_examples=10)
@given(data=st.data(), amount=st.floats(0, 1))
def test_a_filter_at_half_strength_is_half_way(data, amount):
    """A filter's own strength mixes the photo with the filtered one; off is off."""
    filter_ = data.draw(st.sampled_from(ALL_FILTERS))
    values = data.draw(settings_of(filter_))
    pixels = some_pixels("float32").astype(np.float64)
    mixed = apply_filters(
        [FilterSetting(name=filter_.name, values=values, strength=amount)], pixels
    )
    full = filter_.apply(pixels, values)
    np.testing.assert_allclose(mixed, pixels + amount * (full - pixels), atol=1e-9)
    off = FilterSetting(name=filter_.name, values=values, is_on=False)
    np.testing.assert_array_equal(apply_filters([off], pixels), pixels)


@pytest.mark.parametrize("field", [False, True])
@pytest.mark.parametrize("dtype", DEPTHS)
def test_tiles_equal_the_whole(monkeypatch, dtype, field):
    """However a photo is cut into rows, the bytes are the same."""
    pixels, look = some_pixels(dtype), some_look(field=field)
    recipe = Recipe(taste=taste(), filters=warm().filters)
    whole = render(pixels, recipe, look)
    for rows in (1, 7, 119):
        monkeypatch.setattr(renderer, "ROWS_PER_TILE", rows)
        np.testing.assert_array_equal(render(pixels, recipe, look), whole)


def test_the_same_twice_is_the_same_bytes():
    """Same input, recipe and version: same bytes."""
    pixels, look, recipe = some_pixels(), some_look(field=True), Recipe(taste=taste(1.3))
    np.testing.assert_array_equal(render(pixels, recipe, look), render(pixels, recipe, look))


def test_the_field_comes_before_the_table():
    """What differs across the photo is done first, then the colours everywhere alike."""
    from pieditor.core.render.field import apply_field

    pixels, look = some_pixels("float32"), some_look(field=True)
    moved = np.clip(apply_field(look.field, pixels), 0, 1)
    expected = render(moved, Recipe(taste=taste()), Look.of(look.layers[0].residual))
    np.testing.assert_allclose(render(pixels, Recipe(taste=taste()), look), expected, atol=1e-6)


def test_a_table_for_other_programs_leaves_the_field_out():
    """One table holds for a whole photo; what differs across it cannot be in it."""
    look, recipe = some_look(field=True), Recipe(taste=taste())
    alone = look_table(recipe, Look.of(look.layers[0].residual), 9)
    np.testing.assert_array_equal(look_table(recipe, look, 9), alone)


def test_the_compiled_library_follows_the_reference():
    """OpenColorIO's tetrahedra and NumPy's cubes agree on the baked table, and on its order."""
    recipe, look = Recipe(taste=taste(), filters=warm().filters), some_look()
    pixels = some_pixels("float32")
    reference = np.clip(apply_baked(bake_recipe(recipe, look), pixels), 0, 1)
    difference = np.abs(render(pixels, recipe, look) - reference)
    assert difference.max() <= 1 / 255


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 900, 3), (900, 1, 3), (513, 2, 3)])
def test_any_shape_is_rendered(shape):
    """One pixel, a line, a column, a tile and a row."""
    pixels = np.full(shape, 100, np.uint8)
    result = render(pixels, warm())
    assert result.shape == shape and (result == result[0, 0]).all() and result[0, 0, 0] > 100


def test_views_are_rendered_as_their_copies():
    """A mirrored or cropped view needs no copy first."""
    pixels = some_pixels()
    for view in (pixels[::-1], pixels[:, ::-1], pixels[3:9, 4:20], pixels.transpose(1, 0, 2)):
        np.testing.assert_array_equal(render(view, warm()), render(view.copy(order="C"), warm()))


@given(value=st.floats(-(2.0**100), 2.0**100, width=32))
@settings(max_examples=10)
def test_floats_outside_the_range_stay_finite(value):
    """Over-bright floats end at white, negative ones at black or near it."""
    pixels = np.full((2, 2, 3), value, np.float32)
    result = render(pixels, Recipe(taste=taste()), some_look())
    assert np.isfinite(result).all() and result.min() >= 0 and result.max() <= 1


def test_a_taste_needs_its_look():
    """Forgetting to predict is our mistake, not a picture without the taste."""
    with pytest.raises(ValueError, match="needs the look"):
        render(some_pixels(), Recipe(taste=taste()))


def test_cancelling_stops_between_tiles():
    """Nothing is answered when the caller has lost interest."""
    asked = []

    def is_cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(Cancelled):
        render(np.zeros((2000, 4, 3), np.uint8), warm(), is_cancelled=is_cancelled)
    assert len(asked) == 2


def test_the_table_for_other_programs_is_the_same_look():
    """A .cube of the recipe, applied by anyone, gives what render gives."""
    recipe, look = Recipe(taste=taste(0.8), filters=warm().filters), some_look()
    pixels = some_pixels("float32")
    by_table = apply_table(look_table(recipe, look, 65), pixels)
    difference = np.abs(by_table - render(pixels, recipe, look))
    assert np.quantile(difference, 0.99) <= 2 / 255


@settings(max_examples=10)
@given(recipe=moderate_chains())
def test_a_preview_of_fewer_nodes_is_told_from_the_export_by_nobody(recipe):
    """33 nodes, a tenth of the time to bake: on average within a level of 65, 99 % within four."""
    pixels = some_pixels()
    small = render(pixels, recipe, num_nodes=33).astype(int)
    difference = np.abs(small - render(pixels, recipe).astype(int))
    assert difference.mean() <= 1 and (difference <= 4).mean() >= 0.99


@given(row=st.integers(0, 40), column=st.integers(0, 40), has_field=st.booleans())
@settings(max_examples=8)
def test_a_piece_is_that_piece_of_the_whole(row, column, has_field):
    """The canvas renders what is in sight; it must be what the export has there, to the byte."""
    pixels, look, recipe = some_pixels("uint8"), some_look(field=has_field), Recipe(taste=taste())
    row, column = min(row, len(pixels) - 1), min(column, pixels.shape[1] - 1)
    place = Place(
        first_row=row, first_column=column, num_rows=len(pixels), num_columns=pixels.shape[1]
    )
    piece = pixels[row:, column:].copy()
    Prepared(recipe, look, piece.dtype).apply(piece, place)
    np.testing.assert_array_equal(piece, render(pixels, recipe, look)[row:, column:])


def with_remainder(recipe: Recipe, remainder: float) -> Recipe:
    """The recipe with another remainder of its taste."""
    return replace(recipe, taste=replace(recipe.taste, remainder=remainder))


@st.composite
def explained_recipes(draw) -> Recipe:
    """A taste with sliders fitted to it, perhaps changed since, at any remainder."""
    fitted = draw(moderate_chains()).filters
    changed = draw(st.booleans())
    return Recipe(
        taste=replace(
            taste(draw(st.floats(0, 1.5))),
            explained=fitted,
            remainder=draw(st.sampled_from([0.0, 0.4, 1.0, 1.5])),
        ),
        filters=draw(moderate_chains()).filters if changed else fitted,
    )


@pytest.mark.parametrize("field", [False, True])
@pytest.mark.parametrize("dtype", DEPTHS)
@settings(max_examples=4)
@given(recipe=explained_recipes(), seed=st.integers(0, 20))
def test_sliders_as_fitted_with_their_remainder_are_the_taste(dtype, field, recipe, seed):
    """To the byte: explaining a photo does not change it."""
    pixels, look = some_pixels(dtype), some_look(seed, field=field)
    explained = replace(with_remainder(recipe, 1.0), filters=recipe.explained)
    np.testing.assert_array_equal(
        render(pixels, explained, look), render(pixels, Recipe(taste=recipe.taste.alone()), look)
    )


@settings(max_examples=8)
@given(recipe=explained_recipes())
def test_sliders_without_their_remainder_need_no_network(recipe):
    """They are ordinary filters, whether a look is at hand or not."""
    pixels, alone = some_pixels(), with_remainder(recipe, 0.0)
    expected = render(pixels, Recipe(filters=recipe.filters))
    np.testing.assert_array_equal(render(pixels, alone), expected)
    np.testing.assert_array_equal(render(pixels, alone, some_look(field=True)), expected)
    np.testing.assert_array_equal(render(pixels, replace(recipe, taste=None)), expected)


@settings(max_examples=15)
@given(recipe=explained_recipes(), seed=st.integers(0, 20))
def test_an_explained_recipe_follows_its_formula(recipe, seed):
    """F + r (T - F0) after the field at the look's strength, however much F was changed."""
    from pieditor.core.render.field import apply_field

    pixels, look = some_pixels("float32"), some_look(seed, field=True)
    strength, r = np.float32(recipe.taste.strength), recipe.remainder
    moved = np.clip(apply_field(np.float32(r) * strength * look.field, pixels), 0, 1)
    whole = moved + strength * apply_table(look.layers[0].residual, moved)
    sliders, fitted = (apply_filters(f, moved) for f in (recipe.filters, recipe.explained))
    expected = np.clip(sliders + r * (whole - fitted), 0, 1)
    difference = np.abs(render(pixels, recipe, look) - expected)
    assert np.median(difference) <= 0.25 / 255 and np.quantile(difference, 0.99) <= 4 / 255


@settings(max_examples=8)
@given(recipe=explained_recipes())
def test_an_explained_recipe_is_one_table_for_other_programs(recipe):
    """Its .cube, applied by anyone, is what render gives where there is no field."""
    pixels, look = some_pixels("float32"), some_look()
    by_table = apply_table(look_table(recipe, look, 65), pixels)
    assert np.quantile(np.abs(by_table - render(pixels, recipe, look)), 0.98) <= 3 / 255


@pytest.mark.parametrize("field", [False, True])
def test_a_piece_of_an_explained_photo_is_that_piece_of_the_whole(field):
    """The canvas shows what the export has, at every remainder."""
    look, fitted = some_look(field=field), warm().filters
    brighter = (FilterSetting(name="exposure", values={"stops": 0.8}),)
    for remainder in (0.0, 0.5, 1.0):
        recipe = Recipe(
            taste=replace(taste(), explained=fitted, remainder=remainder), filters=brighter
        )
        pixels = some_pixels()
        place = Place(first_row=9, first_column=4, num_rows=len(pixels), num_columns=50)
        piece = pixels[9:31, 4:40].copy()
        Prepared(recipe, look, piece.dtype).apply(piece, place)
        np.testing.assert_array_equal(piece, render(pixels, recipe, look)[9:31, 4:40])
