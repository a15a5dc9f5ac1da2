"""Measure how well a taste is learned from 1 to 50 favourites.

For each of the 24 held-out looks, and for methods and looks seen in training, tastes are learned
from 1 to 50 favourites; photographs rendered in them are compared with the user's own versions.
This is the large table of the model card, with baselines and upper references.

Needs    --photos, --more-photos and --train-photos: three archives, of which only the last was
         trained on; --looks; the exported networks. A CPU.
Writes   the table as Markdown to standard output, with --json also as JSON; exits with 1 when a
         figure of configs/compact.toml is missed.
"""

import argparse
import json
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch

from training.datasets.squares import load_archive_squares
from training.engine.command import existing_path
from training.pseudo_users.film_looks import FilmLooks, load_film_looks
from training.pseudo_users.methods import HELD_OUT, rendered_squares
from training.systems.pienet.compact.episodes import EpisodeSettings
from training.systems.pienet.measure import methods
from training.systems.pienet.measure.expected import report_missed
from training.systems.pienet.measure.options import (
    add_draws,
    add_looks,
    measuring_parser,
    open_setting,
)
from training.systems.pienet.measure.setting import (
    Floats,
    Method,
    Score,
    Setting,
    User,
    average,
    film_users,
    make_setting,
    make_user,
    measure,
    render_all,
)
from training.systems.pienet.measure.shipped import Shipped

COUNTS = (1, 5, 10, 20, 50)
HEAD = "| users | what | N | PSNR dB | gain | SSIM | ΔE2000 | ΔE76 | ΔE76 ratio |"
RULE = "|---|---|---|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table: mean over users, and the least gain of any of them."""

    group: str
    what: str
    num_favourites: int
    score: Score
    gain_db: float
    least_gain_db: float
    delta_e76_ratio: float

    def markdown(self) -> str:
        """The line."""
        s = self.score
        ssim = "" if np.isnan(s.ssim) else f"{s.ssim:.3f}"
        e00 = "" if np.isnan(s.delta_e2000) else f"{s.delta_e2000:.2f}"
        count = str(self.num_favourites) if self.num_favourites else ""
        return (
            f"| {self.group} | {self.what} | {count} | {s.psnr_db:.2f} "
            f"| {self.gain_db:+.2f} (least {self.least_gain_db:+.2f}) | {ssim} | {e00} "
            f"| {s.delta_e76:.2f} | {self.delta_e76_ratio:.3f} |"
        )


def _row(group: str, what: str, count: int, scores: Sequence[Score], base: Sequence[Score]) -> Row:
    gains = [s.psnr_db - b.psnr_db for s, b in zip(scores, base, strict=True)]
    score, reference = average(scores), average(base)
    return Row(
        group=group, what=what, num_favourites=count, score=score, gain_db=float(np.mean(gains)),
        least_gain_db=min(gains), delta_e76_ratio=score.delta_e76 / reference.delta_e76,
    )  # fmt: skip


def group_rows(
    setting: Setting,
    group: str,
    members: Sequence[Callable[[], User]],
    columns: Sequence[tuple[str, int, Method]],
    *,
    full: bool,
) -> list[Row]:
    """Every method of `columns` on every user of a group; users are made one at a time."""
    table: list[list[Score]] = [[] for _ in columns]
    base: list[Score] = []
    for make in members:
        user = make()
        base.append(measure(setting, user, 1, methods.untouched, full=full))
        for scores, (_, count, method) in zip(table, columns, strict=True):
            scores.append(measure(setting, user, count, method, full=full))
    rows = [_row(group, "untouched", 0, base, base)]
    for scores, (what, count, _) in zip(table, columns, strict=True):
        rows.append(_row(group, what, count, scores, base))
    return rows


def _nearest(
    options: argparse.Namespace, shipped: Shipped, looks: FilmLooks
) -> methods.NearestLook:
    """Vectors of the training looks, from 60 training photographs each."""
    photos = load_archive_squares(options.train_photos, options.cache)
    chosen = np.random.default_rng(options.seed).permutation(len(photos))[:60]
    squares = np.asarray(photos[np.sort(chosen)])
    vectors = [
        shipped.embed(render_all(table.numpy(), squares))[0].mean(0) for table in looks.tables
    ]
    return methods.NearestLook(np.stack(vectors), looks.tables.numpy())


def users_table(options: argparse.Namespace) -> list[Row]:
    """New users against the number of favourites, with baselines; then users seen in training."""
    setting = open_setting(options)
    shipped = setting.shipped
    unseen = load_film_looks(options.looks, held_out=True)
    seen = load_film_looks(options.looks, held_out=False)
    more = np.asarray(load_archive_squares(options.more_photos, options.cache))
    tables = dict(zip(unseen.names, unseen.tables.numpy(), strict=True))
    cached: dict[str, Floats] = {}

    def more_of(user: User) -> Floats:
        if user.name not in cached:
            cached.clear()
            cached[user.name] = shipped.embed(render_all(tables[user.name], more))[0]
        return cached[user.name]

    columns: list[tuple[str, int, Method]] = [
        *(("ours, mean", n, methods.by_mean) for n in COUNTS),
        *(("ours, triplets", n, methods.by_triplets) for n in COUNTS),
        ("nearest training look", 20, _nearest(options, shipped, seen)),
        ("Reinhard transfer", 20, methods.by_reinhard),
        ("histogram matching", 20, methods.by_histogram),
        ("upper: vector of 500 pictures", 20, methods.VectorOfMany(more_of)),
        ("upper: table fitted to 20 pairs", 20, methods.by_fitted_table),
    ]
    rows = group_rows(
        setting, "24 film looks held out", film_users(setting, unseen), columns, full=True
    )
    # 152 users: every third photograph is enough, and embedding all of them is not quick.
    few = make_setting(
        shipped, setting.squares[::3], num_queries=options.queries,
        num_draws=min(3, options.draws), seed=options.seed,
    )  # fmt: skip
    ours: list[tuple[str, int, Method]] = [("ours, mean", 20, methods.by_mean)]
    rows += group_rows(few, "152 film looks seen", film_users(few, seen), ours, full=False)
    seen_methods = EpisodeSettings().methods
    for group, names in (("methods held out", HELD_OUT), ("methods seen", seen_methods)):
        members = [
            lambda name=name: make_user(
                few, name, np.asarray(rendered_squares(options.photos, name, options.cache))[::3]
            )
            for name in names
        ]
        label = f"{group} ({', '.join(names)})"
        upper: list[tuple[str, int, Method]] = [
            *ours, ("upper: table fitted to 20 pairs", 20, methods.by_fitted_table),
        ]  # fmt: skip
        rows += group_rows(few, label, members, upper, full=True)
    return rows


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 when it falls short of what the config expects."""
    parser = measuring_parser("measure-users", __doc__)
    add_looks(parser)
    parser.add_argument(
        "--more-photos", type=existing_path, required=True, metavar="PATH",
        help="another archive never trained on, for vectors of 500 pictures",
    )  # fmt: skip
    parser.add_argument(
        "--train-photos", type=existing_path, required=True, metavar="PATH",
        help="the training archive, for the nearest training look",
    )  # fmt: skip
    add_draws(parser, 10)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the rows as JSON")
    options = parser.parse_args(arguments)
    rows = users_table(options)
    print(
        f"{platform.machine()}, torch {torch.__version__}; photographs {options.photos.name}, "
        f"seed {options.seed}, {options.draws} draws of {options.queries} photographs\n"
    )
    print(HEAD + "\n" + RULE)
    for row in rows:
        print(row.markdown())
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    return report_missed(rows, "compact")
