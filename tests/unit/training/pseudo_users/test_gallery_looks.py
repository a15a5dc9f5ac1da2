"""The sampler of the gallery's looks: what it draws, refuses, names and spreads."""

import json

import numpy as np
import pytest

from pieditor.core.recipe import FilterSetting, Recipe, read_recipe, write_recipe
from training.pseudo_users.gallery_looks import farthest_points, starter_squares, write_looks
from training.pseudo_users.look_styles import draw_looks, tone_slopes
from training.pseudo_users.look_traits import describe, is_fit, measure, unique_names


@pytest.fixture(scope="module")
def squares():
    """The starter photographs, small."""
    return starter_squares(48)


def look(**values: dict[str, float]) -> Recipe:
    recipe = Recipe()
    for name, given in values.items():
        recipe = recipe.with_filter(FilterSetting(name=name, values=given))
    return recipe


def test_looks_are_drawn_again_by_their_seed():
    """The same seed, the same looks; and as many as asked."""
    first, again, other = (draw_looks(40, seed) for seed in (3, 3, 4))
    assert len(first) == 40
    assert [write_recipe(r) for r in first] == [write_recipe(r) for r in again]
    assert [write_recipe(r) for r in first] != [write_recipe(r) for r in other]


def test_drawn_values_are_within_the_sliders():
    """Reading a look back moves nothing, because nothing lies outside its range."""
    for recipe in draw_looks(60, 5):
        assert write_recipe(read_recipe(write_recipe(recipe), "look")) == write_recipe(recipe)


def test_no_lift_and_no_shoulder_is_a_straight_curve():
    """Zero changes nothing."""
    np.testing.assert_allclose(tone_slopes(0, 0), 1)


UNFIT = {
    "blown": look(exposure={"stops": 2.0}),
    "black": look(exposure={"stops": -3.0}),
    "a red cast": look(white_balance={"temperature": 1.0, "tint": 1.0}),
    "posterised": look(tone_curve={f"tone{i}": (2.0 if i % 2 else 0.5) for i in range(1, 9)}
                       | {"tone8": 0.5}, contrast={"contrast": 1.0}),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNFIT)
def test_garbage_is_not_shown(squares, kind):
    """Looks that blow skin, drown the picture, redden it or cut the sky in steps are dropped."""
    assert not is_fit(measure(UNFIT[kind], squares))
    assert is_fit(measure(Recipe(), squares))


def test_a_look_is_called_what_it_is(squares):
    """Words for light, colour, contrast and black & white; nothing to say is natural."""
    assert describe(measure(Recipe(), squares)) == "Natural"
    warm = look(exposure={"stops": 0.6}, white_balance={"temperature": 0.9, "tint": 0.0})
    assert describe(measure(warm, squares)).startswith("Bright warm")
    grey = look(black_white={"amount": 1.0})
    assert describe(measure(grey, squares)) == "Black & white"
    assert unique_names(["Warm", "Dark", "Warm", "Warm"]) == ["Warm", "Dark", "Warm 2", "Warm 3"]


def test_the_farthest_come_first():
    """Begun at the first point, then always what is farthest from all that were taken."""
    points = np.array([[0.0, 0], [1, 0], [10, 0], [4, 0]], np.float32)
    assert farthest_points(points, 3) == [0, 2, 3]
    assert len(farthest_points(points, 9)) == 4


def test_the_file_is_json():
    """Written by hand for the sake of its lines, and read by any program."""
    text = write_looks([look(gamma={"gamma": 1.2}), Recipe()], ["Dark", "“As is”"], {"seed": 1})
    document = json.loads(text)
    assert [entry["name"] for entry in document["looks"]] == ["Dark", "“As is”"]
    assert document["looks"][0]["filters"] == [{"name": "gamma", "values": {"gamma": 1.2}}]
