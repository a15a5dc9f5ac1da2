"""Read the bytes of photo files: only regular files, none larger than a photo can be."""

import errno
import time
from pathlib import Path

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.sentences import sentence
from pieditor.files.documents import DocumentKind, open_document

# 4.3 GB: 400 megapixels of 16-bit RGB are 2.4.
_PHOTO = DocumentKind("photo", 4 << 30)
_REASONS = {
    errno.ENOENT: (sentence("there is no such file"), sentence("Check its name.")),
    errno.EISDIR: (
        sentence("it is a folder"), sentence("Name a photo, or the folder's photos."),
    ),
    errno.EACCES: (
        sentence("you have no right to read it"), sentence("Change its rights, or ask its owner."),
    ),
    errno.EINVAL: (sentence("it is not an ordinary file"), sentence("Leave it out.")),
    errno.EOVERFLOW: (
        sentence("it is larger than 4.3 GB"),
        sentence("Leave it out, or save a smaller version of it."),
    ),
}  # fmt: skip
# A truncated file that was written to in the last minute is probably still being copied.
_JUST_NOW_S = 60.0


def read_bytes(path: Path, at_most: int = -1) -> bytes:
    """The file's bytes, or its first `at_most`.

    Raises PhotoUnreadable if the file cannot be read, is larger than a photo, or is not a regular
    file; never blocks on a pipe.
    """
    try:
        with open_document(path, _PHOTO) as file:
            return file.read(at_most)
    except OSError as error:
        unknown = (
            error.strerror or str(error),
            sentence("Check that the disk is connected, then try again."),
        )
        raise PhotoUnreadable(path, *_REASONS.get(error.errno or 0, unknown)) from error


def was_just_written(path: Path) -> bool:
    """Whether the file changed within the last minute."""
    try:
        return abs(time.time() - path.stat().st_mtime) < _JUST_NOW_S
    except OSError:
        return False
