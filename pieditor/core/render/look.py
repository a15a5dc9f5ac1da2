"""A network's result for one photo: how its colours change, and where."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601
from pieditor.core.render.field import Field
from pieditor.core.render.lut import Table, apply_table_to_grid, grid
from pieditor.core.render.masks import WeightMap, mean_weight


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """A colour table, everywhere or in a part of the photo.

    residual       (n, n, n, 3) float32, added to the identity table
    weights        (gh, gw, 2), see `pieditor.core.render.masks`; None for everywhere
    is_monochrome  the table gives only greys at every strength from 1 on
    """

    residual: Table
    weights: WeightMap | None = None
    is_monochrome: bool = False

    def table(self, strength: float, axis: NDArray[np.float32]) -> Table:
        """The colours of `grid(axis)` after the layer at full weight; unclipped."""
        pixels = grid(axis)
        changed = pixels + np.float32(strength) * apply_table_to_grid(self.residual, axis)
        if self.is_monochrome and strength > 1:
            # Extrapolating beyond grey would give the opposite colour.
            return changed @ np.tile(np.array(LUMA_601, np.float32)[:, None], 3)
        return changed


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Look:
    """A model's result for one photo: x becomes x + the sum of weight × (layer(x) − x).

    layers  at least one; weights of several need not sum to 1
    field   optional (gh, gw, 3, 4) colour-affine changes, applied before the layers
    """

    layers: tuple[Layer, ...]
    field: Field | None = None

    @classmethod
    def of(
        cls, residual: Table, field: Field | None = None, *, is_monochrome: bool = False
    ) -> Self:
        """A look of one layer that acts everywhere."""
        return cls(layers=(Layer(residual=residual, is_monochrome=is_monochrome),), field=field)

    @property
    def is_one_table(self) -> bool:
        """Whether all layers act the same on the whole photo."""
        return all(layer.weights is None for layer in self.layers)

    def table(self, strength: float, axis: NDArray[np.float32]) -> Table:
        """All layers folded into one table at `grid(axis)`, each with its mean weight."""
        if len(self.layers) == 1 and self.is_one_table:
            return self.layers[0].table(strength, axis)
        pixels = grid(axis)
        total = pixels.copy()
        for layer in self.layers:
            share = 1.0 if layer.weights is None else mean_weight(layer.weights)
            total += np.float32(share) * (layer.table(strength, axis) - pixels)
        return total
