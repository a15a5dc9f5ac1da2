"""The conventional methods that stand in for users, and which of them train.

PieNet trains on HistMod and tests on LDR; CLAHE is used by Masked Style Modeling.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.datasets.squares import load_archive_squares
from training.pseudo_users import clahe, histmod, ldr

Method = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]

# (H, W, 3) uint8, sRGB-encoded, in and out.
METHODS: dict[str, Method] = {
    "clahe": clahe.apply,
    "histmod": histmod.apply,
    "ldr": ldr.apply,
}
TRAINING = ("clahe", "histmod")
HELD_OUT = ("ldr",)  # never seen in training


def rendered_squares(archive: Path, name: str, cache_folder: Path) -> NDArray[np.uint8]:
    """All photographs of `archive` in one method, (N, 256, 256, 3), kept in the cache.

    The method sees the square: its tiles and windows are shares of the picture.
    """
    method = METHODS[name]
    return load_archive_squares(archive, cache_folder, change=method, label=name)
