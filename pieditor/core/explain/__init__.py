"""A look as sliders that anyone can read: the eight filters fitted to what a look does to colours.

Everything here is pointwise, so a photo is no more than its colours, each with how much of the
photo has it; see `colors`. The fit is nonlinear least squares on distances in CIELAB, made robust,
and readable by penalties and by leaving sliders out; see `fit` and docs/adr/0008.
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
