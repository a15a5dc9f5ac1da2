"""`pieditor`: the command line. With no words, the demonstration."""

import sys
from collections.abc import Sequence

from pieditor.cli.main import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point of the console script."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    return run(words or ["demo"])


if __name__ == "__main__":
    sys.exit(main())
