"""Measure how well the rater orders versions of a photograph by their damage.

Versions of each photograph, damaged at random, are rated as the editor does; a baseline (ridge
regression on simple features) and the public NIMA rate them too.

Needs    --photos, an archive never trained on; --train-photos, the training archive, for the
         baseline; --weights, the public MobileNet NIMA; the exported rater; the package of
         `pip install '.[training-rater]'`. A CPU.
Writes   the tables as Markdown to standard output.
"""

import platform
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from pieditor.core.color import luminance, rgb_to_lab
from training.engine.command import existing_path
from training.engine.config import load_config
from training.systems.nima.metrics import agreement, mean_score, rank_correlation
from training.systems.nima.model import MobileNet, load_weights_file
from training.systems.rater.measure.options import measuring_parser, open_squares
from training.systems.rater.measure.shipped import Floats, ShippedRater, Squares
from training.systems.rater.measure.versions import versions_of
from training.systems.rater.pool import Pool, grid_points, open_pool
from training.systems.rater.rating import SPREAD, damaged_mean, finished_mean, normal_bins
from training.systems.rater.task import RaterConfig
from training.systems.rater.train import CONFIGS

_HISTOGRAM_BINS = 16


def simple_features(points: Floats) -> NDArray[np.float64]:
    """Mean, contrast, saturation and histogram of pictures (N, P, 3), with squares of the first."""
    light = luminance(points)[..., 0]
    saturation = (points.max(-1) - points.min(-1)) / np.maximum(points.max(-1), 1e-3)
    colour = points.mean(1)
    few = np.column_stack([light.mean(1), light.std(1), saturation.mean(1), colour])
    edges = np.linspace(0, 1, _HISTOGRAM_BINS + 1)
    histogram = np.stack([np.histogram(row, edges)[0] / row.size for row in light])
    return np.column_stack([np.ones(len(few)), few, few**2, histogram])


def fit_baseline(pool: Pool) -> Callable[[Floats], Floats]:
    """Ridge regression of the rating's mean on `simple_features`, from the training pool."""
    points = pool.versions.flatten(0, 1).numpy().astype(np.float32) / 255
    lab = rgb_to_lab(points)
    finished = rgb_to_lab(pool.finished.numpy().astype(np.float32) / 255)
    away = np.sqrt(((lab - np.repeat(finished, pool.versions.shape[1], 0)) ** 2).sum(-1)).mean(1)
    deserved = finished_mean(pool.nima, float(pool.nima.mean()))
    deserved = deserved.repeat_interleave(pool.versions.shape[1])
    wanted = damaged_mean(deserved, torch.from_numpy(away)).numpy()
    x = simple_features(points)
    weights = np.linalg.solve(x.T @ x + 1e-3 * len(x) / 100 * np.eye(x.shape[1]), x.T @ wanted)
    return lambda given: (simple_features(given) @ weights).astype(np.float32)


def public_nima(weights: Path) -> Callable[[Squares], Floats]:
    """Mean scores (N,) of squares by the public network, as in the training pool."""
    network = MobileNet().eval().requires_grad_(False)
    load_weights_file(network, weights)

    def rate(squares: Squares) -> Floats:
        picture = torch.from_numpy(squares).permute(0, 3, 1, 2) / 255
        small = F.interpolate(picture, (224, 224), mode="bilinear", align_corners=False)
        return mean_score(network(small).numpy()).astype(np.float32)

    return rate


def main(arguments: Sequence[str]) -> int:
    """Print the tables."""
    parser = measuring_parser("measure-agreement", __doc__)
    parser.add_argument(
        "--train-photos", type=existing_path, required=True, metavar="PATH",
        help="what the rater was trained on",
    )  # fmt: skip
    parser.add_argument(
        "--weights", type=existing_path, required=True, metavar="FILE",
        help="the public MobileNet NIMA",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    rater = ShippedRater(options.models)
    squares = open_squares(options)
    config = load_config(RaterConfig, CONFIGS / "rater.toml")
    pool = open_pool(config.pool, options.train_photos, options.weights, options.cache)
    nima_of = public_nima(options.weights)
    baseline = fit_baseline(pool)
    nima_mean = float(pool.nima.mean())
    given, simple, wanted, public = [], [], [], []
    ranks: dict[str, list[float]] = {"rater": [], "baseline": [], "public NIMA": []}
    ranks_in_context = []
    by_kind: dict[str, list[float]] = {}
    deserved_all, finished_scores = [], []
    for index, square in enumerate(squares):
        versions = versions_of(square, options.seed * 10_000 + index)
        rated = rater.rate(versions.squares)
        points = grid_points(torch.from_numpy(versions.squares)).numpy().astype(np.float32) / 255
        seen = np.repeat(rater.contexts(square[None]), len(points), 0)
        in_context = mean_score(rater.rate_points(points, seen))
        ranks_in_context.append(rank_correlation(in_context, -versions.delta_e))
        base = baseline(points)
        theirs = nima_of(versions.squares)
        deserved = finished_mean(torch.tensor([theirs[0]]), nima_mean)
        mean = damaged_mean(deserved, torch.from_numpy(versions.delta_e))
        target = normal_bins(mean, SPREAD).numpy()
        given.append(rated)
        simple.append(normal_bins(torch.from_numpy(base).clamp(1, 10), SPREAD).numpy())
        wanted.append(target)
        public.append(theirs)
        scores = mean_score(rated)
        for name, values in (("rater", scores), ("baseline", base), ("public NIMA", theirs)):
            ranks[name].append(rank_correlation(values, -versions.delta_e))
        for kind, score in zip(versions.kinds, scores, strict=True):
            by_kind.setdefault(kind, []).append(float(score - scores[0]))
        deserved_all.append(float(theirs[0]))
        finished_scores.append(float(scores[0]))
    print(
        f"{platform.machine()}, onnxruntime {onnxruntime.__version__}; {len(squares)} photographs "
        f"of {options.photos.name}, {len(given[0])} versions each, seed {options.seed}\n"
    )
    print("| rater | rank correlation with damage, per photograph | least | LCC | SRCC | EMD |")
    print("|---|---|---|---|---|---|")
    for name, answers in (("rater", given), ("baseline", simple)):
        found = agreement(np.concatenate(answers), np.concatenate(wanted))
        print(
            f"| {name} | {np.mean(ranks[name]):.3f} | {np.min(ranks[name]):.2f} "
            f"| {found.lcc:.3f} | {found.srcc:.3f} | {found.emd:.4f} |"
        )
    wanted_means, public_means = mean_score(np.concatenate(wanted)), np.concatenate(public)
    print(
        f"| public NIMA | {np.mean(ranks['public NIMA']):.3f} | {np.min(ranks['public NIMA']):.2f} "
        f"| {np.corrcoef(public_means, wanted_means)[0, 1]:.3f} "
        f"| {rank_correlation(public_means, wanted_means):.3f} | |"
    )
    print("\n| damage | mean change of score | rated lower |\n|---|---|---|")
    for kind, moved in by_kind.items():
        if kind != "finished":
            print(f"| {kind} | {np.mean(moved):+.2f} | {np.mean(np.array(moved) < 0):.0%} |")
    average, least = np.mean(ranks_in_context), np.min(ranks_in_context)
    print(
        "\nAs a search rates them, with what was seen in the undamaged photograph: rank "
        f"correlation {average:.3f} on average, least {least:.2f}"
    )
    agree = rank_correlation(np.array(finished_scores), np.array(deserved_all))
    print(f"\nRank correlation with the public NIMA over finished photographs: {agree:.3f}")
    return 0
