"""Kill pieditor in the middle of its work, many times, and count what is torn, repeated or lost.

    python tests/benchmarks/measure_kills.py [--rounds N] [--seed S]

Three kinds of work, each killed with SIGKILL at a random moment and gone on with: `enhance` with
--resume, edits that go into sidecars, and a batch as the window runs it. Prints a table.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.program import TEMPORARY, Program, hashes, opened, save_scenes

EDITS = """
import sys
from dataclasses import replace
from pathlib import Path
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.services.sidecars import Sidecar, SidecarStore

photo, store = Path(sys.argv[1]), SidecarStore(Path(sys.argv[2]))
for step in range(100_000):
    setting = FilterSetting(name="exposure", values={"stops": step / 1000})
    store.read(photo)
    store.write(photo, Sidecar(recipe=Recipe(filters=(setting,))))
    print(step, flush=True)
"""
READ = """
import sys
from pathlib import Path
from pieditor.services.sidecars import SidecarStore

recipe = SidecarStore(Path(sys.argv[2])).read(Path(sys.argv[1])).recipe
print(round(recipe.filters[0].values["stops"] * 1000))
"""
WINDOW_BATCH = """
import sys
from pathlib import Path
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch import (
    BatchControl, Existing, Treatment, Unfinished, UnfinishedStore, plan_batch, run_planned,
)
from pieditor.services.personal import open_pienet
from pieditor.services.sidecars import SidecarStore

photos, home = Path(sys.argv[1]), Path(sys.argv[2])
out, kept = photos / "enhanced", UnfinishedStore(home)
batch, resume = kept.load(), True
if batch is None:
    resume = False
    plan = plan_batch(
        sorted(photos.glob("*.jpg")), Treatment(), SidecarStore(home / "sidecars"),
        OutputOptions(), out, Existing.KEEP,
    )
    batch = Unfinished(plan.requests, out)
    kept.save(batch)
print("begun", flush=True)
counts = run_planned(
    batch.requests, open_pienet("cpu"), batch.out, home / "journals", BatchControl(), num_jobs=2,
    resume=resume, on_event=lambda event: print(event.state.value, flush=True),
)
kept.clear()
"""


def killed(command: list[str], program: Program, delay_s: float) -> bool:
    """Start, wait for its first words, kill after a moment; False when it had ended before."""
    process = subprocess.Popen(
        command, env=program.environment(), cwd=program.home, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    process.stdout.readline()
    time.sleep(delay_s)
    process.kill()
    process.communicate()
    return process.returncode != 0


def torn(folder: Path) -> int:
    """Outputs that another library cannot read whole."""
    count = 0
    for path in folder.rglob("*.jpg"):
        try:
            count += opened(path).size == 0
        except (OSError, SyntaxError):
            count += 1
    return count


def times(folder: Path) -> dict[str, int]:
    return {p.name: p.stat().st_mtime_ns for p in folder.rglob("*.jpg") if p.parent == folder}


def photographs(folder: Path, count: int, rng: random.Random) -> None:
    """Small scenes, and some of 3 megapixels, so that kills meet every step."""
    save_scenes(folder, count)
    for path in rng.sample(sorted(folder.glob("*.jpg")), count // 8):
        with Image.open(path) as image:
            image.resize((2000, 1500)).save(path, quality=90)


def kill_enhance(program: Program, home: Path, rounds: int, rng: random.Random) -> Counter:
    counts: Counter = Counter()
    for number in range(rounds):
        folder = home / f"enhance-{number}"
        photographs(folder / "photos", 24, rng)
        before = hashes(folder / "photos")
        out = folder / "out"
        words = ["enhance", folder / "photos", "--taste", "warm", "--out", out, "--verbose"]
        command = program.command(*words)
        for _ in range(3):
            counts["kills"] += killed(command, program, rng.uniform(0.0, 1.2))
            counts["torn"] += torn(out) if out.exists() else 0
            finished = times(out) if out.exists() else {}
            command = program.command(*words, "--resume")
        done = program(*words, "--resume")
        now = times(out)
        # What was there at the last kill may have lacked its line in the journal: one each job.
        repeated = sum(now[name] != mtime for name, mtime in finished.items())
        counts["repeated"] += max(0, repeated - 8)
        counts["not finished"] += done.returncode != 0 or len(now) != 24
        counts["originals changed"] += hashes(folder / "photos") != before
        counts["torn"] += torn(out)
    return counts


def kill_edits(program: Program, home: Path, rounds: int, rng: random.Random) -> Counter:
    counts: Counter = Counter()
    folder = home / "edits"
    save_scenes(folder, 1)
    photo, fallback = folder / "IMG_0000.jpg", home / "sidecars"
    before = photo.read_bytes()
    for _ in range(rounds):
        process = subprocess.Popen(
            [sys.executable, "-c", EDITS, str(photo), str(fallback)], env=program.environment(),
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        process.stdout.readline()
        time.sleep(rng.uniform(0.0, 0.3))
        process.kill()
        said = process.communicate()[0].split()
        last = int(said[-1]) if said else 0
        read = subprocess.run(
            [sys.executable, "-c", READ, str(photo), str(fallback)], env=program.environment(),
            capture_output=True, text=True,
        )  # fmt: skip
        counts["kills"] += 1
        counts["torn"] += read.returncode != 0
        counts["lost"] += read.returncode == 0 and int(read.stdout) < last
        counts["originals changed"] += photo.read_bytes() != before
    return counts


def kill_window_batch(program: Program, home: Path, rounds: int, rng: random.Random) -> Counter:
    counts: Counter = Counter()
    for number in range(rounds):
        folder, data = home / f"window-{number}", home / f"window-data-{number}"
        photographs(folder, 24, rng)
        before = {p.name: p.read_bytes() for p in folder.glob("*.jpg")}
        command = [sys.executable, "-c", WINDOW_BATCH, str(folder), str(data)]
        for _ in range(2):
            counts["kills"] += killed(command, program, rng.uniform(0.2, 1.5))
            counts["not offered again"] += not (data / "batch.json").exists()
            counts["torn"] += torn(folder / "enhanced")
        done = subprocess.run(command, env=program.environment(), capture_output=True)
        counts["not finished"] += done.returncode != 0 or len(times(folder / "enhanced")) != 24
        counts["originals changed"] += before != {
            p.name: p.read_bytes() for p in folder.glob("*.jpg")
        }
    return counts


def main() -> None:
    """Kill, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=8, help="batches of each kind")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        program = Program(home)
        program.learn()
        rows = {
            "SIGKILL of enhance, then --resume": kill_enhance(program, home, options.rounds, rng),
            "SIGKILL during edits": kill_edits(program, home, 5 * options.rounds, rng),
            "SIGKILL of the window's batch": kill_window_batch(program, home, options.rounds, rng),
        }
        leftovers = list(home.rglob(TEMPORARY))
    print(f"seed {options.seed}, NumPy {np.__version__}, Python {sys.version.split()[0]}")
    print("\n| attack | kills | failures |\n|---|---|---|")
    for attack, counts in rows.items():
        failures = ", ".join(f"{n} {what}" for what, n in counts.items() if what != "kills" and n)
        print(f"| {attack} | {counts['kills']} | {failures or 0} |")
    print(f"\nTemporary files left, which the next write after a minute removes: {len(leftovers)}")


if __name__ == "__main__":
    main()
