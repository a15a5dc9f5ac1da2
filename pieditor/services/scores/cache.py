"""A score cache of limited size, in one SQLite file.

A score is stored under a hash of everything that decides it, so none is ever out of date, and
scores unused for longest are removed when the limit is reached. All can be computed again: a
damaged file is replaced, and with an unusable one nothing is cached.
"""

import contextlib
import math
import os
import sqlite3
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from pieditor.services.scores.score import Score

_T = TypeVar("_T")

# About 180 bytes each as SQLite packs them, so 18 MB at most; tests/benchmarks/bench_library.py.
_LIMIT = 100_000
# Removing scores sorts all of them, so each time it frees room for a while.
_PRUNED_TO = 0.9
_BINS = struct.Struct("<10d")
_DAY_S = 86_400
# Wait for another program that is writing; not for long, because a waiting thread also delays
# closing the window.
_PATIENCE_S = 1.0
_SCHEMA = """
CREATE TABLE IF NOT EXISTS scores (
    key TEXT PRIMARY KEY, distribution BLOB NOT NULL, used_day INTEGER NOT NULL
) WITHOUT ROWID
"""
# A table with another schema gives SQLITE_ERROR.
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


class ScoreCache:
    """Scores by key, in a file that several threads and programs may use at once.

    limit  the number that is kept; those unused for longest are removed first
    """

    def __init__(self, path: Path, limit: int = _LIMIT) -> None:
        self._path, self._limit = path, limit
        self._lock = threading.Lock()
        self._num_kept: int | None = None  # an estimate; None before the first count

    def get(self, keys: Iterable[str]) -> dict[str, Score]:
        """The cached ones of the scores."""
        wanted = list(keys)
        return self._in_file(lambda file: self._read(file, wanted)) or {}

    def keep(self, scores: Mapping[str, Score]) -> None:
        """Store these scores if possible."""
        if scores:
            self._in_file(lambda file: self._write(file, scores))

    def _in_file(self, action: Callable[[sqlite3.Connection], _T]) -> _T | None:
        """Run one transaction; None when the file cannot be used."""
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                if os.path.exists(self._path) and not os.path.isfile(self._path):
                    return None  # SQLite would read a device endlessly
                # A connection for each transaction: it costs less than scoring one photo, belongs
                # to the calling thread, and leaves nothing open.
                with contextlib.closing(
                    sqlite3.connect(self._path, timeout=_PATIENCE_S)
                ) as file, file:  # fmt: skip
                    # A file that a power cut damages is made again, so waiting for the disk is
                    # unnecessary.
                    file.execute("PRAGMA synchronous = OFF")
                    file.execute(_SCHEMA)
                    return action(file)
            except sqlite3.Error as error:
                # The low byte is the kind, the others its details.
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                    return None
                self._remove()
            except UnicodeDecodeError:  # SQLite quotes the damaged bytes
                self._remove()
            except OSError:
                return None
        return None

    def _read(self, file: sqlite3.Connection, keys: list[str]) -> dict[str, Score]:
        today, found, aged = _today(), {}, []
        for key in keys:
            row = file.execute(
                "SELECT distribution, used_day FROM scores WHERE key = ?", (key,)
            ).fetchone()
            score = None if row is None else _unpack(row[0])
            if score is not None:
                found[key] = score
                if row[1] != today:
                    aged.append((today, key))
        if aged:
            file.executemany("UPDATE scores SET used_day = ? WHERE key = ?", aged)
        return found

    def _write(self, file: sqlite3.Connection, scores: Mapping[str, Score]) -> None:
        today = _today()
        file.executemany(
            "INSERT OR REPLACE INTO scores VALUES (?, ?, ?)",
            [(key, _BINS.pack(*score.distribution), today) for key, score in scores.items()],
        )
        with self._lock:
            if self._num_kept is None:
                self._num_kept = _count(file)
            else:
                self._num_kept += len(scores)
            if self._num_kept > self._limit:
                # Count again: other programs write too, and a replaced score counts once.
                too_many = _count(file) - round(_PRUNED_TO * self._limit)
                file.execute(
                    "DELETE FROM scores WHERE key IN "
                    "(SELECT key FROM scores ORDER BY used_day LIMIT ?)",
                    (max(0, too_many),),
                )
                self._num_kept = _count(file)

    def _remove(self) -> None:
        with self._lock:
            self._num_kept = None
        # The journal too, or SQLite would roll its content back into the new file.
        for path in (self._path, Path(os.fspath(self._path) + "-journal")):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _count(file: sqlite3.Connection) -> int:
    (number,) = file.execute("SELECT count(*) FROM scores").fetchone()
    return int(number)


def _today() -> int:
    return int(time.time() // _DAY_S)


def _unpack(data: object) -> Score | None:
    """The score that `_BINS` packed; None for anything else."""
    if not isinstance(data, bytes) or len(data) != _BINS.size:
        return None
    shares = _BINS.unpack(data)
    is_distribution = all(share >= 0 for share in shares) and math.isclose(sum(shares), 1.0)
    return Score(shares) if is_distribution else None
