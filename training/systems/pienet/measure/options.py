"""Options that PieNet's measurements share, and what is opened with them."""

import argparse

import numpy as np
import torch

from training.datasets.squares import load_archive_squares
from training.engine import command
from training.systems.pienet.measure.setting import Setting, Squares, make_setting
from training.systems.pienet.measure.shipped import Shipped


def measuring_parser(action: str, help_text: str | None) -> argparse.ArgumentParser:
    """As every measurement's."""
    return command.measuring_parser(f"pienet {action}", help_text, "everything drawn")


def add_looks(parser: argparse.ArgumentParser) -> None:
    """--looks, the folder of HaldCLUT looks."""
    parser.add_argument(
        "--looks",
        type=command.existing_path,
        required=True,
        metavar="FOLDER",
        help="HaldCLUT looks",
    )  # fmt: skip


def add_draws(parser: argparse.ArgumentParser, draws: int) -> None:
    """--queries and --draws: how much is measured; `draws` is the default."""
    parser.add_argument(
        "--queries", type=int, default=8, help="photographs rendered in each draw (default: 8)"
    )
    parser.add_argument(
        "--draws", type=int, default=draws, help=f"draws of favourites (default: {draws})"
    )


def open_networks(options: argparse.Namespace) -> Shipped:
    """The exported networks of --models, measured on one thread so that figures repeat."""
    torch.set_num_threads(1)
    return Shipped(options.models)


def open_squares(options: argparse.Namespace) -> Squares:
    """The photographs of --photos as squares, (N, 256, 256, 3)."""
    return np.asarray(load_archive_squares(options.photos, options.cache))


def open_setting(options: argparse.Namespace) -> Setting:
    """Networks, photographs and draws as the options say."""
    return make_setting(
        open_networks(options), open_squares(options),
        num_queries=options.queries, num_draws=options.draws, seed=options.seed,
    )  # fmt: skip
