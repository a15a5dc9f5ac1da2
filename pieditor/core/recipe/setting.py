"""One filter's place in a recipe: its sliders, its switch and its strength."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSetting:
    """One filter's sliders, switch and strength (0 … 1).

    values  one number per parameter; entries a newer version added are kept and not used
    """

    name: str
    values: Mapping[str, float]
    is_on: bool = True
    strength: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changes_nothing(self) -> bool:
        """Whether rendering may leave this filter out."""
        idle = not self.is_on or self.strength == 0
        return idle or FILTERS_BY_NAME[self.name].is_identity(self.values)


def acting(filters: Iterable[FilterSetting]) -> tuple[FilterSetting, ...]:
    """The settings that change something."""
    return tuple(setting for setting in filters if not setting.changes_nothing)


def in_order(by_name: Mapping[str, FilterSetting]) -> tuple[FilterSetting, ...]:
    """Settings in the order of the chain."""
    return tuple(by_name[f.name] for f in ALL_FILTERS if f.name in by_name)
