"""The list of model files with their hashes; a file that does not match its hash is refused."""

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor import RESOURCES
from pieditor.core.document import DocumentFormat, Table, remedy_for
from pieditor.core.errors import ModelRefused
from pieditor.core.json_text import plain_count, plain_name
from pieditor.core.sentences import sentence
from pieditor.files import documents

# Part names of version 1, by family.
_NAMES_OF_VERSION_1 = {
    "embedding": "preference-vector/embedding",
    "look": "preference-vector/look",
    "reference-photos": "preference-vector/reference-photos",
    "field": "preference-vector/field",
    "taste-guide": "preference-vector/guide",
    "context": "rater/context",
    "rater": "rater/rating",
    "nima-mobilenet": "nima-mobilenet/rating",
    "nima-mobilenet-guide": "nima-mobilenet/guide",
    "nima-mobilenet-weights": "nima-mobilenet/weights",
}


def _from_1_to_2(document: Table) -> Table:
    """Prefix names with their family; "needs" becomes a list."""
    models = {}
    for name, entry in document["models"].items():
        needs = {"needs": [entry["needs"]]} if "needs" in entry else {}
        models[_NAMES_OF_VERSION_1.get(name, name)] = {**entry, **needs}
    return {**document, "models": models}


FORMAT = DocumentFormat("pieditor-models", 2, {1: _from_1_to_2})
MODEL_FOLDER = RESOURCES / "models"
MANIFEST = "manifest.json"
_REINSTALL = "Install pieditor again; a model file must be the one it came with."
_IMPORT_AGAIN = "Import it again with: pieditor models import FILE."


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """One model in the manifest. `facts` is for display only: data, seed, scores, licence.

    name    FAMILY/PART
    needs   sha256 of the other parts' files that this one was trained with
    remedy  the remedy shown when the file is missing or does not match
    """

    name: str
    path: Path
    sha256: str
    num_bytes: int
    version: str
    facts: Mapping[str, Any]
    needs: tuple[str, ...] = ()
    remedy: str = _REINSTALL

    def require_made_with(self, other: "ModelEntry") -> None:
        """Raise ModelRefused if the file was made with another version of `other`."""
        if other.sha256 not in self.needs:
            raise ModelRefused(
                sentence("Refused the model {name}", name=self.name),
                why=sentence(
                    "the manifest says that it belongs to another {name}", name=other.name
                ),
                remedy=self.remedy,
            )


@dataclass(frozen=True, slots=True)
class ExternalWeights:
    """Weights of a graph that are stored in a separate file.

    entry   a raw file of little-endian float32
    layout  name and shape of every tensor in it, in order
    """

    entry: ModelEntry
    layout: Mapping[str, tuple[int, ...]]

    def read(self) -> dict[str, NDArray[np.float32]]:
        """The tensors by name, verified; raises ModelRefused as `read_verified`."""
        numbers = np.frombuffer(read_verified(self.entry), "<f4")
        tensors, start = {}, 0
        for name, shape in self.layout.items():
            end = start + math.prod(shape)
            tensors[name] = numbers[start:end].reshape(shape)
            start = end
        return tensors


def read_imported(folder: Path) -> dict[str, ModelEntry]:
    """The models that a user imported into `folder`; none when there is no manifest."""
    if not (folder / MANIFEST).exists():
        return {}
    return read_manifest(folder, _IMPORT_AGAIN)


def read_manifest(folder: Path = MODEL_FOLDER, remedy: str = _REINSTALL) -> dict[str, ModelEntry]:
    """All models by name; raises ModelRefused when the manifest itself is missing or damaged."""
    path = folder / MANIFEST
    try:
        document = FORMAT.read(documents.read_document(path, documents.MANIFEST))
        return {
            plain_name(name, "the name of a model"): ModelEntry(
                name=name,
                path=folder / _file_name(entry["file"]),
                sha256=plain_name(entry["sha256"], "a hash"),
                num_bytes=plain_count(entry["bytes"], "a size"),
                version=plain_name(entry["version"], "a version"),
                facts=entry,
                needs=tuple(plain_name(n, "a hash") for n in entry.get("needs", ())),
                remedy=remedy,
            )
            for name, entry in document["models"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = str(error)
        if isinstance(error, OSError):
            why = error.strerror or why
        elif isinstance(error, KeyError):
            why = f"{error.args[0]!r} is missing"
        raise ModelRefused(
            sentence("Cannot read the list of models {path}", path=path),
            why=why,
            remedy=remedy_for(error, remedy),
        ) from error


def part(models: Mapping[str, ModelEntry], name: str) -> ModelEntry:
    """The entry of that name; ModelRefused when the manifest does not have it."""
    if name not in models:
        raise ModelRefused(
            sentence("Cannot find the model {name}", name=name),
            why=sentence("the manifest does not name it"),
            remedy=sentence("Install pieditor again."),
        )
    return models[name]


def _file_name(value: Any) -> str:
    name = plain_name(value, "the name of a file")
    if Path(name).name != name or name in ("", ".."):
        raise ValueError(f"{name!r} is no file beside it")
    return name


def read_verified(entry: ModelEntry) -> bytes:
    """The model file's bytes, checked against the manifest; load these, not the file again."""
    try:
        raw = documents.read_document(entry.path, documents.MODEL)
    except OSError as error:
        raise ModelRefused(
            sentence("Cannot load the model {name}", name=entry.name),
            why=sentence(
                "{path} cannot be read ({strerror})", path=entry.path, strerror=error.strerror
            ),
            remedy=entry.remedy,
        ) from error
    found = hashlib.sha256(raw).hexdigest()
    if found != entry.sha256:
        raise ModelRefused(
            sentence("Refused the model {name}", name=entry.name),
            why=sentence(
                "{path} is not the file in the manifest (sha256 {found}… instead of {sha256}…)",
                path=entry.path,
                found=found[:12],
                sha256=entry.sha256[:12],
            ),
            remedy=entry.remedy,
        )
    return raw
