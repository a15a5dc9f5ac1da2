"""A 2-D map of picks and rejects: their two principal components.

From one click to the next the plane of the components turns a little, and its axes may come out
swapped or mirrored. So a new plane is rotated within itself to match the previous one, and points
move no further than they must.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class PickingMap:
    """axes (2, D) orthonormal or zero; places (N, 2) within [-1, 1], one scale for both axes."""

    axes: Floats
    places: Floats


def picking_map(embeddings: Floats, before: PickingMap | None = None) -> PickingMap:
    """Places of (N, D) embeddings, close to those in `before`; 0 if they are few or equal."""
    axes = np.zeros((2, embeddings.shape[1]), np.float32)
    if len(embeddings) == 0:
        return PickingMap(axes, np.zeros((0, 2), np.float32))
    centred = embeddings - embeddings.mean(axis=0)
    _, sizes, components = np.linalg.svd(centred, full_matrices=False)
    # A direction of mere rounding errors does not count.
    num = min(2, int((sizes > 1e-5).sum()))
    axes[:num] = components[:num]
    if before is not None and before.axes.shape == axes.shape:
        left, _, right = np.linalg.svd(before.axes @ axes.T)
        axes = np.asarray(left @ right @ axes, np.float32)
    else:
        # For the first map, fix the sign: right is where the largest weight of an axis is positive.
        heaviest = np.abs(axes).argmax(axis=1)
        signs = np.sign(axes[np.arange(2), heaviest])
        axes = axes * np.where(signs == 0, 1, signs)[:, None].astype(np.float32)
    places = centred @ axes.T
    largest = float(np.abs(places).max())
    if largest > 0:
        places = places / largest
    return PickingMap(axes, np.asarray(places, np.float32))
