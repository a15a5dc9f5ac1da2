"""Config files: which task they are of, and what is refused."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

import training
from training.engine.config import ConfigError, load_config
from training.systems.pienet.compact.task import CompactConfig
from training.systems.pienet.local_field.task import FieldConfig

SHIPPED = sorted((Path(training.__file__).parent / "systems").glob("*/configs/*.toml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    size: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Apples:
    task: ClassVar[str] = "apples"
    count: int
    inner: Inner = field(default_factory=Inner)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pears:
    task: ClassVar[str] = "pears"
    weight: float = 1.0


def config(folder: Path, text: str) -> Path:
    file = folder / "fruit.toml"
    file.write_text(text)
    return file


def test_the_task_decides_and_not_the_name(tmp_path):
    """A copy under the name of another task's config is read as what it says."""
    assert load_config((Apples, Pears), config(tmp_path, 'task = "pears"')) == Pears()
    copy = tmp_path / "local_field.toml"
    shutil.copy(next(f for f in SHIPPED if f.name == "compact.toml"), copy)
    assert isinstance(load_config((FieldConfig, CompactConfig), copy), CompactConfig)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda f: f"{f.parts[-3]}-{f.stem}")
def test_every_shipped_config_names_its_task(file):
    """Without it the file would be refused."""
    assert any(line.startswith('task = "') for line in file.read_text().splitlines())


REFUSED = {
    "no task": ("count = 1", 'fruit.toml names no task; add the line task = "apples" or "pears"'),
    "another task": ('task = "plums"', 'task = "plums" cannot be used.*"apples" or "pears"'),
    "no word": ("task = 3", 'task = "3" cannot be used.*"apples" or "pears"'),
    "unknown key": ('task = "apples"\ncount = 1\nsise = 2', "unknown key 'sise'.*count"),
    "unknown inner key": (
        'task = "apples"\ncount = 1\n[inner]\nsise = 2',
        "inner: unknown.*'sise'",
    ),
    "missing key": ('task = "apples"', "count"),
    "no table": ('task = "apples"\ncount = 1\ninner = 2', r"inner is a table, \[inner\]"),
    "no TOML": ("task = apples", "fruit.toml is not a TOML file"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path, case):
    """A missing or wrong task lists the tasks; a key nobody knows does not train another model."""
    text, message = REFUSED[case]
    with pytest.raises(ConfigError, match=message) as refused:
        load_config((Apples, Pears), config(tmp_path, text))
    assert "\n" not in str(refused.value)


def test_a_missing_file_is_named(tmp_path):
    """The path is in the message."""
    with pytest.raises(ConfigError, match=r"nothing.toml does not exist"):
        load_config(Apples, tmp_path / "nothing.toml")
