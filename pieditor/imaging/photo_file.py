"""The bytes of a photo's file: ordinary files only, none larger than a photo can be."""

import os
import stat
import time
from pathlib import Path

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.sentences import sentence

LARGEST_FILE = 4 << 30  # 4 GiB: 400 megapixels of 16-bit RGB are 2.4 GB
# A file cut short that was written to in the last minute is most likely on its way still.
_JUST_NOW_S = 60.0


def read_bytes(path: Path, at_most: int = -1) -> bytes:
    """The file's bytes, or its first `at_most`.

    Raises PhotoUnreadable for what cannot be read, is larger than LARGEST_FILE, or is no ordinary
    file: a pipe is never waited for.
    """
    try:
        # Without O_NONBLOCK, opening a pipe that nobody writes to would never return.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as file:
            status = os.fstat(file.fileno())
            if stat.S_ISDIR(status.st_mode):
                raise IsADirectoryError
            if not stat.S_ISREG(status.st_mode):
                raise PhotoUnreadable(
                    path, sentence("it is not an ordinary file"), sentence("Leave it out.")
                )
            if status.st_size > LARGEST_FILE and at_most < 0:
                size = f"{status.st_size / 1e9:.1f}"
                raise PhotoUnreadable(
                    path,
                    sentence("it is {size} GB large; 4.3 are read", size=size),
                    sentence("Leave it out, or save a smaller version of it."),
                )
            return file.read(at_most)
    except FileNotFoundError as error:
        raise PhotoUnreadable(
            path, sentence("there is no such file"), sentence("Check its name.")
        ) from error
    except IsADirectoryError as error:
        raise PhotoUnreadable(
            path,
            sentence("it is a folder"),
            sentence("Name a photo, or the folder's photos."),
        ) from error
    except PermissionError as error:
        raise PhotoUnreadable(
            path,
            sentence("you have no right to read it"),
            sentence("Change its rights, or ask its owner."),
        ) from error
    except OSError as error:
        raise PhotoUnreadable(
            path,
            error.strerror or str(error),
            sentence("Check that the disk is connected, then try again."),
        ) from error


def was_just_written(path: Path) -> bool:
    """Whether the file changed within the last minute."""
    try:
        return abs(time.time() - path.stat().st_mtime) < _JUST_NOW_S
    except OSError:
        return False
