"""What a guided search shows: its steps so far and the one that is looked at."""

from dataclasses import dataclass, replace
from pathlib import Path

from pieditor.core.recipe import Recipe, acting
from pieditor.services.develop.suggest import NUM_STEPS, GuideKind, SuggestedStep, answer

_CLEARLY = 0.1  # of a score


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestState:
    """One search on one photo, from its beginning until a step is taken or it is left.

    taste         the name of the taste that guides; "" without one
    kept          what the photo has while nothing is taken
    most_steps    as many as may come; once no more will, as many as have
    steps         those that have come, by their numbers; 0 is the photo before the search
    shown         number of the step on the screen; None before the first has come
    is_following  the newest step is shown as it comes, until another is chosen
    is_running    more may come
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
        """One more has come."""
        shown = len(self.steps) if self.is_following else self.shown
        return replace(self, steps=(*self.steps, step), shown=shown)

    def chosen(self, number: int) -> "SuggestState":
        """Look at a step, the nearest there is; the newest is followed while more come."""
        if not self.steps:
            return self
        last = len(self.steps) - 1
        number = min(max(number, 0), last)
        return replace(self, shown=number, is_following=self.is_running and number == last)

    def ended(self) -> "SuggestState":
        """No more will come; the answer is shown, unless another step was chosen."""
        if not self.is_running:
            return self
        num_steps = max(1, len(self.steps) - 1)
        ended = replace(self, is_running=False, is_following=False, most_steps=num_steps)
        if self.is_following and self.best is not None:
            return replace(ended, shown=self.best.number)
        return ended

    @property
    def step(self) -> SuggestedStep | None:
        """The step on the screen."""
        return None if self.shown is None else self.steps[self.shown]

    @property
    def best(self) -> SuggestedStep | None:
        """The best so far, which at the end is the answer."""
        return answer(self.steps) if self.steps else None

    def is_kept(self, step: SuggestedStep) -> bool:
        """Whether a step does what is done to the photo already."""
        kept, recipe = self.kept, step.recipe
        return (
            recipe.taste is kept.taste
            and not kept.is_explained
            and acting(recipe.filters) == acting(kept.filters)
        )

    @property
    def has_found_nothing(self) -> bool:
        """Whether the search is over and nothing is better than no filters."""
        return not self.is_running and self.best is not None and self.best.number == 0

    @property
    def goes_too_far(self) -> bool:
        """Whether steps score clearly higher than the answer.

        The search calls no step the best that makes more of the photo black or white, or that
        changes more than it gains.
        """
        if (best := self.best) is None:
            return False
        return max(step.score for step in self.steps) > best.score + _CLEARLY
