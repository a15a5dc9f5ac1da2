"""The input pixels of the statistical networks: a grid of points, and their right neighbours.

The same as `training.systems.pienet.statistics.sample_points`; a test compares the two.
"""

import numpy as np
from numpy.typing import NDArray

GRID = 32
_NEIGHBOUR_PX = 2


def grid_points(square: NDArray[np.uint8], *, has_neighbours: bool) -> NDArray[np.float32]:
    """The 1,024 points of a (256, 256, 3) picture, row by row, then optionally their neighbours.

    (1024, 3) or (2048, 3) float32 in [0, 1].
    """
    step = square.shape[1] // GRID
    start = step // 2
    rows = square[start::step]
    columns = [rows[:, start::step]]
    if has_neighbours:
        columns.append(rows[:, start + _NEIGHBOUR_PX :: step])
    points = np.concatenate([part.reshape(-1, 3) for part in columns])
    return points.astype(np.float32) / np.float32(255)
