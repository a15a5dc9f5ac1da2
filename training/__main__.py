"""`python -m training SYSTEM ACTION …`: train, evaluate and export the published systems."""

import argparse
import importlib
import sys
from collections.abc import Sequence

SYSTEMS = ("pienet", "nima", "piea")
ACTIONS = ("train", "evaluate", "export")


def main(arguments: Sequence[str] | None = None) -> int:
    """Hand the rest of the command to the system's own module."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__, add_help=False)
    parser.add_argument("system", choices=SYSTEMS, nargs="?")
    parser.add_argument("action", choices=ACTIONS, nargs="?")
    chosen, rest = parser.parse_known_args(arguments)
    if chosen.system is None or chosen.action is None:
        parser.print_help()
        return 0 if "--help" in rest or "-h" in rest else 2
    module = importlib.import_module(f"training.systems.{chosen.system}.{chosen.action}")
    return int(module.main(rest))


if __name__ == "__main__":
    sys.exit(main())
