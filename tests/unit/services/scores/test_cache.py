"""Kept scores: there the next time, within their limit, and never in the way."""

import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.services.scores.cache import ScoreCache
from pieditor.services.scores.score import Score

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def score_of(number: int) -> Score:
    """One of a hundred different scores."""
    share = (number % 100) / 100
    return Score((1 - share, *[0.0] * 8, share))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "cache" / "scores.sqlite"


@given(st.lists(st.floats(1e-6, 1), min_size=10, max_size=10))
def test_what_is_read_is_what_was_kept(tmp_path_factory, shares):
    """To the last bit, by another program's cache too; what was not kept is not there."""
    path = tmp_path_factory.mktemp("scores") / "scores.sqlite"
    score = Score(tuple(share / sum(shares) for share in shares))
    ScoreCache(path).keep({"a": score})
    assert ScoreCache(path).get(["a", "b"]) == {"a": score}


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database " * 500),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + bytes(8192)),
    ],
    ids=["empty", "junk", "cut", "overwritten"],
)
def test_a_damaged_file_is_made_anew(path, damage):
    """Scores are lost, nothing else: new ones are kept as before."""
    cache = ScoreCache(path)
    cache.keep({f"key {i}": score_of(i) for i in range(300)})
    damage(path)
    assert cache.get([f"key {i}" for i in range(300)]) == {}
    cache.keep({"new": score_of(7)})
    assert ScoreCache(path).get(["new"]) == {"new": score_of(7)}


def test_a_table_of_another_make_is_replaced(path):
    """Whatever wrote it."""
    path.parent.mkdir()
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE scores (other TEXT)")
    file.close()
    cache = ScoreCache(path)
    cache.keep({"a": score_of(1)})
    assert cache.get(["a"]) == {"a": score_of(1)}


@pytest.mark.parametrize("value", [b"", bytes(79), bytes(80), b"\xff" * 80, "text", 3])
def test_a_damaged_row_is_no_score(path, value):
    """It is made again instead of being believed."""
    cache = ScoreCache(path)
    cache.keep({"a": score_of(1), "b": score_of(2)})
    with sqlite3.connect(path) as file:
        file.execute("UPDATE scores SET distribution = ? WHERE key = 'a'", (value,))
    file.close()
    assert cache.get(["a", "b"]) == {"b": score_of(2)}


def test_a_place_that_cannot_be_written_only_means_that_nothing_is_kept(tmp_path):
    """Neither asking nor keeping fails."""
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "scores.sqlite", tmp_path / "folder"):
        cache = ScoreCache(path)
        cache.keep({"a": score_of(1)})
        assert cache.get(["a"]) == {}
    assert (tmp_path / "folder").is_dir()


def test_another_program_that_writes_for_long_only_means_that_nothing_is_kept(path, monkeypatch):
    """And what is there stays there."""
    monkeypatch.setattr("pieditor.services.scores.cache._PATIENCE_S", 0.01)
    cache = ScoreCache(path)
    cache.keep({"a": score_of(1)})
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    cache.keep({"b": score_of(2)})
    assert cache.get(["a"]) == {}
    other.rollback()
    other.close()
    assert cache.get(["a", "b"]) == {"a": score_of(1)}


def test_what_was_not_used_for_longest_goes_first(path, monkeypatch):
    """At the limit, and being asked for counts as use."""
    monkeypatch.setattr("pieditor.services.scores.cache._today", lambda: 1)
    cache = ScoreCache(path, limit=20)
    cache.keep({f"old {i}": score_of(i) for i in range(15)})
    monkeypatch.setattr("pieditor.services.scores.cache._today", lambda: 2)
    asked = [f"old {i}" for i in (3, 7)]
    assert len(cache.get(asked)) == 2
    cache.keep({f"new {i}": score_of(i) for i in range(10)})
    everything = [f"{age} {i}" for age in ("old", "new") for i in range(15)]
    left = cache.get(everything)
    assert len(left) == 18  # nine tenths of the limit
    assert set(asked) <= left.keys() and {f"new {i}" for i in range(10)} <= left.keys()


def test_a_description_that_is_no_text_is_replaced(path):
    """SQLite then says what is wrong in bytes that Python cannot read."""
    ScoreCache(path).keep({"a": score_of(1)})
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"CREATE TABLE", b"CREATE T\xe0BLE"))
    assert ScoreCache(path).get(["a"]) == {}
    ScoreCache(path).keep({"a": score_of(2)})
    assert ScoreCache(path).get(["a"]) == {"a": score_of(2)}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_what_is_no_file_keeps_nothing(path):
    """A pipe is neither waited for nor taken away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)
    ScoreCache(path).keep({"a": score_of(1)})
    assert ScoreCache(path).get(["a"]) == {} and path.is_fifo()


def test_many_photos_fit_a_small_file(path):
    """Ten thousand scores take less than two megabytes, a hundredth of their thumbnails."""
    ScoreCache(path).keep({f"{i:064x}": score_of(i) for i in range(10_000)})
    assert path.stat().st_size < 2_000_000


def test_threads_may_use_it_at_once(path):
    """Nothing is lost, nothing is mixed up."""
    cache = ScoreCache(path)

    def work(thread: int) -> None:
        for i in range(20):
            key = f"{thread} {i}"
            cache.keep({key: score_of(thread + i)})
            assert cache.get([key]) == {key: score_of(thread + i)}

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    keys = {f"{thread} {i}": score_of(thread + i) for thread in range(4) for i in range(20)}
    assert cache.get(keys) == keys


def test_two_programs_may_use_it_at_once(path):
    """Each finds what the other kept."""
    code = (
        "import sys; from pathlib import Path\n"
        "from pieditor.services.scores.score import Score\n"
        "from pieditor.services.scores.cache import ScoreCache\n"
        "for i in range(30):\n"
        "    ScoreCache(Path(sys.argv[1])).keep({f'theirs {i}': Score((1.0, *[0.0] * 9))})\n"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(path)])
    cache = ScoreCache(path)
    for i in range(30):
        cache.keep({f"ours {i}": score_of(i)})
    assert other.wait() == 0
    assert len(cache.get([f"{whose} {i}" for whose in ("ours", "theirs") for i in range(30)])) == 60
