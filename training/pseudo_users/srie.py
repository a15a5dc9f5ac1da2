"""SRIE: simultaneous estimation of reflectance and illumination by a weighted variational model.

Source: Fu, Zeng, Huang, Zhang, Ding, CVPR 2016, in the alternating steps of public
re-implementations, with the parameters of the authors' wrapper. In logarithms s = r + l; the
weights of the smoothness terms are R and L themselves, so that bright parts are not under-weighted.
Channel: V of HSV, in levels from 1 to 255. In [0, 1] the same parameters separate nothing: R stays
near 1.
The Fourier solution treats each weight as its mean, as published.
"""

import numpy as np
from numpy.typing import NDArray

from training.pseudo_users.differences import (
    Plane,
    periodic_differences,
    power_of,
    relative_change,
    shrink,
    transfer_functions,
)
from training.pseudo_users.value import with_value

REFLECTANCE = 0.01  # c₁
ILLUMINATION = 0.1  # c₂
PENALTY = 1.0  # λ
TOLERANCE = 1e-3
MOST_ROUNDS = 20
GAMMA = 2.2


def separate(value: Plane) -> tuple[Plane, Plane]:
    """Reflectance in (0, 1] and illumination in levels, not below `value`; both (H, W).

    value  levels from 1 to 255
    """
    s = np.log(value)
    r, light = np.zeros_like(s), s.copy()
    functions = transfer_functions(value.shape)
    power = power_of(functions)
    multipliers = [np.zeros_like(s), np.zeros_like(s)]
    for _ in range(MOST_ROUNDS):
        r_before, light_before = r, light
        reflectance = np.exp(r)
        jumps = [
            shrink(reflectance * d + b, 1 / (2 * PENALTY))
            for d, b in zip(periodic_differences(r), multipliers, strict=True)
        ]
        right = np.fft.fft2(s - light) + REFLECTANCE * PENALTY * sum(
            np.conj(function) * np.fft.fft2(jump - b)
            for function, jump, b in zip(functions, jumps, multipliers, strict=True)
        )
        scale = 1 + REFLECTANCE * PENALTY * float(reflectance.mean()) * power
        r = np.minimum(np.fft.ifft2(right / scale).real, 0)
        multipliers = [
            b + np.exp(r) * d - jump
            for b, d, jump in zip(multipliers, periodic_differences(r), jumps, strict=True)
        ]
        scale = 1 + ILLUMINATION * float(np.exp(light).mean()) * power
        light = np.maximum(np.fft.ifft2(np.fft.fft2(s - r) / scale).real, s)
        if max(relative_change(r, r_before), relative_change(light, light_before)) <= TOLERANCE:
            break
    return np.exp(r), np.exp(light)


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """SRIE of V; (H, W, 3) uint8, sRGB-encoded, in and out."""
    reflectance, light = separate(np.maximum(pixels.max(axis=2), 1).astype(np.float64))
    return with_value(pixels, reflectance * 255 * (light / 255) ** (1 / GAMMA))
