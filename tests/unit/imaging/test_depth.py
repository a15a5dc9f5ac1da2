"""Between depths and onto paper."""

import numpy as np
import pytest

from pieditor.imaging.depth import over_white, to_8_bits, to_16_bits


def test_16_bits_round_to_the_nearest_level():
    """All 65,536 values, against exact arithmetic."""
    values = np.arange(65536, dtype=np.uint16)[:, None]
    exact = np.floor(values.astype(np.float64) / 257 + 0.5).astype(np.uint8)
    np.testing.assert_array_equal(to_8_bits(values), exact)


def test_there_and_back():
    """8 bits survive the way through 16 and through floats."""
    values = np.arange(256, dtype=np.uint8)[:, None]
    np.testing.assert_array_equal(to_8_bits(to_16_bits(values)), values)
    floats = (values / 255).astype(np.float32)
    np.testing.assert_array_equal(to_8_bits(floats), values)
    np.testing.assert_array_equal(to_16_bits(floats), to_16_bits(values))


def test_floats_beyond_the_range_are_clipped():
    """Nothing wraps around."""
    floats = np.array([[-3.0, 7.0]], np.float32)
    assert to_8_bits(floats).tolist() == [[0, 255]]
    assert to_16_bits(floats).tolist() == [[0, 65535]]


@pytest.mark.parametrize(("dtype", "top"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1)])
def test_transparent_pixels_show_the_paper(dtype, top):
    """Opaque stays, clear is white, half is half."""
    pixels = np.zeros((1, 3, 3), dtype)
    alpha = np.array([[top, 0, top / 2]]).astype(dtype)
    levels = over_white(pixels, alpha)[0, :, 0] / top
    np.testing.assert_allclose(levels, [0, 1, 0.5], atol=1 / 255)
    assert over_white(pixels, None) is pixels
