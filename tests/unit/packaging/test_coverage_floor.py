"""The floor of coverage: below it and far above it something has to be done."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def load():
    spec = importlib.util.spec_from_file_location(
        "coverage_floor", ROOT / "packaging" / "coverage_floor.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("percent", "words"),
    [(89.9, "less than the floor of 90"), (90.0, None), (90.9, None), (91.2, "from 90 to 91")],
)
def test_the_floor_may_only_rise(percent, words):
    """What was gained has to be kept."""
    problem = load().verdict(percent, 90)
    assert problem is None if words is None else words in problem
