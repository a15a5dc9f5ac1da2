"""Thumbnails: the camera's preview of raw files, proxies of all others."""

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import PhotoUnreadable
from pieditor.imaging.decode import read_proxy, read_size, read_thumbnail


@pytest.mark.parametrize("name", ["canon.crw", "colorchart.dng", "kodak-dc50.kdc"])
@pytest.mark.parametrize("long_edge_px", [96, 256])
def test_raw_thumbnail_has_the_photo_s_shape(shared, name, long_edge_px):
    """From a preview or developed, a thumbnail is upright, of the size asked for, and no blank."""
    path = shared / "photos" / "raw" / name
    thumbnail = read_thumbnail(path, long_edge_px)
    width, height = read_size(path)
    assert max(thumbnail.shape[:2]) == long_edge_px and thumbnail.dtype == np.uint8
    # Previews are cropped by some rows.
    assert thumbnail.shape[1] / thumbnail.shape[0] == pytest.approx(width / height, rel=0.12)
    assert thumbnail.std() > 10


@pytest.mark.parametrize("name", ["colorchart.dng", "kodak-dc50.kdc"])
def test_raw_without_a_large_preview_is_developed(shared, name):
    """A preview that is missing or smaller than what is asked for is not blown up."""
    path = shared / "photos" / "raw" / name
    long_edge_px = max(read_size(path))
    thumbnail = read_thumbnail(path, long_edge_px)
    assert np.array_equal(thumbnail, read_proxy(path, long_edge_px))


def test_other_formats_give_their_proxy(tmp_path):
    """A JPEG's thumbnail is its proxy."""
    pixels = np.random.default_rng(1).integers(0, 256, (40, 60, 3), dtype=np.uint8)
    path = tmp_path / "a.jpg"
    Image.fromarray(pixels).resize((600, 400)).save(path, quality=95)
    assert np.array_equal(read_thumbnail(path, 128), read_proxy(path, 128))


def test_damaged_file_is_named(tmp_path):
    """Zero bytes named .nef are refused as everywhere else."""
    path = tmp_path / "a.nef"
    path.write_bytes(bytes(2000))
    with pytest.raises(PhotoUnreadable, match=r"a\.nef"):
        read_thumbnail(path, 128)
