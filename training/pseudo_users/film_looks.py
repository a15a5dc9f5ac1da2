"""Film looks: HaldCLUT pictures of level 5 as 25-node tables.

A folder holds NAME.png (16-bit RGB, 125 × 125) and HELD_OUT.txt, whose first column names the
looks that are for testing only.
"""

from dataclasses import dataclass
from pathlib import Path

import imagecodecs
import numpy as np
import torch
from torch import Tensor

from training.datasets.errors import DatasetIncomplete
from training.pseudo_users.tables import resample

_HALD_NODES = 25


@dataclass(frozen=True, slots=True)
class FilmLooks:
    """names[i] belongs to tables[i], (L, n, n, n, 3)."""

    names: tuple[str, ...]
    tables: Tensor


def read_hald(path: Path) -> np.ndarray:
    """One HaldCLUT as (25, 25, 25, 3) float32 in [0, 1], indexed [b, g, r]."""
    pixels = imagecodecs.png_decode(path.read_bytes())
    return pixels.reshape((_HALD_NODES,) * 3 + (3,)).astype(np.float32) / 65535


def held_out_names(folder: Path) -> list[str]:
    """The looks never to be trained on.

    Raises DatasetIncomplete when the folder does not say which they are.
    """
    file = folder / "HELD_OUT.txt"
    if not file.exists():
        raise DatasetIncomplete(
            f"{folder} is no folder of looks",
            why="it has no HELD_OUT.txt, which names the looks that are for testing only",
            remedy="Name a folder with HaldCLUT pictures and that file; it may be empty.",
        )
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.strip()]


def load_film_looks(folder: Path, *, held_out: bool, num_nodes: int = _HALD_NODES) -> FilmLooks:
    """The training looks of `folder`, or the held-out ones.

    Raises DatasetIncomplete when there is none.
    """
    reserved = set(held_out_names(folder))
    paths = [p for p in sorted(folder.glob("*.png")) if (p.stem in reserved) == held_out]
    if not paths:
        kind = "held-out" if held_out else "training"
        raise DatasetIncomplete(
            f"{folder} has no {kind} look",
            why="it needs at least one NAME.png of that kind",
            remedy="Add HaldCLUT pictures of level 5, or correct HELD_OUT.txt.",
        )
    tables = torch.from_numpy(np.stack([read_hald(p) for p in paths]))
    if num_nodes != _HALD_NODES:
        tables = resample(tables, num_nodes)
    return FilmLooks(tuple(p.stem for p in paths), tables)
