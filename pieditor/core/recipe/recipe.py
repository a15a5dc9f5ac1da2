"""Everything done to one photo, as data: taste and strength, then filters in order."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pieditor.core.operators import OperatorSetting, acting_operators
from pieditor.core.recipe.setting import FilterSetting, acting, in_order
from pieditor.core.taste import TasteBody

MIN_STRENGTH, MAX_STRENGTH = 0.0, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class TasteUse:
    """A taste inside a recipe, whole, so that the recipe renders where the taste is not stored.

    strength   0 … 1.5; 1 is the look as predicted
    explained  the sliders that were fitted to the look, when they were; the recipe's filters begin
               as them and may be changed further. With F the filters, F0 these, T the look at the
               taste's strength and r the remainder, a colour x becomes F(x) + r (T(x) − F0(x)).
    remainder  0 … 1.5, the strength of what the look does beyond the sliders: at 1 and with the
               filters as fitted the photo is as the taste renders it, at 0 it is the sliders'
               alone. Without `explained` a factor on the taste's strength.
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
        """The taste as predicted, with no sliders that stand for it."""
        strength = self.strength if strength is None else strength
        return replace(self, strength=strength, explained=None, remainder=1.0)

    def has_same_taste(self, other: "TasteUse | None") -> bool:
        """Whether the other is this taste, however strong it is and whatever stands for it."""
        return other is not None and (self.name, self.body) == (other.name, other.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The whole edit. `filters` holds at most one setting per filter, in the chain's order.

    Operators come first, then the look of the taste, then the filters; of an explained taste the
    filters stand for a part of the look, see `TasteUse`.
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
        """The sliders that stand for a part of the taste; None without such."""
        return None if self.taste is None else self.taste.explained

    @property
    def remainder(self) -> float:
        """See `TasteUse`; 1 without a taste."""
        return 1.0 if self.taste is None else self.taste.remainder

    @property
    def is_explained(self) -> bool:
        """Whether sliders stand for a part of the taste."""
        return self.explained is not None

    @property
    def changes_nothing(self) -> bool:
        """Whether the rendered photo is the photo."""
        if self.look_strength != 0 or acting_operators(self.operators):
            return False
        explained = acting(self.explained or ())
        if self.remainder == 1:  # an explained taste's own strength is 0
            return acting(self.filters) == explained
        return not acting(self.filters) and not (self.remainder and explained)

    def with_filter(self, setting: FilterSetting) -> "Recipe":
        """The recipe with this filter's setting replaced or added at its place in the chain."""
        by_name = {s.name: s for s in self.filters} | {setting.name: setting}
        return replace(self, filters=in_order(by_name))
