"""Writes packaging/constraints.txt: the newest versions that fit together, and nothing else.

    python3.11 packaging/lock.py

Asks pip to resolve every extra anew without installing anything, with the oldest Python that
pieditor runs on, so that all later ones can have these versions too; then asks whether there are
wheels for the others. No address and no hash is written: where packages come from is up to pip.
Left out are `cuda` and `training-cuda`, whose builds belong to a driver, and what only other
systems need; both get the newest that fit.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "packaging" / "constraints.txt"
OLDEST_PYTHON = (3, 11)
LEFT_OUT = {"cuda", "training-cuda"}
RUN_TIME = ("cpu", "heic", "import-models", "starter")
OTHER_PYTHONS = ("3.12", "3.13")
# pip takes a tag of Linux for itself alone, so all that a recent one accepts are named.
SYSTEMS = {
    "Linux": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_27_x86_64",
              "manylinux_2_28_x86_64", "manylinux_2_34_x86_64"),
    "macOS": ("macosx_14_0_arm64",),
    "Windows": ("win_amd64",),
}  # fmt: skip
_HEAD = """\
# The versions that packaging/run and packaging/test install.
# Made by packaging/lock.py, which resolves them anew; not to be edited.
"""


def main(arguments: Sequence[str] = ()) -> int:
    """Write the file; 1 when a wheel for another system or Python is missing, 2 on wrong usage."""
    argparse.ArgumentParser(
        prog="lock.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args(arguments)
    if sys.version_info[:2] != OLDEST_PYTHON:
        oldest = ".".join(map(str, OLDEST_PYTHON))
        print(f"Run this with Python {oldest}, the oldest that pieditor runs on.", file=sys.stderr)
        return 2
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = sorted(set(project["optional-dependencies"]) - LEFT_OUT)
    report = resolve([f"{ROOT}[{','.join(extras)}]"])
    FILE.write_text(_HEAD + "".join(f"{line}\n" for line in pins(report)), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)}: {len(report['install']) - 1} libraries", file=sys.stderr)
    wanted = [line for name in RUN_TIME for line in project["optional-dependencies"][name]]
    return 0 if has_wheels([*project["dependencies"], *wanted]) else 1


def pins(report: dict) -> list[str]:
    """NAME==VERSION of everything that pip's report would install, but pieditor; sorted by name.

    What follows a plus sign, as in 2.13.0+cpu, names a build and is left out: which build is there
    differs from computer to computer.
    """
    found = [entry["metadata"] for entry in report["install"]]
    lines = [
        f"{facts['name']}=={facts['version'].partition('+')[0]}"
        for facts in found
        if facts["name"] != "pieditor"
    ]
    return sorted(lines, key=str.lower)


def resolve(wanted: list[str]) -> dict:
    """What pip would install, without what is installed here already; exits when it cannot."""
    done = _pip(["--ignore-installed", "--report", "-", *wanted])
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def has_wheels(wanted: list[str]) -> bool:
    """Whether all systems and Pythons can install these with the file; says which cannot."""
    fine = True
    for python in OTHER_PYTHONS:
        for system, tags in SYSTEMS.items():
            platforms = [word for tag in tags for word in ("--platform", tag)]
            with tempfile.TemporaryDirectory() as folder:
                done = _pip(
                    ["--constraint", str(FILE), "--only-binary", ":all:", "--python-version",
                     python, *platforms, "--target", folder, *wanted]
                )  # fmt: skip
            print(f"Python {python}, {system}: {'no' if done.returncode else 'yes'}", flush=True)
            if done.returncode:
                print(done.stderr, file=sys.stderr)
                fine = False
    return fine


def _pip(words: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet"]
    return subprocess.run([*command, *words], capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
