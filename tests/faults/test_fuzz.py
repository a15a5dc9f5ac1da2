"""Damaged and hostile files of every kind, by the fuzzer: each is read, or refused in one sentence.

Many more, and a table of how they ended: `packaging/test fuzz --cases 10000 --seed 7`.
"""

import sys

import pytest

from tests.fuzz import pool
from tests.fuzz.cases import ALL_DOCUMENTS, Case, Corpus, case
from tests.fuzz.photos import PHOTOS
from tests.fuzz.worker import attempt


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The sound files."""
    made = Corpus(tmp_path_factory.mktemp("corpus"))
    made.make()
    return made


@pytest.mark.skipif(sys.platform == "win32", reason="limits processes as Unix does")
def test_three_hundred_cases():
    """No other exception than our own, no crash, no hang, and never more than 2 GB."""
    outcomes = list(pool.run(range(300), seed=1))
    assert [outcome for outcome in outcomes if not outcome.is_right] == []
    results = {outcome.result for outcome in outcomes}
    assert results == {"read", "refused"}, "else the cases would show little"


@pytest.mark.parametrize("name", [*PHOTOS, *ALL_DOCUMENTS])
def test_the_sound_files_are_read(name, corpus, tmp_path):
    """Otherwise the fuzzer would damage what is refused anyway."""
    assert attempt(Case(name, corpus.read(name)), tmp_path)


def test_every_kind_has_a_line_in_the_table():
    """A new kind of file is put through a long run before it comes to anybody."""
    table = (pool.ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [*PHOTOS, *(f"document: {name}" for name in ALL_DOCUMENTS)]
    assert [row for row in rows if f"| {row} |" not in table] == []


def test_a_number_is_a_case(corpus):
    """What a long run found can be made again from its seed and number."""
    first = [case(corpus, 5, number) for number in range(40)]
    assert first == [case(corpus, 5, number) for number in range(40)]
    assert first != [case(corpus, 6, number) for number in range(40)]


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes as Unix does")
@pytest.mark.parametrize(
    ("end", "result", "words"),
    [
        ("import os; os.abort()", "crash", "SIGABRT"),
        ("raise SystemExit(3)", "crash", "exit code 3"),
        ("input()", "hang", "no answer"),
    ],
)
def test_a_process_that_dies_is_noticed(end, result, words, tmp_path, monkeypatch):
    """A crash and a hang have a name, and the next case finds another process."""
    monkeypatch.setattr(pool, "HANGS_AFTER_S", 3.0 if result == "hang" else 60.0)
    worker = pool.Worker(tmp_path, seed=1)
    script = f"print('{{}}', flush=True); input(); {end}"
    monkeypatch.setattr(worker, "words", [sys.executable, "-c", script])
    for number in (7, 8):
        outcome = worker.run(number)
        assert (outcome.number, outcome.result, outcome.is_right) == (number, result, False)
        assert words in outcome.detail
    worker.close()
