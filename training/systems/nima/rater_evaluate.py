"""What the exported rater is worth: agreement with the rating model, and where its score peaks.

Everything is measured through the ONNX files that ship, on photographs never trained on.
"""

import argparse
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from numpy.typing import NDArray

from pieditor.core.color import luminance, rgb_to_lab
from pieditor.core.filters import FILTERS_BY_NAME
from training.datasets.squares import load_archive_squares
from training.engine.config import load_config
from training.systems.nima.damage import (
    DETAIL_KINDS,
    apply_settings,
    damage_detail,
    damage_detail_by,
    draw_settings,
    fade,
    smooth_slopes,
)
from training.systems.nima.lines import AXES, NUM_AXES, move
from training.systems.nima.metrics import agreement, mean_score, rank_correlation
from training.systems.nima.model import MobileNet, load_weights_file
from training.systems.nima.rater_pool import Pool, grid_points, open_pool
from training.systems.nima.rater_task import RaterConfig
from training.systems.nima.rating import SPREAD, damaged_mean, finished_mean, normal_bins

CONFIGS = Path(__file__).parent / "configs"

Floats = NDArray[np.float32]
Squares = NDArray[np.uint8]

NUM_COLOUR_VERSIONS = 18  # of each photograph, besides three of its detail and itself
_HISTOGRAM_BINS = 16
_LADDER_STEPS = 7


class ShippedRater:
    """context.onnx and rater.onnx of a folder, on one CPU thread."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._context, self._rater = (
            onnxruntime.InferenceSession(
                folder / f"{name}.onnx", options, providers=["CPUExecutionProvider"]
            )
            for name in ("context", "rater")
        )

    def contexts(self, squares: Squares) -> Floats:
        """(N, X) of (N, 256, 256, 3) pictures."""
        parts = []
        for start in range(0, len(squares), 16):
            picture = squares[start : start + 16].transpose(0, 3, 1, 2).astype(np.float32) / 255
            parts.append(self._context.run(["context"], {"picture": picture})[0])
        return np.concatenate(parts)

    def rate_points(self, points: Floats, contexts: Floats) -> Floats:
        """Distributions (N, 10) of (N, 1024, 3) points in [0, 1] with their contexts."""
        rated = [
            self._rater.run(["distribution"], {"points": p[None], "context": c[None]})[0][0]
            for p, c in zip(points, contexts, strict=True)
        ]
        return np.stack(rated)

    def rate(self, squares: Squares) -> Floats:
        """Distributions (N, 10) of whole pictures."""
        points = grid_points(torch.from_numpy(squares)).numpy().astype(np.float32) / 255
        return self.rate_points(points, self.contexts(squares))


@dataclass(frozen=True, slots=True)
class Versions:
    """One photograph's versions: (V, 256, 256, 3), what was done, and ΔE76 to the finished one."""

    squares: Squares
    kinds: tuple[str, ...]
    delta_e: Floats


def versions_of(square: Squares, seed: int) -> Versions:
    """The photograph, its detail damaged in three ways, and its colours in many."""
    rng = np.random.default_rng(seed)
    detail = [damage_detail(square, kind, rng) for kind in DETAIL_KINDS[1:]]
    g = torch.Generator().manual_seed(seed)
    pixels = torch.from_numpy(square.reshape(1, -1, 3).copy()) / 255
    pixels = pixels.expand(NUM_COLOUR_VERSIONS, -1, -1)
    damaged = apply_settings(draw_settings(NUM_COLOUR_VERSIONS, g), fade(pixels, g))
    colours = (damaged * 255).round().byte().numpy().reshape(-1, *square.shape)
    squares = np.stack([square, *detail, *colours])
    kinds = ("finished", *DETAIL_KINDS[1:], *("colour",) * NUM_COLOUR_VERSIONS)
    return Versions(squares, kinds, _away(squares))


@dataclass(frozen=True, slots=True)
class Ladder:
    """One thing that gets worse: (S, 256, 256, 3), the first as it was, and CIE76 from there."""

    kind: str
    squares: Squares
    delta_e: Floats


def ladders_of(square: Squares, seed: int) -> Iterator[Ladder]:
    """The photograph further and further along each axis, both ways, and with worse detail."""
    rng = np.random.default_rng(seed)
    steps = np.linspace(0, 1, _LADDER_STEPS)
    tone = smooth_slopes(torch.Generator().manual_seed(seed), 1, 0.5).expand(_LADDER_STEPS, -1)
    pixels = torch.from_numpy(square.reshape(1, -1, 3).copy()) / 255
    pixels = pixels.expand(_LADDER_STEPS, -1, -1)
    for axis, name in enumerate(AXES):
        for sign in (1,) if name in ("fade", "black & white") else (1, -1):
            places = torch.zeros(_LADDER_STEPS, NUM_AXES)
            places[:, axis] = sign * torch.from_numpy(steps).float()
            moved = (move(pixels, places, tone) * 255).round().byte().numpy()
            squares = moved.reshape(-1, *square.shape)
            yield Ladder(f"{name} {'+' if sign > 0 else '−'}", squares, _away(squares))
    for kind in DETAIL_KINDS[1:]:
        worse = [
            damage_detail_by(square, kind, s, rng)
            for s in np.linspace(0, 1, _LADDER_STEPS - 1).tolist()
        ]
        squares = np.stack([square, *worse])
        yield Ladder(kind, squares, _away(squares))


def _away(squares: Squares) -> Floats:
    lab = rgb_to_lab(squares.astype(np.float32) / 255)
    return np.asarray(np.sqrt(((lab - lab[:1]) ** 2).sum(-1)).mean((1, 2)), np.float32)


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


def print_rater(options: argparse.Namespace) -> int:
    """Agreement with the rating model, and rank correlation with damage for each photograph."""
    config = load_config(RaterConfig, CONFIGS / "rater.toml")
    pool = open_pool(config.pool, options.train_photos, options.weights, options.cache)
    nima_of = public_nima(options.weights)
    squares = load_archive_squares(options.photos, options.cache)[:: options.every]
    rater = ShippedRater(options.models)
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
    for name, rated in (("rater", given), ("baseline", simple)):
        found = agreement(np.concatenate(rated), np.concatenate(wanted))
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
    mean, least = np.mean(ranks_in_context), np.min(ranks_in_context)
    print(
        "\nAs a search rates them, with what was seen in the undamaged photograph: rank "
        f"correlation {mean:.3f} on average, least {least:.2f}"
    )
    agree = rank_correlation(np.array(finished_scores), np.array(deserved_all))
    print(f"\nRank correlation with the public NIMA over finished photographs: {agree:.3f}")
    return 0


def print_ladders(options: argparse.Namespace) -> int:
    """Rank correlation of score with damage where one thing gets worse, for each photograph."""
    squares = load_archive_squares(options.photos, options.cache)[:: options.every]
    rater = ShippedRater(options.models)
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
        f"of {options.photos.name}, {_LADDER_STEPS} pictures on each way, seed {options.seed}\n"
    )
    print("| what gets worse | rank correlation | score at the end |\n|---|---|---|")
    for kind, rows in found.items():
        ranks, changes = np.array(rows).T
        print(f"| {kind} | {ranks.mean():.2f} | {changes.mean():+.2f} |")
    print(f"| **all, per photograph** | {np.mean(averages):.3f}, least {np.min(averages):.2f} | |")
    return 0


# A line through the defaults for each filter: from a position to values. Curves move along their
# simplest shape: more in the shadows, less in the highlights.
_BEND = np.linspace(1, -1, 8)


def _curve(prefix: str, size: float) -> Callable[[float], Mapping[str, float]]:
    return lambda t: {
        f"{prefix}{i}": float(np.exp(size * t * b)) for i, b in enumerate(_BEND, start=1)
    }


FILTER_AXES: Mapping[str, tuple[str, Callable[[float], Mapping[str, float]], float, str]] = {
    "exposure": ("exposure", lambda t: {"stops": t}, 2.0, "EV"),
    "gamma": ("gamma", lambda t: {"gamma": float(np.exp(t))}, 0.8, "ln γ"),
    "temperature": ("white_balance", lambda t: {"temperature": t}, 1.0, ""),
    "tint": ("white_balance", lambda t: {"tint": t}, 0.8, ""),
    "saturation": ("saturation", lambda t: {"saturation": t}, 1.0, ""),
    "tone curve": ("tone_curve", _curve("tone", 0.5), 1.0, "of its bend"),
    "contrast": ("contrast", lambda t: {"contrast": t}, 1.0, ""),
    "black & white": ("black_white", lambda t: {"amount": max(t, 0.0)}, 1.0, ""),
    "colour curve": ("color_curve", _curve("red", 0.08), 1.0, "of red's bend"),
}
_NUM_PLACES = 41


def _group(light: float) -> str:
    """Dark, middle or bright by the mean L*."""
    return "dark" if light < 30 else "bright" if light > 65 else "middle"


def print_axes(options: argparse.Namespace) -> int:
    """Where along each filter's axis the score of finished photographs peaks."""
    squares = load_archive_squares(options.photos, options.cache)[:: options.every]
    rater = ShippedRater(options.models)
    contexts = rater.contexts(np.asarray(squares))
    points = grid_points(torch.from_numpy(np.array(squares))).numpy().astype(np.float32) / 255
    groups = np.array([_group(float(rgb_to_lab(p)[..., 0].mean())) for p in points])
    counts = {name: int((groups == name).sum()) for name in ("dark", "middle", "bright")}
    print(
        f"{platform.machine()}, onnxruntime {onnxruntime.__version__}; {len(squares)} photographs "
        f"of {options.photos.name}: "
        + ", ".join(f"{count} {name}" for name, count in counts.items())
        + "\n"
    )
    print(
        "| axis | unit | median offset | median distance | in ΔE76 | dark | middle | bright "
        "| turns |\n|---|---|---|---|---|---|---|---|---|"
    )
    for name, (filter_name, values, reach, unit) in FILTER_AXES.items():
        places = np.linspace(-reach, reach, _NUM_PLACES)
        if name == "black & white":
            places = np.linspace(0, reach, _NUM_PLACES)
        filter_ = FILTERS_BY_NAME[filter_name]
        offsets, moved, turns = [], [], []
        for p, context in zip(points, contexts, strict=True):
            changed = np.stack(
                [np.clip(filter_.apply(p, filter_.defaults() | values(t)), 0, 1) for t in places]
            ).astype(np.float32)
            scores = mean_score(rater.rate_points(changed, np.tile(context, (len(places), 1))))
            best = int(scores.argmax())
            offsets.append(places[best])
            away = rgb_to_lab(changed[best]) - rgb_to_lab(p)
            moved.append(float(np.sqrt((away**2).sum(-1)).mean()))
            # A smooth hill turns once; steps of less than a hundredth are not counted.
            slope = np.sign(np.where(np.abs(np.diff(scores)) < 0.01, 0, np.diff(scores)))
            slope = slope[slope != 0]
            turns.append(int((np.diff(slope) != 0).sum()))
        offset = np.array(offsets)
        by_group = " | ".join(
            f"{np.median(offset[groups == g]):+.2f}" if counts[g] else "" for g in counts
        )
        print(
            f"| {name} | {unit} | {np.median(offset):+.2f} | {np.median(np.abs(offset)):.2f} "
            f"| {np.median(moved):.1f} | {by_group} | {np.mean(turns):.1f} |"
        )
    return 0
