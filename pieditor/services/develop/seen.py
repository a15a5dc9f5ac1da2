"""A photo as the networks see it: a square of 256 × 256 pixels."""

import threading
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Pixels
from pieditor.imaging.depth import over_white
from pieditor.imaging.model_input import squash
from pieditor.models.taste_model import Described, TasteModel


class Seen:
    """The network input of one photo, and each model's cached description of it; thread-safe.

    square  (256, 256, 3) uint8, sRGB, the photo on white
    """

    def __init__(self, square: NDArray[np.uint8]) -> None:
        self.square = square
        self._lock = threading.Lock()
        self._described: dict[str, Described] = {}

    @classmethod
    def of(cls, pixels: Pixels, alpha: Pixels | None = None) -> Self:
        """Make it from a photo (H, W, 3) of any size and depth, composited on white."""
        return cls(squash(over_white(pixels, alpha)))

    def described(self, model: TasteModel) -> Described:
        """A model's description of the photo: one row."""
        with self._lock:
            if model.model not in self._described:
                self._described[model.model] = model.describe([self.square])
            return self._described[model.model]
