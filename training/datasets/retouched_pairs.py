"""A zip of photographs with retouchers' versions: ID/input.jpg beside ID/expert_C.jpg.

An ID may have versions by several experts, or versions only and no input. Split lists of other
projects may lie in `lists/`; `split_files.read_lists` reads those.
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.datasets.errors import DatasetIncomplete

_MEMBER = re.compile(r"(?:.*/)?([^/]+)/(input|expert_([A-Z]))\.(?:jpe?g|png|tiff?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RetouchedPhoto:
    """One photograph: untouched pixels or None, and versions[letter]; (H, W, 3) uint8 sRGB."""

    id: str
    untouched: NDArray[np.uint8] | None
    versions: dict[str, NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class RetouchedPair:
    """An untouched photograph and one expert's version of equal size."""

    id: str
    untouched: NDArray[np.uint8]
    target: NDArray[np.uint8]


def load_retouched(archive: Path) -> list[RetouchedPhoto]:
    """All photographs of the zip file, in the order of their ids."""
    untouched: dict[str, NDArray[np.uint8]] = {}
    versions: dict[str, dict[str, NDArray[np.uint8]]] = {}
    with zipfile.ZipFile(archive) as bundle:
        for name in sorted(bundle.namelist()):
            if (match := _MEMBER.fullmatch(name)) is None:
                continue
            with Image.open(io.BytesIO(bundle.read(name))) as picture:
                pixels = np.asarray(picture.convert("RGB"))
            photo = versions.setdefault(match[1], {})
            if match[3] is None:
                untouched[match[1]] = pixels
            else:
                photo[match[3].upper()] = pixels
    return [RetouchedPhoto(id_, untouched.get(id_), v) for id_, v in versions.items()]


def load_pairs(archive: Path, expert: str = "C") -> list[RetouchedPair]:
    """The photographs that have both an input and a version by `expert`.

    Raises DatasetIncomplete when there is none, or the two differ in size.
    """
    pairs = []
    for photo in load_retouched(archive):
        target = photo.versions.get(expert)
        if photo.untouched is None or target is None:
            continue
        if photo.untouched.shape != target.shape:
            raise DatasetIncomplete(
                f"{photo.id} in {archive} is no pair",
                why=f"the input has {photo.untouched.shape[1]} × {photo.untouched.shape[0]} "
                f"pixels, expert {expert}'s version {target.shape[1]} × {target.shape[0]}",
                remedy="Export both at one size.",
            )
        pairs.append(RetouchedPair(photo.id, photo.untouched, target))
    if not pairs:
        raise DatasetIncomplete(
            f"{archive} has no pairs of expert {expert}",
            why=f"no photograph has both an input and expert_{expert}",
            remedy="Name another expert, or another file.",
        )
    return pairs
