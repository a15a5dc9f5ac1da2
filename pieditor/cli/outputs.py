"""The output folder and options that commands share which write photos."""

import argparse
import os
from pathlib import Path

from pieditor.core.errors import WrongUsage
from pieditor.services.batch.requests import OutputOptions


def require_no_file(out: Path) -> None:
    """Raise WrongUsage if the folder for the outputs is an existing file."""
    if os.path.exists(out) and not os.path.isdir(out):
        raise WrongUsage(f"Cannot write into {out}", why="it is a file", remedy="Name a folder.")


def output_options(options: argparse.Namespace, *, overwrite: bool = False) -> OutputOptions:
    """The output options from the arguments of `arguments.add_treatment` and `add_work`."""
    return OutputOptions(
        format=options.format,
        quality=options.quality,
        long_edge_px=options.long_edge,
        strip_gps=options.strip_gps,
        overwrite=overwrite,
    )
