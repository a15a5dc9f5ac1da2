"""The ten conventional methods that stand in for users, and which of them train.

As in the papers: LDR, LIME and SRIE are held out. CLAHE and CDSA are users of Masked Style Modeling
alone; here they train PieNet as well.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.datasets.squares import load_archive_squares
from training.pseudo_users import (
    cdsa,
    clahe,
    histmod,
    jiep,
    ldr,
    lime,
    local_laplacian,
    npe,
    pie,
    srie,
)

Method = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]

# (H, W, 3) uint8, sRGB-encoded, in and out.
METHODS: dict[str, Method] = {
    "cdsa": cdsa.apply,
    "clahe": clahe.apply,
    "histmod": histmod.apply,
    "jiep": jiep.apply,
    "ldr": ldr.apply,
    "lime": lime.apply,
    "local-laplacian": local_laplacian.apply,
    "npe": npe.apply,
    "pie": pie.apply,
    "srie": srie.apply,
}
TRAINING = ("cdsa", "clahe", "histmod", "jiep", "local-laplacian", "npe", "pie")
HELD_OUT = ("ldr", "lime", "srie")  # never seen in training


def rendered_squares(archive: Path, name: str, cache_folder: Path) -> NDArray[np.uint8]:
    """All photographs of `archive` in one method, (N, 256, 256, 3), kept in the cache.

    The method sees the square: its tiles and windows are shares of the picture.
    """
    method = METHODS[name]
    return load_archive_squares(archive, cache_folder, change=method, label=name)
