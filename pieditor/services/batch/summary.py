"""The summary at the end of a run: photos done, failed, left out, and losses."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from pieditor.imaging.discover import SEEN_TWICE, SUB_FOLDER, SYSTEM_FOLDER, LeftOut

# A loss shared by more photos than this gives their number instead of their names.
_NAMED = 3
_WORDS = {
    SUB_FOLDER: ("sub-folder", "sub-folders"),
    SYSTEM_FOLDER: ("folder of the system", "folders of the system"),
    SEEN_TWICE: ("file named twice", "files named twice"),
}
_ADVICE = {SUB_FOLDER: " (--recursive looks into them)"}


def left_out_words(left_out: Iterable[LeftOut]) -> str:
    """ "3 .psd, 2 .gif are not read; 1 sub-folder (--recursive looks into them)", or ""."""
    counts = Counter(item.kind for item in left_out)
    endings = [(kind, count) for kind, count in counts.items() if kind not in _WORDS]
    parts = []
    if endings:
        named = ", ".join(f"{count} {kind}" for kind, count in sorted(endings))
        verb = "is" if sum(count for _, count in endings) == 1 else "are"
        parts.append(f"{named} {verb} not read")
    for kind, (one, many) in _WORDS.items():
        if count := counts[kind]:
            parts.append(f"{count} {one if count == 1 else many}{_ADVICE.get(kind, '')}")
    return "; ".join(parts)


def loss_lines(losses: Sequence[tuple[Path, Sequence[str]]]) -> list[str]:
    """A line for each kind of loss, with the photos affected or their number.

    losses  each photo with its losses in words
    """
    photos: dict[str, list[str]] = {}
    for photo, words in losses:
        for loss in words:
            photos.setdefault(str(loss), []).append(photo.name)
    return [
        f"{', '.join(names)}: without {loss}"
        if len(names) <= _NAMED
        else f"{len(names)} photos: without {loss}"
        for loss, names in photos.items()
    ]
