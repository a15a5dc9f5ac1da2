"""What Develop shows."""

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.recipe import FilterSetting, Recipe


class Compare(Enum):
    """How the untouched photo is shown beside the developed one."""

    AFTER = "after"
    BEFORE = "before"
    SIDE_BY_SIDE = "side by side"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class DevelopState:
    """One photo and how it is looked at.

    photo    None when nothing is open
    recipe   what is on the screen; while a slider is held, ahead of what is kept
    problem  why the photo cannot be shown
    """

    photo: Path | None = None
    recipe: Recipe = Recipe()
    compare: Compare = Compare.AFTER
    is_clipping_shown: bool = False
    problem: str | None = None

    def toggled(self, compare: Compare) -> "DevelopState":
        """The other way of comparing, or back to the developed photo alone."""
        is_on = self.compare is compare
        return replace(self, compare=Compare.AFTER if is_on else compare)


def setting_of(recipe: Recipe, name: str) -> FilterSetting:
    """A filter's setting in a recipe; one that changes nothing when it has none."""
    for setting in recipe.filters:
        if setting.name == name:
            return setting
    return FilterSetting(name=name, values=FILTERS_BY_NAME[name].defaults())
