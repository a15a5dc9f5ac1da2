"""The pointwise steps of a recipe: by their formulas, and folded into one table."""

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.render.look import Look
from pieditor.core.render.lut import BakedLut, Table, grid, shaped_axis

# For exports and the canvas; `pieditor.core.render.lut` lists the errors of coarser tables.
NUM_NODES = 65


def _filter_step(setting: FilterSetting, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    changed = FILTERS_BY_NAME[setting.name].apply(pixels, setting.values)
    if setting.strength == 1:
        return cast(NDArray[np.float32], changed)
    return cast(NDArray[np.float32], pixels + setting.strength * (changed - pixels))


def apply_filters(
    filters: Sequence[FilterSetting], pixels: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Apply the filters by their formulas, unclipped; the reference for the baked table."""
    for setting in filters:
        if not setting.changes_nothing:
            pixels = _filter_step(setting, pixels)
    return pixels


def _apply_steps(recipe: Recipe, look: Look | None, axis: NDArray[np.float32]) -> Table:
    """The look's table at its strength, then the filters, at `grid(axis)`; unclipped.

    For an explained recipe the filters plus the part of the look that the fitted ones miss.
    """
    if recipe.is_explained:
        return _sliders_and_remainder(recipe, look, axis)
    return apply_filters(recipe.filters, _look_table(look, recipe.look_strength, axis))


def _look_table(look: Look | None, strength: float, axis: NDArray[np.float32]) -> Table:
    return grid(axis) if look is None or not strength else look.table(strength, axis)


def _sliders_and_remainder(recipe: Recipe, look: Look | None, axis: NDArray[np.float32]) -> Table:
    """The value of an explained recipe, F + r (T − F0); see `TasteUse`."""
    assert recipe.taste is not None
    beyond = sliders_beyond(recipe, grid(axis))
    if recipe.remainder == 0:
        return beyond
    whole = _look_table(look, recipe.taste.strength, axis)
    return cast(NDArray[np.float32], beyond + np.float32(recipe.remainder) * whole)


def sliders_beyond(recipe: Recipe, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The part F − r F0 of an explained recipe, to which r T is added; see `TasteUse`."""
    sliders = apply_filters(recipe.filters, pixels)
    if recipe.remainder == 0:
        return sliders
    assert recipe.explained is not None
    is_as_fitted = recipe.filters == recipe.explained
    fitted = sliders if is_as_fitted else apply_filters(recipe.explained, pixels)
    # In this order, untouched sliders and a remainder of 1 give the taste's own render to the bit.
    return cast(NDArray[np.float32], sliders - np.float32(recipe.remainder) * fitted)


def bake_recipe(recipe: Recipe, look: Look | None, num_nodes: int = NUM_NODES) -> BakedLut:
    """Fold all pointwise steps of the recipe into one table; a look needs `recipe.taste`.

    The values are not clipped: a clipped node would distort the whole cells around it.
    """
    table = _apply_steps(recipe, look, shaped_axis(num_nodes))
    return BakedLut(np.ascontiguousarray(table, dtype=np.float32))


def look_table(recipe: Recipe, look: Look | None, num_nodes: int) -> Table:
    """The recipe as a table over evenly spaced axes, for .cube files."""
    table = _apply_steps(recipe, look, np.linspace(0.0, 1.0, num_nodes, dtype=np.float32))
    return np.clip(table, 0.0, 1.0).astype(np.float32)
