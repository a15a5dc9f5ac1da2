"""TIFF files with inks: whichever library decodes them, they come out like all others."""

import io

import numpy as np
import pytest
import tifffile

from pieditor.imaging.decode import read_photo, read_proxy, read_size

HEIGHT, WIDTH = 20, 30


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_inks_are_turned_once(orientation, dtype, tmp_path):
    """A CMYK picture comes out upright as the same picture without inks does."""
    light = np.zeros((HEIGHT, WIDTH, 3), dtype)
    light[:5, :8] = np.iinfo(dtype).max  # one corner is white
    inks = np.dstack([np.iinfo(dtype).max - light, np.zeros((HEIGHT, WIDTH, 1), dtype)])
    for name, samples, photometric in (("rgb", light, "rgb"), ("cmyk", inks, "separated")):
        stream = io.BytesIO()
        tifffile.imwrite(
            stream, samples, photometric=photometric, metadata=None,
            extratags=[(0x0112, 3, 1, orientation, True)],
        )  # fmt: skip
        (tmp_path / f"{name}.tif").write_bytes(stream.getvalue())
    rgb, cmyk = read_photo(tmp_path / "rgb.tif"), read_photo(tmp_path / "cmyk.tif")
    np.testing.assert_array_equal(cmyk.pixels, rgb.pixels)
    assert (cmyk.width, cmyk.height) == read_size(tmp_path / "cmyk.tif")
    proxy = read_proxy(tmp_path / "cmyk.tif", 64)
    assert proxy.shape == rgb.pixels.shape
