"""TIFF files that keep each colour in a plane of its own."""

import numpy as np
import pytest
import tifffile

from pieditor.imaging.decode import read_photo, read_size


@pytest.mark.parametrize("width", [1, 2, 3, 4, 5, 6, 40])
@pytest.mark.parametrize("height", [1, 2, 3, 4, 30])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_planes_of_any_size(height, width, dtype, tmp_path):
    """A picture of few pixels is not taken for one of few colours."""
    pixels = np.random.default_rng(1).integers(0, 255, (height, width, 3)).astype(dtype)
    for name, samples, planes in (
        ("together", pixels, "contig"),
        ("apart", np.moveaxis(pixels, -1, 0).copy(), "separate"),
    ):
        tifffile.imwrite(
            tmp_path / name, samples, photometric="rgb", planarconfig=planes, metadata=None
        )
    together, apart = read_photo(tmp_path / "together"), read_photo(tmp_path / "apart")
    np.testing.assert_array_equal(apart.pixels, together.pixels)
    assert read_size(tmp_path / "apart") == (width, height)
