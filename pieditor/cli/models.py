"""`pieditor models`: list and verify the models inside."""

import argparse

from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.services.model_files import list_models, verify_models


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The arguments of the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", parents=[shared], help="name the models and what made them")
    actions.add_parser("verify", parents=[shared], help="compare every file with its hash")


def run(options: argparse.Namespace, console: Console) -> int:
    """List or verify."""
    if options.action == "list":
        for line in list_models():
            console.result(line)
        return EXIT_OK
    failed = False
    for name, error in verify_models():
        if error is None:
            console.result(f"{name}\tverified")
        else:
            failed = True
            console.problem(error)
    return EXIT_SOME_FAILED if failed else EXIT_OK
