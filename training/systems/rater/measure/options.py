"""Options that the rater's measurements share, and what is opened with them."""

import argparse
from pathlib import Path

import torch

from training.datasets.squares import Squares, load_archive_squares
from training.engine.command import action_parser, add_cache, existing_path


def measuring_parser(action: str, help_text: str | None) -> argparse.ArgumentParser:
    """A parser with --photos, --models, --every, --seed and --cache."""
    parser = action_parser(f"rater {action}", help_text)
    parser.add_argument(
        "--photos", type=existing_path, required=True, metavar="PATH",
        help="zip file or folder of photographs never trained on",
    )  # fmt: skip
    parser.add_argument(
        "--models", type=existing_path, default=Path("resources/models"), metavar="FOLDER",
        help="the exported rater (default: resources/models)",
    )  # fmt: skip
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth photo")
    parser.add_argument("--seed", type=int, default=1, help="of the damages (default: 1)")
    add_cache(parser)
    return parser


def open_squares(options: argparse.Namespace) -> Squares:
    """Every Nth photograph of --photos as a square, (N, 256, 256, 3); one thread from now on."""
    torch.set_num_threads(1)
    return load_archive_squares(options.photos, options.cache)[:: options.every]
