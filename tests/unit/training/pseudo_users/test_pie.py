"""PIE: light and reflectance of a picture in which both are known."""

from tests.spotlight import light, likeness, lit_patches, reflectance
from training.pseudo_users.pie import separate


def test_light_and_reflectance_are_found():
    """Two rounds lift the mean from 44 levels to about 93."""
    value = 255 * lit_patches()
    found, illumination = separate(value)
    assert likeness(found + 1e-3, reflectance()) > 0.9
    assert likeness(illumination, light()) > 0.5
    assert found.min() >= 0 and found.max() <= 1 and (illumination >= value - 1e-9).all()
    assert 85 < (found * 255 * (illumination / 255) ** (1 / 2.2)).mean() < 100
