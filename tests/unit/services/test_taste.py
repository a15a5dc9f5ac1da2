"""Tastes: how a vector is made, how sure it is, and which files are believed."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.errors import NothingToDo, TasteInvalid, WrongUsage
from pieditor.services.taste import (
    Scheme,
    Taste,
    blend,
    make_taste,
    read_taste,
    require_model,
    stability_word,
    write_taste,
)

MODEL = "ab" * 32


def directions(count, seed=0, spread=1.0):
    """Unit vectors around one direction, as embeddings of pictures in one taste are."""
    generator = np.random.default_rng(seed)
    centre = np.random.default_rng(99).normal(size=512)
    rows = centre + spread * generator.normal(size=(count, 512))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def learned(count=12):
    none = np.zeros((0, 512), np.float32)
    return make_taste("mine", directions(count), none, Scheme.MEAN, MODEL)


def test_the_meter_has_three_words():
    """Few pictures are unsettled however alike; ten that agree are stable."""
    assert stability_word(1.0, 4) == "unsettled"
    assert stability_word(0.99, 12) == "forming"
    assert stability_word(0.999, 8) == "forming"
    assert stability_word(0.999, 12) == "stable"


def test_nothing_is_learned_from_no_favourites():
    """With what to give instead."""
    none = np.zeros((0, 512), np.float32)
    with pytest.raises(NothingToDo, match="10 to 20"):
        make_taste("mine", none, none, Scheme.MEAN, MODEL)


def test_triplets_need_rejects():
    """A scheme that was asked for is not quietly replaced."""
    with pytest.raises(WrongUsage, match="--reject"):
        make_taste("mine", directions(3), np.zeros((0, 512), np.float32), Scheme.TRIPLET, MODEL)


def test_a_taste_survives_its_file():
    """Write and read: the same vector to the bit, the same provenance."""
    taste = replace(learned(), notes="weddings, “golden hour”")
    again = read_taste(write_taste(taste), "mine.taste")
    np.testing.assert_array_equal(again.vector, taste.vector)
    assert (again.name, again.num_favourites, again.scheme, again.model, again.notes) == (
        taste.name, 12, Scheme.MEAN, MODEL, taste.notes,
    )  # fmt: skip
    assert again.stability == pytest.approx(taste.stability, abs=1e-6)
    assert again.created == taste.created


def test_unknown_fields_of_a_taste_survive():
    """What a later version added is kept."""
    document = json.loads(write_taste(learned())) | {"camera": {"make": "Ricoh"}}
    again = json.loads(write_taste(read_taste(json.dumps(document), "x.taste")))
    assert again == document


def changed(**changes):
    document = json.loads(write_taste(learned()))
    for key, value in changes.items():
        if value is None:
            del document[key]
        else:
            document[key] = value
    return json.dumps(document)


DAMAGED = {
    "empty": ("", "it is not JSON"),
    "too deep": ("[" * 100_000, "nested too deeply"),
    "a list": ("[]", "not a .taste file"),
    "a recipe": ('{"format": "pieditor-recipe"}', "not a .taste file"),
    "no version": (changed(version=None), "no version"),
    "a later version": (changed(version=99), "Update pieditor"),
    "no vector": (changed(vector=None), "'vector' is missing"),
    "no model": (changed(model=None), "'model' is missing"),
    "a short vector": (changed(vector="AAAAAA=="), "instead of 512"),
    "a vector of words": (changed(vector="ö"), "not base64"),
    "a number for a vector": (changed(vector=5), "not base64"),
    "an unknown scheme": (changed(scheme="median"), "median"),
    "endless favourites": (changed(num_favourites=float("inf")), "not finite"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_taste_is_refused_in_one_sentence(kind):
    """The sentence names the file, the reason, the remedy."""
    text, words = DAMAGED[kind]
    with pytest.raises(TasteInvalid) as caught:
        read_taste(text, "friends/mine.taste")
    sentence = str(caught.value)
    assert sentence.startswith("Cannot read the taste friends/mine.taste: ")
    assert words in sentence and "\n" not in sentence


def test_a_taste_of_another_model_is_refused():
    """Vectors of two networks mean different things; the sentence says what to do."""
    taste = learned()
    assert require_model(taste, MODEL) is taste
    with pytest.raises(TasteInvalid, match="another embedding model") as caught:
        require_model(taste, "cd" * 32)
    assert "Learn it again" in str(caught.value) and "'mine'" in str(caught.value)


@given(mix=st.floats(0, 1))
def test_blending_walks_the_straight_line(mix):
    """0 is the first, 1 the second, and the mix lies between."""
    first, second = learned(), learned(5)
    mixed = blend(first, second, mix, "both")
    expected = (1 - mix) * first.vector + mix * second.vector
    np.testing.assert_allclose(mixed.vector, expected, atol=1e-7)
    assert mixed.name == "both" and mixed.num_favourites == 17


@pytest.mark.parametrize("mix", [-0.1, 1.1, float("nan")])
def test_a_mix_outside_the_line_is_refused(mix):
    """There is nothing beyond all of one taste."""
    with pytest.raises(WrongUsage, match="between 0 and 1"):
        blend(learned(), learned(), mix, "both")


def test_tastes_of_two_models_do_not_blend():
    """Their vectors cannot be added."""
    other = Taste(
        name="old", vector=np.ones(512, np.float32), num_favourites=3, model="x", created=""
    )
    with pytest.raises(TasteInvalid, match="different embedding models"):
        blend(learned(), other, 0.5, "both")
