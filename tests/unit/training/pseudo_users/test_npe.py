"""NPE: the illumination against a loop over the window, the table, and what it does to shadows."""

import numpy as np
import pytest

from tests.spotlight import lit_patches
from training.pseudo_users.just_noticeable import just_noticeable_difference, lifting_table
from training.pseudo_users.npe import (
    BRIGHT_WINDOW,
    DECAY,
    LIGHT_WINDOW,
    apply,
    brightest,
    illumination,
)


def literal_illumination(levels: np.ndarray) -> np.ndarray:
    """Steps 2 and 3 of the method, pixel by pixel."""

    def window(plane, row, column, side):
        rows = np.clip(np.arange(row - side // 2, row + side // 2 + 1), 0, plane.shape[0] - 1)
        columns = np.clip(
            np.arange(column - side // 2, column + side // 2 + 1), 0, plane.shape[1] - 1
        )
        return plane[np.ix_(rows, columns)]

    places = list(np.ndindex(levels.shape))
    highest, bright = np.zeros_like(levels), np.zeros_like(levels)
    light = np.zeros(levels.shape)
    for place in places:
        highest[place] = window(levels, *place, BRIGHT_WINDOW).max()
    for place in places:
        near = window(highest, *place, BRIGHT_WINDOW)
        bright[place] = near[near >= levels[place]].min()
    for place in places:
        q = window(bright, *place, LIGHT_WINDOW).astype(float)
        weight = np.where(q >= levels[place], np.exp(-(q - levels[place]) / DECAY), 0)
        light[place] = (weight * (q + 1)).sum() / weight.sum()
    return light


def test_box_sums_by_level_are_the_weighted_window():
    """The part of the weight that belongs to the pixel in the middle cancels."""
    levels = np.random.default_rng(1).integers(10, 256, (25, 31))
    np.testing.assert_allclose(illumination(levels), literal_illumination(levels), rtol=1e-9)


@pytest.mark.parametrize(
    ("level", "lifted"), [(10, 128.2), (60, 137.1), (127, 167.0), (200, 221.5)]
)
def test_the_table_lifts_shadows_to_mid_grey(level, lifted):
    """The values that the authors' code gives."""
    assert lifting_table(127, 0.63, 256)[level] == pytest.approx(lifted, abs=0.05)


def test_the_just_noticeable_difference():
    """20 levels in black, 3 in mid grey, 6 in white."""
    np.testing.assert_allclose(just_noticeable_difference(np.array([0.0, 127, 255])), [20, 3, 6])


def test_dark_pictures_become_brighter():
    """From a mean of 44 to about 92."""
    pixels = np.repeat(np.rint(255 * lit_patches()).astype(np.uint8)[..., None], 3, axis=2)
    assert 80 < apply(pixels).mean() < 110
    scaled = pixels * (255 / pixels.max())
    light = illumination(brightest(scaled))
    assert light.min() > 10 and light.max() == 256
