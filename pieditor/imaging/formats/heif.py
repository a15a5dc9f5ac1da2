"""HEIC through pillow-heif (libheif), AVIF through imagecodecs and Pillow (libavif).

HEIC: libheif turns the picture upright itself (irot, imir); the EXIF orientation repeats the same
and must not be applied again. AVIF: the decoder leaves the pixels as stored, and Pillow reports
irot and imir as an EXIF orientation. imagecodecs decodes it because Pillow knows 8 bits only.

Source: ISO/IEC 23008-12 section 6.5.10, MIAF (23000-22) section 7.3.6.7.
"""

import io

import imagecodecs
import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.photo import Metadata
from pieditor.imaging import metadata as meta
from pieditor.imaging.formats import isobmff
from pieditor.imaging.raster import (
    Damaged,
    Raster,
    check_size,
    ends_early,
    has_transparency,
    split_alpha,
)


def _check_length(data: bytes) -> None:
    expected = isobmff.expected_length(data)
    if len(data) < expected:
        raise ends_early(len(data), expected)


def _open_heic(data: bytes) -> pillow_heif.HeifFile:
    _check_length(data)
    try:
        return pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise Damaged(f"its header is damaged ({error})") from error


def _heic_exif(file: pillow_heif.HeifFile) -> bytes | None:
    exif = file.info.get("exif")
    return exif.removeprefix(b"Exif\0\0") if exif else None


def exif_heic(data: bytes) -> bytes | None:
    """The EXIF block, without decoding the picture."""
    return _heic_exif(_open_heic(data))


def size_heic(data: bytes) -> tuple[int, int, int]:
    """Upright width and height, and 1: nothing is left to turn."""
    return *_open_heic(data).size, 1


def read_heic(data: bytes, limit_px: float) -> Raster:
    """Decode the primary picture, upright; more than 8 bits become 16."""
    file = _open_heic(data)
    width, height = file.size
    check_size(width, height, limit_px)
    try:
        samples, alpha = split_alpha(np.asarray(file[file.primary_index]))
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise Damaged(f"its picture data is damaged ({error})") from error
    return Raster(
        samples=samples,
        model="rgb" if samples.ndim == 3 else "grey",
        alpha=alpha if has_transparency(alpha) else None,
        icc=file.info.get("icc_profile"),
        cicp=isobmff.code_points(data),
        metadata=Metadata(exif=_heic_exif(file), xmp=file.info.get("xmp") or None),
    )


def _open_avif(data: bytes) -> Image.Image:
    _check_length(data)
    try:
        return Image.open(io.BytesIO(data), formats=["AVIF"])
    except (OSError, SyntaxError, ValueError) as error:
        raise Damaged("its header is damaged, or the file is cut short") from error


def _avif_exif(image: Image.Image) -> bytes | None:
    exif = image.info.get("exif")
    return exif.removeprefix(b"Exif\0\0") if exif else None


def exif_avif(data: bytes) -> bytes | None:
    """The EXIF block, without decoding the picture."""
    with _open_avif(data) as image:
        return _avif_exif(image)


def size_avif(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    with _open_avif(data) as image:
        return *image.size, meta.orientation(_avif_exif(image))


def read_avif(data: bytes, limit_px: float) -> Raster:
    """Decode the picture, or the first of a sequence; more than 8 bits become 16."""
    with _open_avif(data) as image:
        check_size(*image.size, limit_px)
        info, exif = dict(image.info), _avif_exif(image)
    try:
        decoded = imagecodecs.avif_decode(data, index=0)
    except (imagecodecs.AvifError, ValueError, RuntimeError) as error:
        raise Damaged(f"its picture data is damaged ({error})") from error
    if decoded.dtype == np.uint16:
        top = 1023 if decoded.max() <= 1023 else 4095
        decoded = ((decoded.astype(np.uint32) * 65535 + top // 2) // top).astype(np.uint16)
    samples, alpha = split_alpha(decoded)
    return Raster(
        samples=samples,
        model="rgb" if samples.ndim == 3 else "grey",
        alpha=alpha if has_transparency(alpha) else None,
        icc=info.get("icc_profile"),
        cicp=isobmff.code_points(data),
        orientation=meta.orientation(exif),
        metadata=Metadata(exif=exif, xmp=info.get("xmp")),
    )


def encode_avif(
    samples: NDArray[np.uint8], *, quality: int, icc: bytes | None, metadata: Metadata
) -> bytes:
    """Encode (H, W, 3) or (H, W, 4) uint8 pixels as AVIF."""
    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(samples)).save(
        stream,
        "AVIF",
        quality=quality,
        speed=8,  # 24 megapixels take seconds; slower presets save under 5 % of the size
        icc_profile=icc or b"",
        exif=metadata.exif or b"",
        xmp=metadata.xmp or b"",
    )
    return stream.getvalue()
