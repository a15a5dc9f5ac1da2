"""Mistakes of ours: a log, a message, and the edits that were made."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from tests.program import ROOT

SCRIPT = """
import sys, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from pieditor.gui.app import make_application
import pieditor.gui.app as app
from pieditor.gui.shell.window import MainWindow, ViewName

photo = Path(sys.argv[1])
begin = MainWindow.begin

def then(window, paths):
    begin(window, [photo])
    def edit():
        develop = window.develop
        if develop.state.photo != photo or not develop.is_settled:
            return
        timer.stop()
        slider = develop.panel.filters["exposure"].sliders["stops"].slider
        slider.setSliderDown(True)
        slider.setSliderPosition(100)
        if sys.argv[2] in ("mistake", "thread"):
            fail = lambda: 1 / 0
            thread = threading.Thread(target=fail)
            QTimer.singleShot(0, fail if sys.argv[2] == "mistake" else thread.start)
            QTimer.singleShot(1500, lambda: (print(window.notices.texts), window.close()))
    timer = window._test_timer = QTimer(window)
    timer.timeout.connect(edit)
    timer.start(20)

MainWindow.begin = then
sys.exit(app.start([photo]))
"""


def start(photos, data_folder, how):
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, photos / "coffee.png", how],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=os.environ | {"PIEDITOR_DATA": str(data_folder), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


@pytest.mark.parametrize("how", ["mistake", "thread"])
def test_a_mistake_is_logged_and_told_and_the_window_goes_on(photos, data_folder, how):
    """The log names the version and the place; the edit made before is kept."""
    out, err = start(photos, data_folder, how).communicate()
    assert "different thread" not in err and "another thread" not in err
    (log,) = (data_folder / "logs").glob("crash-*.log")
    text = log.read_text()
    assert "ZeroDivisionError" in text and text.startswith("pieditor ")
    assert str(log) in out, err
    document = json.loads((photos / "coffee.png.pie.json").read_text())
    assert document["filters"][0]["values"]["stops"] > 1


def test_a_killed_program_has_kept_the_edit(photos, data_folder):
    """Killed while the slider is still held: the sidecar is there, and whole."""
    program = start(photos, data_folder, "kill")
    sidecar = photos / "coffee.png.pie.json"
    while not sidecar.exists():
        assert program.poll() is None, program.communicate()[1]
        time.sleep(0.02)
    program.send_signal(signal.SIGKILL)
    program.communicate()
    assert json.loads(sidecar.read_text())["filters"][0]["values"]["stops"] > 1
