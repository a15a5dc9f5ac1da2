"""Measure the networks on the pairs of one retoucher, leave-one-out.

Each input is rendered in the taste learned from the expert's other pictures and compared with the
expert's version of it.

Needs    --photos, a zip file with ID/input.jpg beside ID/expert_C.jpg; --looks; the exported
         networks. A CPU.
Writes   the table as Markdown to standard output.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pieditor.core.metrics import delta_e76, psnr_db
from pieditor.core.preference import mean_vector
from pieditor.core.render.lut import identity_table
from pieditor.imaging.model_input import squash
from training.datasets.retouched_pairs import RetouchedPair, load_pairs
from training.pseudo_users.film_looks import load_film_looks
from training.systems.pienet.measure.options import add_looks, measuring_parser, open_networks
from training.systems.pienet.measure.setting import Floats, look_up
from training.systems.pienet.measure.shipped import Shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One photograph of the expert: distance of each candidate to the expert's version."""

    id: str
    untouched: float
    mean_look: float
    ours: float
    untouched_db: float
    ours_db: float


def leave_one_out(
    shipped: Shipped, pairs: Sequence[RetouchedPair], tables: Floats
) -> list[PairRow]:
    """Each input in the taste learned from the expert's other pictures; ΔE76 to the expert's.

    tables  (L, n, n, n, 3), the training looks: their mean is what one taste for all would give.
    """
    targets, _ = shipped.embed(np.stack([squash(pair.target) for pair in pairs]))
    embedding, context = shipped.embed(np.stack([squash(pair.untouched) for pair in pairs]))
    mean_table = tables.mean(0)
    rows = []
    for i, pair in enumerate(pairs):
        vector = mean_vector(np.delete(targets, i, axis=0))
        residual = shipped.looks(vector, embedding[i : i + 1], context[i : i + 1])[0]
        before = pair.untouched.astype(np.float32) / 255
        after = pair.target.astype(np.float32) / 255
        ours = look_up(identity_table(residual.shape[0]) + residual, before)
        rows.append(
            PairRow(
                id=pair.id,
                untouched=float(delta_e76(before, after).mean()),
                mean_look=float(delta_e76(look_up(mean_table, before), after).mean()),
                ours=float(delta_e76(ours, after).mean()),
                untouched_db=psnr_db(before, after),
                ours_db=psnr_db(ours, after),
            )
        )
    return rows


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = measuring_parser("measure-pairs", __doc__)
    add_looks(parser)
    options = parser.parse_args(arguments)
    looks = load_film_looks(options.looks, held_out=False)
    rows = leave_one_out(open_networks(options), load_pairs(options.photos), looks.tables.numpy())
    print("| photo | untouched ΔE76 | mean of training looks | ours | untouched dB | ours dB |")
    print("|---|---|---|---|---|---|")
    columns = ("untouched", "mean_look", "ours", "untouched_db", "ours_db")
    for row in rows:
        print(f"| {row.id} | " + " | ".join(f"{getattr(row, c):.2f}" for c in columns) + " |")
    means = [np.mean([getattr(row, c) for row in rows]) for c in columns]
    print("| mean | " + " | ".join(f"{m:.2f}" for m in means) + " |")
    return 0
