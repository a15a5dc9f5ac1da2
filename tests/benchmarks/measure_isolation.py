"""What it costs to decode in other processes: how to start them, and whether to use them again.

    python tests/benchmarks/measure_isolation.py [--rounds N]

Prints a table; medians over the rounds, the ways in turns within each round. Then eight photos of
24 megapixels through `enhance`, with and without such processes in turns, and how long an interrupt
takes to end it, with JPEG, PNG and AVIF as outputs.
"""

import argparse
import signal
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
from tests.program import Program, save_scenes, scene


def private_mb(pid: int) -> float:
    """Memory that would be free without this process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return (
        sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Private_"))
        / 1000
    )


HERE = """
import sys
from pieditor.imaging import reading
reading.choose_isolation(False)
from pieditor.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def enhance_pairs(program: Program, words: list[object], rounds: int) -> list[float]:
    """Wall seconds with other processes over those without, pair by pair."""
    ratios = []
    for number in range(rounds + 1):
        seconds = []
        for way in (program.command(), [sys.executable, "-c", HERE]):
            started = time.perf_counter()
            command = [*way, *map(str, words), "--out", str(program.home / f"{len(seconds)}")]
            subprocess.run(
                [*command, "--overwrite", "--quiet"], env=program.environment(), check=True
            )
            seconds.append(time.perf_counter() - started)
        if number:  # the first pair warms the disk
            ratios.append(seconds[0] / seconds[1])
    return ratios


def interrupt_seconds(program: Program, words: list[object], rounds: int) -> list[float]:
    """From Ctrl+C at some moment to the end of the program."""
    taken = []
    for number in range(rounds):
        for kind in ("jpeg", "png", "avif"):
            out = program.home / f"interrupted-{number}-{kind}"
            process = program.start(*words, "--out", out, "--format", kind)
            time.sleep(0.9 + 0.4 * number)
            started = time.perf_counter()
            process.send_signal(signal.SIGINT)
            process.communicate()
            taken.append(time.perf_counter() - started)
    return taken


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
    with tempfile.TemporaryDirectory() as home:
        program = Program(Path(home))
        program.learn()
        photos = save_scenes(program.home / "photos", 8, height=4000, width=6000)
        words: list[object] = ["enhance", photos[0].parent, "--taste", "warm", "--jobs", 2]
        ratios = enhance_pairs(program, words, options.rounds)
        taken = interrupt_seconds(program, words, min(4, options.rounds))
    print(
        f"enhance, with other processes over without: {statistics.median(ratios):.3f} "
        f"({min(ratios):.3f} to {max(ratios):.3f})\n"
        f"Ctrl+C to the end: median {statistics.median(taken):.2f} s, most {max(taken):.2f} s "
        f"in {len(taken)} tries"
    )


if __name__ == "__main__":
    main()
