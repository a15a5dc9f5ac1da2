"""Black & white: mix the pixel with its luminance.

Source: EXPOSURE ("WNB"): y = (1 - p) x + p Lum(x), p in (0, 1).
"""

from typing import Any

from pieditor.core.color import luminance
from pieditor.core.filters.filter import Filter, Param, Values, stack_params


def apply(pixels: Any, values: Values) -> Any:
    """Take the colour away; 1 leaves luminance alone."""
    (amount,) = stack_params(pixels, values, ("amount",))
    return (1 - amount) * pixels + amount * luminance(pixels)


BLACK_WHITE = Filter(
    name="black_white",
    label="Black & white",
    group="Colour",
    params=(
        Param(
            name="amount", label="Black & white", unit="", minimum=0.0, maximum=1.0,
            default=0.0, step=0.01, group="Colour",
        ),
    ),
    apply=apply,
)  # fmt: skip
