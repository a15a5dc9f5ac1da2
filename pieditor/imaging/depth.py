"""Convert between 8 bits, 16 bits and float, and flatten transparency; in tiles to save memory."""

import numpy as np
from numpy.typing import NDArray

from pieditor.imaging.raster import Samples

_TILE_ROWS = 256


def to_8_bits(pixels: Samples) -> NDArray[np.uint8]:
    """Round to the nearest of 256 levels; floats are clipped to 0..1 first."""
    if pixels.dtype == np.uint8:
        return pixels
    result = np.empty(pixels.shape, np.uint8)
    for top in range(0, pixels.shape[0], _TILE_ROWS):
        rows = pixels[top : top + _TILE_ROWS]
        if rows.dtype == np.uint16:
            # Equals round(x / 257) for all 65,536 values.
            result[top : top + _TILE_ROWS] = (rows.astype(np.uint32) * 255 + 32895) >> 16
        else:
            result[top : top + _TILE_ROWS] = np.clip(rows, 0, 1) * 255 + 0.5
    return result


def to_16_bits(pixels: Samples) -> NDArray[np.uint16]:
    """Spread over 65,536 levels; floats are clipped to 0..1 first."""
    if pixels.dtype == np.uint16:
        return pixels
    if pixels.dtype == np.uint8:
        return pixels.astype(np.uint16) * np.uint16(257)
    result = np.empty(pixels.shape, np.uint16)
    for top in range(0, pixels.shape[0], _TILE_ROWS):
        rows = pixels[top : top + _TILE_ROWS]
        result[top : top + _TILE_ROWS] = np.clip(rows, 0, 1) * 65535 + 0.5
    return result


def over_white(pixels: Samples, alpha: Samples | None) -> Samples:
    """Composite pixels on white, as viewers do; same dtype."""
    if alpha is None:
        return pixels
    white = 1.0 if pixels.dtype == np.float32 else float(np.iinfo(pixels.dtype).max)
    rounding = 0.0 if pixels.dtype == np.float32 else 0.5
    result = np.empty_like(pixels)
    for top in range(0, pixels.shape[0], _TILE_ROWS):
        rows = slice(top, top + _TILE_ROWS)
        cover = (alpha[rows].astype(np.float32) / np.float32(white))[..., None]
        result[rows] = pixels[rows] * cover + np.float32(white) * (1 - cover) + np.float32(rounding)
    return result
