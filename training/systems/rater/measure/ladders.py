"""Measure whether the rater's score falls as one thing gets worse in steps.

Needs    --photos, an archive never trained on; the exported rater. A CPU.
Writes   the table as Markdown to standard output.
"""

import platform
from collections.abc import Sequence

import numpy as np
import onnxruntime

from training.systems.nima.metrics import mean_score, rank_correlation
from training.systems.rater.measure.options import measuring_parser, open_squares
from training.systems.rater.measure.shipped import ShippedRater
from training.systems.rater.measure.versions import LADDER_STEPS, ladders_of


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    options = measuring_parser("measure-ladders", __doc__).parse_args(arguments)
    rater = ShippedRater(options.models)
    squares = open_squares(options)
    found: dict[str, list[tuple[float, float]]] = {}
    averages = []
    for index, square in enumerate(squares):
        of_photo = []
        for ladder in ladders_of(square, options.seed * 10_000 + index):
            scores = mean_score(rater.rate(ladder.squares))
            rank = rank_correlation(scores, -ladder.delta_e)
            found.setdefault(ladder.kind, []).append((rank, float(scores[-1] - scores[0])))
            of_photo.append(rank)
        averages.append(float(np.mean(of_photo)))
    print(
        f"{platform.machine()}, onnxruntime {onnxruntime.__version__}; {len(squares)} photographs "
        f"of {options.photos.name}, {LADDER_STEPS} pictures on each way, seed {options.seed}\n"
    )
    print("| what gets worse | rank correlation | score at the end |\n|---|---|---|")
    for kind, rows in found.items():
        ranks, changes = np.array(rows).T
        print(f"| {kind} | {ranks.mean():.2f} | {changes.mean():+.2f} |")
    print(f"| **all, per photograph** | {np.mean(averages):.3f}, least {np.min(averages):.2f} | |")
    return 0
