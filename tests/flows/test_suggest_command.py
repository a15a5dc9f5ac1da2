"""`pieditor suggest` and `pieditor score` as a photographer, and another program, use them."""

import json

import pytest

from pieditor.core.recipe import read_recipe
from tests.program import Program, hashes, opened, save_scenes


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """A program with a warm taste, three photos and a file that is none."""
    home = tmp_path_factory.mktemp("learned")
    program = Program(home)
    program.learn("warm", warmth=1.0)
    save_scenes(home / "photos", 3, warmth=-0.4)
    (home / "photos" / "broken.jpg").write_bytes(b"no picture")
    return program


def test_a_search_towards_a_taste_as_json(learned):
    """Every step with its score and settings, the answer as a recipe; exit 1 for the bad one."""
    photos = learned.home / "photos"
    before = hashes(photos)
    done = learned("suggest", photos, "--guide", "taste", "--taste", "warm", "--json")
    assert done.returncode == 1 and "broken.jpg" in done.stderr
    found = json.loads(done.stdout)
    assert [entry["path"] for entry in found] == [str(photos / f"IMG_{i:04}.jpg") for i in range(3)]
    for entry in found:
        assert set(entry) == {"path", "guide", "steps", "recipe"} and entry["guide"] == "taste"
        assert 2 <= len(entry["steps"]) <= 21 and entry["steps"][0]["params"] == {}
        recipe = read_recipe(json.dumps(entry["recipe"]), "it")
        assert recipe.taste is None and recipe.filters
        scores = [step["score"] for step in entry["steps"]]
        assert max(scores) > scores[0]
        answers = [step["params"] for step in entry["steps"]]
        assert {s.name: dict(s.values) for s in recipe.filters} in answers
    assert hashes(photos) == before


def test_the_same_twice(learned):
    """A search repeats to the last digit."""
    words = ("suggest", learned.home / "photos" / "IMG_0001.jpg", "--guide", "taste")
    first, second = (learned(*words, "--taste", "warm", "--json").stdout for _ in "ab")
    assert first == second != ""


def test_photos_are_written_as_suggested(learned, tmp_path):
    """--out writes what `pieditor render` makes of the recipe, and keeps what exists."""
    photo = learned.home / "photos" / "IMG_0000.jpg"
    words = ("suggest", photo, "--guide", "taste", "--taste", "warm", "--out", tmp_path / "out")
    done = learned(*words)
    assert done.returncode == 0 and "Wrote 1 of 1 photos" in done.stderr
    assert " → " in done.stdout
    recipe = tmp_path / "recipe.json"
    found = json.loads(learned(*words[:-2], "--json").stdout)
    recipe.write_text(json.dumps(found[0]["recipe"]))
    assert learned("render", photo, recipe, "--out", tmp_path / "r.jpg").returncode == 0
    written = tmp_path / "out" / photo.name
    assert written.read_bytes() == (tmp_path / "r.jpg").read_bytes()
    assert abs(opened(written).astype(int) - opened(photo)).mean() > 1
    again = learned(*words)
    assert again.returncode == 1 and "exists already" in again.stderr
    assert learned(*words, "--overwrite").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--guide", "taste"), "no taste is named"),
        (("--taste", "warm"), "the rater knows no tastes"),
        (("--steps", "0"), "whole number from 1 to 100"),
        (("--guide", "both", "--taste", "warm", "--out", "photos/broken.jpg"), "it is a file"),
    ],
)
def test_words_that_make_no_sense(learned, words, said):
    """One sentence and exit code 2, before anything is read."""
    words = [learned.home / w if "/" in w else w for w in words]
    done = learned("suggest", learned.home / "photos", *words)
    assert done.returncode == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_scores_as_a_list_and_as_json(learned):
    """The best first for people; for programs the distribution too."""
    photos = learned.home / "photos"
    done = learned("score", photos)
    assert done.returncode == 1 and "broken.jpg" in done.stderr
    lines = done.stdout.splitlines()
    means = [float(line.split()[0]) for line in lines]
    assert len(lines) == 3 and means == sorted(means, reverse=True)
    found = json.loads(learned("score", photos, "--json").stdout)
    for entry in found:
        assert set(entry) == {"path", "mean", "std", "distribution"}
        shares = entry["distribution"]
        assert len(shares) == 10 and sum(shares) == pytest.approx(1, abs=1e-3)
        mean = sum(i * share for i, share in enumerate(shares, start=1))
        assert entry["mean"] == pytest.approx(mean, abs=0.01)


def test_a_search_by_the_rater(learned):
    """Without any taste; the paper's method goes its own way."""
    photo = learned.home / "photos" / "IMG_0002.jpg"
    ours = json.loads(learned("suggest", photo, "--json").stdout)[0]
    assert ours["guide"] == "aesthetic"
    paper = json.loads(learned("suggest", photo, "--json", "--method", "paper").stdout)[0]
    assert len(paper["steps"]) == 21
    assert paper["steps"][0]["params"] == {"exposure": {"stops": 1.0}}


def test_scores_of_the_public_rater_need_its_weights(learned):
    """What is missing, and the command that brings it."""
    done = learned("score", learned.home / "photos" / "IMG_0000.jpg", "--rater", "nima")
    assert done.returncode == 1 and "pieditor models import FILE" in done.stderr


def test_an_empty_folder_is_said(learned, tmp_path):
    """Nothing to do is a sentence and exit code 1."""
    done = learned("suggest", tmp_path)
    assert done.returncode == 1 and "--recursive" in done.stderr
