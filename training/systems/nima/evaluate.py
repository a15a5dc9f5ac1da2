"""Evaluate a NIMA on the test photographs of AVA.

Reported are accuracy, linear and rank correlation, and the earth mover's distance.

Needs    --photos, the folder of AVA; --config, the network's; its run folder or --weights. A CPU.
Writes   the published figures beside the measured ones as Markdown to standard output; exits with 1
         when a figure leaves the tolerance of the config.
"""

import platform
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.engine.checkpoint import TENSORS, load_weights, read_facts
from training.engine.command import action_parser, add_cache, existing_path
from training.engine.config import load_config
from training.engine.training_command import find_config
from training.systems.nima.data import load_ava, middle, read_pictures
from training.systems.nima.metrics import Agreement, agreement
from training.systems.nima.model import load_weights_file
from training.systems.nima.paper_task import PaperConfig, build_network
from training.systems.nima.rate_pictures import BATCH, rate_pictures
from training.systems.nima.train import CONFIGS


def agreement_lines(
    expected: Sequence[dict[str, Any]], measured: Agreement
) -> tuple[list[str], bool]:
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


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 when one of them is missed."""
    parser = action_parser("nima evaluate", __doc__)
    parser.add_argument(
        "--photos", type=existing_path, required=True, metavar="FOLDER", help="the folder of AVA"
    )
    parser.add_argument(
        "--config", default="paper_mobilenet", metavar="NAME|FILE",
        help="a name in configs/, or a file that ends in .toml (default: paper_mobilenet)",
    )  # fmt: skip
    parser.add_argument("--run", type=Path, metavar="FOLDER", help="the run (default: runs/CONFIG)")
    parser.add_argument(
        "--weights", type=existing_path, metavar="FILE", help="weights instead of a run's"
    )
    add_cache(parser)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    run = options.run or Path("runs") / Path(options.config).stem
    file = find_config(CONFIGS, options.config)
    config = load_config(PaperConfig, file)
    network = build_network(config.network).eval()
    if options.weights:
        load_weights_file(network, options.weights)
    else:
        read_facts(run)  # says what to do when there is no such run
        network.load_state_dict(load_weights(run / TENSORS))
    split = load_ava(options.photos, options.cache, config.data.split)
    given = []
    for start in range(0, len(split.test.files), BATCH):
        files = split.test.files[start : start + BATCH]
        pictures = middle(read_pictures(files, config.data), config.data.crop_px)
        given.append(rate_pictures(network, pictures))
    measured = agreement(np.concatenate(given), split.test.shares)
    print(
        f"{platform.machine()}, torch {torch.__version__}; {file.name}, "
        f"{options.weights or run}; {len(split.test.files)} test photographs, "
        f"split {config.data.split}; {split.left_out}\n"
    )
    expected = tomllib.loads(file.read_text(encoding="utf-8")).get("expected", [])
    lines, missed = agreement_lines(expected, measured)
    print("\n".join(lines))
    if missed:
        print("missed a figure of the config", file=sys.stderr)
    return 1 if missed else 0
