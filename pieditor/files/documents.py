"""The one reader of untrusted files: photos, tastes, sidecars, models and so on.

A path may be anything: opening a pipe without a writer would block forever, reading a link to
/dev/zero would fill the memory. So only regular files are opened, checked again once open, and each
kind of document has a maximum size. A refusal is an OSError whose `strerror` is the reason in
words, as for a missing file.
"""

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MEGABYTE = 1_000_000
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """The kind's noun in "larger than any …", and the maximum size of such a file in bytes."""

    name: str
    largest_bytes: int


# A taste takes 3 kB and a recipe at most 20, but a sidecar also counts as a recipe, with one more
# for each snapshot.
TASTE = DocumentKind("taste", _MEGABYTE)
RECIPE = DocumentKind("recipe", 16 * _MEGABYTE)
SETTINGS = DocumentKind("file of settings", _MEGABYTE)
LOOKS = DocumentKind("file of looks", 4 * _MEGABYTE)
# 2 kB for each pick; 100,000 picks.
PICKS = DocumentKind("file of picks", 210 * _MEGABYTE)
# 1 kB for each photo; a million photos.
BATCH_LOG = DocumentKind("log of a batch", 1000 * _MEGABYTE)
MANIFEST = DocumentKind("list of models", _MEGABYTE)
# The largest one that ships has 5 MB, the largest imported one 13.
MODEL = DocumentKind("model", 200 * _MEGABYTE)
# Includes the state of an optimiser, in double precision; read in pieces.
WEIGHTS = DocumentKind("file of weights", 1000 * _MEGABYTE)
# Thumbnails of 320 pixels take 30 kB, the largest some hundred.
PICTURE_LIST = DocumentKind("list of photos", 16 * _MEGABYTE)
THUMBNAIL = DocumentKind("thumbnail", 4 * _MEGABYTE)

_NOT_A_FILE = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def read_document(path: Path, kind: DocumentKind) -> bytes:
    """The whole file. Raises OSError if it is not a regular file, too large or unreadable."""
    with open_document(path, kind) as file:
        pieces, left = [], kind.largest_bytes
        # Do not rely on the stated size: files in /proc state 0, and others may grow meanwhile.
        while piece := file.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise _too_large(kind)
            pieces.append(piece)
    return b"".join(pieces)


@contextlib.contextmanager
def open_document(path: Path, kind: DocumentKind) -> Iterator[BinaryIO]:
    """The file, open for reading, no larger than its kind allows. Raises as `read_document`."""
    # Before opening, because opening a device can have side effects, such as rewinding a tape.
    _require_file(os.stat(path))
    # Without O_NONBLOCK, opening a pipe that was put there meanwhile would still block.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with open(os.open(path, flags), "rb") as file:
        status = os.fstat(file.fileno())
        _require_file(status)
        if status.st_size > kind.largest_bytes:
            raise _too_large(kind)
        yield file


def _require_file(status: os.stat_result) -> None:
    if stat.S_ISREG(status.st_mode):
        return
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, "it is a folder, not a file")
    what = next((word for is_so, word in _NOT_A_FILE if is_so(status.st_mode)), "something else")
    raise OSError(errno.EINVAL, f"it is {what}, not a file")


def _too_large(kind: DocumentKind) -> OSError:
    megabytes = kind.largest_bytes // _MEGABYTE
    return OSError(errno.EOVERFLOW, f"it is larger than any {kind.name} ({megabytes} MB)")
