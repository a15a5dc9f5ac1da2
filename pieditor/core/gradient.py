"""Gradients of the filters without torch: reverse-mode differentiation of the same formulas.

The filters take their functions from the array they are given. A `Traced` array supplies functions
that record, beside each result, how a gradient at the result becomes gradients at its inputs;
walking the record backwards is the chain rule (reverse-mode differentiation, Linnainmaa 1970).
Where a function has a corner (clip, abs, where), the gradient is that of the side the value is on,
as in torch.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
# Maps the gradient at a result to that at one input, before the input's broadcasting is undone.
Pull = Callable[[Floats], Floats]


class Traced:
    """A float array with the record of its computation; short-lived, as the record is large."""

    # Makes NumPy arrays defer arithmetic with a Traced to the Traced.
    __array_ufunc__ = None
    __slots__ = ("inputs", "value")

    def __init__(self, value: Floats, inputs: tuple[tuple["Traced", Pull], ...] = ()) -> None:
        self.value = value
        self.inputs = inputs

    def __array_namespace__(self, api_version: str | None = None) -> type["Functions"]:
        """The protocol by which array-api-compat finds an array's functions."""
        return Functions

    @property
    def dtype(self) -> np.dtype[Any]:
        """The dtype of the wrapped array."""
        return self.value.dtype

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the wrapped array."""
        return self.value.shape

    def __add__(self, other: Any) -> "Traced":
        return _join(self, other, np.add, lambda g: g, lambda g: g)

    __radd__ = __add__

    def __sub__(self, other: Any) -> "Traced":
        return _join(self, other, np.subtract, lambda g: g, lambda g: -g)

    def __rsub__(self, other: Any) -> "Traced":
        return _join(other, self, np.subtract, lambda g: g, lambda g: -g)

    def __mul__(self, other: Any) -> "Traced":
        a, b = self.value, _plain(other)
        return _join(self, other, np.multiply, lambda g: g * b, lambda g: g * a)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> "Traced":
        return _divide(self, other)

    def __rtruediv__(self, other: Any) -> "Traced":
        return _divide(other, self)

    def __pow__(self, other: Any) -> "Traced":
        return _power(self, other)

    def __rpow__(self, other: Any) -> "Traced":
        return _power(other, self)

    def __neg__(self) -> "Traced":
        return Traced(-self.value, ((self, lambda g: -g),))

    def __gt__(self, other: Any) -> NDArray[np.bool_]:
        return np.asarray(self.value > _plain(other))

    def __le__(self, other: Any) -> NDArray[np.bool_]:
        return np.asarray(self.value <= _plain(other))

    def __getitem__(self, place: Any) -> "Traced":
        def pull(g: Floats) -> Floats:
            whole = np.zeros_like(self.value)
            whole[place] = g
            return whole

        return Traced(self.value[place], ((self, pull),))


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Traced) else value


def _undo_broadcast(gradient: Floats, shape: tuple[int, ...]) -> Floats:
    """Sum the gradient over the axes that were broadcast."""
    if gradient.shape == shape:
        return gradient
    extra = gradient.ndim - len(shape)
    axes = tuple(range(extra)) + tuple(
        extra + i for i, n in enumerate(shape) if n == 1 and gradient.shape[extra + i] != 1
    )
    return np.asarray(gradient.sum(axis=axes, keepdims=True)).reshape(shape)


def _join(a: Any, b: Any, function: Callable[..., Any], pull_a: Pull, pull_b: Pull) -> Traced:
    inputs = [(x, pull) for x, pull in ((a, pull_a), (b, pull_b)) if isinstance(x, Traced)]
    return Traced(function(_plain(a), _plain(b)), tuple(inputs))


def _divide(a: Any, b: Any) -> Traced:
    top, bottom = _plain(a), _plain(b)
    return _join(a, b, np.divide, lambda g: g / bottom, lambda g: -g * top / (bottom * bottom))


def _power(a: Any, b: Any) -> Traced:
    base, exponent = _plain(a), _plain(b)
    result = np.power(base, exponent)

    def to_base(g: Floats) -> Floats:
        return np.asarray(g * exponent * np.power(base, exponent - 1))

    def to_exponent(g: Floats) -> Floats:
        log = math.log(base) if isinstance(base, float) else np.log(base)
        return np.asarray(g * result * log)

    inputs = [(x, p) for x, p in ((a, to_base), (b, to_exponent)) if isinstance(x, Traced)]
    return Traced(np.asarray(result), tuple(inputs))


class Functions:
    """The functions of the array API standard that the filters use, on `Traced` arrays."""

    @staticmethod
    def asarray(x: Any, dtype: Any = None) -> Any:
        """Return a traced array as it is, anything else as a plain array."""
        return x if isinstance(x, Traced) else np.asarray(x, dtype=dtype)

    @staticmethod
    def astype(x: Traced, dtype: Any) -> Traced:
        """Do nothing: the dtype is the caller's throughout."""
        return x

    @staticmethod
    def exp(x: Any) -> Any:
        """e to the power x."""
        if not isinstance(x, Traced):
            return np.exp(x)
        result = np.exp(x.value)
        return Traced(result, ((x, lambda g: g * result),))

    @staticmethod
    def cos(x: Traced) -> Traced:
        """Cosine."""
        return Traced(np.cos(x.value), ((x, lambda g: -g * np.sin(x.value)),))

    @staticmethod
    def abs(x: Traced) -> Traced:
        """Absolute value; no gradient at 0."""
        sign = np.sign(x.value)
        return Traced(np.abs(x.value), ((x, lambda g: g * sign),))

    @staticmethod
    def sign(x: Traced) -> Floats:
        """-1, 0 or 1; a constant for the gradient."""
        return np.asarray(np.sign(x.value))

    @staticmethod
    def clip(x: Any, min: float | None = None, max: float | None = None) -> Any:
        """Clip; the gradient is 0 beyond the ends and that of the inside at them, as in torch."""
        value = _plain(x)
        result = np.clip(value, min, max)
        if not isinstance(x, Traced):
            return result
        is_inside = result == value
        return Traced(result, ((x, lambda g: g * is_inside),))

    @staticmethod
    def where(condition: NDArray[np.bool_], a: Any, b: Any) -> Traced:
        """Take from `a` where the condition holds, else from `b`."""

        def choose(x: Any, y: Any) -> Any:
            return np.where(condition, x, y)

        return _join(a, b, choose, lambda g: g * condition, lambda g: g * ~condition)

    @staticmethod
    def max(x: Traced, *, axis: int, keepdims: bool) -> Traced:
        """Maximum along an axis; equal values share the gradient, as in torch."""
        return _extreme(x, x.value.max(axis=axis, keepdims=True), axis)

    @staticmethod
    def min(x: Traced, *, axis: int, keepdims: bool) -> Traced:
        """Minimum along an axis; equal values share the gradient, as in torch."""
        return _extreme(x, x.value.min(axis=axis, keepdims=True), axis)

    @staticmethod
    def concat(parts: list[Traced], *, axis: int) -> Traced:
        """Concatenate along an axis."""
        values = [_plain(part) for part in parts]
        edges = np.cumsum([0] + [value.shape[axis] for value in values])
        inputs = []
        for part, start, stop in zip(parts, edges, edges[1:], strict=False):
            if isinstance(part, Traced):
                places = np.arange(start, stop)
                inputs.append((part, lambda g, places=places: np.take(g, places, axis=axis)))
        return Traced(np.concatenate(values, axis=axis), tuple(inputs))


def _extreme(x: Traced, result: Floats, axis: int) -> Traced:
    is_it = x.value == result
    share = is_it / is_it.sum(axis=axis, keepdims=True)
    return Traced(result, ((x, lambda g: g * share.astype(x.dtype)),))


def gradients(result: Traced, gradient: Floats, inputs: list[Traced]) -> list[Floats]:
    """Propagate `gradient` at `result` back to each of `inputs`; 0 where they have no effect."""
    order: list[Traced] = []
    seen: set[int] = set()
    pending: list[tuple[Traced, bool]] = [(result, False)]
    while pending:
        node, is_done = pending.pop()
        if is_done:
            order.append(node)
        elif id(node) not in seen:
            seen.add(id(node))
            pending.append((node, True))
            pending.extend((source, False) for source, _ in node.inputs)
    found: dict[int, Floats] = {id(result): gradient}
    wanted = {id(node) for node in inputs}
    for node in reversed(order):
        here = found[id(node)] if id(node) in wanted else found.pop(id(node))
        for source, pull in node.inputs:
            there = _undo_broadcast(pull(here), source.shape)
            known = found.get(id(source))
            found[id(source)] = there if known is None else known + there
    return [found.get(id(node), np.zeros_like(node.value)) for node in inputs]


def differentiate(
    apply: Callable[[Any, Mapping[str, Any]], Any], pixels: Floats, values: Mapping[str, float]
) -> tuple[Floats, Callable[[Floats], tuple[Floats, dict[str, float]]]]:
    """A filter's result, and the function that propagates a gradient at it to the inputs.

    pixels  (..., 3) float; the gradient passed in has the same shape
    The function returns the gradient at the pixels and one number per value.

    >>> from pieditor.core.filters import EXPOSURE
    >>> grey = np.full((1, 1, 3), 0.5)
    >>> result, back = differentiate(EXPOSURE.apply, grey, {"stops": 0.0})
    >>> {name: round(float(g), 3) for name, g in back(np.ones((1, 1, 3)))[1].items()}
    {'stops': 0.481}
    """
    traced_pixels = Traced(pixels)
    traced = {name: Traced(np.asarray(v, dtype=pixels.dtype)) for name, v in values.items()}
    result = apply(traced_pixels, traced)

    def back(gradient: Floats) -> tuple[Floats, dict[str, float]]:
        at = gradients(result, gradient, [traced_pixels, *traced.values()])
        return at[0], {name: float(g) for name, g in zip(traced, at[1:], strict=True)}

    return result.value, back
