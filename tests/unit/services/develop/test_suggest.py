"""Suggest: photos become points, steps become recipes, and what must not happen does not."""

from dataclasses import replace

import numpy as np
import pytest

from pieditor.core.color import rgb_to_lab
from pieditor.core.errors import Cancelled, TasteInvalid, WrongUsage
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse, read_recipe, write_recipe
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.imaging.decode import read_proxy
from pieditor.imaging.model_input import squash
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.develop.suggest import (
    PICTURE_PX,
    GuideKind,
    Method,
    SuggestRequest,
    answer,
    suggest,
    with_settings,
)
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.starter import starter_photos
from pieditor.services.tastes.looks import read_looks

NETWORKS = Networks("cpu")
AESTHETIC = SuggestRequest(guide=GuideKind.AESTHETIC, steps=6)


class Wants:
    """A rater that likes one colour, and the nearer the better."""

    def __init__(self, *color):
        self.color = np.array(color, np.float32)

    def guide(self, square):
        assert square.shape == (256, 256, 3) and square.dtype == np.uint8

        def score(points):
            away = points - self.color
            return 10 - 20 * float((away * away).mean()), np.float32(-40 / away.size) * away

        return score


def with_rater(rater):
    networks = Networks("cpu")
    networks.rater = lambda: rater
    return networks


WITHOUT_RATER = with_rater(None)


def photo(height=60, width=90, seed=1):
    rng = np.random.default_rng(seed)
    blocks = rng.integers(30, 150, (-(-height // 10), -(-width // 10), 3))
    return np.kron(blocks, np.ones((10, 10, 1))).astype(np.uint8)[:height, :width]


def steps_of(pixels, request=AESTHETIC, rater=None):
    wanted = rater or Wants(0.7, 0.7, 0.7)
    return list(suggest(with_rater(wanted), SmallPhoto.of(pixels), request))


def delta_e(a, b):
    return float(np.hypot.reduce(rgb_to_lab(a / 255.0) - rgb_to_lab(b / 255.0), axis=-1).mean())


def test_steps_are_recipes_with_pictures_and_scores():
    """Step 0 is the photo as it was; the answer scores higher and is what its picture shows."""
    pixels = photo()
    steps = steps_of(pixels)
    assert [s.number for s in steps] == list(range(len(steps)))
    assert steps[0].recipe.changes_nothing and np.array_equal(steps[0].picture, pixels)
    best = answer(steps)
    assert best.score > steps[0].score + 0.1
    whole = render(pixels, best.recipe).astype(int)
    assert np.abs(whole - best.picture).mean() < 1.5  # 17 nodes instead of 65
    assert read_recipe(write_recipe(best.recipe), "it").filters == best.recipe.filters


@pytest.mark.parametrize("shape", [(64, 64), (1, 1), (3000, 7), (7, 3000), (2, 500)])
def test_any_size_and_shape(shape):
    """Small, long and thin photos are searched as any other."""
    steps = steps_of(photo(*shape))
    assert answer(steps).score >= steps[0].score
    assert max(steps[0].picture.shape[:2]) == min(PICTURE_PX, max(shape))


@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
def test_any_depth(dtype):
    """16 bits and floats give what 8 bits give."""
    scale = 257 if dtype == np.uint16 else np.float32(1 / 255)
    deep = (photo().astype(dtype) * scale).astype(dtype)
    assert answer(steps_of(deep)).recipe.filters == answer(steps_of(photo())).recipe.filters


def test_a_photo_without_colour_is_given_none():
    """Whatever the rater wants, only light is changed in a grey photo: it stays exactly grey."""
    grey = np.repeat(photo()[..., :1], 3, axis=-1)
    best = answer(steps_of(grey, rater=Wants(0.9, 0.5, 0.2)))
    assert {s.name for s in best.recipe.filters} <= {"exposure", "gamma", "tone_curve", "contrast"}
    developed = render(grey, best.recipe)
    assert (developed.max(-1) == developed.min(-1)).all()
    assert not np.array_equal(developed, grey)


def test_greys_stay_grey_in_a_photo_with_colour():
    """A rater that wants everything warm hardly tints what is grey; without greys it does."""
    coloured = (photo(120, 120) // 8 + np.array([90, 105, 130])).astype(np.uint8)
    pixels = coloured.copy()
    pixels[:, :60] = pixels[:, :60, :1]
    warm = Wants(0.75, 0.55, 0.35)

    def warmth(picture):
        return float((picture[..., 0].astype(int) - picture[..., 2]).mean())

    developed = render(pixels, answer(steps_of(pixels, rater=warm)).recipe)
    assert abs(warmth(developed[:, :60])) < 8
    free = render(coloured, answer(steps_of(coloured, rater=warm)).recipe)
    assert warmth(free) - warmth(coloured) > 20


def test_a_rater_moves_no_filter_of_taste():
    """Black & white and the colour curve stay out of it."""
    best = answer(steps_of(photo(), rater=Wants(0.9, 0.2, 0.1)))
    assert not {"black_white", "color_curve"} & {s.name for s in best.recipe.filters}


def test_a_search_repeats():
    """Twice the same, to the last digit."""
    runs = [[(s.score, s.recipe.filters) for s in steps_of(photo())] for _ in "ab"]
    assert runs[0] == runs[1]


def test_it_stops_at_once():
    """Asked to stop, it raises before the next step."""
    stop = False
    found = suggest(
        with_rater(Wants(1, 1, 1)), SmallPhoto.of(photo()), AESTHETIC, is_cancelled=lambda: stop
    )
    next(found)
    stop = True
    with pytest.raises(Cancelled):
        next(found)


def test_the_photos_taste_stays_under_the_raters_filters():
    """The filters come on top of the look; earlier filters give way."""
    use = a_taste()
    dark = FilterSetting(name="exposure", values={"stops": -2.0})
    request = replace(AESTHETIC, base=Recipe(taste=use).with_filter(dark))
    steps = steps_of(photo(), request)
    assert steps[0].recipe.filters == () and answer(steps).recipe.taste == use
    assert not np.array_equal(steps[0].picture, photo())


def test_a_guide_of_taste_needs_one():
    """Said in one sentence, before anything is read."""
    with pytest.raises(WrongUsage, match="no taste is named"):
        SuggestRequest(guide=GuideKind.BOTH)


def test_a_taste_of_another_model_is_refused():
    """Its numbers would mean something else."""
    other = TasteUse(name="a taste", body=TasteBody.of_vector(np.ones(512), "0" * 64))
    request = SuggestRequest(guide=GuideKind.TASTE, taste=other)
    with pytest.raises(TasteInvalid):
        list(suggest(WITHOUT_RATER, SmallPhoto.of(photo()), request))


def test_the_papers_search_begins_one_stop_up_and_ends_with_its_last_step():
    """Algorithm 1, on the editor's filters."""
    steps = steps_of(photo(), replace(AESTHETIC, method=Method.PAPER, steps=3))
    assert len(steps) == 4 and answer(steps) is steps[-1]
    (exposure,) = steps[0].recipe.filters
    assert exposure.values == {"stops": 1.0}


def a_taste(look=None):
    look = look or read_looks()[0]
    squares = [squash(render(read_proxy(p, 480), look.recipe)) for p in starter_photos()[1:]]
    vector = NETWORKS.taste_model().describe(squares).rows.mean(0)
    return TasteUse(name="a taste", body=TasteBody.of_vector(vector, NETWORKS.taste_model().model))


@pytest.mark.parametrize("number", [10, 30, 60])
def test_a_taste_is_come_nearer_to(number):
    """From neutral towards a look that is known: less ΔE to the photo in that look than before."""
    look = read_looks()[number]
    pixels = read_proxy(starter_photos()[0], 480)
    wanted = render(pixels, look.recipe)
    request = SuggestRequest(guide=GuideKind.TASTE, taste=a_taste(look))
    steps = list(suggest(WITHOUT_RATER, SmallPhoto.of(pixels), request))
    found = render(pixels, answer(steps).recipe)
    assert delta_e(found, wanted) < delta_e(pixels, wanted)
    assert answer(steps).recipe.taste is None  # the filters stand for it


def test_both_is_the_mean_of_its_halves():
    """At the photo as it is, the score is half the rater's and half the taste's."""
    rater, use = Wants(0.6, 0.5, 0.4), a_taste()
    first = {
        kind: next(
            suggest(
                with_rater(rater),
                SmallPhoto.of(photo()),
                SuggestRequest(guide=kind, taste=use, steps=1),
            )
        ).score
        for kind in GuideKind
    }
    mean = (first[GuideKind.AESTHETIC] + first[GuideKind.TASTE]) / 2
    assert first[GuideKind.BOTH] == pytest.approx(mean, abs=1e-4)


def test_settings_become_short_recipes():
    """Defaults are left out, numbers have three decimals and stay within their sliders."""
    recipe = with_settings(
        Recipe(), {"exposure": {"stops": 0.123456}, "contrast": {"contrast": 0.00001}}
    )
    assert [(s.name, s.values) for s in recipe.filters] == [("exposure", {"stops": 0.123})]
