"""Pixels of a photo under a recipe: any size, 8 or 16 bits or float, in row tiles.

All pointwise steps (the look at its strength, then the filters; of an explained recipe the filters
and what the look does beyond them) are folded into one table, which a compiled library applies;
canvas and export call this same function. A look's field, which depends on the place, comes before
the table.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import PyOpenColorIO as ocio
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601
from pieditor.core.field import Field, Place, apply_field
from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.lut import (
    BakedLut,
    Table,
    apply_table_to_grid,
    grid,
    shape,
    shaped_axis,
)
from pieditor.core.photo import Pixels
from pieditor.core.recipe import FilterSetting, Recipe

# Short enough to cancel within a frame or two, long enough to hide the call's cost.
ROWS_PER_TILE = 512
# Exports and the canvas; see `pieditor.core.lut` for what fewer would miss.
NUM_NODES = 65
_SHAPER_NODES = 4097
_DEPTHS = {
    np.dtype(np.uint8): ocio.BIT_DEPTH_UINT8,
    np.dtype(np.uint16): ocio.BIT_DEPTH_UINT16,
    np.dtype(np.float32): ocio.BIT_DEPTH_F32,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """A model's answer for one photo.

    residual  (n, n, n, 3) float32, added to the identity table
    field     optional (gh, gw, 3, 4) colour-affine changes, applied first
    is_monochrome  the table gives greys alone, at every strength from 1 on
    """

    residual: Table
    field: Field | None = None
    is_monochrome: bool = False


class Cancelled(Exception):
    """The caller asked to stop; nothing was produced."""


def _filter_step(setting: FilterSetting, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    changed = FILTERS_BY_NAME[setting.name].apply(pixels, setting.values)
    if setting.strength == 1:
        return cast(NDArray[np.float32], changed)
    return cast(NDArray[np.float32], pixels + setting.strength * (changed - pixels))


def apply_filters(
    filters: Sequence[FilterSetting], pixels: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The filter stack by its formulas, unclipped; the reference for the baked table."""
    for setting in filters:
        if not setting.changes_nothing:
            pixels = _filter_step(setting, pixels)
    return pixels


def _apply_steps(recipe: Recipe, look: Look | None, axis: NDArray[np.float32]) -> Table:
    """The look's table at its strength, then the filters, at `grid(axis)`; unclipped.

    Of an explained recipe the filters, and beside them what the look does beyond those fitted.
    """
    if recipe.is_explained:
        return _sliders_and_remainder(recipe, look, axis)
    return apply_filters(recipe.filters, _look_up(look, recipe.look_strength, axis))


def _look_up(look: Look | None, strength: float, axis: NDArray[np.float32]) -> Table:
    pixels = grid(axis)
    if look is None or not strength:
        return pixels
    changed = pixels + np.float32(strength) * apply_table_to_grid(look.residual, axis)
    if look.is_monochrome and strength > 1:
        # Further than grey would be the opposite colour.
        return changed @ np.tile(np.array(LUMA_601, np.float32)[:, None], 3)
    return changed


def _sliders_and_remainder(recipe: Recipe, look: Look | None, axis: NDArray[np.float32]) -> Table:
    """F + r (T − F0); see `Recipe`."""
    pixels = grid(axis)
    assert recipe.taste is not None and recipe.explained is not None
    sliders = apply_filters(recipe.filters, pixels)
    if recipe.remainder == 0:
        return sliders
    is_as_fitted = recipe.filters == recipe.explained
    fitted = sliders if is_as_fitted else apply_filters(recipe.explained, pixels)
    whole = _look_up(look, recipe.taste.strength, axis)
    # In this order a whole remainder of untouched sliders is the taste's own render to the bit.
    remainder = np.float32(recipe.remainder)
    return cast(NDArray[np.float32], (sliders - remainder * fitted) + remainder * whole)


def bake_recipe(recipe: Recipe, look: Look | None, num_nodes: int = NUM_NODES) -> BakedLut:
    """All pointwise steps of the recipe as one table; a look needs `recipe.taste`.

    The values are not clipped: a cell half of which is clipped would bend its other half.
    """
    table = _apply_steps(recipe, look, shaped_axis(num_nodes))
    return BakedLut(np.ascontiguousarray(table, dtype=np.float32))


def look_table(recipe: Recipe, look: Look | None, num_nodes: int) -> Table:
    """The recipe as an ordinary table over even axes, for .cube files."""
    table = _apply_steps(recipe, look, np.linspace(0.0, 1.0, num_nodes, dtype=np.float32))
    return np.clip(table, 0.0, 1.0).astype(np.float32)


def _processor(baked: BakedLut, dtype: np.dtype[Any]) -> "ocio.CPUProcessor":
    group = ocio.GroupTransform()
    shaper = ocio.Lut1DTransform(_SHAPER_NODES, False)
    axis = np.linspace(0.0, 1.0, _SHAPER_NODES, dtype=np.float32)
    shaper.setData(np.repeat(shape(axis, baked.table.shape[0]), 3))
    shaper.setInterpolation(ocio.INTERP_LINEAR)
    group.appendTransform(shaper)
    table = ocio.Lut3DTransform(baked.table.shape[0])
    # OpenColorIO stores blue fastest, .cube and we store red fastest.
    table.setData(np.ascontiguousarray(baked.table.transpose(2, 1, 0, 3)).ravel())
    table.setInterpolation(ocio.INTERP_TETRAHEDRAL)
    group.appendTransform(table)
    depth = _DEPTHS[dtype]
    processor = ocio.Config.CreateRaw().getProcessor(group)
    return processor.getOptimizedCPUProcessor(depth, depth, ocio.OPTIMIZATION_DEFAULT)


def _top(dtype: np.dtype[Any]) -> int:
    """White in whole numbers of this kind."""
    return int(np.iinfo(dtype).max)


def _to_float(tile: Pixels) -> NDArray[np.float32]:
    if tile.dtype == np.float32:
        return cast(NDArray[np.float32], tile)
    return tile.astype(np.float32) * np.float32(1 / _top(tile.dtype))


def _from_float(tile: NDArray[np.float32], dtype: np.dtype[Any]) -> Pixels:
    if dtype == np.float32:
        return np.clip(tile, 0, 1)
    return cast(Pixels, (np.clip(tile, 0, 1) * _top(dtype) + 0.5).astype(dtype))


def _screen_desc(piece: NDArray[np.uint8]) -> "ocio.PackedImageDesc":
    height, width, channels = piece.shape
    return ocio.PackedImageDesc(
        data=piece, width=width, height=height, chanOrder=ocio.CHANNEL_ORDERING_BGRA,
        bitDepth=ocio.BIT_DEPTH_UINT8, chanStrideBytes=1, xStrideBytes=channels,
        yStrideBytes=channels * width,
    )  # fmt: skip


def _desc(piece: Pixels) -> "ocio.PackedImageDesc":
    height, width, channels = piece.shape
    return ocio.PackedImageDesc(
        piece, width, height, channels, _DEPTHS[piece.dtype],
        piece.itemsize, piece.itemsize * channels, piece.itemsize * channels * width,
    )  # fmt: skip


class Prepared:
    """A recipe made ready for pixels of one depth: pieces of the photo may be done at any time.

    Any number of threads may share one; a piece comes out as it does within the whole photo.
    """

    def __init__(
        self, recipe: Recipe, look: Look | None, dtype: np.dtype[Any], num_nodes: int = NUM_NODES
    ) -> None:
        strength = recipe.look_strength
        if strength and look is None:
            raise ValueError("a recipe with a taste needs the look predicted for the photo")
        self._is_idle = recipe.changes_nothing
        if self._is_idle:
            return
        self._field = None
        if look is not None and look.field is not None and strength > 0:
            self._field = np.float32(strength) * look.field
        self._depth = np.dtype(dtype if self._field is None else np.float32)
        self._processor = _processor(bake_recipe(recipe, look, num_nodes), self._depth)

    def apply(self, piece: Pixels, place: Place) -> None:
        """Change `piece` (h, w, 3), which lies at `place`, in its memory; rows are contiguous."""
        if self._is_idle:
            return
        self.apply_to(piece, piece, place)

    def apply_to(self, piece: Pixels, out: Pixels, place: Place) -> None:
        """As `apply`, from one memory to another, which may be the same; rows are contiguous."""
        if self._is_idle:
            out[...] = piece
            return
        if self._field is None:
            self._processor.apply(_desc(piece), _desc(out))
            if out.dtype == np.float32:  # whole numbers are clipped by the library
                np.clip(out, 0, 1, out=out)
            return
        changed = apply_field(self._field, _to_float(piece), place)
        changed = np.ascontiguousarray(np.clip(changed, 0, 1))
        self._processor.apply(_desc(changed))
        out[...] = _from_float(changed, piece.dtype)

    @property
    def fits_screens(self) -> bool:
        """Whether `apply_for_screen` may be used: 8 bits, and the same everywhere on the photo."""
        return not self._is_idle and self._field is None and self._depth == np.uint8

    def apply_for_screen(self, piece: NDArray[np.uint8], out: NDArray[np.uint8]) -> None:
        """Develop from and to (h, w, 4) uint8 in the order of screens: blue, green, red, unused.

        The same values as `apply`, in four fifths of the time: pixels of four bytes need not be
        taken apart.
        """
        self._processor.apply(_screen_desc(piece), _screen_desc(out))


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
    look       the model's answer for this photo; needed when the recipe has a taste
    num_nodes  of the baked table; small previews, which cost little but the baking, take fewer
    Values are clipped to [0, 1] at the end of the chain, not between filters. Raises Cancelled
    when `is_cancelled` says so between tiles.
    """
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
