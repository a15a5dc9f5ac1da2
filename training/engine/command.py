"""Options that the actions' commands share.

An action's help is the docstring of its module: what it does, what it needs, what it writes.
"""

import argparse
from pathlib import Path


def action_parser(name: str, help_text: str | None) -> argparse.ArgumentParser:
    """A parser for `python -m training NAME`, e.g. NAME "pienet train".

    help_text  the docstring of the action's module; its lines are kept as they are
    """
    return argparse.ArgumentParser(
        prog=f"python -m training {name}",
        description=help_text,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def existing_path(text: str) -> Path:
    """The value of an option that names a file or folder to read; argparse reports what is missing.

    Raises argparse.ArgumentTypeError when there is nothing at that path.
    """
    path = Path(text)
    if not path.exists():
        raise argparse.ArgumentTypeError(f"{text} does not exist")
    return path


def add_cache(parser: argparse.ArgumentParser) -> None:
    """--cache, the folder for what is computed once from the photographs."""
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache"), metavar="FOLDER",
        help="what is computed from the photographs is kept here (default: .cache)",
    )  # fmt: skip


def measuring_parser(name: str, help_text: str | None, drawn: str) -> argparse.ArgumentParser:
    """A parser for a measurement of exported networks: --photos, --models, --cache and --seed.

    drawn  for the help: what the seed draws
    """
    parser = action_parser(name, help_text)
    parser.add_argument(
        "--photos", type=existing_path, required=True, metavar="PATH",
        help="zip file or folder of photographs never trained on",
    )  # fmt: skip
    parser.add_argument(
        "--models", type=existing_path, default=Path("resources/models"), metavar="FOLDER",
        help="the exported networks (default: resources/models)",
    )  # fmt: skip
    add_cache(parser)
    parser.add_argument("--seed", type=int, default=1, help=f"of {drawn} (default: 1)")
    return parser
