"""What commands that write photos share: where to, and how."""

import argparse
import os
from pathlib import Path

from pieditor.core.errors import WrongUsage
from pieditor.services.batch.requests import OutputOptions


def require_no_file(out: Path) -> None:
    """WrongUsage when a file stands where the folder of the outputs should be."""
    if os.path.exists(out) and not os.path.isdir(out):
        raise WrongUsage(f"Cannot write into {out}", why="it is a file", remedy="Name a folder.")


def output_options(options: argparse.Namespace, *, overwrite: bool = False) -> OutputOptions:
    """From the words that `arguments.add_treatment` and `add_work` take."""
    return OutputOptions(
        format=options.format,
        quality=options.quality,
        long_edge_px=options.long_edge,
        strip_gps=options.strip_gps,
        overwrite=overwrite,
    )
