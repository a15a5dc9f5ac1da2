"""Raw files are as bright as the camera showed them, and equal exposures equally."""

import numpy as np
import pytest

from pieditor.imaging.decode import read_photo, read_proxy
from pieditor.imaging.formats import raw_brightness
from pieditor.imaging.formats.raw_brightness import brightened, to_linear
from pieditor.imaging.raw_choice import Brightness
from tests.raw_files import dng


def test_the_frames_of_a_bracket_stay_apart(tmp_path):
    """A stop less of exposure is a stop less of light, in the photo and in its proxy."""
    for name, exposure in (("a", 0.5), ("b", 0.25), ("c", 0.125)):
        dng(tmp_path / f"{name}.dng", exposure)
    for read in (lambda p: read_photo(p).pixels / 65535, lambda p: read_proxy(p, 96) / 255):
        light = [to_linear(read(tmp_path / f"{name}.dng")).mean() for name in "abc"]
        assert light[0] / light[1] == pytest.approx(2, rel=0.1)
        assert light[1] / light[2] == pytest.approx(2, rel=0.1)


def test_the_automatic_makes_them_equal(tmp_path, monkeypatch):
    """The switch gives what LibRaw does by itself."""
    monkeypatch.setattr(Brightness, "is_automatic", True)
    for name, exposure in (("a", 0.5), ("b", 0.125)):
        dng(tmp_path / f"{name}.dng", exposure)
    means = [read_photo(tmp_path / f"{name}.dng").pixels.mean() for name in "ab"]
    assert means[0] == pytest.approx(means[1], rel=0.05)


@pytest.mark.parametrize("gain", [0.7, 1.0, 1.9, 4.0])
def test_the_gain_of_a_preview_is_found(gain):
    """A preview of the same picture under a gain gives that gain back."""
    ramp = np.linspace(0.002, 0.2, 4000)
    wanted = (brightened(_codes(ramp), gain) / 65535).mean()
    assert raw_brightness._gain_for(to_linear(_codes(ramp) / 65535), wanted) == pytest.approx(
        gain, rel=0.01
    )


def _codes(linear):
    return np.round(raw_brightness._to_encoded(linear) * 65535).astype(np.uint16)


def test_no_gain_changes_nothing():
    """Every code value stays within its rounding."""
    codes = np.arange(65536, dtype=np.uint16)
    assert np.abs(brightened(codes, 1.0).astype(int) - codes).max() <= 1
