"""Photographs, users and scores: what all measurements of PieNet stand on.

The paper's Fig. 6 protocol on looks instead of retouchers: for each user, N favourites are drawn
from photographs rendered in the user's look, a vector is made from them, and other photographs are
rendered with it and compared with the user's version. Photographs are those of an archive never
trained on, as squares of 128 pixels; favourites are 8-bit squares of 256.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.metrics import delta_e76, delta_e2000, psnr_db, ssim
from pieditor.core.render.lut import Table, identity_table
from training.pseudo_users.film_looks import FilmLooks
from training.systems.pienet.measure.shipped import Shipped

Floats = NDArray[np.floating]
Squares = NDArray[np.uint8]
Indices = NDArray[np.int64]

QUERY_PX = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Means over photographs."""

    psnr_db: float
    ssim: float
    delta_e2000: float
    delta_e76: float


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A user's version of every photograph.

    pictures   (N, 256, 256, 3) uint8
    small      the same at 128 pixels, float
    embedding  (N, 512)
    """

    name: str
    pictures: Squares
    small: list[Floats]
    embedding: Floats


def look_up(table: Table, pixels: Floats) -> Floats:
    """`table` applied to (H, W, 3) pixels, by torch: four times as fast as NumPy."""
    volume = torch.from_numpy(np.ascontiguousarray(table)).permute(3, 0, 1, 2)[None]
    grid = torch.from_numpy(pixels * 2 - 1)[None, None]
    out = torch.nn.functional.grid_sample(volume, grid, align_corners=True, padding_mode="border")
    shown: Floats = out[0, :, 0].permute(1, 2, 0).clamp(0, 1).numpy()
    return shown


def render_all(table: Table, squares: Squares) -> Squares:
    """Every photograph in one look, 8 bits."""
    out = np.empty_like(squares)
    for index, square in enumerate(squares):
        out[index] = np.rint(look_up(table, square.astype(np.float32) / 255) * 255)
    return out


def small(square: Squares) -> Floats:
    """A square of 128 pixels as float, for comparing."""
    image = Image.fromarray(square).resize((QUERY_PX, QUERY_PX), Image.Resampling.BOX)
    return np.asarray(image, dtype=np.float32) / 255


def compare(ours: Sequence[Floats], theirs: Sequence[Floats], *, full: bool) -> Score:
    """Mean scores over pairs; SSIM and CIEDE2000 only when `full` (they take the time)."""
    rows = [
        (
            psnr_db(a, b, ceiling_db=60.0),
            ssim(a, b) if full else np.nan,
            float(delta_e2000(a[::2, ::2], b[::2, ::2]).mean()) if full else np.nan,
            float(delta_e76(a, b).mean()),
        )
        for a, b in zip(ours, theirs, strict=True)
    ]
    p, s, e00, e76 = np.mean(np.asarray(rows), axis=0)
    return Score(psnr_db=float(p), ssim=float(s), delta_e2000=float(e00), delta_e76=float(e76))


def average(scores: Sequence[Score]) -> Score:
    """The mean of several scores, metric by metric."""
    rows = np.asarray([(s.psnr_db, s.ssim, s.delta_e2000, s.delta_e76) for s in scores])
    p, s, e00, e76 = rows.mean(axis=0)
    return Score(psnr_db=float(p), ssim=float(s), delta_e2000=float(e00), delta_e76=float(e76))


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Photographs never trained on, and the networks that are measured."""

    shipped: Shipped
    squares: Squares
    small: list[Floats]
    embedding: Floats
    context: Floats
    num_queries: int
    num_draws: int
    seed: int

    def draws(self, user: str, num_favourites: int) -> Iterator[tuple[Indices, Indices]]:
        """Favourites and queries of each draw, disjoint."""
        for draw in range(self.num_draws):
            seed = [self.seed, draw, *user.encode()]
            order = np.random.default_rng(seed).permutation(len(self.squares))
            # The same queries whatever the number of favourites, so columns compare.
            queries, rest = order[: self.num_queries], order[self.num_queries :]
            yield rest[:num_favourites], queries

    def render(self, vector: Floats, queries: NDArray[np.int64]) -> list[Floats]:
        """The queried photographs in the taste of `vector`."""
        residual = self.shipped.looks(vector, self.embedding[queries], self.context[queries])
        identity = identity_table(residual.shape[1])
        return [
            look_up(identity + table, self.small[q])
            for table, q in zip(residual, queries, strict=True)
        ]


def make_setting(
    shipped: Shipped, squares: Squares, *, num_queries: int, num_draws: int, seed: int
) -> Setting:
    """Embed and shrink the photographs once."""
    embedding, context = shipped.embed(squares)
    return Setting(
        shipped=shipped, squares=squares, small=[small(s) for s in squares], embedding=embedding,
        context=context, num_queries=num_queries, num_draws=num_draws, seed=seed,
    )  # fmt: skip


def make_user(setting: Setting, name: str, pictures: Squares) -> User:
    """Embed all pictures of a user once; draws then only pick rows."""
    embedding, _ = setting.shipped.embed(pictures)
    return User(
        name=name, pictures=pictures, small=[small(p) for p in pictures], embedding=embedding
    )


Method = Callable[[Setting, User, NDArray[np.int64], NDArray[np.int64]], list[Floats]]


def measure(
    setting: Setting, user: User, num_favourites: int, method: Method, *, full: bool
) -> Score:
    """Mean score of a method over all draws."""
    scores = []
    for favourites, queries in setting.draws(user.name, num_favourites):
        ours = method(setting, user, favourites, queries)
        scores.append(compare(ours, [user.small[q] for q in queries], full=full))
    return average(scores)


def film_users(setting: Setting, looks: FilmLooks) -> list[Callable[[], User]]:
    """A function for each look that makes its user; 300 pictures of one user are 60 MB."""

    def make(index: int) -> Callable[[], User]:
        table = looks.tables[index].numpy()
        return lambda: make_user(setting, looks.names[index], render_all(table, setting.squares))

    return [make(i) for i in range(len(looks.names))]
