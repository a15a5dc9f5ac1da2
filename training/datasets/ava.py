"""AVA: photographs with the ratings, 1 to 10, that some 200 people gave each of them.

Source   Murray, Marchesotti, Perronnin: AVA, CVPR 2012; layout as in the release's readme.

    AVA.txt                      15 columns: index, image id, counts of the ratings 1 … 10,
                                 two semantic tags, challenge
    images/<id>.jpg              or image/, or beside AVA.txt
    aesthetics_image_lists/      generic_ls_train.*, generic_test.*, and others: one id a line

Instead of AVA.txt a JSON file of `[{"image_id": …, "label": [ten counts]}, …]`, as public
re-implementations have it, will do. Some 255,500 photographs; a few of the files are damaged.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from training.datasets.errors import DatasetIncomplete
from training.datasets.photo_archive import PHOTO_SUFFIXES
from training.datasets.split_files import Split

NUM_SCORES = 10
LISTS = "aesthetics_image_lists"
SPLITS = ("generic_ls", "generic_ss", "hash")
_PHOTO_FOLDERS = ("images", "image", ".")


@dataclass(frozen=True, slots=True)
class Ava:
    """Who is rated, how, and where the pictures are.

    photos   id to file, of rated photographs whose file is there, in the order of the ratings
    ratings  id to the share of each score, (10,) float32, sum 1; of all that are rated
    missing  ids that are rated and have no file
    """

    root: Path
    photos: Mapping[str, Path]
    ratings: Mapping[str, NDArray[np.float32]]
    missing: tuple[str, ...]

    def split(self, name: str) -> Split:
        """Training and test ids of photographs that are here.

        name  "generic_ls" (large scale), "generic_ss" (small scale), or a category such as
              "landscape": the lists published with AVA; or "hash": 80 and 20 % by the id
              alone, so that a part of AVA is split as the whole is
        Raises DatasetIncomplete when a list is missing.
        """
        if name == "hash":
            is_test = {id_: in_test_fifth(id_) for id_ in self.photos}
            return Split(
                tuple(i for i, tests in is_test.items() if not tests),
                tuple(i for i, tests in is_test.items() if tests),
            )
        # Both generic training lists share one test list.
        test = "generic_test" if name.startswith("generic") else f"{name}_test"
        parts = [self._list(part) for part in (f"{name}_train", test)]
        tested = set(parts[1])
        return Split(
            tuple(i for i in parts[0] if i in self.photos and i not in tested),
            tuple(i for i in parts[1] if i in self.photos),
        )

    def _list(self, name: str) -> list[str]:
        found = sorted((self.root / LISTS).glob(f"{name}.*"))
        if not found:
            raise DatasetIncomplete(
                f"{self.root} has no list {name}",
                why=f"it should be in {LISTS}/",
                remedy='Add the lists of AVA, or choose split = "hash".',
            )
        return found[0].read_text(encoding="utf-8").split()


def in_test_fifth(photo: str) -> bool:
    """Whether a photograph tests: a fifth of all ids, for ever the same."""
    digest = hashlib.sha256(photo.encode()).digest()
    return int.from_bytes(digest[:8], "big") % 5 == 0


def open_ava(root: Path) -> Ava:
    """Read the ratings and find the files; no picture is opened (see `readable`).

    Raises DatasetIncomplete when there are no ratings or no pictures, or a line is damaged.
    """
    ratings = _read_ratings(root)
    folder, files = _find_photos(root)
    photos = {id_: folder / files[id_] for id_ in ratings if id_ in files}
    if not photos:
        raise DatasetIncomplete(
            f"{root} has no photographs of AVA",
            why=f"none of {len(ratings)} rated ids is a file in {' or '.join(_PHOTO_FOLDERS)}",
            remedy="Put the photographs into images/, named by their id.",
        )
    return Ava(root, photos, ratings, tuple(i for i in ratings if i not in files))


def _find_photos(root: Path) -> tuple[Path, dict[str, str]]:
    for name in _PHOTO_FOLDERS:
        folder = root / name
        if not folder.is_dir():
            continue
        files = {p.stem: p.name for p in folder.iterdir() if p.suffix.lower() in PHOTO_SUFFIXES}
        if files:
            return folder, files
    return root, {}


def _read_ratings(root: Path) -> dict[str, NDArray[np.float32]]:
    if (file := root / "AVA.txt").exists():
        return _shares(file, _rows_of_text(file))
    for file in sorted(root.glob("*.json")):
        return _shares(file, _rows_of_json(file))
    raise DatasetIncomplete(
        f"{root} has no ratings",
        why="neither AVA.txt nor a JSON file of labels is in it",
        remedy="Name the folder of AVA, with AVA.txt at its top.",
    )


def _damaged(file: Path, where: str, why: str) -> DatasetIncomplete:
    return DatasetIncomplete(
        f"Cannot use the ratings {file}", why=f"{where}: {why}", remedy="Copy the file again."
    )


def _rows_of_text(file: Path) -> Iterable[tuple[str, str, Sequence[str]]]:
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        columns = line.split()
        if not columns:
            continue
        if len(columns) != 15:
            raise _damaged(file, f"line {number}", f"{len(columns)} columns instead of 15")
        yield f"line {number}", columns[1], columns[2:12]


def _rows_of_json(file: Path) -> Iterable[tuple[str, str, Sequence[float]]]:
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        for number, row in enumerate(rows, start=1):
            yield f"entry {number}", str(row["image_id"]), row["label"]
    except (ValueError, TypeError, KeyError) as error:
        raise _damaged(
            file, "its JSON", "it is no list of objects with image_id and label"
        ) from error


def _shares(
    file: Path, rows: Iterable[tuple[str, str, Sequence[str] | Sequence[float]]]
) -> dict[str, NDArray[np.float32]]:
    ratings: dict[str, NDArray[np.float32]] = {}
    for where, id_, counts in rows:
        try:
            numbers = np.array([float(c) for c in counts])
        except (ValueError, TypeError) as error:
            raise _damaged(file, where, "a count is not a number") from error
        if numbers.shape != (NUM_SCORES,) or not np.isfinite(numbers).all() or numbers.min() < 0:
            raise _damaged(file, where, f"{list(counts)} are not ten counts")
        if numbers.sum() == 0:
            raise _damaged(file, where, f"nobody rated {id_}")
        if id_ in ratings:
            raise _damaged(file, where, f"{id_} is rated twice")
        ratings[id_] = (numbers / numbers.sum()).astype(np.float32)
    return ratings


def readable(photos: Mapping[str, Path], cache_folder: Path) -> tuple[list[str], list[str]]:
    """The ids whose file can be decoded to its end, and those whose file cannot.

    Decodes every file once; the verdict is kept in `cache_folder` for the same files.
    """
    stats = {id_: path.stat() for id_, path in photos.items()}
    identity = "\n".join(
        f"{photos[i].resolve()}|{s.st_size}|{s.st_mtime_ns}" for i, s in stats.items()
    )
    key = hashlib.sha256(identity.encode()).hexdigest()[:12]
    verdict = cache_folder / f"ava-damaged-{key}.json"
    if not verdict.exists():
        damaged = [id_ for id_, path in photos.items() if not _decodes(path)]
        cache_folder.mkdir(parents=True, exist_ok=True)
        partial = verdict.with_suffix(".part")
        partial.write_text(json.dumps(damaged), encoding="utf-8")
        partial.replace(verdict)
    damaged = json.loads(verdict.read_text(encoding="utf-8"))
    refused = set(damaged)
    return [id_ for id_ in photos if id_ not in refused], damaged


def _decodes(path: Path) -> bool:
    try:
        with Image.open(path) as picture:
            picture.draft("RGB", (64, 64))  # an eighth of the size: the whole file is still read
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
