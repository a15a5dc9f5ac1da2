"""The list of model files with their hashes; a file that does not match its hash is refused."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pieditor import RESOURCES
from pieditor.core.errors import ModelRefused

MODEL_FOLDER = RESOURCES / "models"
_REINSTALL = "Install pieditor again; a model file must be the one it came with."


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelEntry:
    """One line of the manifest. `facts` holds what is only shown: data, seed, scores, licence."""

    name: str
    path: Path
    sha256: str
    num_bytes: int
    version: str
    facts: Mapping[str, Any]


def read_manifest(folder: Path = MODEL_FOLDER) -> dict[str, ModelEntry]:
    """All models by name; raises ModelRefused when the manifest itself is missing or damaged."""
    path = folder / "manifest.json"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: ModelEntry(
                name=name,
                path=folder / entry["file"],
                sha256=entry["sha256"],
                num_bytes=entry["bytes"],
                version=entry["version"],
                facts=entry,
            )
            for name, entry in document["models"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelRefused(
            f"Cannot read the list of models {path}", why=str(error), remedy=_REINSTALL
        ) from error


def read_verified(entry: ModelEntry) -> bytes:
    """The model file's bytes, checked against the manifest; what was checked is what is loaded."""
    try:
        raw = entry.path.read_bytes()
    except OSError as error:
        raise ModelRefused(
            f"Cannot load the model {entry.name}",
            why=f"{entry.path} cannot be read ({error.strerror})",
            remedy=_REINSTALL,
        ) from error
    found = hashlib.sha256(raw).hexdigest()
    if found != entry.sha256:
        raise ModelRefused(
            f"Refused the model {entry.name}",
            why=f"{entry.path} is not the file in the manifest "
            f"(sha256 {found[:12]}… instead of {entry.sha256[:12]}…)",
            remedy=_REINSTALL,
        )
    return raw
