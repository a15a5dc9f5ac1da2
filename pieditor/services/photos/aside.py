"""Keep a file's content under a free name, before the file is replaced."""

from pathlib import Path

from pieditor.core.errors import OutputRefused
from pieditor.imaging.atomic_write import atomic_write


def copy_aside(path: Path, data: bytes, word: str) -> Path:
    """Write `data` beside `path` as STEM.WORD-1.json, or with the first free number.

    Raises OutputFailed when it cannot be written.
    """
    number = 1
    while True:
        aside = path.with_name(f"{path.stem}.{word}-{number}{path.suffix}")
        try:
            atomic_write(aside, data, overwrite=False)
            return aside
        except OutputRefused:
            number += 1
