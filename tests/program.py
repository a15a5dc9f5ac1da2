"""The real program, in a process of its own, on pictures made for the test."""

import hashlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
TEMPORARY = ".pie-*.tmp"


def scene(seed: int, height: int = 96, width: int = 144, warmth: float = 0.0) -> Image.Image:
    """A picture like no other: smooth colours and some grain; warmth from -1 to 1."""
    generator = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width] / max(height, width)
    waves = [
        0.5 + 0.4 * np.sin(a * x + b * y + c)
        for a, b, c in generator.uniform((2, 2, 0), (9, 9, 6), (3, 3))
    ]
    pixels = np.stack(waves, -1) + generator.normal(0, 0.02, (height, width, 3))
    pixels = pixels + warmth * np.array([0.2, 0.02, -0.2])
    return Image.fromarray(np.round(np.clip(pixels, 0, 1) * 255).astype(np.uint8))


def save_scenes(
    folder: Path, count: int, warmth: float = 0.0, start: int = 0, **size
) -> list[Path]:
    """Some JPEG files in a folder that is made for them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"IMG_{start + i:04}.jpg" for i in range(count)]
    for number, path in enumerate(paths, start=start):
        scene(number, warmth=warmth, **size).save(path, quality=95)
    return paths


def hashes(folder: Path) -> dict[str, str]:
    """Every file below a folder with its sha256: the originals, before and after."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def opened(path: Path) -> np.ndarray:
    """A picture's pixels as another library reads all of them; raises for half a file."""
    with Image.open(path) as image:
        return np.asarray(image.convert("RGB"))


def memory_mb(pid: int) -> float:
    """Of a process and all below it; what they share counts once."""
    total, waiting = 0.0, [pid]
    while waiting:
        current = waiting.pop()
        try:
            rollup = Path(f"/proc/{current}/smaps_rollup").read_text()
            children = Path(f"/proc/{current}/task/{current}/children").read_text()
        except OSError:  # it has just ended
            continue
        total += int(rollup.partition("\nPss:")[2].split()[0])
        waiting += map(int, children.split())
    return total / 1000


def with_default_signals() -> None:
    """Before a child starts: a job in the background hands on SIGINT as ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)


@dataclass
class Program:
    """Runs `pieditor WORDS` with a home of its own."""

    home: Path
    variables: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """No colours, no display, no data of the person who runs the tests."""
        kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "PIEDITOR_DATA")}
        return kept | {
            "PIEDITOR_DATA": str(self.home / "data"),
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "xdg"),
            "PYTHONPATH": str(ROOT),
            **self.variables,
        }

    def command(self, *words: object) -> list[str]:
        """The words for the system."""
        return [sys.executable, "-m", "pieditor", *map(str, words)]

    def start(self, *words: object, **options) -> subprocess.Popen:
        """The running process."""
        return subprocess.Popen(
            self.command(*words), env=self.environment(),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.home,
            preexec_fn=with_default_signals, **options,
        )  # fmt: skip

    def __call__(self, *words: object, **options) -> subprocess.CompletedProcess:
        """The finished process, with its words and its exit code."""
        process = self.start(*words, **options)
        out, err = process.communicate()
        assert "Traceback" not in err, err
        return subprocess.CompletedProcess(words, process.returncode, out, err)

    def learn(self, name: str = "warm", warmth: float = 1.0) -> Path:
        """Store a taste from six pictures; returns their folder."""
        folder = self.home / f"favourites-{name}"
        save_scenes(folder, 6, warmth=warmth, start=100)
        done = self("taste", "learn", name, folder, "--quiet")
        assert done.returncode == 0, done.stderr
        return folder
