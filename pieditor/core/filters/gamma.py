"""Gamma: lift or deepen the mid-tones, with black and white where they are.

Source: EXPOSURE: y = max(x, 0.001)**g, g in [1/3, 3].
Departs from it: below 0.001 the curve goes on as a straight line through zero instead of a
constant, so that black stays black and g = 1 changes nothing at all.
"""

from typing import Any

from array_api_compat import array_namespace

from pieditor.core.filters.filter import Filter, Param, Values, stack_params

_TOE = 0.001


def apply(pixels: Any, values: Values) -> Any:
    """Raise stored values to the power `gamma`; above 1 darkens, below 1 brightens.

    >>> import numpy as np
    >>> apply(np.full((1, 3), 0.5), {"gamma": 2.0}).tolist()
    [[0.25, 0.25, 0.25]]
    """
    xp = array_namespace(pixels)
    (gamma,) = stack_params(pixels, values, ("gamma",))
    above = xp.clip(pixels, min=_TOE)
    return xp.where(pixels > _TOE, above**gamma, pixels * _TOE ** (gamma - 1.0))


GAMMA = Filter(
    name="gamma",
    label="Gamma",
    group="Light",
    params=(
        Param(
            name="gamma", label="Gamma", unit="", minimum=1 / 3, maximum=3.0,
            default=1.0, step=0.01, group="Light",
        ),
    ),
    apply=apply,
)  # fmt: skip
