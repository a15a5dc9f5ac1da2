"""How bright a raw file is developed: as the camera showed it, the same for equal exposures.

LibRaw's automatic stretches each photo until a fixed share of its pixels clips, so the frames of a
bracket, a time-lapse or a low-key series all come out equally bright. Here the brightness follows
the camera's own rendering instead: the gain, in linear light, brings our median to that of the
preview in the file. Without a preview, DNG's BaselineExposure decides, and else one gain for all.
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
# Half a stop: the median of the gains that the previews of the test files ask for is 0.5 EV.
_USUAL_GAIN = 2**0.5
# A camera's rendering lies within these; beyond, the preview shows something else.
_LEAST_GAIN, _MOST_GAIN = 0.5, 6.0
_PREVIEW_PX = 256
_PREVIEW_LIMIT = Limit(100)
# A median below this is noise: the frame is as good as black, and a ratio would mean nothing.
_BLACK = 0.0005


class Brightness:
    """Whether LibRaw's automatic decides instead, for the whole program.

    Every reading of a raw file has to agree: thumbnails, what the networks see, and the export.
    """

    is_automatic = False


def gain_of(data: bytes, raw: rawpy.RawPy, render_small: Callable[[], NDArray[np.uint16]]) -> float:
    """The factor in linear light for a file developed without automatic brightness.

    render_small  develops the photo small, without automatic brightness
    """
    wanted = _preview_median(raw)
    if wanted is not None and wanted > _BLACK:
        ours = _median(to_linear(render_small().astype(np.float32) / 65535))
        if ours > _BLACK:
            return float(np.clip(wanted / ours, _LEAST_GAIN, _MOST_GAIN))
    baseline = _baseline_exposure(data)
    return _USUAL_GAIN if baseline is None else float(np.clip(2**baseline, 0.25, _MOST_GAIN))


def _preview_median(raw: rawpy.RawPy) -> float | None:
    try:
        preview = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    if preview.format == rawpy.ThumbFormat.JPEG:
        with contextlib.suppress(Damaged):
            samples = jpeg.read_reduced(bytes(preview.data), _PREVIEW_LIMIT, _PREVIEW_PX).samples
            return _median(_srgb_to_linear(samples.astype(np.float32) / 255))
        return None
    if preview.format == rawpy.ThumbFormat.BITMAP:
        return _median(_srgb_to_linear(np.asarray(preview.data, np.float32) / 255))
    return None


def _median(linear: NDArray[Any]) -> float:
    """The median of the green channel, which carries most of the luminance."""
    return float(np.median(linear[..., 1] if linear.ndim == 3 else linear))


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
    return np.where(encoded < 0.081, encoded / 4.5, ((encoded + 0.099) / 1.099) ** (1 / 0.45))


def _to_encoded(linear: NDArray[Any]) -> NDArray[Any]:
    return np.where(linear < 0.018, linear * 4.5, 1.099 * np.maximum(linear, 1e-9) ** 0.45 - 0.099)


def _srgb_to_linear(encoded: NDArray[Any]) -> NDArray[Any]:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def brightened(samples: NDArray[np.uint16], gain: float) -> NDArray[np.uint16]:
    """Multiply the light of developed samples; what exceeds white clips as in LibRaw."""
    levels = to_linear(np.arange(65536, dtype=np.float64) / 65535)
    table = np.clip(_to_encoded(levels * gain), 0, 1) * 65535 + 0.5
    return table.astype(np.uint16)[samples]
