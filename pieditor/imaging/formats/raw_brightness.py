"""The brightness of developed raw files: as the camera showed it, equal for equal exposures.

LibRaw's automatic brightness stretches each photo until a fixed share of its pixels clips, so all
frames of a bracket, a time-lapse or a low-key series come out equally bright. Here the brightness
follows the camera's own rendering instead: a gain in linear light gives our picture the same mean
as the file's preview, taken over encoded values, which are close to perception. A median of linear
light would depend on the contrast of the camera's curve in dark scenes. Without a preview DNG's
BaselineExposure is used, and without that a fixed gain.
"""

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np
import rawpy
from numpy.typing import NDArray

from pieditor.imaging import exif as exif_block
from pieditor.imaging.formats import jpeg
from pieditor.imaging.raster import Damaged, Limit

_BASELINE_EXPOSURE = 0xC62A
# Half a stop, the median gain that the previews of the test files require.
_USUAL_GAIN = 2**0.5
# A camera's rendering needs a gain within these; beyond, the preview shows something else.
_LEAST_GAIN, _MOST_GAIN = 0.5, 6.0
_PREVIEW_PX = 256
_PREVIEW_LIMIT = Limit(100)
# BT.709's constants with enough digits for a curve without a step.
_OFFSET, _KNEE = 0.09929682680944, 0.018053968510807
# A smaller mean is noise: the frame is nearly black, and a ratio would be meaningless.
_BLACK = 0.01
_SAMPLED_PX = 512
_HALVINGS = 12  # of 3.6 stops: a thousandth of a stop


def gain_of(data: bytes, raw: rawpy.RawPy, render_small: Callable[[], NDArray[np.uint16]]) -> float:
    """The factor in linear light for a file developed without automatic brightness.

    render_small  develops a small version without automatic brightness
    """
    wanted = _preview_mean(raw)
    if wanted is not None and wanted > _BLACK:
        small = _green(render_small())
        step = max(1, max(small.shape) // _SAMPLED_PX)
        linear = to_linear(small[::step, ::step].astype(np.float32) / 65535)
        if linear.max() > 0:
            return _gain_for(linear, wanted)
    baseline = _baseline_exposure(data)
    return _USUAL_GAIN if baseline is None else float(np.clip(2**baseline, 0.25, _MOST_GAIN))


def _preview_mean(raw: rawpy.RawPy) -> float | None:
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    if preview.format == rawpy.ThumbFormat.JPEG:
        with contextlib.suppress(Damaged):
            samples = jpeg.read_reduced(bytes(preview.data), _PREVIEW_LIMIT, _PREVIEW_PX).samples
            return float(_green(samples).mean() / 255)
        return None
    if preview.format == rawpy.ThumbFormat.BITMAP:
        return float(_green(np.asarray(preview.data)).mean() / 255)
    return None


def _green(samples: NDArray[Any]) -> NDArray[Any]:
    """The green channel, which carries most of the luminance; a grey picture unchanged."""
    return samples[..., 1] if samples.ndim == 3 else samples


def _gain_for(linear: NDArray[Any], wanted: float) -> float:
    """Find the gain that brings the mean of the encoded values to `wanted`, by bisection."""
    low, high = np.log2(_LEAST_GAIN), np.log2(_MOST_GAIN)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if np.clip(_to_encoded(linear * 2**middle), 0, 1).mean() < wanted:
            low = middle
        else:
            high = middle
    return float(2 ** ((low + high) / 2))


def _baseline_exposure(data: bytes) -> float | None:
    """DNG's tag of the same name, in stops. Source: DNG 1.7, BaselineExposure (SRATIONAL)."""
    try:
        order, at = exif_block.read_header(data)
    except exif_block.NotExifError:
        return None
    entry = exif_block.read_ifd(data, at, order)[0].get(_BASELINE_EXPOSURE)
    if entry is None or entry.type != 10 or entry.count != 1:
        return None
    numerator, denominator = np.frombuffer(entry.data, f"{order}i4")
    return float(np.clip(numerator / denominator, -2, 3)) if denominator else None


def to_linear(encoded: NDArray[Any]) -> NDArray[Any]:
    """LibRaw's own output curve (ITU-R BT.709: power 0.45, slope 4.5) back to linear light."""
    power = ((np.maximum(encoded, 0) + _OFFSET) / (1 + _OFFSET)) ** (1 / 0.45)
    return np.where(encoded < 4.5 * _KNEE, encoded / 4.5, power)


def _to_encoded(linear: NDArray[Any]) -> NDArray[Any]:
    power = (1 + _OFFSET) * np.maximum(linear, 1e-9) ** 0.45 - _OFFSET
    return np.where(linear < _KNEE, linear * 4.5, power)


def brightened(samples: NDArray[np.uint16], gain: float) -> NDArray[np.uint16]:
    """Multiply linear light by the gain; values above white clip as in LibRaw."""
    levels = to_linear(np.arange(65536, dtype=np.float64) / 65535)
    table = np.clip(_to_encoded(levels * gain), 0, 1) * 65535 + 0.5
    return table.astype(np.uint16)[samples]
