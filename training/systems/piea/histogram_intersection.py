"""How alike two sets of pictures are: histogram intersection of luminance, contrast, saturation.

Source: the script of EXPOSURE, whose figures PIEA's Table 1 reports. It compares distributions over
data sets, not pictures: a method that shuffles its outputs would score the same.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.color import luminance

Picture = NDArray[np.uint8]
NAMES = ("luminance", "contrast", "saturation")

_CROPS, _WINDOWS = 4, 4
_CROP_PX, _WINDOW_PX = 80, 64
_BINS = 32


def patches(picture: Picture, rng: np.random.Generator) -> NDArray[np.float64]:
    """16 patches (16, 64, 64, 3) in [0, 1]: 4 random square crops, 4 random windows of each."""
    height, width = picture.shape[:2]
    side = min(height, width)
    found = []
    for _ in range(_CROPS):
        top, left = rng.integers(height - side + 1), rng.integers(width - side + 1)
        crop = Image.fromarray(np.ascontiguousarray(picture[top : top + side, left : left + side]))
        small = np.asarray(crop.resize((_CROP_PX, _CROP_PX), Image.Resampling.BOX)) / 255
        for _ in range(_WINDOWS):
            y, x = rng.integers(_CROP_PX - _WINDOW_PX, size=2)
            found.append(small[y : y + _WINDOW_PX, x : x + _WINDOW_PX])
    return np.stack(found)


def _hls_saturation(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Saturation of HLS: the spread over its largest possible value at that lightness."""
    high, low = pixels.max(-1), pixels.min(-1)
    total = high + low
    room = np.where(total <= 1, total, 2 - total)
    return np.where(high > low, (high - low) / np.maximum(room, 1e-9), 0.0)


def patch_statistics(patch_NHWC: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean luminance, twice its standard deviation, mean HLS saturation; (N, 3)."""
    light = luminance(patch_NHWC)[..., 0]
    return np.column_stack(
        [
            light.mean((1, 2)),
            2 * light.std((1, 2)),
            _hls_saturation(patch_NHWC).mean((1, 2)),
        ]
    )


def data_set_statistics(pictures: Sequence[Picture], seed: int) -> NDArray[np.float64]:
    """Statistics of all patches of all pictures, (16 N, 3)."""
    rng = np.random.default_rng(seed)
    return np.concatenate([patch_statistics(patches(p, rng)) for p in pictures])


def intersections(given: NDArray[np.float64], wanted: NDArray[np.float64]) -> dict[str, float]:
    """Per cent of the two sets' histograms, 32 bins over [0, 1], that overlap.

    >>> same = np.full((4, 3), 0.5)
    >>> intersections(same, same)
    {'luminance': 100.0, 'contrast': 100.0, 'saturation': 100.0}
    """
    found = {}
    for column, name in enumerate(NAMES):
        shares = [
            np.histogram(np.clip(rows[:, column], 0, 1), _BINS, (0, 1))[0] / len(rows)
            for rows in (given, wanted)
        ]
        found[name] = float(100 * np.minimum(*shares).sum())
    return found
