"""Training task of the rater: predict photographs and ratings from damaged versions.

Each step takes items of the pool with their five versions and draws six more along lines.
Axes: B items, V versions of all, P points, C = 3 channels, X context.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from torch import Tensor, nn

from pieditor.core.color import rgb_to_lab
from training.engine.checkpoint import TENSORS, load_weights
from training.engine.config import ConfigError
from training.engine.loop import LoopSettings
from training.systems.nima.losses import emd_loss
from training.systems.nima.metrics import rank_correlation
from training.systems.pienet.statistics import GRID
from training.systems.rater.context import NUM_CELLS, NUM_FEATURES, NUM_POOLED
from training.systems.rater.lines import drawn_versions
from training.systems.rater.model import (
    Finished,
    Rater,
    RaterSettings,
    colour_statistics,
    distance,
    rate,
)
from training.systems.rater.pool import Pool, PoolSettings
from training.systems.rater.rating import SPREAD, damaged_mean, finished_mean, normal_bins, score

_SCORED_ITEMS = 100  # held-out photographs that a run is scored on


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterBatches:
    """Composition of a batch, and weights of the loss.

    mixed      share of pictures that are cut together from two
    untouched  weight of versions whose colours are not damaged
    transport  weight of the earth mover's distance beside an error of CIE76 10
    calibrates whether the run learns only how sure the answers are (stage 2), which is best learned
               from photographs that the rest was not trained on. Then only ratings of the pictures
               as they are count, and versions without contexts of their own are left out
    """

    items: int = 24
    mixed: float = 0.5
    untouched: float = 4.0
    transport: float = 2.0
    calibrates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RaterConfig:
    """A config file of the rater."""

    task: ClassVar[str] = "rater"
    loop: LoopSettings
    network: RaterSettings = field(default_factory=RaterSettings)
    pool: PoolSettings = field(default_factory=PoolSettings)
    batches: RaterBatches = field(default_factory=RaterBatches)


@dataclass(frozen=True, slots=True)
class RaterBatch:
    """V versions of B items.

    points    (V, P, 3) in [0, 1]
    context   (V, X)
    finished  (V, P, 3) in [0, 1]
    deserved  (V,) mean rating of the finished
    weight    (V,) how much each counts, 1 on average
    """

    points: Tensor
    context: Tensor
    finished: Tensor
    deserved: Tensor
    weight: Tensor


def mixed_cells(num: int, share: float, g: torch.Generator) -> Tensor:
    """Which of the 8 × 8 cells stay and which are another photograph's, (num, 8, 8) of 1 and 0.

    Straight cuts at random places, in a random direction; a `share` of pictures is cut at all.
    """
    along = torch.linspace(-1, 1, NUM_CELLS)
    turn = 2 * torch.pi * torch.rand(num, 1, 1, generator=g)
    place = torch.rand(num, 1, 1, generator=g) - 0.5
    height = along.view(1, -1, 1) * turn.sin() + along.view(1, 1, -1) * turn.cos()
    is_whole = torch.rand(num, 1, 1, generator=g) >= share
    return ((height > place) | is_whole).float()


class RaterTask:
    """Task for the shared loop: trains the rater."""

    def __init__(
        self,
        config: RaterConfig,
        pool: Pool,
        start: Path | None = None,
        held_out: Pool | None = None,
    ) -> None:
        """Take the pool that trains.

        start     the run to begin with, needed for calibration
        held_out  a pool of other photographs, on which the run is scored
        """
        self.config, self.pool, self.held_out = config, pool, held_out
        torch.manual_seed(config.loop.seed)
        self.nima_mean = float(pool.nima.mean())
        network = Rater(config.network)
        self.model: nn.Module = network
        if config.batches.calibrates != (start is not None):
            raise ConfigError("batches.calibrates: a calibration, and nothing else, needs a start")
        if start is None:
            self._start_from_data(network)
            return
        network.load_state_dict(load_weights(start / TENSORS))
        network.requires_grad_(False)
        network.unsure.requires_grad_(True)

    def _start_from_data(self, model: Rater) -> None:
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
        last = model.deserves[-1]
        assert isinstance(last, nn.Linear)
        assert last.bias is not None
        last.weight.data.mul_(0.1)
        last.bias.data.zero_()

    def batch(self, step: int, rank: int) -> RaterBatch:
        """Depends on the seed, the step and the rank alone.

        It holds the pool's versions with their own contexts, and further versions drawn along lines
        from pictures that are cut together from two. Those have contexts of random versions, so
        that nothing can be learned by heart.
        """
        settings, pool = self.config.batches, self.pool
        seed = self.config.loop.seed * 1_000_003 + step
        g = torch.Generator().manual_seed(seed * 64 + rank)
        chosen = torch.randint(len(pool), (settings.items,), generator=g)
        finished = pool.finished[chosen] / 255
        kept = pool.versions[chosen] / 255
        contexts = pool.context[chosen].float()
        deserved = finished_mean(pool.nima[chosen], self.nima_mean)
        num_kept = kept.shape[1]
        if settings.calibrates:
            return RaterBatch(
                points=kept.flatten(0, 1),
                context=contexts.flatten(0, 1),
                finished=finished.repeat_interleave(num_kept, 0),
                deserved=deserved.repeat_interleave(num_kept),
                weight=torch.ones(settings.items * num_kept),
            )

        cells = mixed_cells(settings.items, settings.mixed, g)
        side = GRID // NUM_CELLS
        stays = cells.repeat_interleave(side, 1).repeat_interleave(side, 2).flatten(1)[..., None]

        def cut(own: Tensor) -> Tensor:
            return stays * own + (1 - stays) * own.roll(1, 0)

        drawn = drawn_versions(cut(kept[:, 0]), g)
        num_drawn = drawn.shape[1]
        which = torch.randint(num_kept, (settings.items, num_drawn, 1), generator=g)
        any_ = torch.gather(contexts, 1, which.expand(-1, -1, contexts.shape[-1]))
        # Sums over cells, so that a picture's share is that of its cells.
        features = cells.flatten(1).repeat_interleave(NUM_FEATURES, 1)
        pooled = cells.mean((1, 2))[:, None].expand(-1, NUM_POOLED)
        share = torch.cat([pooled, features], 1).unsqueeze(1)
        drawn_context = share * any_ + (1 - share) * any_.roll(1, 0)
        weight = torch.ones(settings.items, num_kept + num_drawn)
        weight[:, 0] = settings.untouched
        both = [finished.unsqueeze(1).expand_as(kept), cut(finished).unsqueeze(1).expand_as(drawn)]
        own = cells.mean((1, 2))
        mixed = own * deserved + (1 - own) * deserved.roll(1, 0)
        worth = [deserved[:, None].expand(-1, num_kept), mixed[:, None].expand(-1, num_drawn)]
        return RaterBatch(
            points=torch.cat([kept, drawn], 1).flatten(0, 1),
            context=torch.cat([contexts, drawn_context], 1).flatten(0, 1),
            finished=torch.cat(both, 1).flatten(0, 1),
            deserved=torch.cat(worth, 1).flatten(),
            weight=(weight / weight.mean()).flatten(),
        )

    def score(self, model: nn.Module) -> dict[str, float]:
        """Figures on photographs that are held out; empty without any.

        rank   rank correlation of score and damage over the versions of a photograph, a mean
        emd    earth mover's distance (r = 2) between given and wanted ratings
        error  CIE76 between the predicted finished colours and the true ones
        """
        if self.held_out is None:
            return {}
        pool, device = self.held_out, next(model.parameters()).device
        ranks, distances, errors = [], [], []
        for i in range(min(len(pool), _SCORED_ITEMS)):
            points = (pool.versions[i] / 255).to(device)
            finished = (pool.finished[i] / 255).expand_as(points).to(device)
            deserved = finished_mean(pool.nima[i], self.nima_mean).expand(len(points)).to(device)
            found: Finished = model(points, pool.context[i].float().to(device))
            goal = rgb_to_lab(finished)
            damage = distance(rgb_to_lab(points), goal)
            rated = rate(points, found)
            wanted = normal_bins(damaged_mean(deserved, damage), SPREAD)
            ranks.append(rank_correlation(score(rated).cpu().numpy(), -damage.cpu().numpy()))
            distances.append(float(emd_loss(rated, wanted)))
            errors.append(float(distance(found.lab, goal).mean()))
        # A photograph whose versions are all alike has no ranks.
        means = [float(np.nanmean(figures)) for figures in (ranks, distances, errors)]
        return dict(zip(("rank", "emd", "error"), means, strict=True))

    def loss(self, model: nn.Module, batch: RaterBatch) -> dict[str, Tensor]:
        """Distance of the predicted finished colours from the true ones, and EMD of the ratings.

        Two pictures are rated: the one that was seen, and the same with the finished colours.
        """
        found: Finished = model(batch.points, batch.context)
        goal = rgb_to_lab(batch.finished)
        error = distance(found.lab, goal)
        before = distance(rgb_to_lab(batch.points), goal)
        rated = [(batch.points, before)]
        if not self.config.batches.calibrates:
            rated.append((batch.finished, torch.zeros_like(before)))
        transport = torch.zeros((), device=before.device)
        for points, damage in rated:
            wanted = normal_bins(damaged_mean(batch.deserved, damage), SPREAD)
            transport = transport + emd_loss(rate(points, found), wanted) / len(rated)
        total = (batch.weight * error).mean() / 10 + self.config.batches.transport * transport
        return {
            "loss": total, "emd": transport, "error": error.mean(), "before": before.mean(),
            "nearer": (error < before).float().mean(),
        }  # fmt: skip
