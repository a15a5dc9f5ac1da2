"""How long does the main job take, next to plain Pillow decode + encode of the same files?

Run: python tests/benchmarks/bench_enhance.py [FOLDER OF LARGE JPEGS] [--repeats 3]
Prints seconds per stage of one photo; eight 24-megapixel JPEGs through the real command next to
Pillow one file after another, in turns, with the ratio and the peak memory; one photo from a cold
start; a taste from 20 pictures. Without a folder, a noisy picture of its own stands in.
"""

import argparse
import io
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

from pieditor.core.recipe import Recipe
from pieditor.core.render.render import render
from pieditor.imaging.decode import read_photo
from pieditor.imaging.encode import OutputOptions, encode_photo
from pieditor.services.develop.develop import look_of
from pieditor.services.develop.seen import Seen
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.store import read_taste_file

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.program import memory_mb

DEFAULT_FOLDER = Path(__file__).resolve().parents[3] / "shared" / "photos" / "full"
PIXELS = 24_000_000
_LOOK_S = 0.1


def make_inputs(source: Path, folder: Path) -> list[Path]:
    """Eight JPEGs of 24 megapixels: the folder's own, repeated, or one made up."""
    own = []
    if source.is_dir():
        for path in sorted(source.glob("*.jpg")):
            with Image.open(path) as image:
                if 0.97 * PIXELS <= image.width * image.height <= 1.05 * PIXELS:
                    own.append(path)
    if not own:
        rng = np.random.default_rng(1)
        small = Image.fromarray(rng.integers(0, 256, (40, 60, 3), dtype=np.uint8))
        big = np.asarray(small.resize((6000, 4000), Image.Resampling.BICUBIC)).astype(np.int16)
        noisy = np.clip(big + rng.normal(0, 6, big.shape), 0, 255).astype(np.uint8)
        own = [folder / "made-up.jpg"]
        Image.fromarray(noisy).save(own[0], quality=92)
    inputs = folder / "inputs"
    inputs.mkdir()
    names = [inputs / f"{i}.jpg" for i in range(8)]
    for index, name in enumerate(names):
        shutil.copyfile(own[index % len(own)], name)
    print(f"eight files from {len(own)}: {', '.join(p.name for p in own)}")
    return names


def pillow_sequential(paths: list[Path], out: Path) -> None:
    """What a short script would do."""
    for path in paths:
        image = Image.open(path).convert("RGB")
        image.save(out / path.name, "JPEG", quality=92)


def pillow_command(paths: list[Path], out: Path) -> list[str]:
    """The same in a process of its own, so that both sides pay for starting."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; "
        "from bench_enhance import pillow_sequential; "
        "pillow_sequential([Path(p) for p in sys.argv[3:]], Path(sys.argv[2]))"
    )
    here = str(Path(__file__).parent)
    return [sys.executable, "-c", code, here, str(out), *map(str, paths)]


def run(command: list[str]) -> tuple[float, float, float]:
    """Wall seconds, processor seconds and peak megabytes of a process and all below it."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    peak = [0.0]

    def look() -> None:
        while process.returncode is None:
            peak.append(memory_mb(process.pid))
            time.sleep(_LOOK_S)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = status
    looking.join()
    if status:
        raise SystemExit(f"failed: {' '.join(command)[:200]}")
    return wall, usage.ru_utime + usage.ru_stime, max(peak)


def median_ms(action: Callable[[], object], repeats: int) -> float:
    """Milliseconds, the median of some runs."""
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        action()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def bench_stages(photo_path: Path, taste_file: Path, repeats: int) -> None:
    """One photo, one thread, step by step."""
    networks = Networks("cpu")
    recipe = Recipe(taste=read_taste_file(taste_file).use())
    photo = read_photo(photo_path)
    look = look_of(networks, recipe, lambda: Seen.of(photo.pixels))
    data = photo_path.read_bytes()
    # What a local taste costs, whatever this one is.
    local = replace(look, field=np.full((16, 16, 3, 4), 0.01, np.float32)) if look else None
    stages: dict[str, Callable[[], object]] = {
        "decode": lambda: read_photo(photo_path),
        "predict": lambda: look_of(networks, recipe, lambda: Seen.of(photo.pixels)),
        "render": lambda: render(photo.pixels, recipe, look),
        "render with a field": lambda: render(photo.pixels, recipe, local),
        "encode": lambda: encode_photo(photo, OutputOptions()),
        "Pillow decode": lambda: Image.open(io.BytesIO(data)).convert("RGB"),
        "Pillow encode": lambda: Image.fromarray(photo.pixels).save(
            io.BytesIO(), "JPEG", quality=92
        ),
    }
    print("\n| stage, one 24-megapixel JPEG, one thread | ms |\n|---|---|")
    for name, action in stages.items():
        print(f"| {name} | {median_ms(action, repeats):.0f} |")


def main() -> None:
    """All of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT_FOLDER)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    print(
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}; Python {platform.python_version()}, Pillow "
        f"{PIL.__version__}, onnxruntime {version('onnxruntime')}"
    )
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        os.environ["PIEDITOR_DATA"] = str(work / "data")
        inputs = make_inputs(options.folder, work)
        pieditor = [sys.executable, "-m", "pieditor"]
        favourites = work / "favourites"
        favourites.mkdir()
        for i in range(20):
            shutil.copyfile(inputs[i % 8], favourites / f"{i}.jpg")
        learn = [run([*pieditor, "taste", "learn", "bench", str(favourites), "--overwrite"])
                 for _ in range(options.repeats)]  # fmt: skip
        taste_file = work / "data" / "tastes" / "bench.taste"
        bench_stages(inputs[0], taste_file, options.repeats)
        enhance = [
            *pieditor,
            "enhance",
            "--taste",
            "bench",
            "--overwrite",
            "--out",
            str(work / "o"),
        ]
        ours, pillow, single = [], [], []
        (work / "p").mkdir()
        for _ in range(options.repeats):  # in turns, so that a busy minute hits both
            pillow.append(run(pillow_command(inputs, work / "p")))
            ours.append(run([*enhance, *map(str, inputs)]))
            single.append(run([*enhance, str(inputs[0])]))

    def med(rows: list[tuple[float, float, float]], column: int) -> float:
        return statistics.median(row[column] for row in rows)

    ratios = [a[0] / b[0] for a, b in zip(ours, pillow, strict=True)]
    cpu = [a[1] / b[1] for a, b in zip(ours, pillow, strict=True)]
    print("\n| whole command | wall s | processor s | peak MB |\n|---|---|---|---|")
    for name, rows in (
        ("Pillow, 8 × 24 MP, one after another", pillow),
        ("enhance, 8 × 24 MP", ours),
        ("enhance, 1 × 24 MP, cold start", single),
        ("taste learn, 20 × 24 MP", learn),
    ):
        print(f"| {name} | {med(rows, 0):.2f} | {med(rows, 1):.2f} | {med(rows, 2):.0f} |")
    print(
        f"\nenhance / Pillow, pair by pair: wall {min(ratios):.2f}-{max(ratios):.2f} "
        f"(median {statistics.median(ratios):.2f}), processor time median "
        f"{statistics.median(cpu):.2f}"
    )


if __name__ == "__main__":
    main()
