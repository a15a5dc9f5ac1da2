"""The local field's training task: users of local methods, among users who are not local at all.

The compact PieNet is frozen, as it ships: embeddings, vectors and tables have no gradient, so all
that depends on photos alone is computed once. Each batch holds episodes of local users (CLAHE and
HistMod, at several strengths) and of others (film looks, random looks, untouched photographs), for
whom the gate must be shut and the table alone must answer.
Axes: L looks, M pictures per look, N photos, K variants of methods, B episodes' photos, P points.
"""

from dataclasses import dataclass, field
from pathlib import Path

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
from training.pseudo_users.methods import TRAINING, rendered_squares
from training.pseudo_users.tables import apply_tables, identity_points
from training.systems.pienet.compact import CompactPieNet
from training.systems.pienet.episodes import Episodes, EpisodeSettings, Points
from training.systems.pienet.export import load_network
from training.systems.pienet.local_field import (
    NUM_FEATURES,
    FieldSettings,
    LocalField,
    apply_matrices,
    cell_statistics,
    field_at,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEpisodes:
    """What a batch is made of.

    strengths        of each method: partly local users are users too
    looks            how many other looks there are, with `pictures_per_look` pictures each
    local, others    episodes in a batch; `queries` photos in each
    gate_only        further vectors of other users, for the gate alone
    share_finished   of the local users' photos are in their look already and must stay
    grid             points per side that are compared, of 256
    """

    strengths: tuple[float, ...] = (1.0, 0.6)
    looks: int = 768
    pictures_per_look: int = 28
    favourites: int = 20
    local: int = 16
    others: int = 8
    queries: int = 2
    gate_only: int = 96
    share_untouched: float = 0.25
    share_finished: float = 0.06
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

    loop: LoopSettings
    compact: str
    network: FieldSettings = field(default_factory=FieldSettings)
    episodes: FieldEpisodes = field(default_factory=FieldEpisodes)
    loss: FieldLoss = field(default_factory=FieldLoss)


@dataclass(frozen=True, slots=True)
class Pictures:
    """All photographs in one version: what the networks see of them, and their pixels."""

    pixels: Tensor  # (N, 256, 256, 3) uint8
    embedding: Tensor  # (N, 512)
    context: Tensor  # (N, X)


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


def _see(network: CompactPieNet, pixels_NHWC: Tensor) -> Pictures:
    """Embed pictures."""
    embedding, context = network.describe(Points.of_squares(pixels_NHWC).statistics())
    return Pictures(pixels_NHWC, embedding, context)


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
class _User:
    """A vector, and how the user shows a photograph: by a version of all of them, or a table."""

    vector: Tensor
    version: Pictures | None
    table: Tensor | None


@dataclass(frozen=True, slots=True)
class _Query:
    """One row of a batch."""

    vector: Tensor
    cells: Tensor
    embedding: Tensor
    context: Tensor
    before: Tensor
    after: Tensor


def _integer(high: int, g: torch.Generator) -> int:
    return int(torch.randint(high, (1,), generator=g))


class FieldTask:
    """What the shared loop needs to train the local field."""

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
        squares = torch.from_numpy(np.array(load_archive_squares(photos, cache)))
        self.plain = _see(network, squares)
        self.cells = _cells(squares)
        self.variants = tuple(
            _see(network, _blend(squares, rendered, strength))
            for rendered in (
                torch.from_numpy(np.array(rendered_squares(photos, name, cache)))
                for name in TRAINING
            )
            for strength in s.strengths
        )
        # The looks are those that trained the compact model; one chunk of its episodes.
        film = load_film_looks(looks, held_out=False, num_nodes=num_nodes)
        drawn = EpisodeSettings(
            num_nodes=num_nodes, looks_per_chunk=s.looks, favourites=s.pictures_per_look - 2,
            plain_per_chunk=2, degraded_per_chunk=1, share_film=0.45, seed=s.seed,
        )  # fmt: skip
        chunk = Episodes(squares, film.tables, drawn).draw_chunk(0)
        self.tables = chunk.tables
        self.embedding = torch.stack(
            [network.describe(rows.float())[0].half() for rows in chunk.statistics]
        )  # (L, M, 512)
        torch.manual_seed(config.loop.seed)
        self.model: nn.Module = LocalField(config.network)
        flat = self.cells.float().transpose(0, 1).reshape(NUM_FEATURES, -1)
        self.model.feature_mean.copy_(flat.mean(1).view(-1, 1, 1))
        self.model.feature_scale.copy_(1 / (flat.std(1) + 0.02).view(-1, 1, 1))

    def _vector(self, embedding_MD: Tensor, g: torch.Generator) -> Tensor:
        """The mean of some favourites, drawn from the pictures of one user."""
        most = min(self.config.episodes.favourites, len(embedding_MD))
        count = most
        if torch.rand(1, generator=g) < 0.5:
            count = _integer(most, g) + 1
        chosen = torch.randint(len(embedding_MD), (count,), generator=g)
        return embedding_MD[chosen].float().mean(0)

    def _local_user(self, g: torch.Generator) -> _User:
        version = self.variants[_integer(len(self.variants), g)]
        return _User(self._vector(version.embedding, g), version, None)

    def _other_user(self, g: torch.Generator) -> _User:
        if torch.rand(1, generator=g) < self.config.episodes.share_untouched:
            return _User(self._vector(self.plain.embedding, g), self.plain, None)
        look = _integer(len(self.tables), g)
        return _User(self._vector(self.embedding[look], g), None, self.tables[look].float())

    def _query(
        self, user: _User, photo: int, at: tuple[Tensor, Tensor], g: torch.Generator
    ) -> _Query:
        """A photo to be rendered for a user, and the user's version, at rows and columns `at`."""

        def points(pictures: Pictures) -> Tensor:
            return pictures.pixels[photo][at[0][:, None], at[1]].flatten(0, 1).float() / 255

        seen, cells = self.plain, self.cells[photo]
        is_finished = bool(torch.rand(1, generator=g) < self.config.episodes.share_finished)
        if user.version is not None and is_finished:
            seen = user.version
            cells = _cells(seen.pixels[photo, None])[0]
        before = points(seen)
        if user.table is not None:
            after = apply_tables(user.table[None], before[None])[0]
        else:
            after = points(user.version or self.plain)
        return _Query(user.vector, cells, seen.embedding[photo], seen.context[photo], before, after)

    def batch(self, step: int, rank: int) -> FieldBatch:
        """Depends on the seed, the step and the rank alone."""
        s = self.config.episodes
        g = torch.Generator().manual_seed((s.seed * 1009 + rank) * 10_000_019 + step)
        spacing = 256 // s.grid
        first_row, first_column = _integer(spacing, g), _integer(spacing, g)
        rows = torch.arange(first_row, 256, spacing)
        columns = torch.arange(first_column, 256, spacing)
        y, x = torch.meshgrid((rows + 0.5) / 256, (columns + 0.5) / 256, indexing="ij")
        users = [self._local_user(g) for _ in range(s.local)]
        users += [self._other_user(g) for _ in range(s.others)]
        queries = [
            self._query(user, _integer(len(self.cells), g), (rows, columns), g)
            for user in users
            for _ in range(s.queries)
        ]
        users += [self._other_user(g) for _ in range(s.gate_only)]
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
            place=torch.stack([x, y], -1).flatten(0, 1).expand(len(vector), -1, -1),
            before=torch.stack([q.before for q in queries]),
            after=torch.stack([q.after for q in queries]),
            gate_vector=torch.stack([user.vector for user in users]),
            is_local=(torch.arange(len(users)) < s.local).float(),
        )

    def loss(self, model: nn.Module, batch: FieldBatch) -> dict[str, Tensor]:
        """Error of the picture after field and table; gate; size and roughness of the field.

        The gate is hinged a margin beyond fully open and shut. Shutting weighs more: a field where
        none belongs costs time and may harm, a missing one only leaves the table's answer.
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
        value = model.gate_value(batch.gate_vector)
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
