"""`pieditor models`: list and verify the models inside, import public weights."""

import argparse
from pathlib import Path

from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.services.networks.model_files import import_model, list_models, verify_models


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the actions."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", parents=[shared], help="name the models and what made them")
    actions.add_parser("verify", parents=[shared], help="compare every file with its hash")
    importing = actions.add_parser(
        "import",
        parents=[shared],
        help="take over the public NIMA weights, which do not come with pieditor",
        description="Take over the public weights of NIMA (MobileNet), such as "
        "weights_mobilenet_aesthetic_0.07.hdf5 of idealo/image-quality-assessment. The file is "
        "only read; what was imported before is replaced.",
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="Keras HDF5 or safetensors")


def run(options: argparse.Namespace, console: Console) -> int:
    """List, verify or import."""
    if options.action == "list":
        for line in list_models():
            console.result(line)
        return EXIT_OK
    if options.action == "import":
        console.result(import_model(options.file))
        console.say(f"Imported {options.file}.")
        return EXIT_OK
    failed = False
    for name, error in verify_models():
        if error is None:
            console.result(f"{name}\tverified")
        else:
            failed = True
            console.problem(error)
    return EXIT_SOME_FAILED if failed else EXIT_OK
