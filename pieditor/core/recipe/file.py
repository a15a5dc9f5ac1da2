"""Recipes as JSON text.

Fields this version does not know are kept and written back, so a recipe that passes through an
older pieditor loses nothing. Version 1 has a taste's vector and a remainder; version 2 adds
"explained", the sliders fitted to the taste (docs/adr/0008); since version 3 a taste may be of any
family and contains these sliders itself (docs/adr/0016).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pieditor.core.document import DocumentFormat, NeedsUpdate, Table, remedy_for, without
from pieditor.core.errors import RecipeInvalid
from pieditor.core.filters import FILTERS_BY_NAME, Param
from pieditor.core.json_text import plain_name, plain_number, write_json
from pieditor.core.operators import OPERATORS, OperatorSetting
from pieditor.core.recipe.recipe import MAX_STRENGTH, MIN_STRENGTH, Recipe, TasteUse
from pieditor.core.recipe.setting import FilterSetting, in_order
from pieditor.core.sentences import sentence
from pieditor.core.step_setting import StepSetting
from pieditor.core.taste import body_of_version_1, read_body, write_body


def _from_1_to_2(document: Table) -> Table:
    """Mark the taste as not explained: version 1 always renders it directly, before the filters."""
    return {**document, "explained": None}


def _from_2_to_3(document: Table) -> Table:
    """Move "explained" and "remainder" into the taste; without a taste they had no meaning."""
    rest = without(document, "explained", "remainder")
    if (taste := document.get("taste")) is None:
        return rest
    explained = {"explained": document.get("explained"), "remainder": document.get("remainder", 1)}
    return {**rest, "taste": {**body_of_version_1(taste), **explained}}


RECIPE = DocumentFormat("pieditor-recipe", 3, {1: _from_1_to_2, 2: _from_2_to_3})


def _write_settings(settings: Iterable[StepSetting]) -> list[Table]:
    return [
        {
            "name": s.name,
            "is_on": s.is_on,
            "strength": s.strength,
            "values": _values(s),
            **s.extra,
        }
        for s in settings
    ]


def _values(setting: StepSetting) -> Table:
    """The values in the step's parameter order, then those of unknown parameters."""
    known = [p.name for p in setting.params if p.name in setting.values]
    return {name: setting.values[name] for name in known} | without(setting.values, *known)


def _write_taste(taste: TasteUse) -> Table:
    explained = taste.explained
    return {
        "name": taste.name,
        "strength": taste.strength,
        "explained": None if explained is None else _write_settings(explained),
        "remainder": taste.remainder,
        **write_body(taste.body),
        **taste.extra,
    }


def write_recipe(recipe: Recipe) -> str:
    """The recipe as JSON text, two-space indented, keys in a fixed order."""
    return write_json(
        {
            **RECIPE.head(),
            "taste": None if recipe.taste is None else _write_taste(recipe.taste),
            "filters": _write_settings(recipe.filters),
            **({"operators": _write_settings(recipe.operators)} if recipe.operators else {}),
            **recipe.extra,
        }
    )


def read_recipe(text: str | bytes, name: str) -> Recipe:
    """The recipe in `text` (bytes are UTF-8); raises RecipeInvalid naming `name`.

    Values outside a parameter's range are moved to its nearest end.
    """
    try:
        return _parse(RECIPE.read(text))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise RecipeInvalid(
            sentence("Cannot read the recipe {name}", name=name),
            why=why,
            remedy=remedy_for(error, sentence("Use a recipe written by pieditor.")),
        ) from error


def _strength(value: Any, what: str) -> float:
    return min(max(plain_number(value, what), MIN_STRENGTH), MAX_STRENGTH)


def _parse(document: Table) -> Recipe:
    taste = document.get("taste")
    return Recipe(
        operators=_parse_operators(document.get("operators", [])),
        taste=None if taste is None else _parse_taste(taste),
        filters=_parse_filters(document.get("filters", [])),
        extra=without(document, "format", "version", "operators", "taste", "filters"),
    )


def _parse_operators(tables: Iterable[Mapping[str, Any]]) -> tuple[OperatorSetting, ...]:
    by_name: dict[str, OperatorSetting] = {}
    for table in tables:
        if (name := table["name"]) not in OPERATORS:
            raise NeedsUpdate(f"there is no operator {name!r:.80}")
        by_name[name] = OperatorSetting(name=name, **_read_setting(table, OPERATORS[name].params))
    return tuple(by_name[name] for name in OPERATORS if name in by_name)


def _parse_taste(table: Table) -> TasteUse:
    explained = table.get("explained")
    return TasteUse(
        name=plain_name(table["name"], "the taste's name"),
        body=read_body(table),
        strength=_strength(table.get("strength", 1.0), "the taste's strength"),
        explained=None if explained is None else _parse_filters(explained),
        remainder=_strength(table.get("remainder", 1.0), "the remainder"),
        extra=without(
            table, "name", "family", "model", "arrays", "strength", "explained", "remainder"
        ),
    )


def _parse_filters(tables: Iterable[Mapping[str, Any]]) -> tuple[FilterSetting, ...]:
    by_name: dict[str, FilterSetting] = {}
    for table in tables:
        if (name := table["name"]) not in FILTERS_BY_NAME:
            raise NeedsUpdate(f"there is no filter {name!r:.80}")
        settings = _read_setting(table, FILTERS_BY_NAME[name].params)
        by_name[name] = FilterSetting(name=name, **settings)
    return in_order(by_name)


def _read_setting(table: Mapping[str, Any], params: Iterable[Param]) -> dict[str, Any]:
    """Sliders, switch and strength of a filter or an operator, within their ranges."""
    name, given = table["name"], table.get("values", {})
    values = {
        p.name: p.clamp(plain_number(given.get(p.name, p.default), f"{name}.{p.name}"))
        for p in params
    }
    strength = plain_number(table.get("strength", 1.0), f"{name}.strength")
    return {
        "values": values | without(given, *values),
        "is_on": bool(table.get("is_on", True)),
        "strength": min(max(strength, 0), 1),
        "extra": without(table, "name", "is_on", "strength", "values"),
    }
