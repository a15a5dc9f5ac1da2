"""The compiled library that applies tables to pixels: OpenColorIO (docs/adr/0002)."""

from typing import Any, cast

import numpy as np
import PyOpenColorIO as ocio
from numpy.typing import NDArray

from pieditor.core.photo import Pixels
from pieditor.core.render.lut import BakedLut, shape

# Short enough to cancel within a frame or two, long enough to hide the call's cost.
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
    """A table ready to be applied to pixels of `dtype`, giving pixels of `out_dtype` or the same.

    Float values outside [0, 1] are taken for the nearest within; what comes out is not clipped.
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
    """White in whole numbers of this kind."""
    return int(np.iinfo(dtype).max)


def to_float(tile: Pixels) -> NDArray[np.float32]:
    """Values from 0 to 1; pixels that are float already are themselves."""
    if tile.dtype == np.float32:
        return cast(NDArray[np.float32], tile)
    return tile.astype(np.float32) * np.float32(1 / _top(tile.dtype))


def from_float(tile: NDArray[np.float32], dtype: np.dtype[Any]) -> Pixels:
    """The inverse of `to_float`, clipped."""
    if dtype == np.float32:
        return np.clip(tile, 0, 1)
    return cast(Pixels, (np.clip(tile, 0, 1) * _top(dtype) + 0.5).astype(dtype))


def screen_description(piece: NDArray[np.uint8]) -> "ocio.PackedImageDesc":
    """Memory of four bytes a pixel in the order of screens, for the library."""
    height, width, channels = piece.shape
    return ocio.PackedImageDesc(
        data=piece, width=width, height=height, chanOrder=ocio.CHANNEL_ORDERING_BGRA,
        bitDepth=ocio.BIT_DEPTH_UINT8, chanStrideBytes=1, xStrideBytes=channels,
        yStrideBytes=channels * width,
    )  # fmt: skip


def description(piece: Pixels) -> "ocio.PackedImageDesc":
    """Memory of (h, w, 3) pixels, for the library; rows are contiguous."""
    height, width, channels = piece.shape
    return ocio.PackedImageDesc(
        piece, width, height, channels, _DEPTHS[piece.dtype],
        piece.itemsize, piece.itemsize * channels, piece.itemsize * channels * width,
    )  # fmt: skip
