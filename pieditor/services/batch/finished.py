"""The log's entry for one output: the file, and the source and settings that it was made from."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

BEGUN = "begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """One finished output: the file, and the source and settings that it was made from.

    settings         hash of recipe and options; "begun" for an output that was only begun
    output_sha256    of the file as pieditor wrote it; "" in entries of older versions
    previous_sha256  of the file that existed there when writing began, or ""
    """

    output: str
    source: str
    source_bytes: int
    source_mtime_ns: int
    settings: str
    output_bytes: int = 0
    output_mtime_ns: int = 0
    output_sha256: str = ""
    previous_sha256: str = ""

    @property
    def is_only_begun(self) -> bool:
        """Whether the outcome was never logged, so that the file may or may not exist."""
        return self.settings == BEGUN

    def same_work(self, other: "Finished") -> bool:
        """Whether both have the same unchanged source and the same settings."""
        return (self.source, self.source_bytes, self.source_mtime_ns, self.settings) == (
            other.source, other.source_bytes, other.source_mtime_ns, other.settings,
        )  # fmt: skip


Known = Mapping[str, Finished]
"""The last entry of each output, keyed by `place_of` the output."""


def place_of(output: Path) -> str:
    """The output's path with links in its folders resolved, but not a link at the path itself."""
    return os.path.join(os.path.realpath(output.parent), output.name)


def describe(source: Path, output: Path, settings: str) -> Finished:
    """The entry for a source as it is now; the output's fields are filled in when it is written.

    Raises OSError if there is no source.
    """
    status = source.stat()
    return Finished(
        output=place_of(output),
        source=os.path.realpath(source),
        source_bytes=status.st_size,
        source_mtime_ns=status.st_mtime_ns,
        settings=settings,
    )


def with_output(entry: Finished, data: bytes, mtime_ns: int = 0) -> Finished:
    """The entry of an output with these bytes.

    mtime_ns  of the file; 0 while it is not written yet
    """
    return replace(
        entry,
        output_bytes=len(data),
        output_mtime_ns=mtime_ns,
        output_sha256=hashlib.sha256(data).hexdigest(),
    )


def entry_of(row: Mapping[str, Any]) -> Finished:
    """The entry from a log line's fields; ValueError, TypeError or KeyError if malformed."""
    names = Finished.__slots__
    fields = {name: row[name] for name in names if name in row}
    for name, value in fields.items():
        is_number = name.endswith(("_bytes", "_ns"))
        if isinstance(value, bool) or not isinstance(value, int if is_number else str):
            raise TypeError(f"{name} is of another kind")
    return Finished(**fields)
