"""Pictures are turned as EXIF asks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from pieditor.imaging.orientation import upright, upright_size


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("size", [(3, 5), (401, 223)])
def test_pillow_turns_the_same_way(orientation, size, encoded):
    """All eight orientations agree with another library, for pictures beyond one tile too."""
    pixels = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)
    image = Image.fromarray(pixels)
    image.getexif()[0x0112] = orientation
    expected = np.asarray(ImageOps.exif_transpose(image))
    turned = upright(pixels, orientation)
    np.testing.assert_array_equal(turned, expected)
    assert turned.flags.c_contiguous
    assert upright_size(size[1], size[0], orientation) == expected.shape[1::-1]


@given(st.integers(1, 8), st.sampled_from([np.uint8, np.uint16, np.float32]), st.booleans())
def test_any_kind_of_pixels(orientation, dtype, is_grey):
    """Depth and number of channels do not matter, and nothing but places changes."""
    pixels = np.arange(6 if is_grey else 18, dtype=dtype).reshape((2, 3) if is_grey else (2, 3, 3))
    turned = upright(pixels, orientation)
    assert turned.dtype == dtype
    np.testing.assert_array_equal(np.sort(turned, axis=None), pixels.ravel())
    back = {6: 8, 8: 6}.get(orientation, orientation)
    np.testing.assert_array_equal(upright(turned, back), pixels)
