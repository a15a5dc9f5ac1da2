"""The compact PieNet's training task: joint episodes, losses, start values."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from pieditor.core.color import rgb_to_lab
from training.datasets.squares import load_archive_squares
from training.engine.loop import LoopSettings
from training.pseudo_users.film_looks import load_film_looks
from training.pseudo_users.methods import rendered_squares
from training.pseudo_users.tables import apply_tables, identity_points
from training.systems.pienet.compact.episodes import Batch, Episodes, EpisodeSettings, draw_tables
from training.systems.pienet.compact.held_out import HeldOutUsers
from training.systems.pienet.compact.model import CompactPieNet, CompactSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class LossWeights:
    """Weights of the terms of the compact loss; see `CompactTask.loss`."""

    srgb: float = 5.0
    lab: float = 0.05
    log_error: float = 0.25
    nodes: float = 1.0
    contrast: float = 0.03
    smoothness: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CompactConfig:
    """A config file of the compact model."""

    task: ClassVar[str] = "compact"
    loop: LoopSettings
    network: CompactSettings = field(default_factory=CompactSettings)
    episodes: EpisodeSettings = field(default_factory=EpisodeSettings)
    loss: LossWeights = field(default_factory=LossWeights)


class CompactTask:
    """Task for the shared loop: trains the compact PieNet."""

    def __init__(
        self,
        config: CompactConfig,
        photos: Path,
        looks: Path,
        cache: Path,
        held_out: Path | None = None,
    ) -> None:
        """`held_out` is an archive of photographs that never train; the run is scored on them."""
        self.config = config
        self.held_out = None if held_out is None else HeldOutUsers(held_out, looks, cache)
        torch.manual_seed(config.loop.seed)
        squares = torch.from_numpy(load_archive_squares(photos, cache).copy())
        film = load_film_looks(looks, held_out=False, num_nodes=config.episodes.num_nodes)
        methods = tuple(
            torch.from_numpy(rendered_squares(photos, name, cache).copy())
            for name in (config.episodes.methods if config.episodes.share_method else ())
        )
        self.episodes = Episodes(squares, film.tables, config.episodes, methods)
        network = CompactPieNet(config.network)
        self._start_from_data(network)
        self.model: nn.Module = network

    def _start_from_data(self, model: CompactPieNet) -> None:
        """Scale the statistics to unit variance; start the basis at the looks' main directions."""
        settings = self.config.network
        chunk = self.episodes.draw_chunk(0)
        rows = chunk.statistics.flatten(0, 1).float()
        model.statistic_mean.copy_(rows.mean(0))
        model.statistic_scale.copy_(1 / (rows.std(0) + 0.02))
        generator = torch.Generator().manual_seed(self.config.loop.seed)
        tables = draw_tables(1024, self.episodes.film, self.config.episodes, generator)
        residual = tables.flatten(1) - identity_points(settings.num_nodes).flatten()
        _, scale, directions = torch.linalg.svd(residual, full_matrices=False)
        k = settings.num_basis
        # Each basis table has the size of one standard deviation of its weight.
        model.basis.data.copy_(directions[:k] * (scale[:k, None] / residual.shape[0] ** 0.5))
        last = model.renderer[-1]
        assert isinstance(last, nn.Linear)
        assert last.bias is not None
        last.weight.data.mul_(0.3)
        last.bias.data.zero_()

    def batch(self, step: int, rank: int) -> Batch:
        """See `Episodes.batch`; every rank draws its own."""
        self.episodes.rank = rank
        return self.episodes.batch(step)

    def score(self, model: nn.Module) -> dict[str, float]:
        """See `HeldOutUsers.score`; empty without photographs that are held out."""
        if self.held_out is None:
            return {}
        assert isinstance(model, CompactPieNet)
        return self.held_out.score(model)

    def loss(self, model: nn.Module, batch: Batch) -> dict[str, Tensor]:
        """Colour error in sRGB, in Lab and as its logarithm; nodes; contrast between users.

        PSNR is an average of the logarithm, which gives mild looks the same weight as strong ones.
        The nodes of the predicted table are compared with the true table's, so that colours that no
        photo has come out right too.
        """
        weights = self.config.loss
        num_looks = batch.support.shape[0]
        support = torch.cat([batch.support, batch.extra], 1)
        is_used = F.pad(batch.is_used, (0, batch.extra.shape[1]))
        residual, embedding, vector = model(support, is_used, batch.query)
        return compact_loss(residual, embedding, vector, batch, num_looks, weights)


def compact_loss(
    residual: Tensor,
    embedding: Tensor,
    vector: Tensor,
    batch: Batch,
    num_looks: int,
    weights: LossWeights,
) -> dict[str, Tensor]:
    """The terms of `CompactTask.loss`, each named, and their weighted sum."""
    identity = identity_points(residual.shape[1]).to(residual).view(1, *residual.shape[1:])
    table = residual + identity
    shown = apply_tables(table, batch.before)
    error = shown - batch.after
    srgb = error.abs().mean()
    squared = (shown.clamp(0, 1) - batch.after).square().mean((1, 2))
    lab = rgb_to_lab(shown.clamp(0.001, 1)) - rgb_to_lab(batch.after.clamp(0.001, 1))
    delta_e = torch.sqrt(lab.square().sum(-1) + 1e-4).mean()
    log_error = torch.log10(squared + 1e-4).mean()
    repeat = residual.shape[0] // num_looks
    off = (table - batch.tables.repeat_interleave(repeat, 0)).abs().mean((1, 2, 3, 4))
    nodes = (off * batch.has_table).sum() / batch.has_table.sum().clamp(min=1)
    # In-batch softmax over users: each picture should be nearest to its own user's vector.
    pictures = embedding[:, -2:].flatten(0, 1)
    logits = 16 * pictures @ F.normalize(vector, dim=-1).T
    target = torch.arange(num_looks, device=logits.device).repeat_interleave(2)
    contrast = F.cross_entropy(logits, target)
    bends = [residual.diff(n=2, dim=d).square().mean() for d in (1, 2, 3)]
    smoothness = bends[0] + bends[1] + bends[2]
    total = (
        weights.srgb * srgb
        + weights.lab * delta_e
        + weights.log_error * log_error
        + weights.nodes * nodes
        + weights.contrast * contrast
        + weights.smoothness * smoothness
    )
    return {
        "loss": total,
        "psnr_db": -10 * torch.log10(squared + 1e-6).mean(),
        "delta_e": delta_e,
        "nodes": nodes,
        "contrast": contrast,
        "smoothness": smoothness,
    }
