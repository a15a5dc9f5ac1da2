"""The model files as a user sees them."""

from pieditor.core.errors import PieditorError
from pieditor.models.manifest import read_manifest, read_verified


def list_models() -> list[str]:
    """A line for each model: name, version, size, hash, system, data, licence."""
    return [
        "\t".join(
            [
                entry.name,
                entry.version,
                f"{entry.num_bytes / 1e6:.1f} MB",
                entry.sha256[:12],
                str(entry.facts.get("system", "")),
                str(entry.facts.get("data", "")),
                f"licence: {entry.facts.get('licence', 'unknown')}",
            ]
        )
        for entry in read_manifest().values()
    ]


def verify_models() -> list[tuple[str, PieditorError | None]]:
    """Each model's name, with what is wrong with its file, or None."""
    results: list[tuple[str, PieditorError | None]] = []
    for entry in read_manifest().values():
        try:
            read_verified(entry)
            results.append((entry.name, None))
        except PieditorError as error:
            results.append((entry.name, error))
    return results
