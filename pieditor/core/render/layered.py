"""Render looks of several layers whose weights vary across the photo.

Each layer has its own table with float results, which are blended. The steps after the look
(filters, or the sliders of an explained taste) are one more table.
"""

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.recipe import Recipe
from pieditor.core.render.field import Place
from pieditor.core.render.look import Look
from pieditor.core.render.lut import BakedLut, grid, shaped_axis
from pieditor.core.render.masks import weights_at
from pieditor.core.render.processor import description, make_processor
from pieditor.core.render.steps import apply_filters, sliders_beyond

Floats = NDArray[np.float32]

_FLOAT = np.dtype(np.float32)
# A blend may leave [0, 1] and be brought back by the filters, so their table covers this range.
_BELOW, _ABOVE = -0.5, 1.5


class LayeredLook:
    """A recipe and a look of weighted layers, prepared for pieces of its photo; thread-safe."""

    def __init__(self, recipe: Recipe, look: Look, num_nodes: int) -> None:
        assert recipe.taste is not None
        axis = shaped_axis(num_nodes)
        self._remainder = np.float32(recipe.remainder)
        strength = recipe.taste.strength if recipe.is_explained else recipe.look_strength
        self._layers = [
            (_processor(layer.table(strength, axis)), layer.weights) for layer in look.layers
        ]
        self._beside: Any = None
        self._after: Any = None
        if recipe.is_explained:
            self._beside = _processor(sliders_beyond(recipe, grid(axis)))
        elif any(not setting.changes_nothing for setting in recipe.filters):
            reach = np.float32(_BELOW) + np.float32(_ABOVE - _BELOW) * axis
            self._after = _processor(apply_filters(recipe.filters, grid(reach)))

    def apply(self, pixels: Floats, guide: Floats, place: Place) -> Floats:
        """Pixels (h, w, 3) in [0, 1] after the recipe, not clipped.

        guide  the same piece of the untouched photo, whose edges the weights follow
        """
        blended = pixels.copy()
        for processor, weights in self._layers:
            change = _applied(processor, pixels) - pixels
            blended += change if weights is None else change * weights_at(weights, guide, place)
        if self._beside is not None:
            return _applied(self._beside, pixels) + self._remainder * blended
        if self._after is not None:
            within = (blended - np.float32(_BELOW)) * np.float32(1 / (_ABOVE - _BELOW))
            return _applied(self._after, within)
        return blended


def _processor(table: Floats) -> Any:
    return make_processor(BakedLut(np.ascontiguousarray(table, np.float32)), _FLOAT)


def _applied(processor: Any, pixels: Floats) -> Floats:
    out = np.empty(pixels.shape, np.float32)
    processor.apply(description(np.ascontiguousarray(pixels)), description(out))
    return cast(Floats, out)
