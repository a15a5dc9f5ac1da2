"""The state of a guided search: its steps so far and the selected one."""

from dataclasses import dataclass, replace
from pathlib import Path

from pieditor.core.recipe import Recipe, acting
from pieditor.services.develop.suggest import NUM_STEPS, GuideKind, SuggestedStep, answer

_CLEARLY = 0.1  # a visible difference in score


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestState:
    """One search on one photo, from its start until a step is accepted or it is discarded.

    taste         name of the guiding taste; "" without one
    kept          the photo's saved recipe
    most_steps    the maximum number of steps; after the end, their actual number
    steps         the steps so far, by number; 0 is the photo before the search
    shown         number of the selected step; None before the first
    is_following  whether each new step is selected, until the user selects one
    is_running    whether more steps may arrive
    """

    photo: Path
    guide: GuideKind
    kept: Recipe
    taste: str = ""
    most_steps: int = NUM_STEPS
    steps: tuple[SuggestedStep, ...] = ()
    shown: int | None = None
    is_following: bool = True
    is_running: bool = True

    def with_step(self, step: SuggestedStep) -> "SuggestState":
        """The state with one more step."""
        shown = len(self.steps) if self.is_following else self.shown
        return replace(self, steps=(*self.steps, step), shown=shown)

    def chosen(self, number: int) -> "SuggestState":
        """Select the nearest existing step; selecting the newest follows new ones."""
        if not self.steps:
            return self
        last = len(self.steps) - 1
        number = min(max(number, 0), last)
        return replace(self, shown=number, is_following=self.is_running and number == last)

    def ended(self) -> "SuggestState":
        """The state after the end; the result is selected, unless the user selected a step."""
        if not self.is_running:
            return self
        num_steps = max(1, len(self.steps) - 1)
        ended = replace(self, is_running=False, is_following=False, most_steps=num_steps)
        if self.is_following and self.best is not None:
            return replace(ended, shown=self.best.number)
        return ended

    @property
    def step(self) -> SuggestedStep | None:
        """The selected step."""
        return None if self.shown is None else self.steps[self.shown]

    @property
    def best(self) -> SuggestedStep | None:
        """The best step so far; at the end the result."""
        return answer(self.steps) if self.steps else None

    def is_kept(self, step: SuggestedStep) -> bool:
        """Whether a step equals the photo's saved recipe in effect."""
        kept, recipe = self.kept, step.recipe
        return (
            recipe.taste is kept.taste
            and not kept.is_explained
            and acting(recipe.filters) == acting(kept.filters)
        )

    @property
    def has_found_nothing(self) -> bool:
        """Whether the search ended without a step better than no filters."""
        return not self.is_running and self.best is not None and self.best.number == 0

    @property
    def goes_too_far(self) -> bool:
        """Whether some step scores clearly higher than the result.

        The search never marks a step as best that clips too much, or whose change costs more than
        it gains.
        """
        if (best := self.best) is None:
            return False
        return max(step.score for step in self.steps) > best.score + _CLEARLY
