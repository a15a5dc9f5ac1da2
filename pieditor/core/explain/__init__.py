"""A look as sliders that anyone can read: the eight filters fitted to what a look does to colours.

The filters are pointwise, so a photo is represented by its colours and the share of pixels that
have each; see `colors`. The fit is robust nonlinear least squares on CIELAB distances; penalties
and leaving sliders out keep the result readable. See `fit` and docs/adr/0008.
"""

from pieditor.core.explain.colors import (
    LEAST_CHANGE,
    ColorPairs,
    mean_change,
    pair_colors,
    pool_pairs,
    share_carried,
)
from pieditor.core.explain.fit import fit_sliders

__all__ = [
    "LEAST_CHANGE",
    "ColorPairs",
    "fit_sliders",
    "mean_change",
    "pair_colors",
    "pool_pairs",
    "share_carried",
]
