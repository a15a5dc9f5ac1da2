"""The colours of a photo before and after a look, few enough to fit sliders to.

They are means over the cells of a colour cube, 24 per axis, of which a photo fills some hundred.
Unlike a downscaled picture this keeps rare colours: the few pixels of a red coat get a small weight
but keep their red.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.metrics import delta_e76

Floats = NDArray[np.float64]

# A cell is 11 of 256 levels wide, and a look is nearly linear within it.
_CELLS = 24
# More colours make the fit slower but no better; a photo or shoot with more gets wider cells.
MOST_COLORS = 1000
# In CIE76. A smaller change is invisible and needs no explanation.
LEAST_CHANGE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ColorPairs:
    """Colours before and after a look.

    before, after  (N, 3) float64 in [0, 1], sRGB-encoded
    weight         (N,) share of the photo that has the colour; sums to 1
    """

    before: Floats
    after: Floats
    weight: Floats


def pair_colors(before: NDArray[Any], after: NDArray[Any]) -> ColorPairs:
    """The colours of two pictures (..., 3) in [0, 1] of the same shape, at most `MOST_COLORS`.

    >>> pairs = pair_colors(np.zeros((4, 4, 3)), np.ones((4, 4, 3)))
    >>> pairs.before.tolist(), pairs.after.tolist(), pairs.weight.tolist()
    ([[0.0, 0.0, 0.0]], [[1.0, 1.0, 1.0]], [1.0])
    """
    flat = [np.clip(p.reshape(-1, 3).astype(np.float64), 0, 1) for p in (before, after)]
    return _gather(flat[0], flat[1], np.full(len(flat[0]), 1 / len(flat[0])))


def pool_pairs(pairs: Sequence[ColorPairs]) -> ColorPairs:
    """The pooled colours of several photos, each photo with the same total weight."""
    return _gather(
        np.concatenate([p.before for p in pairs]),
        np.concatenate([p.after for p in pairs]),
        np.concatenate([p.weight for p in pairs]) / len(pairs),
    )


def _gather(before: Floats, after: Floats, weight: Floats) -> ColorPairs:
    """Average the colours within cells of the cube; widen the cells until few enough are filled."""
    cells = _CELLS
    while True:
        index = np.minimum((before * cells).astype(np.int64), cells - 1)
        key = (index[:, 0] * cells + index[:, 1]) * cells + index[:, 2]
        _, cell = np.unique(key, return_inverse=True)
        if cell.max() < MOST_COLORS:
            break
        cells = cells * 3 // 4
    total: Floats = np.bincount(cell, weight).astype(np.float64)

    def means(colors: Floats) -> Floats:
        sums = [np.bincount(cell, weight * colors[:, c]) for c in range(3)]
        # Rounding may lift a mean of ones slightly above 1.
        return np.clip(np.stack(sums, axis=-1) / total[:, None], 0, 1)

    return ColorPairs(before=means(before), after=means(after), weight=total)


def weighted_change(pairs: ColorPairs) -> float:
    """The mean CIE76 difference that a look makes to a photo with these colours."""
    return float(pairs.weight @ delta_e76(pairs.before, pairs.after))


def mean_change(before: NDArray[Any], after: NDArray[Any]) -> float:
    """The mean CIE76 difference of two pictures (..., 3) in [0, 1]."""
    return float(np.mean(delta_e76(before.astype(np.float64), after.astype(np.float64))))


def share_carried(before: NDArray[Any], sliders: NDArray[Any], after: NDArray[Any]) -> float:
    """The share of the change from `before` to `after` that the `sliders` picture makes, 0 to 1.

    1 − mean ΔE(sliders, after) / mean ΔE(before, after), CIE76, and 1 where `after` differs from
    `before` by less than `LEAST_CHANGE`, so that there is nothing to explain.

    >>> grey = [np.full((2, 2, 3), v) for v in (0.2, 0.6, 0.6)]
    >>> share_carried(*grey)
    1.0
    """
    whole = mean_change(before, after)
    if whole < LEAST_CHANGE:
        return 1.0
    return max(0.0, 1 - mean_change(sliders, after) / whole)
