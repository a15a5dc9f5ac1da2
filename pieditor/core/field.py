"""A low-resolution field of colour-affine matrices: what a look does differently across a photo.

A field is (gh, gw, 3, 4) float32: at each cell a 3 × 4 matrix that maps (r, g, b, 1) to a change
of RGB, so zeros change nothing. Cells are spread evenly; pixels interpolate between cell centres
(HDRNet, Gharbi et al. 2017, without its luminance axis).
"""

import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


def _positions(num_pixels: int, num_cells: int, first: int, count: int) -> tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]
]:  # fmt: skip
    """Lower and upper cell and the weight of the upper for pixels first … first + count − 1."""
    centre = (np.arange(first, first + count) + 0.5) / num_pixels * num_cells - 0.5
    centre = np.clip(centre, 0.0, num_cells - 1)
    low = np.minimum(centre.astype(np.int64), max(num_cells - 2, 0))
    high = np.minimum(low + 1, num_cells - 1)
    return low, high, (centre - low).astype(np.float32)


def apply_field(
    field: Field, rows: NDArray[np.float32], first_row: int, num_rows: int
) -> NDArray[np.float32]:
    """Change the tile `rows` (h, W, 3) that begins at `first_row` of a photo of `num_rows` rows.

    The result for a pixel does not depend on how the photo is cut into tiles.
    """
    height, width = rows.shape[:2]
    y0, y1, ty = _positions(num_rows, field.shape[0], first_row, height)
    x0, x1, tx = _positions(width, field.shape[1], 0, width)
    out = rows.copy()
    for y in range(height):
        # Interpolating down first leaves one short row of matrices for each row of pixels.
        line = field[y0[y]] + ty[y] * (field[y1[y]] - field[y0[y]])
        matrix = line[x0] + tx[:, None, None] * (line[x1] - line[x0])
        out[y] += np.einsum("wij,wj->wi", matrix[..., :3], rows[y]) + matrix[..., 3]
    return out
