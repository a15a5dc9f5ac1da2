"""Training task of the local field: users with local tastes, mixed with other users.

The compact PieNet is frozen, as it ships: embeddings, vectors and tables have no gradient, so all
that depends on photos alone is computed once. Each batch holds episodes of local users (CLAHE and
HistMod, at several strengths) and of others (film looks, random looks, untouched photographs). For
the others the gate must be shut, so that the table alone makes the picture.
Axes: L users, M favourites of each, N photos, B photos of a batch, P points; F, G: local_field.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.datasets.squares import load_archive_squares
from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError
from training.engine.loop import LoopSettings
from training.engine.onnx_export import round_weights_to_half
from training.pseudo_users.film_looks import load_film_looks
from training.pseudo_users.methods import rendered_squares
from training.pseudo_users.tables import apply_tables, identity_points
from training.systems.pienet.compact.episodes import Episodes, EpisodeSettings, Points
from training.systems.pienet.export import load_network
from training.systems.pienet.local_field.model import (
    NUM_FEATURES,
    FieldSettings,
    LocalField,
    apply_matrices,
    cell_statistics,
    field_at,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEpisodes:
    """Composition of a batch.

    methods          that users like, by name
    strengths        of each method: at 0.6 a user likes the method in part
    users            how many there are, `pictures` favourites of each to draw from
    share_local      of the users like a local method
    share_untouched  of the others like photographs as they are
    local, others    episodes in a batch; `queries` photos in each
    gate_only        further vectors of other users, for the gate alone
    share_finished   of the local users' photos are in their look already and must stay
    grid             points per side that are compared, of 256
    """

    methods: tuple[str, ...] = ("clahe", "histmod")
    strengths: tuple[float, ...] = (1.0, 0.6)
    users: int = 1024
    pictures: int = 30
    favourites: int = 20
    share_local: float = 0.35
    share_untouched: float = 0.2
    local: int = 16
    others: int = 8
    queries: int = 2
    gate_only: int = 96
    share_finished: float = 0.03
    grid: int = 32
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLoss:
    """Weights of the terms of `FieldTask.loss`."""

    srgb: float = 5.0
    log_error: float = 0.5
    gate: float = 0.5
    shut: float = 4.0
    size: float = 0.05
    roughness: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConfig:
    """A config file of the local field; `compact` is the run folder of the compact PieNet."""

    task: ClassVar[str] = "local_field"
    loop: LoopSettings
    compact: str
    network: FieldSettings = field(default_factory=FieldSettings)
    episodes: FieldEpisodes = field(default_factory=FieldEpisodes)
    loss: FieldLoss = field(default_factory=FieldLoss)


@dataclass(frozen=True, slots=True)
class FieldBatch:
    """Photos of episodes, the tables the compact model gives them, and vectors for the gate."""

    cells: Tensor  # (B, F, G, G)
    vector: Tensor  # (B, 512)
    table: Tensor  # (B, n, n, n, 3)
    place: Tensor  # (B, P, 2)
    before: Tensor  # (B, P, 3)
    after: Tensor  # (B, P, 3)
    gate_vector: Tensor  # (V, 512)
    is_local: Tensor  # (V,) 1 or 0


def _cells(pixels_NHWC: Tensor) -> Tensor:
    """`cell_statistics` of 8-bit pictures, (N, F, G, G) float16."""
    return torch.cat(
        [
            cell_statistics(part.permute(0, 3, 1, 2).float() / 255).half()
            for part in pixels_NHWC.split(16)
        ]
    )


def _blend(before_NHWC: Tensor, after_NHWC: Tensor, strength: float) -> Tensor:
    """`after` at a strength, 8 bits."""
    if strength == 1:
        return after_NHWC
    out = torch.empty_like(after_NHWC)
    for old, new, place in zip(
        before_NHWC.split(64), after_NHWC.split(64), out.split(64), strict=True
    ):
        place.copy_((old + strength * (new.float() - old)).round())
    return out


@dataclass(frozen=True, slots=True)
class _Query:
    """One row of a batch."""

    vector: Tensor
    cells: Tensor
    embedding: Tensor
    context: Tensor
    place: Tensor
    before: Tensor
    after: Tensor


def _integer(high: int, g: torch.Generator) -> int:
    return int(torch.randint(high, (1,), generator=g))


def _turned(cells_FGG: Tensor, place_P2: Tensor, turn: int) -> tuple[Tensor, Tensor]:
    """Cells and places (x, y) of a photo seen in one of eight ways: mirrored, upside down, turned.

    This keeps the network from learning the photographs by heart.
    """
    if turn & 1:
        cells_FGG = cells_FGG.flip(2)
        place_P2 = torch.stack([1 - place_P2[:, 0], place_P2[:, 1]], 1)
    if turn & 2:
        cells_FGG = cells_FGG.flip(1)
        place_P2 = torch.stack([place_P2[:, 0], 1 - place_P2[:, 1]], 1)
    if turn & 4:
        cells_FGG, place_P2 = cells_FGG.transpose(1, 2), place_P2.flip(1)
    return cells_FGG, place_P2


class FieldTask:
    """Task for the shared loop: trains the local field."""

    @torch.no_grad()
    def __init__(self, config: FieldConfig, photos: Path, looks: Path, cache: Path) -> None:
        self.config = config
        s = config.episodes
        run = Path(config.compact)
        if not (run / TENSORS).exists():
            raise ConfigError(f"compact: {run / TENSORS} is missing; train the compact model first")
        network, _ = load_network(run)
        round_weights_to_half(network)  # as it ships
        self.compact = network.requires_grad_(False)
        num_nodes = network.settings.num_nodes
        self.squares = torch.from_numpy(np.array(load_archive_squares(photos, cache)))
        self.cells = _cells(self.squares)
        self.embedding, self.context = network.describe(
            Points.of_squares(self.squares).statistics()
        )
        self.versions = tuple(
            _blend(self.squares, rendered, strength)
            for rendered in (
                torch.from_numpy(np.array(rendered_squares(photos, name, cache)))
                for name in s.methods
            )
            for strength in s.strengths
        )
        # The users are those of the compact model's episodes, with more local ones among them.
        film = load_film_looks(looks, held_out=False, num_nodes=num_nodes)
        drawn = EpisodeSettings(
            num_nodes=num_nodes, looks_per_chunk=s.users, favourites=s.pictures - 2,
            plain_per_chunk=2, degraded_per_chunk=1, share_film=0.45,
            share_method=s.share_local, share_neutral=s.share_untouched, seed=s.seed,
        )  # fmt: skip
        chunk = Episodes(self.squares, film.tables, drawn, self.versions).draw_chunk(0)
        self.tables, self.method = chunk.tables, chunk.method
        self.local_users = (chunk.method >= 0).nonzero().flatten().tolist()
        self.other_users = (chunk.method < 0).nonzero().flatten().tolist()
        self.favourites = torch.stack(
            [network.describe(rows.float())[0].half() for rows in chunk.statistics]
        )  # (L, M, 512)
        torch.manual_seed(config.loop.seed)
        model = LocalField(config.network)
        flat = self.cells.float().transpose(0, 1).reshape(NUM_FEATURES, -1)
        model.feature_mean.copy_(flat.mean(1).view(-1, 1, 1))
        model.feature_scale.copy_(1 / (flat.std(1) + 0.02).view(-1, 1, 1))
        self.model: nn.Module = model

    def _vector(self, user: int, g: torch.Generator) -> Tensor:
        """The mean of some of a user's favourites."""
        most = self.config.episodes.favourites
        count = most
        if torch.rand(1, generator=g) < 0.5:
            count = _integer(most, g) + 1
        rows = self.favourites[user]
        return rows[torch.randperm(len(rows), generator=g)[:count]].float().mean(0)

    def _query(self, user: int, vector: Tensor, g: torch.Generator) -> _Query:
        """A photo to be rendered for a user, and points of it as the user would have them."""
        photo, method = _integer(len(self.squares), g), int(self.method[user])
        spacing = 256 // self.config.episodes.grid
        rows = torch.arange(_integer(spacing, g), 256, spacing)
        columns = torch.arange(_integer(spacing, g), 256, spacing)

        def points(squares_NHWC: Tensor) -> Tensor:
            return squares_NHWC[photo][rows[:, None], columns].flatten(0, 1).float() / 255

        cells, embedding, context = self.cells[photo], self.embedding[photo], self.context[photo]
        before = points(self.squares)
        if method < 0:
            after = apply_tables(self.tables[user, None].float(), before[None])[0]
        else:
            after = points(self.versions[method])
            if torch.rand(1, generator=g) < self.config.episodes.share_finished:
                finished = self.versions[method][photo, None]
                before, cells = after, _cells(finished)[0]
                described = self.compact.describe(Points.of_squares(finished).statistics())
                embedding, context = (part[0] for part in described)
        y, x = torch.meshgrid((rows + 0.5) / 256, (columns + 0.5) / 256, indexing="ij")
        place = torch.stack([x, y], -1).flatten(0, 1)
        cells, place = _turned(cells, place, _integer(8, g))
        return _Query(vector, cells, embedding, context, place, before, after)

    def batch(self, step: int, rank: int) -> FieldBatch:
        """Depends on the seed, the step and the rank alone."""
        s = self.config.episodes
        g = torch.Generator().manual_seed((s.seed * 1009 + rank) * 10_000_019 + step)
        local, others = (
            [users[_integer(len(users), g)] for _ in range(count)]
            for users, count in (
                (self.local_users, s.local), (self.other_users, s.others + s.gate_only)
            )
        )  # fmt: skip
        vectors = [self._vector(user, g) for user in (*local, *others)]
        shown = zip((*local, *others[: s.others]), vectors, strict=False)
        queries = [self._query(user, vector, g) for user, vector in shown for _ in range(s.queries)]
        vector = torch.stack([q.vector for q in queries])
        with torch.no_grad():
            residual = self.compact.residual(
                vector,
                torch.stack([q.embedding for q in queries]),
                torch.stack([q.context for q in queries]),
            )
        n = residual.shape[1]
        return FieldBatch(
            cells=torch.stack([q.cells for q in queries]).float(),
            vector=vector,
            table=residual + identity_points(n).view(1, n, n, n, 3),
            place=torch.stack([q.place for q in queries]),
            before=torch.stack([q.before for q in queries]),
            after=torch.stack([q.after for q in queries]),
            gate_vector=torch.stack(vectors),
            is_local=(torch.arange(len(vectors)) < s.local).float(),
        )

    def loss(self, model: nn.Module, batch: FieldBatch) -> dict[str, Tensor]:
        """Error of the picture after field and table; gate; size and roughness of the field.

        The gate's loss ends a margin beyond fully open and fully shut. Shutting weighs more: a
        field where none belongs costs time and may harm, and a missing one only leaves the look of
        the table.
        """
        weights = self.config.loss
        field_, _ = model(batch.cells, batch.vector)
        shown = apply_tables(
            batch.table, apply_matrices(field_at(field_, batch.place), batch.before)
        )
        shown = shown.clamp(0, 1)
        squared = (shown - batch.after).square().mean((1, 2))
        log_error = torch.log10(squared + 1e-4).mean()
        srgb = (shown - batch.after).abs().mean()
        network: Any = model  # the loop's wrapper passes the network's own methods on
        value: Tensor = network.gate_value(batch.gate_vector)
        opened = (F.relu(1.5 - value) * batch.is_local).sum() / batch.is_local.sum()
        closed = (F.relu(2.0 + value) * (1 - batch.is_local)).sum() / (1 - batch.is_local).sum()
        roughness = sum(field_.diff(dim=d).square().mean() for d in (1, 2))
        size = field_.abs().mean()
        total = (
            weights.srgb * srgb
            + weights.log_error * log_error
            + weights.gate * (opened + weights.shut * closed)
            + weights.size * size
            + weights.roughness * roughness
        )
        num_local = self.config.episodes.local * self.config.episodes.queries
        decibels = -10 * torch.log10(squared + 1e-6)
        return {
            "loss": total,
            "local_db": decibels[:num_local].mean(),
            "other_db": decibels[num_local:].mean(),
            "missed": ((value < 1) & (batch.is_local > 0)).float().sum() / batch.is_local.sum(),
            "wrong": ((value > -1) & (batch.is_local == 0)).float().mean(),
            "size": size,
            "roughness": roughness,
        }
