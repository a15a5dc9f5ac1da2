"""`pieditor render`: render one photo by a recipe."""

import argparse
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, Console
from pieditor.services.batch.engine import render_one
from pieditor.services.batch.requests import EnhanceRequest, OutputOptions, format_for
from pieditor.services.develop.recipe_file import read_recipe_file
from pieditor.services.studio import Studio


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("recipe", type=Path, metavar="RECIPE.json")
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.add_argument("--quality", type=kinds.quality, default=92, help="1 to 100")
    parser.add_argument("--overwrite", action="store_true")


def run(options: argparse.Namespace, console: Console) -> int:
    """Render one photo; the output's ending decides the format."""
    output = OutputOptions(
        format=format_for(options.out), quality=options.quality, overwrite=options.overwrite
    )
    request = EnhanceRequest(
        id=0,
        photo=options.photo,
        output=options.out,
        recipe=read_recipe_file(options.recipe),
        options=output,
    )
    studio = Studio()
    losses = render_one(request, studio.networks, studio.batch_logs)
    console.say(f"Wrote {options.out}")
    console.ending(losses=[(options.photo, losses)])
    return EXIT_OK
