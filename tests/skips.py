"""Hooks of pytest about tests that are skipped: all are counted, and may be made a failure.

The last lines of a run say how many tests were skipped and why. With --require-all, which
continuous integration gives where the shared photographs are, a skip fails the run, unless nobody
can do anything about it on that machine (PERMITTED).
"""

import re
from collections import Counter
from collections.abc import Iterable

import pytest

# Reasons that hold on one kind of computer, whatever is installed on it. The superuser may do what
# some tests see refused, others may not do what tests need a superuser for, and a container may
# forbid even the superuser to mount a disk or to make a network namespace.
PERMITTED = (
    r"root may (read|write|list) ",
    r"the superuser may write anywhere here",
    r"only root may mount a disk",
    r"this machine may not mount a disk",
    r"this machine does not allow the way 'namespace' to watch a program",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """--require-all."""
    parser.addoption(
        "--require-all",
        action="store_true",
        help="fail when a test is skipped for a reason that can be mended (tests/skips.py)",
    )


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A run with such a skip has failed, though every test that ran has passed."""
    if session.config.getoption("require_all") and unpermitted(_reasons(session.config)):
        session.exitstatus = session.exitstatus or pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The count, and each reason with how many tests it left out."""
    reasons = _reasons(terminalreporter.config)
    for line in lines(reasons, terminalreporter.config.getoption("require_all")):
        terminalreporter.write_line(line)


def lines(reasons: Iterable[str], require_all: bool) -> list[str]:
    """What is printed; nothing where nothing was skipped."""
    counted = Counter(reasons)
    if not counted:
        return []
    failing = unpermitted(counted) if require_all else set()
    told = [f"{counted.total()} skipped:"]
    for reason, count in counted.most_common():
        why = " (a failure, because all tests are required)" if reason in failing else ""
        told.append(f"{count:5}  {reason}{why}")
    return told


def unpermitted(reasons: Iterable[str]) -> set[str]:
    """The reasons that can be mended."""
    return {r for r in reasons if not any(re.match(allowed, r) for allowed in PERMITTED)}


def _reasons(config: pytest.Config) -> list[str]:
    """One for each skipped test, and for each file that was skipped as a whole."""
    reporter = config.pluginmanager.getplugin("terminalreporter")
    reports = reporter.stats.get("skipped", []) if reporter else []
    return [str(r.longrepr[2]).removeprefix("Skipped: ") for r in reports]
