"""PNG, 8 and 16 bits: libpng through imagecodecs, metadata by chunks.

gAMA and cHRM are ignored like in other photo programs: files in use carry wrong ones more often
than right ones. Source: PNG specification, third edition (W3C): chunks 11.2, 11.3, cICP 11.3.2.6.
"""

import struct
import zlib

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Metadata
from pieditor.imaging import metadata as meta
from pieditor.imaging.iptc import iptc_of_resources, resources_of_iptc
from pieditor.imaging.raster import Damaged, Raster, check_size, ends_early, in_words, split_alpha

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_XMP_KEYWORD = b"XML:com.adobe.xmp"
_IPTC_KEYWORD = b"Raw profile type iptc"
# A profile or packet that unpacks to more than this is an attack, not a photograph's.
_MAX_UNPACKED = 16 << 20
# zlib level 1 with the Up filter: 24 megapixels in 0.9 s and 10 % larger than with libpng's default
# (level 6, adaptive), which takes 6 to 7 s.
_COMPRESSION = 1
_UP_FILTER = 0x20


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """All chunks but the pixel data; raises Damaged when the file ends before its last chunk."""
    chunks, at = [], len(SIGNATURE)
    while True:
        if at + 8 > len(data):
            raise Damaged(
                f"the file ends in the middle of the picture, after {in_words(len(data))}"
            )
        length, name = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise ends_early(len(data), at + 12 + length)
        if name not in (b"IDAT", b"fdAT"):
            chunks.append((name, data[at + 8 : at + 8 + length]))
        if name == b"IEND":
            return chunks
        at += 12 + length


def _first(chunks: list[tuple[bytes, bytes]], name: bytes) -> bytes | None:
    return next((payload for found, payload in chunks if found == name), None)


def _inflate(packed: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(packed, _MAX_UNPACKED)
    except zlib.error:
        return None


def _icc(chunks: list[tuple[bytes, bytes]]) -> bytes | None:
    payload = _first(chunks, b"iCCP")
    return _inflate(payload.partition(b"\0")[2][1:]) if payload else None


def _metadata(chunks: list[tuple[bytes, bytes]]) -> Metadata:
    xmp = iptc = None
    for name, payload in chunks:
        keyword, _, rest = payload.partition(b"\0")
        if name == b"iTXt" and keyword == _XMP_KEYWORD and len(rest) > 4:
            is_packed = rest[0] == 1
            text = rest[2:].split(b"\0", 2)[2]
            xmp = _inflate(text) if is_packed else text
        elif keyword == _IPTC_KEYWORD and name in (b"zTXt", b"tEXt"):
            iptc = _raw_profile(_inflate(rest[1:]) if name == b"zTXt" else rest)
    return Metadata(exif=_first(chunks, b"eXIf"), xmp=xmp, iptc=iptc)


def _raw_profile(text: bytes | None) -> bytes | None:
    """IPTC out of the hexadecimal text of ImageMagick and ExifTool: name, length, digits."""
    parts = (text or b"").split()
    if len(parts) < 3:
        return None
    try:
        resources = bytes.fromhex(b"".join(parts[2:]).decode("ascii"))
    except ValueError:
        return None
    return iptc_of_resources(resources) if resources.startswith(b"8BIM") else resources


def size(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    width, height = _stored_size(data)
    try:
        return width, height, meta.orientation(_first(_chunks(data), b"eXIf"))
    except Damaged:
        return width, height, 1


def exif(data: bytes) -> bytes | None:
    """The EXIF block, without decoding the picture."""
    return _first(_chunks(data), b"eXIf")


def _stored_size(data: bytes) -> tuple[int, int]:
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise Damaged("the file ends within its header")
    return struct.unpack_from(">II", data, 16)


def read(data: bytes, limit_px: float) -> Raster:
    """Decode the picture; of an animation its first frame."""
    check_size(*_stored_size(data), limit_px)
    chunks = _chunks(data)
    try:
        samples, alpha = split_alpha(imagecodecs.png_decode(data))
    except (imagecodecs.PngError, ValueError) as error:
        raise Damaged(f"its picture data is damaged ({error})") from error
    code_points = _first(chunks, b"cICP")
    metadata = _metadata(chunks)
    return Raster(
        samples=samples,
        model="rgb" if samples.ndim == 3 else "grey",
        alpha=alpha,
        icc=_icc(chunks),
        cicp=(code_points[0], code_points[1]) if code_points else None,
        orientation=meta.orientation(metadata.exif),
        metadata=metadata,
    )


def encode(samples: NDArray, *, icc: bytes | None, metadata: Metadata) -> bytes:
    """Encode (H, W, 3) or (H, W, 4) uint8 or uint16 pixels with their metadata."""
    encoded = imagecodecs.png_encode(
        np.ascontiguousarray(samples), level=_COMPRESSION, filter=_UP_FILTER
    )
    after_header = len(SIGNATURE) + 25
    parts = [encoded[:after_header]]
    if icc:
        parts.append(_chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(icc)))
    if metadata.exif:
        parts.append(_chunk(b"eXIf", metadata.exif))
    if metadata.xmp:
        parts.append(_chunk(b"iTXt", _XMP_KEYWORD + b"\0\0\0\0\0" + metadata.xmp))
    if metadata.iptc:
        resources = resources_of_iptc(metadata.iptc)
        digits = resources.hex()
        lines = "\n".join(digits[start : start + 72] for start in range(0, len(digits), 72))
        text = f"\niptc\n{len(resources):8d}\n{lines}\n".encode("ascii")
        parts.append(_chunk(b"zTXt", _IPTC_KEYWORD + b"\0\0" + zlib.compress(text)))
    parts.append(encoded[after_header:])
    return b"".join(parts)


def _chunk(name: bytes, payload: bytes) -> bytes:
    body = name + payload
    return struct.pack(">I", len(payload)) + body + struct.pack(">I", zlib.crc32(body))
