"""Pictures shrink to the size that was asked for, and look the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pieditor.imaging.resize import fitted_size, resize_8_bits, shrink


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(1, 3000))
def test_the_long_edge_is_exact(width, height, long_edge_px):
    """The long edge is what was asked for or the picture's own, proportions hold to a pixel."""
    new_width, new_height = fitted_size(width, height, long_edge_px)
    assert max(new_width, new_height) == min(long_edge_px, max(width, height))
    assert min(new_width, new_height) >= 1
    scale = max(new_width, new_height) / max(width, height)
    assert abs(new_width - width * scale) <= 1
    assert abs(new_height - height * scale) <= 1


@pytest.mark.parametrize(("dtype", "top"), [(np.uint8, 255), (np.uint16, 65535), (np.float32, 1.0)])
def test_every_depth_gives_the_same_picture(dtype, top, picture):
    """8 bits, 16 bits and floats agree within a level of 8 bits, and keep their type."""
    pixels = (picture.astype(np.float64) * top / 255).astype(dtype)
    small = shrink(pixels, 50)
    assert small.dtype == dtype
    assert small.shape == (33, 50, 3)
    reference = shrink(picture, 50).astype(np.float64)
    assert np.abs(small * (255 / top) - reference).max() <= 1.6


@pytest.mark.parametrize("channels", [None, 1, 3, 4])
def test_any_number_of_channels(channels, picture):
    """Grey planes, alpha planes and stacks keep their dimensions."""
    shape = picture.shape[:2] if channels is None else (*picture.shape[:2], channels)
    small = shrink(np.full(shape, 77, np.uint8), 60)
    assert small.shape == (40, 60) if channels is None else (40, 60, channels)
    assert (small == 77).all()


def test_nothing_is_enlarged(picture):
    """A small picture comes back as it is."""
    assert shrink(picture, 180) is picture
    assert shrink(picture, 5000) is picture


def test_no_moire():
    """A pattern finer than the new pixels becomes its average, not a coarse pattern."""
    stripes = np.zeros((400, 900, 3), np.uint8)
    stripes[:, ::2] = 255
    small = shrink(stripes, 311)
    assert np.ptp(small[:, 5:-5].astype(int)) <= 30
    assert abs(small.mean() - 127.5) < 2


def test_in_one_step_or_in_two(picture):
    """A picture reduced before looks like one reduced at once: at least 35 dB."""
    large = np.kron(picture, np.ones((8, 8, 1), np.uint8))
    once, twice = shrink(large, 200), shrink(shrink(large, 700), 200)
    error = np.mean((once.astype(float) - twice) ** 2)
    assert 10 * np.log10(255**2 / error) >= 35


@given(
    height=st.integers(1, 900), width=st.integers(1, 900),
    size=st.tuples(st.integers(1, 300), st.integers(1, 300)),
    channels=st.sampled_from([(), (3,)]), filter_=st.sampled_from(["BOX", "HAMMING"]),
)  # fmt: skip
def test_in_bands_it_is_pillows_own_result(height, width, size, channels, filter_):
    """To the bit, wherever the bands end."""
    pixels = np.random.default_rng(height).integers(0, 256, (height, width, *channels), np.uint8)
    chosen = Image.Resampling[filter_]
    expected = Image.fromarray(pixels).resize(size, chosen, reducing_gap=2.0)
    assert np.array_equal(resize_8_bits(pixels, size, chosen), np.asarray(expected))
