"""CLAHE: contrast-limited adaptive histogram equalisation.

Source: Zuiderveld, Graphics Gems IV (1994); convention of Reza 2004 for the clip limit,
β = max(1, c·n/256) for a tile of n pixels.
Channel: V of HSV. Hue and saturation are restored by scaling RGB with V'/V, which never leaves
the gamut; L of Lab would clip. Black has no hue and becomes grey.
Departs from it: the histogram stays fractional while the excess is handed out, so that nothing
depends on the order of bins; tiles of pictures that do not divide by the grid differ by one row
or column instead of being padded.
Axes: T tiles, G levels.
"""

import numpy as np
from numpy.typing import NDArray

from training.pseudo_users.value import with_value

GRID = 8  # tiles along each side; the usual 8 × 8
CLIP = 2.0  # c of the clip limit; 2 to 4 are usual, 2 is the mildest


def clip_histogram(
    counts_TG: NDArray[np.float64], limit_T1: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Cut bins at the row's limit and hand the excess out evenly until nothing exceeds it.

    Row sums stay; a limit must be larger than the mean of its row.
    """
    counts = counts_TG
    while True:
        excess = np.maximum(counts - limit_T1, 0).sum(axis=1, keepdims=True)
        # A thousandth of a pixel moves no output level.
        if excess.max() < 1e-3:
            return counts
        counts = np.minimum(counts, limit_T1) + excess / counts.shape[1]


def _tile_of(length: int, grid: int) -> NDArray[np.intp]:
    """The tile that each row (or column) belongs to."""
    return np.arange(length) * grid // length


def _blend(length: int, grid: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray]:
    """For each row: the tile centres before and after it, and the weight of the latter."""
    tile = _tile_of(length, grid)
    centres = np.bincount(tile, weights=np.arange(length)) / np.bincount(tile)
    position = np.interp(np.arange(length), centres, np.arange(grid))  # clamped at the borders
    before = np.floor(position).astype(np.intp)
    after = np.minimum(before + 1, grid - 1)
    return before, after, position - before


def equalise(
    levels: NDArray[np.uint8], *, grid: int = GRID, clip: float = CLIP
) -> NDArray[np.float64]:
    """CLAHE of one channel, (H, W) uint8 -> (H, W) float in [0, 255].

    `clip` = infinity gives plain adaptive equalisation. Tiles are never smaller than a pixel.
    """
    height, width = levels.shape
    rows, columns = min(grid, height), min(grid, width)
    num_tiles = rows * columns
    tile = _tile_of(height, rows)[:, None] * columns + _tile_of(width, columns)
    code = (tile * 256 + levels).ravel()
    counts = np.bincount(code, minlength=num_tiles * 256).reshape(num_tiles, 256).astype(float)
    sizes = counts.sum(axis=1, keepdims=True)
    counts = clip_histogram(counts, np.maximum(1, clip * sizes / 256))
    maps = np.rint(255 * np.cumsum(counts, axis=1) / sizes).astype(np.float32)

    top, bottom, down = _blend(height, rows)
    left, right, across = _blend(width, columns)
    down, across = down[:, None], across[None]

    def looked_up(row: NDArray[np.intp], column: NDArray[np.intp]) -> NDArray[np.float32]:
        return maps[row[:, None] * columns + column, levels]

    upper = looked_up(top, left) * (1 - across) + looked_up(top, right) * across
    lower = looked_up(bottom, left) * (1 - across) + looked_up(bottom, right) * across
    return upper * (1 - down) + lower * down


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """CLAHE of V; (H, W, 3) uint8, sRGB-encoded, in and out."""
    return with_value(pixels, equalise(pixels.max(axis=2)))
