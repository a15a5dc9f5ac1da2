"""The rule for every picture that is written: an original is never replaced.

A file may be replaced only if pieditor wrote it and it has not changed since. The logs of its
folder hold the hash of the file as it was written. If they have no hash, the name of pieditor in
the file's metadata is required as well.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from pieditor.core.errors import OutputRefused, PhotoUnreadable
from pieditor.core.sentences import sentence
from pieditor.imaging import exif as exif_block
from pieditor.imaging.atomic_write import require_free
from pieditor.imaging.reading import read_exif
from pieditor.services.batch.finished import Finished, Known, place_of

_OUR_NAME = "pieditor"
_HASHED_PIECE = 1 << 20


class Outputs:
    """Decides for the outputs of one run whether they may be written.

    known    the logs' entries of the outputs
    sources  the photos of the run; none may be replaced, not even one that pieditor made
    """

    def __init__(self, known: Known, sources: Iterable[Path] = ()) -> None:
        self._known = known
        self._real: set[str] = set()
        self._identities: set[tuple[int, int]] = set()
        for source in sources:
            self._real.add(os.path.realpath(source))
            if (identity := _identity(source)) is not None:
                self._identities.add(identity)
        self._names: dict[str, dict[str, str]] = {}

    def entry(self, output: Path) -> Finished | None:
        """The logs' entry for an output, or None."""
        return self._known.get(place_of(output))

    def must_replace(self, output: Path, *, overwrite: bool) -> bool:
        """Whether a file exists at `output` that this write is to replace.

        overwrite  the user allows replacing files that pieditor wrote
        Raises OutputRefused if the output is an original or any file that is not pieditor's own,
        identified by path, link, inode or name in other case.
        """
        if self._is_source(output):
            raise original_refused(output)
        require_free(output, overwrite=True)  # refuses folders
        if os.path.lexists(output):
            if not self._is_ours(output):
                raise _foreign(output)
            entry = self.entry(output)
            # A file left by a killed cluster worker before it was logged does not count as
            # finished.
            if not overwrite and not (entry is not None and entry.is_only_begun):
                raise OutputRefused(output)
            return True
        twin = self._twin(output)
        if twin is not None and not self._is_ours(twin):
            raise _foreign(twin)
        return False

    def _is_source(self, output: Path) -> bool:
        if os.path.realpath(output) in self._real:
            return True
        identity = _identity(output)
        return identity is not None and identity in self._identities

    def _is_ours(self, output: Path) -> bool:
        entry = self.entry(output)
        if entry is None or output.is_symlink() or not output.is_file():
            return False
        hashes = {entry.output_sha256, entry.previous_sha256} - {""}
        return sha256_of(output) in hashes if hashes else _has_our_name(output)

    def _twin(self, output: Path) -> Path | None:
        """A file whose name differs from the output's only in case.

        The folder is listed once: a file that appears later under the same name makes the write
        fail.
        """
        folder = os.path.realpath(output.parent)
        if folder not in self._names:
            try:
                names = os.listdir(folder)
            except OSError:
                names = []
            self._names[folder] = {name.casefold(): name for name in names}
        name = self._names[folder].get(output.name.casefold())
        if name is None or name == output.name:
            return None
        twin = output.with_name(name)
        return twin if os.path.lexists(twin) else None


def is_unchanged(entry: Finished, output: Path) -> bool:
    """Whether the file is still complete and exactly as the entry describes it."""
    try:
        status = output.stat()
    except OSError:
        return False
    if not entry.output_sha256:
        return status.st_size > 0 and _has_our_name(output)
    if status.st_size != entry.output_bytes:
        return False
    # A copied folder has other times, so compare the content.
    return status.st_mtime_ns == entry.output_mtime_ns or sha256_of(output) == entry.output_sha256


def original_refused(output: Path) -> OutputRefused:
    """The error when an output would replace an original."""
    return OutputRefused(
        output,
        sentence("it is the original"),
        sentence("Choose another output folder; originals are never written."),
    )


def _foreign(path: Path) -> OutputRefused:
    return OutputRefused(
        path,
        sentence("a file is there that pieditor did not write, or that was changed since"),
        sentence("Move or delete it yourself, or choose another output folder."),
    )


def _identity(path: Path) -> tuple[int, int] | None:
    """Device and inode; None if there is no file, or on systems without them."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if status.st_ino else None


def _has_our_name(path: Path) -> bool:
    try:
        tree = read_exif(path)
    except PhotoUnreadable:
        return False
    return tree is not None and tree.text(tree.main, exif_block.SOFTWARE).startswith(_OUR_NAME)


def sha256_of(path: Path) -> str:
    """The hash of a file; "" if it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(_HASHED_PIECE):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()
