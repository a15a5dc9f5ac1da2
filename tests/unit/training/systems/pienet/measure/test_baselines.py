"""Baselines must be as good as they can be, or the comparison is unfair."""

import numpy as np

from pieditor.core.color import rgb_to_lab
from pieditor.core.render.lut import apply_table
from training.systems.pienet.measure import baselines


def test_fitted_table_recovers_a_smooth_look():
    """With the originals at hand a table reproduces a look almost exactly."""
    rng = np.random.default_rng(1)
    before = rng.random((6000, 3)).astype(np.float32)
    after = before**1.5
    table = baselines.fit_table(before, after)
    shown = apply_table(table, before)
    assert np.abs(shown - after).mean() < 0.01


def test_lab_inverse():
    """Lab and back is the same colour."""
    colours = np.random.default_rng(2).random((100, 3)).astype(np.float32)
    np.testing.assert_allclose(baselines.lab_to_rgb(rgb_to_lab(colours)), colours, atol=2e-4)


def test_reinhard_gives_the_favourites_mean_and_spread():
    """Inside the gamut, Lab means and spreads are the favourites'."""
    rng = np.random.default_rng(3)
    photo = 0.45 + 0.1 * rng.random((40, 40, 3), dtype=np.float32)
    liked = 0.5 + 0.1 * rng.random((500, 3), dtype=np.float32)
    ours = rgb_to_lab(baselines.reinhard(photo, liked)).reshape(-1, 3)
    np.testing.assert_allclose(ours.mean(0), rgb_to_lab(liked).mean(0), atol=0.3)
    np.testing.assert_allclose(ours.std(0), rgb_to_lab(liked).std(0), atol=0.3)


def test_histogram_matching_a_photo_to_itself_changes_little():
    """A picture has its own histogram."""
    photo = np.random.default_rng(4).random((64, 64, 3)).astype(np.float32)
    same = baselines.match_histogram(photo, photo.reshape(-1, 3))
    assert np.abs(same - photo).max() < 0.01
