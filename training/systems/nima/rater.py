"""The rater that ships: points of a picture and its context in, a distribution of ratings out.

Paper    NIMA (Talebi and Milanfar, IEEE TIP 2018): a distribution over ten bins, trained with the
         squared earth mover's distance.
Origin   our own network, trained from scratch on top of a frozen one (`rater_context.py`).
Departs  from the paper:
         - colours are seen through 1,024 points instead of through a convolutional trunk, which
           makes the score smooth where a search walks, and its gradient cheap: once as PieNet's
           statistics of the whole picture, once in 8 × 8 cells beside what the frozen network
           sees there, because a cast shows where the colour of things is known;
         - what is shown, and how sharp, comes as a context. A search holds it still, because
           filters move colours and not content;
         - a normal distribution over the bins whose mean is 1 + (finished - 1) q: what the content
           deserves when finished, times how finished the colours are; and whose spread is free.

Axes: B pictures, P points, C = 3 channels, X context, S statistics, K = 64 cells, F features.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pieditor.core.color import rgb_to_ycbcr
from training.systems.nima.rater_context import (
    NUM_CELLS,
    NUM_FEATURES,
    NUM_POOLED,
)
from training.systems.nima.rating import FINISHED_MEAN, SPREAD, normal_bins
from training.systems.pienet.statistics import GRID, NUM_STATISTICS, statistics_of_points

# The statistics of PieNet without those of neighbouring points, which come last.
_NUM_TEXTURE = 24
NUM_SEEN = NUM_STATISTICS - _NUM_TEXTURE
# Mean and spread of luma and both colour differences within a cell.
_NUM_CELL_COLOURS = 6
# Pictures whose 121 chroma bins fit into the processor's cache: a third of the time of all at once.
_AT_ONCE = 32
# Lab differences in three zones of luminance, and logarithms of contrast and colour.
NUM_AWAY = 11


def colour_statistics(points_BPC: Tensor) -> Tensor:
    """What is seen of the colours of the whole picture, (B, S)."""
    few = points_BPC.split(_AT_ONCE)
    return torch.cat([statistics_of_points(p, p)[:, :NUM_SEEN] for p in few])


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterSettings:
    """Sizes of the network, and how much of the context it must do without while it learns.

    With all of the context it learns the 1,444 photographs by heart.
    """

    hidden: int = 512
    pooled_hidden: int = 48
    cell_hidden: int = 128
    head_hidden: int = 256
    dropout: float = 0.15
    pooled_dropout: float = 0.5
    cell_dropout: float = 0.25


class Rater(nn.Module):
    """See the module; `statistic_…` and `context_…` buffers are set from the training data."""

    def __init__(self, settings: RaterSettings) -> None:
        super().__init__()
        self.settings = settings
        self.register_buffer("statistic_mean", torch.zeros(NUM_SEEN))
        self.register_buffer("statistic_scale", torch.ones(NUM_SEEN))
        self.register_buffer("pooled_mean", torch.zeros(NUM_POOLED))
        self.register_buffer("pooled_scale", torch.ones(NUM_POOLED))
        self.register_buffer("feature_mean", torch.zeros(NUM_FEATURES))
        self.register_buffer("feature_scale", torch.ones(NUM_FEATURES))
        h, k, c = settings.hidden, settings.head_hidden, settings.cell_hidden
        self.colours = nn.Sequential(
            nn.Linear(NUM_SEEN, h), nn.SiLU(), nn.Dropout(settings.dropout)
        )
        self.content = nn.Sequential(
            nn.Dropout(settings.pooled_dropout), nn.Linear(NUM_POOLED, settings.pooled_hidden),
            nn.SiLU(),
        )  # fmt: skip
        self.deserves = nn.Sequential(nn.Dropout(settings.pooled_dropout), nn.Linear(NUM_POOLED, 1))
        self.cell_content = nn.Sequential(
            nn.Dropout(settings.cell_dropout), nn.Linear(NUM_FEATURES, c)
        )
        self.cell_colours = nn.Linear(_NUM_CELL_COLOURS, c)
        self.cells = nn.Sequential(nn.SiLU(), nn.Linear(c, c), nn.SiLU())
        self.joint = nn.Sequential(
            nn.Linear(h + c + settings.pooled_hidden, k), nn.SiLU(), nn.Dropout(settings.dropout)
        )
        self.head = nn.Linear(k, 2)
        # For training alone: which way the colours are from where they belong.
        self.away = nn.Linear(k, NUM_AWAY)

    def forward(self, points_BPC: Tensor, context_BX: Tensor) -> tuple[Tensor, Tensor]:
        """Probabilities of the ten bins, (B, 10), and how far the colours are away, (B, 11)."""
        return self.rate(colour_statistics(points_BPC), points_BPC, context_BX)

    def rate(
        self, seen_BS: Tensor, points_BPC: Tensor, context_BX: Tensor
    ) -> tuple[Tensor, Tensor]:
        """`forward`, where the statistics of the points are known."""
        pooled = (context_BX[:, :NUM_POOLED] - self.pooled_mean) * self.pooled_scale
        parts = [
            self.colours((seen_BS - self.statistic_mean) * self.statistic_scale),
            self._cells(points_BPC, context_BX[:, NUM_POOLED:]),
            self.content(pooled),
        ]
        hidden = self.joint(torch.cat(parts, -1))
        finished, spread = self.head(hidden).unbind(-1)
        deserved = FINISHED_MEAN + self.deserves(pooled)[:, 0]
        mean = 1 + (deserved - 1) * torch.sigmoid(finished + 2)
        bins = normal_bins(mean, SPREAD * torch.exp(0.5 * torch.tanh(spread)))
        return bins, self.away(hidden)

    def _cells(self, points_BPC: Tensor, features_BX: Tensor) -> Tensor:
        """What colours things have, averaged over the cells, (B, c)."""
        side = GRID // NUM_CELLS
        ycc = rgb_to_ycbcr(points_BPC).unflatten(1, (NUM_CELLS, side, NUM_CELLS, side))
        mean = ycc.mean((2, 4))
        square = (ycc - mean[:, :, None, :, None]).square().mean((2, 4))
        spread = (square + 1e-4).sqrt()
        # Around 0 and of order one.
        colours_BKF = torch.cat([mean * 4, spread * 8], -1).flatten(1, 2)
        features = features_BX.unflatten(1, (NUM_CELLS * NUM_CELLS, NUM_FEATURES))
        features = (features - self.feature_mean) * self.feature_scale
        both = self.cell_content(features) + self.cell_colours(colours_BKF)
        return self.cells(both).mean(1)


class RaterEnsemble(nn.Module):
    """Raters that differ by their seed alone, and answer with the mean of their distributions.

    Where photographs are unlike those of the training, each errs in its own direction.
    """

    def __init__(self, members: Sequence[Rater]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, points_BPC: Tensor, context_BX: Tensor) -> Tensor:
        """Probabilities of the ten bins, (B, 10)."""
        seen = colour_statistics(points_BPC)
        rated = [member.rate(seen, points_BPC, context_BX)[0] for member in self.members]
        return torch.stack(rated).mean(0)
