"""Distances between pictures: PSNR, SSIM, CIE76 and CIEDE2000.

Pictures are (..., H, W, 3) float in [0, 1], sRGB-encoded, unless said otherwise.
"""

import math
from typing import Any

import numpy as np
from array_api_compat import array_namespace
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601, rgb_to_lab


def psnr_db(a: Any, b: Any, *, ceiling_db: float = 100.0) -> float:
    """Peak signal-to-noise ratio for a peak of 1, at most `ceiling_db`.

    >>> import numpy as np
    >>> psnr_db(np.zeros((2, 2, 3)), np.full((2, 2, 3), 0.1))
    20.0
    """
    xp = array_namespace(a)
    error = float(xp.mean((a - b) ** 2))
    return ceiling_db if error <= 0 else min(ceiling_db, round(-10 * math.log10(error), 9))


def delta_e76(a: Any, b: Any) -> Any:
    """CIE76 colour difference per pixel, without the last axis."""
    xp = array_namespace(a)
    return xp.sqrt(xp.sum((rgb_to_lab(a) - rgb_to_lab(b)) ** 2, axis=-1))


def delta_e2000_lab(lab1: NDArray[np.float64], lab2: NDArray[np.float64]) -> NDArray[np.float64]:
    """CIEDE2000 between CIELAB colours (..., 3).

    Source: Sharma, Wu, Dalal 2005 ("The CIEDE2000 color-difference formula"), with its test data.
    """
    l1, a1, b1 = np.moveaxis(np.asarray(lab1, dtype=np.float64), -1, 0)
    l2, a2, b2 = np.moveaxis(np.asarray(lab2, dtype=np.float64), -1, 0)
    c_mean7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(c_mean7 / (c_mean7 + 25.0**7)))
    a1p, a2p = (1 + g) * a1, (1 + g) * a2
    c1, c2 = np.hypot(a1p, b1), np.hypot(a2p, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1p)) % 360, np.degrees(np.arctan2(b2, a2p)) % 360
    grey = c1 * c2 == 0
    dh = (h2 - h1 + 180) % 360 - 180
    # Exactly opposite hues: the formula counts +180, the remainder above gives -180.
    dh = np.where(np.isclose(dh, -180) & (h2 > h1), 180.0, dh)
    dh = np.where(grey, 0.0, dh)
    dl, dc = l2 - l1, c2 - c1
    dh_big = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(dh) / 2)
    l_mean, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    h_sum = h1 + h2
    far = np.abs(h1 - h2) > 180
    h_mean = np.where(far, np.where(h_sum < 360, h_sum + 360, h_sum - 360), h_sum) / 2
    h_mean = np.where(grey, h_sum, h_mean)
    t = (
        1
        - 0.17 * np.cos(np.radians(h_mean - 30))
        + 0.24 * np.cos(np.radians(2 * h_mean))
        + 0.32 * np.cos(np.radians(3 * h_mean + 6))
        - 0.20 * np.cos(np.radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / np.sqrt(20 + (l_mean - 50) ** 2)
    s_c = 1 + 0.045 * c_mean
    s_h = 1 + 0.015 * c_mean * t
    theta = 30 * np.exp(-(((h_mean - 275) / 25) ** 2))
    r_c = 2 * np.sqrt(c_mean**7 / (c_mean**7 + 25.0**7))
    r_t = -r_c * np.sin(np.radians(2 * theta))
    total = (
        (dl / s_l) ** 2 + (dc / s_c) ** 2 + (dh_big / s_h) ** 2 + r_t * (dc / s_c) * (dh_big / s_h)
    )
    return np.asarray(np.sqrt(np.maximum(total, 0)))


def delta_e2000(a: NDArray[np.floating], b: NDArray[np.floating]) -> NDArray[np.float64]:
    """CIEDE2000 per pixel of two sRGB pictures, without the last axis."""
    return delta_e2000_lab(
        rgb_to_lab(np.asarray(a, dtype=np.float64)), rgb_to_lab(np.asarray(b, dtype=np.float64))
    )


def _blur(picture: NDArray[np.float64], kernel: NDArray[np.float64]) -> NDArray[np.float64]:
    for axis in (-1, -2):
        windows = np.lib.stride_tricks.sliding_window_view(picture, kernel.size, axis=axis)
        picture = windows @ kernel
    return picture


def ssim(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Structural similarity of luma (Wang et al. 2004): 11 × 11 Gaussian, sigma 1.5, valid area.

    Pictures smaller than 11 pixels on a side have no valid area and raise ValueError.
    """
    weights = np.asarray(LUMA_601)
    x, y = np.asarray(a, np.float64) @ weights, np.asarray(b, np.float64) @ weights
    if min(x.shape[-2:]) < 11:
        raise ValueError("SSIM needs pictures of at least 11 × 11 pixels")
    kernel = np.exp(-0.5 * (np.arange(-5, 6) / 1.5) ** 2)
    kernel /= kernel.sum()
    mx, my = _blur(x, kernel), _blur(y, kernel)
    vx, vy = _blur(x * x, kernel) - mx * mx, _blur(y * y, kernel) - my * my
    cov = _blur(x * y, kernel) - mx * my
    c1, c2 = 0.01**2, 0.03**2
    score = ((2 * mx * my + c1) * (2 * cov + c2)) / ((mx * mx + my * my + c1) * (vx + vy + c2))
    return float(score.mean())
