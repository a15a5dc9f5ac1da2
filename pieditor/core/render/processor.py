"""The compiled library that applies tables to pixels: OpenColorIO (docs/adr/0002)."""

from typing import Any, cast

import numpy as np
import PyOpenColorIO as ocio
from numpy.typing import NDArray

from pieditor.core.photo import Pixels
from pieditor.core.render.lut import BakedLut, shape

# Small enough to cancel within a frame or two, large enough to hide the cost of a call.
ROWS_PER_TILE = 512
_SHAPER_NODES = 4097
_DEPTHS = {
    np.dtype(np.uint8): ocio.BIT_DEPTH_UINT8,
    np.dtype(np.uint16): ocio.BIT_DEPTH_UINT16,
    np.dtype(np.float32): ocio.BIT_DEPTH_F32,
}


def make_processor(
    baked: BakedLut, dtype: np.dtype[Any], out_dtype: np.dtype[Any] | None = None
) -> "ocio.CPUProcessor":
    """A compiled table for pixels of `dtype`; results are of `out_dtype`, or `dtype` if None.

    Float input is clamped to [0, 1]; float output is not clipped.
    """
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
    depths = [_DEPTHS[np.dtype(kind)] for kind in (dtype, out_dtype or dtype)]
    processor = ocio.Config.CreateRaw().getProcessor(group)
    return processor.getOptimizedCPUProcessor(*depths, ocio.OPTIMIZATION_DEFAULT)


def _top(dtype: np.dtype[Any]) -> int:
    """The value of white in this integer type."""
    return int(np.iinfo(dtype).max)


def to_float(tile: Pixels) -> NDArray[np.float32]:
    """Values from 0 to 1; float pixels are returned unchanged."""
    if tile.dtype == np.float32:
        return cast(NDArray[np.float32], tile)
    return tile.astype(np.float32) * np.float32(1 / _top(tile.dtype))


def from_float(tile: NDArray[np.float32], dtype: np.dtype[Any]) -> Pixels:
    """The inverse of `to_float`, clipped."""
    if dtype == np.float32:
        return np.clip(tile, 0, 1)
    return cast(Pixels, (np.clip(tile, 0, 1) * _top(dtype) + 0.5).astype(dtype))


def screen_description(piece: NDArray[np.uint8]) -> "ocio.PackedImageDesc":
    """Describe (h, w, 4) memory in screen order (BGRA) to the library."""
    height, width, channels = piece.shape
    return ocio.PackedImageDesc(
        data=piece, width=width, height=height, chanOrder=ocio.CHANNEL_ORDERING_BGRA,
        bitDepth=ocio.BIT_DEPTH_UINT8, chanStrideBytes=1, xStrideBytes=channels,
        yStrideBytes=channels * width,
    )  # fmt: skip


def description(piece: Pixels) -> "ocio.PackedImageDesc":
    """Describe (h, w, 3) memory with contiguous rows to the library."""
    height, width, channels = piece.shape
    return ocio.PackedImageDesc(
        piece, width, height, channels, _DEPTHS[piece.dtype],
        piece.itemsize, piece.itemsize * channels, piece.itemsize * channels * width,
    )  # fmt: skip
