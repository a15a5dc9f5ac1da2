"""What a format's decoder hands over: samples as stored, and what they mean."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Metadata

# uint8 or uint16; NumPy's types cannot say "the same of the two as the argument".
Samples = NDArray[Any]


class Damaged(Exception):  # noqa: N818 - a finding about the file, turned into PhotoUnreadable
    """The bytes are not a whole picture; `str()` is the reason, to follow "Cannot read X:"."""


class TooManyPixels(Exception):  # noqa: N818 - turned into PhotoTooLarge
    """The header claims more pixels than the limit; raised before anything is decoded."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width} x {height}")
        self.width = width
        self.height = height


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """Decoded samples in the file's own colour space and orientation.

    samples      (H, W) grey or (H, W, C), uint8 or uint16 over its whole range.
    model        "grey", "rgb", "cmyk" (255 = full ink) or "lab" (ICC encoding, D50).
    alpha        (H, W) of the same dtype, or None.
    icc          embedded profile, or None.
    cicp         (primaries, transfer) of ITU-T H.273 where a video container says so, or None.
    orientation  EXIF orientation still to be applied, 1 to 8.
    """

    samples: Samples
    model: str = "rgb"
    alpha: Samples | None = None
    icc: bytes | None = None
    cicp: tuple[int, int] | None = None
    orientation: int = 1
    metadata: Metadata = field(default_factory=Metadata)
    subsampling: str | None = None


def check_size(width: int, height: int, limit_px: float) -> None:
    """Refuse a picture before it is decoded.

    Raises TooManyPixels over the limit, Damaged for a picture without pixels.
    """
    if width <= 0 or height <= 0:
        raise Damaged("its header says that it has no pixels")
    if width * height > limit_px:
        raise TooManyPixels(width, height)


def split_alpha(samples: Samples) -> tuple[Samples, Samples | None]:
    """Part (H, W), (H, W, 1..4) into colour and alpha; grey colour comes back as (H, W)."""
    if samples.ndim == 2:
        return samples, None
    channels = samples.shape[2]
    alpha = np.ascontiguousarray(samples[..., -1]) if channels in (2, 4) else None
    colour = samples[..., : channels - (alpha is not None)]
    return np.ascontiguousarray(colour[..., 0] if colour.shape[2] == 1 else colour), alpha


def has_transparency(alpha: Samples | None) -> bool:
    """Whether any pixel lets something through."""
    return alpha is not None and bool((alpha != np.iinfo(alpha.dtype).max).any())


def ends_early(present: int, expected: int) -> Damaged:
    """The reason for a file cut short whose full length is known, both in bytes."""
    have, need = in_words(present), in_words(expected)
    if have == need:
        return Damaged(f"the last {expected - present} bytes of the file are missing")
    if have.split()[1:] == need.split()[1:]:
        have = have.split()[0]  # "3.1 of 24.6 MB"
    return Damaged(f"the file ends after {have} of {need}")


def in_words(num_bytes: int) -> str:
    """A file length for people: "24.6 MB", "37.2 kB", "13 bytes"."""
    if num_bytes >= 1e6:
        return f"{num_bytes / 1e6:.1f} MB"
    return f"{num_bytes / 1e3:.1f} kB" if num_bytes >= 1e3 else f"{num_bytes} bytes"
