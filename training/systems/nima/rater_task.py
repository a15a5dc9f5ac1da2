"""The rater's training task: versions of photographs at known distances, squared EMD.

Each step takes items of the pool with their three versions and draws six more along lines.
Axes: B items, K versions of each, P points, C = 3 channels, X context.
"""

from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pieditor.core.color import rgb_to_lab
from training.engine.loop import LoopSettings
from training.systems.nima.lines import drawn_versions
from training.systems.nima.losses import emd_loss
from training.systems.nima.rater import Rater, RaterSettings, colour_statistics
from training.systems.nima.rater_context import NUM_FEATURES, NUM_POOLED
from training.systems.nima.rater_pool import Pool, PoolSettings
from training.systems.nima.rating import SPREAD, damaged_mean, finished_mean, normal_bins, score


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterBatches:
    """What a batch is made of, and the weights of the loss."""

    items: int = 24
    difference: float = 0.4
    direction: float = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterConfig:
    """A config file of the rater."""

    loop: LoopSettings
    network: RaterSettings = field(default_factory=RaterSettings)
    pool: PoolSettings = field(default_factory=PoolSettings)
    batches: RaterBatches = field(default_factory=RaterBatches)


@dataclass(frozen=True, slots=True)
class RaterBatch:
    """B items with K versions of each.

    points   (B × K, P, 3) in [0, 1]
    context  (B × K, X)
    mean     (B, K), of the ratings
    away     (B × K, A), see `displacement`
    """

    points: Tensor
    context: Tensor
    mean: Tensor
    away: Tensor


def displacement(versions_BKPC: Tensor, finished_BPC: Tensor) -> Tensor:
    """Which way the colours went, (B, K, 11), all of order one.

    Mean Lab differences, over 20, in the darkest, middle and brightest third of the finished
    photograph, and how much larger the spread of L* and the mean chroma have become, as logarithms.
    """
    lab, goal = rgb_to_lab(versions_BKPC), rgb_to_lab(finished_BPC).unsqueeze(1)
    order = goal[..., 0].argsort(-1)[..., None]
    moved = torch.gather(lab - goal, 2, order.expand(-1, lab.shape[1], -1, 3)) / 20
    third = moved.shape[2] // 3
    zones = [moved[:, :, i * third : (i + 1) * third].mean(2) for i in range(3)]

    def spread(x: Tensor) -> Tensor:
        return (x[..., 0].std(-1) + 2).log()

    def colour(x: Tensor) -> Tensor:
        return (x[..., 1:].square().sum(-1).sqrt().mean(-1) + 2).log()

    ratios = torch.stack([spread(lab) - spread(goal), colour(lab) - colour(goal)], -1)
    return torch.cat([*zones, ratios], -1)


def distance(versions_BKPC: Tensor, finished_BPC: Tensor) -> Tensor:
    """Mean ΔE76 over the points, (B, K)."""
    away = rgb_to_lab(versions_BKPC) - rgb_to_lab(finished_BPC).unsqueeze(1)
    return away.square().sum(-1).clamp(min=1e-6).sqrt().mean(-1)


class RaterTask:
    """What the shared loop needs to train the rater."""

    def __init__(self, config: RaterConfig, pool: Pool) -> None:
        self.config, self.pool = config, pool
        torch.manual_seed(config.loop.seed)
        self.nima_mean = float(pool.nima.mean())
        self.model: nn.Module = Rater(config.network)
        self._start_from_data()

    def _start_from_data(self) -> None:
        model = self.model
        chosen = torch.randperm(len(self.pool), generator=torch.Generator().manual_seed(0))[:512]
        points = self.pool.versions[chosen].flatten(0, 1) / 255
        seen = colour_statistics(points)
        model.statistic_mean.copy_(seen.mean(0))
        model.statistic_scale.copy_(1 / (seen.std(0) + 0.02))
        context = self.pool.context[chosen].flatten(0, 1).float()
        pooled = context[:, :NUM_POOLED]
        model.pooled_mean.copy_(pooled.mean(0))
        model.pooled_scale.copy_(1 / (pooled.std(0) + 0.02))
        features = context[:, NUM_POOLED:].reshape(-1, NUM_FEATURES)
        model.feature_mean.copy_(features.mean(0))
        model.feature_scale.copy_(1 / (features.std(0) + 0.02))
        model.deserves[-1].weight.data.mul_(0.1)
        model.deserves[-1].bias.data.zero_()

    def batch(self, step: int, rank: int) -> RaterBatch:
        """Depends on the seed, the step and the rank alone."""
        settings, pool = self.config.batches, self.pool
        seed = self.config.loop.seed * 1_000_003 + step
        g = torch.Generator().manual_seed(seed * 64 + rank)
        chosen = torch.randint(len(pool), (settings.items,), generator=g)
        finished = pool.finished[chosen] / 255
        kept = pool.versions[chosen] / 255
        drawn = drawn_versions(kept[:, 0], g)
        points = torch.cat([kept, drawn], 1)
        contexts = pool.context[chosen].float()
        num_kept, num_all = kept.shape[1], points.shape[1]
        # A version's own context half of the time, else that of another version: a search keeps
        # the context of the picture that it began with.
        own = torch.arange(num_kept).expand(settings.items, -1)
        any_ = torch.randint(num_kept, (settings.items, num_all), generator=g)
        is_own = torch.rand(settings.items, num_kept, generator=g) < 0.5
        which = any_.clone()
        which[:, :num_kept] = torch.where(is_own, own, any_[:, :num_kept])
        context = torch.gather(contexts, 1, which.unsqueeze(-1).expand(-1, -1, contexts.shape[-1]))
        deserved = finished_mean(pool.nima[chosen], self.nima_mean)
        mean = damaged_mean(deserved.unsqueeze(1), distance(points, finished))
        return RaterBatch(
            points=points.flatten(0, 1),
            context=context.flatten(0, 1),
            mean=mean,
            away=displacement(points, finished).flatten(0, 1),
        )

    def loss(self, model: nn.Module, batch: RaterBatch) -> dict[str, Tensor]:
        """Squared EMD; differences of scores between versions of one photograph; displacement.

        The last is not what the rater answers, but to know which way is to know the damage.
        """
        target = normal_bins(batch.mean, SPREAD)
        rated, away = model(batch.points, batch.context)
        transport = emd_loss(rated, target.flatten(0, 1))
        given = rated.view_as(target)
        found, wanted = score(given), score(target)
        error = found - wanted
        between = (error - error.mean(1, keepdim=True)).abs().mean()
        direction = F.smooth_l1_loss(away, batch.away, beta=0.3)
        weights = self.config.batches
        total = transport + weights.difference * between + weights.direction * direction
        return {
            "loss": total, "emd": transport, "between": between, "direction": direction,
            "error": error.abs().mean(),
        }  # fmt: skip
