"""The live strip: the taste so far on the user's own photos, at the speed of clicks."""

import numpy as np
import pytest

from pieditor.core.recipe import Recipe
from pieditor.core.render import Cancelled
from pieditor.services.gallery import ProxyCache
from pieditor.services.live_strip import prepare_strip, render_strip
from pieditor.services.personal import open_pienet, render_recipe, taste_recipe
from pieditor.services.starter import starter_photos
from pieditor.services.taste import Taste


@pytest.fixture(scope="module")
def pienet():
    """The shipped networks."""
    return open_pienet("cpu")


@pytest.fixture(scope="module")
def vector(pienet):
    """The taste of somebody who likes one starter photograph as it is."""
    return prepare_strip(pienet, starter_photos()[:1], ProxyCache())[0].embedded.embedding[0]


def test_three_photos_spread_over_all(pienet):
    """The first, one from the middle, one from the end; each 360 pixels long."""
    photos = starter_photos()
    strip = prepare_strip(pienet, photos, ProxyCache())
    assert [p.path for p in strip] == [photos[0], photos[2], photos[4]]
    assert all(max(p.picture.shape) == 360 for p in strip)


def test_unreadable_photos_are_replaced(pienet, tmp_path):
    """As long as there are others; with fewer the strip is shorter."""
    (tmp_path / "a.jpg").write_text("no picture")
    photos = [tmp_path / "a.jpg", *starter_photos()[:2], tmp_path / "b.jpg"]
    strip = prepare_strip(pienet, photos, ProxyCache())
    assert [p.path for p in strip] == starter_photos()[:2]
    assert prepare_strip(pienet, [tmp_path / "a.jpg"], ProxyCache()) == ()


def test_the_strip_shows_the_taste(pienet, vector):
    """What it shows is what the editor renders, within what a small table may differ."""
    strip = prepare_strip(pienet, starter_photos(), ProxyCache())
    taste = Taste(
        name="", vector=vector, num_favourites=1, model=pienet.model_hash, created=""
    )  # fmt: skip
    for photo, shown in zip(strip, render_strip(pienet, strip, vector), strict=True):
        exact = render_recipe(pienet, photo.picture, taste_recipe(taste, 1.0))
        assert shown.shape == photo.picture.shape
        assert np.abs(shown.astype(int) - exact).mean() < 2
        plain = render_recipe(pienet, photo.picture, Recipe())
        assert np.abs(shown.astype(int) - plain).mean() > 2


def test_a_strip_can_be_cancelled(pienet, vector):
    """The next click is waiting."""
    strip = prepare_strip(pienet, starter_photos(), ProxyCache())
    with pytest.raises(Cancelled):
        render_strip(pienet, strip, vector, is_cancelled=lambda: True)
