"""Saturation: more colour where there is some, or less everywhere.

Source: EXPOSURE ("S+"): with HSV of the pixel, s' = s + 0.8 (1 - s) (0.5 - |0.5 - v|) and
y = (1 - p) x + p RGB(h, s', v), p in (0, 1).
Departs from it: (1) the added saturation is faded out towards grey by s / (s + 0.25); the
published formula gives a grey pixel, whose hue is undefined, the saturation 0.4 and the hue red.
(2) p may be negative and then mixes towards the pixel's luminance, as photographers expect of a
saturation slider. (3) values above 1 keep their overshoot.
"""

from typing import Any

from array_api_compat import array_namespace

from pieditor.core.color import luminance
from pieditor.core.filters.filter import Filter, Param, Values, stack_params

_GREY_SOFTNESS = 0.25


def apply(pixels: Any, values: Values) -> Any:
    """Move each pixel towards its saturated (amount > 0) or grey (amount < 0) version."""
    xp = array_namespace(pixels)
    (amount,) = stack_params(pixels, values, ("saturation",))
    amount = xp.asarray(amount, dtype=pixels.dtype)
    x = xp.clip(pixels, min=0.0, max=1.0)
    v = xp.max(x, axis=-1, keepdims=True)
    s = (v - xp.min(x, axis=-1, keepdims=True)) / xp.clip(v, min=1e-6)
    # RGB(h, s', v) = v - (v - x) s'/s; the ratio is written without the division by s.
    growth = 0.8 * (1 - s) * (0.5 - xp.abs(0.5 - v)) / (s + _GREY_SOFTNESS)
    more = -(v - x) * growth * xp.clip(amount, min=0.0)
    less = (luminance(x) - x) * xp.clip(-amount, min=0.0)
    return pixels + more + less


SATURATION = Filter(
    name="saturation",
    label="Saturation",
    group="Colour",
    params=(
        Param(
            name="saturation", label="Saturation", unit="", minimum=-1.0, maximum=1.0,
            default=0.0, step=0.01, group="Colour",
        ),
    ),
    apply=apply,
)  # fmt: skip
