"""Tone curve: eight straight pieces from black to white, the same for all channels.

Source: EXPOSURE: y = (8 / sum t) sum_i t_i clip(x - i/8, 0, 1/8), t_i in (0.5, 2).
Only the shape counts: multiplying all eight by one number changes nothing.
"""

from typing import Any

from pieditor.core.filters.filter import Filter, Param, Values, piecewise_curve, stack_params

NAMES = tuple(f"tone{i}" for i in range(1, 9))


def apply(pixels: Any, values: Values) -> Any:
    """Bend all channels by the curve whose eight relative slopes are `values`."""
    return piecewise_curve(pixels, stack_params(pixels, values, NAMES))


TONE_CURVE = Filter(
    name="tone_curve",
    label="Tone curve",
    group="Light",
    params=tuple(
        Param(
            name=name, label=f"Slope {i}", unit="", minimum=0.5, maximum=2.0,
            default=1.0, step=0.01, group="Light",
        )
        for i, name in enumerate(NAMES, start=1)
    ),
    apply=apply,
)  # fmt: skip
