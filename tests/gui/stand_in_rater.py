"""A rater that likes one brightness and can be held, to see the window between two steps."""

import threading

import numpy as np


class StandInRater:
    """Scores by the mean of the points: 9 at `wanted`, less on both sides.

    hold(n)  lets n more evaluations through, then waits for `release`
    """

    def __init__(self, wanted: float) -> None:
        self.wanted = wanted
        self._room = threading.Condition()
        self._left: int | None = None

    def __call__(self):
        """Opens itself, as `SharedRater` opens the real one."""
        return self

    def hold(self, count: int) -> None:
        with self._room:
            self._left = count
            self._room.notify_all()

    def release(self) -> None:
        with self._room:
            self._left = None
            self._room.notify_all()

    def guide(self, square):
        def score(points):
            with self._room:
                self._room.wait_for(lambda: self._left is None or self._left > 0)
                if self._left is not None:
                    self._left -= 1
            off = float(points.mean()) - self.wanted
            slope = -40 * off * 2 / points.size
            return 9 - 40 * off**2, np.full(points.shape, slope, np.float32)

        return score


class IndifferentRater:
    """Likes everything equally."""

    def __call__(self):
        return self

    def guide(self, square):
        return lambda points: (7.0, np.zeros_like(points))
