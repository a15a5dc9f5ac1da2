"""JPEG: libjpeg-turbo through imagecodecs for whole pictures, through Pillow for reduced ones.

Measured on 22 and 24 megapixel files (tests/benchmarks/bench_codecs.py): imagecodecs decodes to
the same values as Pillow in 0.35 to 0.8 of its time and encodes to the same bytes; both release the
GIL. Only Pillow can ask the decoder for 1/2, 1/4 or 1/8 of the size.

Source: ITU-T T.81 (markers), Exif 2.32 section 4.7 (APP1), XMP part 3 section 1.1.3, ICC.1 annex
B.4 (APP2), Photoshop file format (image resource 0x0404 holds IPTC), JFIF 1.02 (density),
CIPA DC-007 (multi-picture format).
"""

import io
import struct
from dataclasses import dataclass, field, replace

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging import exif as exif_block
from pieditor.imaging import metadata as meta
from pieditor.imaging import xmp_claims
from pieditor.imaging.formats import extended_xmp
from pieditor.imaging.formats.jpeg_scans import Extent, extent
from pieditor.imaging.iptc import iptc_of_resources, other_resources, resources_of_iptc
from pieditor.imaging.raster import (
    Damaged,
    Limit,
    Raster,
    check_size,
    damaged_data,
    in_words,
    new_samples,
)

_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
_PHOTOSHOP = b"Photoshop 3.0\0"
_MULTI_PICTURE = b"MPF\0"
_MAX_SEGMENT = 65_533  # 65,535 minus the two bytes of the length itself
_MOST_COMMENTS = 16  # 1 MB; files with more are not photographs

# SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC)
_FRAME_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SAMPLING: dict[tuple[tuple[int, int], ...], str] = {
    ((1, 1), (1, 1), (1, 1)): "444",
    ((2, 1), (1, 1), (1, 1)): "422",
    ((2, 2), (1, 1), (1, 1)): "420",
}
# A block of 64 pixels takes at least one bit: a byte holds at most 8 blocks.
_MOST_PIXELS_A_BYTE = 8 * 64
_END = b"\xff\xd9"
# Bytes that a decoder consumes as picture data if it still needs some.
_BAIT = b"\x5a\xa5\x3c\xc3" * 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Everything before the first scan.

    scan_at  offset of the first SOS marker.
    losses   in words, such as an announced XMP extension that is missing
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
    losses: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """The segments found so far."""

    exif: bytes | None = None
    xmp: bytes | None = None
    extended: list[bytes] = field(default_factory=list)
    icc: dict[int, bytes] = field(default_factory=dict)
    photoshop: list[bytes] = field(default_factory=list)
    comments: list[bytes] = field(default_factory=list)
    density: tuple[float, float] | None = None
    has_adobe_marker: bool = False
    has_more_pictures: bool = False
    frame: tuple[int, bytes] | None = None

    def take(self, marker: int, payload: bytes) -> None:
        """Record one segment."""
        match marker:
            case 0xE0 if payload.startswith(b"JFIF\0") and len(payload) >= 12:
                self.density = _jfif_density(payload)
            case 0xE1 if payload.startswith(_EXIF) and self.exif is None:
                self.exif = payload[len(_EXIF) :]
            case 0xE1 if payload.startswith(_XMP) and self.xmp is None:
                self.xmp = payload[len(_XMP) :]
            case 0xE1 if payload.startswith(extended_xmp.SIGNATURE):
                self.extended.append(payload[len(extended_xmp.SIGNATURE) :])
            case 0xE2 if payload.startswith(_ICC) and len(payload) > 14:
                self.icc[payload[12]] = payload[14:]
            case 0xE2 if payload.startswith(_MULTI_PICTURE):
                self.has_more_pictures = _num_full_pictures(payload[len(_MULTI_PICTURE) :]) > 1
            case 0xED if payload.startswith(_PHOTOSHOP):
                self.photoshop.append(payload[len(_PHOTOSHOP) :])
            case 0xEE if payload.startswith(b"Adobe"):
                self.has_adobe_marker = True
            case 0xFE if payload.strip(b"\0 ") and len(self.comments) < _MOST_COMMENTS:
                self.comments.append(payload)
            case _ if marker in _FRAME_MARKERS and len(payload) >= 6:
                self.frame = (marker, payload)

    def header(self, scan_at: int) -> Header | None:
        """The header, once the first scan is reached; None without a frame."""
        if self.frame is None:
            return None
        kind, sof = self.frame
        bits, height, width, count = struct.unpack_from(">BHHB", sof)
        packet, is_incomplete = extended_xmp.join(self.xmp, self.extended)
        # A large Photoshop block is spread over several segments, to be concatenated.
        resources = b"".join(self.photoshop)
        losses = []
        if is_incomplete:
            losses.append(sentence("a part of XMP, which is missing from the file"))
        if self.has_more_pictures:
            losses.append(sentence("the other pictures of a multi-picture file"))
        return Header(
            width=width,
            height=height,
            components=tuple((b >> 4, b & 15) for b in sof[7 : 6 + 3 * count : 3]),
            bits=bits,
            is_progressive=kind in (0xC2, 0xC6, 0xCA, 0xCE),
            has_adobe_marker=self.has_adobe_marker,
            metadata=Metadata(
                exif=self.exif,
                xmp=packet,
                iptc=iptc_of_resources(resources),
                resources=other_resources(resources),
                density=self.density,
                comments=tuple(self.comments),
            ),
            icc=b"".join(self.icc[key] for key in sorted(self.icc)) or None,
            scan_at=scan_at,
            losses=tuple(losses),
        )


def _jfif_density(payload: bytes) -> tuple[float, float] | None:
    unit, across, down = struct.unpack_from(">BHH", payload, 7)
    factor = {1: 1.0, 2: 2.54}.get(unit)
    return (across * factor, down * factor) if factor and across and down else None


def _num_full_pictures(block: bytes) -> int:
    """The number of pictures in a multi-picture file that are not previews of the first.

    Source: CIPA DC-007, section 5.2.3: tag 0xB002 has 16 bytes for each picture, starting with its
    attributes; the lower 24 bits are its type, 0x010001 and 0x010002 are previews.
    """
    try:
        tree = exif_block.parse(block)
    except exif_block.NotExifError:
        return 1
    entry = tree.main.get(0xB002)
    if entry is None:
        return 1
    attributes = [
        struct.unpack_from(tree.order + "I", entry.data, at)[0] & 0xFFFFFF
        for at in range(0, len(entry.data) - 15, 16)
    ]
    return sum(kind not in (0x010001, 0x010002) for kind in attributes)


def read_header(data: bytes) -> Header:
    """Walk the segments up to the first scan. Raises Damaged when there is none."""
    found = _Found()
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            # libjpeg skips such bytes too; a few cameras pad their segments.
            at = data.find(b"\xff", at)
            if at < 0:
                break
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
        if marker == 0xDA:
            header = found.header(at)
            if header is None:
                break
            return header
        found.take(marker, bytes(data[at + 4 : at + 2 + length]))
        at += 2 + length
    raise Damaged(
        sentence("the file ends within its header, after {have}", have=in_words(len(data))),
        is_cut_short=True,
    )


def size(data: bytes) -> tuple[int, int, int]:
    """Width and height as stored, and the orientation."""
    header = read_header(data)
    return header.width, header.height, meta.orientation_of(header.metadata)


def exif(data: bytes) -> bytes | None:
    """Read the EXIF block without decoding the picture."""
    return read_header(data).metadata.exif


def read(data: bytes, limit: Limit) -> Raster:
    """Decode the (first) picture at full size."""
    header, picture = _picture(data, limit)
    try:
        samples = imagecodecs.jpeg8_decode(picture, out=_memory(header))
    except (imagecodecs.Jpeg8Error, ValueError) as error:
        raise damaged_data(error) from error
    if samples.dtype == np.uint8 and _stops_before_its_end(picture, header, samples):
        raise Damaged(sentence("its picture data is damaged: it stops before the last row"))
    if samples.dtype == np.uint16:
        samples = _to_full_range(samples, header.bits)
    return _raster(header, samples)


def _memory(header: Header) -> NDArray[np.uint8] | None:
    """Shared memory for the samples of an ordinary file; others use the decoder's own memory."""
    if header.bits != 8 or len(header.components) != 3:
        return None
    return new_samples((header.height, header.width, 3), np.uint8)


def read_reduced(data: bytes, limit: Limit, long_edge_px: int) -> Raster:
    """Decode at the smallest of 1, 1/2, 1/4, 1/8 whose long edge has at least `long_edge_px`."""
    header, picture = _picture(data, limit)
    if header.bits != 8:
        return read(data, limit)
    long_edge = max(header.width, header.height)
    scale = next((s for s in (8, 4, 2) if -(-long_edge // s) >= long_edge_px), 1)
    if scale == 1:
        return read(data, limit)
    try:
        with Image.open(io.BytesIO(picture), formats=["JPEG"]) as image:
            image.draft(None, (-(-header.width // scale), -(-header.height // scale)))
            samples = np.asarray(image)
    except (OSError, SyntaxError, ValueError) as error:
        raise damaged_data(error) from error
    if samples.ndim == 3 and samples.shape[2] == 4:
        samples = 255 - samples  # undo Pillow's inversion of inks; _raster inverts them
    return _raster(header, samples)


def _picture(data: bytes, limit: Limit) -> tuple[Header, bytes]:
    """The header, and the file's bytes up to the end of its first picture, with an end marker.

    A video after the picture is added to the header's losses.

    Raises Damaged when a part of the picture is missing: libjpeg would fill it with grey.
    """
    header = read_header(data)
    samples_bytes = 1 if header.bits <= 8 else 2
    check_size(
        header.width, header.height, limit, pixel_bytes=len(header.components) * samples_bytes
    )
    found = extent(data, header.scan_at, len(header.components))
    if data.find(b"ftyp", found.end) >= 0:
        header = replace(header, losses=(*header.losses, xmp_claims.LOST_VIDEO))
    num_bytes = found.end - header.scan_at
    if header.width * header.height > num_bytes * _MOST_PIXELS_A_BYTE:
        raise _cut_short(data)
    if found.has_end:
        behind = found.end + len(_END)
        return header, data if behind == len(data) else data[:behind]
    picture = data[: found.end] + _END
    if not found.has_all_scans or _is_hungry(picture, found):
        if found.end < len(data) and data.find(_END, found.end) >= 0:
            # Non-picture bytes interrupt the picture data.
            raise Damaged(sentence("its picture data is damaged after {have}",
                                   have=in_words(found.end)))  # fmt: skip
        raise _cut_short(data)
    return header, picture


def _cut_short(data: bytes) -> Damaged:
    return Damaged(
        sentence(
            "the file ends in the middle of the picture, after {have}", have=in_words(len(data))
        ),
        is_cut_short=True,
    )


def _is_hungry(picture: bytes, found: Extent) -> bool:
    """Whether the last scan ends before its last block.

    Bytes are inserted before the end marker: a decoder that still needs data decodes them.
    """
    try:
        first = imagecodecs.jpeg8_decode(picture)
        again = imagecodecs.jpeg8_decode(picture[: found.end] + _BAIT + _END)
    except imagecodecs.Jpeg8Error:
        return True
    return not np.array_equal(first, again)


def _stops_before_its_end(data: bytes, header: Header, samples: NDArray[np.uint8]) -> bool:
    """Whether the entropy-coded data ran out, which the decoder hides by mid-grey blocks.

    Only checked if the last block is flat mid-grey. For sequential files only: in progressive ones
    a short scan loses detail, not blocks.
    """
    last_block = samples[-1:, -8:]
    if header.is_progressive or not (last_block == 128).all():
        return False
    fed = data[: -len(_END)] + _BAIT + _END
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
        # Adobe stores inks inverted, and so does every CMYK JPEG in use.
        samples = np.iinfo(samples.dtype).max - samples
    return Raster(
        samples=samples,
        model=model,
        icc=header.icc,
        orientation=meta.orientation_of(header.metadata),
        metadata=header.metadata,
        subsampling=_SAMPLING.get(header.components),
        losses=header.losses,
    )


def encode(
    pixels: NDArray[np.uint8],
    *,
    quality: int,
    subsampling: str | None,
    icc: bytes | None,
    metadata: Metadata,
) -> tuple[bytes, list[str]]:
    """Encode (H, W, 3) sRGB pixels and put metadata before the picture; losses in words.

    subsampling  "444", "422", "420"; None stands for 4:2:0.
    """
    height, width = pixels.shape[:2]
    if max(height, width) > 65_500:  # libjpeg's own limit, JPEG_MAX_DIMENSION
        raise ValueError("JPEG holds at most 65,500 pixels a side")
    encoded = imagecodecs.jpeg8_encode(
        np.ascontiguousarray(pixels), level=quality, subsampling=subsampling or "420"
    )
    return with_segments(bytes(encoded), icc=icc, metadata=metadata)


def with_segments(
    encoded: bytes, *, icc: bytes | None, metadata: Metadata
) -> tuple[bytes, list[str]]:
    """Insert metadata into a JPEG that has none, right after its JFIF segment.

    Returns the file, and the losses that JPEG causes, in words.
    """
    losses: list[str] = []
    at = 2
    if encoded[2:4] == b"\xff\xe0":
        at += 2 + struct.unpack_from(">H", encoded, 4)[0]
    parts = [_with_density(encoded[:at], metadata.density)]
    if metadata.exif:
        parts.append(_segment(0xE1, _EXIF + metadata.exif))
    if metadata.xmp:
        try:
            packet, rest = extended_xmp.split(metadata.xmp, _MAX_SEGMENT - len(_XMP))
            parts.append(_segment(0xE1, _XMP + packet))
            parts += [_segment(0xE1, extended_xmp.SIGNATURE + part) for part in rest]
        except ValueError:
            losses.append(sentence("XMP, which is larger than a JPEG can hold"))
    resources = resources_of_iptc(metadata.iptc, metadata.resources)
    step = _MAX_SEGMENT - len(_PHOTOSHOP)
    for start in range(0, len(resources), step):
        parts.append(_segment(0xED, _PHOTOSHOP + resources[start : start + step]))
    if icc:
        step = _MAX_SEGMENT - len(_ICC) - 2
        pieces = [icc[start : start + step] for start in range(0, len(icc), step)]
        for number, piece in enumerate(pieces, 1):
            parts.append(_segment(0xE2, _ICC + bytes([number, len(pieces)]) + piece))
    for comment in metadata.comments:
        if len(comment) > _MAX_SEGMENT:
            losses.append(sentence("the end of a comment, which is larger than a JPEG can hold"))
        parts.append(_segment(0xFE, comment[:_MAX_SEGMENT]))
    parts.append(encoded[at:])
    return b"".join(parts), losses


def _with_density(beginning: bytes, density: tuple[float, float] | None) -> bytes:
    """The start of image and the JFIF segment with pixels per inch, if a density is given."""
    if density is None or beginning[6:11] != b"JFIF\0":
        return beginning
    across, down = (min(max(round(value), 1), 65_535) for value in density)
    return beginning[:13] + struct.pack(">BHH", 1, across, down) + beginning[18:]


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload
