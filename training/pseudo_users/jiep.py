"""JieP: a joint intrinsic-extrinsic prior model for retinex.

Source: Cai, Xu, Guo, Jia, Hu, Tao, ICCV 2017, parameters and steps of the authors' code.
Illumination is smooth where local variation deviates little (shape prior), reflectance is smooth
where it is flat (texture prior), and illumination stays near a bright channel B.
Channel: V of HSV, in [0, 1].
Departs from it: conjugate gradients with the diagonal as preconditioner in place of incomplete
Cholesky, with the authors' tolerance.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter, uniform_filter
from scipy.sparse import csc_array, diags_array

from pieditor.core.color import LUMA_601
from training.pseudo_users.differences import (
    Plane,
    differences,
    relative_change,
    smoothness_matrix,
    solve_roughly,
)
from training.pseudo_users.guided_filter import guided_filter
from training.pseudo_users.value import with_value

SHAPE = 0.001  # α
TEXTURE = 0.0001  # β
NEAR_BRIGHT = 0.25  # λ
TOLERANCE = 0.01
MOST_ROUNDS = 20
GAMMA = 2.2
_FLOOR = 1e-4  # ε
_BRIGHT_WINDOW = 5
_SOLVER_TOLERANCE, _SOLVER_STEPS = 0.01, 40


def separate(value: Plane, grey: Plane) -> tuple[Plane, Plane, int]:
    """Reflectance, illumination (both (H, W), in [0, 1]) and the rounds that were needed.

    value  V of HSV in [0, 1]
    grey   luma in [0, 1], which guides the bright channel
    """
    bright = guided_filter(
        maximum_filter(value, _BRIGHT_WINDOW, mode="nearest"), grey, window=41, flat=1e-4
    )
    light, reflectance = value.copy(), np.ones_like(value)
    rounds = 0
    while rounds < MOST_ROUNDS:
        rounds += 1
        light_before, reflectance_before = light, reflectance
        weights = [
            1 / np.maximum(np.abs(uniform_filter(d, 3, mode="nearest") * d), _FLOOR)
            for d in differences(value / reflectance)
        ]
        matrix = SHAPE * smoothness_matrix(*weights)
        matrix = (matrix + diags_array((reflectance**2 + NEAR_BRIGHT).ravel())).tocsc()
        right = reflectance * value + NEAR_BRIGHT * bright
        light = np.clip(_solved(matrix, right, light), _FLOOR, 1)
        weights = [1 / np.maximum(np.abs(d), _FLOOR) for d in differences(value / light)]
        matrix = TEXTURE * smoothness_matrix(*weights)
        matrix = (matrix + diags_array((light**2).ravel())).tocsc()
        reflectance = _solved(matrix, light * value, reflectance)
        reflectance = np.clip(reflectance, _FLOOR, None)
        if (
            min(
                relative_change(light, light_before),
                relative_change(reflectance, reflectance_before),
            )
            < TOLERANCE
        ):
            break
    return np.minimum(reflectance, 1), light, rounds


def _solved(matrix: csc_array, right: Plane, start: Plane) -> Plane:
    return solve_roughly(matrix, right, start, tolerance=_SOLVER_TOLERANCE, steps=_SOLVER_STEPS)


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """JieP of V; (H, W, 3) uint8, sRGB-encoded, in and out."""
    value = np.maximum(pixels.max(axis=2) / 255, _FLOOR)
    grey = pixels @ np.asarray(LUMA_601) / 255
    reflectance, light, _ = separate(value, grey)
    return with_value(pixels, 255 * reflectance * light ** (1 / GAMMA))
