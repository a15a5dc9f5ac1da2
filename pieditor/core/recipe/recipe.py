"""Everything done to one photo, as data: taste and strength, filters in order, remainder."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.recipe.setting import FilterSetting, acting, in_order


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TasteUse:
    """A taste inside a recipe, whole, so that the recipe renders where the taste is not stored.

    vector    (512,) float32, mean of unit embeddings
    model     sha256 of the embedding model that made the vector
    strength  0 … 1.5; 1 is the look as predicted
    """

    name: str
    vector: NDArray[np.float32]
    model: str
    strength: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The whole edit. `filters` holds at most one setting per filter, in the chain's order.

    taste      without `explained` its look comes first, then the filters
    explained  the sliders that were fitted to the look, when they were; `filters` begins as them
               and may be changed further. With F the filters, F0 these, T the look at the taste's
               strength and r the remainder, a colour x becomes F(x) + r (T(x) − F0(x)).
               Means nothing without a taste.
    remainder  0 … 1.5, the strength of what the look does beyond the sliders: at 1 and with
               `filters` as fitted the photo is as the taste renders it, at 0 it is the sliders'
               alone. Without `explained` a factor on the taste's strength.
    """

    taste: TasteUse | None = None
    filters: tuple[FilterSetting, ...] = ()
    explained: tuple[FilterSetting, ...] | None = None
    remainder: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def look_strength(self) -> float:
        """How strongly the look predicted for the taste is applied; 0 when none is needed."""
        return 0.0 if self.taste is None else self.taste.strength * self.remainder

    @property
    def is_explained(self) -> bool:
        """Whether sliders stand for a part of the taste."""
        return self.taste is not None and self.explained is not None

    @property
    def changes_nothing(self) -> bool:
        """Whether the rendered photo is the photo."""
        if self.look_strength != 0:
            return False
        if self.is_explained and self.remainder == 1:  # the taste's own strength is 0
            return acting(self.filters) == acting(self.explained or ())
        taken_back = self.explained if self.is_explained and self.remainder else ()
        return not acting(self.filters) and not acting(taken_back or ())

    def with_filter(self, setting: FilterSetting) -> "Recipe":
        """The recipe with this filter's setting replaced or added at its place in the chain."""
        by_name = {s.name: s for s in self.filters} | {setting.name: setting}
        return replace(self, filters=in_order(by_name))
