"""The watchdog itself: what the promise of a window that is never held stands on."""

import time

import pytest
from PySide6.QtCore import QTimer

from tests.gui.watchdog import Watchdog


def sleep():
    time.sleep(0.6)


def work():
    end = time.process_time() + 0.6
    while time.process_time() < end:
        sum(range(1000))


@pytest.mark.parametrize("hold", [sleep, work])
def test_a_held_window_is_told(qtbot, hold):
    """Whether the GUI thread waits or works: once, with the stack that it was in."""
    held = []
    with Watchdog(0.2) as watchdog:
        QTimer.singleShot(50, lambda: (hold(), held.append(True)))
        qtbot.waitUntil(lambda: bool(held), timeout=60_000)
        qtbot.wait(50)
    assert any(hold.__name__ in freeze.stack for freeze in watchdog.freezes)
