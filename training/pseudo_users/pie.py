"""PIE: a probabilistic method for simultaneous illumination and reflectance estimation.

Source: Fu, Liao, Zeng, Huang, Zhang, Ding, IEEE TIP 24(12), 2015; parameters of the authors'
interface. The energy is ‖R·I − S‖² + α‖∇I‖² + β‖∇R‖₁ + γ‖I − I₀‖², with I₀ the mean of S as in a
public re-implementation, whose two rounds are kept: more move brightness from R to I.
Channel: V of HSV, in levels from 0 to 255.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from training.pseudo_users.differences import (
    Plane,
    periodic_differences,
    power_of,
    shrink,
    transfer_functions,
)
from training.pseudo_users.value import with_value

SMOOTHNESS = 1000.0  # α, of the illumination
SPARSENESS = 0.01  # β, of the reflectance's differences
NEAR_MEAN = 0.1  # γ
PENALTY = 10.0  # λ
ROUNDS = 2
GAMMA = 2.2
_FLOOR = 1e-3


def separate(value: Plane) -> tuple[Plane, Plane]:
    """Reflectance in [0, 1] and illumination in levels, not below `value`; both (H, W)."""
    functions = transfer_functions(value.shape)
    power = power_of(functions)
    mean = float(value.mean())
    light = np.maximum(gaussian_filter(value, 1.0, mode="nearest", radius=2), _FLOOR)
    reflectance = np.zeros_like(value)
    multipliers = [np.zeros_like(value), np.zeros_like(value)]
    for _ in range(ROUNDS):
        jumps = [
            shrink(d + b, 1 / (2 * PENALTY))
            for d, b in zip(periodic_differences(reflectance), multipliers, strict=True)
        ]
        right = np.fft.fft2(value / light) + SPARSENESS * PENALTY * sum(
            np.conj(function) * np.fft.fft2(jump - b)
            for function, jump, b in zip(functions, jumps, multipliers, strict=True)
        )
        scale = 1 + SPARSENESS * PENALTY * power
        reflectance = np.clip(np.fft.ifft2(right / scale).real, 0, 1)
        multipliers = [
            b + d - jump
            for b, d, jump in zip(
                multipliers, periodic_differences(reflectance), jumps, strict=True
            )
        ]
        right = np.fft.fft2(NEAR_MEAN * mean + value / np.maximum(reflectance, _FLOOR))
        light = np.fft.ifft2(right / (1 + NEAR_MEAN + SMOOTHNESS * power)).real
        light = np.clip(np.maximum(light, value), _FLOOR, 255)
    return reflectance, light


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """PIE of V; (H, W, 3) uint8, sRGB-encoded, in and out."""
    reflectance, light = separate(pixels.max(axis=2).astype(np.float64))
    return with_value(pixels, reflectance * 255 * (light / 255) ** (1 / GAMMA))
