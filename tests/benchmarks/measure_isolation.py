"""What it costs to decode in other processes: how to start them, and whether to use them again.

    python tests/benchmarks/measure_isolation.py [--rounds N]

Prints a table; medians over the rounds, the ways in turns within each round.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pieditor.imaging import decode
from pieditor.imaging.isolation.pool import DecoderProcesses
from tests.program import scene


def private_mb(pid: int) -> float:
    """Memory that would be free without this process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return (
        sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_"))
        / 1000
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    python = [sys.executable, "-c", "import pieditor.imaging.decode"]
    with tempfile.TemporaryDirectory() as folder:
        large, small = Path(folder) / "large.jpg", Path(folder) / "small.jpg"
        scene(1, 4000, 6000).save(large, quality=92)
        scene(2).save(small)
        times: dict[str, list[float]] = {}

        def note(what: str, action: Callable[..., object], *values: object) -> None:
            started = time.perf_counter()
            action(*values)
            times.setdefault(what, []).append(time.perf_counter() - started)

        for _ in range(options.rounds):
            processes = DecoderProcesses()
            read = processes.read
            note("first worker: the nursery starts", read, "read_size", small)
            note("a fresh worker: fork", partial(processes._take, is_fresh=True))
            note("a fresh worker: new interpreter", subprocess.run, python)
            note("header of a JPEG, here", decode.read_size, small)
            note("header of a JPEG, in a worker", read, "read_size", small)
            note("24 megapixels, here", decode.read_photo, large)
            read("read_photo", large)
            note("24 megapixels, worker used before", read, "read_photo", large)
            fresh = processes._take(is_fresh=True)
            processes._idle.append(fresh)
            note("24 megapixels, fresh worker", read, "read_photo", large)
            memory = private_mb(processes._nursery.process.pid), private_mb(fresh.pid)
            processes.close()
    print("| what | ms |\n|---|---|")
    for what, found in times.items():
        print(f"| {what} | {1e3 * statistics.median(found):.1f} |")
    nursery_mb, worker_mb = memory
    print(f"\nPrivate memory: nursery {nursery_mb:.0f} MB, worker after 24 MP {worker_mb:.0f} MB.")


if __name__ == "__main__":
    main()
