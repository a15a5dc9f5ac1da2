"""Write a file so that it appears whole or not at all."""

import contextlib
import errno
import os
import re
import secrets
import time
from pathlib import Path

from pieditor.core.errors import OutputFailed, OutputRefused
from pieditor.core.sentences import sentence

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_LEFTOVER = re.compile(r"\.pie-[0-9a-f]{16}\.tmp")
# Before the first, a file may not be locked yet; after the second, nobody is writing it any more,
# even where locks are unknown.
_YOUNG_S, _OLD_S = 60.0, 24 * 3600.0
_looked_after: set[str] = set()

_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}

# errno: (why, remedy)
_REASONS = {
    errno.ENOSPC: (
        sentence("there is no room left on the disk"),
        sentence("Free some space, then try again."),
    ),
    errno.EDQUOT: (
        sentence("your disk quota is used up"),
        sentence("Free some space, then try again."),
    ),
    errno.EFBIG: (
        sentence("the file is larger than this disk allows"),
        sentence("Choose another disk, or a smaller format."),
    ),
    errno.EACCES: (
        sentence("you have no right to write there"),
        sentence("Choose another folder, or change its rights."),
    ),
    errno.EPERM: (
        sentence("you have no right to write there"),
        sentence("Choose another folder, or change its rights."),
    ),
    errno.EROFS: (
        sentence("the disk can only be read"),
        sentence("Choose a folder on another disk."),
    ),
    errno.ENAMETOOLONG: (
        sentence("its name is too long for this disk"),
        sentence("Choose a shorter name."),
    ),
    errno.ENOENT: (
        sentence("its folder does not exist"),
        sentence("Make the folder, or choose another one."),
    ),
    errno.ENOTDIR: (
        sentence("a part of its path is a file, not a folder"),
        sentence("Choose another folder."),
    ),
    errno.EEXIST: (sentence("a file of that name is in the way"), sentence("Choose another name.")),
    errno.EISDIR: (
        sentence("a folder of that name is in the way"),
        sentence("Choose another name."),
    ),
    errno.EIO: (
        sentence("the disk reported an error"),
        sentence("Check the disk, and write to another one."),
    ),
}


def atomic_write(path: Path, data: bytes, *, overwrite: bool) -> None:
    """Write `data` to `path` through a temporary file beside it, synced to the disk and renamed.

    Without `overwrite` a file of that name is never replaced, not even one that appears meanwhile.
    Raises OutputRefused when it exists, OutputFailed when it cannot be written; in both cases (and
    when interrupted) nothing is left behind.
    """
    require_free(path, overwrite=overwrite)
    remove_leftovers(path.parent)
    # A short name of its own, so that a long `path` fails for its own length only.
    temporary = path.parent / f".pie-{secrets.token_hex(8)}.tmp"
    try:
        try:
            _write_synced(temporary, data)
            if overwrite:
                os.replace(temporary, path)
            else:
                _place_new(temporary, path)
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink()
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise OutputRefused(path) from error
    except OSError as error:
        raise output_failed(path, error) from error


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed programs left in a folder; once a process and folder.

    A file that another process is writing is locked, or too young to be looked at.
    """
    key = os.path.realpath(folder)
    if key in _looked_after:
        return
    _looked_after.add(key)
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _LEFTOVER.fullmatch(name):
                with contextlib.suppress(OSError):
                    _remove_if_abandoned(folder / name)


def _remove_if_abandoned(path: Path) -> None:
    age_s = time.time() - path.lstat().st_mtime
    if age_s < _YOUNG_S:
        return
    if age_s < _OLD_S:
        if fcntl is None:
            return
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # OSError while its writer lives
            path.unlink()
    else:
        path.unlink()


def require_free(path: Path, *, overwrite: bool) -> None:
    """Raise as `atomic_write` would for what stands at `path` now."""
    if os.path.isdir(path):
        raise output_failed(path, IsADirectoryError(errno.EISDIR, ""))
    if not overwrite and os.path.lexists(path):
        raise OutputRefused(path)


def make_folder(folder: Path) -> None:
    """Make a folder for outputs, and those above it; OutputFailed when that is impossible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_failed(folder, error) from error


def output_failed(path: Path, error: OSError) -> OutputFailed:
    """The sentence for a system error met while writing `path`."""
    why, remedy = _REASONS.get(
        error.errno or 0,
        (error.strerror or str(error), sentence("Choose another folder and try again.")),
    )
    return OutputFailed(path, why, remedy)


def _write_synced(temporary: Path, data: bytes) -> None:
    with open(temporary, "xb") as file:
        if fcntl is not None:
            with contextlib.suppress(OSError):  # some network disks know no locks
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _place_new(temporary: Path, path: Path) -> None:
    """Give the finished file its name, failing with FileExistsError if the name is taken."""
    try:
        os.link(temporary, path)
        return
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    # FAT and some network disks have no hard links: claim the name first, then rename over our own
    # empty file. A reader may see the empty file for an instant, but nobody's file is lost.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    try:
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
