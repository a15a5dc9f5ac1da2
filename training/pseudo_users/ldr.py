"""LDR: contrast enhancement by the layered difference representation of 2-D histograms.

Source: Lee, Lee, Kim, IEEE TIP 22(12), 2013, α = 2.5; steps as in the author's code. U(k, l) is
the number of pairs behind each sum, min(k, 256−l) − max(k−l, 0).
Channel: Y of YUV; U and V kept.
Letters of the paper: layer l = 1…255 holds pairs of neighbours that differ by l levels, k is a
level, d the difference between output levels k−1 and k. Arrays are indexed [l − 1, k − 1] or,
for histograms, [l − 1, k].
"""

import numpy as np
from numpy.typing import NDArray

from training.pseudo_users.luma import luma_levels, map_luma

ALPHA = 2.5  # how much more the well-filled layers weigh

_LAYER = np.arange(1, 256)[:, None]
_LEVEL = np.arange(1, 256)[None]
# Layer l, output step k: the sum over pairs (j, j + l) that step over k, j from FIRST to LAST − 1.
_FIRST = np.maximum(_LEVEL - _LAYER, 0)
_LAST = np.minimum(_LEVEL, 256 - _LAYER)


def pair_histogram(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """How many neighbours (across and down) have the levels k and k + l; (255, 256)."""
    pairs = np.zeros(256 * 256, dtype=np.int64)
    for a, b in ((levels[:, 1:], levels[:, :-1]), (levels[1:], levels[:-1])):
        code = np.maximum(a, b).astype(np.int64) * 256 + np.minimum(a, b)
        pairs += np.bincount(code.ravel(), minlength=256 * 256)
    high = _LAYER + np.arange(256)[None]
    by_layer = pairs.reshape(256, 256)[np.minimum(high, 255), np.arange(256)[None]]
    return np.where(high <= 255, by_layer, 0).astype(np.float64)


def level_map(levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """256 output levels, not decreasing, 0 to 0 and 255 to 255; identity for a flat picture."""
    h = np.log1p(pair_histogram(levels))
    s = h.sum(axis=1)
    running = np.concatenate([np.zeros((255, 1)), np.cumsum(h, axis=1)], axis=1)
    m = np.take_along_axis(running, _LAST, 1) - np.take_along_axis(running, _FIRST, 1)
    d = (m - m.min(axis=1, keepdims=True)) / (_LAST - _FIRST)
    total = d.sum(axis=1, keepdims=True)
    used = (total > 0) & (s[:, None] > 0)
    d = np.where(used, d / np.where(used, total, 1), 0)
    step = ((s / max(s.max(), 1e-12)) ** ALPHA) @ d
    if step.sum() == 0:
        return np.arange(256, dtype=np.float64)
    out = np.concatenate([[0.0], np.cumsum(step)])
    return 255 * out / out[-1]


def apply(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """LDR of Y; (H, W, 3) uint8, sRGB-encoded, in and out."""
    return map_luma(pixels, level_map(luma_levels(pixels)))
