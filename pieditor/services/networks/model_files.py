"""The model files shown to a user: those that ship with pieditor, and imported ones."""

import contextlib
import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.models.manifest import (
    FORMAT,
    MANIFEST,
    ModelEntry,
    read_imported,
    read_manifest,
    read_verified,
)
from pieditor.models.nima_weights import NAME, read_nima_weights
from pieditor.services.folders import imported_model_folder

_WEIGHTS_PATTERN = "nima-mobilenet-*.f32"


def list_models() -> list[str]:
    """A line for each model: name, version, size, hash, system, data, licence.

    Raises ModelRefused when the manifest of the shipped models is damaged. If that of the imported
    ones is, they are left out here, and `verify_models` reports it.
    """
    entries = list(read_manifest().values())
    with contextlib.suppress(PieditorError):
        entries += read_imported(imported_model_folder()).values()
    return [_line(entry) for entry in entries]


def _line(entry: ModelEntry) -> str:
    kilobytes = entry.num_bytes / 1e3
    return "\t".join(
        shown(word)
        for word in [
            entry.name,
            entry.version,
            f"{kilobytes:.0f} kB" if kilobytes < 100 else f"{kilobytes / 1e3:.1f} MB",
            entry.sha256[:12],
            str(entry.facts.get("system", "")),
            str(entry.facts.get("data", "")),
            f"licence: {entry.facts.get('licence', 'unknown')}",
        ]
    )


def verify_models() -> list[tuple[str, PieditorError | None]]:
    """Each model's name with the error of its file, or None."""
    results: list[tuple[str, PieditorError | None]] = []
    lists: tuple[tuple[str, Callable[[], dict[str, ModelEntry]]], ...] = (
        ("models inside", read_manifest),
        ("imported models", lambda: read_imported(imported_model_folder())),
    )
    for what, read in lists:
        try:
            entries = read()
        except PieditorError as error:
            results.append((what, error))
            continue
        for entry in entries.values():
            try:
                read_verified(entry)
                results.append((entry.name, None))
            except PieditorError as error:
                results.append((entry.name, error))
    return results


def import_model(path: Path) -> str:
    """Import the public NIMA weights from a Keras or safetensors file; returns the model's line.

    An earlier import is replaced once the new weights are completely written beside it. Raises
    ModelRefused when the file cannot be used, OutputFailed when it cannot be written; nothing is
    left behind in either case.
    """
    weights = read_nima_weights(path)
    folder = imported_model_folder()
    digest = hashlib.sha256(weights.raw).hexdigest()
    # A new file name for new content, so that a running program keeps the file that its manifest
    # named.
    file = folder / _WEIGHTS_PATTERN.replace("*", digest[:12])
    make_folder(folder)
    atomic_write(file, weights.raw, overwrite=True)
    public = {
        "data": "AVA; public weights of idealo/image-quality-assessment",
        "licence": "Apache-2.0",
    }
    unknown = {"data": "unknown; these are not the public aesthetic weights", "licence": "unknown"}
    entry = {
        "file": file.name,
        "sha256": digest,
        "bytes": len(weights.raw),
        "version": "imported",
        "system": "NIMA, MobileNet v1 (training/systems/nima)",
        **(public if weights.is_public else unknown),
        "source": {"file": path.name, "sha256": weights.source_sha256},
    }
    try:
        _write_manifest(folder, {NAME: entry})
    except PieditorError:
        if not _is_named(folder, file):
            file.unlink(missing_ok=True)
        raise
    for other in folder.glob(_WEIGHTS_PATTERN):
        if other != file:
            with contextlib.suppress(OSError):  # open in another program; leaving it does no harm
                other.unlink()
    return _line(read_imported(folder)[NAME])


def _write_manifest(folder: Path, models: Mapping[str, Mapping[str, Any]]) -> None:
    document = {**FORMAT.head(), "models": models}
    text = json.dumps(document, indent=2) + "\n"
    atomic_write(folder / MANIFEST, text.encode("utf-8"), overwrite=True)


def _is_named(folder: Path, file: Path) -> bool:
    """Whether the current manifest in the folder names this file."""
    try:
        return any(entry.path == file for entry in read_imported(folder).values())
    except PieditorError:
        return False
