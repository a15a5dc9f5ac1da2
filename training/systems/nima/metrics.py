"""Figures that are reported of a rater: two-class accuracy, linear and rank correlation, EMD.

Source   Talebi, Milanfar: NIMA, IEEE TIP 2018, and Table 1 of Learned Perceptual Image
         Enhancement, ICCP 2018. The threshold of the accuracy is not printed there; 5 is
         what the literature on AVA takes.

Distributions are (N, 10) shares of the scores 1 to 10 with sums of 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

THRESHOLD = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well a rater agrees with people, over the pictures of a test set."""

    accuracy: float
    lcc: float
    srcc: float
    emd: float


def mean_score(distribution_NK: Floats) -> Floats:
    """μ = Σ i·p_i, (N,), from 1 to 10.

    >>> mean_score(np.eye(10)[[0, 9]]).tolist()
    [1.0, 10.0]
    """
    p = np.asarray(distribution_NK, np.float64)
    return p @ np.arange(1.0, p.shape[-1] + 1)


def score_spread(distribution_NK: Floats) -> Floats:
    """σ = √Σ (i − μ)² p_i, (N,)."""
    p = np.asarray(distribution_NK, np.float64)
    deviations = np.arange(1.0, p.shape[-1] + 1) - mean_score(p)[..., None]
    return np.sqrt((deviations**2 * p).sum(-1))


def two_class_accuracy(given: Floats, wanted: Floats, threshold: float = THRESHOLD) -> float:
    """Share of pictures whose scores (N,) lie on the same side; the threshold itself is below."""
    return float(((np.asarray(given) > threshold) == (np.asarray(wanted) > threshold)).mean())


def linear_correlation(a: Floats, b: Floats) -> float:
    """Pearson's coefficient of two (N,); NaN when one of them does not vary."""
    a, b = (np.asarray(v, np.float64) - np.mean(v, dtype=np.float64) for v in (a, b))
    scale = np.sqrt((a @ a) * (b @ b))
    return float(a @ b / scale) if scale > 0 else float("nan")


def average_ranks(values: Floats) -> Floats:
    """Ranks from 1, (N,); equal values share the mean of theirs.

    >>> average_ranks(np.array([3.0, 1.0, 3.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, which, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[which]


def rank_correlation(a: Floats, b: Floats) -> float:
    """Spearman's coefficient of two (N,): the linear one of their average ranks."""
    return linear_correlation(average_ranks(a), average_ranks(b))


def emd(given_NK: Floats, wanted_NK: Floats) -> float:
    """EMD with r = 1, mean over pictures: the mean distance of the cumulated shares."""
    cumulated = [np.asarray(p, np.float64).cumsum(-1) for p in (given_NK, wanted_NK)]
    return float(np.abs(cumulated[0] - cumulated[1]).mean())


def agreement(given_NK: Floats, wanted_NK: Floats) -> Agreement:
    """All four figures of predicted and true distributions."""
    given, wanted = mean_score(given_NK), mean_score(wanted_NK)
    return Agreement(
        accuracy=two_class_accuracy(given, wanted),
        lcc=linear_correlation(given, wanted),
        srcc=rank_correlation(given, wanted),
        emd=emd(given_NK, wanted_NK),
    )
