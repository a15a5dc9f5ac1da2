"""Split lists: which photographs train and which test.

A list names one photograph per line. `#` begins a comment; `a0001-a4500` means all numbers from
the first to the last. JSON lists (an object with a key per photograph) are read too. Entries keep
their spelling; `fivek.photo_id` brings the spellings of FiveK together.
"""

import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.datasets.errors import DatasetIncomplete

FROZEN = Path(__file__).parent / "splits"

_RANGE = re.compile(r"(\D*)(\d+)-\1(\d+)")


@dataclass(frozen=True, slots=True)
class Split:
    """Disjoint lists of photographs, in the order of their files."""

    train: tuple[str, ...]
    test: tuple[str, ...]


def _entries(text: str) -> Iterator[str]:
    for line in text.splitlines():
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        if match := _RANGE.fullmatch(entry):
            prefix, first, last = match.groups()
            yield from (f"{prefix}{i:0{len(first)}}" for i in range(int(first), int(last) + 1))
        else:
            yield entry


def parse_list(text: str) -> tuple[str, ...]:
    """The entries of one list, in its order.

    >>> parse_list("a0001-a0003  # three")
    ('a0001', 'a0002', 'a0003')
    """
    if text.lstrip().startswith("{"):
        return tuple(json.loads(text))
    return tuple(_entries(text))


def read_list(path: Path) -> tuple[str, ...]:
    """One list file."""
    return parse_list(path.read_text(encoding="utf-8"))


def read_lists(archive: Path, folder: str = "lists") -> dict[str, tuple[str, ...]]:
    """All lists inside a zip file, by name without suffix; readmes are left out."""
    with zipfile.ZipFile(archive) as bundle:
        members = [Path(name) for name in bundle.namelist()]
        return {
            member.stem: parse_list(bundle.read(member.as_posix()).decode("utf-8"))
            for member in members
            if member.parent.name == folder
            and member.suffix in (".txt", ".json")
            and not member.stem.endswith("readme")
        }


def load_split(name: str, folder: Path = FROZEN) -> Split:
    """The frozen split NAME: NAME.train.txt and NAME.test.txt of `folder`.

    Raises DatasetIncomplete when there is no such split, or a photograph is in both lists.
    """
    files = [folder / f"{name}.{part}.txt" for part in ("train", "test")]
    if not all(file.exists() for file in files):
        known = sorted({p.name.split(".")[0] for p in folder.glob("*.train.txt")})
        raise DatasetIncomplete(
            f"There is no split {name!r}",
            why=f"{folder} does not hold both of its lists",
            remedy=f"Known splits: {', '.join(known) or 'none'}.",
        )
    split = Split(*(read_list(file) for file in files))
    if shared := sorted(set(split.train) & set(split.test)):
        raise DatasetIncomplete(
            f"Split {name!r} cannot be used",
            why=f"{shared[0]} and {len(shared) - 1} others are in both lists",
            remedy="Take them out of one of the two files.",
        )
    return split
