"""A child process that reads one case after another, and says how each ended.

Started as `python -m tests.fuzz.worker CORPUS SEED`. A number on its standard input is the next
case; the answer is a line of JSON. The process that started it notices when no answer comes.
"""

import contextlib
import faulthandler
import json
import os
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pieditor.core.errors import PieditorError
from pieditor.core.photo import Photo
from pieditor.imaging.decode import read_exif, read_photo, read_proxy, read_size, read_thumbnail
from pieditor.imaging.encode import OutputOptions, encode_photo
from tests.fuzz.cases import Case, Corpus, case

# Address space, not memory in use: twice the limit, so that a case over it is measured and not
# hidden behind the sentence about memory, and one without end does not take the machine along.
_MOST_ADDRESSES = 8 << 30
_OUTPUTS = ("jpeg", "png", "tiff", "webp", "avif")
_MOST_PIXELS_FOR_AVIF = 100_000
_MOST_PIXELS_TO_ENCODE = 4_000_000
# What a format cannot hold is refused in these words, of which `write_photo` makes a sentence.
_CANNOT_HOLD = re.compile(r"(JPEG|WebP) holds at most [\d,]+ pixels a side")
_T = TypeVar("_T")


class Wrong(Exception):
    """Something ended in a way that is not allowed."""


def attempt(one: Case, folder: Path) -> bool:
    """Read it in every way the product does, and write it anew; whether it could be read.

    Raises Wrong, or whatever is raised that must not be.
    """
    if one.document is None:
        path = folder / "photo"
        path.write_bytes(one.data)
        return attempt_photo(path)
    path = one.document.place(folder)
    path.write_bytes(one.data)
    try:
        return one.document.read(path) is not None
    except PieditorError as error:
        if one.document.refusal is None or not isinstance(error, one.document.refusal):
            raise Wrong(f"refused as {type(error).__name__}: {error}") from error
        _require_a_sentence(error, path)
        return False


def attempt_photo(path: Path) -> bool:
    """Read a photo in every way, and write it in every format; as `attempt`."""
    photo = _read(path, read_photo)
    for read in (
        lambda p: read_proxy(p, 32),
        lambda p: read_thumbnail(p, 16),
        read_size,
        read_exif,
    ):
        found = _read(path, read)
        if found is None and photo is not None and read is not read_exif:
            raise Wrong("the photo can be read, but not its proxy, thumbnail or size")
        if isinstance(found, tuple) and photo and found != (photo.width, photo.height):
            raise Wrong(f"its size is said to be {found}, and is {photo.width}, {photo.height}")
    if photo is None:
        return False
    if photo.width * photo.height <= _MOST_PIXELS_TO_ENCODE:
        for kind in _OUTPUTS:
            for strip_gps in (False, True):
                _encode(photo, kind, strip_gps, path)
    return True


def _encode(photo: Photo, kind: str, strip_gps: bool, path: Path) -> None:
    if kind == "avif" and (strip_gps or photo.width * photo.height > _MOST_PIXELS_FOR_AVIF):
        return
    try:
        encoded = encode_photo(photo, OutputOptions(format=kind, strip_gps=strip_gps))
    except ValueError as error:
        if not _CANNOT_HOLD.fullmatch(str(error)):
            raise
        return
    written = path.with_name("written")
    written.write_bytes(encoded.data)
    again = _read(written, read_photo)
    if again is None or (again.width, again.height) != (photo.width, photo.height):
        raise Wrong(f"the {kind} that was written cannot be read")


def _read(path: Path, read: Callable[[Path], _T]) -> _T | None:
    try:
        return read(path)
    except PieditorError as error:
        _require_a_sentence(error, path)
        return None


def _require_a_sentence(error: PieditorError, path: Path) -> None:
    text = str(error)
    if "not enough memory" in text:
        raise Wrong(text) from error
    if not (path.name in text or path.stem in text) or "\n" in text or len(text) > 1000:
        raise Wrong(f"no sentence that names the file: {text}") from error


def _peak_mb() -> float:
    """The most memory in use since the last `_forget_peak`."""
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024
    return 0.0


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


@contextlib.contextmanager
def _answers() -> Iterator[Callable[[dict[str, object]], None]]:
    """Our standard output alone: what libraries print goes to the standard error."""
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as stream:
        os.dup2(2, 1)

        def answer(fields: dict[str, object]) -> None:
            stream.write(json.dumps(fields) + "\n")
            stream.flush()

        yield answer


def _place(error: BaseException) -> str:
    """The last lines of ours and of the library on the way to an error."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "pieditor" in frame.filename]
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed([*ours[-3:]]))


def main() -> None:
    """Answer until the input ends."""
    faulthandler.enable()
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, _MOST_ADDRESSES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    corpus, seed = Corpus(Path(sys.argv[1])), int(sys.argv[2])
    with _answers() as answer:
        answer({})
        for line in sys.stdin:
            one = case(corpus, seed, int(line))
            _forget_peak()
            begun = time.process_time()
            result, detail = "", ""
            with tempfile.TemporaryDirectory(dir=sys.argv[1]) as folder:
                try:
                    result = "read" if attempt(one, Path(folder)) else "refused"
                except Exception as error:
                    result = "exception"
                    detail = f"{type(error).__name__}: {str(error)[:300]} ({_place(error)})"
            took = time.process_time() - begun
            answer({"result": result, "detail": detail, "peak_mb": _peak_mb(), "took_s": took})


if __name__ == "__main__":
    main()
