"""Argument types and groups that several commands share."""

import argparse
from collections.abc import Callable
from pathlib import Path

from pieditor.core.recipe import MAX_STRENGTH, MIN_STRENGTH
from pieditor.services.program.jobs import default_jobs

PROVIDERS = ("auto", "cpu", "cuda")
FORMATS = ("same", "jpeg", "png", "tiff", "webp", "avif")


def add_treatment(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for the taste to apply and for the form of the outputs."""
    parser.add_argument(
        "--taste", required=True, metavar="NAME|FILE", help="stored, or a .taste file"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="made when missing")
    parser.add_argument("--strength", type=strength, default=1.0, help="0 to 1.5; 1 unless told")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="same",
        help="same: as the photo; JPEG for HEIC and raw",
    )
    parser.add_argument("--quality", type=quality, default=92, help="1 to 100; 92 unless told")
    parser.add_argument("--long-edge", type=pixels, metavar="PX", help="make smaller")


def add_work(parser: argparse.ArgumentParser) -> None:
    """Add the arguments for how the work is done."""
    parser.add_argument(
        "--jobs",
        type=jobs,
        default=default_jobs(),
        metavar="N",
        help="photos at a time",
    )
    parser.add_argument(
        "--provider",
        choices=PROVIDERS,
        default="auto",
        help="what runs the networks",
    )
    parser.add_argument("--strip-gps", action="store_true", help="leave the position out")


def csv_file(text: str) -> Path:
    """A file name that ends with .csv, so that a typing error never replaces a photo."""
    if not text.lower().endswith(".csv"):
        raise argparse.ArgumentTypeError(f"{text!r} does not end with .csv")
    return Path(text)


def strength(text: str) -> float:
    """A number from 0 to 1.5."""
    return _number(text, MIN_STRENGTH, MAX_STRENGTH)


def fraction(text: str) -> float:
    """A number from 0 to 1."""
    return _number(text, 0.0, 1.0)


def quality(text: str) -> int:
    """A number from 1 to 100."""
    return _whole(text, 1, 100)


def pixels(text: str) -> int:
    """A long edge, 16 to 65,535 (the most a JPEG can have)."""
    return _whole(text, 16, 65_535)


def jobs(text: str) -> int:
    """A number from 1 to 64."""
    return _whole(text, 1, 64)


def nodes(text: str) -> int:
    """The nodes of a colour table per axis, 2 to 129."""
    return _whole(text, 2, 129)


def steps(most: int) -> Callable[[str], int]:
    """A number from 1 to `most`."""
    return lambda text: _whole(text, 1, most)


def shard(text: str) -> tuple[int, int]:
    """A shard I/N with 1 <= I <= N."""
    index, slash, count = text.partition("/")
    if not slash or not index.isdigit() or not count.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not of the form I/N, 2/4 for example")
    if not 1 <= int(index) <= int(count):
        raise argparse.ArgumentTypeError(f"{text!r}: the first number must lie between 1 and N")
    return int(index), int(count)


def _number(text: str, low: float, high: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {low:g} to {high:g}")
    return value


def _whole(text: str, low: int, high: int) -> int:
    if not text.isdigit() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {low} to {high}")
    return int(text)
