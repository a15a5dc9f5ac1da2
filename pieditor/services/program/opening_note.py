"""A note of the folder that is being opened, which remains only if the program crashes meanwhile.

A decoder that crashes on a damaged file may end the program. Without the note, the next start would
open the same folder and crash again.
"""

import contextlib
import json
import os
from pathlib import Path


class OpeningNote:
    """A file in the data folder. If it cannot be written, folders are opened without a note."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "opening.json"

    def begin(self, photos: Path) -> None:
        """Note that this folder is about to be opened."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Not synced to disk: a crash of the program leaves the system running.
            self._path.write_text(json.dumps(os.fspath(photos)), "ascii")

    def clear(self) -> None:
        """Remove the note: the folder is open, or the program is closing normally."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def left(self) -> Path | None:
        """The folder whose opening ended the program; None if there was no crash."""
        try:
            folder = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return None
        return Path(folder) if isinstance(folder, str) and folder else None
