"""Tells when the GUI thread did not come back to its events for too long, and where it was."""

import sys
import threading
import time
import traceback
from dataclasses import dataclass

from PySide6.QtCore import QTimer

_BEAT_S = 0.005


@dataclass(frozen=True)
class Freeze:
    """One pause: how long, and the stack of the GUI thread in the middle of it."""

    seconds: float
    stack: str


class Watchdog:
    """A heartbeat on the GUI thread, watched by another; use as a context."""

    def __init__(self, limit_s: float) -> None:
        self.limit_s = limit_s
        self.freezes: list[Freeze] = []
        self.longest_s = 0.0
        self._beat = time.perf_counter()
        self._stop = threading.Event()
        self._gui_thread = threading.get_ident()
        self._timer = QTimer()
        self._timer.setInterval(round(1000 * _BEAT_S))
        self._timer.timeout.connect(self._note)
        self._thread = threading.Thread(target=self._watch, name="watchdog")

    def __enter__(self) -> "Watchdog":
        self._beat = time.perf_counter()
        self._timer.start()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._timer.stop()

    def _note(self) -> None:
        now = time.perf_counter()
        self.longest_s = max(self.longest_s, now - self._beat)
        self._beat = now

    def _watch(self) -> None:
        told = seen = stalled_s = 0.0
        last, last_used = time.perf_counter(), time.process_time()
        while not self._stop.wait(_BEAT_S):
            beat, now, used = self._beat, time.perf_counter(), time.process_time()
            # This thread came late too, and the program used no processor meanwhile: then the
            # machine stood still, and not the window.
            stalled_s = 0.0 if beat != seen else stalled_s
            stalled_s += max(0.0, now - last - _BEAT_S - (used - last_used))
            seen, last, last_used = beat, now, used
            silent_s = now - beat - stalled_s
            if silent_s > self.limit_s and told != beat:
                told = beat
                frame = sys._current_frames()[self._gui_thread]
                self.freezes.append(Freeze(silent_s, "".join(traceback.format_stack(frame)[-6:])))
