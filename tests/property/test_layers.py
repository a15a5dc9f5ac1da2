"""Looks of weighted layers: what the renderer makes of them, against plain NumPy."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pieditor.core.color import LUMA_601
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.render.field import Place
from pieditor.core.render.look import Layer, Look
from pieditor.core.render.lut import apply_table, identity_table
from pieditor.core.render.masks import edge_aware_map, soft_map, weights_at
from pieditor.core.render.render import Prepared, render
from pieditor.core.render.steps import apply_filters, look_table
from pieditor.core.taste import TasteBody

FILTERS = (
    FilterSetting(name="exposure", values={"stops": 0.4}),
    FilterSetting(name="contrast", values={"contrast": 0.3}),
)


def taste(**settings_of_taste) -> TasteUse:
    return TasteUse(name="t", body=TasteBody.of_vector(np.ones(512), "m"), **settings_of_taste)


def photo(height=70, width=110, seed=0) -> np.ndarray:
    """Smooth colours and an edge, float32."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) / max(height, width)
    waves = np.random.default_rng(seed).uniform(2, 7, (3, 2))
    pixels = np.stack([0.5 + 0.4 * np.sin(a * x + b * y) for a, b in waves], -1)
    pixels[:, width // 2 :] *= 0.4
    return np.clip(pixels, 0, 1).astype(np.float32)


def some_layers(count: int, seed: int) -> tuple[Layer, ...]:
    """Smooth tables, strong enough to leave [0, 1], in parts of the photo."""
    rng = np.random.default_rng(seed)
    identity = identity_table(9)
    layers = []
    for _ in range(count):
        push = rng.uniform(-0.4, 0.4, 3)
        residual = (push * (1 - (2 * identity - 1) ** 2) + 0.1 * push[::-1]).astype(np.float32)
        weights = rng.uniform(0, 1, (5, 7)).astype(np.float32)
        layers.append(Layer(residual=residual, weights=soft_map(weights)))
    return tuple(layers)


def by_formula(pixels: np.ndarray, recipe: Recipe, look: Look) -> np.ndarray:
    """x + sum of w (layer(x) − x), then the filters or what stands for the taste; clipped."""
    whole = Place(num_rows=pixels.shape[0], num_columns=pixels.shape[1])
    strength = recipe.taste.strength if recipe.is_explained else recipe.look_strength
    total = pixels.copy()
    for layer in look.layers:
        weights = 1.0 if layer.weights is None else weights_at(layer.weights, pixels, whole)
        total += weights * strength * apply_table(layer.residual, pixels)
    if recipe.is_explained:
        sliders = apply_filters(recipe.filters, pixels)
        fitted = apply_filters(recipe.explained, pixels)
        return np.clip(sliders + recipe.remainder * (total - fitted), 0, 1)
    return np.clip(apply_filters(recipe.filters, total), 0, 1)


RECIPES = {
    "the look alone": Recipe(taste=taste()),
    "stronger": Recipe(taste=taste(strength=1.4)),
    "weaker, with filters": Recipe(taste=taste(strength=0.6), filters=FILTERS),
    "explained": Recipe(taste=taste(explained=FILTERS, remainder=0.7), filters=FILTERS[:1]),
}


@pytest.mark.parametrize("name", RECIPES)
@settings(max_examples=6)
@given(count=st.integers(1, 4), seed=st.integers(0, 50))
def test_layers_are_blended_by_their_weights(name, count, seed):
    """Within what a table may miss: one level of 8 bits, three where filters bend it."""
    pixels, look = photo(seed=seed), Look(layers=some_layers(count, seed))
    away = np.abs(render(pixels, RECIPES[name], look) - by_formula(pixels, RECIPES[name], look))
    assert np.quantile(away, 0.99) <= 1.5 / 255 and away.max() <= 4 / 255


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_whole_numbers_are_the_floats_rounded(dtype):
    """Depths differ by rounding alone."""
    white = np.iinfo(dtype).max
    pixels = np.rint(photo() * white).astype(dtype)
    look, recipe = Look(layers=some_layers(3, 1)), RECIPES["weaker, with filters"]
    as_float = render((pixels / np.float32(white)).astype(np.float32), recipe, look)
    out = render(pixels, recipe, look)
    assert out.dtype == dtype and np.abs(out / white - as_float).max() <= 0.51 / white + 1e-6


def test_one_layer_everywhere_is_a_plain_look():
    """To the bit, and several everywhere are one table; drafts stay as fast."""
    layers = tuple(replace(layer, weights=None) for layer in some_layers(3, 2))
    alone = Look(layers=layers[:1])
    pixels = np.rint(photo() * 255).astype(np.uint8)
    np.testing.assert_array_equal(
        render(pixels, RECIPES["the look alone"], alone),
        render(pixels, RECIPES["the look alone"], Look.of(layers[0].residual)),
    )
    assert Prepared(RECIPES["the look alone"], Look(layers=layers), pixels.dtype).fits_screens
    total = Look.of(sum(layer.residual for layer in layers))
    np.testing.assert_allclose(
        render(photo(), RECIPES["the look alone"], Look(layers=layers)),
        render(photo(), RECIPES["the look alone"], total),
        atol=1e-5,
    )


@given(top=st.integers(0, 40), left=st.integers(0, 60))
@settings(max_examples=8)
def test_a_piece_is_that_piece_of_the_whole(top, left):
    """The canvas shows what the export has, to the bit."""
    pixels, look = photo(), Look(layers=some_layers(2, 3))
    whole = render(pixels, RECIPES["weaker, with filters"], look)
    piece = np.ascontiguousarray(pixels[top : top + 25, left : left + 40])
    prepared = Prepared(RECIPES["weaker, with filters"], look, pixels.dtype)
    prepared.apply(piece, Place(first_row=top, first_column=left, num_rows=70, num_columns=110))
    np.testing.assert_array_equal(piece, whole[top : top + 25, left : left + 40])


def test_a_guided_map_is_sharp_where_the_photo_is():
    """A map of 16 × 24 cells of a dark and a bright half: at full size no wider than the edge."""
    height, width, cells = 320, 480, (16, 24)
    picture = np.full((height, width, 3), 0.75, np.float32)
    picture[:, : width // 2 + 7] = 0.2  # not at the border of a cell
    small = picture.reshape(cells[0], 20, cells[1], 20, 3).mean((1, 3))
    wanted = (picture[..., 0] > 0.5).astype(np.float32)
    coarse = wanted.reshape(cells[0], 20, cells[1], 20).mean((1, 3))
    place = Place(num_rows=height, num_columns=width)
    guided = weights_at(edge_aware_map(coarse, small), picture, place)[..., 0]
    plain = weights_at(soft_map(coarse), picture, place)[..., 0]
    assert np.abs(guided - wanted).max() < 0.1
    assert np.abs(plain - wanted).max() > 0.4


@given(seed=st.integers(0, 30))
def test_weights_are_shares(seed):
    """Between 0 and 1, whatever the slopes; a plain map does not look at the photo."""
    rng = np.random.default_rng(seed)
    steep = rng.normal(0, 5, (4, 6, 2)).astype(np.float32)
    pixels, place = photo(30, 40), Place(num_rows=30, num_columns=40)
    weights = weights_at(steep, pixels, place)
    assert weights.shape == (30, 40, 1) and weights.min() >= 0 and weights.max() <= 1
    flat = soft_map(rng.uniform(0, 1, (4, 6)))
    np.testing.assert_array_equal(
        weights_at(flat, pixels, place), weights_at(flat, 1 - pixels, place)
    )


def test_a_table_for_other_programs_takes_the_mean_weight():
    """A .cube file knows no place."""
    (layer,) = some_layers(1, 4)
    half = Look(layers=(replace(layer, weights=soft_map(np.full((3, 3), 0.5, np.float32))),))
    np.testing.assert_allclose(
        look_table(Recipe(taste=taste()), half, 9),
        look_table(Recipe(taste=taste(strength=0.5)), Look.of(layer.residual), 9),
        atol=1e-6,
    )


def test_luma_is_that_of_bt_601():
    """A map of slope 1 gives it."""
    slope = np.zeros((2, 2, 2), np.float32)
    slope[..., 0] = 1
    pixels = photo(10, 10)
    luma = weights_at(slope, pixels, Place(num_rows=10, num_columns=10))[..., 0]
    np.testing.assert_allclose(luma, pixels @ np.array(LUMA_601, np.float32), atol=1e-6)
