"""`pieditor lut`: write a taste, or sliders, as a .cube file for other programs."""

import argparse
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, Console
from pieditor.core.errors import WrongUsage
from pieditor.core.recipe import Recipe
from pieditor.services.develop.lut_export import export_cube, export_sliders
from pieditor.services.develop.recipe_file import read_recipe_file
from pieditor.services.studio import Studio
from pieditor.services.tastes.store import find_taste


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--taste", metavar="NAME|FILE")
    source.add_argument(
        "--sliders", type=Path, metavar="RECIPE.json", help="a recipe's filters, without its taste"
    )
    parser.add_argument("--photo", type=Path, help="the taste's look as it is for this photo")
    parser.add_argument("--strength", type=kinds.strength, default=1.0, help="0 to 1.5")
    parser.add_argument("--size", type=kinds.nodes, default=33, help="nodes per axis, 2 to 129")
    parser.add_argument("--out", required=True, type=Path, metavar="LOOK.cube")
    parser.add_argument("--overwrite", action="store_true")


def run(options: argparse.Namespace, console: Console) -> int:
    """Write the table."""
    if options.sliders:
        if options.photo:
            raise WrongUsage(
                "Cannot write sliders for a photo",
                why="they do the same to every photo",
                remedy="Leave --photo out, or name a taste.",
            )
        filters = read_recipe_file(options.sliders).filters
        name = options.sliders.name
        export_sliders(filters, name, options.size, options.out, overwrite=options.overwrite)
        console.say(f"Wrote {options.out}")
        return EXIT_OK
    studio = Studio()
    recipe = Recipe(taste=find_taste(studio.tastes, options.taste).use(options.strength))
    export_cube(
        studio.networks, recipe, options.photo, options.size, options.out,
        overwrite=options.overwrite,
    )  # fmt: skip
    console.say(f"Wrote {options.out}")
    return EXIT_OK
