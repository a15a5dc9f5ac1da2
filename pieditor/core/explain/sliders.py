"""All sliders of the eight filters as one vector, and CIELAB's derivatives by them.

A vector holds one number per `Param`, in the order of the chain: 39 of them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_lab
from pieditor.core.filters import ALL_FILTERS, COLOR_CURVE, TONE_CURVE, Filter
from pieditor.core.recipe import FilterSetting

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

PARAMS = tuple((filter_, param) for filter_ in ALL_FILTERS for param in filter_.params)
MINIMA = np.array([param.minimum for _, param in PARAMS])
MAXIMA = np.array([param.maximum for _, param in PARAMS])
DEFAULTS = np.array([param.default for _, param in PARAMS])
STEPS = np.array([param.step for _, param in PARAMS])

# Large compared with rounding in double precision, small compared with any slider's step.
_DIFFERENCE = 1e-5
_AXES = np.eye(3)[:, None, :] * _DIFFERENCE


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """The sliders that are used or left out together: one slider, or all points of a curve."""

    name: str
    indices: Indices
    is_curve: bool


def _indices(filter_: Filter) -> Indices:
    return np.array([i for i, (owner, _) in enumerate(PARAMS) if owner is filter_])


def _controls() -> tuple[Control, ...]:
    controls = []
    for filter_ in ALL_FILTERS:
        indices = _indices(filter_)
        if filter_ is TONE_CURVE:
            controls.append(Control(filter_.name, indices, is_curve=True))
        elif filter_ is COLOR_CURVE:
            channels = zip(("red", "green", "blue"), np.split(indices, 3), strict=True)
            controls += [Control(name, part, is_curve=True) for name, part in channels]
        else:
            controls += [Control(PARAMS[i][1].name, np.array([i]), is_curve=False) for i in indices]
    return tuple(controls)


FILTER_INDICES = {filter_.name: _indices(filter_) for filter_ in ALL_FILTERS}
CONTROLS = _controls()


def _values(filter_: Filter, vector: Floats) -> dict[str, Any]:
    numbers = vector[FILTER_INDICES[filter_.name]].tolist()
    return {param.name: v for param, v in zip(filter_.params, numbers, strict=True)}


def _is_idle(filter_: Filter, vector: Floats) -> bool:
    indices = FILTER_INDICES[filter_.name]
    return bool((vector[indices] == DEFAULTS[indices]).all())


def apply_sliders(colors: Floats, vector: Floats) -> Floats:
    """Apply the filter chain by its formulas to (N, 3) colours, unclipped."""
    for filter_ in ALL_FILTERS:
        if not _is_idle(filter_, vector):
            colors = filter_.apply(colors, _values(filter_, vector))
    return colors


def shown_lab(colors: Floats) -> Floats:
    """CIELAB of colours as displayed, that is, clipped to [0, 1] first."""
    lab: Floats = rgb_to_lab(np.clip(colors, 0, 1))
    return lab


def to_settings(vector: Floats) -> tuple[FilterSetting, ...]:
    """The settings of the filters that change something, as a recipe holds them."""
    return tuple(
        FilterSetting(name=filter_.name, values=_values(filter_, vector))
        for filter_ in ALL_FILTERS
        if not _is_idle(filter_, vector)
    )


def lab_derivatives(colors: Floats, vector: Floats, is_free: NDArray[np.bool_]) -> tuple[
    Floats, Floats
]:  # fmt: skip
    """CIELAB of (N, 3) colours under the sliders, and derivatives (N, 3, P) by the free sliders.

    Finite differences of one filter at a time are chained: 4 evaluations of each active filter and
    1 for each free slider. Differences of the whole chain take eight times as many. Columns of
    sliders that are not free are zero.
    """
    stages, across = [colors], {}
    for filter_ in ALL_FILTERS:
        last = stages[-1]
        if not _is_idle(filter_, vector):
            # Each colour itself, and moved along each axis.
            moved = np.concatenate([last[None], last + _AXES])
            around = filter_.apply(moved, _values(filter_, vector))
            last = around[0]
            across[filter_.name] = np.moveaxis((around[1:] - last) / _DIFFERENCE, 0, -1)
        stages.append(last)
    lab = shown_lab(stages[-1])
    # (N, 3 of Lab, 3 of RGB): derivative of Lab by the colour after the current filter.
    onward = np.moveaxis((shown_lab(stages[-1] + _AXES) - lab) / _DIFFERENCE, 0, -1)
    derivatives = np.zeros((*lab.shape, len(vector)))
    for number in reversed(range(len(ALL_FILTERS))):
        filter_, before, after = ALL_FILTERS[number], stages[number], stages[number + 1]
        indices = FILTER_INDICES[filter_.name]
        free = indices[is_free[indices]]
        if free.size:
            by_slider = _slider_differences(filter_, vector, before, after, free)
            derivatives[:, :, free] = np.einsum("nlc,pnc->nlp", onward, by_slider, optimize=True)
        if filter_.name in across:
            onward = onward @ across[filter_.name]
    return lab, derivatives


def _slider_differences(
    filter_: Filter, vector: Floats, before: Floats, after: Floats, free: Indices
) -> Floats:
    """Derivatives (P, N, 3) of one filter's result by its free sliders."""
    # Backwards at the upper end, so that no value leaves its range.
    at_end = vector[free] + _DIFFERENCE > MAXIMA[free]
    steps = np.where(at_end, -_DIFFERENCE, _DIFFERENCE)
    values = _values(filter_, vector)
    batch = {}
    for index, param in zip(FILTER_INDICES[filter_.name], filter_.params, strict=True):
        batch[param.name] = (values[param.name] + np.where(free == index, steps, 0))[:, None, None]
    moved: Floats = (filter_.apply(before[None], batch) - after) / steps[:, None, None]
    return moved
