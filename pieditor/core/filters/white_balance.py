"""White balance: warmer or cooler, greener or more magenta, at constant luminance.

Source: EXPOSURE: x_c * s_c with s = exp(w) / (0.27 s_r + 0.67 s_g + 0.06 s_b), two free numbers
in [-0.5, 0.5] (red fixed).
Departs from it: acts in linear light, where a change of illuminant is a gain per channel; and the
two numbers are the photographer's axes, temperature (red against blue) and tint (green against
both), instead of green and blue against red. The family of gains is the same.
"""

from typing import Any

from array_api_compat import array_namespace

from pieditor.core.color import EXPOSURE_LUMINANCE, linear_to_srgb, srgb_to_linear
from pieditor.core.filters.filter import Filter, Param, Values, stack_params


def gains(xp: Any, temperature: Any, tint: Any) -> tuple[Any, Any, Any]:
    """Linear gains of red, green and blue; their luminance-weighted sum is 1."""
    # Half of the paper's 0.5 on either side of zero gives its full red-to-blue ratio, exp(0.5).
    r = xp.exp(xp.asarray(0.25 * temperature))
    g = xp.exp(xp.asarray(-0.5 * tint))
    b = xp.exp(xp.asarray(-0.25 * temperature))
    weighted = EXPOSURE_LUMINANCE[0] * r + EXPOSURE_LUMINANCE[1] * g + EXPOSURE_LUMINANCE[2] * b
    return r / weighted, g / weighted, b / weighted


def apply(pixels: Any, values: Values) -> Any:
    """Scale the three channels in linear light.

    temperature > 0 warms, tint > 0 turns to magenta; both in [-1, 1].
    """
    xp = array_namespace(pixels)
    temperature, tint = stack_params(pixels, values, ("temperature", "tint"))
    light = srgb_to_linear(pixels)
    scaled = [light[..., c : c + 1] * gain for c, gain in enumerate(gains(xp, temperature, tint))]
    return xp.astype(linear_to_srgb(xp.concat(scaled, axis=-1)), pixels.dtype)


WHITE_BALANCE = Filter(
    name="white_balance",
    label="White balance",
    group="Colour",
    params=(
        Param(
            name="temperature", label="Temperature", unit="", minimum=-1.0, maximum=1.0,
            default=0.0, step=0.01, group="Colour",
        ),
        Param(
            name="tint", label="Tint", unit="", minimum=-1.0, maximum=1.0,
            default=0.0, step=0.01, group="Colour",
        ),
    ),
    apply=apply,
)  # fmt: skip
