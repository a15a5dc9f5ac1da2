"""Contrast: an S-shaped curve of luminance, colour ratios kept.

Source: EXPOSURE: l = clip(Lum, 0, 1), l' = 1/2 - 1/2 cos(pi l), x' = x l' / (l + 1e-6),
y = (1 - p) x + p x', p in (-1, 1).
"""

import math
from typing import Any

from array_api_compat import array_namespace

from pieditor.core.color import luminance
from pieditor.core.filters.filter import Filter, Param, Values, stack_params


def apply(pixels: Any, values: Values) -> Any:
    """Mix each pixel with its S-curved version; negative amounts flatten."""
    xp = array_namespace(pixels)
    (amount,) = stack_params(pixels, values, ("contrast",))
    light = xp.clip(luminance(pixels), min=0.0, max=1.0)
    curved = 0.5 - 0.5 * xp.cos(math.pi * light)
    return (1 - amount) * pixels + amount * (pixels * (curved / (light + 1e-6)))


CONTRAST = Filter(
    name="contrast",
    label="Contrast",
    group="Light",
    params=(
        Param(
            name="contrast", label="Contrast", unit="", minimum=-1.0, maximum=1.0,
            default=0.0, step=0.01, group="Light",
        ),
    ),
    apply=apply,
)  # fmt: skip
