"""Find photos among the files and folders that a user names."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pieditor.core.errors import FolderUnreadable, PhotoUnreadable, PieditorError
from pieditor.core.sentences import sentence

PICTURE_EXTENSIONS = frozenset(
    (
        ".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".webp",
        ".heic", ".heif", ".hif", ".avif",
    )
)  # fmt: skip
# What LibRaw reads, by its list of cameras.
RAW_EXTENSIONS = frozenset(
    (
        ".3fr", ".ari", ".arw", ".bay", ".cap", ".cr2", ".cr3", ".crw", ".dcr", ".dcs", ".dng",
        ".drf", ".eip", ".erf", ".fff", ".gpr", ".iiq", ".k25", ".kdc", ".mdc", ".mef", ".mos",
        ".mrw", ".nef", ".nrw", ".orf", ".pef", ".ptx", ".pxn", ".raf", ".raw", ".rw2", ".rwl",
        ".rwz", ".sr2", ".srf", ".srw", ".x3f",
    )
)  # fmt: skip
PHOTO_EXTENSIONS = PICTURE_EXTENSIONS | RAW_EXTENSIONS
# Folders in which systems and network disks keep thumbnails and deleted files: Synology, QNAP,
# Windows, macOS, Linux. Hidden ones are left out in any case. Names are compared in lower case.
SYSTEM_FOLDERS = frozenset(
    (
        "@eadir", "#recycle", "#snapshot", "@recycle", "@recently-snapshot", "$recycle.bin",
        "system volume information", "lost+found", "__macosx", "network trash folder",
    )
)  # fmt: skip
# Files of ours beside photos, and what systems write into every folder: nobody misses them.
_OWN_SUFFIXES = (".pie.json", ".taste")
_SYSTEM_FILES = frozenset(["thumbs.db", "desktop.ini", "ehthumbs.db"])


@dataclass(frozen=True, slots=True)
class FoundPhoto:
    """A photo and the folder it was found under, so that sub-folders can be mirrored.

    root  the folder that was named, or the parent of a file that was named.
    """

    path: Path
    root: Path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file or folder that was seen and not taken.

    kind  how it is counted: the file's ending in lower case (".psd"), or a word for folders
    """

    path: Path
    kind: str


# Kinds of LeftOut that are no endings.
SUB_FOLDER, SYSTEM_FOLDER, SEEN_TWICE = "sub-folder", "system folder", "named twice"


@dataclass(frozen=True, slots=True)
class Discovery:
    """Photos in a stable order, what could not be looked at, and what was not taken."""

    photos: tuple[FoundPhoto, ...]
    problems: tuple[PieditorError, ...]
    left_out: tuple[LeftOut, ...] = ()


def find_photos(
    paths: Sequence[Path], *, recursive: bool, leave_out: Path | None = None
) -> Discovery:
    """Files as named, and of folders what has a photo's extension, in natural order.

    A file named by itself is taken whatever it is called. Hidden files and folders are left out, a
    file that can be reached twice is taken once, loops of links end. A missing path or a folder
    that cannot be listed is a problem, and the rest goes on. Other files, sub-folders that are not
    looked into and folders of the system are noted as left out.

    leave_out  a folder not to look into: that of the outputs, when it lies among the originals.
    """
    photos: list[FoundPhoto] = []
    problems: list[PieditorError] = []
    left_out: list[LeftOut] = []
    seen: set[str] = set()
    visited = {os.path.realpath(leave_out)} if leave_out else set[str]()

    def take(path: Path, root: Path) -> None:
        real = os.path.realpath(path)
        if real in seen:
            left_out.append(LeftOut(path, SEEN_TWICE))
        else:
            seen.add(real)
            photos.append(FoundPhoto(path, root))

    for path in paths:
        if os.path.isdir(path):
            for found in _walk(path, recursive, visited, problems, left_out):
                take(found, path)
        elif os.path.lexists(path):
            take(path, path.parent)
        else:
            problems.append(_missing(path))
    return Discovery(tuple(photos), tuple(problems), tuple(left_out))


def natural_key(name: str) -> tuple:
    """Sort key that puts IMG_2 before IMG_10, whatever the case; the name itself breaks ties."""
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((int(p), "") if p.isdecimal() else (0, p) for p in parts if p), name


def _missing(path: Path) -> PieditorError:
    try:
        path.stat()
    except PermissionError:
        return PhotoUnreadable(
            path,
            sentence("you have no right to look there"),
            sentence("Change its rights, or ask its owner."),
        )
    except OSError:
        pass
    return PhotoUnreadable(
        path, sentence("there is no such file or folder"), sentence("Check its name.")
    )


def is_system_folder(name: str) -> bool:
    """Whether a folder of this name holds a system's thumbnails or deleted files."""
    return name.casefold() in SYSTEM_FOLDERS or name.startswith(".")


def _is_of_no_interest(name: str) -> bool:
    lower = name.casefold()
    return lower.endswith(_OWN_SUFFIXES) or lower in _SYSTEM_FILES


def _walk(
    folder: Path,
    recursive: bool,
    visited: set[str],
    problems: list[PieditorError],
    left_out: list[LeftOut],
) -> Iterator[Path]:
    """A folder's photos, then those of its sub-folders."""
    pending = [folder]
    while pending:
        current = pending.pop()
        real = os.path.realpath(current)
        if real in visited:
            continue
        visited.add(real)
        try:
            with os.scandir(current) as listing:
                entries = sorted(listing, key=lambda entry: natural_key(entry.name))
        except OSError as error:
            problems.append(FolderUnreadable(current, _why(error)))
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = current / entry.name
            if os.path.isdir(path):  # a link that goes round or into a locked folder is none
                if is_system_folder(entry.name):
                    left_out.append(LeftOut(path, SYSTEM_FOLDER))
                elif recursive:
                    folders.append(path)
                elif os.path.realpath(path) not in visited:
                    left_out.append(LeftOut(path, SUB_FOLDER))
            elif path.suffix.lower() in PHOTO_EXTENSIONS:
                yield path
            elif not _is_of_no_interest(entry.name):
                left_out.append(LeftOut(path, path.suffix.lower() or entry.name))
        pending.extend(reversed(folders))


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "you have no right to list it"
    return error.strerror or str(error)
