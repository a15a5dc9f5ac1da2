"""TOML configs as frozen dataclasses; a key nobody knows is an error."""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class ConfigError(ValueError):
    """A config names something that does not exist, or leaves out something that must."""


def from_table(kind: type[T], table: dict[str, Any], where: str) -> T:
    """`table` as the dataclass `kind`; nested dataclasses are nested tables."""
    hints = get_type_hints(kind)
    known = {f.name for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}; known are {sorted(known)}")
    values = {}
    for name, value in table.items():
        if dataclasses.is_dataclass(hints[name]):
            value = from_table(hints[name], value, f"{where}.{name}")  # type: ignore[arg-type]
        elif isinstance(value, list):
            value = tuple(value)
        values[name] = value
    try:
        return kind(**values)
    except TypeError as error:
        raise ConfigError(f"{where}: {error}") from error


def load_config(kind: type[T], path: Path) -> T:
    """Read one config file."""
    with path.open("rb") as file:
        table = tomllib.load(file)
    table.pop("expected", None)  # read by evaluate alone
    return from_table(kind, table, path.name)
