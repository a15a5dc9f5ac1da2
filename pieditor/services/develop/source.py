"""The pixels of a photo being developed, with cached results computed from them."""

import threading

import numpy as np

from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe
from pieditor.core.render.look import Look
from pieditor.core.taste import TasteBody
from pieditor.imaging.resize import resize
from pieditor.services.develop.develop import look_of
from pieditor.services.develop.seen import Seen
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.networks.once import Once
from pieditor.services.networks.shared import Networks

_SIZES_KEPT = 4  # of the view and of the histogram, each perhaps with alpha


class Source:
    """A photo's pixels at one size, with cached smaller sizes and looks; thread-safe.

    Everything is computed on first use and cached as long as the pixels.

    pixels    (H, W, 3) uint8 or uint16
    alpha     (H, W) or None; pixels are developed first and then composited on white
    is_whole  whether these are the whole photo's pixels, not a preview's
    """

    def __init__(self, pixels: Pixels, alpha: Pixels | None = None, *, is_whole: bool) -> None:
        self.pixels = pixels
        self.alpha = alpha
        self.is_whole = is_whole
        # The functions do not know `self`, so that the pixels go with the last reference to it.
        seen = self.seen = Once(lambda: Seen.of(pixels, alpha))
        self.small = Once(lambda: SmallPhoto.of(pixels, alpha, seen()))
        self._scaling = threading.Lock()
        self._scaled: dict[tuple[int, tuple[int, int]], Pixels] = {}
        self._looks: dict[TasteBody, Look] = {}

    def with_pixels(self, pixels: Pixels) -> "Source":
        """A new source with other pixels of the same photo at the same size."""
        return Source(pixels, self.alpha, is_whole=self.is_whole)

    def at_size(self, plane: Pixels, size: tuple[int, int]) -> Pixels:
        """`self.pixels` or `self.alpha` scaled to (width, height), never enlarged."""
        have_height, have_width = plane.shape[:2]
        if size[0] >= have_width or size[1] >= have_height:
            return plane
        key = (plane.ndim, size)
        with self._scaling:  # a second request for the same size waits for the first
            if key not in self._scaled:
                while len(self._scaled) >= _SIZES_KEPT:
                    self._scaled.pop(next(iter(self._scaled)))
                self._scaled[key] = np.ascontiguousarray(resize(plane, size))
            return self._scaled[key]

    def look(self, recipe: Recipe, networks: Networks) -> Look | None:
        """The look of the recipe's taste; TasteInvalid if our networks did not make it."""
        if recipe.taste is None or recipe.look_strength == 0:
            return None
        body = recipe.taste.body
        if body not in self._looks:
            look = look_of(networks, recipe, self.seen)
            assert look is not None
            self._looks[body] = look
        return self._looks[body]
