"""Pictures as the input of networks that see whole squares."""

import numpy as np
from numpy.typing import NDArray


def as_input(squares: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Convert (N, 256, 256, 3) uint8 to the networks' input, (N, 3, 256, 256) in [0, 1]."""
    return np.ascontiguousarray(squares.transpose(0, 3, 1, 2), np.float32) / np.float32(255)
