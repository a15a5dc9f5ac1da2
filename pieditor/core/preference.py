"""Preference vectors: from embeddings of pictures to one vector, and a measure of its stability.

Source: PieNet (ECCV 2020), new users. Scheme 2 (the default) is the mean of the favourites' unit
embeddings. Scheme 1 descends the triplet loss (1) by its gradient (4) with respect to the vector,
with the networks fixed. Embeddings are (N, 512) float32 of unit length.
"""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

TRIPLET_MARGIN = 0.2  # alpha of equation (1)
# The gradient (4) of one triplet is 2 (f_n - f_p), at most 4 long: 60 steps of 0.01 can move the
# vector by about its own length where every triplet is violated.
_TRIPLET_STEPS, _TRIPLET_RATE = 60, 0.01


def mean_vector(favourites: NDArray[np.float32]) -> Vector:
    """Scheme 2: the mean of unit embeddings, not normalised again.

    >>> mean_vector(np.eye(2, dtype=np.float32)).tolist()
    [0.5, 0.5]
    """
    return np.asarray(favourites.mean(axis=0), dtype=np.float32)


def triplet_vector(favourites: NDArray[np.float32], rejects: NDArray[np.float32]) -> Vector:
    """Scheme 1 over all pairs of a favourite and a reject.

    Departs from the paper, which starts at random and needs thousands of pictures: it starts at the
    mean and is scaled back to the mean's length, which encodes how far favourites agree.
    """
    mean = mean_vector(favourites)
    vector = mean.astype(np.float64)
    for _ in range(_TRIPLET_STEPS):
        to_favourite = ((vector - favourites) ** 2).sum(1)
        to_reject = ((vector - rejects) ** 2).sum(1)
        is_violated = to_favourite[:, None] - to_reject[None] + TRIPLET_MARGIN > 0
        if not is_violated.any():
            break
        pull = is_violated.sum(1) @ favourites
        push = is_violated.sum(0) @ rejects
        vector -= _TRIPLET_RATE * 2 * (push - pull) / is_violated.size
    length = float(np.linalg.norm(vector))
    return np.asarray(vector * (np.linalg.norm(mean) / max(length, 1e-9)), np.float32)


def cosine(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Cosine of the angle between two vectors; 0 when one of them is zero."""
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float(a @ b) / lengths if lengths else 0.0


def stability(favourites: NDArray[np.float32]) -> float:
    """Mean cosine between the mean vector and each mean vector that leaves one favourite out.

    1 is perfectly stable; 0 with fewer than two favourites, where none can be left out.
    """
    if len(favourites) < 2:
        return 0.0
    whole = favourites.sum(0)
    return float(np.mean([cosine(whole, whole - one) for one in favourites]))
