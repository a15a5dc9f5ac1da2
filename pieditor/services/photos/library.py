"""The photos of a folder for the library: listed in chunks, then filtered and sorted.

Listing opens no photo: names, sizes and times come from the folder, stars, flags and edits from the
sidecars in the same listing. Dates and scores are filled in later by the callers that need them.
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

# About 20 ms of work if each has a sidecar, so that the first rows of a slow folder appear at once.
CHUNK = 200
# A second decimal would be smaller than the effect of the rated picture's size.
SCORE_DECIMALS = 1
# Formats that a camera writes beside a raw file of the same name.
_CAMERA_EXTENSIONS = (".jpg", ".jpeg", ".jpe", ".heic", ".heif", ".hif")


@dataclass(frozen=True, slots=True)
class Scored:
    """The rater's score of a photo, and the state of the photo that it applies to.

    score  None when the photo cannot be read, so that it is not tried again
    """

    score: Score | None
    mtime_ns: int
    recipe: Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryPhoto:
    """One photo of a folder.

    companion  the raw file of a pair. The JPEG (or HEIC) beside it is shown and edited: it opens in
               a tenth of the time, and its tones are those that the photographer saw on the camera.
               If only the raw file has a sidecar, the roles are swapped, so that no earlier edit is
               hidden.
    mtime_ns   time of the last write, in nanoseconds since 1970
    sidecar    None when it is damaged: the photo then counts as untouched
    taken      the camera's time; None until it is known, see `services.photos.facts`
    scored     None until it is known, see `services.scores.library_scores`
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
        """The photo's recipe; the empty one if the sidecar is damaged."""
        return Recipe() if self.sidecar is None else self.sidecar.recipe

    @property
    def is_edited(self) -> bool:
        """Whether the recipe changes the photo."""
        return not self.recipe.changes_nothing

    @property
    def is_scored(self) -> bool:
        """Whether the score, or the lack of one, applies to the photo's current state."""
        scored = self.scored
        return scored is not None and (scored.mtime_ns, scored.recipe) == (
            self.mtime_ns, self.recipe,
        )  # fmt: skip

    @property
    def score(self) -> float | None:
        """The mean rating, 1 to 10; None while unknown and for photos that cannot be scored.

        After an edit it is the old score until the new one is known, so that the photo keeps its
        place in the order.
        """
        known = None if self.scored is None else self.scored.score
        return None if known is None else known.mean


class SortKey(StrEnum):
    """The property by which photos are sorted."""

    NAME = "name"
    DATE = "date"
    STARS = "stars"
    SCORE = "score"
    EDITED = "edited"
    FILE_TIME = "file time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """A sort order; equal photos are always in ascending order of their names."""

    key: SortKey = SortKey.NAME
    is_descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filtering:
    """The condition for showing a photo; the default shows all.

    min_score  1 to 10, compared with scores as shown, in tenths; 0 requires none. Photos not yet
               scored pass, photos that cannot be scored do not.
    flags      any of these; an empty set allows all
    edited     True only edited ones, False only untouched ones, None both
    text       words that the file name must contain, in any order and case
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
        # Called for thousands of photos at a time, so values that no filter needs are not computed.
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

    A photo without a known date counts as taken when its file was written. Photos without a score
    come last in both directions.
    """
    shown = sorted(filter(filtering.passes, photos), key=_by_name)
    if sorting.key is SortKey.SCORE:
        return tuple(sorted(shown, key=functools.partial(_by_score, sorting.is_descending)))
    key = _KEYS[sorting.key]
    if sorting.key is SortKey.NAME:
        return tuple(reversed(shown) if sorting.is_descending else shown)
    # Sorting is stable, also in reverse, so that equal photos stay in the order of their names.
    return tuple(sorted(shown, key=key, reverse=sorting.is_descending))


@functools.lru_cache(maxsize=100_000)
def _natural(name: str) -> tuple[Any, ...]:
    # Split off the ending, or "a-2.jpg" would come before "a.jpg".
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

    Hidden files and sub-folders that cannot be listed are left out. Temporary files of a killed
    program are removed. Raises FolderUnreadable when `folder` itself cannot be listed, Cancelled on
    request.
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
    """Single files as library photos, in the order given; files that are gone are left out.

    An explicitly named file is taken whatever its ending, and without its companion.
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
    """The sub-folders in natural order, without system folders. Raises FolderUnreadable."""
    return tuple(folder / name for name in _scan(folder)[1])


def _scan(folder: Path) -> tuple[dict[str, os.stat_result], list[str]]:
    """Files with their status, and folders, in natural order. Raises FolderUnreadable."""
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
        except OSError:  # a broken link, or deleted since
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
    except RecipeInvalid:  # reported when the photo is opened
        return replace(photo, sidecar=None)
