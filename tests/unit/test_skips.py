"""Tests that are left out are counted, and may be made a failure."""

from types import SimpleNamespace

import pytest

from tests import skips

MENDABLE = "needs the shared photographs in /here"
PERMITTED = "root may read every folder"


def test_each_reason_is_told_with_its_count():
    """Most frequent first; nothing where nothing was skipped."""
    assert skips.lines([PERMITTED, MENDABLE, MENDABLE], require_all=False) == [
        "3 skipped:", f"    2  {MENDABLE}", f"    1  {PERMITTED}",
    ]  # fmt: skip
    assert skips.lines([], require_all=True) == []


def test_what_fails_the_run_is_marked():
    """So that nobody has to guess which of the reasons it was."""
    told = skips.lines([PERMITTED, MENDABLE], require_all=True)
    assert [line for line in told if "a failure" in line] == [
        f"    1  {MENDABLE} (a failure, because all tests are required)"
    ]


@pytest.mark.parametrize(
    ("is_required", "reason", "before", "after"),
    [
        (False, MENDABLE, 0, 0),
        (True, MENDABLE, 0, 1),
        (True, PERMITTED, 0, 0),
        (True, MENDABLE, 2, 2),
    ],
)
def test_a_required_run_fails_by_a_skip(is_required, reason, before, after):
    """Unless nobody can mend it; an interrupted run stays interrupted."""
    report = SimpleNamespace(longrepr=("file", 1, f"Skipped: {reason}"))
    reporter = SimpleNamespace(stats={"skipped": [report]})
    config = SimpleNamespace(
        getoption=lambda name: is_required,
        pluginmanager=SimpleNamespace(getplugin=lambda name: reporter),
    )
    session = SimpleNamespace(config=config, exitstatus=before)
    skips.pytest_sessionfinish(session)
    assert session.exitstatus == after
