"""LIME: low-light image enhancement by an estimated illumination map.

Source: Guo, Li, Ling, IEEE TIP 26(2), 2017: the sped-up solver with weights of strategy III, λ, σ
and γ of the authors' demonstration. The illumination T starts as the largest channel and is
smoothed where the picture has texture, not where it has structure; the picture is divided by T^γ.
Channels: all three divided by the same number.
Left out: the optional denoising after it, which is another method (BM3D).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from scipy.sparse import eye_array

from training.pseudo_users.differences import Plane, differences, smoothness_matrix, solve

SMOOTHNESS = 0.15  # λ
SIGMA = 2.0  # of the window that tells texture from structure, in pixels
GAMMA = 0.8
FLOOR = 1e-3  # ε


def refined(illumination: Plane) -> Plane:
    """The illumination, (H, W) in [0, 1], smoothed: the solution of (1 + L_w) t = T̂."""
    weights = []
    for difference in differences(illumination):
        window = np.abs(gaussian_filter(difference, SIGMA, mode="nearest")) + FLOOR
        weights.append(SMOOTHNESS / (window * (np.abs(difference) + FLOOR)))
    matrix = smoothness_matrix(*weights)
    return solve((matrix + eye_array(matrix.shape[0])).tocsc(), illumination)


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """LIME; (H, W, 3) uint8, sRGB-encoded, in and out."""
    picture = pixels / 255
    light = np.clip(refined(np.maximum(picture.max(axis=2), FLOOR)), FLOOR, 1) ** GAMMA
    return np.rint(255 * np.clip(picture / light[..., None], 0, 1)).astype(np.uint8)
