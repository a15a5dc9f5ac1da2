"""A recipe as text: nothing is lost, nothing bad gets in."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.errors import RecipeInvalid
from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME
from pieditor.core.recipe import (
    RECIPE_VERSION,
    FilterSetting,
    Recipe,
    TasteUse,
    decode_vector,
    encode_vector,
    read_recipe,
    write_recipe,
)
from tests.property.strategies import json_values, recipes, unknown_fields


def same(first: Recipe, second: Recipe) -> bool:
    """Equality to the bit, vectors included."""
    if first.taste and second.taste:
        mine, other = first.taste, second.taste
        if not np.array_equal(mine.vector, other.vector):
            return False
        if (mine.name, mine.model, mine.strength, mine.extra) != (
            other.name, other.model, other.strength, other.extra,
        ):  # fmt: skip
            return False
    elif first.taste or second.taste:
        return False
    return (first.filters, first.explained, first.remainder, first.extra) == (
        second.filters, second.explained, second.remainder, second.extra,
    )  # fmt: skip


@given(recipe=recipes())
def test_a_recipe_survives_json(recipe):
    """Recipe to text to recipe is the same recipe, unknown fields included."""
    text = write_recipe(recipe)
    again = read_recipe(text, "photo.jpg.pie.json")
    assert same(again, recipe)
    assert write_recipe(again) == text


@given(recipe=recipes())
def test_older_programs_read_what_they_understand(recipe):
    """Only a recipe that says which sliders stand for its taste is of version 2."""
    document = json.loads(write_recipe(recipe))
    assert document["version"] == (1 if recipe.explained is None else 2)
    assert ("explained" in document) == (recipe.explained is not None)


@given(recipe=recipes())
def test_a_recipe_of_version_1_is_read_as_it_was(recipe):
    """Taste, filters and remainder mean what they meant; nothing is explained."""
    document = json.loads(write_recipe(replace(recipe, explained=None)))
    assert document["version"] == 1
    again = read_recipe(json.dumps(document), "r")
    assert again.explained is None and same(again, replace(recipe, explained=None))
    # As this version would have written it had it written every recipe as its own.
    document |= {"version": RECIPE_VERSION}
    assert same(read_recipe(json.dumps(document), "r"), again)


@given(extra=unknown_fields, slope=json_values)
def test_unknown_fields_survive(extra, slope):
    """What a later version added is written back at its place by this one."""
    document = {
        "format": "pieditor-recipe",
        "version": 1,
        "taste": None,
        "filters": [
            {
                "name": "exposure",
                "is_on": True,
                "strength": 1.0,
                "values": {"stops": 0.5, "later_slope": slope},
                **extra,
            }
        ],
        "remainder": 1.0,
        **extra,
    }
    assert json.loads(write_recipe(read_recipe(json.dumps(document), "r"))) == document


@given(value=st.floats(-1e6, 1e6), name=st.sampled_from([f.name for f in ALL_FILTERS]))
def test_values_outside_the_range_move_to_its_end(value, name):
    """Whatever a file says, every slider stays between its ends."""
    params = FILTERS_BY_NAME[name].params
    values = {p.name: value for p in params}
    text = json.dumps(
        {
            "format": "pieditor-recipe",
            "version": 1,
            "filters": [{"name": name, "values": values, "strength": value}],
            "remainder": value,
        }
    )
    recipe = read_recipe(text, "r")
    assert all(p.minimum <= recipe.filters[0].values[p.name] <= p.maximum for p in params)
    assert 0 <= recipe.filters[0].strength <= 1
    assert 0 <= recipe.remainder <= 1.5


@given(document=json_values)
def test_any_other_json_is_refused_in_one_sentence(document):
    """Text that is JSON but no recipe raises RecipeInvalid, nothing else."""
    with pytest.raises(RecipeInvalid, match=r"^Cannot read the recipe r\.json: .*\. .*\.$"):
        read_recipe(json.dumps(document), "r.json")


@given(inside=json_values, key=st.sampled_from(["taste", "filters", "explained", "remainder"]))
def test_a_damaged_part_is_refused_or_harmless(inside, key):
    """Nonsense in a known place gives a recipe within bounds or RecipeInvalid, nothing else."""
    document = {"format": "pieditor-recipe", "version": RECIPE_VERSION, key: inside}
    try:
        recipe = read_recipe(json.dumps(document), "r.json")
    except RecipeInvalid:
        return
    assert 0 <= recipe.remainder <= 1.5


DAMAGED = {
    "not JSON": ("{", "not JSON"),
    "too deep": ("[" * 100_000, "not JSON"),
    "of something else": ('{"format": "other"}', 'does not say "format"'),
    "without a version": ('{"format": "pieditor-recipe"}', "has no version"),
    "from the future": ('{"format": "pieditor-recipe", "version": 9}', "Update pieditor"),
    "with another filter": (
        '{"format": "pieditor-recipe", "version": 1, "filters": [{"name": "grain"}]}',
        "there is no filter 'grain'",
    ),
    "with a word for a number": (
        '{"format": "pieditor-recipe", "version": 1,'
        ' "filters": [{"name": "exposure", "values": {"stops": "much"}}]}',
        "exposure.stops is not a number",
    ),
    "with infinity": (
        '{"format": "pieditor-recipe", "version": 1, "remainder": Infinity}',
        "a number in it is not finite (Infinity)",
    ),
    "without a vector": (
        '{"format": "pieditor-recipe", "version": 1, "taste": {"name": "x"}}',
        "'vector' is missing",
    ),
    "with a short vector": (
        '{"format": "pieditor-recipe", "version": 1,'
        ' "taste": {"name": "x", "vector": "AAAA", "model": "m"}}',
        "numbers instead of 512",
    ),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_recipe_is_refused_with_its_reason(kind):
    """The sentence names the file and says what is wrong."""
    text, words = DAMAGED[kind]
    with pytest.raises(RecipeInvalid) as caught:
        read_recipe(text, "IMG_1.pie.json")
    assert "IMG_1.pie.json" in str(caught.value)
    assert words in str(caught.value)


@given(seed=st.integers(0, 1000))
def test_a_vector_survives_to_the_bit(seed):
    """Base64 of float32 loses nothing."""
    vector = np.random.default_rng(seed).normal(size=512).astype(np.float32)
    np.testing.assert_array_equal(decode_vector(encode_vector(vector)), vector)


def test_a_vector_with_holes_is_refused():
    """NaN in a vector would spread into every pixel."""
    vector = np.zeros(512, np.float32)
    vector[7] = np.nan
    with pytest.raises(ValueError, match="not finite"):
        decode_vector(encode_vector(vector))


def test_filters_keep_the_order_of_the_chain():
    """However settings arrive, a recipe applies them in the fixed order, each once."""
    recipe = Recipe()
    for filter_ in reversed(ALL_FILTERS):
        recipe = recipe.with_filter(FilterSetting(name=filter_.name, values=filter_.defaults()))
    recipe = recipe.with_filter(FilterSetting(name="gamma", values={"gamma": 2.0}))
    assert [s.name for s in recipe.filters] == [f.name for f in ALL_FILTERS]
    assert recipe.filters[1].values == {"gamma": 2.0}


def test_a_recipe_knows_when_it_changes_nothing():
    """Defaults, switched-off filters and tastes at strength 0 are the untouched photo."""
    vector = np.ones(512, np.float32)
    off = FilterSetting(name="gamma", values={"gamma": 2.0}, is_on=False)
    taste = TasteUse(name="t", vector=vector, model="m", strength=0.0)
    assert Recipe(taste=taste, filters=(off,)).changes_nothing
    assert not Recipe(taste=TasteUse(name="t", vector=vector, model="m")).changes_nothing
    assert Recipe(taste=TasteUse(name="t", vector=vector, model="m"), remainder=0.0).changes_nothing


def test_an_explained_recipe_knows_when_it_changes_nothing():
    """Its sliders act without their taste, and are taken back by a taste at strength 0."""
    gamma = (FilterSetting(name="gamma", values={"gamma": 2.0}),)
    off = (replace(gamma[0], is_on=False),)
    idle = TasteUse(name="t", vector=np.ones(512, np.float32), model="m", strength=0.0)
    explained = Recipe(taste=idle, filters=gamma, explained=gamma)
    assert explained.changes_nothing
    for remainder in (0.0, 0.5, 1.5):
        assert not replace(explained, remainder=remainder).changes_nothing
    assert not replace(explained, filters=()).changes_nothing
    assert not replace(explained, filters=off).changes_nothing
    assert replace(explained, filters=off, remainder=0.0).changes_nothing
    assert not replace(explained, taste=None).changes_nothing
    assert replace(explained, taste=None, filters=()).changes_nothing
    assert not replace(explained, taste=replace(idle, strength=1.0)).changes_nothing
