"""A folder of photos as the library shows it: listed in chunks, then filtered and sorted.

Listing opens no photo: names, sizes and times come from the folder, stars, flags and edits from the
sidecars that the same listing found. Dates and scores come later, from whoever needs them.
"""

import functools
import itertools
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pieditor.core.errors import Cancelled, FolderUnreadable, RecipeInvalid
from pieditor.core.recipe import Recipe
from pieditor.imaging.atomic_write import remove_leftovers
from pieditor.imaging.discover import (
    PHOTO_EXTENSIONS,
    RAW_EXTENSIONS,
    is_system_folder,
    natural_key,
)
from pieditor.services.photos.sidecars import Flag, Marks, Sidecar, SidecarStore
from pieditor.services.scores.score import Score

# Some 20 ms of work with a sidecar each, so the first rows of a slow folder are there at once.
CHUNK = 200
# A second decimal would be less than what the size of the rated picture changes.
SCORE_DECIMALS = 1
# What a camera writes beside a raw file of the same name.
_CAMERA_EXTENSIONS = (".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif")


@dataclass(frozen=True, slots=True)
class Scored:
    """What the rater said of a photo, and of which state of it.

    score  None when the photo cannot be read, so that nobody asks again
    """

    score: Score | None
    mtime_ns: int
    recipe: Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPhoto:
    """One photo of a folder.

    companion  the raw file of a pair. The JPEG (or HEIC) beside it is the one that is shown and
               edited: it opens in a tenth of the time, and its tones are those that the
               photographer saw on the camera and judges by. Where only the raw file has a sidecar
               it is the other way round, so that no earlier edit goes out of sight.
    mtime_ns   when the file was last written, in nanoseconds since 1970
    sidecar    None when it is damaged: the photo then counts as untouched
    taken      the camera's time; None until it is known, see `services.facts`
    scored     None until somebody asked, see `services.photo_scores`
    """

    path: Path
    companion: Path | None = None
    size_bytes: int = 0
    mtime_ns: int = 0
    sidecar: Sidecar | None = Sidecar()
    taken: datetime | None = None
    scored: Scored | None = None

    @property
    def marks(self) -> Marks:
        """Stars and flag."""
        return Marks() if self.sidecar is None else self.sidecar.marks

    @property
    def recipe(self) -> Recipe:
        """What was done to the photo."""
        return Recipe() if self.sidecar is None else self.sidecar.recipe

    @property
    def is_edited(self) -> bool:
        """Whether the recipe changes the photo."""
        return not self.recipe.changes_nothing

    @property
    def is_scored(self) -> bool:
        """Whether the score is of the photo as it is now, or it is known that there is none."""
        scored = self.scored
        return scored is not None and (scored.mtime_ns, scored.recipe) == (
            self.mtime_ns, self.recipe,
        )  # fmt: skip

    @property
    def score(self) -> float | None:
        """The mean rating, 1 to 10; None while it is not known, and when there is none.

        After an edit it is the one from before until the new one is there, so that the photo keeps
        its place meanwhile.
        """
        known = None if self.scored is None else self.scored.score
        return None if known is None else known.mean


class SortKey(StrEnum):
    """What photos are sorted by."""

    NAME = "name"
    DATE = "date"
    STARS = "stars"
    SCORE = "score"
    EDITED = "edited"
    FILE_TIME = "file time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """An order; among equals the name decides, always ascending."""

    key: SortKey = SortKey.NAME
    is_descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtering:
    """Which photos to show; everything unless told.

    min_score  1 to 10, compared with scores as they are shown, in tenths; 0 asks for none. Photos
               that were not scored yet pass, and those that cannot be scored do not.
    flags      any of these; none named means all
    edited     True only edited ones, False only untouched ones, None both
    text       words that the file's name must have, in any order and case
    """

    min_stars: int = 0
    min_score: float = 0.0
    flags: frozenset[Flag] = field(default_factory=frozenset)
    edited: bool | None = None
    text: str = ""

    @property
    def hides_nothing(self) -> bool:
        """Whether every photo passes."""
        return self == Filtering(text=self.text) and not self.text.strip()

    def passes(self, photo: LibraryPhoto) -> bool:
        """Whether to show this photo."""
        # Asked of thousands of photos at a time, so nothing is looked up that no filter needs.
        return (
            photo.marks.stars >= self.min_stars
            and self._passes_score(photo)
            and (not self.flags or photo.marks.flag in self.flags)
            and (self.edited is None or self.edited == photo.is_edited)
            and self._passes_text(photo)
        )

    def _passes_text(self, photo: LibraryPhoto) -> bool:
        if not self.text:
            return True
        name = photo.path.name.casefold()
        return all(word in name for word in self.text.casefold().split())

    def _passes_score(self, photo: LibraryPhoto) -> bool:
        if not self.min_score or photo.scored is None:
            return True
        score = photo.score
        return score is not None and round(score, SCORE_DECIMALS) >= self.min_score


def arrange(
    photos: Iterable[LibraryPhoto], sorting: Sorting, filtering: Filtering
) -> tuple[LibraryPhoto, ...]:
    """The photos that pass, in order; IMG_2 comes before IMG_10.

    A photo whose date is unknown counts as taken when its file was written. Photos without a score
    come last in both directions.
    """
    shown = sorted(filter(filtering.passes, photos), key=_by_name)
    if sorting.key is SortKey.SCORE:
        return tuple(sorted(shown, key=functools.partial(_by_score, sorting.is_descending)))
    key = _KEYS[sorting.key]
    if sorting.key is SortKey.NAME:
        return tuple(reversed(shown) if sorting.is_descending else shown)
    # Sorting is stable, also in reverse, so equals stay in the order of their names.
    return tuple(sorted(shown, key=key, reverse=sorting.is_descending))


@functools.lru_cache(maxsize=100_000)
def _natural(name: str) -> tuple[Any, ...]:
    # The ending apart, or "a-2.jpg" would come before "a.jpg".
    stem, ending = os.path.splitext(name)
    return natural_key(stem), ending.casefold(), name


def _by_name(photo: LibraryPhoto) -> tuple[Any, ...]:
    return _name_and_folder(photo.path)


@functools.lru_cache(maxsize=100_000)
def _name_and_folder(path: Path) -> tuple[Any, ...]:
    return _natural(path.name), str(path.parent)


def _by_date(photo: LibraryPhoto) -> float:
    return photo.mtime_ns / 1e9 if photo.taken is None else photo.taken.timestamp()


def _by_score(is_descending: bool, photo: LibraryPhoto) -> tuple[bool, float]:
    score = photo.score
    if score is None:
        return True, 0.0
    return False, -score if is_descending else score


_KEYS: dict[SortKey, Callable[[LibraryPhoto], Any]] = {
    SortKey.NAME: _by_name,
    SortKey.DATE: _by_date,
    SortKey.STARS: lambda photo: photo.marks.stars,
    SortKey.EDITED: lambda photo: photo.is_edited,
    SortKey.FILE_TIME: lambda photo: photo.mtime_ns,
}


def list_folder(
    folder: Path,
    sidecars: SidecarStore,
    *,
    recursive: bool = False,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[list[LibraryPhoto]]:
    """The folder's photos in natural order, at most CHUNK at a time.

    Hidden files are left out, and so are sub-folders that cannot be listed. What a killed program
    left half-written in them is removed. Raises FolderUnreadable when `folder` itself cannot be
    listed, Cancelled when asked to stop.
    """
    pending, seen = [folder], set[str]()
    while pending:
        current = pending.pop()
        real = os.path.realpath(current)
        if real in seen:
            continue
        seen.add(real)
        try:
            files, folders = _scan(current)
        except FolderUnreadable:
            if current is folder:
                raise
            continue
        remove_leftovers(current)
        with_sidecar = sidecars.photos_with_sidecar(current, files)
        shown = iter(_paired(_photo_names(files), with_sidecar))
        while chunk := list(itertools.islice(shown, CHUNK)):
            if is_cancelled():
                raise Cancelled
            yield [
                _describe(current, name, companion, files[name], with_sidecar, sidecars)
                for name, companion in chunk
            ]
        if recursive:
            pending.extend(current / name for name in reversed(folders))


def describe_files(paths: Sequence[Path], sidecars: SidecarStore) -> list[LibraryPhoto]:
    """Single files as the library shows them, in the order given; files that are gone are left out.

    A file named by itself is taken whatever it is called, and without its companion.
    """
    photos = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode):
            photos.append(_describe(path.parent, path.name, None, status, {path.name}, sidecars))
    return photos


def list_subfolders(folder: Path) -> tuple[Path, ...]:
    """The folders inside, in natural order, but not the system's own. Raises FolderUnreadable."""
    return tuple(folder / name for name in _scan(folder)[1])


def _scan(folder: Path) -> tuple[dict[str, os.stat_result], list[str]]:
    """Files with their status, and folders, in natural order; FolderUnreadable."""
    files: dict[str, os.stat_result] = {}
    folders: list[str] = []
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: _natural(entry.name))
    except OSError as error:
        is_forbidden = isinstance(error, PermissionError)
        why = "you have no right to list it" if is_forbidden else error.strerror or str(error)
        raise FolderUnreadable(folder, why) from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.is_dir():
                if not is_system_folder(entry.name):
                    folders.append(entry.name)
            else:
                files[entry.name] = entry.stat()
        except OSError:  # a link to nowhere, or gone since
            continue
    return files, folders


def _photo_names(files: Iterable[str]) -> list[str]:
    return [name for name in files if os.path.splitext(name)[1].lower() in PHOTO_EXTENSIONS]


def _paired(names: Sequence[str], with_sidecar: set[str]) -> Iterator[tuple[str, str | None]]:
    """Each photo to show with its companion; raw files that are companions are left out."""
    raws: dict[str, str] = {}
    others: dict[str, str] = {}
    for name in names:
        stem, ending = os.path.splitext(name.casefold())
        if ending in RAW_EXTENSIONS:
            raws.setdefault(stem, name)
        elif ending in _CAMERA_EXTENSIONS:
            others.setdefault(stem, name)
    pairs: dict[str, str] = {}
    for stem in raws.keys() & others.keys():
        shown, companion = others[stem], raws[stem]
        if companion in with_sidecar and shown not in with_sidecar:
            shown, companion = companion, shown
        pairs[shown] = companion
    hidden = set(pairs.values())
    for name in names:
        if name not in hidden:
            yield name, pairs.get(name)


def _describe(
    folder: Path,
    name: str,
    companion: str | None,
    status: os.stat_result,
    with_sidecar: set[str],
    sidecars: SidecarStore,
) -> LibraryPhoto:
    photo = LibraryPhoto(
        path=folder / name,
        companion=None if companion is None else folder / companion,
        size_bytes=status.st_size,
        mtime_ns=status.st_mtime_ns,
    )
    if name not in with_sidecar:
        return photo
    try:
        return replace(photo, sidecar=sidecars.look(photo.path))
    except RecipeInvalid:  # told when the photo is opened
        return replace(photo, sidecar=None)
