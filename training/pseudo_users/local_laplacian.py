"""LLF: fast local Laplacian filters, which strengthen or smooth detail and leave edges alone.

Source: Aubry, Paris, Hasinoff, Kautz, Durand, ACM TOG 33(5), 2014, with the Gaussian remapping of
detail in the authors' demonstration. Each coefficient of the output pyramid comes from the picture
remapped around the value that the Gaussian pyramid has there, interpolated between a few samples.
Channel: luma in [0, 1]; the ratios of red, green and blue to it are kept.
The setting as a user is ours, as no paper gives one. The demonstration multiplies detail by 4,
which is noise in most photographs; an editor's slider goes to about twice.
"""

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601
from training.pseudo_users.laplacian_pyramid import (
    Plane,
    collapsed,
    gaussian_pyramid,
    laplacian_pyramid,
    num_levels,
)

FACTOR = 1.0  # detail is multiplied by about 1 + FACTOR
SIGMA = 0.1
SAMPLES = 10
_FLOOR = 1 / 255


def filtered(plane: Plane, *, factor: float, sigma: float, samples: int) -> Plane:
    """The plane, (H, W) in [0, 1], with its detail changed; not clipped.

    factor   f: −1 smooths, 0 is the identity, positive numbers strengthen
    sigma    differences much larger than it are edges
    samples  values between which is interpolated; at least 2
    """
    levels = num_levels(plane.shape)
    gaussian = gaussian_pyramid(plane, levels)
    out = laplacian_pyramid(plane, levels)
    for reference in np.linspace(0, 1, samples):
        offset = plane - reference
        remapped = factor * offset * np.exp(-(offset**2) / (2 * sigma**2))
        details = laplacian_pyramid(remapped, levels)
        for level in range(levels - 1):
            share = np.maximum(0, 1 - np.abs(gaussian[level] - reference) * (samples - 1))
            out[level] = out[level] + share * details[level]
    return collapsed(out)


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Detail strengthened; (H, W, 3) uint8, sRGB-encoded, in and out."""
    luma = pixels @ np.asarray(LUMA_601) / 255
    changed = filtered(luma, factor=FACTOR, sigma=SIGMA, samples=SAMPLES)
    ratio = np.maximum(changed, 0) / np.maximum(luma, _FLOOR)
    return np.rint(np.clip(pixels * ratio[..., None], 0, 255)).astype(np.uint8)
