"""`packaging/test fuzz`: many damaged and hostile files, and a table of how they ended."""

import argparse
import collections
import itertools
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.fuzz import pool
from tests.fuzz.cases import Case, Corpus, case, name_of
from tests.fuzz.photos import PHOTOS

_LIBRARIES = ("pillow", "pillow-heif", "imagecodecs", "rawpy", "tifffile", "h5py", "numpy")
_COLUMNS = ("cases", "read", "refused", "exception", "crash", "hang", "memory")


def table(outcomes: list[pool.Outcome]) -> str:
    """Markdown: a line for each format and kind of document, and one for all."""
    rows: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    peaks: dict[str, float] = collections.defaultdict(float)
    for outcome in outcomes:
        name = name_of(outcome.number)
        for row in (f"document: {name}" if name not in PHOTOS else name, "all"):
            rows[row].update((outcome.result, "cases"))
            peaks[row] = max(peaks[row], outcome.peak_mb)
    heads = ["exceptions", "crashes", "hangs", "over 2 GB", "most MB"]
    lines = [
        "| " + " | ".join(("file", "cases", "read", "refused", *heads)) + " |",
        "|---" * (len(_COLUMNS) + 2) + "|",
    ]
    order = [*PHOTOS, *sorted(row for row in rows if row.startswith("document")), "all"]
    for row in order:
        if row in rows:
            counts = [str(rows[row][column]) for column in _COLUMNS]
            lines.append("| " + " | ".join([row, *counts, f"{peaks[row]:.0f}"]) + " |")
    return "\n".join(lines)


def _machine(num_cases: int, seed: int) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{num_cases:,} cases with seed {seed} on {datetime.now(UTC):%Y-%m-%d}: "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"Python {platform.python_version()}, {versions}."
    )


def _save(one: Case, outcome: pool.Outcome, seed: int) -> Path:
    folder = pool.ROOT / "runs" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{outcome.result}-{seed}-{outcome.number}-{one.name.replace(' ', '-')}"
    path.write_bytes(one.data)
    return path


def main() -> int:
    """Run the cases; 1 when one of them ended as it must not."""
    parser = argparse.ArgumentParser(prog="packaging/test fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=5000, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="begin with this case")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N")
    options = parser.parse_args()
    numbers = range(options.first, options.first + options.cases)
    outcomes: list[pool.Outcome] = []
    with tempfile.TemporaryDirectory(prefix="pieditor-fuzz-") as folder:
        corpus = Corpus(Path(folder))
        corpus.make()
        for outcome in pool.run(numbers, options.seed, jobs=options.jobs):
            outcomes.append(outcome)
            if not outcome.is_right:
                path = _save(case(corpus, options.seed, outcome.number), outcome, options.seed)
                print(f"{path.relative_to(pool.ROOT)}: {outcome.detail}", file=sys.stderr)
            if len(outcomes) % 500 == 0:
                print(f"{len(outcomes)} of {options.cases}", file=sys.stderr)
    slowest = sorted(outcomes, key=lambda outcome: -outcome.took_s)
    print(_machine(options.cases, options.seed), table(outcomes), sep="\n\n")
    for outcome in itertools.islice(slowest, 3):
        print(f"slow: case {outcome.number}, {name_of(outcome.number)}, {outcome.took_s:.1f} s",
              file=sys.stderr)  # fmt: skip
    return int(not all(outcome.is_right for outcome in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
