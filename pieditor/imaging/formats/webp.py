"""WebP: libwebp through Pillow, which also carries EXIF, XMP and the profile.

WebP cannot store IPTC; most of it is in XMP as well.
"""

import io
import struct

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import metadata as meta
from pieditor.imaging.raster import (
    Damaged,
    Limit,
    Raster,
    check_size,
    damaged_data,
    ends_early,
    has_transparency,
    split_alpha,
)

_MAX_SIDE = 16_383  # WebP's own limit: 14 bits


def _open(data: bytes) -> Image.Image:
    expected = struct.unpack_from("<I", data, 4)[0] + 8
    if len(data) < expected:
        raise ends_early(len(data), expected)
    try:
        return Image.open(io.BytesIO(data), formats=["WEBP"])
    except (OSError, SyntaxError, ValueError) as error:
        raise Damaged(sentence("its header is damaged")) from error


def _exif(image: Image.Image) -> bytes | None:
    exif = image.info.get("exif")
    return exif.removeprefix(b"Exif\0\0") if exif else None


def _metadata(image: Image.Image) -> Metadata:
    return Metadata(exif=_exif(image), xmp=image.info.get("xmp"))


def size(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    with _open(data) as image:
        return *image.size, meta.orientation_of(_metadata(image))


def exif(data: bytes) -> bytes | None:
    """Read the EXIF block without decoding the picture."""
    with _open(data) as image:
        return _exif(image)


def read(data: bytes, limit: Limit) -> Raster:
    """Decode the picture, or the first frame of an animation."""
    with _open(data) as image:
        check_size(*image.size, limit, pixel_bytes=4)
        num_frames = getattr(image, "n_frames", 1)
        metadata = _metadata(image)
        try:
            samples, alpha = split_alpha(np.asarray(image))
        except (OSError, SyntaxError, ValueError) as error:
            raise damaged_data(error) from error
        losses: tuple[str, ...] = ()
        if num_frames > 1:
            losses = (sentence("frames 2 to {last} of the animation", last=num_frames),)
        return Raster(
            samples=samples,
            alpha=alpha if has_transparency(alpha) else None,
            icc=image.info.get("icc_profile"),
            orientation=meta.orientation_of(metadata),
            metadata=metadata,
            losses=losses,
        )


def encode(
    samples: NDArray[np.uint8], *, quality: int, icc: bytes | None, metadata: Metadata
) -> bytes:
    """Encode (H, W, 3) or (H, W, 4) uint8 pixels; quality 100 is lossless, as in other programs."""
    if max(samples.shape[:2]) > _MAX_SIDE:
        raise ValueError("WebP holds at most 16,383 pixels a side")
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(samples)).save(
        stream,
        "WEBP",
        quality=quality,
        lossless=quality >= 100,
        method=4,
        icc_profile=icc or b"",
        exif=metadata.exif or b"",
        xmp=metadata.xmp or b"",
    )
    return stream.getvalue()
