"""Recipes as JSON text.

Fields this version does not know are kept and written back, so a recipe that passes through an
older pieditor loses nothing. Version 2 says in "explained" which sliders stand for the taste
(docs/adr/0008); a recipe without that is written as version 1, which older ones read.
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import RecipeInvalid
from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.json_text import plain_name, plain_number, plain_text, read_json, write_json
from pieditor.core.recipe.recipe import Recipe, TasteUse
from pieditor.core.recipe.setting import FilterSetting, in_order
from pieditor.core.sentences import sentence

RECIPE_FORMAT = "pieditor-recipe"
RECIPE_VERSION = 2
# What a recipe that is not explained is written as.
_PLAIN_VERSION = 1
MIN_STRENGTH, MAX_STRENGTH = 0.0, 1.5
VECTOR_SIZE = 512


def _from_1_to_2(document: dict[str, Any]) -> dict[str, Any]:
    """Tastes of version 1 are rendered directly, with the filters after them."""
    return {**document, "version": 2, "explained": None}


# Version n to n + 1, applied in turn; version 1 is the first.
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _from_1_to_2}


def encode_vector(vector: NDArray[np.float32]) -> str:
    """Base64 of little-endian float32: exact, and a quarter of the size of decimal numbers."""
    return base64.b64encode(np.asarray(vector, dtype="<f4").tobytes()).decode("ascii")


def decode_vector(text: str) -> NDArray[np.float32]:
    """The inverse of `encode_vector`; ValueError for anything but 512 finite numbers."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise ValueError("the vector is not base64 text") from error
    if len(raw) != 4 * VECTOR_SIZE:
        raise ValueError(f"the vector has {len(raw) / 4:g} numbers instead of {VECTOR_SIZE}")
    vector = np.frombuffer(raw, dtype="<f4").astype(np.float32)
    if not np.isfinite(vector).all():
        raise ValueError("the vector has numbers that are not finite")
    return vector


def _values(setting: FilterSetting) -> dict[str, Any]:
    """The values as the filter lists its parameters, then those it does not know."""
    known = [p.name for p in FILTERS_BY_NAME[setting.name].params if p.name in setting.values]
    return {name: setting.values[name] for name in known} | _rest(setting.values, set(known))


def _write_filters(filters: Iterable[FilterSetting]) -> list[dict[str, Any]]:
    return [
        {
            "name": s.name,
            "is_on": s.is_on,
            "strength": s.strength,
            "values": _values(s),
            **s.extra,
        }
        for s in filters
    ]


def write_recipe(recipe: Recipe) -> str:
    """The recipe as JSON text, two-space indented, keys in a fixed order."""
    explained = recipe.explained
    document: dict[str, Any] = {
        "format": RECIPE_FORMAT,
        "version": _PLAIN_VERSION if explained is None else RECIPE_VERSION,
        "taste": None,
        "filters": _write_filters(recipe.filters),
        **({} if explained is None else {"explained": _write_filters(explained)}),
        "remainder": recipe.remainder,
        **recipe.extra,
    }
    if recipe.taste is not None:
        document["taste"] = {
            "name": recipe.taste.name,
            "strength": recipe.taste.strength,
            "model": recipe.taste.model,
            "vector": encode_vector(recipe.taste.vector),
            **recipe.taste.extra,
        }
    return write_json(document)


def read_recipe(text: str | bytes, name: str) -> Recipe:
    """The recipe in `text`, UTF-8 if it is bytes; raises RecipeInvalid naming `name`.

    Values outside a parameter's range are moved to its nearest end.
    """

    def refuse(
        why: str, remedy: str = sentence("Use a recipe written by pieditor.")
    ) -> RecipeInvalid:
        return RecipeInvalid(
            sentence("Cannot read the recipe {name}", name=name), why=why, remedy=remedy
        )

    try:
        document = read_json(text)
    except ValueError as error:
        raise refuse(str(error)) from error
    if not isinstance(document, dict) or document.get("format") != RECIPE_FORMAT:
        raise refuse(sentence('it does not say "format": "{format}"', format=RECIPE_FORMAT))
    version = document.get("version")
    if not isinstance(version, int) or version < 1:
        raise refuse(sentence("it has no version"))
    if version > RECIPE_VERSION:
        raise refuse(
            sentence(
                "it is version {version}, and this pieditor knows up to {newest}",
                version=version,
                newest=RECIPE_VERSION,
            ),
            sentence("Update pieditor."),
        )
    for step in range(version, RECIPE_VERSION):
        document = MIGRATIONS[step](document)
    try:
        return _parse(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise refuse(why) from error


def _strength(value: Any, what: str) -> float:
    return min(max(plain_number(value, what), MIN_STRENGTH), MAX_STRENGTH)


def _rest(table: Mapping[str, Any], known: set[str]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key not in known}


def _parse(document: dict[str, Any]) -> Recipe:
    taste = None
    if (table := document.get("taste")) is not None:
        taste = TasteUse(
            name=plain_name(table["name"], "the taste's name"),
            vector=decode_vector(table["vector"]),
            model=plain_text(table["model"], "the taste's model"),
            strength=_strength(table.get("strength", 1.0), "the taste's strength"),
            extra=_rest(table, {"name", "vector", "model", "strength"}),
        )
    explained = document.get("explained")
    known = {"format", "version", "taste", "filters", "explained", "remainder"}
    return Recipe(
        taste=taste,
        filters=_parse_filters(document.get("filters", [])),
        explained=None if explained is None else _parse_filters(explained),
        remainder=_strength(document.get("remainder", 1.0), "the remainder"),
        extra=_rest(document, known),
    )


def _parse_filters(tables: Iterable[Mapping[str, Any]]) -> tuple[FilterSetting, ...]:
    by_name: dict[str, FilterSetting] = {}
    for table in tables:
        if (filter_name := table["name"]) not in FILTERS_BY_NAME:
            raise ValueError(f"there is no filter {filter_name!r:.80}")
        filter_ = FILTERS_BY_NAME[filter_name]
        given = table.get("values", {})
        values = {
            p.name: p.clamp(plain_number(given.get(p.name, p.default), f"{filter_name}.{p.name}"))
            for p in filter_.params
        }
        strength = plain_number(table.get("strength", 1.0), f"{filter_name}.strength")
        by_name[filter_name] = FilterSetting(
            name=filter_name,
            values=values | _rest(given, set(values)),
            is_on=bool(table.get("is_on", True)),
            strength=min(max(strength, 0), 1),
            extra=_rest(table, {"name", "is_on", "strength", "values"}),
        )
    return in_order(by_name)
