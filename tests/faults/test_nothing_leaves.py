"""Nothing leaves the computer, and nothing is written but where the user expects it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import ROOT, save_scenes
from tests.watched import Seen, Watched, python, ways

# A library that reports does so ten seconds after it was loaded (onnxruntime 1.32).
OPEN_FOR_S = 16

ENHANCE = f"""
import sys, time
from pieditor.__main__ import main
assert main(["taste", "learn", "warm", "photos", "--quiet"]) == 0
assert main(["enhance", "photos", "--taste", "warm", "--out", "out", "--quiet"]) == 0
time.sleep({OPEN_FOR_S})
"""
SUGGEST = f"""
import sys, time
from pieditor.__main__ import main
assert main(["suggest", "photos", "--steps", "1", "--quiet"]) == 0
time.sleep({OPEN_FOR_S})
"""
# The window, with the networks opened beside it and Ctrl+C at the end.
WINDOW = f"""
import os, signal, sys, threading, time
import numpy as np
from pieditor.__main__ import main
from pieditor.services.networks.shared import Networks


def open_and_wait():
    square = np.full((256, 256, 3), 128, np.uint8)
    networks, rater = Networks("cpu"), Networks("cpu").rater()
    networks.taste_model().describe([square]), rater.rate([square])
    time.sleep({OPEN_FOR_S})
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=open_and_wait).start()
sys.exit(0 if main(["photos"]) == 130 else 1)
"""
# A script of somebody else's that uses the models alone, where reports are asked for.
MODELS = f"""
import numpy as np, time
from pieditor.models.pienet import PieNet
from pieditor.models.sessions import Runner
PieNet(Runner("cpu")).describe([np.full((256, 256, 3), 128, np.uint8)])
time.sleep({OPEN_FOR_S})
"""

# Below the home: what is ours, where pictures were asked for, and the folder for temporary files.
EXPECTED = (".local/share/pieditor", ".cache/pieditor", "out", "photos", "tmp")
# The index that fontconfig keeps for every program with letters, in the home or for all users.
FONT_INDEX = "fontconfig"


def unexpected(seen: Seen, home: Path) -> list[str]:
    """What should not have been, in words."""
    allowed = [home / name for name in EXPECTED]
    # Folders on the way to an expected one are made with it.
    on_the_way = {parent for path in allowed for parent in path.parents}
    strange = [
        str(path)
        for path in seen.files
        if path not in on_the_way
        and not any(path.is_relative_to(place) for place in allowed)
        and FONT_INDEX not in path.parts
    ]
    return [*(f"network: {call}" for call in seen.network), *(f"file: {path}" for path in strange)]


def test_nothing_is_sent_and_nothing_written_elsewhere(tmp_path):
    """Commands, window and a bare script leave the network and others' folders alone.

    For longer than the libraries inside wait before they report.
    """
    if not ways():
        pytest.skip("needs strace, or the right to make a network namespace, to watch a program")
    offscreen = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    programs = {
        "enhance": Watched(tmp_path / "enhance", python(ENHANCE), offscreen),
        "suggest": Watched(tmp_path / "suggest", python(SUGGEST), offscreen),
        "window": Watched(tmp_path / "window", python(WINDOW), offscreen),
        "models": Watched(
            tmp_path / "models", python(MODELS), offscreen | {"ORT_DISABLE_TELEMETRY": "0"}
        ),
    }
    for program in programs.values():
        save_scenes(program.home / "photos", 2)
        program.start()
    for program in programs.values():
        program.end()
    found = {name: unexpected(p.seen(), p.home) for name, p in programs.items()}
    assert not any(found.values()), "\n".join(
        f"{name}: {line}" for name, lines in found.items() for line in lines[:40]
    )
    # That the watch sees at all: the outputs, and what the window keeps.
    assert programs["enhance"].home / "out" in {p.parent for p in programs["enhance"].seen().files}
    assert programs["window"].seen().files


@pytest.mark.parametrize("way", ["strace", "namespace"])
def test_the_watch_sees_packets_and_files(tmp_path, way):
    """A program that sends a packet and leaves a file is caught at both, in either way."""
    if way not in ways():
        pytest.skip(f"this machine does not allow the way '{way}' to watch a program")
    script = """
import contextlib, pathlib, socket
with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    one.connect(("192.0.2.1", 9))
    one.send(b"here I am")
pathlib.Path(".cache/elsewhere").mkdir(parents=True)
pathlib.Path(".cache/elsewhere/device id").write_text("1")
"""
    program = Watched(tmp_path / "home", python(script), way=way).start()
    program.end()
    found = unexpected(program.seen(), program.home)
    assert any(line.startswith("network: ") for line in found)
    assert f"file: {program.home}/.cache/elsewhere/device id" in found


def test_training_switches_the_reports_off_as_well():
    """Whichever module of it is imported first, and whatever the variable was before."""
    script = (
        "import os; os.environ['ORT_DISABLE_TELEMETRY'] = '0'\n"
        "import training.engine, sys\n"
        "assert os.environ['ORT_DISABLE_TELEMETRY'] == '1' and 'onnxruntime' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_onnxruntime_is_loaded_after_its_reports_are_off():
    """Only where a package that switches them off was imported before: no script loads it first."""
    allowed = ("pieditor/models/sessions.py", "training/", "tests/unit/")
    loading = {
        path.relative_to(ROOT).as_posix()
        for folder in ("pieditor", "training", "tests", "packaging")
        for path in (ROOT / folder).rglob("*.py")
        if "onnxruntime" in _imported(path)
    }
    strange = [path for path in loading if not path.startswith(allowed)]
    assert not strange, (
        f"{strange}: import pieditor.models and let it open sessions; onnxruntime reports to its "
        "maker when it is loaded before 'import pieditor'"
    )
    assert "pieditor/models/sessions.py" in loading


def _imported(path: Path) -> set[str]:
    """The top packages that a file imports anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found
