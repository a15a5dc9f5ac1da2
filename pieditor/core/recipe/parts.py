"""Copy chosen settings from one photo to others; a taste is predicted anew for each photo.

Pasting a taste does not copy colours: each photo gets the look that the model predicts for it.
Filters are copied as they are. Sliders fitted to a taste (`TasteUse.explained`) are copied with it,
for those filters that are pasted too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pieditor.core.filters import ALL_FILTERS
from pieditor.core.operators import OPERATORS, acting_operators
from pieditor.core.recipe.recipe import Recipe
from pieditor.core.recipe.setting import FilterSetting, in_order

TASTE_PART = "taste"
# The parts that a photographer may choose, in the order of the panel.
PARTS: tuple[str, ...] = (TASTE_PART, *(filter_.name for filter_ in ALL_FILTERS))


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedSettings:
    """A recipe and which of its parts are to be pasted."""

    recipe: Recipe
    parts: frozenset[str]


def parts_in_use(recipe: Recipe) -> frozenset[str]:
    """The parts of a recipe that do something; the default choice for copying."""
    used = {s.name for s in recipe.filters if not s.changes_nothing}
    # A filter that was fitted and then reset differs from the fit, so it counts as a change.
    used |= {s.name for s in recipe.explained or ()}
    used |= {s.name for s in acting_operators(recipe.operators)}
    return frozenset(used | ({TASTE_PART} if recipe.taste is not None else set()))


def changed_parts(before: Recipe, after: Recipe) -> frozenset[str]:
    """The parts in which two recipes differ."""
    old = {s.name: s for s in before.filters}
    new = {s.name: s for s in after.filters}
    parts = {name for name in old.keys() | new.keys() if _differ(old.get(name), new.get(name))}
    if before.explained != after.explained:
        fitted = (before.explained or ()) + (after.explained or ())
        parts |= {TASTE_PART} | {setting.name for setting in fitted}
    if before.taste != after.taste:
        parts.add(TASTE_PART)
    for one, other in ((before, after), (after, before)):
        parts |= {s.name for s in one.operators if s not in other.operators}
    return frozenset(parts)


def _differ(old: FilterSetting | None, new: FilterSetting | None) -> bool:
    """Whether two settings differ in their effect; a missing setting has none."""
    if (old is None or old.changes_nothing) and (new is None or new.changes_nothing):
        return False
    return old != new


def paste(copied: CopiedSettings, onto: Recipe) -> Recipe:
    """`onto` with the chosen parts replaced and every other part unchanged."""
    return replace_parts(onto, copied.recipe, copied.parts)


def replace_parts(onto: Recipe, source: Recipe, parts: Iterable[str]) -> Recipe:
    """`onto` with `parts` taken from `source`; a part that `source` lacks is removed."""
    chosen = frozenset(parts)
    kept = {s.name: s for s in onto.operators if s.name not in chosen}
    operators = kept | {s.name: s for s in source.operators if s.name in chosen}
    recipe = replace(
        onto,
        operators=tuple(operators[name] for name in OPERATORS if name in operators),
        filters=_mixed(onto.filters, source.filters, chosen),
    )
    if TASTE_PART not in chosen:
        return recipe
    if source.taste is None:
        return replace(recipe, taste=None)
    explained: tuple[FilterSetting, ...] | None
    explained = _mixed(onto.explained or (), source.explained or (), chosen)
    if not explained and source.explained != ():
        explained = None  # the sliders fitted to the taste were not copied
    # A remainder has another meaning with fitted sliders than without.
    is_alike = (explained is None) == (source.explained is None)
    remainder = source.remainder if is_alike else 1.0
    taste = replace(source.taste, explained=explained, remainder=remainder)
    return replace(recipe, taste=taste)


def _mixed(
    own: Iterable[FilterSetting], source: Iterable[FilterSetting], chosen: frozenset[str]
) -> tuple[FilterSetting, ...]:
    """The source's settings of the chosen filters, `own` for all others."""
    kept = {s.name: s for s in own if s.name not in chosen}
    return in_order(kept | {s.name: s for s in source if s.name in chosen})


def reset(recipe: Recipe) -> Recipe:
    """The recipe without any edit; fields of newer versions are kept."""
    return replace(recipe, operators=(), taste=None, filters=())
