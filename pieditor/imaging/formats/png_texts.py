"""The texts of a PNG, and the metadata that other programs store in them.

Source: PNG specification, third edition (W3C), sections 11.3.3.2 to 11.3.3.4 (tEXt, zTXt, iTXt).
ImageMagick and exiv2 store EXIF, XMP, IPTC and profiles as hexadecimal digits under "Raw profile
type …": a line with the kind, one with the length, then the digits.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from pieditor.core.photo import Metadata
from pieditor.core.sentences import sentence
from pieditor.imaging.iptc import iptc_of_resources, other_resources, resources_of_iptc

XMP_KEYWORD = "XML:com.adobe.xmp"
_RAW_PROFILE = "Raw profile type "
_EXIF_PREFIX = b"Exif\0\0"
_XMP_PREFIX = b"http://ns.adobe.com/xap/1.0/\0"
# Limit for all texts of a file together, decompressed. More is an attack.
MOST_UNPACKED = 16 << 20
_MOST_TEXTS = 1000
# ImageMagick and exiv2 describe the file itself in these; they would be wrong for an output.
_ABOUT_THE_FILE = ("date:", "exif:", "png:", "jpeg:", "tiff:", "icc:", "Software", "XML:com")

Chunk = tuple[bytes, bytes]


@dataclass(slots=True)
class Budget:
    """The number of bytes that may still be decompressed."""

    left: int = MOST_UNPACKED

    def inflate(self, packed: bytes) -> bytes | None:
        """Decompress; None if the data is damaged or too large."""
        unpacker = zlib.decompressobj()
        try:
            data = unpacker.decompress(packed, max(self.left, 1))
        except zlib.error:
            return None
        self.left -= len(data)
        return None if self.left <= 0 or unpacker.unconsumed_tail else data


@dataclass(slots=True)
class Texts:
    """The contents of the text chunks by kind.

    plain  keyword and text of human-readable ones
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    iptc: bytes | None = None
    resources: bytes = b""
    icc: bytes | None = None
    plain: list[tuple[str, str]] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)


def read(chunks: Sequence[Chunk], budget: Budget) -> Texts:
    """Parse the tEXt, zTXt and iTXt chunks of a file."""
    texts = Texts()
    num_dropped = 0
    for name, payload in chunks:
        if name not in (b"tEXt", b"zTXt", b"iTXt"):
            continue
        raw_keyword, _, rest = payload.partition(b"\0")
        keyword = raw_keyword.decode("latin-1")
        data = _content(name, rest, budget)
        if data is None or len(texts.plain) >= _MOST_TEXTS:
            num_dropped += 1
        elif keyword == XMP_KEYWORD:
            texts.xmp = texts.xmp or data
        elif keyword.startswith(_RAW_PROFILE):
            _take_profile(texts, keyword.removeprefix(_RAW_PROFILE).lower(), data)
        elif not keyword.startswith(_ABOUT_THE_FILE):
            encoding = "utf-8" if name == b"iTXt" else "latin-1"
            texts.plain.append((keyword, data.decode(encoding, "replace")))
    if num_dropped:
        texts.losses.append(sentence("{count} damaged or huge PNG texts", count=num_dropped))
    return texts


def _content(name: bytes, rest: bytes, budget: Budget) -> bytes | None:
    if name == b"tEXt":
        return rest
    if name == b"zTXt":
        return budget.inflate(rest[1:])
    parts = rest[2:].split(b"\0", 2)  # language, translated keyword, text
    if len(rest) < 2 or len(parts) < 3:
        return None
    return budget.inflate(parts[2]) if rest[0] == 1 else parts[2]


def _take_profile(texts: Texts, kind: str, text: bytes) -> None:
    parts = text.split(maxsplit=2)
    if len(parts) < 3:
        return
    try:
        data = bytes.fromhex(parts[2].decode("ascii"))
    except ValueError:
        return
    if kind == "xmp" or data.startswith(_XMP_PREFIX):
        texts.xmp = texts.xmp or data.removeprefix(_XMP_PREFIX)
    elif kind in ("exif", "app1"):
        texts.exif = texts.exif or data.removeprefix(_EXIF_PREFIX)
    elif kind in ("iptc", "8bim"):
        if data.startswith(b"8BIM"):
            texts.iptc = texts.iptc or iptc_of_resources(data)
            texts.resources = texts.resources or other_resources(data)
        else:
            texts.iptc = texts.iptc or data
    elif kind in ("icc", "icm"):
        texts.icc = texts.icc or data


def chunks_of(metadata: Metadata) -> list[Chunk]:
    """The chunks for XMP, IPTC and human-readable texts."""
    chunks: list[Chunk] = []
    if metadata.xmp:
        chunks.append((b"iTXt", XMP_KEYWORD.encode("ascii") + b"\0\0\0\0\0" + metadata.xmp))
    resources = resources_of_iptc(metadata.iptc, metadata.resources)
    if resources:
        digits = resources.hex()
        lines = "\n".join(digits[start : start + 72] for start in range(0, len(digits), 72))
        text = f"\niptc\n{len(resources):8d}\n{lines}\n".encode("ascii")
        chunks.append((b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(text)))
    for keyword, words in metadata.texts:
        name = keyword.encode("latin-1", "replace")[:79] + b"\0"
        plain = words.replace("\0", "")
        try:
            chunks.append((b"tEXt", name + plain.encode("latin-1")))
        except UnicodeEncodeError:
            data = plain.encode("utf-8", "replace")
            chunks.append((b"iTXt", name + b"\0\0\0\0" + data))
    return chunks


def chunk(name: bytes, payload: bytes) -> bytes:
    """A chunk with its length and checksum."""
    body = name + payload
    return struct.pack(">I", len(payload)) + body + struct.pack(">I", zlib.crc32(body))
