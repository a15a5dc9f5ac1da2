"""SRIE: light and reflectance of a picture in which both are known."""

import numpy as np

from tests.spotlight import light, likeness, lit_patches, reflectance
from training.pseudo_users.srie import separate


def test_light_and_reflectance_are_found():
    """Their product is the picture, and each looks like the true one."""
    value = np.maximum(255 * lit_patches(), 1)
    found, illumination = separate(value)
    np.testing.assert_allclose(found * illumination, value, rtol=0.1)
    assert np.abs(found * illumination / value - 1).mean() < 0.01
    assert likeness(found, reflectance()) > 0.9
    assert likeness(illumination, light()) > 0.9
    assert found.max() <= 1 and (illumination >= value - 1e-9).all()


def test_levels_from_0_to_1_would_separate_nothing():
    """The parameters belong to levels up to 255; reflectance would stay near 1."""
    small, _ = separate(np.maximum(lit_patches(), 1e-3))
    large, _ = separate(np.maximum(255 * lit_patches(), 1))
    assert small.mean() > 0.9 and large.mean() < 0.7
