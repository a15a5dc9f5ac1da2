"""`python -m training nima evaluate TABLE`: agreement with people, and what a rater responds to."""

import argparse
import platform
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from training.datasets.photo_archive import iterate_photos
from training.engine.checkpoint import TENSORS, load_weights
from training.engine.config import load_config
from training.systems.nima import responses
from training.systems.nima.data import load_ava, middle, read_pictures
from training.systems.nima.metrics import Agreement, agreement, mean_score
from training.systems.nima.model import MobileNet, Nima, load_weights_file
from training.systems.nima.paper_task import PaperConfig, build_network
from training.systems.nima.rater_evaluate import print_axes, print_ladders, print_rater

CONFIGS = Path(__file__).parent / "configs"
SQUARE_PX = 224
_BATCH = 32


@torch.no_grad()
def rate_pictures(network: Nima, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Distributions (N, 10) of (N, H, W, 3) pictures, on the CPU."""
    parts = []
    for start in range(0, len(pictures), _BATCH):
        batch = torch.from_numpy(pictures[start : start + _BATCH].transpose(0, 3, 1, 2).copy())
        parts.append(network(batch.float() / 255).numpy())
    return np.concatenate(parts)


def agreement_lines(expected: Sequence[dict], measured: Agreement) -> tuple[list[str], bool]:
    """A Markdown line per figure, published beside ours; whether one leaves its tolerance.

    A figure is held to its tolerance once the config says what "ours" was.
    """
    ours, missed = asdict(measured), False
    lines = ["| figure | paper | ours | gap |", "|---|---|---|---|"]
    for wanted in expected:
        value = ours[wanted["metric"]]
        gap = value - wanted["paper"]
        lines.append(f"| {wanted['metric']} | {wanted['paper']:.4g} | {value:.4f} | {gap:+.4f} |")
        if "ours" in wanted and not abs(value - wanted["ours"]) <= wanted["tolerance"]:
            missed = True
    return lines, missed


def print_ava(options: argparse.Namespace) -> int:
    """Accuracy, correlations and EMD over the test photographs of AVA; 1 when one is missed."""
    file = Path(options.config)
    if file.suffix != ".toml":
        file = CONFIGS / f"{options.config}.toml"
    config = load_config(PaperConfig, file)
    network = build_network(config.network).eval()
    if options.weights:
        load_weights_file(network, options.weights)
    else:
        network.load_state_dict(load_weights(options.run / TENSORS))
    split = load_ava(options.photos, options.cache, config.data.split)
    given = []
    for start in range(0, len(split.test.files), _BATCH):
        files = split.test.files[start : start + _BATCH]
        pictures = middle(read_pictures(files, config.data), config.data.crop_px)
        given.append(rate_pictures(network, pictures))
    measured = agreement(np.concatenate(given), split.test.shares)
    print(
        f"{platform.machine()}, torch {torch.__version__}; {file.name}, "
        f"{options.weights or options.run}; {len(split.test.files)} test photographs, "
        f"split {config.data.split}; {split.left_out}\n"
    )
    expected = tomllib.loads(file.read_text(encoding="utf-8")).get("expected", [])
    lines, missed = agreement_lines(expected, measured)
    print("\n".join(lines))
    return 1 if missed else 0


RESAMPLINGS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "box": Image.Resampling.BOX,
}


def print_responses(options: argparse.Namespace) -> int:
    """What public MobileNet weights respond to; see `responses`."""
    network = MobileNet(padding=options.padding).eval()
    load_weights_file(network, options.weights)
    size, kind = (SQUARE_PX, SQUARE_PX), RESAMPLINGS[options.resampling]
    squares = np.stack(
        [np.asarray(p.resize(size, kind)) for _, p in iterate_photos(options.photos)]
    )[:: options.every]

    def rate(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        return mean_score(rate_pictures(network, pictures))

    plain = rate(squares)
    print(
        f"{platform.machine()}, torch {torch.__version__}; {options.weights.name}, padding "
        f"{options.padding}; {len(squares)} photographs of {options.photos.name}, squashed to "
        f"{SQUARE_PX} px ({options.resampling}): mean score {plain.mean():.2f}, spread "
        f"{plain.std():.2f}\n"
    )
    print(responses.HEAD)
    for row in responses.responses(rate, squares):
        print(row.markdown())
    return 0


TABLES = {
    "ava": print_ava,
    "responses": print_responses,
    "rater": print_rater,
    "ladders": print_ladders,
    "axes": print_axes,
}


def main(arguments: Sequence[str]) -> int:
    """Print one table."""
    parser = argparse.ArgumentParser(prog="python -m training nima evaluate", description=__doc__)
    parser.add_argument("table", choices=TABLES)
    parser.add_argument("--photos", type=Path, required=True, help="AVA's folder, or an archive")
    parser.add_argument("--config", default="paper_mobilenet", help="a name in configs/, or a file")
    parser.add_argument("--run", type=Path, help="folder of the run (default: runs/CONFIG)")
    parser.add_argument("--weights", type=Path, help="weights of a file instead of a run's")
    parser.add_argument("--padding", choices=("symmetric", "after"), default="symmetric")
    parser.add_argument("--resampling", choices=RESAMPLINGS, default="box")
    parser.add_argument("--every", type=int, default=1, help="take every Nth photograph")
    parser.add_argument("--models", type=Path, default=Path("resources/models"))
    parser.add_argument("--train-photos", type=Path, help="what the rater was trained on")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cache", type=Path, default=Path(".cache"))
    options = parser.parse_args(arguments)
    options.run = options.run or Path("runs") / Path(options.config).stem
    if options.table in ("responses", "rater") and options.weights is None:
        parser.error(f"{options.table} needs --weights FILE")
    if options.table == "rater" and options.train_photos is None:
        parser.error("rater needs --train-photos FILE, for the baseline")
    torch.set_num_threads(1)
    code: int = TABLES[options.table](options)
    if code:
        print("missed a figure of the config", file=sys.stderr)
    return code
