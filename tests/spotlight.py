"""A picture whose light and reflectance are known, for methods that separate the two."""

import numpy as np

SIDE = 128
PATCH = 8


def light() -> np.ndarray:
    """A smooth spot, (SIDE, SIDE), 1 in the middle."""
    y, x = np.mgrid[:SIDE, :SIDE] / SIDE - 0.5
    return np.exp(-4 * (x**2 + y**2))


def reflectance() -> np.ndarray:
    """Dark and bright patches like a chessboard's, (SIDE, SIDE)."""
    return 0.1 + 0.35 * ((np.mgrid[:SIDE, :SIDE] // PATCH).sum(axis=0) % 2)


def lit_patches() -> np.ndarray:
    """Both multiplied, (SIDE, SIDE) in [0, 1], with the mean 0.173."""
    product = light() * reflectance()
    return product * (0.173 / product.mean())


def likeness(estimate: np.ndarray, truth: np.ndarray) -> float:
    """The correlation of two planes' logarithms, which a common factor does not change."""
    return float(np.corrcoef(np.log(estimate).ravel(), np.log(truth).ravel())[0, 1])
