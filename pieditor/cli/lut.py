"""`pieditor lut`: write a taste as a .cube file for other programs."""

import argparse
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, Console
from pieditor.cli.taste import open_store
from pieditor.services.lut_export import export_cube
from pieditor.services.personal import open_pienet, taste_recipe
from pieditor.services.taste_store import find_taste


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--taste", required=True, metavar="NAME|FILE")
    parser.add_argument("--photo", type=Path, help="the look as it is for this photo")
    parser.add_argument("--strength", type=kinds.strength, default=1.0, help="0 to 1.5")
    parser.add_argument("--size", type=kinds.nodes, default=33, help="nodes per axis, 2 to 129")
    parser.add_argument("--out", required=True, type=Path, metavar="LOOK.cube")
    parser.add_argument("--overwrite", action="store_true")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the table."""
    recipe = taste_recipe(find_taste(open_store(), options.taste), options.strength)
    export_cube(
        open_pienet("cpu"), recipe, options.photo, options.size, options.out,
        overwrite=options.overwrite,
    )  # fmt: skip
    console.say(f"Wrote {options.out}")
    return EXIT_OK
