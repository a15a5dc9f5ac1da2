"""A small network that predicts a field: how a taste changes each part of a photo.

Paper    the field is HDRNet's grid of colour-affine matrices (Gharbi et al., 2017) without its
         luminance axis; the preference vector of PieNet (ECCV 2020) steers it.
Origin   our own network, trained from scratch on top of the frozen compact PieNet; the licence is
         the project's.
Why      CLAHE raises contrast in each part of a photo by what that part holds; one colour table for
         the whole photo cannot.
Form     histograms of each of 16 × 16 cells, mixed with those of their neighbours, each layer
         scaled and shifted by the vector and by the whole photo. A gate that sees the vector alone
         is exactly zero for tastes that treat all of a photo alike, as most tastes do.

Axes: B photos, C = 3 channels, F features of a cell, G = 16 cells a side, H hidden channels,
D = 512 of the vector, P points.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pieditor.core.color import rgb_to_ycbcr
from training.systems.pienet.compact.model import VECTOR_SIZE
from training.systems.pienet.statistics import spline_bins

CELLS = 16
NUM_VALUE, NUM_LUMA = 24, 12
NUM_FEATURES = NUM_VALUE + NUM_LUMA + 3
_STRIDE = 2  # every second pixel each way: 64 of a cell's 256


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSettings:
    """Sizes of the network."""

    hidden: int = 64
    style: int = 128
    layers: int = 3


def cell_statistics(picture_BCHW: Tensor) -> Tensor:
    """Histograms of value and luma and the mean colour of each cell; (B, F, G, G).

    Equalising methods work on such histograms: of the largest channel (V of HSV) or of luma.
    """
    sampled = picture_BCHW[:, :, ::_STRIDE, ::_STRIDE].permute(0, 2, 3, 1)
    value = spline_bins(sampled.amax(-1), NUM_VALUE)
    luma = spline_bins(rgb_to_ycbcr(sampled)[..., 0], NUM_LUMA)
    features = torch.cat([value, luma, sampled], -1).permute(0, 3, 1, 2)
    return F.avg_pool2d(features, features.shape[-1] // CELLS)


class LocalField(nn.Module):
    """Cells of a photo and a preference vector in, field (B, G, G, 3, 4) out."""

    feature_mean: Tensor
    feature_scale: Tensor

    def __init__(self, settings: FieldSettings) -> None:
        super().__init__()
        self.settings = settings
        h = settings.hidden
        self.register_buffer("feature_mean", torch.zeros(NUM_FEATURES, 1, 1))
        self.register_buffer("feature_scale", torch.ones(NUM_FEATURES, 1, 1))
        self.first = nn.Conv2d(NUM_FEATURES, h, 1)
        self.style = nn.Sequential(
            nn.Linear(VECTOR_SIZE + h, settings.style), nn.SiLU(),
            nn.Linear(settings.style, 2 * h * settings.layers),
        )  # fmt: skip
        self.mix = nn.ModuleList(
            nn.Conv2d(h, h, 3, padding=1, padding_mode="replicate") for _ in range(settings.layers)
        )
        self.last = nn.Conv2d(h, 12, 1)
        nn.init.zeros_(self.last.weight)
        assert self.last.bias is not None
        nn.init.zeros_(self.last.bias)
        self.gate = nn.Sequential(
            nn.Linear(VECTOR_SIZE, settings.style), nn.SiLU(), nn.Linear(settings.style, 1)
        )

    def gate_value(self, vector_BD: Tensor) -> Tensor:
        """How local a taste is, (B,): -1 and less is not at all, 1 and more is fully."""
        return self.gate(vector_BD * VECTOR_SIZE**0.5)[:, 0]

    def forward(self, cells_BFGG: Tensor, vector_BD: Tensor) -> tuple[Tensor, Tensor]:
        """The field, already gated, and the gate's value before it is cut to [0, 1]."""
        hidden = self.first((cells_BFGG - self.feature_mean) * self.feature_scale)
        whole = F.silu(hidden).mean((2, 3))
        style = self.style(torch.cat([vector_BD * VECTOR_SIZE**0.5, whole], 1))
        for conv, change in zip(self.mix, style.chunk(self.settings.layers, 1), strict=True):
            scale, shift = change[:, :, None, None].chunk(2, 1)
            hidden = hidden + conv(F.silu(hidden * (1 + scale) + shift))
        value = self.gate_value(vector_BD)
        opened = (0.5 + 0.5 * value).clamp(0, 1)
        field = self.last(F.silu(hidden)) * opened[:, None, None, None]
        return field.permute(0, 2, 3, 1).unflatten(3, (3, 4)), value


def field_at(field_BGGij: Tensor, place_BP2: Tensor) -> Tensor:
    """Matrices at places (x, y) in [0, 1]², interpolated as `core.field` does; (B, P, 3, 4)."""
    planes = field_BGGij.flatten(3).permute(0, 3, 1, 2)
    found = F.grid_sample(
        planes, (place_BP2 * 2 - 1)[:, None], align_corners=False, padding_mode="border"
    )
    return found[:, :, 0].transpose(1, 2).unflatten(2, (3, 4))


def apply_matrices(matrix_BP34: Tensor, points_BPC: Tensor) -> Tensor:
    """x + M (x, 1), clipped as `render` clips between field and table; (B, P, C)."""
    change = (matrix_BP34[..., :3] * points_BPC.unsqueeze(2)).sum(-1) + matrix_BP34[..., 3]
    return (points_BPC + change).clamp(0, 1)
