"""The photos that a command names, one by one or by their folder."""

from collections.abc import Sequence
from pathlib import Path

from pieditor.core.errors import NothingToDo
from pieditor.core.sentences import sentence
from pieditor.imaging.discover import Discovery, FoundPhoto, LeftOut, find_photos

# Re-exported for the front ends, which do not import imaging.
__all__ = ["Discovery", "FoundPhoto", "LeftOut", "find_named"]


def find_named(paths: Sequence[Path], *, recursive: bool) -> Discovery:
    """Like `find_photos`; NothingToDo when only folders are named and none holds a photo."""
    discovery = find_photos(paths, recursive=recursive)
    if not discovery.photos and not discovery.problems:
        raise NothingToDo(
            sentence("Found no photos"),
            why=sentence(
                "there are none in {folders}", folders=", ".join(str(path) for path in paths)
            ),
            remedy=sentence("Name photos, or use --recursive to look into sub-folders."),
        )
    return discovery
