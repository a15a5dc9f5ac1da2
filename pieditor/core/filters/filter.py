"""The form of a filter: named parameters and one pointwise, differentiable formula."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from array_api_compat import array_namespace

# A parameter's value: a number, or an array that broadcasts against (..., 1) pixels, so that one
# call can render many pictures each with its own settings.
Value = Any
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """One slider: sliders, command-line help, search scaling and validation all read it.

    name     key in a recipe
    label    what the slider says
    unit     "EV", "%" or "" for plain numbers
    minimum, maximum, default   the default changes nothing
    step     smallest useful change
    group    "Light" or "Colour"
    """

    name: str
    label: str
    unit: str
    minimum: float
    maximum: float
    default: float
    step: float
    group: str

    @property
    def is_ratio(self) -> bool:
        """Whether the default is a neutral factor: gamma and the slopes of curves."""
        return self.default == 1

    def clamp(self, value: float) -> float:
        """The nearest value inside the range."""
        return min(max(float(value), self.minimum), self.maximum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A named formula over pixels.

    apply(pixels, values): pixels (..., 3) float, NumPy or torch, sRGB-encoded, may exceed [0, 1];
    values one entry per Param. Pure, pointwise, differentiable almost everywhere; returns the
    same shape, dtype and library, finite for finite input, and the input itself at the defaults.
    """

    name: str
    label: str
    group: str
    params: tuple[Param, ...]
    apply: Callable[[Any, Values], Any]

    def defaults(self) -> dict[str, float]:
        """The values at which the filter changes nothing."""
        return {param.name: param.default for param in self.params}

    def is_identity(self, values: Values) -> bool:
        """Whether plain numbers `values` leave every photo alone."""
        return all(float(values[p.name]) == p.default for p in self.params)


def stack_params(pixels: Any, values: Values, names: tuple[str, ...]) -> list[Any]:
    """The values of `names`, each as a number or an array of the pixels' library."""
    xp = array_namespace(pixels)
    return [
        v if isinstance(v, int | float) else xp.asarray(v, dtype=pixels.dtype)
        for v in (values[name] for name in names)
    ]


def piecewise_curve(x: Any, slopes: list[Any]) -> Any:
    """The curve of EXPOSURE with len(slopes) equal pieces, as a change relative to the input.

    y = (K / sum t) * sum_i t_i * clip(x - i/K, 0, 1/K) on [0, 1]. Outside [0, 1] the paper's sum
    stops growing; here the overshoot is carried along unchanged, so that equal slopes are the
    identity everywhere and highlights above 1 survive until the end of the chain.
    """
    xp = array_namespace(x)
    num_pieces = len(slopes)
    total = sum(slopes[1:], start=slopes[0])
    y = 0.0 * x
    for i, slope in enumerate(slopes):
        y = y + slope * xp.clip(x - i / num_pieces, min=0.0, max=1 / num_pieces)
    inside = xp.clip(x, min=0.0, max=1.0)
    return x + (y * (num_pieces / total) - inside)
