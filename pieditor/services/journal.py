"""What a batch has finished, so that a resumed one knows without opening pictures.

One file of JSON lines per output folder, kept in the user's data folder: a folder of photographs
gets no files nobody asked for. A line cut off by a crash is ignored.

An output is noted before it is begun, too: killed between the file's rename and its line, a batch
that is resumed must know the file for its own.
"""

import hashlib
import json
import os
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

_BEGUN, _GIVEN_UP = "begun", "given up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """One finished output: from which source, with which settings.

    An output that was only begun has "begun" for its settings, which no hash is equal to.
    """

    output: str
    source: str
    source_bytes: int
    source_mtime_ns: int
    settings: str


def describe(source: Path, output: Path, settings: str) -> Finished:
    """The entry that a finished output has; `settings` is a hash of recipe and options."""
    stat = source.stat()
    return Finished(
        output=os.path.realpath(output),
        source=os.path.realpath(source),
        source_bytes=stat.st_size,
        source_mtime_ns=stat.st_mtime_ns,
        settings=settings,
    )


class Journal:
    """The journal of one output folder."""

    def __init__(self, folder: Path, out: Path) -> None:
        key = hashlib.sha256(os.path.realpath(out).encode()).hexdigest()[:16]
        self._path = folder / f"{key}.jsonl"
        self._lock = threading.Lock()
        self._file: IO[str] | None = None

    def read(self) -> set[Finished]:
        """Everything finished so far, and what was begun and never given up."""
        finished: set[Finished] = set()
        begun: dict[str, Finished] = {}
        try:
            lines = self._path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return set()
        for line in lines:
            try:
                entry = Finished(**json.loads(line))
            except (ValueError, TypeError):
                continue
            if entry.settings == _BEGUN:
                begun[entry.output] = entry
            elif entry.settings == _GIVEN_UP:
                begun.pop(entry.output, None)
            else:
                finished.add(entry)
        return finished | set(begun.values())

    def begin(self, source: Path, output: Path) -> None:
        """Note that `output`, which does not exist, may appear from now on."""
        self._note(source, output, _BEGUN)

    def give_up(self, source: Path, output: Path) -> None:
        """Note that `output` was not written after all."""
        self._note(source, output, _GIVEN_UP)

    def finish(self, source: Path, output: Path, settings: str) -> None:
        """Note that `output` is finished."""
        self._note(source, output, settings)

    def _note(self, source: Path, output: Path, settings: str) -> None:
        try:
            self.add(describe(source, output, settings))
        except OSError:
            return  # the source has gone meanwhile; a journal never stops a batch

    def add(self, entry: Finished) -> None:
        """Append one entry; on disk when this returns. A journal nobody can write is no error."""
        with self._lock:
            try:
                if self._file is None:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    self._file = self._path.open("a", encoding="utf-8")
                    if self._file.tell():
                        self._file.write("\n")  # ends a line that a crash cut off
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
