"""The live strip: the taste so far on the user's own photos, at the speed of clicks."""

import numpy as np
import pytest

from pieditor.core.errors import Cancelled
from pieditor.core.recipe import Recipe
from pieditor.services.develop.develop import develop
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.starter import starter_photos
from pieditor.services.tastes.gallery import ProxyCache
from pieditor.services.tastes.live_strip import prepare_strip, render_strip
from pieditor.services.tastes.taste import make_taste


@pytest.fixture(scope="module")
def networks():
    """The shipped networks."""
    return Networks("cpu")


@pytest.fixture(scope="module")
def use(networks):
    """The taste of somebody who likes one starter photograph as it is."""
    photo = prepare_strip(networks, starter_photos()[:1], ProxyCache())[0]
    model = networks.taste_model()
    return make_taste("", model, photo.seen.described(model).rows).use()


def test_three_photos_spread_over_all(networks):
    """The first, one from the middle, one from the end; each 360 pixels long."""
    photos = starter_photos()
    strip = prepare_strip(networks, photos, ProxyCache())
    assert [p.path for p in strip] == [photos[0], photos[2], photos[4]]
    assert all(max(p.picture.shape) == 360 for p in strip)


def test_unreadable_photos_are_replaced(networks, tmp_path):
    """As long as there are others; with fewer the strip is shorter."""
    (tmp_path / "a.jpg").write_text("no picture")
    photos = [tmp_path / "a.jpg", *starter_photos()[:2], tmp_path / "b.jpg"]
    strip = prepare_strip(networks, photos, ProxyCache())
    assert [p.path for p in strip] == starter_photos()[:2]
    assert prepare_strip(networks, [tmp_path / "a.jpg"], ProxyCache()) == ()


def test_the_strip_shows_the_taste(networks, use):
    """What it shows is what the editor renders, within what a small table may differ."""
    strip = prepare_strip(networks, starter_photos(), ProxyCache())
    for photo, shown in zip(strip, render_strip(networks, strip, use), strict=True):
        exact = develop(networks, photo.picture, Recipe(taste=use))
        assert shown.shape == photo.picture.shape
        assert np.abs(shown.astype(int) - exact).mean() < 2
        plain = develop(networks, photo.picture, Recipe())
        assert np.abs(shown.astype(int) - plain).mean() > 2


def test_a_strip_can_be_cancelled(networks, use):
    """The next click is waiting."""
    strip = prepare_strip(networks, starter_photos(), ProxyCache())
    with pytest.raises(Cancelled):
        render_strip(networks, strip, use, is_cancelled=lambda: True)
