"""The conventional methods that stand in for users, and which of them train.

PieNet trains on HistMod and tests on LDR; CLAHE is used by Masked Style Modeling.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

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


def apply_to_all(name: str, photos_NHWC: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """One method on each photo of an array."""
    method = METHODS[name]
    return np.stack([method(np.asarray(photo)) for photo in photos_NHWC])
