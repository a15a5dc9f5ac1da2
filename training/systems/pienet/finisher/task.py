"""The finisher's training task: finished photographs, and what cameras would have made of them.

Photographs are seen by drawn cameras, each with its jitter (pseudo_users/cameras.py), and have to
become what they were. Some are left as they are and have to stay.
Axes: B photos, P points, n nodes.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import torch
from torch import Tensor, nn

from pieditor.core.color import rgb_to_lab
from training.datasets.squares import load_archive_squares
from training.engine.loop import LoopSettings
from training.pseudo_users.cameras import draw_cameras
from training.pseudo_users.tables import apply_tables, identity_points
from training.systems.pienet.compact.episodes import draw_views
from training.systems.pienet.finisher.model import Finisher, FinisherSettings
from training.systems.pienet.statistics import statistics_of_points

_SCORED = 120  # photographs at most


@dataclass(frozen=True, slots=True, kw_only=True)
class FinisherConfig:
    """A config file of the finisher.

    share_finished   of the photographs are finished already and must stay
    """

    task: ClassVar[str] = "finisher"
    loop: LoopSettings
    network: FinisherSettings = field(default_factory=FinisherSettings)
    per_batch: int = 96
    share_finished: float = 0.15
    smoothness: float = 20.0


def _camera_tables(num: int, g: torch.Generator, num_nodes: int) -> Tensor:
    return draw_cameras(num, g).with_jitter(g).tables(num_nodes)


def _seen(points_B2PC: Tensor, tables: Tensor) -> Tensor:
    """Points as a camera's 8-bit pictures hold them, (B, 2, P, 3)."""
    seen = apply_tables(tables, points_B2PC.flatten(1, 2)).reshape(points_B2PC.shape)
    return (seen * 255).round() / 255


class FinisherTask:
    """Task for the shared loop: trains the finisher."""

    def __init__(
        self, config: FinisherConfig, photos: Path, cache: Path, held_out: Path | None = None
    ) -> None:
        """`held_out` is an archive of photographs that never train; the run is scored on them."""
        self.config = config
        self.squares = torch.from_numpy(load_archive_squares(photos, cache).copy())
        self.held_out = None
        if held_out is not None:
            squares = load_archive_squares(held_out, cache)[:_SCORED]
            self.held_out = torch.from_numpy(squares.copy())
        torch.manual_seed(config.loop.seed)
        network = Finisher(config.network)
        self._start_from_data(network)
        self.model: nn.Module = network

    def _generator(self, kind: int, step: int, rank: int) -> torch.Generator:
        seed = ((self.config.loop.seed * 1009 + rank) * 7 + kind) * 10_000_019 + step
        return torch.Generator().manual_seed(seed)

    def _identity(self) -> Tensor:
        n = self.config.network.num_nodes
        return identity_points(n).view(1, n, n, n, 3)

    def _start_from_data(self, network: Finisher) -> None:
        """Scale the statistics to unit variance; start the basis at the cameras' directions."""
        settings, g = self.config.network, self._generator(0, 0, 0)
        rows = torch.cat([self.batch(step, 1)["statistics"] for step in range(4)])
        network.statistic_mean.copy_(rows.mean(0))
        network.statistic_scale.copy_(1 / (rows.std(0) + 0.02))
        num, k = 1024, settings.num_basis
        residual = (self._identity() - _camera_tables(num, g, settings.num_nodes)).flatten(1)
        _, scale, directions = torch.linalg.svd(residual, full_matrices=False)
        # Each basis table has the size of one standard deviation of its weight.
        network.basis.data.copy_(directions[:k] * (scale[:k, None] / num**0.5))
        last = network.weights[-1]
        assert isinstance(last, nn.Linear)
        last.weight.data.mul_(0.3)
        last.bias.data.zero_()

    def batch(self, step: int, rank: int) -> dict[str, Tensor]:
        """statistics (B, S) of what a camera gave, and its points before and after, (B, P, 3)."""
        config, g = self.config, self._generator(1, step, rank)
        views = draw_views(config.per_batch, len(self.squares), self.squares.shape[1], g)
        points = views.points(self.squares)
        tables = _camera_tables(config.per_batch, g, config.network.num_nodes)
        tables[torch.rand(config.per_batch, generator=g) < config.share_finished] = self._identity()
        seen = _seen(points, tables)
        return {
            "statistics": statistics_of_points(seen[:, 0], seen[:, 1]),
            "before": seen[:, 0],
            "after": points[:, 0],
        }

    def loss(self, model: nn.Module, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Colour error in sRGB, in Lab and as its logarithm, and bends of the table.

        As for the compact PieNet (compact/task.py), whose other terms are about users.
        """
        residual = model(batch["statistics"])
        shown = apply_tables(residual + self._identity().to(residual), batch["before"])
        error = shown - batch["after"]
        squared = (shown.clamp(0, 1) - batch["after"]).square().mean((1, 2))
        lab = rgb_to_lab(shown.clamp(0.001, 1)) - rgb_to_lab(batch["after"].clamp(0.001, 1))
        delta_e = torch.sqrt(lab.square().sum(-1) + 1e-4).mean()
        bends = torch.stack([residual.diff(n=2, dim=d).square().mean() for d in (1, 2, 3)]).sum()
        total = (
            5 * error.abs().mean()
            + 0.05 * delta_e
            + 0.25 * torch.log10(squared + 1e-4).mean()
            + self.config.smoothness * bends
        )
        return {
            "loss": total,
            "psnr_db": -10 * torch.log10(squared + 1e-6).mean(),
            "delta_e": delta_e,
        }

    @torch.no_grad()
    def score(self, model: nn.Module) -> dict[str, float]:
        """PSNR and ΔE76 of held-out photographs from drawn cameras, and how far finished ones move.

        Empty without photographs that are held out.
        """
        if self.held_out is None:
            return {}
        g, side = self._generator(2, 0, 0), self.held_out.shape[1]
        device = next(model.parameters()).device
        views = draw_views(len(self.held_out), len(self.held_out), side, g, is_toned=False)
        points = views.points(self.held_out)
        tables = _camera_tables(len(points), g, self.config.network.num_nodes)
        scores = {}
        for name, seen in (("camera", _seen(points, tables)), ("finished", points)):
            residual = model(statistics_of_points(seen[:, 0], seen[:, 1]).to(device)).cpu()
            shown = apply_tables(residual + self._identity(), seen[:, 0]).clamp(0, 1)
            squared = (shown - points[:, 0]).square().mean((1, 2)).clamp(min=1e-6)
            off = (rgb_to_lab(shown) - rgb_to_lab(points[:, 0])).square().sum(-1).sqrt().mean()
            scores[f"{name}_psnr_db"] = float(-10 * torch.log10(squared).mean())
            scores[f"{name}_delta_e76"] = float(off)
        return scores
