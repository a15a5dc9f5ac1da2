"""Makes the private environment of packaging/run and packaging/test, and prints its folder.

    python3 packaging/environment.py run|test|lowest EXTRA...

Libraries have the versions of packaging/constraints.txt; in the environment `lowest`, the lowest
ones that pyproject.toml allows. Standard library only, because it runs before anything is
installed. An environment is keyed by what decides its content: pyproject.toml, the versions, the
extras, the Python and the place of the checkout. One that was not finished is thrown away; two
commands at once wait for each other.
"""

import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
_FINISHED = "finished"
# How pip's own words tell that nothing could be reached.
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|Temporary failure in name resolution|"
    r"Network is unreachable|ConnectTimeoutError|ProxyError|No route to host"
)


class Missing(Exception):
    """One sentence for a person: what is missing, and how to get it."""


def environment(kind: str, extras: list[str]) -> Path:
    """The folder of a finished environment, made now if need be."""
    check_python()
    key = key_of(kind, extras)
    home = ROOT / f".pieditor-env-{kind}"
    folder = home / key
    if (folder / _FINISHED).exists():
        return folder
    try:
        home.mkdir(exist_ok=True)
        with open(home / "lock", "w") as lock:
            _wait_for(lock)
            if not (folder / _FINISHED).exists():  # another command may have made it meanwhile
                for old in home.iterdir():
                    if old.is_dir():
                        shutil.rmtree(old)
                make(folder, kind, extras)
                (folder / _FINISHED).touch()
    except OSError as error:
        raise Missing(
            f"Cannot make an environment in {home} ({error.strerror}): "
            "a folder that can be written, with some gigabytes of room, is needed."
        ) from error
    return folder


def check_python() -> None:
    """Raise Missing unless this Python is new enough and can make environments."""
    if sys.version_info < OLDEST_PYTHON:
        raise Missing(
            f"Python {'.'.join(map(str, OLDEST_PYTHON))} or newer is needed, and "
            f"{sys.executable} is {platform.python_version()}: install a newer python3."
        )
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        raise Missing(
            f"Python's module for environments is missing from {sys.executable}: "
            "install it, on Debian and Ubuntu with 'apt install python3-venv'."
        )


def key_of(kind: str, extras: list[str]) -> str:
    """A name that changes when the environment has to."""
    parts = [
        (ROOT / "pyproject.toml").read_bytes(), constraints(kind).encode(), kind.encode(),
        ",".join(extras).encode(), sys.version.encode(),
        os.path.realpath(sys.executable).encode(), bytes(ROOT),
    ]  # fmt: skip
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def constraints(kind: str) -> str:
    """The versions that libraries must have, as pip's --constraint takes them."""
    if kind == "lowest":
        return lowest((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8")


def lowest(pyproject: str) -> str:
    """The lowest versions that a pyproject.toml allows, one a line; those of `dev` are free."""
    import tomllib  # here, because an older Python has to get as far as `check_python`

    project = tomllib.loads(pyproject)["project"]
    extras = project.get("optional-dependencies", {})
    lines = [*project["dependencies"]]
    lines += [line for name, extra in extras.items() if name != "dev" for line in extra]
    bounds = [re.match(r"([\w.-]+)(?:\[.*\])?[>=]=([\w.]+)", line) for line in lines]
    return "".join(f"{bound[1]}=={bound[2]}\n" for bound in bounds if bound)


def make(folder: Path, kind: str, extras: list[str]) -> None:
    """Make the environment and install pieditor into it, straight from the checkout."""
    say(f"Making a private environment in {folder} (once; some minutes) ...")
    created = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)], stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if created.returncode:
        raise Missing(
            f"Python cannot make an environment ({last_line(created.stdout)}): "
            "on Debian and Ubuntu 'apt install python3-venv' helps."
        )
    what = f"{ROOT}[{','.join(extras)}]"
    say(f"Installing pieditor with {', '.join(extras)} ...")
    pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
    with tempfile.TemporaryDirectory() as temporary:
        versions = Path(temporary) / "constraints.txt"
        versions.write_text(constraints(kind), encoding="utf-8")
        words = run_and_show(
            [*pip, "install", "--progress-bar", "off", "--constraint", str(versions),
             "--editable", what]
        )  # fmt: skip
    if words is None:
        return
    if _NO_NETWORK.search(words):
        raise Missing(
            "The network cannot be reached, and pieditor's libraries have to be downloaded once: "
            "connect this computer, then try again."
        )
    raise Missing(
        f"pip could not install pieditor's libraries ({last_line(words)}): "
        "see its lines above, then try again."
    )


def run_and_show(command: list[str]) -> str | None:
    """Run with every line shown on stderr; None when it went well, else all it said."""
    lines = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            lines.append(line)
            if not line.startswith("Requirement already satisfied"):
                print(f"  {line.rstrip()}", file=sys.stderr, flush=True)
    return "".join(lines) if process.returncode else None


def last_line(text: str) -> str:
    """The last line with something in it."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it gave no reason"


def say(sentence: str) -> None:
    """Tell what is happening, on stderr: stdout carries the folder alone."""
    print(sentence, file=sys.stderr, flush=True)


def _wait_for(lock) -> None:
    """Hold the lock until this process ends."""
    try:
        import fcntl
    except ImportError:  # not on Windows, where these scripts do not run either
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("Another command is making the environment; waiting for it ...")
        fcntl.flock(lock, fcntl.LOCK_EX)


def main() -> int:
    """Print the folder; 3 and one sentence when something is missing."""
    try:
        print(environment(sys.argv[1], sorted(sys.argv[2:])))
    except Missing as missing:
        say(str(missing))
        return 3
    except KeyboardInterrupt:
        say("Interrupted; the next start begins the environment anew.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
