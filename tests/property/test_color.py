"""Colour spaces against published values and another implementation."""

import numpy as np
import pytest
import torch
from hypothesis import given
from skimage.color import rgb2lab

from pieditor.core.color import (
    linear_to_srgb,
    luminance,
    rgb_to_lab,
    rgb_to_ycbcr,
    srgb_to_linear,
)
from tests.property.strategies import HUGE, photos

# Bruce Lindbloom's tables for sRGB over D65, two decimals.
PUBLISHED_LAB = {
    "red": ((1, 0, 0), (53.24, 80.09, 67.20)),
    "green": ((0, 1, 0), (87.73, -86.18, 83.18)),
    "blue": ((0, 0, 1), (32.30, 79.19, -107.86)),
    "yellow": ((1, 1, 0), (97.14, -21.55, 94.48)),
    "cyan": ((0, 1, 1), (91.11, -48.09, -14.13)),
    "magenta": ((1, 0, 1), (60.32, 98.23, -60.82)),
    "white": ((1, 1, 1), (100, 0, 0)),
    "black": ((0, 0, 0), (0, 0, 0)),
    "grey": ((0.5, 0.5, 0.5), (53.39, 0, 0)),
}
ALL_SPACES = pytest.mark.parametrize(
    "convert", [srgb_to_linear, linear_to_srgb, luminance, rgb_to_ycbcr, rgb_to_lab]
)


@pytest.mark.parametrize("name", PUBLISHED_LAB)
def test_lab_has_the_published_values(name):
    """The corners of sRGB lie in CIELAB where the tables say."""
    rgb, lab = PUBLISHED_LAB[name]
    np.testing.assert_allclose(rgb_to_lab(np.array(rgb, float)), lab, atol=0.03)


@given(photo=photos())
def test_lab_agrees_with_scikit_image(photo):
    """Any picture: the same CIELAB as another library's."""
    np.testing.assert_allclose(rgb_to_lab(photo), rgb2lab(photo), atol=0.02)


@given(photo=photos(-2, 3))
def test_encoding_and_decoding_are_inverses(photo):
    """sRGB to linear and back is the same picture, outside [0, 1] too."""
    np.testing.assert_allclose(linear_to_srgb(srgb_to_linear(photo)), photo, atol=1e-6)


def test_srgb_follows_the_standard():
    """IEC 61966-2-1: 12.92 below the knee, the power above, 0.5 is 21.4 % of the light."""
    encoded = np.array([0.0, 0.02, 0.04045, 0.5, 1.0])
    light = [0.0, 0.02 / 12.92, 0.0031308, 0.2140411, 1.0]
    np.testing.assert_allclose(srgb_to_linear(encoded), light, atol=1e-6)


@given(photo=photos(0, 2))
def test_encoding_is_odd(photo):
    """Negative values mirror positive ones, so nothing jumps at zero."""
    np.testing.assert_array_equal(srgb_to_linear(-photo), -srgb_to_linear(photo))
    np.testing.assert_array_equal(linear_to_srgb(-photo), -linear_to_srgb(photo))


def test_ycbcr_has_the_published_values():
    """BT.601: the weights of luma, and half the range of chroma at the corners."""
    red, blue = rgb_to_ycbcr(np.array([[1.0, 0, 0], [0, 0, 1.0]]))
    np.testing.assert_allclose(red, [0.299, -0.168736, 0.5], atol=1e-6)
    np.testing.assert_allclose(blue, [0.114, 0.5, -0.081312], atol=1e-6)


def test_luminance_is_that_of_the_filters():
    """Lum = 0.27 r + 0.67 g + 0.06 b."""
    np.testing.assert_allclose(luminance(np.array([0.8, 0.4, 0.2])), [0.496], atol=1e-12)


@ALL_SPACES
@given(photo=photos(-1, 2))
def test_numpy_equals_torch(convert, photo):
    """The same numbers in both libraries."""
    np.testing.assert_allclose(convert(torch.from_numpy(photo)).numpy(), convert(photo), atol=1e-9)


@ALL_SPACES
@given(photo=photos(-HUGE, HUGE, np.float32))
def test_finite_in_gives_finite_out(convert, photo):
    """No infinities from absurd values, and float32 stays float32."""
    result = convert(photo)
    assert np.isfinite(result).all()
    assert result.dtype == np.float32
