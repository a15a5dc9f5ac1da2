"""Low-resolution weight maps whose weights follow the edges of the full-size photo.

A map is (gh, gw, 2) float32: at each cell a slope and an offset, and a pixel of luma Y has the
weight slope · Y + offset, both interpolated between cell centres. With slopes of 0 it is a plain
soft map; slopes from a guided filter follow edges finer than the map's resolution.

Source: He, Sun: Fast Guided Filter (2015); He et al., Guided Image Filtering (TPAMI 2013), (5)-(8).
"""

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601
from pieditor.core.render.field import Place, positions

WeightMap = NDArray[np.float32]
Floats = NDArray[np.float32]

_LUMA = np.array(LUMA_601, np.float32)


def soft_map(weights: Floats) -> WeightMap:
    """The weights of a map (gh, gw) unchanged, without slopes."""
    return np.stack([np.zeros_like(weights), weights], axis=-1).astype(np.float32)


def edge_aware_map(
    weights: Floats, picture: Floats, *, radius: int = 4, epsilon: float = 1e-3
) -> WeightMap:
    """The map for weights (gh, gw) that follow the edges of a picture (gh, gw, 3) in [0, 1].

    picture  sRGB-encoded
    radius   of the windows in which weights are fitted as a linear function of luma, in cells
    epsilon  variance of luma below which a window counts as flat
    """
    luma = (picture @ _LUMA).astype(np.float64)
    wanted = weights.astype(np.float64)
    mean_luma, mean_wanted = _mean(luma, radius), _mean(wanted, radius)
    covariance = _mean(luma * wanted, radius) - mean_luma * mean_wanted
    variance = _mean(luma * luma, radius) - mean_luma * mean_luma
    slope = covariance / (variance + epsilon)
    offset = mean_wanted - slope * mean_luma
    return np.stack([_mean(slope, radius), _mean(offset, radius)], axis=-1).astype(np.float32)


def weights_at(weight_map: WeightMap, pixels: Floats, place: Place) -> Floats:
    """The weights, (h, w, 1) in [0, 1], for the piece (h, w, 3) of a photo at `place`.

    The result for a pixel does not depend on how the photo is cut into pieces.
    """
    height, width = pixels.shape[:2]
    y0, y1, ty = positions(place.num_rows, weight_map.shape[0], place.first_row, height)
    x0, x1, tx = positions(place.num_columns, weight_map.shape[1], place.first_column, width)
    luma = pixels[..., 0] * _LUMA[0] + pixels[..., 1] * _LUMA[1] + pixels[..., 2] * _LUMA[2]
    out = np.zeros((height, width), np.float32)
    for plane, factor in ((weight_map[..., 0], luma), (weight_map[..., 1], None)):
        if factor is not None and not plane.any():
            continue
        across = plane[:, x0] + tx * (plane[:, x1] - plane[:, x0])
        values = across[y0] + ty[:, None] * (across[y1] - across[y0])
        out += values if factor is None else values * factor
    return np.clip(out, 0.0, 1.0)[..., None]


def mean_weight(weight_map: WeightMap, luma: float = 0.5) -> float:
    """The mean over the map at medium luma, for tables that cannot vary across a photo."""
    return float(np.clip(weight_map[..., 0] * luma + weight_map[..., 1], 0, 1).mean())


def _mean(values: NDArray[np.float64], radius: int) -> NDArray[np.float64]:
    """Box means; at borders over the cells that exist."""
    for axis in (0, 1):
        length = values.shape[axis]
        sums = np.concatenate(
            [np.zeros_like(np.take(values, [0], axis)), np.cumsum(values, axis=axis)], axis=axis
        )
        first = np.clip(np.arange(length) - radius, 0, length)
        last = np.clip(np.arange(length) + radius + 1, 0, length)
        shape = (-1, 1) if axis == 0 else (1, -1)
        values = (np.take(sums, last, axis) - np.take(sums, first, axis)) / (
            (last - first).reshape(shape)
        )
    return values
