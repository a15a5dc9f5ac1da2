"""The guided filter: a plane smoothed except where a guide has edges."""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter

Plane = NDArray[np.float64]


def guided_filter(plane: Plane, guide: Plane, *, window: int, flat: float) -> Plane:
    """Source: He, Sun, Tang, IEEE TPAMI 35(6), 2013, equations (5), (6) and (8).

    plane, guide  (H, W); the edge is repeated
    window        side of the windows in which the plane is fitted to the guide, in pixels
    flat          variance of the guide below which a window counts as flat
    """

    def mean(values: Plane) -> Plane:
        return np.asarray(uniform_filter(values, window, mode="nearest"))

    middle, target = mean(guide), mean(plane)
    covariance = mean(guide * plane) - middle * target
    slope = covariance / (mean(guide * guide) - middle * middle + flat)
    return mean(slope) * guide + mean(target - slope * middle)
