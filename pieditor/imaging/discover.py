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
# Endings of the formats that LibRaw reads, by its list of cameras.
RAW_EXTENSIONS = frozenset(
    (
        ".3fr", ".ari", ".arw", ".bay", ".cap", ".cr2", ".cr3", ".crw", ".dcr", ".dcs", ".dng",
        ".drf", ".eip", ".erf", ".fff", ".gpr", ".iiq", ".k25", ".kdc", ".mdc", ".mef", ".mos",
        ".mrw", ".nef", ".nrw", ".orf", ".pef", ".ptx", ".pxn", ".raf", ".raw", ".rw2", ".rwl",
        ".rwz", ".sr2", ".srf", ".srw", ".x3f",
    )
)  # fmt: skip
PHOTO_EXTENSIONS = PICTURE_EXTENSIONS | RAW_EXTENSIONS
# Folders for thumbnails and deleted files of Synology, QNAP, Windows, macOS and Linux, in lower
# case. Hidden folders are left out in any case.
SYSTEM_FOLDERS = frozenset(
    (
        "@eadir", "#recycle", "#snapshot", "@recycle", "@recently-snapshot", "$recycle.bin",
        "system volume information", "lost+found", "__macosx", "network trash folder",
    )
)  # fmt: skip
# Our own files beside photos, and files that systems write into every folder: not reported as left
# out.
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
    """A file or folder that was found but not used.

    kind  its category in counts: the file's ending in lower case (".psd"), or a word for folders
    """

    path: Path
    kind: str


# Kinds of LeftOut that are not endings.
SUB_FOLDER, SYSTEM_FOLDER, SEEN_TWICE = "sub-folder", "system folder", "named twice"


@dataclass(frozen=True, slots=True)
class Discovery:
    """Photos in a stable order, errors, and files and folders left out."""

    photos: tuple[FoundPhoto, ...]
    problems: tuple[PieditorError, ...]
    left_out: tuple[LeftOut, ...] = ()


def find_photos(
    paths: Sequence[Path], *, recursive: bool, leave_out: Path | None = None
) -> Discovery:
    """Find the named files, and the files with photo endings in named folders, in natural order.

    An explicitly named file is used whatever its ending. Hidden files and folders are skipped, a
    file that can be reached twice is used once, and loops of links end. A missing path or an
    unreadable folder is added to the problems. Other files, sub-folders that are not searched and
    system folders are added to the left-out ones.

    leave_out  a folder to skip, such as an output folder among the originals.
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
    """Yield a folder's photos, then those of its sub-folders."""
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
            if os.path.isdir(path):  # false for a looping link or one into a locked folder
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
