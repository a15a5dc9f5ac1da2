"""Locks on files: who holds one lives, because the system lets go of it when a program ends."""

from pathlib import Path
from typing import IO, Any

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

HAS_LOCKS = fcntl is not None


def lock(file: IO[Any], *, wait: bool) -> None:
    """Take the lock of an open file, until it is closed.

    wait  for another holder, instead of raising BlockingIOError
    Does nothing where the system has no locks; raises OSError where the disk has none, as with some
    network disks.
    """
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(path: Path) -> bool:
    """Whether somebody holds the lock of a file; False where locks are unknown."""
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
