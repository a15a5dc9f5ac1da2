"""Render a photo under a recipe: any size, 8 or 16 bits or float, in row tiles.

All pointwise steps (the look at its strength, then the filters; in an explained recipe the filters
and the rest of the look) are folded into one table, which a compiled library applies; canvas and
export call this same function. A look's field, which depends on the place, is applied before the
table; layers that act in parts of a photo have tables of their own.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import Cancelled
from pieditor.core.operators import apply_operators
from pieditor.core.photo import Pixels
from pieditor.core.recipe import Recipe
from pieditor.core.render.field import Place, apply_field
from pieditor.core.render.layered import LayeredLook
from pieditor.core.render.look import Look
from pieditor.core.render.processor import (
    ROWS_PER_TILE,
    description,
    from_float,
    make_processor,
    screen_description,
    to_float,
)
from pieditor.core.render.steps import NUM_NODES, bake_recipe


class Prepared:
    """A recipe prepared for pixels of one depth, to be applied to any piece of its photo.

    Operators are not included; they come before, on the whole photo. Thread-safe. The pixels of a
    piece are the same as in a render of the whole photo.
    """

    def __init__(
        self, recipe: Recipe, look: Look | None, dtype: np.dtype[Any], num_nodes: int = NUM_NODES
    ) -> None:
        strength = recipe.look_strength
        if strength and look is None:
            raise ValueError("a recipe with a taste needs the look predicted for the photo")
        self._is_idle = replace(recipe, operators=()).changes_nothing
        if self._is_idle:
            return
        self._field = None
        if look is not None and look.field is not None and strength > 0:
            self._field = np.float32(strength) * look.field
        self._layered: LayeredLook | None = None
        if look is not None and strength > 0 and not look.is_one_table:
            self._layered = LayeredLook(recipe, look, num_nodes)
            return
        self._depth = np.dtype(dtype if self._field is None else np.float32)
        self._processor = make_processor(bake_recipe(recipe, look, num_nodes), self._depth)

    def apply(self, piece: Pixels, place: Place) -> None:
        """Change `piece` (h, w, 3), which lies at `place`, in place; rows are contiguous."""
        if self._is_idle:
            return
        self.apply_to(piece, piece, place)

    def apply_to(self, piece: Pixels, out: Pixels, place: Place) -> None:
        """Like `apply`, into another array, which may be the same one; rows are contiguous."""
        if self._is_idle:
            out[...] = piece
            return
        if self._layered is not None:
            guide = to_float(piece)
            moved = guide if self._field is None else apply_field(self._field, guide, place)
            changed = self._layered.apply(np.clip(moved, 0, 1), guide, place)
            out[...] = from_float(changed, piece.dtype)
            return
        if self._field is None:
            self._processor.apply(description(piece), description(out))
            if out.dtype == np.float32:  # the library clips integers itself
                np.clip(out, 0, 1, out=out)
            return
        changed = apply_field(self._field, to_float(piece), place)
        changed = np.ascontiguousarray(np.clip(changed, 0, 1))
        self._processor.apply(description(changed))
        out[...] = from_float(changed, piece.dtype)

    @property
    def fits_screens(self) -> bool:
        """Whether `apply_for_screen` may be used: 8 bits and uniform over the photo."""
        is_plain = not self._is_idle and self._field is None and self._layered is None
        return is_plain and self._depth == np.uint8

    def apply_for_screen(self, piece: NDArray[np.uint8], out: NDArray[np.uint8]) -> None:
        """Apply to (h, w, 4) uint8 in the byte order of screens: blue, green, red, unused.

        The same values as `apply` in four fifths of the time, as four-byte pixels need no
        repacking.
        """
        self._processor.apply(screen_description(piece), screen_description(out))


def render(
    pixels: Pixels,
    recipe: Recipe,
    look: Look | None = None,
    *,
    num_nodes: int = NUM_NODES,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Pixels:
    """The photo under the recipe; a new array of the same shape and dtype.

    pixels     (H, W, 3) uint8, uint16 or float32, sRGB-encoded; never changed
    look       the model's result for this photo after its operators; needed if the recipe has a
               taste
    num_nodes  of the baked table; small previews use fewer, since baking dominates their time
    Values are clipped to [0, 1] at the end of the chain, not between filters. Raises Cancelled when
    `is_cancelled` returns true between tiles.
    """
    pixels = apply_operators(recipe.operators, pixels, is_cancelled)
    prepared = Prepared(recipe, look, pixels.dtype, num_nodes)
    whole = cast(Pixels, np.ascontiguousarray(pixels))
    out = np.empty_like(whole)
    num_rows, num_columns = out.shape[:2]
    for first in range(0, num_rows, ROWS_PER_TILE):
        if is_cancelled():
            raise Cancelled
        place = Place(first_row=first, num_rows=num_rows, num_columns=num_columns)
        rows = slice(first, first + ROWS_PER_TILE)
        prepared.apply_to(whole[rows], out[rows], place)
    return out
