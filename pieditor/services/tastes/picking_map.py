"""Picks and rejects in two dimensions: the plane in which they differ most.

Principal components of the embeddings. From one click to the next the plane turns a little, and
its axes may as well come out swapped or mirrored; so a new plane is turned within itself to lie as
near as it can to the one before, and points move no further than they must.
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
    """Places of (N, D) embeddings, near where `before` had them; few or equal ones at 0."""
    axes = np.zeros((2, embeddings.shape[1]), np.float32)
    if len(embeddings) == 0:
        return PickingMap(axes, np.zeros((0, 2), np.float32))
    centred = embeddings - embeddings.mean(axis=0)
    _, sizes, components = np.linalg.svd(centred, full_matrices=False)
    # A direction of rounding errors only is none.
    num = min(2, int((sizes > 1e-5).sum()))
    axes[:num] = components[:num]
    if before is not None and before.axes.shape == axes.shape:
        left, _, right = np.linalg.svd(before.axes @ axes.T)
        axes = np.asarray(left @ right @ axes, np.float32)
    else:
        # The first plane: right is where the first component weighs most.
        heaviest = np.abs(axes).argmax(axis=1)
        signs = np.sign(axes[np.arange(2), heaviest])
        axes = axes * np.where(signs == 0, 1, signs)[:, None].astype(np.float32)
    places = centred @ axes.T
    largest = float(np.abs(places).max())
    if largest > 0:
        places = places / largest
    return PickingMap(axes, np.asarray(places, np.float32))
