"""Everything done to one photo, as data: operators, taste and filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pieditor.core.operators import OperatorSetting, acting_operators
from pieditor.core.recipe.setting import FilterSetting, acting, in_order
from pieditor.core.taste import TasteBody

MIN_STRENGTH, MAX_STRENGTH = 0.0, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TasteUse:
    """A taste inside a recipe, complete, so that the recipe renders where the taste is not stored.

    strength   0 … 1.5; 1 is the look as predicted
    explained  the sliders fitted to the look, or None; the recipe's filters start as a copy of
               them and may then change. With F the filters, F0 the fitted ones, T the look at the
               taste's strength and r the remainder, a colour x becomes F(x) + r (T(x) − F0(x)).
    remainder  0 … 1.5, the strength of the part of the look that the sliders miss. At 1, with the
               filters as fitted, the photo is as the taste renders it; at 0 only the sliders act.
               Without `explained` it multiplies the taste's strength.
    """

    name: str
    body: TasteBody
    strength: float = 1.0
    explained: tuple[FilterSetting, ...] | None = None
    remainder: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def look_strength(self) -> float:
        """How strongly the look predicted for the taste is applied; 0 when none is needed."""
        return self.strength * self.remainder

    def alone(self, strength: float | None = None) -> "TasteUse":
        """The taste as predicted, without fitted sliders."""
        strength = self.strength if strength is None else strength
        return replace(self, strength=strength, explained=None, remainder=1.0)

    def has_same_taste(self, other: "TasteUse | None") -> bool:
        """Whether the other is the same taste, whatever its strength and fitted sliders."""
        return other is not None and (self.name, self.body) == (other.name, other.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The whole edit. `filters` holds at most one setting per filter, in the chain's order.

    Operators come first, then the taste's look, then the filters. With an explained taste the
    filters stand in for a part of the look, see `TasteUse`.
    """

    operators: tuple[OperatorSetting, ...] = ()
    taste: TasteUse | None = None
    filters: tuple[FilterSetting, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def look_strength(self) -> float:
        """How strongly the look predicted for the taste is applied; 0 when none is needed."""
        return 0.0 if self.taste is None else self.taste.look_strength

    @property
    def explained(self) -> tuple[FilterSetting, ...] | None:
        """The sliders fitted to the taste; None without a taste or a fit."""
        return None if self.taste is None else self.taste.explained

    @property
    def remainder(self) -> float:
        """The taste's remainder, see `TasteUse`; 1 without a taste."""
        return 1.0 if self.taste is None else self.taste.remainder

    @property
    def is_explained(self) -> bool:
        """Whether sliders were fitted to the taste."""
        return self.explained is not None

    @property
    def changes_nothing(self) -> bool:
        """Whether rendering leaves the photo unchanged."""
        if self.look_strength != 0 or acting_operators(self.operators):
            return False
        explained = acting(self.explained or ())
        if self.remainder == 1:  # an explained taste's own strength is 0
            return acting(self.filters) == explained
        return not acting(self.filters) and not (self.remainder and explained)

    def with_filter(self, setting: FilterSetting) -> "Recipe":
        """The recipe with this filter's setting, replaced or inserted at its place in the chain."""
        by_name = {s.name: s for s in self.filters} | {setting.name: setting}
        return replace(self, filters=in_order(by_name))
