"""PNG, 8 and 16 bits: pixels by libpng through imagecodecs, metadata from chunks.

The colour space is given by the first of cICP, iCCP, sRGB, and gAMA with cHRM, the order of the
specification and of browsers. Source: PNG specification, third edition (W3C): chunks 11.2, 11.3,
precedence of colour chunks 4.3, cICP 11.3.2.6, animation 11.3.6.
"""

import struct
import zlib

import imagecodecs
import numpy as np
from numpy.typing import NDArray

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import metadata as meta
from pieditor.imaging.formats import png_texts
from pieditor.imaging.matrix_profile import profile_of_primaries
from pieditor.imaging.raster import (
    Damaged,
    Limit,
    Raster,
    check_packing,
    check_size,
    damaged_data,
    ends_early,
    in_words,
    split_alpha,
)

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# zlib level 1 with the Up filter: 24 megapixels in 0.9 s and 10 % larger than with libpng's default
# (level 6, adaptive), which takes 6 to 7 s.
_COMPRESSION = 1
_UP_FILTER = 0x20
_DEFLATE_MOST_TIMES = 1040  # deflate's own limit is 1,032
_METRES_IN_INCH = 0.0254
_PALETTE = 3
_ABOUT_PIXELS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
_STORED_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
# The specification also uses 0.45455 for sRGB's curve, and programs round it differently.
_SRGB_GAMMA, _SRGB_GAMMA_NEAR = 0.45455, 0.01
_SRGB_CHROMATICITIES = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)

Chunks = list[tuple[bytes, bytes]]


def _chunks(data: bytes) -> tuple[Chunks, int]:
    """All chunks except pixel data, and the length of the pixel data.

    Raises Damaged when the file ends before its last chunk.
    """
    chunks, at, packed = [], len(SIGNATURE), 0
    while True:
        if at + 8 > len(data):
            have = in_words(len(data))
            raise Damaged(
                sentence("the file ends in the middle of the picture, after {have}", have=have),
                is_cut_short=True,
            )
        length, name = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            raise ends_early(len(data), at + 12 + length)
        if name == b"IDAT":
            packed += length
        elif name != b"fdAT":
            chunks.append((name, data[at + 8 : at + 8 + length]))
        if name == b"IEND":
            return chunks, packed
        at += 12 + length


def _pixels_only(data: bytes, chunks: Chunks) -> bytes:
    """The file without chunks that libpng would decompress or complain about needlessly."""
    if all(name in _ABOUT_PIXELS for name, _ in chunks):
        return data
    parts, at = [SIGNATURE], len(SIGNATURE)
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name in _ABOUT_PIXELS:
            parts.append(data[at : at + 12 + length])
        if name == b"IEND":
            break
        at += 12 + length
    return b"".join(parts)


def _first(chunks: Chunks, name: bytes) -> bytes | None:
    return next((payload for found, payload in chunks if found == name), None)


def _metadata(chunks: Chunks) -> tuple[Metadata, png_texts.Texts]:
    texts = png_texts.read(chunks, png_texts.Budget())
    metadata = Metadata(
        exif=_first(chunks, b"eXIf") or texts.exif,
        xmp=texts.xmp,
        iptc=texts.iptc,
        resources=texts.resources,
        density=_density(_first(chunks, b"pHYs")),
        texts=tuple(texts.plain),
    )
    return metadata, texts


def _density(payload: bytes | None) -> tuple[float, float] | None:
    if payload is None or len(payload) < 9 or payload[8] != 1:
        return None
    across, down = struct.unpack_from(">II", payload)
    return (across * _METRES_IN_INCH, down * _METRES_IN_INCH) if across and down else None


def size(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    width, height, _, _ = _header(data)
    try:
        return width, height, meta.orientation_of(_metadata(_chunks(data)[0])[0])
    except Damaged:
        return width, height, 1


def exif(data: bytes) -> bytes | None:
    """Read the EXIF block without decoding the picture."""
    return _metadata(_chunks(data)[0])[0].exif


def _header(data: bytes) -> tuple[int, int, int, int]:
    """Width, height, bits per sample, and colour type."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise Damaged(sentence("the file ends within its header"), is_cut_short=True)
    return struct.unpack_from(">IIBB", data, 16)


def read(data: bytes, limit: Limit) -> Raster:
    """Decode the picture, or the first frame of an animation."""
    width, height, bits, kind = _header(data)
    stored = _STORED_CHANNELS.get(kind, 4)
    sample_bytes = 2 if bits == 16 else 1
    # A palette expands to three channels; a transparent colour adds one to any type.
    decoded = (3 if kind == _PALETTE else stored) + (kind in (0, 2, _PALETTE))
    check_size(width, height, limit, pixel_bytes=decoded * sample_bytes)
    chunks, packed = _chunks(data)
    check_packing(width * height * stored * bits // 8, packed, _DEFLATE_MOST_TIMES)
    try:
        samples, alpha = split_alpha(imagecodecs.png_decode(_pixels_only(data, chunks)))
    except (imagecodecs.PngError, ValueError) as error:
        raise damaged_data(error) from error
    metadata, texts = _metadata(chunks)
    losses = [*texts.losses]
    animation = _first(chunks, b"acTL")
    if animation is not None and len(animation) >= 4:
        (num_frames,) = struct.unpack_from(">I", animation)
        if num_frames > 1:
            losses.append(sentence("frames 2 to {last} of the animation", last=num_frames))
    icc, code_points = _colours(chunks, texts)
    if icc is not None and samples.ndim == 2 and icc[16:20] == b"RGB ":
        samples = np.repeat(samples[..., None], 3, axis=2)  # the profile made from gAMA is for RGB
    return Raster(
        samples=samples,
        model="rgb" if samples.ndim == 3 else "grey",
        alpha=alpha,
        icc=icc,
        cicp=code_points,
        orientation=meta.orientation_of(metadata),
        metadata=metadata,
        losses=tuple(losses),
    )


def _colours(chunks: Chunks, texts: png_texts.Texts) -> tuple[bytes | None, tuple[int, int] | None]:
    """The profile and the code points, of which at most one is present."""
    points = _first(chunks, b"cICP")
    if points is not None and len(points) >= 2:
        return None, (points[0], points[1])
    packed = _first(chunks, b"iCCP")
    icc = png_texts.Budget().inflate(packed.partition(b"\0")[2][1:]) if packed else None
    if icc is None:
        icc = texts.icc
    if icc is None and _first(chunks, b"sRGB") is None:
        icc = _profile_of_gamma(_first(chunks, b"gAMA"), _first(chunks, b"cHRM"))
    return icc, None


def _profile_of_gamma(gamma: bytes | None, chromaticities: bytes | None) -> bytes | None:
    """A profile for gAMA and cHRM; None if they are absent, invalid, or those of sRGB."""
    if gamma is None or len(gamma) < 4:
        return None
    encoding = struct.unpack_from(">I", gamma)[0] / 100_000
    points = _SRGB_CHROMATICITIES
    if chromaticities is not None and len(chromaticities) >= 32:
        points = tuple(value / 100_000 for value in struct.unpack_from(">8I", chromaticities))
    near = np.abs(np.subtract(points, _SRGB_CHROMATICITIES)).max() < 0.002
    if abs(encoding - _SRGB_GAMMA) < _SRGB_GAMMA_NEAR and near:
        return None
    if not 0.1 <= encoding <= 5:
        return None
    try:
        return profile_of_primaries(points, 1 / encoding)
    except ValueError:
        return None


def encode(samples: NDArray, *, icc: bytes | None, metadata: Metadata) -> bytes:
    """Encode (H, W, 3) or (H, W, 4) uint8 or uint16 pixels with their metadata."""
    encoded = imagecodecs.png_encode(
        np.ascontiguousarray(samples), level=_COMPRESSION, filter=_UP_FILTER
    )
    after_header = len(SIGNATURE) + 25
    chunks: Chunks = []
    if icc:
        chunks.append((b"iCCP", b"ICC profile\0\0" + zlib.compress(icc)))
    if metadata.density:
        across, down = (round(value / _METRES_IN_INCH) for value in metadata.density)
        if max(across, down) < 1 << 31:
            chunks.append((b"pHYs", struct.pack(">IIB", across, down, 1)))
    if metadata.exif:
        chunks.append((b"eXIf", metadata.exif))
    chunks += png_texts.chunks_of(metadata)
    parts = [png_texts.chunk(name, payload) for name, payload in chunks]
    return b"".join([encoded[:after_header], *parts, encoded[after_header:]])
