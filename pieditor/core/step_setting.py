"""The parts that filters and operators share in a recipe: sliders, a switch and a strength."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pieditor.core.filters.filter import Param


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSetting:
    """The sliders, switch and strength (0 … 1) of one step of an edit.

    values  one number per parameter; entries that a newer version added are kept but not used
    """

    name: str
    values: Mapping[str, float]
    is_on: bool = True
    strength: float = 1.0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def params(self) -> tuple[Param, ...]:
        """The sliders that a step of this name has; defined by each kind of step."""
        raise NotImplementedError

    @property
    def changes_nothing(self) -> bool:
        """Whether rendering may leave this step out."""
        idle = not self.is_on or self.strength == 0
        return idle or all(float(self.values[p.name]) == p.default for p in self.params)
