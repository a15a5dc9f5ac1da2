"""Do to a batch what computers do to it, many times, and count what is torn, repeated or lost.

    python tests/benchmarks/measure_faults.py [--kills N] [--times N] [--seed S]

--kills is the number of SIGKILLs of each of three programs: `enhance` with --resume, edits that go
into sidecars, and a batch as the window runs it. --times is how often each of the other faults is
tried. Prints a table; rows that this machine cannot show say why.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.program import TEMPORARY, Program, hashes, opened, save_scenes

NUM_PHOTOS = 24
EDITS = """
import sys
from pathlib import Path
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.services.photos.sidecars import Sidecar, SidecarStore

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
from pieditor.services.photos.sidecars import SidecarStore

recipe = SidecarStore(Path(sys.argv[2])).read(Path(sys.argv[1])).recipe
print(round(recipe.filters[0].values["stops"] * 1000))
"""
WINDOW_BATCH = """
import sys
from pathlib import Path
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.unfinished import find_unfinished
from pieditor.services.batch.window_batch import (
    BatchControl, Existing, Run, Treatment, plan_batch, run_planned,
)
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.sidecars import SidecarStore

photos, home = Path(sys.argv[1]), Path(sys.argv[2])
out, logs = photos / "enhanced", home / "logs"
batch = find_unfinished(logs)
if batch is None:
    plan = plan_batch(
        sorted(photos.glob("*.jpg")), Treatment(), SidecarStore(home / "sidecars"),
        OutputOptions(), out, Existing.KEEP,
    )
    run = Run(requests=plan.requests, out=out, taste="warm")
else:
    run = Run(requests=batch.requests, out=out, resume=True, taste="warm", continues=(batch.log,))
print("new" if batch is None else "offered", flush=True)
run_planned(
    run, Networks("cpu"), logs, BatchControl(), num_jobs=2,
    on_event=lambda event: print(event.state.value, flush=True),
)
"""
# A decoder of the real program that fails on photos with this name.
SPOILED = """
import sys
from pieditor.imaging.isolation import nursery

nursery.START = nursery.START.replace("; raise_nursery(", "; spoil(); raise_nursery(")
nursery.START = '''
import os, signal, time
def spoil():
    from pieditor.imaging.isolation import worker
    worker.BASE_S, worker.MEGAPIXEL_S = 1.0, 0.0
    sound = worker.ACTIONS["read_photo"]
    def read_photo(path, **options):
        if "crash" in path.name: os.kill(os.getpid(), signal.SIGSEGV)
        if "hang" in path.name: time.sleep(1000)
        return sound(path, **options)
    worker.ACTIONS["read_photo"] = read_photo
''' + nursery.START
from pieditor.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def killed_after(process: subprocess.Popen, num_lines: int) -> bool:
    """Kill a program after so many lines of its output; False when it had ended before."""
    for _ in range(num_lines):
        if not process.stdout.readline():
            break
    process.kill()
    process.communicate()
    return process.returncode != 0


def torn(folder: Path) -> int:
    """Outputs that another library cannot read whole."""
    count = 0
    for path in folder.rglob("*.jpg") if folder.exists() else ():
        try:
            count += opened(path).size == 0
        except (OSError, SyntaxError):
            count += 1
    return count


def times(folder: Path) -> dict[str, int]:
    """When each output of a folder was written."""
    return {p.name: p.stat().st_mtime_ns for p in folder.glob("*.jpg")} if folder.exists() else {}


def temporary(folder: Path) -> int:
    """Files that nobody will finish."""
    return len(list(folder.rglob(TEMPORARY)))


def photographs(folder: Path, count: int, rng: random.Random) -> None:
    """Small scenes, and some of 3 megapixels, so that kills meet every step."""
    save_scenes(folder, count)
    for path in rng.sample(sorted(folder.glob("*.jpg")), count // 4):
        with Image.open(path) as image:
            image.resize((2000, 1500)).save(path, quality=90)


class Faults:
    """One place for all of it."""

    def __init__(self, home: Path, seed: int) -> None:
        self.home, self.rng = home, random.Random(seed)
        self.program = Program(home)
        self.program.learn()
        self.number = 0

    def folder(self) -> tuple[Path, Path]:
        """New photos, and where to write them."""
        self.number += 1
        place = self.home / str(self.number)
        photographs(place / "photos", NUM_PHOTOS, self.rng)
        return place / "photos", place / "out"

    def start(self, command: list[str]) -> subprocess.Popen:
        """With what it says in one stream."""
        return subprocess.Popen(
            command, env=self.program.environment(), cwd=self.home, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def enhance(self, photos: Path, out: Path, *more: object) -> list[str]:
        """The words of the command."""
        return self.program.command(
            "enhance", photos, "--taste", "warm", "--out", out, "--jobs", "2", "--verbose", *more
        )

    def kill_enhance(self, num_kills: int) -> Counter:
        """Two lanes, killed after a random photo or in the middle of the next ones."""
        counts: Counter = Counter()
        while counts["times"] < num_kills:
            photos, out = self.folder()
            before = hashes(photos)
            resume: tuple[str, ...] = ()
            finished: dict[str, int] = {}
            for _ in range(4):
                process = self.start(self.enhance(photos, out, *resume))
                killed = killed_after(process, self.rng.randint(0, NUM_PHOTOS // 3))
                counts["times"] += killed
                now = times(out)
                counts["more than one repeated a lane"] += (
                    sum(now[name] != mtime for name, mtime in finished.items()) > 2
                )
                counts["torn"] += torn(out)
                finished, resume = now, ("--resume",)
            done = self.program(*self.enhance(photos, out, "--resume")[3:])
            now = times(out)
            counts["more than one repeated a lane"] += (
                sum(now[name] != mtime for name, mtime in finished.items()) > 2
            )
            counts["not finished"] += done.returncode != 0 or len(now) != NUM_PHOTOS
            counts["temporary files left"] += temporary(out)
            counts["originals changed"] += hashes(photos) != before
            counts["torn"] += torn(out)
        return counts

    def kill_edits(self, num_kills: int) -> Counter:
        """In the middle of a write, or between two."""
        counts: Counter = Counter()
        folder, fallback = self.home / "edits", self.home / "sidecars"
        save_scenes(folder, 1)
        photo = folder / "IMG_0000.jpg"
        before = photo.read_bytes()
        for _ in range(num_kills):
            process = self.start([sys.executable, "-c", EDITS, str(photo), str(fallback)])
            process.stdout.readline()
            time.sleep(self.rng.uniform(0.0, 0.3))
            process.kill()
            said = process.communicate()[0].split()
            last = int(said[-1]) if said else 0
            read = subprocess.run(
                [sys.executable, "-c", READ, str(photo), str(fallback)],
                env=self.program.environment(), capture_output=True, text=True,
            )  # fmt: skip
            counts["times"] += 1
            counts["torn"] += read.returncode != 0
            counts["lost"] += read.returncode == 0 and int(read.stdout) < last
            counts["originals changed"] += photo.read_bytes() != before
        return counts

    def kill_window_batch(self, num_kills: int) -> Counter:
        """And offered again each time."""
        counts: Counter = Counter()
        while counts["times"] < num_kills:
            photos, _ = self.folder()
            data = photos.parent / "data"
            before = {p.name: p.read_bytes() for p in photos.glob("*.jpg")}
            command = [sys.executable, "-c", WINDOW_BATCH, str(photos), str(data)]
            for round_ in range(3):
                process = self.start(command)
                counts["not offered again"] += process.stdout.readline().strip() != (
                    "offered" if round_ else "new"
                )
                counts["times"] += killed_after(process, self.rng.randint(NUM_PHOTOS + 1, 40))
                counts["torn"] += torn(photos / "enhanced")
            done = subprocess.run(command, env=self.program.environment(), capture_output=True)
            counts["not finished"] += (
                done.returncode != 0 or len(times(photos / "enhanced")) != NUM_PHOTOS
            )
            counts["temporary files left"] += temporary(photos)
            counts["originals changed"] += before != {
                p.name: p.read_bytes() for p in photos.glob("*.jpg")
            }
        return counts

    def two_runs(self, num_times: int) -> Counter:
        """Both begun at once over one folder, one of them with --resume."""
        counts: Counter = Counter()
        for _ in range(num_times):
            photos, out = self.folder()
            runs = [self.start(self.enhance(photos, out, *more)) for more in ((), ("--resume",))]
            said = [run.communicate()[0] for run in runs]
            counts["times"] += 1
            counts["with failures"] += any(run.returncode for run in runs)
            made = sum(text.count(f"{out}/IMG") for text in said)
            counts["done twice or not at all"] += made != NUM_PHOTOS
            counts["torn"] += torn(out)
            counts["shared by one alone"] += not all(f"{out}/IMG" in text for text in said)
        return counts

    def bad_decoder(self, kind: str, num_times: int) -> Counter:
        """Two of the photos end or stop the process that decodes them."""
        counts: Counter = Counter()
        for _ in range(num_times):
            photos, out = self.folder()
            for number in (3, 11):
                path = photos / f"IMG_{number:04}.jpg"
                path.rename(path.with_stem(f"{kind}-{number}"))
            words = self.enhance(photos, out)[3:]
            done = subprocess.run(
                [sys.executable, "-c", SPOILED, *words], env=self.program.environment(),
                cwd=self.home, capture_output=True, text=True,
            )  # fmt: skip
            counts["times"] += 1
            counts["not exit code 1"] += done.returncode != 1
            counts["others not done"] += len(times(out)) != NUM_PHOTOS - 2
            counts["not named"] += any(
                f"{kind}-{number}.jpg: " not in done.stderr for number in (3, 11)
            )
        return counts

    def disk(self, num_times: int, spoil: Callable[[Path], object], size: str) -> Counter:
        """A disk of its own, to which something happens; afterwards it is well again."""
        counts: Counter = Counter()
        for _ in range(num_times):
            photos, out = self.folder()
            out.mkdir()
            subprocess.run(
                ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(out)], check=True
            )
            try:
                process = self.start(self.enhance(photos, out))
                for _ in range(3):
                    process.stdout.readline()
                spoil(out)
                said = process.communicate()[0]
                counts["times"] += 1
                counts["not exit code 1"] += process.returncode != 1
                counts["does not say what is left"] += " left" not in said
                counts["traceback"] += "Traceback" in said
                counts["torn"] += torn(out)
                subprocess.run(["mount", "-o", "remount,rw,size=64m", str(out)], check=True)
                again = self.program(*self.enhance(photos, out, "--resume")[3:])
                counts["not resumed"] += again.returncode != 0 or len(times(out)) != NUM_PHOTOS
                counts["temporary files left"] += temporary(out)
            finally:
                subprocess.run(["umount", str(out)], check=True)
        return counts

    def folder_gone(self, num_times: int, which: str) -> Counter:
        """The folder of the photos or of the outputs is taken away in the middle."""
        counts: Counter = Counter()
        for _ in range(num_times):
            photos, out = self.folder()
            process = self.start(self.enhance(photos, out))
            for _ in range(3):
                process.stdout.readline()
            gone = photos if which == "photos" else out
            gone.rename(gone.with_name("gone"))
            said = process.communicate()[0]
            counts["times"] += 1
            counts["traceback"] += "Traceback" in said
            counts["wrong exit code"] += process.returncode not in (0, 1)
            if which == "photos":
                gone.with_name("gone").rename(gone)
            again = self.program(*self.enhance(photos, out, "--resume")[3:])
            counts["not resumed"] += again.returncode != 0 or len(times(out)) != NUM_PHOTOS
        return counts

    def growing_input(self, num_times: int) -> Counter:
        """Photos of which a half is there when they are read."""
        counts: Counter = Counter()
        for _ in range(num_times):
            photos, out = self.folder()
            some = sorted(photos.glob("*.jpg"))[-3:]
            whole = {path: path.read_bytes() for path in some}
            for path, data in whole.items():
                path.write_bytes(data[: len(data) // 2])
            process = self.start(self.enhance(photos, out))
            said = process.communicate()[0]
            counts["times"] += 1
            counts["not named with a remedy"] += said.count("It may still be on its way") != 3
            for path, data in whole.items():
                path.write_bytes(data)
            again = self.program(*self.enhance(photos, out, "--resume")[3:])
            counts["not resumed"] += again.returncode != 0 or len(times(out)) != NUM_PHOTOS
        return counts

    def dead_worker(self, num_times: int) -> Counter:
        """One of two Dask workers is killed in the middle of a photo."""
        from distributed import LocalCluster

        counts: Counter = Counter()
        photos, out = self.folder()
        self.program(*self.enhance(photos, out)[3:])
        expected = hashes(out)
        for number in range(num_times):
            there = out.with_name(f"there-{number}")
            with LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=None, protocol="tcp://"
            ) as cluster:
                words = self.enhance(photos, there, "--scheduler", cluster.scheduler_address)
                process = self.start(words)
                for _ in range(self.rng.randint(1, NUM_PHOTOS // 2)):
                    process.stdout.readline()
                pid = next(iter(cluster.workers.values())).pid
                os.kill(pid, 9)
                process.communicate()
            counts["times"] += 1
            counts["not exit code 0"] += process.returncode != 0
            counts["other bytes"] += hashes(there) != expected
        return counts


def can_mount() -> bool:
    """Whether disks of our own can be made here."""
    if os.geteuid() or shutil.which("mount") is None:
        return False
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", place], capture_output=True)
        return not done.returncode and not subprocess.run(["umount", place]).returncode


def main() -> None:
    """Do it, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--times", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        faults = Faults(Path(name), options.seed)
        kills, some = options.kills, options.times

        def make_read_only(out: Path) -> None:
            subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)

        rows: dict[str, Callable[[], Counter]] = {
            "SIGKILL of enhance, then --resume": lambda: faults.kill_enhance(kills),
            "SIGKILL during edits": lambda: faults.kill_edits(kills),
            "SIGKILL of the window's batch, offered again": lambda: faults.kill_window_batch(kills),
            "two runs over one folder": lambda: faults.two_runs(some),
            "decoder crashes on 2 of 24": lambda: faults.bad_decoder("crash", some),
            "decoder hangs on 2 of 24 (limit 1 s here)": lambda: faults.bad_decoder("hang", some),
            "photo still being copied": lambda: faults.growing_input(some),
            "folder of the photos gone": lambda: faults.folder_gone(some, "photos"),
            "folder of the outputs gone": lambda: faults.folder_gone(some, "out"),
            "Dask worker killed": lambda: faults.dead_worker(some),
        }
        if can_mount():
            rows["disk full"] = lambda: faults.disk(some, lambda out: None, "400k")
            rows["disk becomes read-only"] = lambda: faults.disk(some, make_read_only, "64m")
        print(f"seed {options.seed}, NumPy {np.__version__}, Python {sys.version.split()[0]}")
        print("\n| fault | times | failures |\n|---|---|---|", flush=True)
        for fault, tried in rows.items():
            counts = tried()
            failures = ", ".join(
                f"{n} {what}" for what, n in counts.items() if what != "times" and n
            )
            print(f"| {fault} | {counts['times']} | {failures or 0} |", flush=True)
        if not can_mount():
            print("\nFull and read-only disks: only root may mount some here.")


if __name__ == "__main__":
    main()
