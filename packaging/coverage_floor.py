"""Compares the share of lines that tests run with the floor in pyproject.toml; it may only rise.

    python packaging/coverage_floor.py

Reads the data of the last run with coverage. Fails below `fail_under` of [tool.coverage.report],
and a whole point above it too: then the floor has to be raised, so that what was gained is kept.
"""

import sys
import tomllib
from pathlib import Path

import coverage

ROOT = Path(__file__).resolve().parent.parent


def verdict(percent: float, floor: float) -> str | None:
    """The sentence that says what to do; None when there is nothing."""
    if percent < floor:
        return (
            f"Tests run {percent:.1f} % of the lines, less than the floor of {floor:g} %: "
            "test what was added."
        )
    if percent >= floor + 1:
        return (
            f"Tests run {percent:.1f} % of the lines: raise fail_under in pyproject.toml "
            f"from {floor:g} to {int(percent * 2) / 2:g}."
        )
    return None


def main() -> None:
    """Print the share, and what to do; exits with 1 when there is something to do."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    floor = float(settings["tool"]["coverage"]["report"]["fail_under"])
    measured = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    measured.load()
    percent = measured.report(skip_covered=True)
    problem = verdict(percent, floor)
    print(problem or f"Tests run {percent:.1f} % of the lines; the floor is {floor:g} %.")
    sys.exit(1 if problem else 0)


if __name__ == "__main__":
    main()
