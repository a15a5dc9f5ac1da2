"""Write files atomically: a file appears complete or not at all."""

import contextlib
import errno
import os
import re
import secrets
import time
from pathlib import Path
from typing import BinaryIO

from pieditor.core.errors import OutputFailed, OutputRefused
from pieditor.core.sentences import sentence
from pieditor.files.locks import HAS_LOCKS, lock

_LEFTOVER = re.compile(r"\.pie-[0-9a-f]{16}\.tmp")
# A temporary file this old is abandoned, even on systems without locks.
_OLD_S = 24 * 3600.0
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

_OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_OF_THE_FOLDER = {errno.EACCES, errno.EPERM, errno.ENOENT}


def atomic_write(path: Path, data: bytes, *, overwrite: bool) -> int:
    """Write `data` to a temporary file beside `path`, sync it to disk and rename it to `path`.

    Returns the written file's modification time in nanoseconds.

    Without `overwrite` a file of that name is never replaced, not even one that appears meanwhile.
    Raises OutputRefused when it exists, OutputFailed when it cannot be written; in both cases (and
    when interrupted) nothing is left behind.
    """
    require_free(path, overwrite=overwrite)
    remove_leftovers(path.parent)
    # A short name, so that a long `path` cannot fail because of its temporary file.
    temporary = path.parent / f".pie-{secrets.token_hex(8)}.tmp"
    try:
        try:
            # Locked until it is renamed, because an unlocked file may be taken for abandoned.
            with _open_locked(temporary) as file:
                mtime_ns = _write_synced(file, data)
                if not HAS_LOCKS:
                    file.close()  # Windows cannot rename an open file
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
    return mtime_ns


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of killed programs from a folder; once per process and folder.

    Files that other processes are writing are locked and stay.
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
    if HAS_LOCKS:
        with path.open("rb") as file, contextlib.suppress(OSError):
            lock(file, wait=False)  # OSError while its writer lives
            path.unlink()
            return
    if time.time() - path.lstat().st_mtime > _OLD_S:
        path.unlink()


def require_free(path: Path, *, overwrite: bool) -> None:
    """Raise what `atomic_write` would raise for an existing file at `path`."""
    if os.path.isdir(path):
        raise output_failed(path, IsADirectoryError(errno.EISDIR, ""))
    if not overwrite and os.path.lexists(path):
        raise OutputRefused(path)


def make_folder(folder: Path) -> None:
    """Make a folder for outputs, with its parents; OutputFailed when that is impossible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_failed(folder, error) from error


def output_failed(path: Path, error: OSError) -> OutputFailed:
    """The OutputFailed for a system error while writing `path`."""
    why, remedy = _REASONS.get(
        error.errno or 0,
        (error.strerror or str(error), sentence("Choose another folder and try again.")),
    )
    is_for_all = error.errno in _OF_THE_DISK or (
        error.errno in _OF_THE_FOLDER and not os.access(path.parent, os.W_OK | os.X_OK)
    )
    return OutputFailed(path, why, remedy, is_for_all=is_for_all)


def _open_locked(temporary: Path) -> BinaryIO:
    """Create a locked file, which other processes do not take for abandoned while it is open."""
    while True:
        file = open(temporary, "xb")  # noqa: SIM115 - closed below
        with contextlib.suppress(OSError):  # some network disks do not support locks
            lock(file, wait=True)  # a check for abandoned files holds it briefly
        # Before it was locked, another process may have removed it as abandoned.
        if temporary.exists():
            return file
        file.close()


def _write_synced(file: BinaryIO, data: bytes) -> int:
    """Write and sync to disk; returns the file's modification time in nanoseconds."""
    file.write(data)
    file.flush()
    os.fsync(file.fileno())
    return os.fstat(file.fileno()).st_mtime_ns


def _place_new(temporary: Path, path: Path) -> None:
    """Rename the finished file, failing with FileExistsError if the name is taken."""
    try:
        os.link(temporary, path)
        return
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
    # FAT and some network disks have no hard links: create an empty file of that name, then rename
    # over it. A reader may briefly see the empty file, but no file is lost.
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    try:
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    """Sync the folder, so that the new name survives a power cut, where the system supports it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
