"""TOML configs as frozen dataclasses; every config names its task, and unknown keys are errors.

A config file begins with `task = "…"`. Each dataclass for configs states the task it is of as a
class variable, so a config under any file name is read as what it says it is:

    @dataclass(frozen=True, slots=True, kw_only=True)
    class CompactConfig:
        task: ClassVar[str] = "compact"
        loop: LoopSettings
"""

import dataclasses
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

T = TypeVar("T")


class ConfigError(ValueError):
    """A config names something that does not exist, or leaves out something that must be there."""


def from_table(kind: type[T], table: dict[str, Any], where: str) -> T:
    """`table` as the dataclass `kind`; nested dataclasses are nested tables.

    where  the place that messages name, e.g. "compact.toml"
    Raises ConfigError for an unknown key, a missing one, or a value where a table belongs.
    """
    hints = get_type_hints(kind)
    known = {f.name for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(table) - known):
        raise ConfigError(f"{where}: unknown key {unknown[0]!r}; known are {sorted(known)}")
    values = {}
    for name, value in table.items():
        if dataclasses.is_dataclass(hints[name]):
            if not isinstance(value, dict):
                raise ConfigError(f"{where}: {name} is a table, [{name}], and not {value!r}")
            value = from_table(hints[name], value, f"{where}.{name}")
        elif isinstance(value, list):
            value = tuple(value)
        values[name] = value
    try:
        return kind(**values)
    except TypeError as error:
        raise ConfigError(f"{where}: {error}") from error


def load_config(kinds: type[T] | Sequence[type[Any]], path: Path) -> T:
    """Read one config file as the dataclass whose `task` it names.

    kinds  one dataclass, or all that a command can use
    Raises ConfigError when the file is missing or no TOML, when it names no task or the task of
    none of `kinds`, and for whatever `from_table` refuses.
    """
    usable: Sequence[Any] = kinds if isinstance(kinds, Sequence) else (kinds,)
    by_task = {kind.task: kind for kind in usable}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} does not exist") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.name} is not a TOML file: {error}") from error
    table.pop("expected", None)  # figures to be reached; the measuring commands read them
    tasks = " or ".join(f'"{name}"' for name in by_task)
    if "task" not in table:
        raise ConfigError(f"{path.name} names no task; add the line task = {tasks}")
    task = table.pop("task")
    if not isinstance(task, str) or task not in by_task:
        raise ConfigError(f'{path.name}: task = "{task}" cannot be used here; it may be {tasks}')
    config: T = from_table(by_task[task], table, path.name)
    return config
