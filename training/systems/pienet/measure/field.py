"""What the local field adds: tastes rendered by the table alone, and by field and table.

Local users (CLAHE, HistMod) should gain; a method never trained on (LDR) shows what is learned
beyond them; film looks and untouched photographs must stay as they are, without a field, because
a field costs time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pieditor.core.field import LEAST_CHANGE, apply_field, largest_change
from pieditor.core.lut import identity_table
from pieditor.core.preference import mean_vector
from training.systems.pienet.measure.users import (
    Score,
    Setting,
    User,
    average,
    compare,
    look_up,
    untouched,
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
        """What the field adds."""
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
