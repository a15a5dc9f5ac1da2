"""`python -m training pienet evaluate TABLE`: the tables and pictures of this system's model card.

Measures the exported networks (resources/models by default) on photographs never trained on.
"""

import argparse
import json
import platform
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from training.datasets.retouched_pairs import load_pairs
from training.datasets.squares import load_archive_squares
from training.pseudo_users.film_looks import FilmLooks, load_film_looks
from training.pseudo_users.methods import HELD_OUT, TRAINING, rendered_squares
from training.systems.pienet.measure import embedding_map, page, users
from training.systems.pienet.measure.field import FIELD_HEAD, FieldRow, field_rows
from training.systems.pienet.measure.finished import finished_changes, leave_one_out
from training.systems.pienet.measure.shipped import Shipped
from training.systems.pienet.measure.users import Score, Setting, User

CONFIGS = Path(__file__).parent / "configs"
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
    score, reference = users.average(scores), users.average(base)
    return Row(
        group=group, what=what, num_favourites=count, score=score, gain_db=float(np.mean(gains)),
        least_gain_db=min(gains), delta_e76_ratio=score.delta_e76 / reference.delta_e76,
    )  # fmt: skip


def group_rows(
    setting: Setting,
    group: str,
    members: Sequence[Callable[[], User]],
    columns: Sequence[tuple[str, int, users.Method]],
    *,
    full: bool,
) -> list[Row]:
    """Every method of `columns` on every user of a group; users are made one at a time."""
    table: list[list[Score]] = [[] for _ in columns]
    base: list[Score] = []
    for make in members:
        user = make()
        base.append(users.measure(setting, user, 1, users.untouched, full=full))
        for scores, (_, count, method) in zip(table, columns, strict=True):
            scores.append(users.measure(setting, user, count, method, full=full))
    rows = [_row(group, "untouched", 0, base, base)]
    for scores, (what, count, _) in zip(table, columns, strict=True):
        rows.append(_row(group, what, count, scores, base))
    return rows


def _film_users(setting: Setting, looks: FilmLooks) -> list[Callable[[], User]]:
    def make(index: int) -> Callable[[], User]:
        table = looks.tables[index].numpy()
        return lambda: users.make_user(
            setting, looks.names[index], users.render_all(table, setting.squares)
        )

    return [make(i) for i in range(len(looks.names))]


def _nearest(options: argparse.Namespace, shipped: Shipped, looks: FilmLooks) -> users.NearestLook:
    """Vectors of the training looks, from 60 training photographs each."""
    photos = load_archive_squares(options.train_photos, options.cache)
    chosen = np.random.default_rng(options.seed).permutation(len(photos))[:60]
    squares = np.asarray(photos[np.sort(chosen)])
    vectors = [
        shipped.embed(users.render_all(table.numpy(), squares))[0].mean(0) for table in looks.tables
    ]
    return users.NearestLook(np.stack(vectors), looks.tables.numpy())


def users_table(options: argparse.Namespace, shipped: Shipped) -> list[Row]:
    """New users against the number of favourites, with baselines; then users seen in training."""
    setting = users.make_setting(
        shipped, np.asarray(load_archive_squares(options.photos, options.cache)),
        num_queries=options.queries, num_draws=options.draws, seed=options.seed,
    )  # fmt: skip
    unseen = load_film_looks(options.looks, held_out=True)
    seen = load_film_looks(options.looks, held_out=False)
    more = np.asarray(load_archive_squares(options.more_photos, options.cache))
    tables = dict(zip(unseen.names, unseen.tables.numpy(), strict=True))
    cached: dict[str, users.Floats] = {}

    def more_of(user: User) -> users.Floats:
        if user.name not in cached:
            cached.clear()
            cached[user.name] = shipped.embed(users.render_all(tables[user.name], more))[0]
        return cached[user.name]

    columns: list[tuple[str, int, users.Method]] = [
        *(("ours, mean", n, users.by_mean) for n in users.COUNTS),
        *(("ours, triplets", n, users.by_triplets) for n in users.COUNTS),
        ("nearest training look", 20, _nearest(options, shipped, seen)),
        ("Reinhard transfer", 20, users.by_reinhard),
        ("histogram matching", 20, users.by_histogram),
        ("upper: vector of 500 pictures", 20, users.VectorOfMany(more_of)),
        ("upper: table fitted to 20 pairs", 20, users.by_fitted_table),
    ]
    rows = group_rows(
        setting, "24 film looks held out", _film_users(setting, unseen), columns, full=True
    )
    # 152 users: every third photograph is enough, and embedding all of them is not quick.
    few = users.make_setting(
        shipped, setting.squares[::3], num_queries=options.queries,
        num_draws=min(3, options.draws), seed=options.seed,
    )  # fmt: skip
    ours: list[tuple[str, int, users.Method]] = [("ours, mean", 20, users.by_mean)]
    rows += group_rows(few, "152 film looks seen", _film_users(few, seen), ours, full=False)
    for group, names in (("method held out", HELD_OUT), ("methods seen", TRAINING)):
        members = [
            lambda name=name: users.make_user(
                few, name, np.asarray(rendered_squares(options.photos, name, options.cache))[::3]
            )
            for name in names
        ]
        label = f"{group} ({', '.join(names)})"
        upper: list[tuple[str, int, users.Method]] = [
            *ours, ("upper: table fitted to 20 pairs", 20, users.by_fitted_table),
        ]  # fmt: skip
        rows += group_rows(few, label, members, upper, full=True)
    return rows


def missed(rows: Sequence[Row | FieldRow], config: Path) -> list[str]:
    """A sentence for each of the config's expectations that the rows do not meet."""
    table = tomllib.loads(config.read_text(encoding="utf-8")).get("expected", [])
    sentences = []
    for wanted in table:
        row = next(
            r
            for r in rows
            if (r.group, r.what, r.num_favourites)
            == (wanted["group"], wanted["what"], wanted["num_favourites"])
        )
        value = float(getattr(row, wanted["metric"]))
        low, high = wanted.get("at_least", -np.inf), wanted.get("at_most", np.inf)
        if not low <= value <= high:
            sentences.append(
                f"{row.group}, {row.what}, N = {row.num_favourites}: {wanted['metric']} is "
                f"{value:.3f}, expected {low:g} to {high:g}"
            )
    return sentences


def print_users(options: argparse.Namespace, shipped: Shipped) -> int:
    """The table of new users as Markdown, and as JSON when asked for; 1 when it falls short."""
    rows = users_table(options, shipped)
    print(
        f"{platform.machine()}, torch {torch.__version__}; photographs {options.photos.name}, "
        f"seed {options.seed}, {options.draws} draws of {options.queries} photographs\n"
    )
    print(HEAD + "\n" + RULE)
    for row in rows:
        print(row.markdown())
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n")
    sentences = missed(rows, CONFIGS / "compact.toml")
    for sentence in sentences:
        print(f"missed: {sentence}", file=sys.stderr)
    return 1 if sentences else 0


def print_finished(options: argparse.Namespace, shipped: Shipped) -> int:
    """How much a finished photograph changes in the taste that finished it."""
    setting = users.make_setting(
        shipped, np.asarray(load_archive_squares(options.photos, options.cache)),
        num_queries=options.queries, num_draws=min(3, options.draws), seed=options.seed,
    )  # fmt: skip
    print("| looks | look itself ΔE76 | median change of finished photos | 90th percentile |")
    print("|---|---|---|---|")
    for label, held_out in (("24 held out", True), ("152 seen", False)):
        changes: list[float] = []
        looks: list[float] = []
        for make in _film_users(setting, load_film_looks(options.looks, held_out=held_out)):
            user = make()
            changes += finished_changes(setting, user, 20)
            looks.append(users.measure(setting, user, 1, users.untouched, full=False).delta_e76)
        print(
            f"| {label} | {np.mean(looks):.2f} | {np.median(changes):.2f} "
            f"| {np.percentile(changes, 90):.2f} |"
        )
    return 0


def print_field(options: argparse.Namespace, shipped: Shipped) -> int:
    """The table alone beside field and table: local methods gain, film looks stay as they are."""
    setting = users.make_setting(
        shipped, np.asarray(load_archive_squares(options.photos, options.cache)),
        num_queries=options.queries, num_draws=min(3, options.draws), seed=options.seed,
    )  # fmt: skip
    few = replace(setting, num_draws=1)
    groups = []
    for name in (*TRAINING, *HELD_OUT):
        pictures = np.asarray(rendered_squares(options.photos, name, options.cache))
        label = f"{name}, held out" if name in HELD_OUT else name
        groups.append((setting, label, [partial(users.make_user, setting, name, pictures)]))
    plain = partial(users.make_user, setting, "untouched", setting.squares)
    groups.append((setting, "untouched photographs", [plain]))
    unseen, seen = (load_film_looks(options.looks, held_out=h) for h in (True, False))
    groups.append((setting, "24 film looks held out", _film_users(setting, unseen)))
    groups.append((few, "152 film looks seen", _film_users(few, seen)))
    print(FIELD_HEAD)
    rows = []
    for where, label, members in groups:
        for row in field_rows(where, label, members, (5, 20)):
            rows.append(row)
            print(row.markdown(), flush=True)
    sentences = missed(rows, CONFIGS / "local_field.toml")
    for sentence in sentences:
        print(f"missed: {sentence}", file=sys.stderr)
    return 1 if sentences else 0


def print_pairs(options: argparse.Namespace, shipped: Shipped) -> int:
    """Expert C of FiveK, leave-one-out."""
    looks = load_film_looks(options.looks, held_out=False)
    rows = leave_one_out(shipped, load_pairs(options.pairs), looks.tables.numpy())
    print("| photo | untouched ΔE76 | mean of training looks | ours | untouched dB | ours dB |")
    print("|---|---|---|---|---|---|")
    columns = ("untouched", "mean_look", "ours", "untouched_db", "ours_db")
    for row in rows:
        print(f"| {row.id} | " + " | ".join(f"{getattr(row, c):.2f}" for c in columns) + " |")
    means = [np.mean([getattr(row, c) for row in rows]) for c in columns]
    print("| mean | " + " | ".join(f"{m:.2f}" for m in means) + " |")
    return 0


def make_page(options: argparse.Namespace, shipped: Shipped) -> int:
    """Twelve photographs untouched, in held-out looks, and as we render them."""
    page.contact_sheet(shipped, options.photos, options.looks, options.seed).save(options.out)
    print(f"wrote {options.out}")
    return 0


def make_map(options: argparse.Namespace, shipped: Shipped) -> int:
    """The t-SNE picture of the paper's Fig. 8."""
    squares = np.asarray(load_archive_squares(options.photos, options.cache))
    embedding_map.draw(shipped, squares, options.looks, options.seed).save(options.out)
    print(f"wrote {options.out}")
    return 0


TABLES = {
    "users": print_users,
    "finished": print_finished,
    "field": print_field,
    "pairs": print_pairs,
    "page": make_page,
    "map": make_map,
}


def main(arguments: Sequence[str]) -> int:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m training pienet evaluate", description=__doc__)
    parser.add_argument("table", choices=TABLES)
    parser.add_argument("--photos", type=Path, required=True, help="archive never trained on")
    parser.add_argument("--more-photos", type=Path, help="another one, for 500 pictures")
    parser.add_argument("--train-photos", type=Path, help="the training archive")
    parser.add_argument("--looks", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--models", type=Path, default=Path("resources/models"))
    parser.add_argument("--cache", type=Path, default=Path(".cache"))
    parser.add_argument("--queries", type=int, default=8)
    parser.add_argument("--draws", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--out", type=Path, help="where a picture is written")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    return TABLES[options.table](options, Shipped(options.models))
