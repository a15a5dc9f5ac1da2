"""Large batches: memory from the first photo to the last, and what 2,000 and 20,000 photos cost.

    python tests/benchmarks/measure_batches.py [--photos N] [--many N] [--scheduler]

--photos are enhanced for real, and the memory of all processes together is looked at each second.
They and --many are listed, planned and resumed; with --scheduler on a Dask cluster of two workers
too. Prints a table. The photos are small, made here with the seed of their number.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.program import Program, memory_mb, save_scenes

_NUM_DIFFERENT = 50


def many_photos(folder: Path, count: int) -> None:
    """So many files with the content of a few."""
    different = save_scenes(folder.with_name("different"), _NUM_DIFFERENT)
    folder.mkdir()
    for number in range(count):
        shutil.copy(different[number % len(different)], folder / f"IMG_{number:06}.jpg")


def run(program: Program, *words: object) -> tuple[float, float, subprocess.CompletedProcess]:
    """Seconds, and the largest memory in MB."""
    started = time.monotonic()
    process = program.start(*words)
    peak = 0.0

    def look() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, memory_mb(process.pid))
            time.sleep(0.2)

    thread = threading.Thread(target=look)
    thread.start()
    out, err = process.communicate()
    thread.join()
    done = subprocess.CompletedProcess(words, process.returncode, out, err)
    return time.monotonic() - started, peak, done


def enhance_watching_memory(program: Program, *words: object) -> list[tuple[int, float]]:
    """How many photos were done and the memory then, each second."""
    process = program.start(*words)
    out = Path(str(words[words.index("--out") + 1]))
    seen = []

    reader = threading.Thread(target=process.communicate)
    reader.start()
    while reader.is_alive():
        num_done = len(os.listdir(out)) if out.exists() else 0
        seen.append((num_done, memory_mb(process.pid)))
        time.sleep(1.0)
    return [row for row in seen if row[1]]


def pretend_finished(program: Program, photos: Path, out: Path) -> None:
    """Outputs and a log as if all had been enhanced, made in a moment."""
    script = """
import sys
from pathlib import Path
from pieditor.core.errors import PieditorError
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.attempt import described
from pieditor.services.batch.finished import with_output
from pieditor.services.batch.log import BatchLog
from pieditor.services.batch.requests import find_originals, plan
from pieditor.services.folders import batch_log_folder, taste_folder
from pieditor.core.recipe import Recipe
from pieditor.services.tastes.store import TasteStore, find_taste
import os
os.fsync = lambda number: None
photos, out = Path(sys.argv[1]), Path(sys.argv[2])
out.mkdir()
recipe = taste_recipe(find_taste(TasteStore(taste_folder(), None), "warm"), 1.0)
requests = plan(find_originals([photos], out, recursive=False).photos, recipe, OutputOptions(), out)
log = BatchLog(batch_log_folder(), out)
log.plan(requests, "warm")
for request in requests:
    data = request.photo.read_bytes()
    request.output.write_bytes(data)
    log.add(with_output(described(request), data, request.output.stat().st_mtime_ns))
log.end()
log.close()
"""
    subprocess.run(
        [sys.executable, "-c", script, str(photos), str(out)],
        env=program.environment(), check=True,
    )  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=2000)
    parser.add_argument("--many", type=int, default=20_000)
    parser.add_argument("--scheduler", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        program = Program(home)
        program.learn()
        print("| what | photos | seconds | memory MB |\n|---|---|---|---|", flush=True)
        for count in (options.photos, options.many):
            photos, out = home / f"photos-{count}", home / f"pretended-{count}"
            many_photos(photos, count)
            shutil.rmtree(home / "different")
            words = ("enhance", photos, "--taste", "warm", "--out", out)
            took_s, peak, _ = run(program, *words, "--dry-run")
            print(f"| dry run | {count} | {took_s:.1f} | {peak:.0f} |", flush=True)
            pretend_finished(program, photos, out)
            took_s, peak, done = run(program, *words, "--resume")
            assert f"{count} finished before" in done.stderr, done.stderr
            print(f"| --resume, all finished | {count} | {took_s:.1f} | {peak:.0f} |", flush=True)
            if options.scheduler:
                from distributed import LocalCluster

                with LocalCluster(
                    n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://"
                ) as cluster:
                    address = cluster.scheduler_address
                    took_s, peak, done = run(program, *words, "--resume", "--scheduler", address)
                assert f"{count} finished before" in done.stderr, done.stderr
                print(
                    f"| --resume on Dask, all finished | {count} | {took_s:.1f} | {peak:.0f} |",
                    flush=True,
                )
        photos, out = home / f"photos-{options.photos}", home / "out"
        started = time.monotonic()
        seen = enhance_watching_memory(
            program, "enhance", photos, "--taste", "warm", "--out", out, "--jobs", 2
        )
        took_s = time.monotonic() - started
        later = [memory for num_done, memory in seen if num_done >= 50]
        middle = statistics.median(later)
        print(f"| enhance | {options.photos} | {took_s:.1f} | {middle:.0f} |", flush=True)
        print(
            f"\nMemory of all processes after the first 50 photos: median {middle:.0f} MB, "
            f"{min(later) / middle - 1:+.1%} to {max(later) / middle - 1:+.1%}."
        )


if __name__ == "__main__":
    main()
