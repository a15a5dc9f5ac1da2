"""A note of the folder that is being opened, which is left only when the program ends meanwhile.

A decoder that crashes on a damaged file takes the program with it. Without the note, the next start
would open the same folder and end in the same way.
"""

import contextlib
import json
import os
from pathlib import Path


class OpeningNote:
    """Kept in the data folder. Where it cannot be written, folders are opened as without it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "opening.json"

    def begin(self, photos: Path) -> None:
        """This folder is about to be opened."""
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Not synced to the disk: the system outlives the program that it is about.
            self._path.write_text(json.dumps(os.fspath(photos)), "ascii")

    def clear(self) -> None:
        """It is open, or the program is closed as usual."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def left(self) -> Path | None:
        """The folder whose opening ended the program; None when nothing like that happened."""
        try:
            folder = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return None
        return Path(folder) if isinstance(folder, str) and folder else None
