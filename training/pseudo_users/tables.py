"""Looks as 3-D colour tables in torch: apply, compose, blend, resample.

A table is (..., n, n, n, 3) float32 indexed [b, g, r] -> RGB, so that red varies fastest as in
HaldCLUT and .cube files. Values are sRGB-encoded and may leave [0, 1] slightly.
Axes: L looks, P points, n nodes per axis.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from pieditor.core.color import LUMA_601


def identity_points(num_nodes: int) -> Tensor:
    """The nodes of the identity table as points, (n**3, 3) RGB, red fastest."""
    axis = torch.linspace(0, 1, num_nodes)
    b, g, r = torch.meshgrid(axis, axis, axis, indexing="ij")
    return torch.stack([r, g, b], dim=-1).reshape(-1, 3)


def apply_tables(table_LnnnC: Tensor, points_LPC: Tensor) -> Tensor:
    """Look L's table applied to look L's points by trilinear interpolation; (L, P, 3).

    Points outside [0, 1] are clamped to the table's border.
    """
    volume = table_LnnnC.permute(0, 4, 1, 2, 3)
    grid = (points_LPC * 2 - 1)[:, None, None]
    out = F.grid_sample(volume, grid, align_corners=True, padding_mode="border")
    return out[:, :, 0, 0].permute(0, 2, 1)


def resample(table_LnnnC: Tensor, num_nodes: int) -> Tensor:
    """The same looks with another number of nodes."""
    num_looks = table_LnnnC.shape[0]
    points = identity_points(num_nodes).expand(num_looks, -1, -1)
    out = apply_tables(table_LnnnC, points)
    return out.reshape(num_looks, num_nodes, num_nodes, num_nodes, 3)


def compose(first_LnnnC: Tensor, second_LnnnC: Tensor) -> Tensor:
    """The table that applies `first`, then `second`."""
    shape = first_LnnnC.shape
    points = first_LnnnC.reshape(shape[0], -1, 3).clamp(0, 1)
    return apply_tables(second_LnnnC, points).reshape(shape)


def at_strength(table_LnnnC: Tensor, strength_L: Tensor) -> Tensor:
    """identity + strength × (table − identity)."""
    n = table_LnnnC.shape[1]
    identity = identity_points(n).reshape(1, n, n, n, 3)
    return identity + strength_L.view(-1, 1, 1, 1, 1) * (table_LnnnC - identity)


def permute_channels(table_LnnnC: Tensor, order_LC: Tensor) -> Tensor:
    """The look that treats channel c as the given look treats channel order[c].

    T'(x) = P⁻¹ T(P x) with (P x)[order[c]] = x[c]; as smooth as the original.
    """
    shape = table_LnnnC.shape
    points = identity_points(shape[1]).expand(shape[0], -1, -1)
    inverse = order_LC.argsort(1)
    given = torch.gather(points, 2, inverse[:, None].expand_as(points))
    out = apply_tables(table_LnnnC, given)
    return torch.gather(out, 2, order_LC[:, None].expand_as(out)).reshape(shape)


def cross_luma_chroma(luma_LnnnC: Tensor, chroma_LnnnC: Tensor) -> Tensor:
    """BT.601 luma of the first looks with the colour differences of the second, clipped."""
    weight = luma_LnnnC.new_tensor(LUMA_601)
    change = (luma_LnnnC * weight).sum(-1) - (chroma_LnnnC * weight).sum(-1)
    return (chroma_LnnnC + change.unsqueeze(-1)).clamp(0, 1)
