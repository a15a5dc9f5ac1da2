"""A decoded photo: pixels, and what must survive a re-encode."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    r"""Metadata blocks as raw bytes, kept as they are found; None where the file has none.

    exif  a TIFF structure without the "Exif\0\0" prefix
    xmp   an XMP packet (UTF-8 XML)
    iptc  an IPTC-IIM stream (the content of the Photoshop resource 0x0404)
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One photo in memory.

    pixels       (H, W, 3) uint8, uint16 or float32 in [0, 1]; sRGB-encoded, orientation applied.
    alpha        (H, W) of the same dtype, or None.
    metadata     as found in the file; its orientation tag still says what the file said.
    format       "jpeg", "png", "tiff", "webp", "heic", "avif" or "raw".
    subsampling  JPEG chroma subsampling of the source: "444", "422", "420", or None.
    """

    pixels: Pixels
    format: str
    alpha: Pixels | None = None
    metadata: Metadata = field(default_factory=Metadata)
    subsampling: str | None = None

    @property
    def width(self) -> int:
        """Width in pixels after orientation."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels after orientation."""
        return int(self.pixels.shape[0])
