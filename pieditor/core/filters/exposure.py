"""Exposure: brighten or darken by photographic stops.

Source: EXPOSURE (Hu et al., ACM ToG 2018): y = x * 2**E, E in [-3.5, 3.5].
Departs from it: acts in linear light, because a stop is a doubling of light, not of code values.
Like the original it does not clip; the end of the chain does.
"""

from typing import Any

from pieditor.core.color import linear_to_srgb, srgb_to_linear
from pieditor.core.filters.filter import Filter, Param, Values, stack_params


def apply(pixels: Any, values: Values) -> Any:
    """Double the light once per stop.

    >>> import numpy as np
    >>> grey = np.full((1, 1, 3), 0.5)
    >>> apply(grey, {"stops": 1.0}).round(3).tolist()
    [[[0.686, 0.686, 0.686]]]
    """
    (stops,) = stack_params(pixels, values, ("stops",))
    return linear_to_srgb(srgb_to_linear(pixels) * 2.0**stops)


EXPOSURE = Filter(
    name="exposure",
    label="Exposure",
    group="Light",
    params=(
        Param(
            name="stops", label="Exposure", unit="EV", minimum=-3.5, maximum=3.5,
            default=0.0, step=0.05, group="Light",
        ),
    ),
    apply=apply,
)  # fmt: skip
