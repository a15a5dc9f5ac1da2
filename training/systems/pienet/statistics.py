"""Colour statistics of a picture: all that the compact PieNet sees of it.

A look shows in finished pictures by where black and white lie, by the shape of the tone curve, by
casts in shadows and lights, and by saturation for each hue. Content is noise, which averages out
over favourites. All statistics are soft (quadratic B-splines), so that they have a gradient and
export as ordinary ONNX operators.
Axes: B pictures, C = 3 channels, P points, K bins.
"""

import torch
from torch import Tensor, nn

from pieditor.core.color import rgb_to_ycbcr

GRID = 32  # points per side; every eighth pixel of 256
NEIGHBOUR_PX = 2  # the second point of each pair lies this far to the right
NUM_LUMA, NUM_CHROMA, NUM_CDF, NUM_CELLS = 12, 11, 16, 4
NUM_STATISTICS = (
    NUM_LUMA * NUM_CHROMA * NUM_CHROMA
    + NUM_LUMA * 6
    + 4 * NUM_CDF
    + NUM_CELLS * NUM_CELLS * 3
    + 2 * NUM_LUMA
)


def sample_points(picture_BCHW: Tensor) -> tuple[Tensor, Tensor]:
    """A 32 × 32 grid of points and their right neighbours, each (B, P, C).

    Points are sampled, not averaged: averaging would hide the extremes that a look moves most.
    """
    step = picture_BCHW.shape[-1] // GRID
    start = step // 2
    centre = picture_BCHW[:, :, start::step, start::step]
    right = picture_BCHW[:, :, start::step, start + NEIGHBOUR_PX :: step]
    return centre.flatten(2).transpose(1, 2), right.flatten(2).transpose(1, 2)


def spline_bins(x_BP: Tensor, num_bins: int) -> Tensor:
    """Quadratic B-spline membership of x in [0, 1] in bins centred at 0 … 1; (B, P, K)."""
    centres = torch.linspace(0, 1, num_bins, dtype=x_BP.dtype, device=x_BP.device)
    u = (x_BP.unsqueeze(-1) - centres).abs() * (num_bins - 1)
    # 3/4 - u² inside half a bin, (3/2 - u)²/2 up to one and a half: as two ramps.
    return 0.5 * torch.relu(1.5 - u) ** 2 - 1.5 * torch.relu(0.5 - u) ** 2


def _compress_chroma(c: Tensor) -> Tensor:
    """[-0.5, 0.5] to [0, 1], finer around grey where most chroma lies."""
    return 0.5 + torch.asinh(c * 16.0) / 5.54  # asinh(8) = 2.776


def _root(x: Tensor) -> Tensor:
    """The square root, with gradient 0 instead of infinity at 0 (grey pictures, empty bins)."""
    return x.clamp(min=1e-12).sqrt()


def statistics_of_points(centre_BPC: Tensor, right_BPC: Tensor) -> Tensor:
    """Statistics of sampled points; (B, NUM_STATISTICS)."""
    num_points = centre_BPC.shape[1]
    ycc = rgb_to_ycbcr(centre_BPC)
    luma, cb, cr = ycc[..., 0], ycc[..., 1], ycc[..., 2]
    luma_bins = spline_bins(luma, NUM_LUMA)
    cb_bins = spline_bins(_compress_chroma(cb), NUM_CHROMA)
    cr_bins = spline_bins(_compress_chroma(cr), NUM_CHROMA)
    chroma_bins = (cb_bins.unsqueeze(-1) * cr_bins.unsqueeze(-2)).flatten(2)
    joint = luma_bins.transpose(1, 2) @ chroma_bins / num_points
    # Square roots (Hellinger) keep rare colours from vanishing beside frequent ones.
    hellinger = torch.sqrt(joint.flatten(1) + 1e-5)

    mass = luma_bins.mean(1)
    chroma = torch.sqrt(cb**2 + cr**2 + 1e-6)
    columns = torch.stack([cb, cr, chroma, cb * cb, cr * cr], dim=-1)
    # 0.01 pulls the mean of an empty bin to zero.
    means = (luma_bins.transpose(1, 2) @ columns / num_points) / (mass.unsqueeze(-1) + 0.01)
    spread = _root(means[..., 3:])
    given_luma = torch.cat([mass.unsqueeze(-1), means[..., :3], spread], -1)

    four = torch.cat([centre_BPC, luma.unsqueeze(-1)], -1)
    thresholds = (torch.arange(NUM_CDF, dtype=four.dtype, device=four.device) + 0.25) / NUM_CDF
    cdf = torch.sigmoid((four.unsqueeze(-1) - thresholds) * 40.0).mean(1)

    side = GRID // NUM_CELLS
    cells = ycc.unflatten(1, (NUM_CELLS, side, NUM_CELLS, side)).mean(dim=(2, 4))

    change = rgb_to_ycbcr(right_BPC) - ycc
    step_luma = torch.sqrt(change[..., 0] ** 2 + 1e-6)
    step_chroma = torch.sqrt(change[..., 1] ** 2 + change[..., 2] ** 2 + 1e-6)
    steps = torch.stack([step_luma, step_chroma], -1)
    texture = (luma_bins.transpose(1, 2) @ steps / num_points) / (mass.unsqueeze(-1) + 0.01)
    parts = (hellinger, given_luma, cdf, cells, _root(texture))
    return torch.cat([part.flatten(1) for part in parts], 1)


class PictureStatistics(nn.Module):
    """Statistics of whole pictures; sRGB in [0, 1], (B, 3, 256, 256) -> (B, NUM_STATISTICS)."""

    def forward(self, picture_BCHW: Tensor) -> Tensor:
        """See `statistics_of_points`."""
        return statistics_of_points(*sample_points(picture_BCHW))
