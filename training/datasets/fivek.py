"""MIT-Adobe FiveK: 5,000 photographs, each retouched by experts A to E.

Reads sRGB exports in two layouts; any subset of the photographs and experts will do.

    480p (the 3-D LUT papers)        plain
    input/JPG/480p/a0001….jpg        input/a0001….jpg, 0001.png, …
    expertC/JPG/480p/a0001….jpg      expertC/…, expert_C/… or C/…
    train_input.txt, train_label.txt, test.txt (optional)

The renditions as published, tiff16_a to tiff16_e, are 16-bit ProPhoto RGB and are refused: exports
in another colour space differ visibly in brightness and must never be mixed. Export them to
sRGB first, with the input from the same catalogue collection.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.datasets.errors import DatasetIncomplete
from training.datasets.photo_archive import PHOTO_SUFFIXES
from training.datasets.split_files import Split, load_split, read_list

EXPERTS = ("A", "B", "C", "D", "E")
_FIVEK = re.compile(r"a?(\d{1,4})(-.*)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """An untouched photograph and one expert's version of it."""

    id: str
    input: Path
    target: Path


@dataclass(frozen=True, slots=True)
class FiveK:
    """Where the files are: inputs[id], experts[letter][id]."""

    root: Path
    inputs: dict[str, Path]
    experts: dict[str, dict[str, Path]]

    def pairs(self, expert: str, ids: Iterable[str] | None = None) -> list[Pair]:
        """The pairs of one expert, of all photographs that have both files, or of `ids`.

        Raises DatasetIncomplete when the expert or one of `ids` is missing.
        """
        targets = self.experts.get(expert)
        if targets is None:
            raise DatasetIncomplete(
                f"{self.root} has no expert {expert}",
                why=f"found are {', '.join(self.experts) or 'none'}",
                remedy=f"Put that expert's sRGB export into {self.root / f'expert{expert}'}.",
            )
        if ids is None:
            wanted = [i for i in self.inputs if i in targets]
        else:
            wanted = list(ids)
            if missing := [i for i in wanted if i not in self.inputs or i not in targets]:
                raise DatasetIncomplete(
                    f"{self.root} is incomplete",
                    why=f"{missing[0]} and {len(missing) - 1} others of the list have no input "
                    f"or no version by expert {expert}",
                    remedy="Complete the export, or use a split that fits it.",
                )
        return [Pair(i, self.inputs[i], targets[i]) for i in wanted]

    def split(self, name: str | None = None) -> Split:
        """The frozen split NAME, or the lists beside the photographs, limited to what is here."""
        if name is not None:
            split = load_split(name)
        else:
            halves = ("train_input.txt", "train_label.txt")
            train = [e for h in halves for e in read_list(_existing(self.root / h))]
            split = Split(tuple(train), read_list(_existing(self.root / "test.txt")))
        here = set(self.inputs)
        parts = (
            tuple(i for i in dict.fromkeys(map(photo_id, part)) if i in here)
            for part in (split.train, split.test)
        )
        return Split(*parts)


def photo_id(name: str) -> str:
    """The id of a FiveK file or list entry; other names are their own id.

    >>> [photo_id(n) for n in ("a0014", "14", "a0014-WP_CRW_6320", "0014.tif", "IMG_7")]
    ['a0014', 'a0014', 'a0014', 'a0014', 'IMG_7']
    """
    stem = name[: -len(suffix)] if (suffix := Path(name).suffix).lower() in PHOTO_SUFFIXES else name
    match = _FIVEK.fullmatch(stem)
    return f"a{int(match[1]):04}" if match else stem


def _existing(file: Path) -> Path:
    if not file.exists():
        raise DatasetIncomplete(
            f"{file.parent} has no list {file.name}",
            why="the 480p layout names its split in train_input.txt, train_label.txt and test.txt",
            remedy="Add the lists, or name a frozen split such as fivek-4500-500.",
        )
    return file


def _photos(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in PHOTO_SUFFIXES):
        if (earlier := found.setdefault(photo_id(path.name), path)) is not path:
            raise DatasetIncomplete(
                f"{folder} is ambiguous",
                why=f"{earlier.name} and {path.name} are the same photograph",
                remedy="Keep one of them.",
            )
    return found


def _first_with_photos(candidates: Sequence[Path]) -> dict[str, Path]:
    for folder in candidates:
        if folder.is_dir() and (found := _photos(folder)):
            return found
    return {}


def open_fivek(root: Path) -> FiveK:
    """Find inputs and experts under `root`; no picture is opened.

    Raises DatasetIncomplete when there is no input or no expert.
    """
    inputs = _first_with_photos([root / "input" / "JPG" / "480p", root / "input"])
    experts = {}
    for letter in EXPERTS:
        folders = [root / f"expert{letter}", root / f"expert_{letter}", root / letter]
        candidates = [c for f in folders for c in (f / "JPG" / "480p", f)]
        if found := _first_with_photos(candidates):
            experts[letter] = found
    if not inputs or not experts:
        why = "it needs photographs in input/ and in at least one of expertA/ to expertE/"
        if any(root.glob("tiff16_?")):
            why = "tiff16_a to tiff16_e are ProPhoto RGB"
        raise DatasetIncomplete(
            f"{root} is no FiveK folder that can be read",
            why=why,
            remedy="Export input and experts to sRGB JPEG or PNG with 8 bits.",
        )
    return FiveK(root, inputs, experts)
