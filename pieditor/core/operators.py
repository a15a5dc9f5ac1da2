"""Operators: edits that come before the taste and may read more than one pixel at a time.

An edit is operators, then the taste, then filters. Operators run once for a photo and their result
is cached, so that moving a filter's slider does not run them again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import Cancelled
from pieditor.core.filters import Param, Values
from pieditor.core.photo import Pixels
from pieditor.core.render.processor import ROWS_PER_TILE, from_float, to_float
from pieditor.core.step_setting import StepSetting

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A named change of a whole photo.

    apply(pixels, values): pixels (H, W, 3) float32, sRGB-encoded, in [0, 1]; values one entry per
    Param. Pure; returns the same shape, and the input itself at the defaults.

    halo  rows read above and below those that are changed; None if it needs the whole photo
    """

    name: str
    label: str
    params: tuple[Param, ...]
    apply: Callable[[Floats, Values], Floats]
    halo: int | None


OPERATORS: dict[str, Operator] = {}
"""Operators by name, in the order in which they run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSetting(StepSetting):
    """One operator's sliders, switch and strength."""

    @property
    def params(self) -> tuple[Param, ...]:
        """The operator's sliders."""
        return OPERATORS[self.name].params


def acting_operators(settings: Sequence[OperatorSetting]) -> tuple[OperatorSetting, ...]:
    """The settings that change something, in the order in which operators run."""
    by_name = {setting.name: setting for setting in settings if not setting.changes_nothing}
    return tuple(by_name[name] for name in OPERATORS if name in by_name)


def apply_operators(
    settings: Sequence[OperatorSetting],
    pixels: Pixels,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """The photo after its operators: the same shape and dtype, clipped; itself without any.

    Raises Cancelled when `is_cancelled` returns true between tiles.
    """
    for setting in acting_operators(settings):
        pixels = _apply(setting, pixels, is_cancelled)
    return pixels


def _apply(setting: OperatorSetting, pixels: Pixels, is_cancelled: Callable[[], bool]) -> Pixels:
    operator, num_rows = OPERATORS[setting.name], pixels.shape[0]
    step = num_rows if operator.halo is None else ROWS_PER_TILE
    halo = operator.halo or 0
    out = np.empty_like(pixels)
    for first in range(0, num_rows, max(step, 1)):
        if is_cancelled():
            raise Cancelled
        last = min(first + step, num_rows)
        begin = max(first - halo, 0)
        tile = to_float(pixels[begin : min(last + halo, num_rows)])
        changed = operator.apply(tile, setting.values)[first - begin : last - begin]
        own = tile[first - begin : last - begin]
        if setting.strength != 1:
            changed = own + np.float32(setting.strength) * (changed - own)
        out[first:last] = from_float(changed, pixels.dtype)
    return out
