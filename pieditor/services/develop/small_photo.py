"""A small version of a photo, which is all that Suggest and Explain look at."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self, cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.operators import apply_operators
from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe
from pieditor.imaging.depth import over_white, to_8_bits
from pieditor.imaging.model_input import PROXY_LONG_EDGE_PX
from pieditor.imaging.reading import read_proxy
from pieditor.imaging.resize import shrink
from pieditor.services.develop.seen import Seen


@dataclass(frozen=True, slots=True, eq=False)
class SmallPhoto:
    """A photo on white.

    pixels  (H, W, 3) uint8 sRGB, long edge 480 where the photo has as many
    seen    the whole photo as the networks see it
    """

    pixels: NDArray[np.uint8]
    seen: Seen

    @classmethod
    def of(cls, pixels: Pixels, alpha: Pixels | None = None, seen: Seen | None = None) -> Self:
        """Of a photo (H, W, 3) of any size and depth, with its transparency (H, W)."""
        whole = over_white(pixels, alpha)
        small = np.ascontiguousarray(to_8_bits(shrink(whole, PROXY_LONG_EDGE_PX)))
        return cls(small, seen or Seen.of(whole))


GetSmallPhoto = Callable[[], SmallPhoto]
"""Gives the small photo, which may take as long as decoding it; called on a worker."""


def read_small(path: Path, recipe: Recipe | None = None) -> SmallPhoto:
    """The small version of a file, after the operators of a recipe; raises as `read_proxy`."""
    pixels = read_proxy(path, PROXY_LONG_EDGE_PX)
    if recipe is not None:
        pixels = cast(NDArray[np.uint8], apply_operators(recipe.operators, pixels))
    return SmallPhoto(pixels, Seen.of(pixels))
