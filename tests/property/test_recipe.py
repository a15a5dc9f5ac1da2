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
    RECIPE,
    FilterSetting,
    Recipe,
    TasteUse,
    read_recipe,
    write_recipe,
)
from pieditor.core.taste import TasteBody
from tests.property.strategies import json_values, recipes, unknown_fields


@given(recipe=recipes())
def test_a_recipe_survives_json(recipe):
    """Recipe to text to recipe is the same recipe, unknown fields included."""
    text = write_recipe(recipe)
    again = read_recipe(text, "photo.jpg.pie.json")
    assert again == recipe
    assert write_recipe(again) == text


def as_of_version(recipe: Recipe, version: int) -> str:
    """The recipe as that version wrote it; of version 1 no sliders stand for a taste."""
    document = json.loads(write_recipe(recipe)) | {"version": version, "remainder": 1.0}
    if (taste := document["taste"]) is not None:
        del taste["family"]
        taste["vector"] = taste.pop("arrays")["vector"]["data"]
        document["remainder"] = taste.pop("remainder")
        explained = taste.pop("explained")
        if version == 2:
            document["explained"] = explained
    return json.dumps(document)


@given(recipe=recipes())
def test_a_recipe_of_version_2_is_read_as_it_was(recipe):
    """Everything means what it meant."""
    assert read_recipe(as_of_version(recipe, 2), "r") == recipe


@given(recipe=recipes())
def test_a_recipe_of_version_1_is_read_as_it_was(recipe):
    """Taste, filters and remainder mean what they meant; nothing is explained."""
    wanted = recipe
    if recipe.taste is not None:
        wanted = replace(recipe, taste=replace(recipe.taste, explained=None))
    assert read_recipe(as_of_version(recipe, 1), "r") == wanted


@given(extra=unknown_fields, slope=json_values)
def test_unknown_fields_survive(extra, slope):
    """What a later version added is written back at its place by this one."""
    document = {
        "format": "pieditor-recipe",
        "version": 3,
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
        }
    )
    recipe = read_recipe(text, "r")
    assert all(p.minimum <= recipe.filters[0].values[p.name] <= p.maximum for p in params)
    assert 0 <= recipe.filters[0].strength <= 1


@given(document=json_values)
def test_any_other_json_is_refused_in_one_sentence(document):
    """Text that is JSON but no recipe raises RecipeInvalid, nothing else."""
    with pytest.raises(RecipeInvalid, match=r"^Cannot read the recipe r\.json: .*\. .*\.$"):
        read_recipe(json.dumps(document), "r.json")


@given(
    inside=json_values,
    version=st.integers(1, RECIPE.version),
    key=st.sampled_from(["taste", "filters", "explained", "remainder"]),
)
def test_a_damaged_part_is_refused_or_harmless(inside, version, key):
    """Nonsense in a known place gives a recipe within bounds or RecipeInvalid, nothing else."""
    document = {"format": "pieditor-recipe", "version": version, key: inside}
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
        "there is no filter 'grain'. Update pieditor",
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


def test_filters_keep_the_order_of_the_chain():
    """However settings arrive, a recipe applies them in the fixed order, each once."""
    recipe = Recipe()
    for filter_ in reversed(ALL_FILTERS):
        recipe = recipe.with_filter(FilterSetting(name=filter_.name, values=filter_.defaults()))
    recipe = recipe.with_filter(FilterSetting(name="gamma", values={"gamma": 2.0}))
    assert [s.name for s in recipe.filters] == [f.name for f in ALL_FILTERS]
    assert recipe.filters[1].values == {"gamma": 2.0}


def taste(**settings) -> TasteUse:
    return TasteUse(name="t", body=TasteBody.of_vector(np.ones(512), "m"), **settings)


def test_a_recipe_knows_when_it_changes_nothing():
    """Defaults, switched-off filters and tastes at strength 0 are the untouched photo."""
    off = FilterSetting(name="gamma", values={"gamma": 2.0}, is_on=False)
    assert Recipe(taste=taste(strength=0.0), filters=(off,)).changes_nothing
    assert not Recipe(taste=taste()).changes_nothing
    assert Recipe(taste=taste(remainder=0.0)).changes_nothing


def test_an_explained_recipe_knows_when_it_changes_nothing():
    """Its sliders act without their taste, and are taken back by a taste at strength 0."""
    gamma = (FilterSetting(name="gamma", values={"gamma": 2.0}),)
    off = (replace(gamma[0], is_on=False),)

    def explained(filters, remainder=1.0):
        idle = taste(strength=0.0, explained=gamma, remainder=remainder)
        return Recipe(taste=idle, filters=filters)

    assert explained(gamma).changes_nothing
    for remainder in (0.0, 0.5, 1.5):
        assert not explained(gamma, remainder).changes_nothing
    assert not explained(()).changes_nothing
    assert not explained(off).changes_nothing
    assert explained(off, remainder=0.0).changes_nothing
    assert not replace(explained(gamma), taste=None).changes_nothing
    assert replace(explained(()), taste=None).changes_nothing


def test_a_taste_that_was_read_many_times_is_held_once():
    """Every listed photo has a recipe, and most have one of a few tastes."""
    text = write_recipe(Recipe(taste=taste()))
    assert read_recipe(text, "a").taste.body is read_recipe(text, "b").taste.body


def test_bodies_are_equal_by_their_numbers():
    """Not by being one object; another number, name, shape, family or model is another body."""
    body = TasteBody("f", "m", {"a": np.ones((2, 3))})
    assert body == TasteBody("f", "m", {"a": np.ones((2, 3), np.float32)})
    assert len({body, TasteBody("f", "m", {"a": np.ones((2, 3))})}) == 1
    others = [
        TasteBody("g", "m", {"a": np.ones((2, 3))}), TasteBody("f", "n", {"a": np.ones((2, 3))}),
        TasteBody("f", "m", {"b": np.ones((2, 3))}), TasteBody("f", "m", {"a": np.ones((3, 2))}),
        TasteBody("f", "m", {"a": np.zeros((2, 3))}), TasteBody("f", "m", {}),
    ]  # fmt: skip
    assert all(body != other for other in others)
    with pytest.raises(ValueError, match="read-only"):
        body.arrays["a"][0] = 5
