"""A photo as the networks see it."""

import threading
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Pixels
from pieditor.imaging.depth import over_white
from pieditor.imaging.model_input import squash
from pieditor.models.taste_model import Described, TasteModel


class Seen:
    """The square of one photo, and what models have said of it, each asked once; any thread.

    square  (256, 256, 3) uint8, sRGB, the photo on white
    """

    def __init__(self, square: NDArray[np.uint8]) -> None:
        self.square = square
        self._lock = threading.Lock()
        self._described: dict[str, Described] = {}

    @classmethod
    def of(cls, pixels: Pixels, alpha: Pixels | None = None) -> Self:
        """Of a photo (H, W, 3) of any size and depth; transparent where alpha (H, W) says so."""
        return cls(squash(over_white(pixels, alpha)))

    def described(self, model: TasteModel) -> Described:
        """What a model sees in the photo: one row."""
        with self._lock:
            if model.model not in self._described:
                self._described[model.model] = model.describe([self.square])
            return self._described[model.model]
