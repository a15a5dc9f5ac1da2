"""Options that the rater's measurements share, and what is opened with them."""

import argparse

import torch

from training.datasets.squares import Squares, load_archive_squares
from training.engine import command


def measuring_parser(action: str, help_text: str | None) -> argparse.ArgumentParser:
    """As every measurement's, and --every."""
    parser = command.measuring_parser(f"rater {action}", help_text, "the damages")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth photo")
    return parser


def open_squares(options: argparse.Namespace) -> Squares:
    """Every Nth photograph of --photos as a square, (N, 256, 256, 3); one thread from now on."""
    torch.set_num_threads(1)
    return load_archive_squares(options.photos, options.cache)[:: options.every]
