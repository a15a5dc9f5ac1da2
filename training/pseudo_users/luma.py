"""The Y of YUV in 8-bit levels, and pictures with another Y and the same U and V.

Histogram methods read and write one luminance-like channel. With U = (B − Y) / 1.772 and
V = (R − Y) / 1.402 kept, a change of Y adds the same number to red, green and blue.
"""

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601


def luma_levels(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """BT.601 Y rounded to levels 0…255; (H, W) from (H, W, 3)."""
    return np.rint(pixels @ np.asarray(LUMA_601)).astype(np.uint8)


def map_luma(pixels: NDArray[np.uint8], level_map: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Give each pixel the Y that `level_map` holds for its level; U and V stay.

    pixels     (H, W, 3) uint8, sRGB-encoded.
    level_map  256 output levels in [0, 255]; need not be whole numbers.
    Colours that leave the gamut are clipped channel by channel, as 8-bit code does.
    """
    change = (level_map - np.arange(256))[luma_levels(pixels)]
    return np.clip(np.rint(pixels + change[..., None]), 0, 255).astype(np.uint8)
