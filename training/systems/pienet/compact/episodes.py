"""Training episodes: favourites of one user, and other photos to be rendered in that user's look.

Statistics have no parameters, so they are computed once per rendered picture and used in several
episodes. Looks are drawn in chunks; chunk c depends on the seed and c alone, and a step draws from
the last few chunks, so a resumed run sees the same batches.
Axes: N photographs, L looks, M pictures per look, P points, S statistics, Q queries per look.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from training.pseudo_users.cameras import draw_cameras
from training.pseudo_users.random_looks import degrading_tables, random_tables
from training.pseudo_users.tables import (
    apply_tables,
    at_strength,
    compose,
    cross_luma_chroma,
    permute_channels,
)
from training.systems.pienet.statistics import (
    GRID,
    NEIGHBOUR_PX,
    sample_points,
    statistics_of_points,
)

_NUM_FINISHED = 2  # finished pictures of each look that may be asked for again


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSettings:
    """Composition of a batch.

    The shares say how a chunk's looks are drawn: film looks as they are, at partial strength,
    blends of two, luma of one with chroma of another, composed with a mild random look; the rest
    are random looks. `share_permuted` of all but the plain film looks have their channels
    permuted, which turns 152 films into many more that are as smooth and as plausible.
    `share_method` of the users are conventional methods, by name.
    Of the photos to be rendered, `share_finished` are in the look already and must stay, and
    `share_degraded` are badly exposed, flat or of a wrong colour and must end as if they were not.
    `share_alike` of the users have favourites that resemble one another, as one person's do: all
    are among the tenth of the photographs nearest to one of them in brightness and colour.
    `share_neutral` of the looks leave photographs as they are, and `share_mild` are a film look at
    up to a quarter of its strength: natural tastes. With `has_cameras`, the degraded photos come
    from drawn cameras (pseudo_users/cameras.py) instead of filters drawn one by one.
    """

    num_nodes: int = 17
    looks_per_chunk: int = 512
    steps_per_chunk: int = 110
    window_chunks: int = 8
    looks_per_batch: int = 32
    favourites: int = 20
    queries: int = 4
    points: int = 256
    share_film: float = 0.08
    share_partial: float = 0.12
    share_blend: float = 0.18
    share_crossed: float = 0.14
    share_composed: float = 0.22
    share_permuted: float = 0.55
    share_method: float = 0.05
    methods: tuple[str, ...] = ("clahe", "histmod")
    share_finished: float = 0.03
    share_degraded: float = 0.15
    share_alike: float = 0.25
    plain_per_chunk: int = 1024
    degraded_per_chunk: int = 256
    share_neutral: float = 0.01
    share_mild: float = 0.0
    has_cameras: bool = False
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
class Views:
    """Views of photographs: each a random crop with a random change of tone.

    Without them a network learns the 1,444 photographs by heart. It then takes any other photograph
    for a finished one and leaves it alone.

    photos          (M,) index of each view's photograph
    rows, columns   (M, 32) pixels of the grid's points in the square of 256
    gain, exponent  (M, 1, 3) and (M, 1, 1): x -> (gain x) ** exponent; 1 for half of the views
    """

    photos: Tensor
    rows: Tensor
    columns: Tensor
    gain: Tensor
    exponent: Tensor

    def __getitem__(self, index: Tensor) -> "Views":
        return Views(
            self.photos[index], self.rows[index], self.columns[index], self.gain[index],
            self.exponent[index],
        )  # fmt: skip

    def points(self, squares_NHWC: Tensor) -> Tensor:
        """Centres and right neighbours of the views, (M, 2, P, 3) float in [0, 1]."""
        at = self.photos[:, None, None]
        right = (self.columns + NEIGHBOUR_PX).clamp(max=squares_NHWC.shape[2] - 1)
        seen = torch.stack(
            [
                squares_NHWC[at, self.rows[:, :, None], columns[:, None, :]].flatten(1, 2)
                for columns in (self.columns, right)
            ],
            1,
        )
        toned = (seen / 255 * self.gain.unsqueeze(1)).clamp(1e-6, 1) ** self.exponent.unsqueeze(1)
        return toned.clamp(0, 1)


def draw_views(
    num: int, num_photos: int, side_px: int, g: torch.Generator, *, is_toned: bool = True
) -> Views:
    """Random crops of random photographs: 70 to 100 % of each side, mirrored or not."""

    def lines() -> Tensor:
        share = 0.7 + 0.3 * torch.rand(num, 1, generator=g)
        start = (1 - share) * torch.rand(num, 1, generator=g)
        place = start + share * (torch.arange(GRID) + 0.5) / GRID
        return (place * side_px).long().clamp(max=side_px - 1)

    rows, columns = lines(), lines()
    mirrored = torch.rand(num, generator=g) < 0.5
    columns[mirrored] = columns[mirrored].flip(1)
    toned = (torch.rand(num, 1, 1, generator=g) < 0.5) & is_toned
    exposure = torch.randn(num, 1, 1, generator=g) * 0.06
    cast = torch.randn(num, 1, 3, generator=g) * 0.025
    gain = torch.where(toned, (exposure + cast).exp(), 1.0)
    exponent = torch.where(toned, (torch.randn(num, 1, 1, generator=g) * 0.08).exp(), 1.0)
    return Views(torch.randint(num_photos, (num,), generator=g), rows, columns, gain, exponent)


def _content(squares_NHWC: Tensor) -> Tensor:
    """A coarse description of what photographs show, by brightness and colour; (N, 51)."""
    cells = torch.stack(
        [
            F.adaptive_avg_pool2d(square.permute(2, 0, 1)[None] / 255, 4)[0]
            for square in squares_NHWC
        ]
    )  # (N, 3, 4, 4)
    whole = cells.mean((2, 3))
    # The mean of all cells counts as much as the sixteen cells together.
    return torch.cat([cells.flatten(1), 4 * whole], 1)


def _as_bytes(points: Tensor) -> Tensor:
    return (points * 255).round().to(torch.uint8)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Looks with some pictures in each, and photographs to be rendered in them.

    tables       (L, n, n, n, 3) float16; meaningless where method >= 0
    method       (L,) index of a conventional method, or -1
    statistics   (L, M, S) float16, of M pictures in each look: favourites and two more
    finished, finished_statistics   (L, F, P, 3) uint8 and (L, F, S): further pictures in the look
    views, before, after, query_statistics   (K) photographs to be rendered: how they are looked
        at, what is shown of them and what the look is applied to, (K, P, 3) uint8; (K, S). The
        first half of the plain ones is untoned, as conventional methods need; the last ones are
        degraded: only there before and after differ.
    """

    tables: Tensor
    method: Tensor
    statistics: Tensor
    finished: Tensor
    finished_statistics: Tensor
    views: Views
    before: Tensor
    after: Tensor
    query_statistics: Tensor


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
    if settings.share_mild:
        is_mild = torch.rand(num, generator=generator) < settings.share_mild
        out[is_mild] = at_strength(a[is_mild], 0.25 * strength[is_mild])
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
        squares_NHWC: Tensor,
        film_LnnnC: Tensor,
        settings: EpisodeSettings,
        methods: tuple[Tensor, ...] = (),
        rank: int = 0,
    ) -> None:
        """`methods[i]` holds the same photographs, uint8, rendered by conventional method i."""
        self.squares, self.film, self.settings = squares_NHWC, film_LnnnC, settings
        self.methods, self.rank = methods, rank
        self._content = _content(squares_NHWC)
        self._chunks: dict[int, Future[Chunk]] = {}
        # This thread draws the next chunk while the main thread trains.
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="chunks")

    def _generator(self, kind: int, index: int) -> torch.Generator:
        seed = ((self.settings.seed * 1009 + self.rank) * 7 + kind) * 10_000_019 + index
        return torch.Generator().manual_seed(seed)

    def _views(self, num: int, g: torch.Generator, *, is_toned: bool = True) -> Views:
        return draw_views(num, len(self.squares), self.squares.shape[1], g, is_toned=is_toned)

    def _alike(self, num: int, g: torch.Generator) -> Tensor:
        """Photographs that resemble a random one, (num,)."""
        anchor = torch.randint(len(self._content), (1,), generator=g)
        distance = (self._content - self._content[anchor]).square().sum(1)
        nearest = distance.argsort()[: max(1, len(distance) // 10)]
        return nearest[torch.randint(len(nearest), (num,), generator=g)]

    def draw_chunk(self, index: int) -> Chunk:
        """Chunk `index`, the same whenever it is drawn."""
        s, g = self.settings, self._generator(0, index)
        num_looks, num_pictures = s.looks_per_chunk, s.favourites + 2 + _NUM_FINISHED
        tables = draw_tables(num_looks, self.film, s, g)
        method = torch.full((num_looks,), -1)
        if self.methods:
            chosen = torch.rand(num_looks, generator=g) < s.share_method
            drawn = torch.randint(len(self.methods), (num_looks,), generator=g)
            method = torch.where(chosen, drawn, method)
        rows, finished = [], []
        for look in range(num_looks):
            is_method = (m := int(method[look])) >= 0
            views = self._views(num_pictures, g, is_toned=not is_method)
            if torch.rand(1, generator=g) < s.share_alike:
                views = replace(views, photos=self._alike(num_pictures, g))
            if is_method:
                shown = views.points(self.methods[m])
            else:
                points = views.points(self.squares)
                shown = apply_tables(tables[look : look + 1], points.reshape(1, -1, 3))
                shown = shown.reshape(points.shape)
            rows.append(statistics_of_points(shown[:, 0], shown[:, 1]).half())
            finished.append(_as_bytes(shown[-_NUM_FINISHED:, 0]))
        statistics = torch.stack(rows)
        half = s.plain_per_chunk // 2
        untoned = self._views(half, g, is_toned=False)
        toned = self._views(s.plain_per_chunk - half + s.degraded_per_chunk, g)
        views = Views(
            *(torch.cat([getattr(untoned, f.name), getattr(toned, f.name)]) for f in fields(Views))
        )
        if s.has_cameras:
            cameras = draw_cameras(s.degraded_per_chunk, g).with_jitter(g)
            bad_tables = cameras.tables(s.num_nodes)
        else:
            bad_tables = degrading_tables(s.degraded_per_chunk, g, s.num_nodes)
        before, after, query_rows = [], [], []
        for start in range(0, len(views.photos), 64):
            points = views[torch.arange(start, min(start + 64, len(views.photos)))].points(
                self.squares
            )
            after.append(_as_bytes(points[:, 0]))
            first_bad = s.plain_per_chunk - start
            if first_bad < len(points):
                bad = points[max(first_bad, 0) :]
                number = start + max(first_bad, 0) - s.plain_per_chunk
                shown = apply_tables(bad_tables[number : number + len(bad)], bad.flatten(1, 2))
                points = torch.cat([points[: max(first_bad, 0)], shown.reshape(bad.shape)])
            before.append(_as_bytes(points[:, 0]))
            query_rows.append(statistics_of_points(points[:, 0], points[:, 1]).half())
        return Chunk(
            tables=tables.half(), method=method, statistics=statistics[:, :-_NUM_FINISHED],
            finished=torch.stack(finished), finished_statistics=statistics[:, -_NUM_FINISHED:],
            views=views, before=torch.cat(before), after=torch.cat(after),
            query_statistics=torch.cat(query_rows),
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
        point = torch.randint(GRID * GRID, (s.points,), generator=g)
        support, extra, tables, query, before, after, has_table = [], [], [], [], [], [], []
        for _ in range(num_looks):
            chunk = window[int(torch.randint(len(window), (1,), generator=g))]
            look = int(torch.randint(s.looks_per_chunk, (1,), generator=g))
            order = torch.randperm(s.favourites + 2, generator=g)
            rows = chunk.statistics[look][order]
            support.append(rows[: s.favourites])
            extra.append(rows[s.favourites :])
            tables.append(chunk.tables[look])
            is_method = (m := int(chunk.method[look])) >= 0
            kind = torch.rand(num_queries, generator=g)
            is_finished = kind < s.share_finished
            is_bad = ~is_finished & (kind < s.share_finished + s.share_degraded) & (not is_method)
            plain = s.plain_per_chunk // 2 if is_method else s.plain_per_chunk
            chosen = torch.where(
                is_bad,
                plain + torch.randint(s.degraded_per_chunk, (num_queries,), generator=g),
                torch.randint(plain, (num_queries,), generator=g),
            )
            source = chunk.after[chosen][:, point].float() / 255
            if is_method:
                target = chunk.views[chosen].points(self.methods[m])[:, 0, point]
            else:
                target = apply_tables(chunk.tables[look][None].float(), source.reshape(1, -1, 3))
                target = target.reshape(source.shape)
            done = torch.randint(_NUM_FINISHED, (num_queries,), generator=g)
            done_points = chunk.finished[look][done][:, point].float() / 255
            pick = is_finished[:, None, None]
            shown = chunk.before[chosen][:, point].float() / 255
            before.append(torch.where(pick, done_points, shown))
            after.append(torch.where(pick, done_points, target))
            query.append(
                torch.where(
                    is_finished[:, None],
                    chunk.finished_statistics[look][done],
                    chunk.query_statistics[chosen],
                )
            )
            has_table.append(~is_finished & ~is_bad & (not is_method))
        return Batch(
            support=torch.stack(support).float(),
            is_used=_random_counts(num_looks, s.favourites, g),
            extra=torch.stack(extra).float(),
            query=torch.cat(query).float(),
            before=torch.cat(before),
            after=torch.cat(after),
            tables=torch.stack(tables).float(),
            has_table=torch.cat(has_table).float(),
        )


def _random_counts(num_looks: int, favourites: int, g: torch.Generator) -> Tensor:
    """Masks of how many favourites each user has: all of them half of the time, else 1 or more."""
    count = torch.randint(1, favourites + 1, (num_looks,), generator=g)
    everything = torch.rand(num_looks, generator=g) < 0.5
    count = torch.where(everything, favourites, count)
    return (torch.arange(favourites) < count[:, None]).float()
