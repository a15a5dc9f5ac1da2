"""Operators: run first and once, seen by the networks, kept in recipes."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import Cancelled, RecipeInvalid
from pieditor.core.filters import Param
from pieditor.core.operators import OPERATORS, Operator, OperatorSetting, apply_operators
from pieditor.core.recipe import FilterSetting, Recipe, read_recipe, write_recipe
from pieditor.core.recipe.parts import CopiedSettings, changed_parts, parts_in_use, paste, reset
from pieditor.core.render.render import render
from pieditor.imaging.resize import resize
from pieditor.services.develop.darkroom import Darkroom, View
from pieditor.services.develop.develop import develop, look_of
from pieditor.services.develop.seen import Seen
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.sidecars import Sidecar, SidecarStore
from pieditor.services.tastes.taste import make_taste
from tests.program import scene

AMOUNT = Param(
    name="amount", label="Amount", unit="", minimum=0, maximum=1, default=0, step=0.01,
    group="Light",
)  # fmt: skip
EXPOSURE = FilterSetting(name="exposure", values={"stops": 0.5})
BLUR = OperatorSetting(name="blur", values={"amount": 0.7})


def blurred(pixels, values):
    """Each row mixed with the rows above and below, two at most."""
    padded = np.pad(pixels, ((2, 2), (0, 0), (0, 0)), mode="edge")
    height = len(pixels)
    mean = sum(padded[i : i + height] for i in range(5)) / 5
    return (pixels + values["amount"] * (mean - pixels)).astype(np.float32)


@pytest.fixture
def runs(monkeypatch):
    """The trivial operator in the registry, and every run of it."""
    seen = []

    def apply(pixels, values):
        seen.append(pixels.shape)
        return blurred(pixels, values)

    blur = Operator(name="blur", label="Blur", params=(AMOUNT,), apply=apply, halo=2)
    monkeypatch.setitem(OPERATORS, "blur", blur)
    return seen


def noise(height=1300, width=8):
    return np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.uint8)


def test_tiles_are_the_whole(runs):
    """With rows of a halo around each, no seam is left."""
    pixels = noise()
    tiled = apply_operators((BLUR,), pixels)
    whole = blurred((pixels / np.float32(255)).astype(np.float32), BLUR.values)
    assert len(runs) == 3 and tiled.dtype == np.uint8
    assert np.abs(tiled - 255 * whole).max() <= 0.51
    np.testing.assert_array_equal(apply_operators((replace(BLUR, is_on=False),), pixels), pixels)
    half = apply_operators((replace(BLUR, strength=0.5),), pixels).astype(float)
    assert np.abs(half - (tiled / 2 + pixels / 2)).max() <= 1.01


def test_an_operator_can_be_cancelled(runs):
    """Between tiles."""
    with pytest.raises(Cancelled):
        apply_operators((BLUR,), noise(), lambda: True)
    assert not runs


def test_operators_come_before_filters(runs):
    """The renderer and a recipe of the filters alone on what the operator left agree."""
    pixels = noise(60, 40)
    recipe = Recipe(operators=(BLUR,), filters=(EXPOSURE,))
    assert not recipe.changes_nothing and not Recipe(operators=(BLUR,)).changes_nothing
    np.testing.assert_array_equal(
        render(pixels, recipe),
        render(apply_operators((BLUR,), pixels), Recipe(filters=(EXPOSURE,))),
    )


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.png"
    grain = np.asarray(scene(5, 300, 400)).astype(int) + noise(300, 400).astype(int) // 4
    Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)).save(path)
    return path


@pytest.fixture(scope="module")
def taste():
    """The networks, and a taste of theirs."""
    networks = Networks("cpu")
    model = networks.taste_model()
    rows = model.describe([np.asarray(scene(1, 256, 256))]).rows
    return networks, make_taste("t", model, rows).use()


def test_a_later_slider_does_not_run_it_again(runs, photo, taste):
    """The canvas keeps what it left; another amount runs it again. The export agrees to the bit."""
    networks, use = taste
    view = View(scale=1.0, left=0, top=0, right=400, bottom=300)
    with ThreadPoolExecutor(2) as bands:
        darkroom = Darkroom(photo, bands)
        darkroom.read_whole()
        for stops in (0.1, 0.4, 0.8):
            exposure = replace(EXPOSURE, values={"stops": stops})
            recipe = Recipe(operators=(BLUR,), taste=use, filters=(exposure,))
            frame = darkroom.frame(recipe, darkroom.look(recipe, networks), view)
        assert len(runs) == 1
        pixels = darkroom.whole_pixels()
        np.testing.assert_array_equal(frame.before, pixels)
        np.testing.assert_array_equal(frame.after, develop(networks, pixels, recipe))
        runs.clear()
        other = replace(recipe, operators=(replace(BLUR, values={"amount": 0.2}),))
        again = darkroom.frame(other, darkroom.look(other, networks), view)
        assert len(runs) == 1 and not np.array_equal(again.after, frame.after)


def test_each_amount_has_its_own_look_and_sizes(runs, photo, taste):
    """An amount moved many times: memory used again for other pixels must not bring old ones."""
    networks, use = taste
    view = View(scale=0.5, left=0, top=0, right=400, bottom=300)
    with ThreadPoolExecutor(2) as bands:
        darkroom = Darkroom(photo, bands)
        darkroom.read_whole()
        pixels = darkroom.whole_pixels()
        for amount in np.linspace(0.1, 1, 8):
            recipe = Recipe(operators=(replace(BLUR, values={"amount": amount}),), taste=use)
            frame = darkroom.frame(recipe, darkroom.look(recipe, networks), view)
            operated = apply_operators(recipe.operators, pixels)
            half = resize(operated, (200, 150))
            look = look_of(networks, recipe, lambda operated=operated: Seen.of(operated))
            np.testing.assert_array_equal(frame.after, render(half, Recipe(taste=use), look))
            np.testing.assert_array_equal(darkroom.seen(recipe).square, Seen.of(operated).square)
            np.testing.assert_array_equal(
                darkroom.small(recipe).pixels, SmallPhoto.of(operated).pixels
            )
            assert darkroom.small(recipe) is darkroom.small(recipe)


def test_an_operator_alone_is_an_edit(runs, photo, tmp_path):
    """A sidecar with nothing else in it is written and read."""
    sidecars = SidecarStore(tmp_path / "edits")
    sidecar = Sidecar(recipe=Recipe(operators=(BLUR,)))
    assert not sidecar.is_empty and Sidecar().is_empty
    sidecars.write(photo, sidecar)
    assert sidecars.read(photo) == sidecar


def test_recipes_keep_operators(runs):
    """Written and read; with an unknown one the answer is to update, and nothing is lost."""
    recipe = Recipe(operators=(replace(BLUR, extra={"later": 1}),), filters=(EXPOSURE,))
    text = write_recipe(recipe)
    assert read_recipe(text, "r") == recipe
    with pytest.raises(RecipeInvalid, match=r"there is no operator 'dehaze'\. Update pieditor"):
        read_recipe(text.replace('"blur"', '"dehaze"'), "r")
    assert "operators" not in write_recipe(Recipe())


def test_operators_are_copied_as_filters_are(runs):
    """By name, and only when they were chosen."""
    source = Recipe(operators=(BLUR,), filters=(EXPOSURE,))
    assert parts_in_use(source) == {"blur", "exposure"}
    assert changed_parts(Recipe(), source) == {"blur", "exposure"}
    only = paste(CopiedSettings(recipe=source, parts=frozenset({"blur"})), Recipe())
    assert only == Recipe(operators=(BLUR,))
    without = paste(CopiedSettings(recipe=Recipe(), parts=frozenset({"blur"})), source)
    assert without == Recipe(filters=(EXPOSURE,))
    assert reset(source) == Recipe()
