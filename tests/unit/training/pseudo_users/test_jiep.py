"""JieP: light and reflectance of a picture in which both are known."""

import numpy as np

from tests.spotlight import likeness, lit_patches, reflectance
from training.pseudo_users.jiep import separate


def test_light_and_reflectance_are_found():
    """In about eight rounds; the mean rises from 0.17 to about 0.4."""
    value = lit_patches()
    found, illumination, rounds = separate(value, value)
    assert likeness(found, reflectance()) > 0.9
    assert rounds <= 10
    assert found.max() <= 1
    assert 0.3 < (found * illumination ** (1 / 2.2)).mean() < 0.42
    assert np.abs(found * illumination - value).mean() < 0.02
