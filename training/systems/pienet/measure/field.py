"""Measure what the local field adds to the colour table.

Tastes are rendered by the table alone, and by field and table.
Local users (CLAHE, HistMod) should gain; a method never trained on (LDR) shows what is learned
beyond them; film looks and untouched photographs must stay as they are, without a field, because
a field costs time.

Needs    --photos, an archive never trained on; --looks; exported networks with a field. A CPU.
Writes   the table as Markdown to standard output; exits with 1 when a figure of
         configs/local_field.toml is missed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from pieditor.core.preference import mean_vector
from pieditor.core.render.field import LEAST_CHANGE, apply_field, largest_change
from pieditor.core.render.lut import identity_table
from training.pseudo_users.film_looks import load_film_looks
from training.pseudo_users.methods import HELD_OUT, rendered_squares
from training.systems.pienet.local_field.task import FieldEpisodes
from training.systems.pienet.measure.expected import report_missed
from training.systems.pienet.measure.methods import untouched
from training.systems.pienet.measure.options import (
    add_draws,
    add_looks,
    measuring_parser,
    open_setting,
)
from training.systems.pienet.measure.setting import (
    Score,
    Setting,
    User,
    average,
    compare,
    film_users,
    look_up,
    make_user,
)

Floats = NDArray[np.float32]

FIELD_HEAD = (
    "| users | N | untouched dB | table | field and table | gain of the field | least "
    "| ΔE76 table | ΔE76 field | photos with a field |\n|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One line: means over users; `least_gain_db` is that of the user who gains least."""

    group: str
    what: str = "field and table"
    num_favourites: int
    untouched: Score
    table: Score
    both: Score
    least_gain_db: float
    share_with_field: float

    @property
    def gain_db(self) -> float:
        """PSNR that the field adds to the table's."""
        return self.both.psnr_db - self.table.psnr_db

    def markdown(self) -> str:
        """The line."""
        return (
            f"| {self.group} | {self.num_favourites} | {self.untouched.psnr_db:.2f} "
            f"| {self.table.psnr_db:.2f} | {self.both.psnr_db:.2f} | {self.gain_db:+.2f} "
            f"| {self.least_gain_db:+.2f} | {self.table.delta_e76:.2f} "
            f"| {self.both.delta_e76:.2f} | {self.share_with_field:.1%} |"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderings:
    """The queried photographs of one draw both ways, and which of them had a field."""

    table: list[Floats]
    both: list[Floats]
    has_field: list[bool]


def render_both(setting: Setting, vector: Floats, queries: NDArray[np.int64]) -> Renderings:
    """As the editor renders: without a field that no eye could see."""
    residual = setting.shipped.looks(vector, setting.embedding[queries], setting.context[queries])
    fields = setting.shipped.fields(vector, setting.squares[queries])
    identity = identity_table(residual.shape[1])
    out = Renderings(table=[], both=[], has_field=[])
    for table, field, query in zip(identity + residual, fields, queries, strict=True):
        photo = setting.small[query]
        alone = look_up(table, photo)
        is_used = largest_change(field) >= LEAST_CHANGE
        out.table.append(alone)
        out.has_field.append(is_used)
        if is_used:
            moved = np.clip(apply_field(field, photo), 0, 1)
            alone = look_up(table, moved)
        out.both.append(alone)
    return out


def field_rows(
    setting: Setting,
    group: str,
    members: Sequence[Callable[[], User]],
    counts: Sequence[int],
) -> list[FieldRow]:
    """A line for each number of favourites; users are made one at a time."""
    scores: dict[int, list[tuple[Score, Score, Score]]] = {count: [] for count in counts}
    used: dict[int, list[bool]] = {count: [] for count in counts}
    for make in members:
        user = make()
        for count in counts:
            per_draw = []
            for favourites, queries in setting.draws(user.name, count):
                shown = render_both(setting, mean_vector(user.embedding[favourites]), queries)
                theirs = [user.small[q] for q in queries]
                plain = untouched(setting, user, favourites, queries)
                per_draw.append(
                    [compare(ours, theirs, full=False) for ours in (plain, shown.table, shown.both)]
                )
                used[count] += shown.has_field
            plain_, table_, both_ = (average(column) for column in zip(*per_draw, strict=True))
            scores[count].append((plain_, table_, both_))
    rows = []
    for count in counts:
        plain_, table_, both_ = (average(column) for column in zip(*scores[count], strict=True))
        rows.append(
            FieldRow(
                group=group, num_favourites=count, untouched=plain_, table=table_, both=both_,
                least_gain_db=min(b.psnr_db - t.psnr_db for _, t, b in scores[count]),
                share_with_field=float(np.mean(used[count])),
            )
        )  # fmt: skip
    return rows


def main(arguments: Sequence[str]) -> int:
    """Print the table; 1 when it falls short of what the config expects."""
    parser = measuring_parser("measure-field", __doc__)
    add_looks(parser)
    add_draws(parser, 3)
    options = parser.parse_args(arguments)
    setting = open_setting(options)
    few = replace(setting, num_draws=1)
    groups: list[tuple[Setting, str, Sequence[Callable[[], User]]]] = []
    for name in (*FieldEpisodes().methods, *HELD_OUT):
        pictures = np.asarray(rendered_squares(options.photos, name, options.cache))
        label = f"{name}, held out" if name in HELD_OUT else name
        groups.append((setting, label, [partial(make_user, setting, name, pictures)]))
    plain = partial(make_user, setting, "untouched", setting.squares)
    groups.append((setting, "untouched photographs", [plain]))
    unseen, seen = (load_film_looks(options.looks, held_out=h) for h in (True, False))
    groups.append((setting, "24 film looks held out", film_users(setting, unseen)))
    groups.append((few, "152 film looks seen", film_users(few, seen)))
    print(FIELD_HEAD)
    rows = []
    for where, label, members in groups:
        for row in field_rows(where, label, members, (5, 20)):
            rows.append(row)
            print(row.markdown(), flush=True)
    return report_missed(rows, "local_field")
