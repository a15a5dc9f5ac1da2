"""HistMod by hand on a picture of eight pixels."""

import numpy as np

from training.pseudo_users.histmod import contrast_histogram, level_map


def test_histogram_counts_only_where_contrast_is():
    """A pixel counts when it differs by more than 2 levels from two columns before."""
    levels = np.array([[10, 10, 13, 12, 13, 40]], np.uint8)
    # |13 − 10| = 3 counts, |12 − 10| = 2 does not, |13 − 13| = 0 does not, |40 − 12| counts.
    expected = np.zeros(256)
    expected[[13, 40]] = 1
    np.testing.assert_array_equal(contrast_histogram(levels), expected)


def test_map_is_the_formula():
    """(h + λu) / (1 + λ) with λ = 1.5, accumulated."""
    levels = np.array([[0, 0, 100, 100, 100, 100], [0, 0, 200, 0, 200, 0]], np.uint8)
    # Counted: 100, 100 in the first row, 200 in the second; 3 in all, so u = 3 / 256.
    out = level_map(levels)
    u = 3 / 256
    at_99 = 100 * 1.5 * u / (3 + 1.5 * 3)
    np.testing.assert_allclose(out[99], 255 * at_99)
    at_100 = (2 + 101 * 1.5 * u) / (3 + 1.5 * 3)
    np.testing.assert_allclose(out[100], 255 * at_100)
    np.testing.assert_allclose(out[255], 255)
    assert (np.diff(out) > 0).all()
