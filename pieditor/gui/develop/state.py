"""The state of the Develop view."""

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.recipe import FilterSetting, Recipe


class Compare(Enum):
    """The way of comparing the original with the developed photo."""

    AFTER = "after"
    BEFORE = "before"
    SIDE_BY_SIDE = "side by side"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopState:
    """One photo and its display.

    photo    None when nothing is open
    recipe   the recipe on the screen; while a slider is held, ahead of the saved one
    problem  the reason if the photo cannot be shown
    """

    photo: Path | None = None
    recipe: Recipe = Recipe()
    compare: Compare = Compare.AFTER
    is_clipping_shown: bool = False
    problem: str | None = None

    def toggled(self, compare: Compare) -> "DevelopState":
        """The state with this way of comparing, or without it if it was on."""
        is_on = self.compare is compare
        return replace(self, compare=Compare.AFTER if is_on else compare)


def setting_of(recipe: Recipe, name: str) -> FilterSetting:
    """A filter's setting in a recipe; a neutral one if the recipe has none."""
    for setting in recipe.filters:
        if setting.name == name:
            return setting
    return FilterSetting(name=name, values=FILTERS_BY_NAME[name].defaults())
