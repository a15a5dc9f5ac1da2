"""A taste: one person's preference, its provenance and its stability.

Two schemes: the mean (the default) uses only the favourites; the triplet starts there and moves
away from rejects. The networks are not trained.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.document import DocumentFormat, Table, remedy_for, without
from pieditor.core.errors import NothingToDo, TasteInvalid, WrongUsage
from pieditor.core.json_text import plain_count, plain_name, plain_number, plain_text, write_json
from pieditor.core.recipe import TasteUse
from pieditor.core.sentences import sentence
from pieditor.core.taste import TasteBody, body_of_version_1, read_body, write_body
from pieditor.models.taste_model import TasteModel

TASTE = DocumentFormat("pieditor-taste", 2, {1: body_of_version_1})


class Scheme(StrEnum):
    """The scheme by which a taste is made from pictures."""

    MEAN = "mean"
    TRIPLET = "triplet"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taste:
    """A named taste with its provenance.

    stability  how little the taste changes when one favourite is left out; 1 is no change.
               0 with a single favourite, where none can be left out.
    created    ISO 8601, UTC
    """

    name: str
    body: TasteBody
    num_favourites: int
    num_rejects: int = 0
    scheme: Scheme = Scheme.MEAN
    stability: float = 0.0
    created: str
    notes: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def use(self, strength: float = 1.0) -> TasteUse:
        """The taste as a recipe uses it."""
        return TasteUse(name=self.name, body=self.body, strength=strength)


def stability_word(value: float, num_favourites: int) -> str:
    """The stability in words: unsettled, forming, stable."""
    if num_favourites < 5 or value < 0.985:
        return "unsettled"
    return "stable" if num_favourites >= 10 and value >= 0.995 else "forming"


def make_taste(
    name: str,
    model: TasteModel,
    favourites: NDArray[np.float32],
    rejects: NDArray[np.float32] | None = None,
    scheme: Scheme | None = None,
) -> Taste:
    """Make a taste from the model's embeddings of pictures, (N, D) and (M, D).

    Without a given scheme, rejects select the triplet scheme, which needs at least one.
    """
    if rejects is None:
        rejects = favourites[:0]
    if scheme is None:
        scheme = Scheme.TRIPLET if len(rejects) else Scheme.MEAN
    if len(favourites) == 0:
        raise NothingToDo(
            sentence("Cannot learn a taste from no pictures"),
            why=sentence("none of the favourites could be used"),
            remedy=sentence("Give 10 to 20 finished pictures you like."),
        )
    if scheme is Scheme.TRIPLET and len(rejects) == 0:
        raise WrongUsage(
            sentence("Cannot use the triplet scheme"),
            why=sentence("it needs pictures you do not like"),
            remedy=sentence("Name some with --reject, or leave --scheme out."),
        )
    return Taste(
        name=name,
        body=model.learn(favourites, rejects if scheme is Scheme.TRIPLET else rejects[:0]),
        num_favourites=len(favourites),
        num_rejects=len(rejects),
        scheme=scheme,
        stability=model.stability(favourites),
        created=_now(),
    )


def blend(model: TasteModel, first: Taste, second: Taste, mix: float, name: str) -> Taste:
    """(1 − mix) × first + mix × second, 0 ≤ mix ≤ 1; both must come from one model.

    model  the model of the first taste's family
    """
    if not 0 <= mix <= 1:
        raise WrongUsage(
            sentence("Cannot blend with a mix of {mix:g}", mix=mix),
            why=sentence("it must lie between 0 and 1"),
            remedy=sentence("0 is all of the first taste, 1 all of the second."),
        )
    ours, theirs = first.body, second.body
    if (ours.family, ours.model) != (theirs.family, theirs.model):
        raise TasteInvalid(
            sentence("Cannot blend {name!r} and {name_2!r}", name=first.name, name_2=second.name),
            why=sentence("they were made with different embedding models"),
            remedy=sentence("Learn both again with this version."),
        )
    return Taste(
        name=name,
        body=model.blend(ours, theirs, mix),
        num_favourites=first.num_favourites + second.num_favourites,
        num_rejects=first.num_rejects + second.num_rejects,
        scheme=first.scheme,
        stability=min(first.stability, second.stability),
        created=_now(),
        notes=f"{1 - mix:.0%} {first.name}, {mix:.0%} {second.name}",
    )


def write_taste(taste: Taste) -> str:
    """The taste as JSON text."""
    document = {
        **TASTE.head(),
        "name": taste.name,
        "num_favourites": taste.num_favourites,
        "num_rejects": taste.num_rejects,
        "scheme": taste.scheme.value,
        "stability": round(taste.stability, 6),
        "created": taste.created,
        "notes": taste.notes,
        **write_body(taste.body),
        **taste.extra,
    }
    return write_json(document)


_KNOWN = (
    "format", "version", "name", "family", "model", "arrays", "num_favourites", "num_rejects",
    "scheme", "stability", "created", "notes",
)  # fmt: skip


def read_taste(text: str | bytes, source: str) -> Taste:
    """The taste in `text` (bytes are UTF-8).

    Raises TasteInvalid naming `source` for anything else.
    """
    try:
        return _parse(TASTE.read(text))
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        why = str(error)
        if isinstance(error, KeyError):
            why = sentence("{name!r} is missing", name=error.args[0])
        raise TasteInvalid(
            sentence("Cannot read the taste {source}", source=source),
            why=why,
            remedy=remedy_for(error, sentence("Export it again, or learn the taste anew.")),
        ) from error


def _parse(document: Table) -> Taste:
    return Taste(
        name=plain_name(document["name"], "its name"),
        body=read_body(document),
        num_favourites=plain_count(document["num_favourites"], "the number of favourites"),
        num_rejects=plain_count(document.get("num_rejects", 0), "the number of rejects"),
        scheme=Scheme(document.get("scheme", "mean")),
        stability=plain_number(document.get("stability", 0.0), "the stability"),
        created=plain_text(document.get("created", ""), "the time"),
        notes=plain_text(document.get("notes", ""), "the note"),
        extra=without(document, *_KNOWN),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
