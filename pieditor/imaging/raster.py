"""The raster that a format's decoder returns: samples as stored, and their interpretation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence

# uint8 or uint16; NumPy's types cannot express "the same dtype as the argument".
Samples = NDArray[Any]

_TILE_ROWS = 256


_allocate: Callable[[tuple[int, ...], Any], Samples] = np.empty


def new_samples(shape: tuple[int, ...], dtype: Any) -> Samples:
    """Allocate memory for the samples of a whole picture, like `numpy.empty`."""
    return _allocate(shape, dtype)


def allocate_by(allocate: Callable[[tuple[int, ...], Any], Samples]) -> None:
    """Set another allocator for whole pictures."""
    global _allocate
    _allocate = allocate


class Damaged(Exception):
    """The bytes are not a complete picture; `str()` is the reason, to follow "Cannot read X:".

    reason        the reason as given, which may be a Sentence
    is_cut_short  the end of the file is missing: perhaps it is still being copied
    """

    def __init__(self, reason: str, *, is_cut_short: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_cut_short = is_cut_short


class Unsupported(Damaged):
    """The file is intact, but of a kind that pieditor does not read."""


class DecoderMissing(Damaged):
    """The file may be intact, but the extra that decodes its format is not installed.

    extra  the name of the extra, as in pyproject.toml
    """

    def __init__(self, reason: str, *, extra: str) -> None:
        super().__init__(reason)
        self.extra = extra


class NotAPhoto(Damaged):
    """The file is not a picture."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The maximum size of a picture, against small files that decompress to gigabytes.

    Bytes are limited as well, to four per pixel, which is enough for 8-bit colour with alpha;
    16-bit pictures may have fewer pixels.
    """

    megapixels: float

    @property
    def num_pixels(self) -> float:
        """The maximum number of pixels."""
        return self.megapixels * 1e6

    @property
    def num_bytes(self) -> float:
        """The maximum number of bytes of decoded samples."""
        return self.megapixels * 4e6


class TooManyPixels(Exception):
    """The header states more than the limit; raised before decoding.

    pixel_bytes  decoded bytes per pixel
    """

    def __init__(self, width: int, height: int, pixel_bytes: int = 3) -> None:
        super().__init__(f"{width} x {height}")
        self.width = width
        self.height = height
        self.pixel_bytes = pixel_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """Decoded samples in the file's own colour space and orientation.

    samples      (H, W) grey or (H, W, C), uint8 or uint16 over its whole range.
    model        "grey", "rgb", "cmyk" (255 = full ink) or "lab" (ICC encoding, D50).
    alpha        (H, W) of the same dtype, or None.
    icc          embedded profile, or None.
    cicp         (primaries, transfer) of ITU-T H.273 if the container states them, or None.
    orientation  EXIF orientation still to be applied, 1 to 8.
    turned       EXIF orientation that the decoder has already applied: the metadata's coordinates
                 are those before it.
    losses       parts of the file that were not read, in words.
    """

    samples: Samples
    model: str = "rgb"
    alpha: Samples | None = None
    icc: bytes | None = None
    cicp: tuple[int, int] | None = None
    orientation: int = 1
    turned: int = 1
    metadata: Metadata = field(default_factory=Metadata)
    subsampling: str | None = None
    losses: tuple[str, ...] = ()


def check_size(width: int, height: int, limit: Limit, *, pixel_bytes: int) -> None:
    """Refuse a picture before it is decoded.

    pixel_bytes  bytes per decoded pixel: channels times bytes per sample
    Raises TooManyPixels over the limit, Damaged for a picture without pixels.
    """
    if width <= 0 or height <= 0:
        raise Damaged(sentence("its header says that it has no pixels"))
    num_pixels = width * height
    if num_pixels > limit.num_pixels or num_pixels * pixel_bytes > limit.num_bytes:
        raise TooManyPixels(width, height, pixel_bytes)


def check_decoded(samples: Samples, width: int, height: int) -> None:
    """Refuse a decoded picture whose size differs from the one passed to `check_size`."""
    if samples.shape[:2] != (height, width):
        raise Damaged(
            sentence(
                "its header says {claimed} pixels, and it has {found}",
                claimed=f"{width} × {height}",
                found=" × ".join(str(side) for side in samples.shape[1::-1]),
            )
        )


def check_packing(num_bytes: int, packed_bytes: int, most_times: float) -> None:
    """Refuse a picture that its compressed data cannot fill, before allocating memory.

    most_times  the highest possible compression ratio
    """
    if num_bytes > most_times * max(packed_bytes, 1) + 65_536:
        raise Damaged(
            sentence(
                "its header promises {size} of pixels, and its {packed} cannot hold them",
                size=in_words(num_bytes), packed=in_words(packed_bytes),
            ),
            is_cut_short=True,
        )  # fmt: skip


def damaged_data(error: Exception) -> Damaged:
    """The error when a decoder fails."""
    return Damaged(sentence("its picture data is damaged ({reason})", reason=error))


def split_alpha(samples: Samples) -> tuple[Samples, Samples | None]:
    """Split (H, W), (H, W, 1..4) into colour and alpha; grey colour is returned as (H, W)."""
    if samples.ndim == 2:
        return samples, None
    channels = samples.shape[2]
    alpha = np.ascontiguousarray(samples[..., -1]) if channels in (2, 4) else None
    colour = samples[..., : channels - (alpha is not None)]
    return np.ascontiguousarray(colour[..., 0] if colour.shape[2] == 1 else colour), alpha


def straight(colour: Samples, alpha: Samples) -> Samples:
    """Undo premultiplication by alpha, in row tiles.

    colour  (H, W) or (H, W, C), multiplied by alpha; alpha (H, W) of the same dtype
    """
    top = np.iinfo(colour.dtype).max
    result = np.empty_like(colour)
    for start in range(0, colour.shape[0], _TILE_ROWS):
        rows = slice(start, start + _TILE_ROWS)
        cover = alpha[rows].astype(np.float32)
        if colour.ndim == 3:
            cover = cover[..., None]
        value = colour[rows].astype(np.float32) * np.float32(top) / np.maximum(cover, 1)
        result[rows] = np.minimum(value + np.float32(0.5), top)
    return result


def has_transparency(alpha: Samples | None) -> bool:
    """Whether any pixel is not opaque."""
    return alpha is not None and bool((alpha != np.iinfo(alpha.dtype).max).any())


def ends_early(present: int, expected: int) -> Damaged:
    """The error for a truncated file whose full length is known, both in bytes."""
    have, need = in_words(present), in_words(expected)
    if have == need:
        missing = sentence(
            "the last {count} bytes of the file are missing", count=expected - present
        )
        return Damaged(missing, is_cut_short=True)
    if have.split()[1:] == need.split()[1:]:
        have = have.split()[0]  # "3.1 of 24.6 MB"
    reason = sentence("the file ends after {have} of {need}", have=have, need=need)
    return Damaged(reason, is_cut_short=True)


def in_words(num_bytes: int) -> str:
    """A file length for people: "24.6 MB", "37.2 kB", "13 bytes"."""
    if num_bytes >= 1e6:
        return f"{num_bytes / 1e6:.1f} MB"
    return f"{num_bytes / 1e3:.1f} kB" if num_bytes >= 1e3 else f"{num_bytes} bytes"
