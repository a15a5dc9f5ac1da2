"""HistMod: global equalisation with a modified histogram.

Source: Arici, Dikbas, Altunbasak, IEEE TIP 18(9), 2009, in the public coding known as WAHE
("version A"): the histogram is counted only where contrast is, then pulled toward uniform,
h̃ = (h + λu) / (1 + λ), and the picture is equalised with h̃. λ is the level of enhancement
g = 1.5 of that coding, κ* = 1/(1 + g).
Version A because it is that formula as it stands; version B adds fixed-point rounding and
black and white stretching of its own. No stretch here.
Channel: Y of YUV; U and V kept.
"""

import numpy as np
from numpy.typing import NDArray

from training.pseudo_users.luma import luma_levels, map_luma

THRESHOLD = 2  # levels between a pixel and the one two columns before it
ENHANCEMENT = 1.5  # g; larger is closer to no change


def contrast_histogram(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """How often each level occurs where it differs from two columns before by > THRESHOLD."""
    here = levels[:, 2:]
    difference = np.abs(here.astype(np.int16) - levels[:, :-2])
    return np.bincount(here[difference > THRESHOLD], minlength=256).astype(np.float64)


def level_map(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """256 output levels, not decreasing, ending at 255; identity without any contrast."""
    histogram = contrast_histogram(levels)
    count = histogram.sum()
    if count == 0:
        return np.arange(256, dtype=np.float64)
    kappa = 1 / (1 + ENHANCEMENT)
    modified = (1 - kappa) * count / 256 + kappa * histogram
    return 255 * np.cumsum(modified) / modified.sum()


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """HistMod of Y; (H, W, 3) uint8, sRGB-encoded, in and out."""
    return map_luma(pixels, level_map(luma_levels(pixels)))
