"""Merge the sliders fitted to a taste (explained) into a photo's edit, and take them out again.

An edit with a taste may also have filter settings of its own. When the taste is explained, both
share the same sliders: the fitted values, moved by the edit's own changes.
"""

from collections.abc import Callable
from dataclasses import replace

from pieditor.core.filters import FILTERS_BY_NAME, Param
from pieditor.core.recipe.recipe import Recipe, TasteUse
from pieditor.core.recipe.setting import FilterSetting, acting, in_order

_DECIMALS = 6  # finer than any slider, coarse enough that adding and subtracting cancel

# From a parameter, its own value and the fitted value to the combined value.
_Combine = Callable[[Param, float, float], float]


def put_on(edit: Recipe, explained: Recipe) -> Recipe:
    """The edit with its taste explained; its own filter settings become changes of the fitted ones.

    edit       has the taste, not explained
    explained  as `services.develop.explain` gives it for that taste on this photo
    Without own filters the render stays bit-identical. With some it is only close: filters that
    were applied to the taste's result are now applied beside it.
    """
    fitted = explained.explained or ()
    filters = fitted if not acting(edit.filters) else _combined(edit.filters, fitted, _moved_on)
    return replace(edit, taste=explained.taste, filters=filters)


def back_to_taste(recipe: Recipe) -> Recipe:
    """The edit with the taste unexplained; filters keep what was changed since the fit."""
    if recipe.taste is None or recipe.taste.explained is None:
        return recipe
    filters = _combined(recipe.filters, recipe.taste.explained, _moved_back)
    kept = tuple(
        s for s in filters
        if s.extra or not FILTERS_BY_NAME[s.name].is_identity(s.values)
    )  # fmt: skip
    return replace(recipe, filters=kept, taste=recipe.taste.alone())


def choose_taste(recipe: Recipe, use: TasteUse | None) -> Recipe:
    """The edit with another taste; sliders fitted to the previous taste are removed.

    Choosing the taste that the edit already has only sets its strength.
    """
    own = recipe.taste
    if own is not None and own.has_same_taste(use) and use is not None:
        return replace(recipe, taste=replace(own, strength=use.strength))
    return replace(back_to_taste(recipe), taste=use)


def _combined(
    own: tuple[FilterSetting, ...], fitted: tuple[FilterSetting, ...], combine: _Combine
) -> tuple[FilterSetting, ...]:
    """Own settings, combined with the fitted ones for the filters that were fitted."""
    by_name = {setting.name: setting for setting in own}
    for setting in fitted:
        filter_ = FILTERS_BY_NAME[setting.name]
        mine = by_name.get(setting.name, replace(setting, values=filter_.defaults()))
        if mine.changes_nothing:
            mine = replace(mine, values={**mine.values, **filter_.defaults()})
        values = {
            p.name: p.clamp(
                round(combine(p, _acting(mine, p), float(setting.values[p.name])), _DECIMALS)
            )
            for p in filter_.params
        }
        by_name[setting.name] = replace(
            mine, values={**mine.values, **values}, is_on=True, strength=1.0
        )
    return in_order(by_name)


def _acting(setting: FilterSetting, param: Param) -> float:
    """A value with the filter's strength applied."""
    value = float(setting.values[param.name])
    if setting.strength == 1:
        return value
    return param.default + setting.strength * (value - param.default)


def _moved_on(param: Param, value: float, by: float) -> float:
    return value * by if param.is_ratio else value + by - param.default


def _moved_back(param: Param, value: float, by: float) -> float:
    return value / by if param.is_ratio else value - by + param.default
