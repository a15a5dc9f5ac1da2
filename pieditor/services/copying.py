"""Copy settings from one photo to others: only what was chosen, and the taste as an intention.

A taste that is pasted is not a copy of colours: each photo gets the look that its own content
calls for. Filters are copied as they are, and only those that were chosen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.recipe import FilterSetting, Recipe

TASTE_PART = "taste"
# What a photographer may choose from, in the order of the panel.
PARTS: tuple[str, ...] = (TASTE_PART, *(filter_.name for filter_ in ALL_FILTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedSettings:
    """A recipe and which of its parts are to be pasted."""

    recipe: Recipe
    parts: frozenset[str]


def parts_in_use(recipe: Recipe) -> frozenset[str]:
    """The parts of a recipe that do something: what is chosen unless the user says otherwise."""
    used = {s.name for s in recipe.filters if not s.changes_nothing}
    return frozenset(used | ({TASTE_PART} if recipe.taste is not None else set()))


def changed_parts(before: Recipe, after: Recipe) -> frozenset[str]:
    """The parts in which two recipes differ: what was touched between them."""
    old = {s.name: s for s in before.filters}
    new = {s.name: s for s in after.filters}
    parts = {name for name in old.keys() | new.keys() if _differ(old.get(name), new.get(name))}
    if before.taste is not after.taste or before.remainder != after.remainder:
        parts.add(TASTE_PART)
    return frozenset(parts)


def _differ(old: FilterSetting | None, new: FilterSetting | None) -> bool:
    """Whether two settings differ in what they do; one that was never set does nothing."""
    if (old is None or old.changes_nothing) and (new is None or new.changes_nothing):
        return False
    return old != new


def paste(copied: CopiedSettings, onto: Recipe) -> Recipe:
    """`onto` with the chosen parts replaced; every other part stays as it is."""
    return replace_parts(onto, copied.recipe, copied.parts)


def replace_parts(onto: Recipe, source: Recipe, parts: Iterable[str]) -> Recipe:
    """`onto` with `parts` as they are in `source`; a part the source has not is taken out."""
    chosen = frozenset(parts)
    kept = [s for s in onto.filters if s.name not in chosen]
    recipe = replace(onto, filters=tuple(kept))
    for setting in source.filters:
        if setting.name in chosen:
            recipe = recipe.with_filter(setting)
    if TASTE_PART in chosen:
        recipe = replace(recipe, taste=source.taste, remainder=source.remainder)
    return recipe.with_filter(recipe.filters[0]) if recipe.filters else recipe


def reset(recipe: Recipe) -> Recipe:
    """Nothing done to the photo; fields of newer versions stay."""
    return replace(recipe, taste=None, filters=(), remainder=1.0)
