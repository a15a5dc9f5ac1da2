"""Colour curve: a tone curve of eight pieces for each channel.

Source: EXPOSURE: the tone curve per channel, slopes in (0.90, 1.10).
"""

from typing import Any

from array_api_compat import array_namespace

from pieditor.core.filters.filter import Filter, Param, Values, piecewise_curve, stack_params

CHANNELS = ("red", "green", "blue")
NAMES = tuple(tuple(f"{channel}{i}" for i in range(1, 9)) for channel in CHANNELS)


def apply(pixels: Any, values: Values) -> Any:
    """Bend red, green and blue each by its own curve."""
    xp = array_namespace(pixels)
    bent = [
        piecewise_curve(pixels[..., c : c + 1], stack_params(pixels, values, names))
        for c, names in enumerate(NAMES)
    ]
    return xp.concat(bent, axis=-1)


COLOR_CURVE = Filter(
    name="color_curve",
    label="Colour curve",
    group="Colour",
    params=tuple(
        Param(
            name=name, label=f"{channel.capitalize()} slope {i}", unit="", minimum=0.9,
            maximum=1.1, default=1.0, step=0.002, group="Colour",
        )
        for channel, names in zip(CHANNELS, NAMES, strict=True)
        for i, name in enumerate(names, start=1)
    ),
    apply=apply,
)  # fmt: skip
