"""One filter's place in a recipe: its sliders, its switch and its strength."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME, Param
from pieditor.core.step_setting import StepSetting


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSetting(StepSetting):
    """One filter's sliders, switch and strength."""

    @property
    def params(self) -> tuple[Param, ...]:
        """The filter's sliders."""
        return FILTERS_BY_NAME[self.name].params


def acting(filters: Iterable[FilterSetting]) -> tuple[FilterSetting, ...]:
    """The settings that change something."""
    return tuple(setting for setting in filters if not setting.changes_nothing)


def in_order(by_name: Mapping[str, FilterSetting]) -> tuple[FilterSetting, ...]:
    """Settings in the order of the chain."""
    return tuple(by_name[f.name] for f in ALL_FILTERS if f.name in by_name)
