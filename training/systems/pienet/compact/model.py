"""The compact PieNet: preference vector and photo in, one colour table out.

Paper    PieNet (ECCV 2020): an embedding of finished pictures, a preference vector that is the mean
         of the favourites' embeddings, an enhancer steered by the vector.
Origin   our own network, trained from scratch; the licence is the project's.
Departs  from the paper in three ways, all measured in this folder's README:
         - the embedding is a multilayer perceptron over colour statistics instead of a ResNet-18,
         - the enhancer predicts a residual 3-D colour table as a weighted sum of learned basis
           tables instead of a delta image, so that it renders at any resolution,
         - embedding and renderer are trained jointly on episodes.

Axes: B pictures or episodes, N favourites, D = 512 of the vector, K basis tables, n nodes.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.systems.pienet.statistics import NUM_STATISTICS, PictureStatistics

VECTOR_SIZE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactSettings:
    """Sizes of the network."""

    hidden: int = 512
    context: int = 128
    renderer_hidden: int = 768
    num_basis: int = 64
    num_nodes: int = 17
    dropout: float = 0.0


class CompactPieNet(nn.Module):
    """Embedding, context and renderer in one module."""

    statistic_mean: Tensor
    statistic_scale: Tensor

    def __init__(self, settings: CompactSettings) -> None:
        super().__init__()
        self.settings = settings
        h = settings.hidden
        self.statistics = PictureStatistics()
        self.register_buffer("statistic_mean", torch.zeros(NUM_STATISTICS))
        self.register_buffer("statistic_scale", torch.ones(NUM_STATISTICS))
        self.trunk = nn.Sequential(
            nn.Linear(NUM_STATISTICS, h), nn.SiLU(), nn.Dropout(settings.dropout),
            nn.Linear(h, h), nn.SiLU(),
        )  # fmt: skip
        self.to_embedding = nn.Linear(h, VECTOR_SIZE)
        self.to_context = nn.Linear(h, settings.context)
        r = settings.renderer_hidden
        self.renderer = nn.Sequential(
            nn.Linear(2 * VECTOR_SIZE + settings.context, r), nn.SiLU(),
            nn.Linear(r, r), nn.SiLU(),
            nn.Linear(r, settings.num_basis),
        )  # fmt: skip
        num_values = settings.num_nodes**3 * 3
        self.basis = nn.Parameter(torch.zeros(settings.num_basis, num_values))

    def describe(self, statistics_BS: Tensor) -> tuple[Tensor, Tensor]:
        """Unit embedding (B, 512) and context (B, context) of pictures given by statistics."""
        hidden = self.trunk((statistics_BS - self.statistic_mean) * self.statistic_scale)
        return F.normalize(self.to_embedding(hidden), dim=-1), self.to_context(hidden)

    def residual(self, vector_BD: Tensor, embedding_BD: Tensor, context_BX: Tensor) -> Tensor:
        """The look for a photo as a residual table, (B, n, n, n, 3), added to the identity."""
        # Unit vectors of 512 numbers have entries of 1/sqrt(512); 22.6 brings them to order one.
        scale = VECTOR_SIZE**0.5
        parts = [vector_BD * scale, embedding_BD * scale, context_BX]
        weights = self.renderer(torch.cat(parts, -1))
        n = self.settings.num_nodes
        return (weights.float() @ self.basis).view(-1, n, n, n, 3)

    def forward(
        self, support_BNS: Tensor, is_used_BN: Tensor, query_BS: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Residual tables, the favourites' embeddings (B, N, 512) and their vectors (B, 512).

        query_BS may hold several photos per episode: its length is a multiple of B, episode by
        episode.
        """
        num_episodes, num_favourites = support_BNS.shape[:2]
        num_queries = query_BS.shape[0] // num_episodes
        embedding, context = self.describe(torch.cat([support_BNS.flatten(0, 1), query_BS]))
        favourites = embedding[: num_episodes * num_favourites].unflatten(
            0, (num_episodes, num_favourites)
        )
        vector = preference_vector(favourites, is_used_BN)
        start = num_episodes * num_favourites
        repeated = vector.repeat_interleave(num_queries, 0)
        return self.residual(repeated, embedding[start:], context[start:]), favourites, vector


def preference_vector(embedding_BND: Tensor, is_used_BN: Tensor) -> Tensor:
    """Scheme 2 of the paper: the mean of the favourites' unit embeddings, not normalised again."""
    weight = is_used_BN / is_used_BN.sum(1, keepdim=True)
    return (embedding_BND * weight.unsqueeze(-1)).sum(1)
