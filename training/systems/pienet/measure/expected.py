"""Figures that a config expects of a measurement: its `[[expected]]` tables."""

import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from training.engine.config import ConfigError
from training.systems.pienet.train import CONFIGS

_KEYS = {"group", "what", "num_favourites", "metric", "at_least", "at_most"}


class Measured(Protocol):
    """A row of a table: which users, which method, and its figures as attributes."""

    @property
    def group(self) -> str:
        """The users."""

    @property
    def what(self) -> str:
        """The method."""

    @property
    def num_favourites(self) -> int:
        """How many favourites the taste was learned from."""


def missed(rows: Sequence[Measured], config: Path) -> list[str]:
    """A sentence for each of the config's expectations that the rows do not meet.

    Raises ConfigError for an unknown key or a row that was not measured.
    """
    table: list[dict[str, Any]] = tomllib.loads(config.read_text(encoding="utf-8")).get(
        "expected", []
    )
    sentences = []
    for wanted in table:
        if unknown := sorted(set(wanted) - _KEYS):
            raise ConfigError(f"{config.name}: expected: unknown key {unknown[0]!r}")
        place = (wanted["group"], wanted["what"], wanted["num_favourites"])
        row = next((r for r in rows if (r.group, r.what, r.num_favourites) == place), None)
        if row is None:
            raise ConfigError(f"{config.name}: expected: nothing was measured of {place}")
        value = float(getattr(row, wanted["metric"]))
        low, high = wanted.get("at_least", -np.inf), wanted.get("at_most", np.inf)
        if not low <= value <= high:
            sentences.append(
                f"{row.group}, {row.what}, N = {row.num_favourites}: {wanted['metric']} is "
                f"{value:.3f}, expected {low:g} to {high:g}"
            )
    return sentences


def report_missed(rows: Sequence[Measured], config: str) -> int:
    """Print what misses the expectations of a shipped config; the exit code, 1 for any."""
    sentences = missed(rows, CONFIGS / f"{config}.toml")
    for sentence in sentences:
        print(f"missed: {sentence}", file=sys.stderr)
    return 1 if sentences else 0
