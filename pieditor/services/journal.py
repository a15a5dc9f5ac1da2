"""What pieditor has written into a folder: a resumed batch skips it, and only that may be replaced.

One file of JSON lines per output folder, kept in the user's data folder: a folder of photographs
gets no files nobody asked for. A line cut off by a crash is ignored.

An output is noted before it is begun, too: killed between the file's rename and its line, a batch
that is resumed must know the file for its own.
"""

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from pieditor.core.json_text import read_json
from pieditor.files.documents import JOURNAL, read_document

_BEGUN, _GIVEN_UP = "begun", "given up"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """One finished output: from which source, with which settings, and the file itself.

    settings         hash of recipe and options; an output that was only begun has "begun"
    output_sha256    of the file as pieditor wrote it; "" where an older version noted it
    """

    output: str
    source: str
    source_bytes: int
    source_mtime_ns: int
    settings: str
    output_bytes: int = 0
    output_mtime_ns: int = 0
    output_sha256: str = ""

    @property
    def is_only_begun(self) -> bool:
        """Whether the file may be there or not, because the batch ended meanwhile."""
        return self.settings == _BEGUN

    def same_work(self, other: "Finished") -> bool:
        """Whether both are the same source, unchanged, with the same settings."""
        return (self.source, self.source_bytes, self.source_mtime_ns, self.settings) == (
            other.source, other.source_bytes, other.source_mtime_ns, other.settings,
        )  # fmt: skip


Known = Mapping[str, Finished]
"""The last entry of each output, by `place_of` the output."""


def place_of(output: Path) -> str:
    """The output's path with links in its folders resolved, but not a link of its own name."""
    return os.path.join(os.path.realpath(output.parent), output.name)


def describe(source: Path, output: Path, settings: str) -> Finished:
    """The entry for a source as it is now; the output's own facts come when it is written."""
    stat = source.stat()
    return Finished(
        output=place_of(output),
        source=os.path.realpath(source),
        source_bytes=stat.st_size,
        source_mtime_ns=stat.st_mtime_ns,
        settings=settings,
    )


def with_output(entry: Finished, output: Path, data: bytes) -> Finished:
    """The entry of an output that was just written with these bytes."""
    return replace(
        entry,
        output_bytes=len(data),
        output_mtime_ns=output.stat().st_mtime_ns,
        output_sha256=hashlib.sha256(data).hexdigest(),
    )


class Journal:
    """The journal of one output folder."""

    def __init__(self, folder: Path, out: Path) -> None:
        self._folder = folder
        self._out = Path(os.path.realpath(out))
        self._path = _file_of(folder, self._out)
        self._lock = threading.Lock()
        self._file: IO[str] | None = None

    def read(self) -> dict[str, Finished]:
        """The last entry of every output, and of those begun and never given up.

        The journals of the folders above are read too: a batch may have written here from there.
        """
        known: dict[str, Finished] = {}
        for folder in reversed([self._out, *self._out.parents]):
            _read_into(_file_of(self._folder, folder), known)
        return known

    def begin(self, entry: Finished) -> None:
        """Note that the output, which does not exist, may appear from now on."""
        self.add(replace(entry, settings=_BEGUN))

    def give_up(self, entry: Finished) -> None:
        """Note that the output was not written after all."""
        self.add(replace(entry, settings=_GIVEN_UP))

    def add(self, entry: Finished) -> None:
        """Append one entry; on disk when this returns. A journal nobody can write is no error."""
        with self._lock:
            try:
                if self._file is None:
                    self._path.parent.mkdir(parents=True, exist_ok=True)
                    self._file = self._path.open("a", encoding="ascii")
                    if self._file.tell():
                        self._file.write("\n")  # ends a line that a crash cut off
                self._file.write(json.dumps(asdict(entry)) + "\n")
                self._file.flush()
                os.fsync(self._file.fileno())
            except OSError:
                self._file = None

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None


def _file_of(folder: Path, out: Path) -> Path:
    return folder / f"{hashlib.sha256(os.fsencode(out)).hexdigest()[:16]}.jsonl"


def _entry(row: Any) -> Finished:
    """The entry of a line; ValueError or TypeError for anything else."""
    entry = Finished(**row)
    for name, value in row.items():
        is_number = name.endswith(("_bytes", "_ns"))
        if isinstance(value, bool) or not isinstance(value, int if is_number else str):
            raise TypeError(f"{name} is of another kind")
    return entry


def _read_into(path: Path, known: dict[str, Finished]) -> None:
    try:
        text = read_document(path, JOURNAL).decode("utf-8", "replace")
    except OSError:
        return
    lines = text.split("\n")
    before: dict[str, Finished] = {}  # the finished entry of an output that was begun anew
    for line in lines:
        try:
            entry = _entry(read_json(line))
        except (ValueError, TypeError):
            continue
        previous = known.get(entry.output)
        if entry.settings == _GIVEN_UP:
            if previous is not None and previous.is_only_begun:
                del known[entry.output]
                if entry.output in before:
                    known[entry.output] = before.pop(entry.output)
            continue
        if entry.is_only_begun and previous is not None and not previous.is_only_begun:
            before[entry.output] = previous
        known[entry.output] = entry
