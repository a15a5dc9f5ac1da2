"""Episodes that match use: favourites of one user, and other photos in that user's look.

Statistics have no parameters, so they are computed once per rendered picture and used in several
episodes. Looks are drawn in chunks; chunk c depends on the seed and c alone, and a step draws from
the last few chunks, so a resumed run sees the same batches.
Axes: L looks, M pictures per look, P points, S statistics, Q queries per look.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import torch
from torch import Tensor

from training.pseudo_users.random_looks import degrading_tables, random_tables
from training.pseudo_users.tables import (
    apply_tables,
    at_strength,
    compose,
    cross_luma_chroma,
    permute_channels,
)
from training.systems.pienet.statistics import sample_points, statistics_of_points


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSettings:
    """What a batch is made of.

    The shares say how a chunk's looks are drawn: film looks as they are, at partial strength,
    blends of two, luma of one with chroma of another, composed with a mild random look; the rest
    are random looks. `share_permuted` of all but the plain film looks have their channels
    permuted, which turns 152 films into many more that are as smooth and as plausible.
    Of the photos to be rendered, `share_finished` are in the look already and must stay, and
    `share_degraded` are badly exposed, flat or of a wrong colour and must end as if they were not.
    """

    num_nodes: int = 17
    looks_per_chunk: int = 512
    pictures_per_look: int = 28
    steps_per_chunk: int = 80
    window_chunks: int = 8
    looks_per_batch: int = 32
    favourites: int = 20
    queries: int = 4
    points: int = 256
    share_film: float = 0.20
    share_partial: float = 0.12
    share_blend: float = 0.16
    share_crossed: float = 0.12
    share_composed: float = 0.18
    share_permuted: float = 0.35
    share_method: float = 0.05
    share_finished: float = 0.06
    share_degraded: float = 0.10
    degraded_per_chunk: int = 256
    share_neutral: float = 0.01
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Points:
    """Sampled points of pictures: centres and right neighbours, each (N, P, 3) uint8."""

    centre: Tensor
    right: Tensor

    @classmethod
    def of_squares(cls, squares_NHWC: Tensor) -> "Points":
        """Points of (N, 256, 256, 3) uint8 pictures."""
        centre, right = sample_points(squares_NHWC.permute(0, 3, 1, 2))
        return cls(centre.contiguous(), right.contiguous())

    def __len__(self) -> int:
        return self.centre.shape[0]

    def statistics(self, batch: int = 128) -> Tensor:
        """Statistics of the pictures as they are, (N, S)."""
        parts = [
            statistics_of_points(self.centre[i : i + batch] / 255, self.right[i : i + batch] / 255)
            for i in range(0, len(self), batch)
        ]
        return torch.cat(parts)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Looks with some pictures in each.

    tables      (L, n, n, n, 3) float16; meaningless where method >= 0
    method      (L,) index of a conventional method, or -1
    photos      (L, M) index of each picture's photo
    statistics  (L, M, S) float16, of the pictures in the look
    bad_photos, bad_tables, bad_statistics   degraded photographs: (D,), (D, n, n, n, 3), (D, S)
    """

    tables: Tensor
    method: Tensor
    photos: Tensor
    statistics: Tensor
    bad_photos: Tensor
    bad_tables: Tensor
    bad_statistics: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """One step's episodes; see `Episodes.batch`."""

    support: Tensor  # (L, N, S)
    is_used: Tensor  # (L, N) 0 or 1
    extra: Tensor  # (L, 2, S) further pictures in the look, for the contrastive term
    query: Tensor  # (L*Q, S)
    before: Tensor  # (L*Q, P, 3)
    after: Tensor  # (L*Q, P, 3)
    tables: Tensor  # (L, n, n, n, 3)
    has_table: Tensor  # (L*Q,) whether the table is the right answer


def draw_tables(
    num: int, film_LnnnC: Tensor, settings: EpisodeSettings, generator: torch.Generator
) -> Tensor:
    """`num` looks in the mixture of `settings`."""
    n = settings.num_nodes
    kinds = torch.rand(num, generator=generator)
    a = film_LnnnC[torch.randint(len(film_LnnnC), (num,), generator=generator)]
    b = film_LnnnC[torch.randint(len(film_LnnnC), (num,), generator=generator)]
    strength = torch.rand(num, generator=generator)
    wild = random_tables(num, generator, n)
    shares = (settings.share_film, settings.share_partial, settings.share_blend,
              settings.share_crossed, settings.share_composed)  # fmt: skip
    edges = torch.tensor(shares).cumsum(0)
    order = _permutations(num, settings.share_permuted, generator)
    order[kinds < settings.share_film] = torch.arange(3)
    a, b = permute_channels(a, order), permute_channels(b, order)
    partial = at_strength(a, 0.35 + 0.85 * strength)
    blend = b + (0.2 + 0.6 * strength).view(-1, 1, 1, 1, 1) * (a - b)
    mild = at_strength(wild, 0.15 + 0.45 * strength)
    first = torch.rand(num, generator=generator) < 0.5
    pick = first.view(-1, 1, 1, 1, 1)
    composed = compose(torch.where(pick, mild, a), torch.where(pick, a, mild))
    crossed = cross_luma_chroma(a, b)
    choices = (a, partial, blend, crossed, composed, wild)
    which = torch.bucketize(kinds, edges, right=True)
    out = wild.clone()
    for index, candidate in enumerate(choices):
        out[which == index] = candidate[which == index]
    neutral = torch.rand(num, generator=generator) < settings.share_neutral
    out[neutral] = at_strength(out[neutral], torch.zeros(int(neutral.sum())))
    return out.clamp(0, 1)


def _permutations(num: int, share: float, generator: torch.Generator) -> Tensor:
    """A channel order per look, (L, 3); the identity for all but `share` of them."""
    order = torch.rand(num, 3, generator=generator).argsort(1)
    keep = torch.rand(num, generator=generator) >= share
    order[keep] = torch.arange(3)
    return order


class Episodes:
    """Batches of episodes over photographs, film looks and pre-rendered conventional methods."""

    def __init__(
        self,
        photos: Points,
        film_LnnnC: Tensor,
        settings: EpisodeSettings,
        methods: tuple[Points, ...] = (),
        rank: int = 0,
    ) -> None:
        """`methods[i]` holds the same photographs rendered by conventional method i."""
        self.photos, self.film, self.settings = photos, film_LnnnC, settings
        self.methods, self.rank = methods, rank
        self.plain = photos.statistics()
        self.method_statistics = tuple(m.statistics().half() for m in methods)
        self._chunks: dict[int, Future[Chunk]] = {}
        # One thread draws ahead while the other trains.
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="chunks")

    def _generator(self, kind: int, index: int) -> torch.Generator:
        seed = ((self.settings.seed * 1009 + self.rank) * 7 + kind) * 10_000_019 + index
        return torch.Generator().manual_seed(seed)

    def _rendered(self, table_nnnC: Tensor, photos_M: Tensor) -> Tensor:
        """Statistics of photographs in one look, (M, S) float16."""
        points = torch.cat([self.photos.centre[photos_M], self.photos.right[photos_M]], 1)
        shown = apply_tables(table_nnnC[None], points.reshape(1, -1, 3) / 255)
        centre, right = shown.reshape(*points.shape).chunk(2, 1)
        return statistics_of_points(centre, right).half()

    def draw_chunk(self, index: int) -> Chunk:
        """Chunk `index`, the same whenever it is drawn."""
        s, g = self.settings, self._generator(0, index)
        tables = draw_tables(s.looks_per_chunk, self.film, s, g)
        photos = torch.randint(
            len(self.photos), (s.looks_per_chunk, s.pictures_per_look), generator=g
        )
        method = torch.full((s.looks_per_chunk,), -1)
        if self.methods:
            chosen = torch.rand(s.looks_per_chunk, generator=g) < s.share_method
            drawn = torch.randint(len(self.methods), (s.looks_per_chunk,), generator=g)
            method = torch.where(chosen, drawn, method)
        rows = []
        for look in range(s.looks_per_chunk):
            if (m := int(method[look])) >= 0:
                rows.append(self.method_statistics[m][photos[look]])
                continue
            rows.append(self._rendered(tables[look], photos[look]))
        bad_photos = torch.randint(len(self.photos), (s.degraded_per_chunk,), generator=g)
        bad_tables = degrading_tables(s.degraded_per_chunk, g, s.num_nodes)
        bad_rows = [
            self._rendered(table, photo[None])
            for table, photo in zip(bad_tables, bad_photos, strict=True)
        ]
        return Chunk(
            tables.half(), method, photos, torch.stack(rows),
            bad_photos, bad_tables.half(), torch.cat(bad_rows),
        )  # fmt: skip

    def _chunk(self, index: int) -> Chunk:
        if index not in self._chunks:
            self._chunks[index] = self._ahead.submit(self.draw_chunk, index)
        return self._chunks[index].result()

    def _window(self, step: int) -> list[Chunk]:
        newest = step // self.settings.steps_per_chunk
        oldest = max(0, newest - self.settings.window_chunks + 1)
        for index in [i for i in self._chunks if i < oldest]:
            del self._chunks[index]
        chunks = [self._chunk(index) for index in range(oldest, newest + 1)]
        if newest + 1 not in self._chunks:
            self._chunks[newest + 1] = self._ahead.submit(self.draw_chunk, newest + 1)
        return chunks

    def batch(self, step: int) -> Batch:
        """The batch of a step."""
        s, g = self.settings, self._generator(1, step)
        window = self._window(step)
        num_looks, num_queries = s.looks_per_batch, s.queries
        support, extra, tables, methods, finished, bad = [], [], [], [], [], []
        for _ in range(num_looks):
            chunk = window[int(torch.randint(len(window), (1,), generator=g))]
            look = int(torch.randint(s.looks_per_chunk, (1,), generator=g))
            order = torch.randperm(s.pictures_per_look, generator=g)
            rows = chunk.statistics[look]
            support.append(rows[order[: s.favourites]])
            extra.append(rows[order[s.favourites : s.favourites + 2]])
            last = order[s.favourites + 2 : s.favourites + 2 + num_queries]
            finished.append((chunk.photos[look][last], rows[last]))
            tables.append(chunk.tables[look])
            methods.append(int(chunk.method[look]))
            row = torch.randint(len(chunk.bad_photos), (num_queries,), generator=g)
            bad.append((chunk.bad_photos[row], chunk.bad_tables[row], chunk.bad_statistics[row]))
        table = torch.stack(tables).float()
        method = torch.tensor(methods)
        is_used = _random_counts(num_looks, s.favourites, g)
        drawn = torch.randint(len(self.photos), (num_looks, num_queries), generator=g)
        kind = torch.rand(num_looks, num_queries, generator=g)
        is_finished = kind < s.share_finished
        is_bad = ~is_finished & (kind < s.share_finished + s.share_degraded)
        photo = torch.where(is_finished, torch.stack([p for p, _ in finished]), drawn)
        photo = torch.where(is_bad, torch.stack([p for p, _, _ in bad]), photo)
        point = torch.randint(self.photos.centre.shape[1], (s.points,), generator=g)
        untouched = self.photos.centre[:, point][photo].float() / 255  # (L, Q, P, 3)
        after = apply_tables(table, untouched.flatten(1, 2)).reshape(untouched.shape)
        for look in (method >= 0).nonzero().flatten().tolist():
            after[look] = self.methods[method[look]].centre[:, point][photo[look]].float() / 255
        before = torch.where(is_finished[..., None, None], after, untouched)
        query = torch.where(
            is_finished[..., None], torch.stack([r for _, r in finished]).float(), self.plain[drawn]
        )
        for look, number in is_bad.nonzero().tolist():
            _, bad_table, bad_row = bad[look]
            query[look, number] = bad_row[number].float()
            shown = apply_tables(bad_table[number : number + 1].float(), before[look, number][None])
            before[look, number] = shown[0]
        has_table = ~is_finished & ~is_bad & (method < 0)[:, None]
        return Batch(
            support=torch.stack(support).float(),
            is_used=is_used,
            extra=torch.stack(extra).float(),
            query=query.flatten(0, 1),
            before=before.flatten(0, 1),
            after=after.flatten(0, 1),
            tables=table,
            has_table=has_table.flatten().float(),
        )


def _random_counts(num_looks: int, favourites: int, g: torch.Generator) -> Tensor:
    """Masks of how many favourites each user has: all of them half of the time, else 1 or more."""
    count = torch.randint(1, favourites + 1, (num_looks,), generator=g)
    everything = torch.rand(num_looks, generator=g) < 0.5
    count = torch.where(everything, favourites, count)
    return (torch.arange(favourites) < count[:, None]).float()
