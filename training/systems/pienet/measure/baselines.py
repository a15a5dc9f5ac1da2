"""Methods that PieNet is compared with: two without originals, and one that sees originals.

Pictures are (..., 3) float in [0, 1], sRGB-encoded; `favourites` are the pooled pixels of all
favourites, (M, 3).
"""

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import linear_to_srgb, rgb_to_lab
from pieditor.core.render.lut import Table, identity_table

Floats = NDArray[np.float32]
_LEVELS = np.linspace(0, 1, 256)


def lab_to_rgb(lab: Floats) -> Floats:
    """The inverse of `rgb_to_lab`, clipped to [0, 1]; CIE 15, D65."""
    f_y = (lab[..., 0] + 16) / 116
    f = np.stack([f_y + lab[..., 1] / 500, f_y, f_y - lab[..., 2] / 200], -1)
    xyz = np.where(f > 6 / 29, f**3, (116 * f - 16) * 27 / 24389) * (0.95047, 1.0, 1.08883)
    linear = xyz @ np.asarray(
        [[3.2404542, -0.9692660, 0.0556434], [-1.5371385, 1.8760108, -0.2040259],
         [-0.4985314, 0.0415560, 1.0572252]]
    )  # fmt: skip
    linear = np.clip(linear, 0, 1)
    return np.clip(linear_to_srgb(linear), 0, 1).astype(np.float32)


def reinhard(photo: Floats, favourites: Floats) -> Floats:
    """Mean and spread of each Lab channel as in the favourites (Reinhard et al. 2001, in Lab)."""
    lab, liked = rgb_to_lab(photo), rgb_to_lab(favourites)
    mean, spread = lab.reshape(-1, 3).mean(0), lab.reshape(-1, 3).std(0)
    scale = liked.std(0) / np.maximum(spread, 1e-3)
    return lab_to_rgb((lab - mean) * scale + liked.mean(0))


def match_histogram(photo: Floats, favourites: Floats) -> Floats:
    """Each channel's cumulative histogram as in the pooled favourites."""
    out = np.empty_like(photo)
    for c in range(3):
        values = np.sort(photo[..., c].ravel())
        rank = np.searchsorted(values, photo[..., c], side="right") / values.size
        out[..., c] = np.quantile(favourites[:, c], np.clip(rank, 0, 1))
    return out


def _node_weights(points: Floats, num_nodes: int) -> tuple[NDArray[np.int64], Floats]:
    """The eight nodes around each point and their trilinear weights, each (M, 8)."""
    last = num_nodes - 1
    position = np.clip(points, 0, 1) * last
    low = np.minimum(position.astype(np.int64), last - 1)
    t = position - low
    index, weight = [], []
    for corner in np.ndindex(2, 2, 2):  # (b, g, r)
        step = np.asarray(corner[::-1])
        node = low + step
        index.append((node[:, 2] * num_nodes + node[:, 1]) * num_nodes + node[:, 0])
        weight.append(np.where(step, t, 1 - t).prod(1))
    return np.stack(index, 1), np.stack(weight, 1).astype(np.float32)


def fit_table(before: Floats, after: Floats, num_nodes: int = 9, smoothness: float = 0.05) -> Table:
    """One table fitted to pairs of pixels (M, 3) by least squares with second differences.

    The upper reference: it sees the originals of the favourites.
    """
    index, weight = _node_weights(before, num_nodes)
    count = num_nodes**3
    normal = np.zeros((count, count))
    right = np.zeros((count, 3))
    change = after - before
    for i in range(8):
        np.add.at(right, index[:, i], weight[:, i, None] * change)
        for j in range(8):
            np.add.at(normal, (index[:, i], index[:, j]), weight[:, i] * weight[:, j])
    normal /= len(before)
    right /= len(before)
    nodes = np.arange(count).reshape((num_nodes,) * 3)
    bend = np.zeros((count, count))
    for axis in range(3):
        line = np.moveaxis(nodes, axis, 0)
        a, b, c = line[:-2].ravel(), line[1:-1].ravel(), line[2:].ravel()
        for p, u in ((a, 1), (b, -2), (c, 1)):
            for q, v in ((a, 1), (b, -2), (c, 1)):
                np.add.at(bend, (p, q), u * v)
    system = normal + smoothness / count * bend + 1e-7 * np.eye(count)
    residual = np.linalg.solve(system, right).reshape(num_nodes, num_nodes, num_nodes, 3)
    return (identity_table(num_nodes) + residual).astype(np.float32)
