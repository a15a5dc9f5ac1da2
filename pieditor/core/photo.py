"""A decoded photo: pixels, and what must survive a re-encode."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8] | NDArray[np.uint16] | NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    r"""The metadata blocks of a file, as found; None or empty where the file has none.

    exif       a TIFF structure without the "Exif\0\0" prefix
    xmp        a whole XMP packet, with extended XMP merged in
    iptc       an IPTC-IIM stream (the content of the Photoshop resource 0x0404)
    resources  other Photoshop resources about the picture: copyright flag, web address
    density    pixels per inch, across and down
    comments   JPEG comments, as bytes of an unknown encoding
    texts      keyword and text of PNG's text chunks
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    resources: bytes = b""
    density: tuple[float, float] | None = None
    comments: tuple[bytes, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One photo in memory.

    pixels       (H, W, 3) uint8, uint16 or float32 in [0, 1]; sRGB-encoded, orientation applied.
    alpha        (H, W) of the same dtype, or None.
    metadata     as found in the file; its coordinates and sizes are those before orientation.
    orientation  EXIF orientation, 1 to 8, that maps the metadata's coordinates to the pixels.
    format       "jpeg", "png", "tiff", "webp", "heic", "avif" or "raw".
    subsampling  JPEG chroma subsampling of the source: "444", "422", "420", or None.
    losses       parts of the file that were not read, in words, such as "pages 2 to 5".
    """

    pixels: Pixels
    format: str
    alpha: Pixels | None = None
    metadata: Metadata = field(default_factory=Metadata)
    orientation: int = 1
    subsampling: str | None = None
    losses: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Width in pixels after orientation."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels after orientation."""
        return int(self.pixels.shape[0])
