"""Gaussian and Laplacian pyramids of a plane.

Source: Burt, Adelson, IEEE Trans. Communications 31(4), 1983, with the separable filter of Aubry et
al. 2014. Where the filter reaches over a border, it is divided by the weight that lies inside, on
the way down and on the way up.
"""

import itertools
import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import correlate1d

Plane = NDArray[np.float64]

_FILTER = np.array([0.05, 0.25, 0.4, 0.25, 0.05])


def num_levels(shape: tuple[int, int]) -> int:
    """Levels of a pyramid, with the plane itself and down to about two pixels; at least 1."""
    return max(1, math.ceil(math.log(min(shape)) - math.log(2)) + 2) if min(shape) > 1 else 1


def _filtered(plane: Plane) -> Plane:
    for axis in (0, 1):
        plane = correlate1d(plane, _FILTER, axis=axis, mode="constant")
    return plane


def reduced(plane: Plane) -> Plane:
    """Every second pixel of the filtered plane, in each direction."""
    inside = _filtered(np.ones_like(plane))
    return (_filtered(plane) / inside)[::2, ::2]


def expanded(plane: Plane, shape: tuple[int, int]) -> Plane:
    """The plane at the size of the level above, (H, W)."""
    spread, inside = np.zeros(shape), np.zeros(shape)
    spread[::2, ::2], inside[::2, ::2] = plane, 1
    return _filtered(spread) / _filtered(inside)


def gaussian_pyramid(plane: Plane, levels: int) -> list[Plane]:
    """The plane and its reductions."""
    pyramid = [plane]
    while len(pyramid) < levels:
        pyramid.append(reduced(pyramid[-1]))
    return pyramid


def laplacian_pyramid(plane: Plane, levels: int) -> list[Plane]:
    """Differences between levels of the Gaussian pyramid, and its coarsest level."""
    gaussian = gaussian_pyramid(plane, levels)
    details = [
        above - expanded(below, above.shape) for above, below in itertools.pairwise(gaussian)
    ]
    return [*details, gaussian[-1]]


def collapsed(pyramid: Sequence[Plane]) -> Plane:
    """The plane of a Laplacian pyramid."""
    plane = pyramid[-1]
    for detail in reversed(pyramid[:-1]):
        plane = detail + expanded(plane, detail.shape)
    return plane
