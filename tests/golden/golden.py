"""Small photographs under recipes, rendered by the command line as any user would.

    python -m tests.golden.golden exact > FILE    one hash for each output: run it before and after
                                                  a change that must not move any pixel
    python -m tests.golden.golden write           renew the pictures, after looking at what changed

"exact.txt" holds the hashes of the machine that it names; on others, last bits may differ.

`photos` and `recipes` are the input, `expected` the pictures that came out when they were last
looked at. The recipes were written by the versions that their names say, and must render the same
for ever. The photographs are from scikit-image: astronaut and rocket (NASA, public domain), coffee
(Rachel Michetti, CC0); "chart.png" is computed, with transparency and 16 bits.
"""

import contextlib
import hashlib
import io
import platform
import sys
from importlib.metadata import version
from pathlib import Path

import imagecodecs
import numpy as np

from pieditor.cli.main import run as pieditor

HERE = Path(__file__).resolve().parent
PHOTOS, RECIPES, EXPECTED = HERE / "photos", HERE / "recipes", HERE / "expected"
TASTES = HERE / "tastes"


def cases() -> list[tuple[Path, Path]]:
    """Every photograph under every recipe."""
    return [(p, r) for r in sorted(RECIPES.iterdir()) for p in sorted(PHOTOS.iterdir())]


def expected(photo: Path, recipe: Path) -> Path:
    """Where the picture of a case lies."""
    return EXPECTED / f"{recipe.name.split('.')[0]}-{photo.stem}.png"


def render(photo: Path, recipe: Path, out: Path) -> np.ndarray:
    """The pixels of a case as the command line writes them; `out` is the file."""
    out.unlink(missing_ok=True)  # pieditor replaces no file that it does not know
    call("render", photo, recipe, "--out", out)
    return read_png(out)


def read_png(path: Path) -> np.ndarray:
    """The pixels of a file as they are stored."""
    return np.asarray(imagecodecs.png_decode(path.read_bytes()))


def table(taste: Path, out: Path, *options: str) -> bytes:
    """A stored taste as a .cube file."""
    out.unlink(missing_ok=True)
    call("lut", "--taste", taste, "--size", "17", "--out", out, *options)
    return out.read_bytes()


def call(*arguments: object) -> None:
    """One command of pieditor, in silence."""
    with contextlib.redirect_stderr(io.StringIO()) as said:
        code = pieditor([str(argument) for argument in arguments])
    if code:
        raise RuntimeError(said.getvalue())


def machine() -> str:
    """What the last bits depend on."""
    libraries = ("numpy", "onnxruntime", "opencolorio")
    versions = " ".join(f"{name} {version(name)}" for name in libraries)
    return f"# {platform.machine()} {processor()}, {versions}"


def processor() -> str:
    """The processor's name where the system has it, else nothing."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        return next((li.split(": ")[1] for li in lines if li.startswith("model name")), "")
    return ""


def main(action: str, folder: Path) -> None:
    """Renew the pictures, or print the hashes; outputs are written into `folder`."""
    if action == "write":
        EXPECTED.mkdir(exist_ok=True)
        for photo, recipe in cases():
            render(photo, recipe, expected(photo, recipe))
        return
    folder.mkdir(parents=True, exist_ok=True)
    print(machine())
    for photo, recipe in cases():
        pixels = render(photo, recipe, folder / "out.png")
        print(hashlib.sha256(pixels.tobytes()).hexdigest(), recipe.name, photo.name)
    for taste in sorted(TASTES.iterdir()):
        for options in ([], ["--photo", str(PHOTOS / "coffee.png")]):
            cube = table(taste, folder / "out.cube", *options)
            print(hashlib.sha256(cube).hexdigest(), taste.name, *options[:1])


if __name__ == "__main__":
    main(sys.argv[1], HERE.parents[1] / "runs" / "golden")
