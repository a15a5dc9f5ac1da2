"""Stored tastes: one NAME.taste file each, in the user's data folder.

Beside it lies NAME.picks.npz when the taste was made by picking; see `stored_picks`.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pieditor.core.errors import (
    FolderUnreadable,
    PieditorError,
    TasteExists,
    TasteInvalid,
    TasteUnknown,
)
from pieditor.core.json_text import plain_name
from pieditor.core.sentences import sentence
from pieditor.files.documents import PICKS, TASTE, read_document
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.discover import natural_key
from pieditor.services.tastes.stored_picks import PICKS_SUFFIX, StoredPicks, read_picks, write_picks
from pieditor.services.tastes.taste import Taste, read_taste, write_taste

TASTE_SUFFIX = ".taste"
# Names that every file system can store and no shell misreads, in letters of any language.
# Combining marks count as letters, though `\w` does not include them.
_NAME = re.compile(r"[^\W_][\w .,()+&'-]{0,63}")


def check_name(name: str) -> str:
    """The name in Unicode NFC, as stored, or TasteInvalid when it cannot be a file name."""
    name = unicodedata.normalize("NFC", name)
    letters = "".join("a" if unicodedata.category(c)[0] == "M" else c for c in name)
    if not _NAME.fullmatch(letters) or name != name.strip() or name.endswith("."):
        raise TasteInvalid(
            sentence("Cannot call a taste {name!r}", name=name),
            why=sentence(
                "a name has 1 to 64 letters, digits, spaces or . , ( ) + & ' -, and "
                "begins with a letter or digit"
            ),
            remedy=sentence("Choose another name."),
        )
    return name


@dataclass(frozen=True, slots=True)
class Listing:
    """All stored tastes by name, and the errors of files that could not be read."""

    tastes: tuple[Taste, ...]
    problems: tuple[PieditorError, ...]


@dataclass(frozen=True, slots=True)
class DeletedTaste:
    """A deleted taste, complete, for `TasteStore.restore`.

    taste, picks  the files' bytes; picks None where there were none
    """

    name: str
    taste: bytes
    picks: bytes | None


class TasteStore:
    """Tastes in one folder."""

    def __init__(self, folder: Path, move_to_trash: Callable[[str], None]) -> None:
        self.folder = folder
        self._move_to_trash = move_to_trash

    def path(self, name: str) -> Path:
        """The path for a taste of that name."""
        return self.folder / (check_name(name) + TASTE_SUFFIX)

    def list(self) -> Listing:
        """Every taste in the store; damaged files are returned as problems."""
        tastes, problems = [], []
        for path in self._files():
            try:
                tastes.append(self._read(path))
            except PieditorError as error:
                problems.append(error)
        return Listing(tuple(tastes), tuple(problems))

    def _files(self) -> Sequence[Path]:
        try:
            found = self.folder.glob("*" + TASTE_SUFFIX)
            return sorted(found, key=lambda path: natural_key(path.stem))
        except OSError as error:
            raise FolderUnreadable(self.folder, error.strerror or str(error)) from error

    def _read(self, path: Path) -> Taste:
        # The file's name is the taste's, so that renaming the file renames the taste. It is
        # checked, because names go into recipes, which refuse invisible characters.
        try:
            name = plain_name(path.stem, "its name")
        except ValueError as error:
            raise TasteInvalid(
                sentence("Cannot use the taste {path}", path=path),
                why=str(error),
                remedy=sentence("Give the file another name."),
            ) from error
        return replace(read_taste_file(path), name=name)

    def load(self, name: str) -> Taste:
        """The taste of that name; TasteUnknown lists the existing ones."""
        path = self.path(name)
        if not os.path.lexists(path):
            listed = ", ".join(path.stem for path in self._files()) or "none yet"
            raise TasteUnknown(
                sentence("There is no taste {name!r}", name=name),
                why=sentence("stored tastes: {listed}", listed=listed),
                remedy=sentence("Learn one with: pieditor taste learn NAME PICTURES."),
            )
        return self._read(path)

    def require_free(self, name: str) -> None:
        """Raise TasteExists when a taste of that name is stored already."""
        if os.path.lexists(self.path(name)):
            raise TasteExists(
                sentence("Did not store the taste {name!r}", name=name),
                why=sentence("one of that name is stored already"),
                remedy=sentence("Choose another name, or delete or rename the other first."),
            )

    def save(
        self, taste: Taste, picks: StoredPicks | None = None, *, overwrite: bool = False
    ) -> Path:
        """Store a taste under its name, with its picks; TasteExists when the name is taken."""
        path = self.path(taste.name)
        if not overwrite:
            self.require_free(taste.name)
        self._write(taste.name, write_taste(taste).encode("utf-8"), overwrite=overwrite)
        # After the taste: picks that do not match the taste's numbers are ignored.
        if picks is None:
            self._picks_path(taste.name).unlink(missing_ok=True)
        else:
            atomic_write(self._picks_path(taste.name), write_picks(picks), overwrite=True)
        return path

    def _write(self, name: str, taste: bytes, *, overwrite: bool) -> None:
        make_folder(self.folder)
        atomic_write(self.path(name), taste, overwrite=overwrite)

    def _picks_path(self, name: str) -> Path:
        return self.folder / (check_name(name) + PICKS_SUFFIX)

    def load_picks(self, name: str) -> StoredPicks | None:
        """The picks of a stored taste; None when there are none or they do not match it."""
        taste = self.load(name)
        data = self._picks_bytes(name)
        if data is None:
            return None
        picks = read_picks(data, str(self._picks_path(name)))
        fits = (
            picks.model == taste.body.model
            and len(picks.liked) == taste.num_favourites
            and len(picks.rejected) == taste.num_rejects
        )
        return picks if fits else None

    def has_picks(self, name: str) -> bool:
        """Whether picks can be added to a taste, judged by its files without reading them."""
        return self._picks_path(name).exists()

    def _picks_bytes(self, name: str) -> bytes | None:
        try:
            return read_document(self._picks_path(name), PICKS)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise TasteInvalid(
                sentence("Cannot read the picks {picks_path}", picks_path=self._picks_path(name)),
                why=error.strerror or str(error),
                remedy=sentence("Check the file's rights."),
            ) from error

    def rename(self, name: str, new_name: str) -> None:
        """Rename a stored taste together with its picks."""
        self.duplicate(name, new_name)
        self.path(name).unlink()
        self._picks_path(name).unlink(missing_ok=True)

    def duplicate(self, name: str, new_name: str) -> None:
        """Copy a stored taste and its picks; TasteExists when the name is taken."""
        taste = self.load(name)
        picks = self._picks_bytes(name)
        new_name = check_name(new_name)
        self.save(replace(taste, name=new_name))
        if picks is not None:
            atomic_write(self._picks_path(new_name), picks, overwrite=True)

    def delete(self, name: str) -> DeletedTaste:
        """Move a stored taste and its picks to the trash; returns the input for `restore`."""
        path = self.path(name)
        if not os.path.lexists(path):
            self.load(name)  # its error lists the existing tastes
        try:
            taste, picks = read_document(path, TASTE), self._picks_bytes(name)
            self._move_to_trash(str(path))
            if picks is not None:
                self._move_to_trash(str(self._picks_path(name)))
        except OSError as error:
            raise PieditorError(
                sentence("Cannot move the taste {name!r} to the trash", name=name),
                why=error.strerror or str(error) or sentence("there is none here"),
                remedy=sentence("Remove {path} yourself.", path=path),
            ) from error
        return DeletedTaste(check_name(name), taste, picks)

    def restore(self, deleted: DeletedTaste) -> None:
        """Bring back a deleted taste; TasteExists when its name has been taken meanwhile."""
        self.require_free(deleted.name)
        self._write(deleted.name, deleted.taste, overwrite=False)
        if deleted.picks is not None:
            atomic_write(self._picks_path(deleted.name), deleted.picks, overwrite=True)


def read_taste_file(path: Path) -> Taste:
    """The taste in any file."""
    try:
        data = read_document(path, TASTE)
    except OSError as error:
        raise TasteInvalid(
            sentence("Cannot read the taste {path}", path=path),
            why=error.strerror or str(error),
            remedy=sentence("Check the file's name, or export the taste again."),
        ) from error
    return read_taste(data, str(path))


def find_taste(store: TasteStore, name_or_file: str) -> Taste:
    """A stored taste by name, or one in a file: if it ends with .taste or contains a folder."""
    if name_or_file.endswith(TASTE_SUFFIX) or Path(name_or_file).name != name_or_file:
        return read_taste_file(Path(name_or_file))
    return store.load(name_or_file)


def export_taste(taste: Taste, path: Path, *, overwrite: bool) -> None:
    """Write a taste to a file chosen by the user."""
    atomic_write(path, write_taste(taste).encode("utf-8"), overwrite=overwrite)
