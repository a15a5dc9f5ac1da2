"""The finisher: a photo's colour statistics to the colour table that finishes it.

Paper    none: PieNet and Masked Style Modeling learn to finish a photo and to give it a style at
         once. Here the first is a step of its own, so that a taste begins with a finished photo.
Origin   our own network, trained from scratch; the licence is the project's.

Axes: B photos, S statistics, K basis tables, n nodes.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.systems.pienet.statistics import NUM_STATISTICS


@dataclass(frozen=True, slots=True, kw_only=True)
class FinisherSettings:
    """Sizes of the network."""

    hidden: int = 256
    num_basis: int = 32
    num_nodes: int = 17
    dropout: float = 0.2


class Finisher(nn.Module):
    """Statistics (B, S) to a residual table (B, n, n, n, 3), added to the identity."""

    statistic_mean: Tensor
    statistic_scale: Tensor

    def __init__(self, settings: FinisherSettings) -> None:
        super().__init__()
        self.settings = settings
        h = settings.hidden
        self.register_buffer("statistic_mean", torch.zeros(NUM_STATISTICS))
        self.register_buffer("statistic_scale", torch.ones(NUM_STATISTICS))
        self.weights = nn.Sequential(
            nn.Linear(NUM_STATISTICS, h), nn.SiLU(), nn.Dropout(settings.dropout),
            nn.Linear(h, h), nn.SiLU(), nn.Dropout(settings.dropout),
            nn.Linear(h, settings.num_basis),
        )  # fmt: skip
        self.basis = nn.Parameter(torch.zeros(settings.num_basis, settings.num_nodes**3 * 3))

    def forward(self, statistics_BS: Tensor) -> Tensor:
        """See the class."""
        weights = self.weights((statistics_BS - self.statistic_mean) * self.statistic_scale)
        n = self.settings.num_nodes
        return (weights.float() @ self.basis).view(-1, n, n, n, 3)
