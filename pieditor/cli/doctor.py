"""`pieditor doctor`: print what a bug report needs."""

import argparse

from pieditor.cli.arguments import PROVIDERS
from pieditor.cli.console import EXIT_OK, Console
from pieditor.services.program.doctor import examine


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--provider", choices=PROVIDERS, default="auto")


def run(options: argparse.Namespace, console: Console) -> int:
    """Print the facts."""
    for line in examine(options.provider):
        console.result(line)
    return EXIT_OK
