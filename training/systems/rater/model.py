"""The rater that ships: it predicts a picture's finished colours and rates by the distance to them.

Paper    NIMA (Talebi and Milanfar, IEEE TIP 2018): a distribution over ten bins, trained with the
         squared earth mover's distance.
Origin   our own network, trained from scratch on top of a frozen one (`context.py`).
Departs  from the paper:
         - the network sees a picture once and predicts three things: the CIELAB colour that each
           of its 1,024 points would have if the picture were finished, the mean rating that its
           content would then deserve, and by how much that may be wrong. Colours are rated by their
           distance from there, with the formula of the rating model. So a search climbs a single
           smooth hill, and its gradient costs next to nothing. A network that rated colours
           directly, trained on the same pictures, rated new pictures as well, but a search that
           followed it got nowhere;
         - colours are seen as PieNet's statistics of the whole picture, and in 8 × 8 cells beside
           what the frozen network sees there, because a cast shows where the colour of things is
           known;
         - several networks that differ by their seed answer together.

Axes: B pictures, P points, C = 3 channels, X context, S statistics, K = 64 cells, F features,
T = 10 terms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pieditor.core.color import rgb_to_lab, rgb_to_ycbcr
from training.systems.pienet.statistics import GRID, NUM_STATISTICS, statistics_of_points
from training.systems.rater.context import (
    NUM_CELLS,
    NUM_FEATURES,
    NUM_POOLED,
)
from training.systems.rater.rating import FINISHED_MEAN, SPREAD, damaged_mean, normal_bins

# The statistics of PieNet without those of neighbouring points, which come last.
_NUM_TEXTURE = 24
NUM_SEEN = NUM_STATISTICS - _NUM_TEXTURE
# Mean and spread of luma and both colour differences within a cell.
_NUM_CELL_COLOURS = 6
# As many pictures as fit into the processor's cache: a third of the time of all at once.
_AT_ONCE = 32
NUM_TERMS = 10
_LAB_UNIT = 100.0
# CIE76 below which a distance counts less than linearly, so that the hill has a round top.
_BLUNT = 0.5


class Finished(NamedTuple):
    """A prediction of the finished picture.

    lab       (B, P, 3) CIELAB of its points
    deserved  (B,) the mean rating it would then have
    unsure    (B,) by how much the prediction may be off, in CIE76
    """

    lab: Tensor
    deserved: Tensor
    unsure: Tensor


def colour_statistics(points_BPC: Tensor) -> Tensor:
    """Colour statistics of whole pictures, (B, S)."""
    # An exported graph takes any number of pictures, so it cannot be split by their number.
    few = (points_BPC,) if torch.compiler.is_exporting() else points_BPC.split(_AT_ONCE)
    return torch.cat([statistics_of_points(p, p)[:, :NUM_SEEN] for p in few])


def colour_terms(lab_BPC: Tensor) -> Tensor:
    """Terms of which a correction is a sum, (B, P, T).

    A cubic in L*, and a* and b* times a square in L*: fitted to the pool's versions, sums of these
    leave a tenth of the damage.
    """
    light, a, b = (lab_BPC / _LAB_UNIT).unbind(-1)
    square = light * light
    return torch.stack(
        [
            torch.ones_like(light), light, square, square * light,
            a, b, a * light, b * light, a * square, b * square,
        ],
        -1,
    )  # fmt: skip


def distance(lab_BPC: Tensor, goal_BPC: Tensor) -> Tensor:
    """Mean CIE76 over the points, (B,), rounded off near 0."""
    square = (lab_BPC - goal_BPC).square().sum(-1)
    return (square + _BLUNT**2).sqrt().mean(-1) - _BLUNT


def rate(points_BPC: Tensor, finished: Finished) -> Tensor:
    """Probabilities of the ten bins, (B, 10), for points in [0, 1] of the pictures."""
    away = distance(rgb_to_lab(points_BPC), finished.lab)
    away = (away.square() + finished.unsure.square()).sqrt()
    return normal_bins(damaged_mean(finished.deserved, away), SPREAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterSettings:
    """Sizes of the network, and its shares of dropout.

    Without dropout it learns the 1,349 photographs by heart.
    """

    hidden: int = 384
    pooled_hidden: int = 48
    cell_hidden: int = 128
    head_hidden: int = 256
    dropout: float = 0.2
    pooled_dropout: float = 0.5
    cell_dropout: float = 0.25


class Rater(nn.Module):
    """See the module; the buffers are set from the training data."""

    statistic_mean: Tensor
    statistic_scale: Tensor
    pooled_mean: Tensor
    pooled_scale: Tensor
    feature_mean: Tensor
    feature_scale: Tensor

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
        self.correction = nn.Linear(k, NUM_TERMS * 3)
        self.unsure = nn.Linear(k, 1)
        # An untrained network predicts no correction.
        nn.init.zeros_(self.correction.weight)
        nn.init.zeros_(self.correction.bias)

    def forward(self, points_BPC: Tensor, context_BX: Tensor) -> Finished:
        """Predict finished pictures from points, (B, P, 3) in [0, 1], and contexts."""
        pooled = (context_BX[:, :NUM_POOLED] - self.pooled_mean) * self.pooled_scale
        seen = (colour_statistics(points_BPC) - self.statistic_mean) * self.statistic_scale
        parts = [
            self.colours(seen),
            self._cells(points_BPC, context_BX[:, NUM_POOLED:]),
            self.content(pooled),
        ]
        hidden = self.joint(torch.cat(parts, -1))
        lab = rgb_to_lab(points_BPC)
        weights_BTC = self.correction(hidden).unflatten(1, (NUM_TERMS, 3))
        return Finished(
            lab=lab + _LAB_UNIT * (colour_terms(lab) @ weights_BTC),
            deserved=FINISHED_MEAN + self.deserves(pooled)[:, 0],
            unsure=5 * F.softplus(self.unsure(hidden)[:, 0]),
        )

    def _cells(self, points_BPC: Tensor, features_BX: Tensor) -> Tensor:
        """Colours beside what is shown there, averaged over the cells, (B, c)."""
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
    """Several raters that differ by their seed alone; the mean of their answers."""

    def __init__(self, members: Sequence[Rater]) -> None:
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, points_BPC: Tensor, context_BX: Tensor) -> Finished:
        """See `Rater`."""
        found = [member(points_BPC, context_BX) for member in self.members]
        return Finished(*(torch.stack(parts).mean(0) for parts in zip(*found, strict=True)))
