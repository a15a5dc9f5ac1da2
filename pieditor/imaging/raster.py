"""What a format's decoder hands over: samples as stored, and what they mean."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence

# uint8 or uint16; NumPy's types cannot say "the same of the two as the argument".
Samples = NDArray[Any]

_TILE_ROWS = 256


_allocate: Callable[[tuple[int, ...], Any], Samples] = np.empty


def new_samples(shape: tuple[int, ...], dtype: Any) -> Samples:
    """Memory for the samples of a whole picture, as `numpy.empty` gives it."""
    return _allocate(shape, dtype)


def allocate_by(allocate: Callable[[tuple[int, ...], Any], Samples]) -> None:
    """From now on, take the memory for whole pictures from somewhere else."""
    global _allocate
    _allocate = allocate


class Damaged(Exception):
    """The bytes are not a whole picture; `str()` is the reason, to follow "Cannot read X:".

    reason        the reason as it was given, which may be a Sentence
    is_cut_short  the end of the file is missing: perhaps it is still being copied
    """

    def __init__(self, reason: str, *, is_cut_short: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_cut_short = is_cut_short


class Unsupported(Damaged):
    """The file is sound, and of a kind that pieditor does not read."""


class DecoderMissing(Damaged):
    """The file may be sound; what decodes its format is part of an extra, which is not installed.

    extra  the name of the extra, as in pyproject.toml
    """

    def __init__(self, reason: str, *, extra: str) -> None:
        super().__init__(reason)
        self.extra = extra


class NotAPhoto(Damaged):
    """The file is no picture at all."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How large a picture may be, against files of a few bytes that claim gigabytes.

    Bytes count as well as pixels: four for each, which is enough for colours of 8 bits with
    transparency, so 16 bits may have fewer pixels.
    """

    megapixels: float

    @property
    def num_pixels(self) -> float:
        """The most pixels."""
        return self.megapixels * 1e6

    @property
    def num_bytes(self) -> float:
        """The most bytes of decoded samples."""
        return self.megapixels * 4e6


class TooManyPixels(Exception):
    """The header claims more than the limit; raised before anything is decoded.

    pixel_bytes  for each pixel, decoded
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
    cicp         (primaries, transfer) of ITU-T H.273 where a video container says so, or None.
    orientation  EXIF orientation still to be applied, 1 to 8.
    turned       EXIF orientation that the decoder has applied already: the metadata's coordinates
                 are those before it.
    losses       parts of the file that are not in here, in words.
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

    pixel_bytes  that the decoder will hand over for each pixel: channels times bytes of a sample
    Raises TooManyPixels over the limit, Damaged for a picture without pixels.
    """
    if width <= 0 or height <= 0:
        raise Damaged(sentence("its header says that it has no pixels"))
    num_pixels = width * height
    if num_pixels > limit.num_pixels or num_pixels * pixel_bytes > limit.num_bytes:
        raise TooManyPixels(width, height, pixel_bytes)


def check_decoded(samples: Samples, width: int, height: int) -> None:
    """Refuse a picture that came out in another size than `check_size` was asked about."""
    if samples.shape[:2] != (height, width):
        raise Damaged(
            sentence(
                "its header says {claimed} pixels, and it has {found}",
                claimed=f"{width} × {height}",
                found=" × ".join(str(side) for side in samples.shape[1::-1]),
            )
        )


def check_packing(num_bytes: int, packed_bytes: int, most_times: float) -> None:
    """Refuse a picture that its packed data cannot fill, before memory is taken for it.

    most_times  bytes that one packed byte can stand for at most, by the packing
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
    """The reason where a decoder gives up."""
    return Damaged(sentence("its picture data is damaged ({reason})", reason=error))


def split_alpha(samples: Samples) -> tuple[Samples, Samples | None]:
    """Part (H, W), (H, W, 1..4) into colour and alpha; grey colour comes back as (H, W)."""
    if samples.ndim == 2:
        return samples, None
    channels = samples.shape[2]
    alpha = np.ascontiguousarray(samples[..., -1]) if channels in (2, 4) else None
    colour = samples[..., : channels - (alpha is not None)]
    return np.ascontiguousarray(colour[..., 0] if colour.shape[2] == 1 else colour), alpha


def straight(colour: Samples, alpha: Samples) -> Samples:
    """Undo premultiplication: colours as they are where the picture is opaque, in row tiles.

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
    """Whether any pixel lets something through."""
    return alpha is not None and bool((alpha != np.iinfo(alpha.dtype).max).any())


def ends_early(present: int, expected: int) -> Damaged:
    """The reason for a file cut short whose full length is known, both in bytes."""
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
