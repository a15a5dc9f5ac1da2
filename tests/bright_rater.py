"""A rater that likes bright pictures: what a score should be can be read from the picture."""

import threading

import numpy as np


def brightness_score(level: float) -> float:
    """The mean rating of a picture with this mean level, 0 to 255: 1 for black, 10 for white."""
    return 1 + 9 * level / 255


class BrightRater:
    """Stands in for `Rater`; opens itself, as `SharedRater` opens the real one.

    rated    how many pictures it was shown
    hold(n)  lets n more pictures through, then waits for `release`
    """

    def __init__(self, model_hash: str = "bright") -> None:
        self.model_hash = model_hash
        self.rated = 0
        self._room = threading.Condition()
        self._left: int | None = None

    def __call__(self):
        return self

    def hold(self, count: int) -> None:
        with self._room:
            self._left = count
            self._room.notify_all()

    def release(self) -> None:
        with self._room:
            self._left = None
            self._room.notify_all()

    def rate(self, squares):
        return np.stack([self._rate(square) for square in squares])

    def _rate(self, square):
        with self._room:
            self._room.wait_for(lambda: self._left is None or self._left > 0)
            if self._left is not None:
                self._left -= 1
            self.rated += 1
        assert square.shape == (256, 256, 3) and square.dtype == np.uint8
        # Between two neighbouring bins, so that the mean is the score.
        low, share = divmod(brightness_score(float(square.mean())) - 1, 1)
        distribution = np.zeros(11, np.float32)
        distribution[int(low)], distribution[int(low) + 1] = 1 - share, share
        return distribution[:10]
