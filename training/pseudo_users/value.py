"""The V of HSV, and pictures with another V and the same hue and saturation.

Methods that estimate light and reflectance read and write one channel, V = max(R, G, B). Hue and
saturation stay when red, green and blue are scaled by V'/V, which never leaves the gamut.
"""

import numpy as np
from numpy.typing import NDArray


def with_value(pixels: NDArray[np.uint8], value: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Give each pixel another V; black, which has no hue, becomes grey.

    pixels  (H, W, 3) uint8, sRGB-encoded
    value   (H, W) in 8-bit levels; clipped to [0, 255], need not be whole numbers
    """
    before = pixels.max(axis=2)
    wanted = np.clip(value, 0, 255)[..., None]
    scaled = pixels * (wanted / np.maximum(before, 1)[..., None])
    return np.rint(np.where(before[..., None] > 0, scaled, wanted)).astype(np.uint8)
