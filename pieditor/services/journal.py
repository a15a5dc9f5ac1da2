"""What a batch has finished, so that a resumed one knows without opening pictures.

One file of JSON lines per output folder, kept in the user's data folder: a folder of photographs
gets no files nobody asked for. A line cut off by a crash is ignored.
"""

import hashlib
import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """One finished output: from which source, with which settings."""

    output: str
    source: str
    source_bytes: int
    source_mtime_ns: int
    settings: str


def describe(source: Path, output: Path, settings: str) -> Finished:
    """The entry that a finished output has; `settings` is a hash of recipe and options."""
    stat = source.stat()
    return Finished(
        output=str(output.resolve()),
        source=str(source.resolve()),
        source_bytes=stat.st_size,
        source_mtime_ns=stat.st_mtime_ns,
        settings=settings,
    )


class Journal:
    """The journal of one output folder."""

    def __init__(self, folder: Path, out: Path) -> None:
        key = hashlib.sha256(str(out.resolve()).encode()).hexdigest()[:16]
        self._path = folder / f"{key}.jsonl"
        self._lock = threading.Lock()
        self._file: IO[str] | None = None

    def read(self) -> set[Finished]:
        """Everything finished so far."""
        finished = set()
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return set()
        for line in lines:
            try:
                finished.add(Finished(**json.loads(line)))
            except (ValueError, TypeError):
                continue
        return finished

    def add(self, entry: Finished) -> None:
        """Append one entry; on disk when this returns. A journal nobody can write is no error."""
        with self._lock:
            try:
                if self._file is None:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    self._file = self._path.open("a", encoding="utf-8")
                self._file.write(json.dumps(asdict(entry)) + "\n")
                self._file.flush()
            except OSError:
                self._file = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None
