"""The eight filters, in the order in which they are applied.

Source: EXPOSURE (Hu et al., ACM ToG 2018); used as one fixed chain by PIEA (ICMR 2019).
"""

from pieditor.core.filters.black_white import BLACK_WHITE
from pieditor.core.filters.color_curve import COLOR_CURVE
from pieditor.core.filters.contrast import CONTRAST
from pieditor.core.filters.exposure import EXPOSURE
from pieditor.core.filters.filter import Filter, Param, Value, Values
from pieditor.core.filters.gamma import GAMMA
from pieditor.core.filters.saturation import SATURATION
from pieditor.core.filters.tone_curve import TONE_CURVE
from pieditor.core.filters.white_balance import WHITE_BALANCE

# The order is PIEA's chain; recipes store filters by name, the chain order is fixed.
ALL_FILTERS: tuple[Filter, ...] = (
    EXPOSURE,
    GAMMA,
    WHITE_BALANCE,
    SATURATION,
    TONE_CURVE,
    CONTRAST,
    BLACK_WHITE,
    COLOR_CURVE,
)
FILTERS_BY_NAME = {filter_.name: filter_ for filter_ in ALL_FILTERS}

__all__ = [
    "ALL_FILTERS",
    "BLACK_WHITE",
    "COLOR_CURVE",
    "CONTRAST",
    "EXPOSURE",
    "FILTERS_BY_NAME",
    "GAMMA",
    "SATURATION",
    "TONE_CURVE",
    "WHITE_BALANCE",
    "Filter",
    "Param",
    "Value",
    "Values",
]
