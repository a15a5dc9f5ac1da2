"""Photos that crashed their decoder; they are not opened again until they change."""

import contextlib
import json
import os
import threading
from pathlib import Path

from pieditor import __version__
from pieditor.core.json_text import read_json
from pieditor.files.documents import PICTURE_LIST, read_document
from pieditor.imaging.atomic_write import atomic_write

_MOST = 1000


class Deadly:
    """The list of such photos, in memory and optionally in a file. Thread-safe.

    Another version of pieditor may have other decoders and tries them again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._file: Path | None = None
        self._codes: dict[str, int] = {}
        self._kept: dict[str, int] = {}

    def keep_in(self, file: Path) -> None:
        """Load the list from a file and store additions there; an unusable file is ignored."""
        with self._lock:
            self._file = file
            with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
                document = read_json(read_document(file, PICTURE_LIST))
                if document.get("version") == __version__:
                    self._kept = {str(k): int(v) for k, v in document["photos"].items()}
                    self._codes.update(self._kept)

    def add(self, photo: Path, code: int, *, is_kept: bool = True) -> None:
        """Add a photo with its decoder's exit code.

        is_kept  whether to store it in the file; not for timeouts, which a busy machine may cause
        """
        key = _key(photo)
        if key is None:
            return
        with self._lock:
            self._codes[key] = code
            if is_kept:
                self._kept[key] = code
            for codes in (self._codes, self._kept):
                while len(codes) > _MOST:
                    codes.pop(next(iter(codes)))
            if is_kept and self._file is not None:
                text = json.dumps({"version": __version__, "photos": self._kept})
                with contextlib.suppress(Exception):
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    atomic_write(self._file, text.encode("ascii"), overwrite=True)

    def code(self, photo: Path) -> int | None:
        """The exit code of its decoder the last time; None for a photo that may be opened."""
        if not self._codes:
            return None
        key = _key(photo)
        return None if key is None else self._codes.get(key)


def _key(photo: Path) -> str | None:
    try:
        status = photo.stat()
    except OSError:
        return None
    return f"{os.path.realpath(photo)}\0{status.st_size}\0{status.st_mtime_ns}"
