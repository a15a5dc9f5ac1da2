"""A taste: the preference vector of one person, how it came to be, and how stable it is.

Source: PieNet (ECCV 2020), new users. Scheme 2 (default): the vector is the mean of the
favourites' unit embeddings. Scheme 1: starting there, the vector is moved by the gradient of the
triplet loss (1), away from rejects; the networks stay as they are.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import NothingToDo, TasteInvalid, WrongUsage
from pieditor.core.json_text import (
    plain_count,
    plain_name,
    plain_number,
    plain_text,
    read_json,
    write_json,
)
from pieditor.core.preference import Vector, mean_vector, stability, triplet_vector
from pieditor.core.recipe import decode_vector, encode_vector
from pieditor.core.sentences import sentence

TASTE_FORMAT = "pieditor-taste"
TASTE_VERSION = 1


class Scheme(StrEnum):
    """How a vector is made from pictures."""

    MEAN = "mean"
    TRIPLET = "triplet"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Taste:
    """A named preference vector with its provenance.

    vector     (512,) float32
    stability  mean cosine between the vector and those that leave one favourite out; 1 is still.
               0 with a single favourite, where nothing can be left out.
    model      sha256 of the embedding model
    created    ISO 8601, UTC
    """

    name: str
    vector: Vector
    num_favourites: int
    num_rejects: int = 0
    scheme: Scheme = Scheme.MEAN
    stability: float = 0.0
    model: str
    created: str
    notes: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def stability_word(value: float, num_favourites: int) -> str:
    """The meter in words: unsettled, forming, stable."""
    if num_favourites < 5 or value < 0.985:
        return "unsettled"
    return "stable" if num_favourites >= 10 and value >= 0.995 else "forming"


def make_taste(
    name: str,
    favourites: NDArray[np.float32],
    rejects: NDArray[np.float32],
    scheme: Scheme,
    model: str,
) -> Taste:
    """A taste from embeddings, (N, 512) and (M, 512); triplet needs at least one reject."""
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
    vector = (
        triplet_vector(favourites, rejects) if scheme is Scheme.TRIPLET else mean_vector(favourites)
    )
    return Taste(
        name=name,
        vector=vector,
        num_favourites=len(favourites),
        num_rejects=len(rejects),
        scheme=scheme,
        stability=stability(favourites),
        model=model,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def blend(first: Taste, second: Taste, mix: float, name: str) -> Taste:
    """(1 − mix) × first + mix × second, 0 ≤ mix ≤ 1; both must come from one model."""
    if not 0 <= mix <= 1:
        raise WrongUsage(
            sentence("Cannot blend with a mix of {mix:g}", mix=mix),
            why=sentence("it must lie between 0 and 1"),
            remedy=sentence("0 is all of the first taste, 1 all of the second."),
        )
    if first.model != second.model:
        raise TasteInvalid(
            sentence("Cannot blend {name!r} and {name_2!r}", name=first.name, name_2=second.name),
            why=sentence("they were made with different embedding models"),
            remedy=sentence("Learn both again with this version."),
        )
    vector = (1 - mix) * first.vector + mix * second.vector
    return Taste(
        name=name,
        vector=np.asarray(vector, np.float32),
        num_favourites=first.num_favourites + second.num_favourites,
        num_rejects=first.num_rejects + second.num_rejects,
        scheme=first.scheme,
        stability=min(first.stability, second.stability),
        model=first.model,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        notes=f"{1 - mix:.0%} {first.name}, {mix:.0%} {second.name}",
    )


def write_taste(taste: Taste) -> str:
    """The taste as JSON text."""
    document = {
        "format": TASTE_FORMAT,
        "version": TASTE_VERSION,
        "name": taste.name,
        "num_favourites": taste.num_favourites,
        "num_rejects": taste.num_rejects,
        "scheme": taste.scheme.value,
        "stability": round(taste.stability, 6),
        "created": taste.created,
        "notes": taste.notes,
        "model": taste.model,
        "vector": encode_vector(taste.vector),
        **taste.extra,
    }
    return write_json(document)


_KNOWN = {
    "format", "version", "name", "num_favourites", "num_rejects", "scheme", "stability",
    "created", "notes", "model", "vector",
}  # fmt: skip


def read_taste(text: str | bytes, source: str) -> Taste:
    """The taste in `text`, UTF-8 if it is bytes.

    Raises TasteInvalid naming `source` for anything else.
    """

    def refuse(
        why: str, remedy: str = sentence("Export it again, or learn the taste anew.")
    ) -> TasteInvalid:
        return TasteInvalid(
            sentence("Cannot read the taste {source}", source=source), why=why, remedy=remedy
        )

    try:
        document = read_json(text)
    except ValueError as error:
        raise refuse(str(error)) from error
    if not isinstance(document, dict) or document.get("format") != TASTE_FORMAT:
        raise refuse(sentence("it is not a .taste file"))
    version = document.get("version")
    if not isinstance(version, int) or version < 1:
        raise refuse(sentence("it has no version"))
    if version > TASTE_VERSION:
        raise refuse(
            sentence(
                "it is version {version}, and this pieditor knows up to {newest}",
                version=version,
                newest=TASTE_VERSION,
            ),
            sentence("Update pieditor."),
        )
    try:
        return Taste(
            name=plain_name(document["name"], "its name"),
            vector=decode_vector(document["vector"]),
            num_favourites=plain_count(document["num_favourites"], "the number of favourites"),
            num_rejects=plain_count(document.get("num_rejects", 0), "the number of rejects"),
            scheme=Scheme(document.get("scheme", "mean")),
            stability=plain_number(document.get("stability", 0.0), "the stability"),
            model=plain_text(document["model"], "the model"),
            created=plain_text(document.get("created", ""), "the time"),
            notes=plain_text(document.get("notes", ""), "the note"),
            extra={k: v for k, v in document.items() if k not in _KNOWN},
        )
    except KeyError as error:
        raise refuse(sentence("{name!r} is missing", name=error.args[0])) from error
    except (TypeError, ValueError, OverflowError) as error:
        raise refuse(str(error)) from error


def require_model(taste: Taste, model: str) -> Taste:
    """The taste, or TasteInvalid when another embedding model made it."""
    if taste.model != model:
        raise TasteInvalid(
            sentence("Cannot use the taste {name!r}", name=taste.name),
            why=sentence(
                "it was made with another embedding model ({model}…, this version has {model_2}…)",
                model=taste.model[:12],
                model_2=model[:12],
            ),
            remedy=sentence("Learn it again from the same favourites with this version."),
        )
    return taste
