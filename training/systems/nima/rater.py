"""The rater that ships: points of a picture and its context in, a distribution of ratings out.

Paper    NIMA (Talebi and Milanfar, IEEE TIP 2018): a distribution over ten bins, trained with the
         squared earth mover's distance.
Origin   our own network, trained from scratch on top of a frozen one (`rater_context.py`).
Departs  from the paper:
         - colours are seen through statistics of 1,024 points instead of through a convolutional
           trunk, which makes the score smooth where a search walks, and its gradient cheap;
         - what is shown, and how sharp, comes as a context of 512 numbers. A search holds it still,
           because filters move colours and not content;
         - a normal distribution over the bins whose mean is 1 + (finished - 1) q: what the content
           deserves when finished, times how finished the colours are; and whose spread is free.

Axes: B pictures, P points, C = 3 channels, X context, S statistics.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.systems.nima.rater_context import NUM_CONTEXT
from training.systems.nima.rating import FINISHED_MEAN, SPREAD, normal_bins
from training.systems.pienet.statistics import NUM_STATISTICS, statistics_of_points

# The statistics of PieNet without those of neighbouring points, which come last.
_NUM_TEXTURE = 24
NUM_SEEN = NUM_STATISTICS - _NUM_TEXTURE
# Lab differences in three zones of luminance, and logarithms of contrast and colour.
NUM_AWAY = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterSettings:
    """Sizes of the network."""

    hidden: int = 512
    context_hidden: int = 128
    head_hidden: int = 256
    dropout: float = 0.1
    context_dropout: float = 0.3


class Rater(nn.Module):
    """See the module; `statistic_…` and `context_…` buffers are set from the training data."""

    def __init__(self, settings: RaterSettings) -> None:
        super().__init__()
        self.settings = settings
        self.register_buffer("statistic_mean", torch.zeros(NUM_SEEN))
        self.register_buffer("statistic_scale", torch.ones(NUM_SEEN))
        self.register_buffer("context_mean", torch.zeros(NUM_CONTEXT))
        self.register_buffer("context_scale", torch.ones(NUM_CONTEXT))
        h, c, k = settings.hidden, settings.context_hidden, settings.head_hidden
        self.colours = nn.Sequential(
            nn.Linear(NUM_SEEN, h), nn.SiLU(), nn.Dropout(settings.dropout)
        )
        self.content = nn.Sequential(
            nn.Dropout(settings.context_dropout), nn.Linear(NUM_CONTEXT, c), nn.SiLU()
        )
        self.deserves = nn.Sequential(
            nn.Dropout(settings.context_dropout), nn.Linear(NUM_CONTEXT, 1)
        )
        self.joint = nn.Sequential(nn.Linear(h + c, k), nn.SiLU(), nn.Dropout(settings.dropout))
        self.head = nn.Linear(k, 2)
        # For training alone: which way the colours are from where they belong.
        self.away = nn.Linear(k, NUM_AWAY)

    def describe(self, points_BPC: Tensor) -> Tensor:
        """Normalised statistics of points in [0, 1], (B, S)."""
        seen = statistics_of_points(points_BPC, points_BPC)[:, :NUM_SEEN]
        return (seen - self.statistic_mean) * self.statistic_scale

    def forward(self, points_BPC: Tensor, context_BX: Tensor) -> tuple[Tensor, Tensor]:
        """Probabilities of the ten bins, (B, 10), and how far the colours are away, (B, A)."""
        context = (context_BX - self.context_mean) * self.context_scale
        colours = self.colours(self.describe(points_BPC))
        hidden = self.joint(torch.cat([colours, self.content(context)], -1))
        finished, spread = self.head(hidden).unbind(-1)
        deserved = FINISHED_MEAN + self.deserves(context)[:, 0]
        mean = 1 + (deserved - 1) * torch.sigmoid(finished + 2)
        bins = normal_bins(mean, SPREAD * torch.exp(0.5 * torch.tanh(spread)))
        return bins, self.away(hidden)
