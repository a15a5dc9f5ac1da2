"""File locks as a sign of life: the system releases a lock when the program that holds it ends."""

from pathlib import Path
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

HAS_LOCKS = fcntl is not None


def lock(file: IO[Any], *, wait: bool) -> None:
    """Lock an open file until it is closed.

    wait  wait for another holder instead of raising BlockingIOError
    Does nothing on systems without locks; raises OSError on disks without them, such as some
    network disks.
    """
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(path: Path) -> bool:
    """Whether a process holds the file's lock; False on systems without locks."""
    if fcntl is None:
        return False
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
