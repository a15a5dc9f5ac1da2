"""Every error a user can meet, each with what happened, why, and what to do.

PieditorError
├── PhotoUnreadable      a file could not be decoded into pixels
├── PhotoTooLarge        more pixels than the limit against decompression bombs
├── OutputRefused        an output exists already and may not be replaced
├── OutputFailed         an output could not be written (no room, no rights)
├── FolderUnreadable     a folder could not be listed
├── NothingToDo          no photo was found where photos were expected
├── TasteInvalid         a taste file is damaged or made with another embedding model
├── TasteUnknown         no taste of that name
├── TasteExists          a taste of that name exists already
├── RecipeInvalid        a recipe is damaged or from a newer version
├── LookInvalid          a colour table is damaged
├── ModelRefused         a model file is missing, damaged, not the one in the manifest, or of no use
└── WrongUsage           the words of a command make no sense together

Raised where the cause is known, shown once at the edge; the original exception is chained.
"""

from pathlib import Path

from pieditor.core.display import shown
from pieditor.core.sentences import sentence


class PieditorError(Exception):
    """Base of all errors meant for a person.

    `what` names the thing that failed, `why` the cause, `remedy` what to do next; `str()` is the
    one message that is shown. `code` is stable: reports, tests and searches use it. Invisible
    characters in the three texts are escaped (`shown`), because file names in them are not ours.
    """

    code = "error"

    def __init__(self, what: str, *, why: str, remedy: str) -> None:
        self.what, self.why, self.remedy = shown(what), shown(why), shown(remedy)
        super().__init__(
            sentence("{what}: {why}. {remedy}", what=self.what, why=self.why, remedy=self.remedy)
        )


class PhotoUnreadable(PieditorError):
    """A file could not be decoded into pixels."""

    code = "photo-unreadable"

    def __init__(self, path: Path, why: str, remedy: str | None = None) -> None:
        super().__init__(
            sentence("Cannot read {path}", path=path),
            why=why,
            remedy=remedy
            or sentence(
                "Open it in another program; if that fails too, copy it again from the card."
            ),
        )
        self.path = path


class PhotoTooLarge(PieditorError):
    """A picture claims more pixels than the limit."""

    code = "photo-too-large"

    def __init__(
        self, path: Path, width: int, height: int, limit_megapixels: float, *, pixel_bytes: int = 3
    ) -> None:
        super().__init__(
            sentence("Cannot read {path}", path=path),
            why=sentence(
                "it claims {width} × {height} pixels of {size} bytes each, more than the limit of "
                "{limit:.0f} megapixels",
                width=width, height=height, size=pixel_bytes, limit=limit_megapixels,
            ),
            remedy=sentence("If the file is trustworthy, save a smaller version of it first."),
        )  # fmt: skip
        self.path = path


class OutputRefused(PieditorError):
    """An output exists already and may not be replaced."""

    code = "output-refused"

    def __init__(self, path: Path, why: str | None = None, remedy: str | None = None):
        super().__init__(
            sentence("Did not write {path}", path=path),
            why=why or sentence("it exists already"),
            remedy=remedy or sentence("Use --overwrite to replace it, or choose another name."),
        )
        self.path = path


class OutputFailed(PieditorError):
    """An output could not be written; nothing half-written is left.

    is_for_all  the disk is full, gone or locked, so every other write to it would fail too
    """

    code = "output-failed"

    def __init__(self, path: Path, why: str, remedy: str, *, is_for_all: bool = False) -> None:
        super().__init__(sentence("Cannot write {path}", path=path), why=why, remedy=remedy)
        self.path = path
        self.is_for_all = is_for_all


class FolderUnreadable(PieditorError):
    """A folder could not be listed."""

    code = "folder-unreadable"

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            sentence("Cannot open the folder {path}", path=path),
            why=why,
            remedy=sentence("Check its name and that you have the right to read it."),
        )
        self.path = path


class NothingToDo(PieditorError):
    """No photo was found where photos were expected."""

    code = "nothing-to-do"


class TasteInvalid(PieditorError):
    """A taste file is damaged, or was made with another embedding model."""

    code = "taste-invalid"


class TasteUnknown(PieditorError):
    """No taste of that name is stored."""

    code = "taste-unknown"


class TasteExists(PieditorError):
    """A taste of that name is stored already."""

    code = "taste-exists"


class RecipeInvalid(PieditorError):
    """A recipe is damaged or written by a newer version."""

    code = "recipe-invalid"


class LookInvalid(PieditorError):
    """A colour table is damaged."""

    code = "look-invalid"


class ModelRefused(PieditorError):
    """A model file is missing, damaged, not the one that the manifest names, or of no use."""

    code = "model-refused"


class WrongUsage(PieditorError):
    """The words of a command make no sense together; exit code 2."""

    code = "wrong-usage"


class Cancelled(Exception):
    """The caller asked to stop; nothing was produced."""
