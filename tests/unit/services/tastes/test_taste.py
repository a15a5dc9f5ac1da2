"""Tastes: how a vector is made, how sure it is, and which files are believed."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.errors import NothingToDo, TasteInvalid, WrongUsage
from pieditor.core.taste import TasteBody
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.taste import (
    Scheme,
    Taste,
    blend,
    make_taste,
    read_taste,
    stability_word,
    write_taste,
)

NETWORKS = Networks("cpu")
MODEL = NETWORKS.taste_model()


def directions(count, seed=0, spread=1.0):
    """Unit vectors around one direction, as embeddings of pictures in one taste are."""
    generator = np.random.default_rng(seed)
    centre = np.random.default_rng(99).normal(size=512)
    rows = centre + spread * generator.normal(size=(count, 512))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def learned(count=12):
    return make_taste("mine", MODEL, directions(count))


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
        make_taste("mine", MODEL, none)


def test_triplets_need_rejects():
    """A scheme that was asked for is not quietly replaced."""
    with pytest.raises(WrongUsage, match="--reject"):
        make_taste("mine", MODEL, directions(3), scheme=Scheme.TRIPLET)


def test_a_taste_survives_its_file():
    """Write and read: the same vector to the bit, the same provenance."""
    taste = replace(learned(), notes="weddings, “golden hour”")
    again = read_taste(write_taste(taste), "mine.taste")
    np.testing.assert_array_equal(again.body.arrays["vector"], taste.body.arrays["vector"])
    assert (again.name, again.num_favourites, again.scheme, again.body.model, again.notes) == (
        taste.name, 12, Scheme.MEAN, MODEL.model, taste.notes,
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


def with_vector(**changes):
    """The vector's entry of the file, changed."""
    whole = json.loads(write_taste(learned()))["arrays"]["vector"]
    return changed(arrays={"vector": whole | changes})


def of_version_1(**changes):
    """As the first versions wrote a taste."""
    document = json.loads(write_taste(learned()))
    vector = document.pop("arrays")["vector"]["data"]
    del document["family"]
    return json.dumps(document | {"version": 1, "vector": vector} | changes)


def test_a_taste_of_version_1_is_read_as_it_was():
    """The same numbers, of the one family there was."""
    taste = learned()
    assert read_taste(of_version_1(), "mine.taste").body == taste.body


def test_a_taste_of_a_family_of_later_versions_is_kept_and_not_used():
    """Whoever opens an old version first loses nothing; using it says what to do."""
    tokens = {"tokens": {"shape": [2, 1], "data": "AAAAAAAAAAA="}}
    text = changed(family="style-tokens", arrays=tokens)
    taste = read_taste(text, "mine.taste")
    assert json.loads(write_taste(taste)) == json.loads(text)
    with pytest.raises(TasteInvalid, match="Update pieditor") as caught:
        NETWORKS.for_taste(taste.use())
    assert "'mine'" in str(caught.value)


DAMAGED = {
    "empty": ("", "it is not JSON"),
    "too deep": ("[" * 100_000, "nested too deeply"),
    "a list": ("[]", 'does not say "format"'),
    "a recipe": ('{"format": "pieditor-recipe"}', 'does not say "format"'),
    "no version": (changed(version=None), "no version"),
    "a later version": (changed(version=99), "Update pieditor"),
    "no arrays": (changed(arrays=None), "'arrays' is missing"),
    "no vector": (changed(arrays={}), "'vector' is missing"),
    "no model": (changed(model=None), "'model' is missing"),
    "a short vector": (of_version_1(vector="AAAAAA=="), "instead of 512"),
    "a vector of words": (of_version_1(vector="ö"), "not base64"),
    "a number for a vector": (with_vector(data=5), "not base64"),
    "a matrix": (with_vector(shape=[2, 256]), "instead of (512,)"),
    "no shape": (with_vector(shape=None), "no shape"),
    "a negative shape": (with_vector(shape=[-512]), "no shape"),
    "arrays of words": (changed(arrays=["vector"]), "arrays"),
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
    assert NETWORKS.for_taste(taste.use()) is MODEL
    other = TasteBody.of_vector(taste.body.arrays["vector"], "cd" * 32)
    with pytest.raises(TasteInvalid, match="another embedding model") as caught:
        NETWORKS.for_taste(replace(taste, body=other).use())
    assert "Learn it again" in str(caught.value) and "'mine'" in str(caught.value)


@given(mix=st.floats(0, 1))
def test_blending_walks_the_straight_line(mix):
    """0 is the first, 1 the second, and the mix lies between."""
    first, second = learned(), learned(5)
    mixed = blend(MODEL, first, second, mix, "both")
    expected = (1 - mix) * first.body.arrays["vector"] + mix * second.body.arrays["vector"]
    np.testing.assert_allclose(mixed.body.arrays["vector"], expected, atol=1e-7)
    assert mixed.name == "both" and mixed.num_favourites == 17


@pytest.mark.parametrize("mix", [-0.1, 1.1, float("nan")])
def test_a_mix_outside_the_line_is_refused(mix):
    """There is nothing beyond all of one taste."""
    with pytest.raises(WrongUsage, match="between 0 and 1"):
        blend(MODEL, learned(), learned(), mix, "both")


def test_tastes_of_two_models_do_not_blend():
    """Their vectors cannot be added."""
    other = Taste(
        name="old",
        body=TasteBody.of_vector(np.ones(512), "x"),
        num_favourites=3,
        created="",
    )
    with pytest.raises(TasteInvalid, match="different embedding models"):
        blend(MODEL, learned(), other, 0.5, "both")
