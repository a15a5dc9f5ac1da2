"""JPEG: libjpeg-turbo through imagecodecs for whole pictures, through Pillow for reduced ones.

Measured on 22 and 24 megapixel files (tests/benchmarks/bench_codecs.py): imagecodecs decodes to
the same values as Pillow in 0.35 to 0.8 of its time and encodes to the same bytes; both release the
GIL. Only Pillow can ask the decoder for 1/2, 1/4 or 1/8 of the size.

Source: ITU-T T.81 (markers), Exif 2.32 section 4.7 (APP1), XMP part 3 section 1.1.3, ICC.1 annex
B.4 (APP2), Photoshop file format (image resource 0x0404 holds IPTC).
"""

import io
import struct
from dataclasses import dataclass

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.photo import Metadata
from pieditor.imaging import metadata as meta
from pieditor.imaging import xmp as xmp_packet
from pieditor.imaging.iptc import iptc_of_resources, resources_of_iptc
from pieditor.imaging.raster import Damaged, Raster, check_size, in_words

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_MAX_SEGMENT = 65_533  # 65,535 minus the two bytes of the length itself

# SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC)
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SAMPLING: dict[tuple[tuple[int, int], ...], str] = {
    ((1, 1), (1, 1), (1, 1)): "444",
    ((2, 1), (1, 1), (1, 1)): "422",
    ((2, 2), (1, 1), (1, 1)): "420",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands before the first scan.

    scan_at  offset of the first SOS marker.
    """

    width: int
    height: int
    components: tuple[tuple[int, int], ...]
    bits: int
    is_progressive: bool
    has_adobe_marker: bool
    metadata: Metadata
    icc: bytes | None
    scan_at: int


def read_header(data: bytes | memoryview) -> Header:
    """Walk the segments up to the first scan. Raises Damaged when there is none."""
    exif = xmp = iptc = frame = None
    icc: dict[int, bytes] = {}
    adobe = False
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            # libjpeg skips such bytes too: a few cameras pad their segments.
            at += 1
            continue
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0x00 or 0xD0 <= marker <= 0xD8 or marker == 0x01:
            at += 2
            continue
        if marker == 0xD9:
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        payload = bytes(data[at + 4 : at + 2 + length])
        if marker == 0xE1 and payload.startswith(_EXIF) and exif is None:
            exif = payload[len(_EXIF) :]
        elif marker == 0xE1 and payload.startswith(_XMP) and xmp is None:
            xmp = payload[len(_XMP) :]
        elif marker == 0xE2 and payload.startswith(_ICC) and len(payload) > 14:
            icc[payload[12]] = payload[14:]
        elif marker == 0xED and payload.startswith(_PHOTOSHOP) and iptc is None:
            iptc = iptc_of_resources(payload[len(_PHOTOSHOP) :])
        elif marker == 0xEE and payload.startswith(b"Adobe"):
            adobe = True
        elif marker in _FRAME_MARKERS and len(payload) >= 6:
            frame = (marker, payload)
        elif marker == 0xDA:
            if frame is None:
                break
            kind, sof = frame
            bits, height, width, count = struct.unpack_from(">BHHB", sof)
            sampling = tuple((b >> 4, b & 15) for b in sof[7 : 6 + 3 * count : 3])
            return Header(
                width=width,
                height=height,
                components=sampling,
                bits=bits,
                is_progressive=kind in (0xC2, 0xC6, 0xCA, 0xCE),
                has_adobe_marker=adobe,
                metadata=Metadata(exif=exif, xmp=xmp, iptc=iptc),
                icc=b"".join(icc[key] for key in sorted(icc)) or None,
                scan_at=at,
            )
        at += 2 + length
    raise Damaged(f"the file ends within its header, after {in_words(len(data))}")


def size(data: bytes | memoryview) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    header = read_header(data)
    return header.width, header.height, meta.orientation(header.metadata.exif)


def exif(data: bytes) -> bytes | None:
    """The EXIF block, without decoding the picture."""
    return read_header(data).metadata.exif


def read(data: bytes, limit_px: float) -> Raster:
    """Decode the (first) picture whole."""
    header = _checked_header(data, limit_px)
    try:
        samples = imagecodecs.jpeg8_decode(data)
    except (imagecodecs.Jpeg8Error, ValueError) as error:
        raise Damaged(f"its picture data is damaged ({error})") from error
    if samples.dtype == np.uint8 and _stops_before_its_end(data, header, samples):
        raise Damaged("its picture data is damaged: it stops before the last row")
    if samples.dtype == np.uint16:
        samples = _to_full_range(samples, header.bits)
    return _raster(header, samples)


def read_reduced(data: bytes, limit_px: float, long_edge_px: int) -> Raster:
    """Decode at the smallest of 1, 1/2, 1/4, 1/8 whose long edge has at least `long_edge_px`."""
    header = _checked_header(data, limit_px)
    if header.bits != 8:
        return read(data, limit_px)
    long_edge = max(header.width, header.height)
    scale = next((s for s in (8, 4, 2) if -(-long_edge // s) >= long_edge_px), 1)
    if scale == 1:
        return read(data, limit_px)
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as image:
            image.draft(None, (-(-header.width // scale), -(-header.height // scale)))
            samples = np.asarray(image)
    except (OSError, SyntaxError, ValueError) as error:
        raise Damaged(f"its picture data is damaged ({error})") from error
    if samples.ndim == 3 and samples.shape[2] == 4:
        samples = 255 - samples  # Pillow has inverted the inks; _raster does it again
    return _raster(header, samples)


def _checked_header(data: bytes, limit_px: float) -> Header:
    header = read_header(data)
    check_size(header.width, header.height, limit_px)
    # Within entropy-coded data FF is always followed by 00 or a restart marker, so an end marker
    # behind the first scan is the picture's own. libjpeg would fill what is missing with grey.
    if data.rfind(b"\xff\xd9", header.scan_at) < 0:
        raise Damaged(f"the file ends in the middle of the picture, after {in_words(len(data))}")
    return header


def _stops_before_its_end(data: bytes, header: Header, samples: NDArray[np.uint8]) -> bool:
    """Whether the entropy-coded data ran out, which the decoder hides behind mid-grey blocks.

    Only where the last block is flat mid-grey is there anything to prove: bytes are put before the
    end marker, and a decoder that was still hungry turns them into a picture. Sequential files
    only: in progressive ones a short scan costs detail, not blocks.
    """
    last_block = samples[-1:, -8:]
    if header.is_progressive or not (last_block == 128).all():
        return False
    end = data.find(b"\xff\xd9", header.scan_at)
    fed = data[:end] + b"\x5a\xa5\x3c\xc3" * 256 + data[end:]
    try:
        again = imagecodecs.jpeg8_decode(fed)
    except imagecodecs.Jpeg8Error:
        return True
    return not np.array_equal(again, samples)


def _to_full_range(samples: NDArray[np.uint16], bits: int) -> NDArray[np.uint16]:
    top = (1 << bits) - 1
    return ((samples.astype(np.uint32) * 65535 + top // 2) // top).astype(np.uint16)


def _raster(header: Header, samples: np.ndarray) -> Raster:
    model = "grey"
    if samples.ndim == 3:
        model = {3: "rgb", 4: "cmyk"}[samples.shape[2]]
    if model == "cmyk":
        # Adobe stores inks inverted, and every CMYK JPEG in use was written by its rules.
        samples = np.iinfo(samples.dtype).max - samples
    return Raster(
        samples=samples,
        model=model,
        icc=header.icc,
        orientation=meta.orientation(header.metadata.exif),
        metadata=header.metadata,
        subsampling=_SAMPLING.get(header.components),
    )


def encode(
    pixels: NDArray[np.uint8],
    *,
    quality: int,
    subsampling: str | None,
    icc: bytes | None,
    metadata: Metadata,
) -> bytes:
    """Encode (H, W, 3) sRGB pixels and put metadata before the picture.

    subsampling  "444", "422", "420"; None stands for 4:2:0.
    """
    height, width = pixels.shape[:2]
    if max(height, width) > 65_500:  # libjpeg's own limit, JPEG_MAX_DIMENSION
        raise ValueError("JPEG holds at most 65,500 pixels a side")
    encoded = imagecodecs.jpeg8_encode(
        np.ascontiguousarray(pixels), level=quality, subsampling=subsampling or "420"
    )
    return with_segments(bytes(encoded), icc=icc, metadata=metadata)


def with_segments(encoded: bytes, *, icc: bytes | None, metadata: Metadata) -> bytes:
    """Splice metadata into a JPEG that has none, right behind its JFIF segment.

    A packet too large for one segment is left out: XMP beyond 65,504 bytes without its padding.
    """
    at = 2
    if encoded[2:4] == b"\xff\xe0":
        at += 2 + struct.unpack_from(">H", encoded, 4)[0]
    parts = [encoded[:at]]
    if metadata.exif and len(metadata.exif) <= meta.MAX_EXIF_BYTES:
        parts.append(_segment(0xE1, _EXIF + metadata.exif))
    if metadata.xmp:
        packet = metadata.xmp
        if len(_XMP) + len(packet) > _MAX_SEGMENT:
            packet = xmp_packet.without_padding(packet)
        if len(_XMP) + len(packet) <= _MAX_SEGMENT:
            parts.append(_segment(0xE1, _XMP + packet))
    if metadata.iptc:
        payload = _PHOTOSHOP + resources_of_iptc(metadata.iptc)
        if len(payload) <= _MAX_SEGMENT:
            parts.append(_segment(0xED, payload))
    if icc:
        step = _MAX_SEGMENT - len(_ICC) - 2
        pieces = [icc[start : start + step] for start in range(0, len(icc), step)]
        for number, piece in enumerate(pieces, 1):
            parts.append(_segment(0xE2, _ICC + bytes([number, len(pieces)]) + piece))
    parts.append(encoded[at:])
    return b"".join(parts)


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
