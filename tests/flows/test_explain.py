"""`pieditor explain` as a photographer uses it: the real program, real files, another reader."""

import json

import numpy as np
import pytest

from pieditor.core.render.lut import read_cube
from tests.program import TEMPORARY, Program, hashes, opened, save_scenes


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    """One program with a taste and three photos."""
    home = tmp_path_factory.mktemp("explained")
    program = Program(home)
    program.learn("warm", warmth=1.0)
    save_scenes(home / "photos", 3)
    return program


def explain(program, *words):
    """`pieditor explain` with the taste of the fixture."""
    return program("explain", *words, "--taste", "warm")


def test_sliders_and_remainder_are_the_taste_and_sliders_alone_a_look(learned, tmp_path):
    """The written recipe renders as `enhance` does; its remainder at 0 is what the .cube does."""
    photo, cube = learned.home / "photos" / "IMG_0000.jpg", tmp_path / "sliders.cube"
    before = hashes(learned.home / "photos")
    done = explain(learned, photo, "--out", tmp_path / "recipes", "--cube", cube, "--size", "65")
    assert done.returncode == 0 and "the sliders carry" in done.stdout and "%" in done.stdout
    assert hashes(learned.home / "photos") == before
    recipe = tmp_path / "recipes" / "IMG_0000.jpg.pie.json"
    assert json.loads(recipe.read_text())["version"] == 3

    def render(name):
        out = tmp_path / name
        assert learned("render", photo, recipe, "--out", out).returncode == 0
        return opened(out)

    whole = render("whole.png")
    words = ("--taste", "warm", "--out", tmp_path / "enhanced", "--format", "png")
    assert learned("enhance", photo, *words).returncode == 0
    np.testing.assert_array_equal(whole, opened(tmp_path / "enhanced" / "IMG_0000.png"))

    document = json.loads(recipe.read_text())
    recipe.write_text(json.dumps(document | {"taste": document["taste"] | {"remainder": 0}}))
    alone = render("alone.png")
    assert not np.array_equal(alone, whole)
    document |= {"taste": None}
    recipe.write_text(json.dumps(document))
    np.testing.assert_array_equal(render("filters.png"), alone)
    again = tmp_path / "again.cube"
    assert learned("lut", "--sliders", recipe, "--size", "65", "--out", again).returncode == 0
    tables = [read_cube(path.read_text(), path.name) for path in (cube, again)]
    np.testing.assert_array_equal(*tables)
    assert not list(tmp_path.rglob(TEMPORARY))


def test_json_tells_params_share_and_psnr_of_each_photo(learned):
    """A list with the agreed keys, for scripts; messages stay on stderr."""
    done = explain(learned, learned.home / "photos", "--json")
    rows = json.loads(done.stdout)
    assert done.returncode == 0 and len(rows) == 3
    for row in rows:
        assert list(row) == ["path", "params", "share", "psnr_db"]
        assert 0 <= row["share"] <= 1 and row["psnr_db"] >= 40
        assert all(isinstance(v, float) for v in next(iter(row["params"].values())).values())
    assert len({json.dumps(row["params"]) for row in rows}) == 3


def test_a_shoot_has_one_set_of_sliders(learned, tmp_path):
    """The same for every photo, with how well they serve it; it is what a .cube of many holds."""
    photos, cube = learned.home / "photos", tmp_path / "shoot.cube"
    rows = json.loads(explain(learned, photos, "--shoot", "--json", "--cube", cube).stdout)
    assert len({json.dumps(row["params"]) for row in rows}) == 1
    assert len({row["share"] for row in rows}) == 3
    told = explain(learned, photos, "--shoot").stdout
    assert "3 photos with one set of sliders" in told and "median" in told
    other = tmp_path / "implied.cube"
    assert explain(learned, photos, "--cube", other).returncode == 0
    assert other.read_bytes() == cube.read_bytes()


@pytest.mark.parametrize("words", [(), ("--shoot",)])
def test_a_bad_photo_is_named_and_the_others_are_explained(learned, tmp_path, words):
    """Exit code 1; its reason on stderr, the rest as if it were not there."""
    good = save_scenes(tmp_path, 1)[0]
    bad = tmp_path / "broken.jpg"
    bad.write_bytes(good.read_bytes()[:200])
    done = explain(learned, good, bad, tmp_path / "missing.jpg", "--json", *words)
    assert done.returncode == 1
    assert "broken.jpg" in done.stderr and "missing.jpg" in done.stderr
    assert [row["path"] for row in json.loads(done.stdout)] == [str(good)]


def test_nothing_is_replaced_unasked(learned, tmp_path):
    """An existing recipe, table or edit stays; --overwrite replaces the first two."""
    photo = save_scenes(tmp_path / "in", 1)[0]
    out, cube = tmp_path / "recipes", tmp_path / "x.cube"
    words = (photo, "--out", out, "--cube", cube)
    assert explain(learned, *words).returncode == 0
    before = hashes(tmp_path)
    refused = explain(learned, *words)
    assert refused.returncode == 1 and "x.cube" in refused.stderr and refused.stdout == ""
    refused = explain(learned, photo, "--out", out)
    assert refused.returncode == 1 and "IMG_0000.jpg.pie.json" in refused.stderr
    refused = explain(learned, photo, "--out", tmp_path / "in", "--overwrite")
    assert refused.returncode == 1 and "own edit" in refused.stderr
    assert hashes(tmp_path) == before
    assert explain(learned, *words, "--strength", "0.5", "--overwrite").returncode == 0
    assert hashes(tmp_path) != before


def test_wrong_words_are_said_at_once(learned, tmp_path):
    """Before any photo is read, with exit code 2."""
    photo = learned.home / "photos" / "IMG_0000.jpg"
    file = tmp_path / "file"
    file.write_text("x")
    for words in (
        ("explain", photo),
        ("explain", photo, "--taste", "warm", "--out", file),
        ("explain", learned.home / "photos", "--taste", "warm", "--out", learned.home / "photos"),
        ("lut", "--sliders", "r.json", "--taste", "warm", "--out", tmp_path / "x.cube"),
        ("lut", "--sliders", "r.json", "--photo", photo, "--out", tmp_path / "x.cube"),
        ("lut", "--out", tmp_path / "x.cube"),
    ):
        assert learned(*words).returncode == 2, words
    unknown = learned("explain", photo, "--taste", "wram")
    assert unknown.returncode == 1 and "wram" in unknown.stderr
    assert not (tmp_path / "x.cube").exists()
