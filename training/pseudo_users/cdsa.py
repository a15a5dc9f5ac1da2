"""CDSA: content-dependent equalisation of blocks, and saturation that follows contrast.

Source: Wang, Cho, Jang, Abidi, Paik, JOSA A 34(1), 2017, in the steps of clear-text copies of the
authors' code. The cast of the brightest places is removed; each block of 30 pixels gets a tone
curve from its histogram, whose steps stay below multiples of the just noticeable difference;
saturation follows local contrast.
Departs from it: the saturation ratio is smoothed by a guided filter over the window of 61 pixels
instead of a mean over pixels of like colour, which costs minutes. Entropy is Shannon's in bits and
the edge is repeated; both are unverified.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, minimum_filter

from training.pseudo_users.guided_filter import guided_filter
from training.pseudo_users.hsi import hsi_to_rgb, rgb_to_hsi
from training.pseudo_users.just_noticeable import just_noticeable_difference, lifting_table

BLOCK = 30  # pixels
_NEIGHBOURS = 2  # blocks on each side whose curves are blended
_PEAK_START, _PEAK_FACTOR, _PEAK_TOP = 145.0, 0.51, 255.0
_CONTRAST_WINDOW, _LEAST_CONTRAST = 11, 0.2
_SMOOTH_WINDOW, _SMOOTH_FLAT = 61, (16 / 255) ** 2
_LEAST_SHARE = 0.01  # of entropy, so that a flat block takes the picture's histogram
_ENOUGH = 1e-3  # levels

Levels = NDArray[np.uint8]
Curve = NDArray[np.float64]


def without_cast(pixels: Levels) -> Levels:
    """The picture divided by the mean colour of its brightest hundredth; (H, W, 3) levels."""
    smallest = pixels.min(axis=2)
    brightest = pixels[smallest >= np.quantile(smallest, 0.99)].mean(axis=0)
    balanced = pixels / np.maximum(brightest, 1)
    return np.rint(255 * balanced / max(balanced.max(), 1e-12)).astype(np.uint8)


def limited_steps(histogram: Curve, top: float, times: float) -> Curve:
    """Steps of a tone curve that ends at `top`, none above `times` the noticeable difference.

    histogram  counts of 256 levels, not all 0
    What is cut off is shared among all levels, until nothing exceeds its limit.
    """
    steps = histogram * (top / histogram.sum())
    while True:
        limits = times * np.ceil(just_noticeable_difference(np.cumsum(steps)))
        excess = np.maximum(steps - limits, 0).sum()
        if excess < _ENOUGH:
            return steps
        steps = np.minimum(steps, limits) + excess / 256


def entropy(pixels: Levels) -> float:
    """The largest of the channels' entropies, in bits from 0 to 8; (..., 3) levels."""
    found = []
    for channel in range(3):
        counts = np.bincount(pixels[..., channel].ravel(), minlength=256)
        shares = counts[counts > 0] / counts.sum()
        found.append(float(-(shares * np.log2(shares)).sum()))
    return max(found)


def curve_of(block: Levels, reference: Curve, whole_entropy: float, peaks: Curve) -> Curve:
    """The tone curve of a block, 256 levels.

    reference      the picture's limited histogram, as many counts as a block has pixels
    whole_entropy  of the picture, in bits
    peaks          the level that the brightest level of a block is lifted to
    """
    own = entropy(block)
    share = max(min(1.0, own / whole_entropy), _LEAST_SHARE) if whole_entropy > 0 else 1.0
    counts = np.bincount(block.ravel(), minlength=256).astype(np.float64)
    histogram = counts + np.rint(reference * (1 - share) / share)
    peak = float(peaks[block.max()])
    steps = limited_steps(histogram, peak, 1 + (1 - own / 8))
    curve = np.cumsum(steps)
    used = np.flatnonzero(steps > 0)
    return np.interp(np.arange(256), used, curve[used])


def equalised(pixels: Levels) -> NDArray[np.float64]:
    """Block equalisation, (H, W, 3) levels in and out."""
    height, width = pixels.shape[:2]
    rows, columns = -(-height // BLOCK), -(-width // BLOCK)
    padded = np.pad(
        pixels, ((0, rows * BLOCK - height), (0, columns * BLOCK - width), (0, 0)), mode="edge"
    )
    pooled = np.bincount(pixels.ravel(), minlength=256).astype(np.float64)
    reference = limited_steps(pooled, 255, 2) * (BLOCK**2 / 255)
    whole_entropy = entropy(pixels)
    peaks = lifting_table(_PEAK_START, _PEAK_FACTOR, _PEAK_TOP)
    blocks = padded.reshape(rows, BLOCK, columns, BLOCK, 3).swapaxes(1, 2)
    curves = np.array(
        [
            [curve_of(block, reference, whole_entropy, peaks).astype(np.float32) for block in row]
            for row in blocks
        ]
    )

    down, across = np.arange(height), np.arange(width)
    total, out = np.zeros((height, width, 1)), np.zeros(pixels.shape)
    near = range(-_NEIGHBOURS, _NEIGHBOURS + 1)
    for row_step in near:
        row = down // BLOCK + row_step
        row_weight = np.exp(-((down - (row + 0.5) * BLOCK + 0.5) ** 2) / (2 * BLOCK**2))
        for column_step in near:
            column = across // BLOCK + column_step
            column_weight = np.exp(-((across - (column + 0.5) * BLOCK + 0.5) ** 2) / (2 * BLOCK**2))
            weight = (row_weight[:, None] * column_weight)[..., None]
            here = np.clip(row, 0, rows - 1)[:, None, None]
            there = np.clip(column, 0, columns - 1)[None, :, None]
            out += weight * curves[here, there, pixels]
            total += weight
    return out / total


def local_contrast(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """(largest − smallest) / largest in the window around each pixel; 0 in black."""
    highest = maximum_filter(grey, _CONTRAST_WINDOW, mode="nearest")
    lowest = minimum_filter(grey, _CONTRAST_WINDOW, mode="nearest")
    return (highest - lowest) / np.maximum(highest, 1)


def apply(pixels: Levels) -> Levels:
    """CDSA; (H, W, 3) uint8, sRGB-encoded, in and out."""
    corrected = without_cast(pixels)
    hue, saturation, _ = rgb_to_hsi(corrected / 255)
    grey = np.rint(corrected.mean(axis=2))
    grey_after = np.rint(equalised(corrected).mean(axis=2))
    before, after = local_contrast(grey), local_contrast(grey_after)
    ratio = np.where(
        before >= _LEAST_CONTRAST,
        after / np.maximum(before, _LEAST_CONTRAST),
        (after + _LEAST_CONTRAST - before) / _LEAST_CONTRAST,
    )
    ratio = guided_filter(ratio, grey / 255, window=_SMOOTH_WINDOW, flat=_SMOOTH_FLAT)
    out = hsi_to_rgb(hue, np.clip(saturation * ratio, 0, 1), grey_after / 255)
    return np.rint(255 * np.clip(out, 0, 1)).astype(np.uint8)
