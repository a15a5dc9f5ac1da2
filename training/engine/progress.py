"""How far a run is: steps, time left, the last loss and the last score, on one line.

On a terminal the line is drawn again in place; piped into a file, a line is written whenever
something was logged.
"""

import sys
import time
from collections.abc import Callable, Mapping
from typing import TextIO

_REDRAW_S = 0.5


def duration(seconds: float) -> str:
    """Two units at most.

    >>> [duration(s) for s in (4.6, 65, 3_600, 100_000)]
    ['5 s', '1 min 05 s', '1 h 00 min', '1 d 03 h']
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3_600:
        return f"{whole // 60} min {whole % 60:02} s"
    if whole < 86_400:
        return f"{whole // 3_600} h {whole % 3_600 // 60:02} min"
    return f"{whole // 86_400} d {whole % 86_400 // 3_600:02} h"


class Progress:
    """Shows the progress of one run.

    start, steps  the steps that were done before, and those that the run ends with
    limit_s       time after which the run stops all the same
    stream        where the line goes; standard error, so that output can be piped on
    """

    def __init__(
        self,
        start: int,
        steps: int,
        *,
        limit_s: float = float("inf"),
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._start, self._steps, self._limit_s = start, steps, limit_s
        self._stream = sys.stderr if stream is None else stream
        self._is_terminal = self._stream.isatty()
        self._clock, self._began = clock, clock()
        self._drawn, self._width = -_REDRAW_S, 0
        self._loss: float | None = None
        self._scores: dict[str, float] = {}

    def line(self, step: int) -> str:
        """The text at a step."""
        elapsed = self._clock() - self._began
        parts = [f"step {step:,}/{self._steps:,}"]
        if step >= self._steps:
            parts.append(f"took {duration(elapsed)}")
        elif step > self._start:
            left = elapsed / (step - self._start) * (self._steps - step)
            parts.append(f"{duration(max(0.0, min(left, self._limit_s - elapsed)))} left")
        if self._loss is not None:
            parts.append(f"loss {self._loss:.4g}")
        if self._scores:
            figures = ", ".join(f"{name} {value:.4g}" for name, value in self._scores.items())
            parts.append(f"held out: {figures}")
        return ", ".join(parts)

    def stepped(self, step: int) -> None:
        """A step is done; a terminal's line is drawn again now and then."""
        if self._is_terminal and self._clock() - self._began - self._drawn >= _REDRAW_S:
            self._show(step)

    def logged(self, step: int, loss: float) -> None:
        """The loss at a step is known."""
        self._loss = loss
        self._show(step)

    def scored(self, step: int, scores: Mapping[str, float]) -> None:
        """The scores on held-out data after a step are known."""
        self._scores = dict(scores)
        self._show(step)

    def ended(self, step: int) -> None:
        """The run is over: the line stays as it is."""
        if self._is_terminal:
            self._show(step)
            self._stream.write("\n")
            self._stream.flush()

    def _show(self, step: int) -> None:
        text = self.line(step)
        if self._is_terminal:
            self._stream.write("\r" + text.ljust(self._width))
            self._drawn, self._width = self._clock() - self._began, len(text)
        else:
            self._stream.write(text + "\n")
        self._stream.flush()
