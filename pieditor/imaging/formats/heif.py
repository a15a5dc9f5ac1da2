"""HEIC through pillow-heif (libheif), AVIF through Pillow and imagecodecs (libavif).

HEIC: libheif applies the orientation itself (irot, imir), so the equal EXIF orientation must not be
applied again. AVIF: the decoders leave the pixels as stored. Pillow decodes 8 bits; imagecodecs
decodes more, but only still pictures: with sequences it writes out of bounds.

Source: ISO/IEC 23008-12 section 6.5.10, MIAF (23000-22) section 7.3.6.7.
"""

import io

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import metadata as meta
from pieditor.imaging import xmp_claims
from pieditor.imaging.formats import isobmff
from pieditor.imaging.formats.heif_items import Items, read_items
from pieditor.imaging.raster import (
    Damaged,
    DecoderMissing,
    Limit,
    Raster,
    check_decoded,
    check_size,
    damaged_data,
    ends_early,
    has_transparency,
    split_alpha,
    straight,
)

try:
    # Imported here and not where it is used, because workers are forks of a process that has loaded
    # it.
    import pillow_heif
except ImportError:  # an extra, see docs/adr/0015-heic-is-an-extra.md
    pillow_heif = None  # type: ignore[assignment]


def _check_length(data: bytes) -> None:
    expected = isobmff.expected_length(data)
    if len(data) < expected:
        raise ends_early(len(data), expected)


def _open_heic(data: bytes) -> "pillow_heif.HeifFile":
    _check_length(data)
    if pillow_heif is None:
        raise DecoderMissing(sentence("the decoder of HEIC is not installed"), extra="heic")
    try:
        return pillow_heif.open_heif(io.BytesIO(data), convert_hdr_to_8bit=False)
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise Damaged(sentence("its header is damaged ({reason})", reason=error)) from error


def exif_heic(data: bytes) -> bytes | None:
    """Read the EXIF block without decoding the picture."""
    _check_length(data)
    return read_items(data).exif


def size_heic(data: bytes) -> tuple[int, int, int]:
    """Upright width and height, and 1, because libheif applies the orientation."""
    return *_open_heic(data).size, 1


def read_heic(data: bytes, limit: Limit) -> Raster:
    """Decode the primary picture, upright; more than 8 bits become 16."""
    file = _open_heic(data)
    width, height = file.size
    bits = file.info.get("bit_depth", 8)
    channels = 4 if file.mode.endswith(("A", "a")) else 3
    check_size(width, height, limit, pixel_bytes=channels * (1 if bits <= 8 else 2))
    primary = file[file.primary_index]
    try:
        samples, alpha = split_alpha(np.asarray(primary))
    except (OSError, ValueError, SyntaxError, EOFError, RuntimeError) as error:
        raise damaged_data(error) from error
    check_decoded(samples, width, height)
    if alpha is not None and primary.premultiplied_alpha:
        samples = straight(samples, alpha)
    items = read_items(data)
    # Apple's gain map is an auxiliary picture, named by a URN.
    items.has_gain_map |= "gainmap" in str(primary.info.get("aux", "")).lower()
    losses = _losses(items)
    if len(file) > 1:
        losses.append(sentence("pictures 2 to {last} of the file", last=len(file)))
    metadata = Metadata(exif=items.exif, xmp=items.xmp or file.info.get("xmp") or None)
    return Raster(
        samples=samples,
        model="rgb" if samples.ndim == 3 else "grey",
        alpha=alpha if has_transparency(alpha) else None,
        icc=file.info.get("icc_profile"),
        cicp=items.code_points,
        turned=items.orientation,
        metadata=metadata,
        losses=tuple(losses),
    )


def _losses(items: Items) -> list[str]:
    return [xmp_claims.LOST_GAIN_MAP] if items.has_gain_map else []


def _open_avif(data: bytes) -> Image.Image:
    _check_length(data)
    try:
        return Image.open(io.BytesIO(data), formats=["AVIF"])
    except (OSError, SyntaxError, ValueError) as error:
        reason = sentence("its header is damaged, or the file is cut short")
        raise Damaged(reason, is_cut_short=True) from error


def _orientation(items: Items) -> int:
    """From irot and imir, else from EXIF or XMP, as browsers and Pillow do."""
    if items.orientation != 1:
        return items.orientation
    return meta.orientation_of(Metadata(exif=items.exif, xmp=items.xmp))


def exif_avif(data: bytes) -> bytes | None:
    """Read the EXIF block without decoding the picture."""
    _check_length(data)
    return read_items(data).exif


def size_avif(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    with _open_avif(data) as image:
        return *image.size, _orientation(read_items(data))


def read_avif(data: bytes, limit: Limit) -> Raster:
    """Decode the picture, or the first of a sequence; more than 8 bits become 16."""
    items = read_items(data)
    is_deep = items.bits is not None and items.bits > 8 and not items.is_sequence
    losses = _losses(items)
    with _open_avif(data) as image:
        width, height = image.size
        check_size(width, height, limit, pixel_bytes=8 if is_deep else 4)
        icc = image.info.get("icc_profile")
        num_frames = getattr(image, "n_frames", 1)
        try:
            decoded = imagecodecs.avif_decode(data) if is_deep else np.asarray(image)
        except (imagecodecs.AvifError, ValueError, RuntimeError, OSError) as error:
            raise damaged_data(error) from error
    check_decoded(decoded, width, height)
    if num_frames > 1:
        losses.append(sentence("frames 2 to {last} of the animation", last=num_frames))
    if decoded.dtype == np.uint16:
        top = (1 << (items.bits or 12)) - 1
        wide = decoded.astype(np.uint32) * 65535 + top // 2
        decoded = np.minimum(wide // top, 65535).astype(np.uint16)
    samples, alpha = split_alpha(decoded)
    return Raster(
        samples=samples,
        model="rgb" if samples.ndim == 3 else "grey",
        alpha=alpha if has_transparency(alpha) else None,
        icc=icc,
        cicp=items.code_points,
        orientation=_orientation(items),
        metadata=Metadata(exif=items.exif, xmp=items.xmp),
        losses=tuple(losses),
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
        # 24 megapixels take 1.3 s on two threads. Presets 8 and 6 take 2.5 and 10 times as long and
        # save 3 and 12 % of the size at equal quality.
        speed=9,
        icc_profile=icc or b"",
        exif=metadata.exif or b"",
        xmp=metadata.xmp or b"",
    )
    return stream.getvalue()
