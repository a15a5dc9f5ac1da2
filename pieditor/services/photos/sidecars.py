"""Sidecars: a photo's recipe, marks and snapshots in NAME.EXT.pie.json beside it.

The file is an ordinary recipe with the fields "marks" and "snapshots", so `pieditor render` accepts
it. No file is written for an untouched photo, and a version that another program wrote is never
lost: it is kept beside ours under another name.
"""

import errno
import hashlib
import json
import os
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pieditor.core.document import without
from pieditor.core.errors import OutputFailed, RecipeInvalid
from pieditor.core.json_text import write_json
from pieditor.core.recipe import Recipe, read_recipe, write_recipe
from pieditor.core.sentences import sentence
from pieditor.files.documents import RECIPE, read_document
from pieditor.imaging.atomic_write import atomic_write, make_folder, output_failed
from pieditor.services.photos.aside import copy_aside

SIDECAR_SUFFIX = ".pie.json"
MAX_STARS = 5

# Errors after which the sidecar goes to the data folder, because the photo's folder cannot hold
# one. A full disk is not among them: it is reported, because the photographer can do something
# about it. The last two mean that a pipe or device, or a file of excessive size, is in the way and
# cannot be kept aside.
_ELSEWHERE = {
    errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR,
    errno.EINVAL, errno.EOVERFLOW,
}  # fmt: skip
_NO_FILE = {errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG}
# Photos share locks, so that their number stays bounded; with 64, two photos rarely collide.
_NUM_LOCKS = 64
# File systems allow 255 bytes, of which hash and ending take 26; a letter takes up to 4.
_READABLE_LETTERS = 48


class Flag(StrEnum):
    """The photographer's first verdict on a photo."""

    NONE = "none"
    PICK = "pick"
    REJECT = "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The rating of a photo; `stars` 0 … 5."""

    stars: int = 0
    flag: Flag = Flag.NONE
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A recipe saved under a name; `created` ISO 8601, UTC."""

    name: str
    created: str
    recipe: Recipe
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """Everything that pieditor stores for one photo."""

    recipe: Recipe = Recipe()
    marks: Marks = Marks()
    snapshots: tuple[Snapshot, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store, not even fields that this version does not know."""
        return self == Sidecar()


@dataclass(frozen=True, slots=True)
class Written:
    """The path of a written sidecar, and the path where another program's version was kept, if any.

    `path` does not exist when the sidecar was empty.
    """

    path: Path
    kept_aside: Path | None = None


def write_sidecar(sidecar: Sidecar) -> str:
    """The sidecar as JSON text: the recipe's fields, then marks and snapshots if there are any."""
    document = _recipe_document(sidecar.recipe)
    document.pop("marks", None)
    document.pop("snapshots", None)
    if sidecar.marks != Marks():
        marks = sidecar.marks
        document["marks"] = {"stars": marks.stars, "flag": marks.flag.value, **marks.extra}
    if sidecar.snapshots:
        document["snapshots"] = [
            {
                "name": snapshot.name,
                "created": snapshot.created,
                "recipe": _recipe_document(snapshot.recipe),
                **snapshot.extra,
            }
            for snapshot in sidecar.snapshots
        ]
    return write_json(document)


def read_sidecar(text: str | bytes, name: str) -> Sidecar:
    """The sidecar in `text` (bytes are UTF-8).

    Raises RecipeInvalid naming `name` if it is damaged or newer. An ordinary recipe is a sidecar
    without marks. Stars are clamped to 0 … 5.
    """
    recipe = read_recipe(text, name)
    try:
        marks = _read_marks(recipe.extra.get("marks", {}))
        snapshots = tuple(_read_snapshot(s, name) for s in recipe.extra.get("snapshots", []))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
        raise RecipeInvalid(
            sentence("Cannot read the recipe {name}", name=name),
            why=why,
            remedy=sentence("Use a recipe written by pieditor."),
        ) from error
    rest = without(recipe.extra, "marks", "snapshots")
    return Sidecar(recipe=replace(recipe, extra=rest), marks=marks, snapshots=snapshots)


def _recipe_document(recipe: Recipe) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_recipe(recipe))
    return document


def _read_marks(table: Any) -> Marks:
    stars = table.get("stars", 0)
    if isinstance(stars, bool) or not isinstance(stars, int):
        raise ValueError("the stars are not a whole number")
    return Marks(
        stars=min(max(stars, 0), MAX_STARS),
        flag=Flag(table.get("flag", "none")),
        extra=without(table, "stars", "flag"),
    )


def _read_snapshot(table: Any, name: str) -> Snapshot:
    return Snapshot(
        name=str(table["name"]),
        created=str(table.get("created", "")),
        recipe=read_recipe(json.dumps(table["recipe"]), name),
        extra=without(table, "name", "created", "recipe"),
    )


class SidecarStore:
    """Sidecars beside their photos, or in `fallback_folder` if that is not possible.

    Thread-safe. Remembers the bytes it last read and wrote, to detect changes by other programs.
    """

    def __init__(self, fallback_folder: Path) -> None:
        self._fallback_folder = fallback_folder
        self._known: dict[Path, bytes] = {}
        self._locks = [threading.Lock() for _ in range(_NUM_LOCKS)]

    def path(self, photo: Path) -> Path:
        """The path of the photo's sidecar: beside it wherever that is possible."""
        beside, fallback = self._places(photo)
        return beside if os.access(beside.parent, os.W_OK) else fallback

    def photos_with_sidecar(self, folder: Path, names: Collection[str]) -> set[str]:
        """The names of a folder's photos that have a sidecar; opens no photo.

        names  all names in the folder, including those of sidecars
        """
        listed = set(names)
        found = {name for name in listed if name + SIDECAR_SUFFIX in listed}
        try:
            kept = set(os.listdir(self._fallback_folder))
        except OSError:  # the fallback folder was never used
            return found
        if kept:
            real = os.path.realpath(folder)
            found |= {name for name in listed if _fallback_name(real, name) in kept}
        return found

    def read(self, photo: Path) -> Sidecar:
        """The photo's sidecar, the newer one of two; empty when it has none.

        Raises RecipeInvalid when it is damaged, newer than this version or unreadable.
        """
        with self._lock(photo):
            return self._read(photo, self._remember)

    def look(self, photo: Path) -> Sidecar:
        """Like `read`, for callers that will not edit the result.

        The version is remembered only if none is yet; otherwise the earlier one stays remembered,
        and a later write keeps the version seen now aside.
        """
        with self._lock(photo):
            return self._read(photo, self._known.setdefault)

    def _remember(self, path: Path, digest: bytes) -> None:
        self._known[path] = digest

    def _read(self, photo: Path, remember: Callable[[Path, bytes], object]) -> Sidecar:
        places = [place for place in self._places(photo) if _mtime_ns(place) is not None]
        # The stable sort puts the one beside the photo first among equals.
        places.sort(key=lambda place: _mtime_ns(place) or 0, reverse=True)
        for place in places:
            data = _bytes_to_parse(place)
            if data is not None:
                sidecar = read_sidecar(data, str(place))
                remember(place, _digest(data))
                return sidecar
        return Sidecar()

    def write(self, photo: Path, sidecar: Sidecar) -> Written:
        """Replace the photo's sidecar atomically; an empty one removes the file.

        A version in its place that was not read or written here is kept beside it. Raises
        OutputFailed when the disk is full or neither place can be written; nothing is lost then.
        """
        with self._lock(photo):
            beside, fallback = self._places(photo)
            try:
                aside = self._remove(beside) if sidecar.is_empty else self._replace(beside, sidecar)
            except OutputFailed as error:
                if not _is_for_elsewhere(error):
                    raise
                return self._write_elsewhere(beside, fallback, sidecar)
            # The fallback copy, written while the folder was not writable, is outdated now.
            aside_there = self._remove(fallback)
            return Written(beside, aside or aside_there)

    def _write_elsewhere(self, beside: Path, fallback: Path, sidecar: Sidecar) -> Written:
        time_beside_ns = _mtime_ns(beside)
        if sidecar.is_empty and time_beside_ns is None:
            return Written(fallback, self._remove(fallback))
        make_folder(self._fallback_folder)
        aside = self._replace(fallback, sidecar)
        # The file server's clock may be ahead of ours, and the newer of the two sidecars counts.
        time_here_ns = _mtime_ns(fallback)
        if time_beside_ns and time_here_ns and time_here_ns <= time_beside_ns:
            os.utime(fallback, ns=(time_here_ns, time_beside_ns + 1_000_000_000))
        return Written(fallback, aside)

    def _places(self, photo: Path) -> tuple[Path, Path]:
        """The paths beside the photo and in the data folder, with links in folders resolved."""
        folder = os.path.realpath(photo.parent)
        beside = Path(folder, photo.name + SIDECAR_SUFFIX)
        return beside, self._fallback_folder / _fallback_name(folder, photo.name)

    def _lock(self, photo: Path) -> threading.Lock:
        return self._locks[hash(self._places(photo)[0]) % _NUM_LOCKS]

    def _replace(self, path: Path, sidecar: Sidecar) -> Path | None:
        data = write_sidecar(sidecar).encode("utf-8")
        aside = self._keep_aside(path, unless=data)
        atomic_write(path, data, overwrite=True)
        self._known[path] = _digest(data)
        return aside

    def _remove(self, path: Path) -> Path | None:
        aside = self._keep_aside(path, unless=b"")
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            if error.errno not in _NO_FILE:
                raise output_failed(path, error) from error
        self._known.pop(path, None)
        return aside

    def _keep_aside(self, path: Path, *, unless: bytes) -> Path | None:
        """Copy the file at `path` to a free name if its content is neither known nor `unless`."""
        try:
            data = read_document(path, RECIPE)
        except OSError as error:
            if error.errno in _NO_FILE:
                return None
            raise output_failed(path, error) from error
        if data == unless or self._known.get(path) == _digest(data):
            return None
        return copy_aside(path, data, "conflict")


def _fallback_name(real_folder: str, name: str) -> str:
    key = hashlib.sha256(os.path.join(real_folder, name).encode("utf-8", "surrogateescape"))
    return f"{name[:_READABLE_LETTERS]}.{key.hexdigest()[:16]}{SIDECAR_SUFFIX}"


def _mtime_ns(path: Path) -> int | None:
    """The time when a file was last written; None if there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _bytes_to_parse(path: Path) -> bytes | None:
    """A sidecar's bytes, None when it no longer exists; RecipeInvalid when it cannot be read."""
    try:
        return read_document(path, RECIPE)
    except OSError as error:
        if error.errno in _NO_FILE:
            return None
        raise RecipeInvalid(
            sentence("Cannot read the recipe {path}", path=path),
            why=error.strerror or str(error),
            remedy=sentence("Check that it is a file and that you have the right to read it."),
        ) from error


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _is_for_elsewhere(error: OutputFailed) -> bool:
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno in _ELSEWHERE
