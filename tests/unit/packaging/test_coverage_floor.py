"""The floor of coverage: below it and far above it something has to be done."""

import pytest

from tests.scripts import load_script


@pytest.mark.parametrize(
    ("percent", "words"),
    [(89.9, "less than the floor of 90"), (90.0, None), (90.9, None), (91.2, "from 90 to 91")],
)
def test_the_floor_may_only_rise(percent, words):
    """What was gained has to be kept."""
    problem = load_script("coverage_floor").verdict(percent, 90)
    assert problem is None if words is None else words in problem
