"""On a dense screen, two device pixels for every logical one."""

import os
import subprocess
import sys

import pytest

from tests.program import ROOT


@pytest.mark.parametrize("scale", ["2", "1.5"])
def test_what_is_promised_holds_on_a_dense_screen(scale):
    """Pixels are exported as shown, drags and zoom hit, and nothing is cut off."""
    # In a process of its own, because Qt takes the scale when it starts.
    chosen = "exported or drag_is_seen or under_the_pointer or cut_off or most_of_the_window"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", chosen,
         "tests/gui/test_develop_view.py", "tests/gui/test_window_flow.py"],
        cwd=ROOT, capture_output=True, text=True, env=os.environ | {"QT_SCALE_FACTOR": scale},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]
