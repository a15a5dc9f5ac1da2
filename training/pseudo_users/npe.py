"""NPE: naturalness preserved enhancement of pictures under uneven light.

Source: Wang, Zheng, Hu, Li, IEEE TIP 22(9), 2013, in the steps of the authors' code, which differ
from the paper's formulas: weights fall linearly in the exponent, and a table of just noticeable
differences takes the place of the bi-log transformation.
Channels: all three divided by one illumination and multiplied with its new value.
The weight exp(−(q − G(p)) / 50) of a neighbour has a part in G(p) that cancels, so sums over
windows are box sums of one plane for each level G: exact, and without a loop over the window.
Borders: the edge is repeated.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, minimum_filter, uniform_filter

from training.pseudo_users.differences import Plane
from training.pseudo_users.just_noticeable import lifting_table

BRIGHT_WINDOW = 15  # pixels
LIGHT_WINDOW = 41
DECAY = 2 * 5.0**2  # levels
_DARKEST = 10
_LIFT_START, _LIFT_FACTOR, _LIFT_TOP = 127.0, 0.63, 256.0


def brightest(picture: Plane) -> NDArray[np.int64]:
    """The largest channel in whole levels, not below its darkest tenth; (H, W) from (H, W, 3)."""
    levels = np.rint(picture.max(axis=2)).astype(np.int64)
    counts = np.cumsum(np.bincount(levels.ravel(), minlength=256))
    tenth = int(np.searchsorted(counts, 0.1 * levels.size))
    return np.maximum(levels, max(tenth, _DARKEST))


def illumination(levels: NDArray[np.int64]) -> Plane:
    """The light on each pixel, (H, W) in levels from 1 to 256."""
    highest = maximum_filter(levels, BRIGHT_WINDOW, mode="nearest")
    bright, light = np.empty_like(levels), np.empty(levels.shape)
    occurring = np.unique(levels)
    for level in occurring:
        here = levels == level
        candidates = np.where(highest >= level, highest, 256)
        bright[here] = minimum_filter(candidates, BRIGHT_WINDOW, mode="nearest")[here]
    weight = np.exp(-(bright - bright.min()) / DECAY)
    for level in occurring:
        here = levels == level
        counted = np.where(bright >= level, weight, 0)
        total = uniform_filter(counted, LIGHT_WINDOW, mode="nearest")[here]
        sums = uniform_filter(counted * (bright + 1), LIGHT_WINDOW, mode="nearest")[here]
        light[here] = sums / total
    return light


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """NPE; (H, W, 3) uint8, sRGB-encoded, in and out."""
    picture = pixels.astype(np.float64) * (255 / max(int(pixels.max()), 1))
    light = illumination(brightest(picture))
    table = lifting_table(_LIFT_START, _LIFT_FACTOR, _LIFT_TOP)
    lifted = table[np.clip(np.rint(light).astype(np.int64) - 1, 0, 255)]
    out = picture * (lifted / light)[..., None]
    mean, spread = out.mean(axis=(0, 1)), out.std(axis=(0, 1))
    out = np.clip(out, mean - 3 * spread, mean + 3 * spread)
    low, high = out.min(), out.max()
    if high > low:
        out = 255 * (out - low) / (high - low)
    return np.rint(np.clip(out, 0, 255)).astype(np.uint8)
