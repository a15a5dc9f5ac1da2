"""A low-resolution field of colour-affine matrices, for looks that vary across a photo.

A field is (gh, gw, 3, 4) float32: at each cell a 3 × 4 matrix that maps (r, g, b, 1) to a change of
RGB, so zeros change nothing. Cells are spread evenly; pixels interpolate between cell centres
(HDRNet, Gharbi et al. 2017, without its luminance axis).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]

# Pixels processed at a time: the seven arrays of a block, 64 kB each, fit the CPU's cache.
_BLOCK_PX = 16_384

# Half a level of 8 bits: a field that moves colours less has no effect after rounding.
LEAST_CHANGE = 1 / 510


def largest_change(field: Field) -> float:
    """The largest change that any matrix makes to a channel of any colour in [0, 1]³.

    >>> field = np.zeros((1, 1, 3, 4), np.float32)
    >>> field[0, 0, 1] = 0.5, -0.125, 0, -0.25  # green = green + r / 2 - g / 8 - 1 / 4
    >>> largest_change(field)
    0.375
    """
    # An affine map is extreme at a corner of the cube: ones at its positive weights and zeros at
    # the others, or the reverse.
    weights, offset = field[..., :3], field[..., 3]
    most = np.maximum(weights, 0).sum(-1) + offset
    least = np.minimum(weights, 0).sum(-1) + offset
    return float(np.maximum(most, -least).max())


def positions(num_pixels: int, num_cells: int, first: int, count: int) -> tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]
]:  # fmt: skip
    """Lower and upper cell and the weight of the upper for pixels first … first + count − 1."""
    centre = (np.arange(first, first + count) + 0.5) / num_pixels * num_cells - 0.5
    centre = np.clip(centre, 0.0, num_cells - 1)
    low = np.minimum(centre.astype(np.int64), max(num_cells - 2, 0))
    high = np.minimum(low + 1, num_cells - 1)
    return low, high, (centre - low).astype(np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The place of a piece in its photo: its upper left pixel, and the size of the whole photo."""

    first_row: int = 0
    first_column: int = 0
    num_rows: int
    num_columns: int


def apply_field(
    field: Field, rows: NDArray[np.float32], place: Place | None = None
) -> NDArray[np.float32]:
    """Change `rows` (h, w, 3): a whole photo, or the piece of one that lies at `place`.

    The result for a pixel does not depend on how the photo is cut into tiles: each uses the same
    sums and products, never a matrix product, whose rounding may depend on size.
    """
    height, width = rows.shape[:2]
    place = place or Place(num_rows=height, num_columns=width)
    y0, y1, ty = positions(place.num_rows, field.shape[0], place.first_row, height)
    x0, x1, tx = positions(place.num_columns, field.shape[1], place.first_column, width)
    # Interpolating across first leaves two rows of matrices for each block, above and below.
    cells = np.ascontiguousarray(field.transpose(0, 2, 3, 1))
    above_at, block_rows = -1, max(1, _BLOCK_PX // max(width, 1))
    above = step = np.empty(0, np.float32)
    out = np.empty_like(rows)
    start = 0
    while start < height:
        if y0[start] != above_at:
            above_at = int(y0[start])
            above, below = (
                line[..., x0] + tx * (line[..., x1] - line[..., x0])
                for line in (cells[above_at], cells[y1[start]])
            )
            step = below - above
        stop = min(start + block_rows, int(np.searchsorted(y0, above_at, side="right")))
        down = ty[start:stop, None]
        channels = np.ascontiguousarray(rows[start:stop].transpose(2, 0, 1))
        for i in range(3):
            total = channels[i].copy()
            term = np.empty_like(total)
            for j in range(4):
                np.multiply(down, step[i, j], out=term)
                term += above[i, j]
                if j < 3:
                    term *= channels[j]
                total += term
            out[start:stop, :, i] = total
        start = stop
    return out
