"""Fit the sliders to a look, as few and as round values as possible.

Levenberg-Marquardt (Marquardt 1963) from the untouched photo, with bounds. Then controls that
contribute little are left out, the least important first, ranked as in optimal brain surgeon
(Hassibi & Stork 1993). Then values are rounded to the sliders' steps, and those not yet rounded are
refitted. Deterministic; a third of a second for the colours of a photo on one core.

Adam with `core.gradient` needs sixty times as long for the same distance, and the best of twelve
other starting points gains a thousandth of the change (tests/benchmarks/measure_explain_fit.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import Cancelled
from pieditor.core.explain.colors import LEAST_CHANGE, ColorPairs, weighted_change
from pieditor.core.explain.objective import Objective, chroma_left
from pieditor.core.explain.sliders import (
    CONTROLS,
    DEFAULTS,
    FILTER_INDICES,
    MAXIMA,
    MINIMA,
    STEPS,
    Control,
    Floats,
    to_settings,
)
from pieditor.core.filters import BLACK_WHITE, SATURATION
from pieditor.core.recipe import FilterSetting

Free = NDArray[np.bool_]
IsCancelled = Callable[[], bool]

_MOST_STEPS = 25
_DONE_BELOW = 1e-3  # gain of a step, as a share of the look's change
# A slider is left out when that costs less than a hundredth of the look's change, or less than is
# visible; a curve, with eight numbers harder to read, when it costs less than twice that.
_SHARE_MISSED, _LEAST_MISSED = 0.01, 0.03
_CURVE_MISSED = 2.0
# The ranking is by a quadratic model; a control whose predicted cost is this many times the allowed
# one is not tried.
_DEARER = 6
# Black & white is tried where the look keeps less than this share of the colour, and taken if it
# comes nearly as close: one slider says it better than saturation and curves together.
_NEARLY_GREY, _AS_NEAR = 0.35, 0.01
_WHOLLY_GREY = 0.97


def fit_sliders(
    pairs: ColorPairs, is_cancelled: IsCancelled = lambda: False
) -> tuple[FilterSetting, ...]:
    """The filter settings nearest to the look, in the chain's order; filters left out are idle.

    Empty when the look changes less than `LEAST_CHANGE`. Raises Cancelled when asked to stop.

    >>> import numpy as np
    >>> before = np.linspace(0.1, 0.6, 30).reshape(10, 3)
    >>> weight = np.full(10, 0.1)
    >>> pairs = ColorPairs(before=before, after=before**0.8, weight=weight)
    >>> [(s.name, dict(s.values)) for s in fit_sliders(pairs)]
    [('gamma', {'gamma': 0.8})]
    """
    if weighted_change(pairs) < LEAST_CHANGE:
        return ()
    objective = Objective(pairs)
    fit = _begin(objective, pairs, is_cancelled)
    fit = _leave_out(objective, fit, is_cancelled)
    vector = _rounded(objective, fit, is_cancelled)
    return to_settings(vector) if objective.distance(vector) < objective.change else ()


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """The slider vector, which sliders may still move, and the objective's value there."""

    vector: Floats
    is_free: Free
    value: float


def _begin(objective: Objective, pairs: ColorPairs, is_cancelled: IsCancelled) -> _Fit:
    """Fit all controls; black & white only instead of saturation."""
    grey, saturation = (FILTER_INDICES[f.name] for f in (BLACK_WHITE, SATURATION))
    is_free = np.ones(len(DEFAULTS), np.bool_)
    is_free[grey] = False
    colored = _improve(objective, DEFAULTS, is_free, is_cancelled)
    if chroma_left(pairs) >= _NEARLY_GREY:
        return colored
    is_free = np.ones(len(DEFAULTS), np.bool_)
    is_free[saturation] = False
    start = DEFAULTS.copy()
    start[grey] = MAXIMA[grey]
    toned = _improve(objective, start, is_free, is_cancelled)
    if toned.vector[grey].item() > _WHOLLY_GREY:
        vector = toned.vector.copy()
        vector[grey], is_free[grey] = MAXIMA[grey], False
        toned = _improve(objective, vector, is_free, is_cancelled)
    return toned if toned.value <= colored.value + _AS_NEAR * objective.change else colored


def _improve(
    objective: Objective,
    vector: Floats,
    is_free: Free,
    is_cancelled: IsCancelled,
    most_steps: int = _MOST_STEPS,
) -> _Fit:
    """Minimise over the free sliders, within their ranges, by Levenberg-Marquardt."""
    value = objective.value(vector)
    damping = 1e-2
    free = np.flatnonzero(is_free)
    for _ in range(most_steps if free.size else 0):
        if is_cancelled():
            raise Cancelled
        matrix, gradient = objective.normal_equations(vector, is_free)
        # A slider at the end of its range whose gradient points outwards stays there.
        stays = (vector[free] <= MINIMA[free]) & (gradient > 0)
        stays |= (vector[free] >= MAXIMA[free]) & (gradient < 0)
        goes = np.flatnonzero(~stays)
        if not goes.size:
            break
        better = None
        for _ in range(6):
            system = matrix[np.ix_(goes, goes)]
            system = system + np.diag(damping * np.diag(system) + 1e-9)
            trial = vector.copy()
            trial[free[goes]] -= np.linalg.solve(system, gradient[goes])
            trial = np.clip(trial, MINIMA, MAXIMA)
            trial_value = objective.value(trial)
            if trial_value < value:
                better = trial
                break
            damping *= 5
        if better is None:
            break
        gain, vector, value = value - trial_value, better, trial_value
        damping = max(damping / 4, 1e-5)
        if gain < _DONE_BELOW * objective.change:
            break
    return _Fit(vector, is_free, value)


def _leave_out(objective: Objective, fit: _Fit, is_cancelled: IsCancelled) -> _Fit:
    """Leave out the controls that contribute little, one at a time."""
    unit = max(_SHARE_MISSED * objective.change, _LEAST_MISSED)
    needed: set[str] = set()
    distance = objective.distance(fit.vector)
    while True:
        found = _least_missed(objective, fit, needed)
        if found is None or found[0] > _DEARER * unit:
            return fit
        _, control, start = found
        allowed = unit * (_CURVE_MISSED if control.is_curve else 1)
        is_free = fit.is_free.copy()
        is_free[control.indices] = False
        without = _improve(objective, start, is_free, is_cancelled, most_steps=6)
        # Judge by the distance alone: the penalties prefer to spread a change over several sliders.
        distance_without = objective.distance(without.vector)
        if distance_without - distance <= allowed:
            fit, distance = without, distance_without
        else:
            needed.add(control.name)


def _least_missed(
    objective: Objective, fit: _Fit, needed: set[str]
) -> tuple[float, Control, Floats] | None:
    """The control that is cheapest to leave out by the quadratic model, its cost, and a start.

    A curve's cost is divided by `_CURVE_MISSED`, because that much more is allowed for it. The
    start is the vector from which to refit without that control.

    With H the matrix of the normal equations, taking controls c to their defaults by d costs d
    (H⁻¹_cc)⁻¹ d / 2 when all others adjust by H⁻¹_oc (H⁻¹_cc)⁻¹ d.
    """
    free = np.flatnonzero(fit.is_free)
    if not free.size:
        return None
    matrix, _ = objective.normal_equations(fit.vector, fit.is_free)
    inverse = np.linalg.inv(matrix + 1e-9 * np.eye(len(free)))
    best: tuple[float, Control, Floats] | None = None
    for control in CONTROLS:
        at = np.flatnonzero(np.isin(free, control.indices))
        if not at.size or control.name in needed:
            continue
        back = (DEFAULTS - fit.vector)[free[at]]
        force = np.linalg.solve(inverse[np.ix_(at, at)], back)
        cost = float(back @ force) / (2 * _CURVE_MISSED if control.is_curve else 2)
        if best is None or cost < best[0]:
            vector = fit.vector.copy()
            vector[free] = np.clip(
                vector[free] + inverse[:, at] @ force, MINIMA[free], MAXIMA[free]
            )
            vector[control.indices] = DEFAULTS[control.indices]
            best = cost, control, vector
    if best is None:
        return None
    cost, control, vector = best
    plain = fit.vector.copy()
    plain[control.indices] = DEFAULTS[control.indices]
    # Far from the optimum the quadratic model is poor, and the others had better stay as they are.
    start = plain if objective.value(plain) < objective.value(vector) else vector
    return cost, control, start


def _rounded(objective: Objective, fit: _Fit, is_cancelled: IsCancelled) -> Floats:
    """Round values to the sliders' steps: single sliders first, then curves channel by channel."""
    is_free = fit.is_free.copy()
    vector = fit.vector
    single = np.concatenate([c.indices for c in CONTROLS if not c.is_curve])
    for indices in (single, *(c.indices for c in CONTROLS if c.is_curve)):
        indices = indices[is_free[indices]]
        if not indices.size:
            continue
        steps = np.round((vector[indices] - DEFAULTS[indices]) / STEPS[indices])
        vector = vector.copy()
        # Six decimals, so that a file holds 0.82 and not 0.8200000000000001.
        vector[indices] = np.round(DEFAULTS[indices] + steps * STEPS[indices], 6)
        vector = np.clip(vector, MINIMA, MAXIMA)
        is_free[indices] = False
        vector = _improve(objective, vector, is_free, is_cancelled, most_steps=1).vector
    return vector
