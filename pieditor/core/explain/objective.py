"""The objective: the mean CIELAB distance to the look, plus penalties that keep it readable.

With d_i the CIE76 distance of colour i and w_i its share of the photo, the distance is sum_i w_i
sqrt(d_i² + e²), e the smaller of 1 and a tenth of the look's change. That is nearly the mean ΔE
that is reported, so a few colours that no slider reaches do not distort the fit of all others, and
it is smooth near 0.

Four penalties, in ΔE. *Effect*: the mean squared ΔE that each filter makes by itself, so that of
many settings with the same result the one without opposing filters wins. *Bends*: squared second
differences of the slopes of curves. *Drift*: the squared distance of the slopes' mean from 1; only
ratios of slopes count, so this fixes their scale. *Size*: a slight one on every slider, so that a
slider without effect stays at its default.
"""

import math

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_lab
from pieditor.core.explain.colors import ColorPairs, weighted_change
from pieditor.core.explain.sliders import (
    CONTROLS,
    DEFAULTS,
    FILTER_INDICES,
    PARAMS,
    Floats,
    apply_sliders,
    lab_derivatives,
    shown_lab,
)
from pieditor.core.filters import BLACK_WHITE, COLOR_CURVE, TONE_CURVE

_ROUNDED_BELOW, _ROUNDED_SHARE = 1.0, 0.1
# A filter that makes the whole change alone is penalised with this share of it. From 0.01 to 0.08
# it lowers the share carried by 0.9 to 2.8 points. At 0.04 the filters' own changes add up to 1.9
# times the whole change, without the penalty to 3.2 times
# (tests/benchmarks/measure_explain_fit.py).
_EFFECT = 0.04
# The other penalties as shares of the change, for a slider moved by its `_USUAL` amount.
_USUAL = {TONE_CURVE.name: 0.5, COLOR_CURVE.name: 0.1, "exposure": 2.0}
_DRIFT = 0.1
_BENDS = {TONE_CURVE.name: 0.01, COLOR_CURVE.name: 0.002}
_SIZE = {TONE_CURVE.name: 0.0005, COLOR_CURVE.name: 0.0002, BLACK_WHITE.name: 0.0}
_SIZE_OTHERS = 0.003


class Objective:
    """The distance and penalties of slider vectors for one set of colours.

    change  mean CIE76 by which the look changes them, which must not be 0
    """

    def __init__(self, pairs: ColorPairs) -> None:
        self._before, self._weight = pairs.before, pairs.weight
        self._target = rgb_to_lab(pairs.after)
        self.change = weighted_change(pairs)
        self._rounded_below = min(_ROUNDED_BELOW, _ROUNDED_SHARE * self.change)
        self._penalty = self._make_penalty()

    def distance(self, vector: Floats) -> float:
        """The mean CIE76 between the look and the sliders."""
        return float(self._weight @ self._distances(vector))

    def value(self, vector: Floats) -> float:
        """The objective: the distance plus the penalties."""
        moved = vector - DEFAULTS
        distances = np.sqrt(self._distances(vector) ** 2 + self._rounded_below**2)
        return float(self._weight @ distances + moved @ self._penalty @ moved)

    def normal_equations(self, vector: Floats, is_free: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Gauss-Newton matrix (F, F) and gradient (F,) with respect to the free sliders.

        The robust distance is handled by iteratively reweighted least squares (Holland & Welsch
        1977).
        """
        lab, derivatives = lab_derivatives(self._before, vector, is_free)
        error = lab - self._target
        weight = self._weight / np.sqrt((error**2).sum(-1) + self._rounded_below**2)
        rows = derivatives[:, :, is_free].reshape(-1, int(is_free.sum()))
        weighted = rows * np.repeat(weight, 3)[:, None]
        matrix = rows.T @ weighted + 2 * self._penalty[np.ix_(is_free, is_free)]
        gradient = weighted.T @ error.ravel() + 2 * (self._penalty @ (vector - DEFAULTS))[is_free]
        return matrix, gradient

    def _distances(self, vector: Floats) -> Floats:
        error = shown_lab(apply_sliders(self._before, vector)) - self._target
        distances: Floats = np.sqrt((error**2).sum(-1))
        return distances

    def _make_penalty(self) -> Floats:
        """The matrix of the quadratic penalties, for sliders relative to their defaults."""
        usual = np.array([_USUAL.get(f.name, 1.0) for f, _ in PARAMS])
        size = np.array([_SIZE.get(f.name, _SIZE_OTHERS) for f, _ in PARAMS])
        penalty = np.diag(self.change * size / usual**2)
        for control in CONTROLS:
            if control.is_curve:
                filter_ = PARAMS[control.indices[0]][0]
                second = np.diff(np.eye(len(control.indices)), n=2, axis=0) / _USUAL[filter_.name]
                bends = self.change * _BENDS[filter_.name] * (second.T @ second)
                drift = np.full_like(bends, _DRIFT * self.change / (8 * _USUAL[filter_.name]) ** 2)
                penalty[np.ix_(control.indices, control.indices)] += bends + drift
        _, derivatives = lab_derivatives(self._before, DEFAULTS, np.ones(len(PARAMS), np.bool_))
        for name, indices in FILTER_INDICES.items():
            if name != BLACK_WHITE.name:  # it is in use only where the look has no colour
                rows = derivatives[:, :, indices] * np.sqrt(self._weight)[:, None, None]
                rows = rows.reshape(-1, len(indices))
                effect = _EFFECT / self.change * (rows.T @ rows)
                penalty[np.ix_(indices, indices)] += effect
        return penalty


def chroma_left(pairs: ColorPairs) -> float:
    """The share of the colour spread at equal lightness that a look leaves; 0 in black & white.

    A toned black and white picture has one colour at each lightness, hence 0 too. 1 where the photo
    had next to no colour to begin with.
    """
    before, after = (
        _chroma_spread(rgb_to_lab(c), pairs.weight) for c in (pairs.before, pairs.after)
    )
    return 1.0 if before < _LEAST_CHROMA else after / before


_LEAST_CHROMA = 2.0
_LIGHTNESS_BINS = 20


def _chroma_spread(lab: Floats, weight: Floats) -> float:
    """Root mean square distance in a*b* from the mean colour of the same lightness."""
    size = 100 / _LIGHTNESS_BINS
    place = np.clip((lab[:, 0] / size).astype(np.int64), 0, _LIGHTNESS_BINS - 1)
    total = np.maximum(np.bincount(place, weight, _LIGHTNESS_BINS), 1e-12)
    variance = 0.0
    for axis in (1, 2):
        mean = np.bincount(place, weight * lab[:, axis], _LIGHTNESS_BINS) / total
        variance += float(weight @ (lab[:, axis] - mean[place]) ** 2)
    return math.sqrt(variance)
