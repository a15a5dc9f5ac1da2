"""CDSA: its parts, each on a picture made for it."""

import numpy as np
import pytest

from training.pseudo_users.cdsa import (
    apply,
    entropy,
    equalised,
    limited_steps,
    local_contrast,
    without_cast,
)
from training.pseudo_users.hsi import hsi_to_rgb, rgb_to_hsi
from training.pseudo_users.just_noticeable import just_noticeable_difference


def test_hue_saturation_and_intensity_come_back():
    """And the primaries have the hues of the textbook."""
    colours = np.random.default_rng(1).random((500, 3))
    np.testing.assert_allclose(hsi_to_rgb(*rgb_to_hsi(colours)), colours, atol=1e-12)
    hue, saturation, intensity = rgb_to_hsi(np.eye(3))
    np.testing.assert_allclose(hue, np.radians([0, 120, 240]))
    np.testing.assert_allclose(saturation, 1)
    np.testing.assert_allclose(intensity, 1 / 3)
    np.testing.assert_allclose(rgb_to_hsi(np.zeros((1, 3))), 0)


def test_a_cast_goes():
    """The brightest places, which are white in the true picture, become white."""
    rng = np.random.default_rng(1)
    grey = np.repeat(rng.integers(0, 256, (60, 60, 1)), 3, axis=2)
    cast = np.rint(grey * (0.9, 0.7, 0.5)).astype(np.uint8)
    out = without_cast(cast).astype(int)
    assert np.abs(out[..., 0] - out[..., 2]).max() <= 2


def test_no_step_of_a_curve_is_larger_than_its_limit():
    """A histogram of one level becomes a curve that rises everywhere, to its top."""
    histogram = np.zeros(256)
    histogram[40] = 1
    steps = limited_steps(histogram, 200, 2)
    curve = np.cumsum(steps)
    assert curve[-1] == pytest.approx(200, abs=0.01)
    assert (steps <= 2 * np.ceil(just_noticeable_difference(curve)) + 0.01).all()
    assert steps.min() > 0


def test_entropy_of_known_pictures():
    """None in a flat picture, 8 bits when every level occurs as often."""
    assert entropy(np.full((4, 4, 3), 9, np.uint8)) == 0
    every = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    assert entropy(every) == 8


def test_blocks_join_without_a_seam():
    """A ramp stays a ramp: no jump where one block ends and the next begins."""
    ramp = np.repeat(np.linspace(20, 120, 180)[None, :, None], 90, axis=0).repeat(3, axis=2)
    out = equalised(np.rint(ramp).astype(np.uint8))[..., 0]
    assert np.diff(out, axis=1).max() < 8
    assert out.max() > 150


def test_contrast_is_relative():
    """Half the light is the same contrast."""
    plane = np.where(np.arange(40) < 20, 100.0, 200.0)[None].repeat(40, axis=0)
    assert local_contrast(plane)[20, 20] == 0.5 == local_contrast(plane / 2)[20, 20]
    assert local_contrast(plane)[20, 2] == 0


def test_what_gains_contrast_gains_saturation():
    """A flat, pale picture becomes more colourful."""
    rng = np.random.default_rng(1)
    pale = np.clip(rng.normal((90, 80, 70), 12, (90, 90, 3)), 0, 255).astype(np.uint8)
    pale[0, :9] = 255  # a white without a cast
    out = apply(pale)

    def colour(pixels):
        return float((pixels.max(axis=2).astype(int) - pixels.min(axis=2)).mean())

    assert colour(out) > 1.3 * colour(pale)
