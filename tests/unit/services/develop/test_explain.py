"""A taste explained: what sliders carry, what the remainder keeps, on any photo and many."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import (
    Cancelled,
    NothingToDo,
    OutputRefused,
    PieditorError,
    TasteInvalid,
    WrongUsage,
)
from pieditor.core.explain import mean_change
from pieditor.core.recipe import Recipe, TasteUse, read_recipe, write_recipe
from pieditor.core.render.lut import apply_table, read_cube
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.imaging.decode import read_proxy
from pieditor.imaging.discover import FoundPhoto
from pieditor.services.develop.develop import develop
from pieditor.services.develop.explain import (
    Explanation,
    explain,
    explain_each,
    explain_shoot,
    find_explainable,
    recipe_paths,
    write_explained,
)
from pieditor.services.develop.lut_export import export_sliders
from pieditor.services.develop.recipe_file import read_recipe_file
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.networks.shared import Networks
from tests.program import save_scenes, scene


def without_remainder(recipe):
    return replace(recipe, taste=replace(recipe.taste, remainder=0.0))


@pytest.fixture(scope="module")
def networks():
    return Networks("cpu")


@pytest.fixture(scope="module")
def use(networks):
    """A taste of pictures that are warmer and darker than others."""
    squares = [np.asarray(scene(i, 256, 256, warmth=0.8)) // 5 * 4 for i in range(50, 56)]
    vector = networks.taste_model().describe(squares).rows.mean(0)
    return TasteUse(name="warm", body=TasteBody.of_vector(vector, networks.taste_model().model))


def picture(seed=3, height=200, width=300):
    return np.asarray(scene(seed, height, width))


def test_an_explained_photo_is_the_photo_in_its_taste(networks, use):
    """Sliders and their whole remainder give every byte of the taste's own render."""
    photo = picture()
    explanation = explain(networks, SmallPhoto.of(photo), use)
    assert explanation.recipe.filters == explanation.recipe.explained != ()
    assert explanation.psnr_db >= 40
    kept = read_recipe(write_recipe(explanation.recipe), "r")
    np.testing.assert_array_equal(
        develop(networks, photo, kept), develop(networks, photo, Recipe(taste=use))
    )


def test_the_share_is_what_the_sliders_alone_do(networks, use):
    """Rendered without the remainder, on the whole photo, they leave what was told."""
    photo = picture()
    explanation = explain(networks, SmallPhoto.of(photo), use)
    assert 0.3 < explanation.share < 1
    alone = develop(networks, photo, without_remainder(explanation.recipe)) / 255
    whole = develop(networks, photo, Recipe(taste=use)) / 255
    left, change = mean_change(alone, whole), mean_change(photo / 255, whole)
    assert explanation.left == pytest.approx(left, abs=0.3)
    assert explanation.change == pytest.approx(change, abs=0.3)
    assert explanation.share == pytest.approx(1 - left / change, abs=0.03)
    assert explanation.share == pytest.approx(1 - explanation.left / explanation.change)


@pytest.mark.parametrize("strength", [0.2, 1.5])
def test_a_taste_is_explained_at_its_strength(networks, use, strength):
    """Less of a taste needs less of the sliders."""
    photo, some = picture(), replace(use, strength=strength)
    explanation = explain(networks, SmallPhoto.of(photo), some)
    assert explanation.psnr_db >= 40 and explanation.recipe.taste.alone() == some
    ratio = explanation.change / explain(networks, SmallPhoto.of(photo), use).change
    assert ratio == pytest.approx(strength, rel=0.15)


def test_a_taste_at_strength_0_has_nothing_to_explain(networks, use):
    """No sliders, no remainder worth speaking of, all of it carried."""
    nothing = explain(networks, SmallPhoto.of(picture()), replace(use, strength=0.0))
    assert nothing.recipe.filters == nothing.recipe.explained == ()
    assert (nothing.share, nothing.psnr_db, nothing.change) == (1, 100, 0)
    assert nothing.recipe.changes_nothing


ODD_PHOTOS = {
    "grey": lambda: np.repeat(picture().mean(-1, keepdims=True), 3, axis=-1).astype("u1"),
    "black": lambda: np.zeros((80, 60, 3), np.uint8),
    "white": lambda: np.full((80, 60, 3), 255, np.uint8),
    "64 pixels": lambda: picture(height=64, width=64),
    "one pixel": lambda: picture()[:1, :1],
    "a line": lambda: picture(height=20, width=4000)[:2],
    "noise": lambda: np.random.default_rng(0).integers(0, 256, (90, 90, 3), np.uint8),
}


@pytest.mark.parametrize("kind", ODD_PHOTOS)
def test_odd_photos_are_explained_too(networks, use, kind):
    """No shape and no colours are a reason to fail; the remainder keeps what sliders cannot."""
    photo = ODD_PHOTOS[kind]()
    explanation = explain(networks, SmallPhoto.of(photo), use)
    assert 0 <= explanation.share <= 1 and explanation.psnr_db >= 40
    np.testing.assert_array_equal(
        develop(networks, photo, explanation.recipe),
        develop(networks, photo, Recipe(taste=use)),
    )


def test_a_transparent_photo_is_explained_on_white(networks, use, tmp_path):
    """As its look is predicted."""
    pixels = np.dstack([picture(), np.full((200, 300), 255, np.uint8)])
    pixels[:, :150, 3] = 0
    path = tmp_path / "clear.png"
    Image.fromarray(pixels, "RGBA").save(path)
    ((_, outcome),) = explain_each(networks, [path], use)
    assert isinstance(outcome, Explanation)
    flat = np.where(pixels[..., 3:] > 0, pixels[..., :3], 255).astype(np.uint8)
    assert outcome.recipe.filters == explain(networks, SmallPhoto.of(flat), use).recipe.filters


def test_twice_the_same_sliders(networks, use):
    """The same photo, taste and version: the same recipe."""
    first, second = (explain(networks, SmallPhoto.of(picture()), use) for _ in range(2))
    assert first.recipe == second.recipe and first.share == second.share


def test_another_models_taste_is_refused(networks, use):
    """Its numbers mean something else here."""
    with pytest.raises(TasteInvalid):
        explain(
            networks,
            SmallPhoto.of(picture()),
            replace(use, body=TasteBody.of_vector(use.body.arrays["vector"], "another")),
        )


def test_asking_to_stop_stops(networks, use, tmp_path):
    """One photo, each of many, or a shoot: no answer."""
    paths = save_scenes(tmp_path, 2)
    with pytest.raises(Cancelled):
        explain(networks, SmallPhoto.of(picture()), use, lambda: True)
    with pytest.raises(Cancelled):
        list(explain_each(networks, paths, use, lambda: True))
    with pytest.raises(Cancelled):
        explain_shoot(networks, paths, use, is_cancelled=lambda: True)


def test_a_bad_photo_does_not_stop_the_others(networks, use, tmp_path):
    """It is named, each by itself and in a shoot."""
    good = save_scenes(tmp_path, 2)
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(good[0].read_bytes()[:300])
    outcomes = dict(explain_each(networks, [good[0], bad, good[1]], use))
    assert [isinstance(o, Explanation) for o in outcomes.values()] == [True, False, True]
    assert "bad.jpg" in str(outcomes[bad])
    seen: list[Path] = []
    shoot = explain_shoot(networks, [good[0], bad, good[1]], use, on_photo=seen.append)
    assert list(shoot.photos) == good and seen == [good[0], bad, good[1]]
    assert [str(p) for p in shoot.problems] == [str(outcomes[bad])]
    with pytest.raises(NothingToDo) as caught:
        explain_shoot(networks, [bad], use)
    assert any("bad.jpg" in note for note in caught.value.__notes__)


def test_a_shoot_shares_its_sliders_and_not_its_remainders(networks, use, tmp_path):
    """Every photo still renders as its taste does; the spread says how well the sliders fit it."""
    paths = save_scenes(tmp_path, 5)
    shoot = explain_shoot(networks, paths, use)
    for path, photo in shoot.photos.items():
        assert photo.recipe.filters == photo.recipe.explained == shoot.filters
        assert photo.psnr_db >= 40
        pixels = read_proxy(path, 480)
        np.testing.assert_array_equal(
            develop(networks, pixels, photo.recipe),
            develop(networks, pixels, Recipe(taste=use)),
        )
    shares = sorted(photo.share for photo in shoot.photos.values())
    spread = shoot.spread
    assert (spread.worst, spread.lower_quartile, spread.median, spread.upper_quartile) == (
        pytest.approx((shares[0], shares[1], shares[2], shares[3]))
    )
    assert shoot.photos[spread.worst_photo].share == spread.worst
    alone = [o.share for _, o in explain_each(networks, paths, use)]
    assert np.mean(alone) > np.mean(shares), "own sliders fit better than common ones"
    ((_, single),) = explain_shoot(networks, paths[:1], use).photos.items()
    assert single.share == pytest.approx(alone[0], abs=0.01)


def test_recipes_mirror_folders_and_never_meet(tmp_path):
    """Two photos of one name get two recipes, also where letters' case does not count."""
    root = tmp_path / "in"
    found = [
        FoundPhoto(root / "a" / "x.jpg", root),
        FoundPhoto(root / "x.jpg", root),
        FoundPhoto(tmp_path / "other" / "X.JPG", tmp_path / "other"),
        FoundPhoto(root / "x.cr3", root),
    ]
    out = tmp_path / "out"
    assert list(recipe_paths(found, out).values()) == [
        out / "a" / "x.jpg.pie.json",
        out / "x.jpg.pie.json",
        out / "X-2.JPG.pie.json",
        out / "x.cr3.pie.json",
    ]


def test_a_recipe_never_takes_the_place_of_an_edit(networks, use, tmp_path):
    """Beside the photo it would be its sidecar, with its stars; other recipes are kept too."""
    (photo,) = save_scenes(tmp_path / "in", 1)
    recipe = explain(networks, SmallPhoto.of(picture()), use).recipe
    beside = photo.with_name(photo.name + ".pie.json")
    for overwrite in (False, True):
        with pytest.raises(OutputRefused, match="own edit"):
            write_explained(recipe, photo, beside, overwrite=overwrite)
    assert not beside.exists()
    out = tmp_path / "out" / "deep" / "r.pie.json"
    write_explained(recipe, photo, out, overwrite=False)
    assert write_recipe(read_recipe_file(out)) == write_recipe(recipe)
    with pytest.raises(OutputRefused):
        write_explained(recipe, photo, out, overwrite=False)
    write_explained(without_remainder(recipe), photo, out, overwrite=True)
    assert read_recipe_file(out).remainder == 0


def test_only_photos_are_explained(tmp_path):
    """The folder of the recipes is not looked into; one without photos is said to be empty."""
    photos = save_scenes(tmp_path / "in", 2)
    save_scenes(tmp_path / "in" / "out", 1)
    out = tmp_path / "in" / "out"
    found = find_explainable([tmp_path / "in"], out, recursive=True)
    assert [p.path for p in found.photos] == photos
    assert len(find_explainable([tmp_path / "in"], None, recursive=True).photos) == 3
    with pytest.raises(WrongUsage):
        find_explainable([tmp_path / "in"], tmp_path / "in", recursive=False)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(NothingToDo, match="empty"):
        find_explainable([empty], None, recursive=False)
    missing = find_explainable([tmp_path / "no.jpg"], None, recursive=False)
    assert not missing.photos and isinstance(missing.problems[0], PieditorError)


def test_sliders_alone_are_a_table_for_other_programs(networks, use, tmp_path):
    """The .cube does what the sliders do without the remainder."""
    filters = explain(networks, SmallPhoto.of(picture()), use).recipe.filters
    out = tmp_path / "sliders.cube"
    export_sliders(filters, "warm", 33, out, overwrite=False)
    pixels = picture().astype(np.float32) / np.float32(255)
    by_table = apply_table(read_cube(out.read_text(), "c"), pixels)
    difference = np.abs(by_table - render(pixels, Recipe(filters=filters)))
    assert np.quantile(difference, 0.99) <= 3 / 255
