"""A piecewise curve as points that can be dragged, instead of the slopes that recipes hold.

The curve of EXPOSURE (`filter.piecewise_curve`) is fixed by its relative slopes, each within a
range; users drag points instead. Heights are the curve's values at 0, 1/K … 1 for K slopes.
"""

import itertools
import math
from collections.abc import Sequence

# Width, in points, of the bell-shaped weight by which neighbours follow a dragged point, so that a
# drag bends the curve instead of breaking it.
_REACH = 1.2
_HALVINGS = 20  # bisection to less than a millionth of the drag


def heights(slopes: Sequence[float]) -> list[float]:
    """The curve's values at 0, 1/K … 1.

    >>> heights([1.0, 1.0, 2.0])
    [0.0, 0.25, 0.5, 1.0]
    """
    total = sum(slopes)
    result = [0.0]
    for slope in slopes:
        result.append(result[-1] + slope / total)
    result[-1] = 1.0
    return result


def slopes_within(points: Sequence[float], minimum: float, maximum: float) -> list[float] | None:
    """Slopes in [minimum, maximum] for a curve through `points`, or None when there are none.

    Only ratios of slopes count; of all solutions, return the one with its mean nearest to 1.
    """
    num_pieces = len(points) - 1
    raw = [(high - low) * num_pieces for low, high in itertools.pairwise(points)]
    if min(raw) <= 0 or max(raw) / min(raw) > maximum / minimum * (1 + 1e-9):
        return None
    factor = min(max(1.0, minimum / min(raw)), maximum / max(raw))
    return [min(max(slope * factor, minimum), maximum) for slope in raw]


def move_point(
    slopes: Sequence[float],
    index: int,
    height: float,
    minimum: float,
    maximum: float,
    *,
    is_alone: bool = False,
) -> list[float]:
    """The slopes after dragging point `index` (1 … K − 1) towards `height`, within the range.

    is_alone  leave the neighbours where they are
    """
    start = heights(slopes)

    def moved(share: float) -> list[float] | None:
        change = share * (height - start[index])
        points = list(start)
        for i in range(1, len(points) - 1):
            distance = i - index
            bell = math.exp(-(distance**2) / (2 * _REACH**2))
            points[i] += change * (float(distance == 0) if is_alone else bell)
        return slopes_within(points, minimum, maximum)

    if (whole := moved(1.0)) is not None:
        return whole
    low, high = 0.0, 1.0
    best = list(slopes)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (found := moved(middle)) is None:
            high = middle
        else:
            low, best = middle, found
    return best
