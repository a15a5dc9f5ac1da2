"""Favourites without clicking: folders of finished pictures, and before/after pairs.

A pair is a photo and its finished version: files of one stem in two folders, whatever their
endings, as IMG_1.CR3 and img_1.jpg. The finished ones are favourites, the others rejects.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pieditor.core.errors import Cancelled, NothingToDo, PieditorError
from pieditor.core.sentences import sentence
from pieditor.imaging.discover import find_photos
from pieditor.imaging.model_input import squash
from pieditor.imaging.resize import shrink
from pieditor.models.taste_model import TasteModel
from pieditor.services.tastes.gallery import ProxyCache
from pieditor.services.tastes.learn import Learned, ReportPicture, learn_taste
from pieditor.services.tastes.picking import MARK_PX, Mark, Verdict
from pieditor.services.tastes.taste import Scheme

_BATCH = 16


@dataclass(frozen=True, slots=True)
class Pairs:
    """Photos and their finished versions, row by row, and the problems with unreadable ones."""

    befores: tuple[Path, ...]
    afters: tuple[Path, ...]
    problems: tuple[PieditorError, ...]


def find_pairs(befores: Path, afters: Path) -> Pairs:
    """Pairs of one stem in two folders and their sub-folders; NothingToDo when there are none.

    If two files in a folder have one stem, the first counts.
    """
    found = [find_photos([folder], recursive=True) for folder in (befores, afters)]
    by_stem: list[dict[str, Path]] = []
    for discovery in found:
        stems: dict[str, Path] = {}
        for photo in discovery.photos:
            stems.setdefault(photo.path.stem.casefold(), photo.path)
        by_stem.append(stems)
    both = [stem for stem in by_stem[0] if stem in by_stem[1]]
    if not both:
        raise NothingToDo(
            sentence("Found no before/after pairs"),
            why=sentence(
                "no picture in {befores} has the name of one in {afters}",
                befores=befores,
                afters=afters,
            ),
            remedy=sentence(
                "Choose a folder of originals and one of finished pictures with the same "
                "names; their endings may differ."
            ),
        )
    return Pairs(
        befores=tuple(by_stem[0][stem] for stem in both),
        afters=tuple(by_stem[1][stem] for stem in both),
        problems=found[0].problems + found[1].problems,
    )


def learn_from_pairs(
    model: TasteModel,
    name: str,
    befores: Path,
    afters: Path,
    *,
    num_threads: int,
    on_picture: ReportPicture = lambda _: None,
) -> Learned:
    """Learn a taste from before/after pairs by triplets: towards afters, away from befores."""
    pairs = find_pairs(befores, afters)
    learned = learn_taste(
        model,
        name,
        pairs.afters,
        pairs.befores,
        Scheme.TRIPLET,
        num_threads=num_threads,
        on_picture=on_picture,
    )
    return Learned(learned.taste, pairs.problems + learned.problems)


@dataclass(frozen=True, slots=True)
class MarkedPictures:
    """Marks of pictures, and the pictures that could not be read."""

    marks: tuple[Mark, ...]
    problems: tuple[PieditorError, ...]


def mark_pictures(
    model: TasteModel,
    liked: Sequence[Path],
    rejected: Sequence[Path],
    cache: ProxyCache,
    *,
    on_picture: ReportPicture = lambda _: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> MarkedPictures:
    """Mark finished pictures in files as if each had been clicked. Cancelled on request."""
    verdicts = [(p, Verdict.LIKED) for p in liked] + [(p, Verdict.REJECTED) for p in rejected]
    marks: list[Mark] = []
    problems: list[PieditorError] = []
    for start in range(0, len(verdicts), _BATCH):
        readable = []
        for path, verdict in verdicts[start : start + _BATCH]:
            if is_cancelled():
                raise Cancelled
            proxy = cache.read(path)
            on_picture(path)
            if isinstance(proxy, PieditorError):
                problems.append(proxy)
            else:
                readable.append((path, verdict, proxy))
        if not readable:
            continue
        rows = model.describe([squash(proxy) for _, _, proxy in readable]).rows
        marks += [
            Mark(
                verdict=verdict,
                embedding=row,
                key=(str(path), ""),
                picture=np.ascontiguousarray(shrink(proxy, MARK_PX)),
            )
            for (path, verdict, proxy), row in zip(readable, rows, strict=True)
        ]
    return MarkedPictures(tuple(marks), tuple(problems))
