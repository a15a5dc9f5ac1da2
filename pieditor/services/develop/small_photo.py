"""The small version of a photo that Suggest and Explain use."""

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
    """A small version of a photo, composited on white.

    pixels  (H, W, 3) uint8 sRGB, long edge 480 or the photo's own if smaller
    seen    the network's input from the whole photo
    """

    pixels: NDArray[np.uint8]
    seen: Seen

    @classmethod
    def of(cls, pixels: Pixels, alpha: Pixels | None = None, seen: Seen | None = None) -> Self:
        """Make it from a photo (H, W, 3) of any size and depth, with its alpha (H, W)."""
        whole = over_white(pixels, alpha)
        small = np.ascontiguousarray(to_8_bits(shrink(whole, PROXY_LONG_EDGE_PX)))
        return cls(small, seen or Seen.of(whole))


GetSmallPhoto = Callable[[], SmallPhoto]
"""Returns the small photo; called on a worker thread, since it may have to decode the file."""


def read_small(path: Path, recipe: Recipe | None = None) -> SmallPhoto:
    """The small version of a file, after the operators of a recipe; raises as `read_proxy`."""
    pixels = read_proxy(path, PROXY_LONG_EDGE_PX)
    if recipe is not None:
        pixels = cast(NDArray[np.uint8], apply_operators(recipe.operators, pixels))
    return SmallPhoto(pixels, Seen.of(pixels))
