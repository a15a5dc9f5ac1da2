"""A case by its number: which photo or document, and its bytes after the damage."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.documents import DOCUMENTS, Document
from tests.fuzz import hostile
from tests.fuzz.mutations import mutated
from tests.fuzz.photos import PHOTOS

ALL_DOCUMENTS = {document.name: document for document in DOCUMENTS}
_PHOTOS_FOR_A_DOCUMENT = 3


@dataclass(frozen=True, slots=True)
class Case:
    """One file to read: a name of `PHOTOS` or of `ALL_DOCUMENTS`."""

    name: str
    data: bytes

    @property
    def document(self) -> Document | None:
        """How it is read; None for a photo."""
        return ALL_DOCUMENTS.get(self.name)


class Corpus:
    """The sound files, made once and kept in a folder for all processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self) -> None:
        """Write every file."""
        samples = dict(PHOTOS)
        samples |= {name: document.sample for name, document in ALL_DOCUMENTS.items()}
        for name, sample in samples.items():
            (self._folder / name).write_bytes(sample())

    @functools.cache  # noqa: B019 - one of them for each process
    def read(self, name: str) -> bytes:
        """A sound file."""
        return (self._folder / name).read_bytes()


def name_of(number: int) -> str:
    """The photo or document that a case damages."""
    turn, place = divmod(number, _PHOTOS_FOR_A_DOCUMENT + 1)
    if place == _PHOTOS_FOR_A_DOCUMENT:
        return _nth(list(ALL_DOCUMENTS), turn)
    return _nth(list(PHOTOS), turn * _PHOTOS_FOR_A_DOCUMENT + place)


def case(corpus: Corpus, seed: int, number: int) -> Case:
    """The same for the same seed and number, whichever process asks."""
    rng, name = Random(f"{seed} {number}"), name_of(number)
    if name in ALL_DOCUMENTS:
        return Case(name, _damaged_document(corpus, name, rng))
    return Case(name, mutated(corpus.read(name), [corpus.read(n) for n in PHOTOS], rng))


def _nth(names: Sequence[str], number: int) -> str:
    return names[number % len(names)]


def _damaged_document(corpus: Corpus, name: str, rng: Random) -> bytes:
    data = corpus.read(name)
    if data[:1] in b"{[" and rng.random() < 0.6:
        return hostile.json_text(data, rng)
    return mutated(data, [corpus.read(other) for other in ALL_DOCUMENTS], rng)
