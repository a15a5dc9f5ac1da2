"""Each filter against EXPOSURE's published formula (Hu et al. 2018), worked out by hand.

Where a filter departs from it, the module says so; here is the regime where it does not, or the
published formula times the stated departure.
"""

import colorsys
import math

import numpy as np
import pytest

from pieditor.core.color import linear_to_srgb, srgb_to_linear
from pieditor.core.filters import (
    BLACK_WHITE,
    COLOR_CURVE,
    CONTRAST,
    EXPOSURE,
    GAMMA,
    SATURATION,
    TONE_CURVE,
    WHITE_BALANCE,
)

PIXEL = (0.8, 0.4, 0.2)


def run(filter_, pixel, **values):
    """One pixel through a filter; sliders not named stay at their defaults."""
    return filter_.apply(np.array([[pixel]], float), filter_.defaults() | values)[0, 0]


def test_exposure_doubles_linear_light():
    """y = x * 2^E on light: sRGB 0.5 is 0.21404 of the light, and one stop more is 0.42808."""
    assert srgb_to_linear(run(EXPOSURE, (0.5,) * 3, stops=1.0))[0] == pytest.approx(0.428082)
    # 1.055 * 0.42808^(1/2.4) - 0.055
    assert run(EXPOSURE, (0.5,) * 3, stops=1.0)[0] == pytest.approx(0.68583, abs=2e-5)
    for stops in (-3.5, -1.0, 2.0, 3.5):
        light = srgb_to_linear(np.array(PIXEL)) * 2.0**stops
        np.testing.assert_allclose(run(EXPOSURE, PIXEL, stops=stops), linear_to_srgb(light))


@pytest.mark.parametrize("gamma", [1 / 3, 0.5, 1.7, 3.0])
def test_gamma_is_a_power(gamma):
    """y = x^g above 0.001."""
    np.testing.assert_allclose(run(GAMMA, PIXEL, gamma=gamma), [c**gamma for c in PIXEL])
    assert run(GAMMA, (0.5,) * 3, gamma=2.0)[0] == 0.25


@pytest.mark.parametrize("gamma", [0.4, 2.5])
def test_gamma_has_no_step_at_its_toe(gamma):
    """The straight line below 0.001 begins where the power ends, and reaches zero at zero."""
    below, above = run(GAMMA, (0.001, 0.001 + 1e-12, 0.0), gamma=gamma)[:2]
    assert below == pytest.approx(above, rel=1e-6)
    assert run(GAMMA, (0.0, 0.0, 0.0), gamma=gamma)[0] == 0


def test_white_balance_gives_the_published_ratios():
    """Gains exp(w), normalised to luminance 1; the full slider is the paper's exp(0.5)."""
    light = srgb_to_linear(run(WHITE_BALANCE, (0.5,) * 3, temperature=1.0))
    assert light[0] / light[2] == pytest.approx(math.exp(0.5))
    assert np.dot(light, (0.27, 0.67, 0.06)) == pytest.approx(srgb_to_linear(np.array(0.5)))
    light = srgb_to_linear(run(WHITE_BALANCE, (0.5,) * 3, tint=1.0))
    assert light[0] / light[1] == pytest.approx(math.exp(0.5))
    assert light[0] == pytest.approx(light[2])


@pytest.mark.parametrize("pixel", [PIXEL, (0.1, 0.5, 0.45), (0.9, 0.85, 0.95), (0.2, 0.1, 0.9)])
@pytest.mark.parametrize("amount", [0.3, 1.0])
def test_saturation_is_the_published_change_faded_towards_grey(pixel, amount):
    """x + p (RGB(h, s', v) - x) with s' = s + 0.8 (1 - s)(0.5 - |0.5 - v|), times s/(s + 0.25)."""
    hue, s, v = colorsys.rgb_to_hsv(*pixel)
    more = s + 0.8 * (1 - s) * (0.5 - abs(0.5 - v))
    published = np.array(colorsys.hsv_to_rgb(hue, more, v)) - pixel
    expected = np.array(pixel) + amount * published * s / (s + 0.25)
    np.testing.assert_allclose(run(SATURATION, pixel, saturation=amount), expected, atol=1e-12)


def test_saturation_at_minus_one_is_luminance():
    """The other half of the slider ends at grey: 0.27 * 0.8 + 0.67 * 0.4 + 0.06 * 0.2 = 0.496."""
    np.testing.assert_allclose(run(SATURATION, PIXEL, saturation=-1.0), [0.496] * 3)


def test_tone_curve_has_the_published_shape():
    """First slope doubled: 8/9 * 2/8 = 2/9 after one piece, 8/9 * 5/8 = 5/9 after four, 1 at 1."""
    curve = run(TONE_CURVE, (0.125, 0.5, 1.0), tone1=2.0)
    np.testing.assert_allclose(curve, [2 / 9, 5 / 9, 1.0])


def test_color_curve_bends_one_channel():
    """Last slope of red 1.1: at 7/8 the curve is 8/8.1 * 7/8; green and blue stay."""
    result = run(COLOR_CURVE, (0.875, 0.875, 0.875), red8=1.1)
    np.testing.assert_allclose(result, [8 / 8.1 * 0.875, 0.875, 0.875])


def test_contrast_has_the_published_values():
    """Grey 0.25: 1/2 - 1/2 cos(pi/4) = 0.146447; a colour keeps the ratio of its channels."""
    assert run(CONTRAST, (0.25,) * 3, contrast=1.0)[0] == pytest.approx(0.146447, abs=2e-6)
    assert run(CONTRAST, (0.25,) * 3, contrast=0.5)[0] == pytest.approx(0.198223, abs=2e-6)
    # Lum 0.496: 1/2 - 1/2 cos(0.496 pi) = 0.493717, and 0.8 * 0.493717 / 0.496001 = 0.796316.
    result = run(CONTRAST, PIXEL, contrast=1.0)
    assert result[0] == pytest.approx(0.796316, abs=2e-6)
    np.testing.assert_allclose(result / result[0], np.array(PIXEL) / 0.8)


def test_black_white_mixes_with_luminance():
    """Half of (0.8, 0.4, 0.2) and half of 0.496."""
    np.testing.assert_allclose(run(BLACK_WHITE, PIXEL, amount=0.5), [0.648, 0.448, 0.348])
