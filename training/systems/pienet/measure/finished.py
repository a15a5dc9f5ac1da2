"""Measure how much a finished photo changes in the taste that finished it.

Applying a taste twice must not be a caricature, so a photo that is in the user's look already
should hardly change.

Needs    --photos, an archive never trained on; --looks; the exported networks. A CPU.
Writes   the table as Markdown to standard output.
"""

from collections.abc import Sequence

import numpy as np

from pieditor.core.metrics import delta_e76
from pieditor.core.preference import mean_vector
from pieditor.core.render.lut import identity_table
from training.pseudo_users.film_looks import load_film_looks
from training.systems.pienet.measure.methods import untouched
from training.systems.pienet.measure.options import (
    add_draws,
    add_looks,
    measuring_parser,
    open_setting,
)
from training.systems.pienet.measure.setting import Setting, User, film_users, look_up, measure


def finished_changes(setting: Setting, user: User, num_favourites: int) -> list[float]:
    """Mean ΔE76 by which each finished photograph of a user changes in the user's own taste."""
    changes = []
    for favourites, queries in setting.draws(user.name, num_favourites):
        vector = mean_vector(user.embedding[favourites])
        embedding, context = setting.shipped.embed(user.pictures[queries])
        residual = setting.shipped.looks(vector, embedding, context)
        identity = identity_table(residual.shape[1])
        for table, query in zip(residual, queries, strict=True):
            finished = user.small[query]
            changes.append(float(delta_e76(finished, look_up(identity + table, finished)).mean()))
    return changes


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = measuring_parser("measure-finished", __doc__)
    add_looks(parser)
    add_draws(parser, 3)
    options = parser.parse_args(arguments)
    setting = open_setting(options)
    print("| looks | look itself ΔE76 | median change of finished photos | 90th percentile |")
    print("|---|---|---|---|")
    for label, held_out in (("24 held out", True), ("152 seen", False)):
        changes: list[float] = []
        looks: list[float] = []
        for make in film_users(setting, load_film_looks(options.looks, held_out=held_out)):
            user = make()
            changes += finished_changes(setting, user, 20)
            looks.append(measure(setting, user, 1, untouched, full=False).delta_e76)
        print(
            f"| {label} | {np.mean(looks):.2f} | {np.median(changes):.2f} "
            f"| {np.percentile(changes, 90):.2f} |"
        )
    return 0
