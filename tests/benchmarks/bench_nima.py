"""How long does the imported rater take for a rating, and for a score with its gradient?

Run: python tests/benchmarks/bench_nima.py [--runs 15]
Prints milliseconds on one thread for one 224 × 224 picture and for a batch of eight, for the guide,
and the seconds of an import. The weights are random: the time does not depend on them.
"""

import argparse
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from pieditor.models.nima import INPUT_PX, Nima  # noqa: E402
from pieditor.models.sessions import Runner  # noqa: E402
from pieditor.services.folders import imported_model_folder  # noqa: E402
from pieditor.services.networks.model_files import import_model  # noqa: E402
from tests.keras_files import random_weights, write_keras  # noqa: E402


def milliseconds(work: Callable[[], object], runs: int) -> list[float]:
    """Each run's time, after one that does not count."""
    work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append((time.perf_counter() - started) * 1000)
    return times


def line(what: str, times: list[float]) -> None:
    """One row of the table."""
    print(f"| {what} | {statistics.median(times):.0f} | {min(times):.0f} | {max(times):.0f} |")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    print(f"{platform.machine()}, {os.cpu_count()} processors, onnxruntime", end=" ")
    print(f"{version('onnxruntime')}, one thread, {runs} runs\n")
    print("| what | median ms | least | most |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as home:
        os.environ["PIEDITOR_DATA"] = home
        file = write_keras(Path(home) / "weights.hdf5", random_weights())
        importing = milliseconds(lambda: import_model(file), 3)
        nima = Nima(Runner("cpu"), imported_model_folder())
        generator = np.random.default_rng(1)
        squares = list(generator.integers(0, 256, (8, INPUT_PX, INPUT_PX, 3), dtype=np.uint8))
        picture = squares[0].astype(np.float32) / 255
        line("rating of one picture", milliseconds(lambda: nima.rate(squares[:1]), runs))
        line("rating of eight", milliseconds(lambda: nima.rate(squares), runs))
        line("score and gradient of one", milliseconds(lambda: nima.guide(picture), runs))
        line("import of a Keras file", importing)


if __name__ == "__main__":
    main()
