"""The darkroom: whatever part of a photo is asked for is that part of the exported photo."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.render.look import Look
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.imaging.decode import read_photo
from pieditor.imaging.depth import over_white
from pieditor.services.develop.darkroom import Darkroom, View, histogram
from pieditor.services.develop.develop import develop, look_of
from pieditor.services.develop.explain import explain
from pieditor.services.develop.seen import Seen
from pieditor.services.develop.suggest import GuideKind, SuggestRequest, suggest
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.taste import make_taste
from tests.program import scene

RECIPE = Recipe(
    filters=(
        FilterSetting(name="exposure", values={"stops": 0.7}),
        FilterSetting(name="contrast", values={"contrast": 0.3}),
    )
)


@pytest.fixture(scope="module")
def bands():
    with ThreadPoolExecutor(2) as bands:
        yield bands


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.jpg"
    scene(5, height=700, width=1000).save(path, quality=95)
    return path


def whole_view(scale=1.0):
    return View(scale=scale, left=0, top=0, right=1000, bottom=700)


def test_the_whole_photo_is_the_export(photo, bands):
    """All pixels, to the last bit, although they are rendered in bands."""
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    frame = darkroom.frame(RECIPE, None, whole_view())
    np.testing.assert_array_equal(frame.after, render(read_photo(photo).pixels, RECIPE))
    np.testing.assert_array_equal(frame.before, read_photo(photo).pixels)


def test_a_piece_in_a_taste_is_that_piece_of_the_export(photo, bands):
    """The look is predicted as the export predicts it."""
    networks = Networks("cpu")
    vector = np.random.default_rng(0).normal(0, 0.04, 512).astype(np.float32)
    recipe = Recipe(
        taste=TasteUse(name="t", body=TasteBody.of_vector(vector, networks.taste_model().model))
    )
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    look = darkroom.look(recipe, networks)
    frame = darkroom.frame(
        recipe, look, View(scale=1.0, left=300.4, top=100.6, right=800.2, bottom=650.0)
    )
    pixels = read_photo(photo).pixels
    expected = render(pixels, recipe, look_of(networks, recipe, lambda: Seen.of(pixels)))
    left, top = round(frame.left), round(frame.top)
    height, width = frame.after.shape[:2]
    np.testing.assert_array_equal(frame.after, expected[top : top + height, left : left + width])
    assert frame.left <= 300.4 and frame.right >= 800.2
    assert darkroom.look(recipe, networks) is look, "a strength moved asks the networks nothing"


def test_a_preview_is_small_and_lies_where_the_photo_does(photo, bands):
    """Before the whole photo is there, its preview covers the same place."""
    darkroom = Darkroom(photo, bands)
    darkroom.read_preview(200)
    frame = darkroom.frame(RECIPE, None, whole_view())
    assert frame.after.shape == (140, 200, 3) and not frame.is_whole
    assert (frame.left, frame.top, frame.right, frame.bottom) == (0, 0, 1000, 700)


def test_a_shrunk_view_has_the_pixels_of_the_screen(photo, bands):
    """At 30 % as many pixels as are seen, not more."""
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    frame = darkroom.frame(Recipe(), None, whole_view(0.3))
    assert frame.after.shape == (210, 300, 3)


def test_a_draft_is_near_the_exact_picture(photo, bands):
    """While a slider moves, the colours are those that it will have."""
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    exact = darkroom.frame(RECIPE, None, whole_view())
    draft = darkroom.frame(RECIPE, None, whole_view(), is_draft=True)
    difference = np.abs(exact.after.astype(int) - draft.after)
    assert draft.is_draft and difference.mean() < 1 and difference.max() < 12


def test_a_draft_on_a_screen_is_the_same_draft(photo, bands):
    """Rendered into a screen's own memory, from whatever part of the photo: the same values."""
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    screens = []

    def screen(height, width):
        screens.append(np.zeros((height, width, 4), np.uint8))
        return screens[-1]

    for view in (whole_view(), View(scale=1.0, left=10, top=20, right=900, bottom=600)):
        for recipe in (RECIPE, Recipe(filters=RECIPE.filters[:1])):
            plain = darkroom.frame(recipe, None, view, is_draft=True)
            drawn = darkroom.frame(recipe, None, view, is_draft=True, screen=screen)
            np.testing.assert_array_equal(drawn.after, plain.after)
            np.testing.assert_array_equal(screens[-1][..., 2::-1], plain.after)
    darkroom.frame(Recipe(), None, whole_view(), is_draft=True, screen=screen)
    darkroom.frame(RECIPE, None, whole_view(), screen=screen)
    assert len(screens) == 4, "an untouched photo and an exact picture are made as exports are"


def test_deep_and_transparent_photos_are_shown(tmp_path, bands):
    """Sixteen bits and transparency come as eight bits over white."""
    path = tmp_path / "clear.png"
    pixels = np.zeros((40, 60, 4), np.uint8)
    Image.fromarray(pixels).save(path)
    darkroom = Darkroom(path, bands)
    darkroom.read_whole()
    view = View(scale=1.0, left=0, top=0, right=60, bottom=40)
    assert (darkroom.frame(Recipe(), None, view).after == 255).all()


@pytest.mark.parametrize("scale", [1.0, 0.5])
def test_transparency_is_laid_on_white_after_developing(tmp_path, bands, scale):
    """As in an exported JPEG: filters act on the picture, and paper stays white."""
    path = tmp_path / "half.png"
    pixels = np.asarray(scene(3, height=80, width=120))
    alpha = np.zeros((80, 120), np.uint8)
    alpha[:, 40:80], alpha[:, 80:] = 128, 255
    Image.fromarray(np.dstack([pixels, alpha])).save(path)
    dark = Recipe(filters=(FilterSetting(name="exposure", values={"stops": -2.0}),))
    darkroom = Darkroom(path, bands)
    darkroom.read_whole()
    view = View(scale=scale, left=0, top=0, right=120, bottom=80)
    frame = darkroom.frame(dark, None, view)
    assert (frame.after[:, : round(38 * scale)] == 255).all()
    photo = read_photo(path)
    expected = over_white(render(photo.pixels, dark), photo.alpha)
    if scale == 1:
        np.testing.assert_array_equal(frame.after, expected)
        np.testing.assert_array_equal(frame.before, over_white(photo.pixels, photo.alpha))
    draft = darkroom.frame(dark, None, view, is_draft=True, screen=lambda *_: None)
    assert np.abs(draft.after.astype(int) - frame.after).mean() < 1


def test_a_broken_file_says_so(tmp_path, bands):
    """Before anything is shown."""
    path = tmp_path / "broken.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 nothing more")
    with pytest.raises(PhotoUnreadable, match=r"broken\.jpg"):
        Darkroom(path, bands)


def test_the_histogram_counts_levels_and_clipping():
    """Known shares of known levels; a channel at its end is clipped."""
    pixels = np.full((10, 10, 3), 128, np.uint8)
    pixels[:2] = (255, 10, 10)
    pixels[2:3] = (0, 200, 200)
    data = histogram(pixels)
    assert data.red[255] == pytest.approx(0.2) and data.red[0] == pytest.approx(0.1)
    assert (data.blown, data.crushed) == (pytest.approx(0.2), pytest.approx(0.1))
    assert data.luminance.sum() == pytest.approx(1)


def test_a_look_that_has_gone_is_not_taken_for_another(photo, bands):
    """Python gives the memory, and so the id, of a look that has gone to the next one."""
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    use = TasteUse(name="t", body=TasteBody.of_vector(np.zeros(512, np.float32), "m"))
    recipe = Recipe(taste=use)
    for shade in np.linspace(-0.2, 0.2, 5, dtype=np.float32):
        look = Look.of(np.full((9, 9, 9, 3), shade, np.float32))
        frame = darkroom.frame(recipe, look, whole_view())
        np.testing.assert_array_equal(frame.after, render(read_photo(photo).pixels, recipe, look))
        del look


def test_a_transparent_photo_gets_the_look_of_its_export(tmp_path, bands):
    """What lies under full transparency is not seen, by the network neither."""
    pixels = np.array(scene(5, height=120, width=160).convert("RGBA"))
    pixels[:60] = 0
    Image.fromarray(pixels).save(tmp_path / "photo.png")
    networks = Networks("cpu")
    vector = np.random.default_rng(0).normal(0, 0.04, 512).astype(np.float32)
    recipe = Recipe(
        taste=TasteUse(name="t", body=TasteBody.of_vector(vector, networks.taste_model().model))
    )
    darkroom = Darkroom(tmp_path / "photo.png", bands)
    darkroom.read_whole()
    view = View(scale=1.0, left=0, top=60, right=160, bottom=120)
    frame = darkroom.frame(recipe, darkroom.look(recipe, networks), view)
    photo = read_photo(tmp_path / "photo.png")
    exported = develop(networks, photo.pixels, recipe, alpha=photo.alpha)
    np.testing.assert_array_equal(frame.after, exported[60:])


def test_suggest_and_explain_look_at_what_the_darkroom_has(photo, bands, monkeypatch):
    """One decode a photo and one description of it, whatever asks: canvas, Suggest, Explain."""
    networks = Networks("cpu")
    model = networks.taste_model()
    rows = model.describe([np.asarray(scene(3, 256, 256, warmth=0.8))]).rows
    use = make_taste("warm", model, rows).use()
    darkroom = Darkroom(photo, bands)
    darkroom.read_whole()
    seen = []
    describe = model.describe
    monkeypatch.setattr(model, "describe", lambda given: seen.append(given) or describe(given))
    for module in ("darkroom", "small_photo"):
        monkeypatch.setattr(f"pieditor.services.develop.{module}.read_proxy", None)
    darkroom.look(Recipe(taste=use), networks)
    explain(networks, darkroom.small(), use)
    request = SuggestRequest(guide=GuideKind.AESTHETIC, base=Recipe(taste=use), steps=1)
    assert len(list(suggest(networks, darkroom.small(), request))) == 2
    assert [len(squares) for squares in seen] == [1]
