"""Seeded damage and malice: the same number gives the same bytes.

Some of it is blind (bits, runs, pieces that are lost, doubled, or come from another file); most
aims at what a format trusts: lengths, counts, offsets and types, in the container as in the EXIF
block inside. Checksums are made right again afterwards, or a decoder would look no further.
"""

import itertools
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

from pieditor.imaging.exif import TYPE_SIZES
from tests.fuzz import hostile

_PNG = b"\x89PNG\r\n\x1a\n"
_TIFF_HEADER = re.compile(rb"II\*\0|MM\0\*|II\+\0\x08\0|MM\0\+\0\x08")
_BOXES_OF_BOXES = {
    b"moov": 0, b"trak": 0, b"mdia": 0, b"minf": 0, b"stbl": 0, b"dinf": 4, b"meta": 4,
    b"iprp": 0, b"ipco": 0, b"iinf": 6, b"edts": 0, b"stsd": 8, b"iref": 4,
}  # fmt: skip
_BRANDS = (b"avif", b"avis", b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"crx ", b"mp42")
_MOST_FIELDS = 4000


@dataclass(frozen=True, slots=True)
class Field:
    """A number that a reader trusts: where, how many bytes, "<" or ">"."""

    at: int
    width: int
    order: str


def mutated(data: bytes, others: Sequence[bytes], rng: Random) -> bytes:
    """A photo or document with one to six changes."""
    result = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 2, 3, 6))):
        if result:
            rng.choice(_CHANGES)(result, others, rng)
    if result.startswith(_PNG) and rng.random() < 0.8:
        _mend_checksums(result)
    if result.startswith(b"RIFF") and rng.random() < 0.7:
        struct.pack_into("<I", result, 4, max(len(result) - 8, 0))
    return bytes(result)


def _flip_bits(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    # Half of them near the beginning, where the headers are.
    span = min(len(data), 512) if rng.random() < 0.5 else len(data)
    for _i in range(rng.choice((1, 1, 2, 8, 64))):
        data[rng.randrange(span)] ^= 1 << rng.randrange(8)


def _overwrite_run(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    start = rng.randrange(len(data))
    length = min(rng.choice((1, 2, 4, 8, 16, 64, 1024)), len(data) - start)
    fill = rng.choice((b"\0", b"\xff", b"\x80", rng.randbytes(1)))
    data[start : start + length] = rng.choice((fill * length, rng.randbytes(length)))


def _cut_off(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    del data[rng.choice((rng.randrange(len(data)), rng.randrange(min(len(data), 64)), -1, -2)) :]


def _remove(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    start = rng.randrange(len(data))
    del data[start : start + rng.choice((1, 2, 4, 12, 100, 1000))]


def _repeat(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.choice((1, 4, 12, 100, 2000))]
    data[start:start] = piece * rng.choice((1, 2, 50))


def _splice(data: bytearray, others: Sequence[bytes], rng: Random) -> None:
    other = rng.choice(others)
    start, cut = rng.randrange(len(data)), rng.randrange(len(other) + 1)
    length = rng.choice((4, 64, 1000, len(other)))
    if rng.random() < 0.5:
        data[start:] = other[cut:]
    else:
        data[start : start + length] = other[cut : cut + length]


def _insert_hostile(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    start = rng.randrange(len(data))
    word = rng.choice(hostile.WORDS)
    data[start : start + rng.choice((0, len(word)))] = word


def _lie(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    """Another number in one to four trusted places."""
    found = fields(bytes(data))
    offsets = [field.at for field in found] or [0]
    for field in rng.sample(found, min(len(found), rng.choice((1, 1, 2, 4)))):
        most = (1 << 8 * field.width) - 1
        old = int.from_bytes(
            data[field.at : field.at + field.width], "little" if field.order == "<" else "big"
        )
        new = rng.choice((
            *hostile.NUMBERS, most, most - 1, most >> 1, (most >> 1) + 1, old + 1, old - 1,
            old * 2, old << 8, old >> 1, len(data), len(data) - 1, len(data) + 1,
            rng.choice(offsets), rng.choice(offsets), rng.randrange(most + 1),
        ))  # fmt: skip
        data[field.at : field.at + field.width] = (new & most).to_bytes(
            field.width, "little" if field.order == "<" else "big"
        )


def _spoil_packet(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    """Hostile values in an XMP packet, in its place and as long as it was."""
    start, end = data.find(b"<?xpacket begin"), data.rfind(b'<?xpacket end="w"?>')
    if 0 <= start < end:
        packet = hostile.packet(bytes(data[start:end]), rng)
        data[start:end] = packet[: end - start].ljust(end - start)


def _swap_brands(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    if data[4:8] == b"ftyp":
        at = rng.choice((8, 16, 20, 24, 28))
        data[at : at + 4] = rng.choice(_BRANDS)


def _add_metadata(data: bytearray, _: Sequence[bytes], rng: Random) -> None:
    """Hostile EXIF, XMP, IPTC, profiles and texts, well packed into a container that takes more."""
    if data.startswith(b"\xff\xd8"):
        data[2:2] = hostile.jpeg_segments(rng)
    elif data.startswith(_PNG):
        data[33:33] = hostile.png_chunks(rng)
    elif data[8:16] == b"WEBPVP8X":
        data.extend(hostile.riff_chunks(rng))
        data[20] |= 0x0C
        struct.pack_into("<I", data, 4, len(data) - 8)
    else:
        _lie(data, (), rng)


_CHANGES: tuple[Callable[[bytearray, Sequence[bytes], Random], None], ...] = (
    _flip_bits, _flip_bits, _overwrite_run, _cut_off, _remove, _repeat, _splice, _insert_hostile,
    _lie, _lie, _lie, _lie, _lie, _spoil_packet, _swap_brands, _add_metadata, _add_metadata,
)  # fmt: skip


def _mend_checksums(data: bytearray) -> None:
    at = len(_PNG)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if at + 12 + length > len(data):
            return
        end = at + 8 + length
        struct.pack_into(">I", data, end, zlib.crc32(data[at + 4 : end]))
        at = end + 4


def fields(data: bytes) -> list[Field]:
    """The numbers that readers of a photo trust, by the kind of its container."""
    found: list[Iterator[Field]] = []
    if data.startswith(b"\xff\xd8"):
        found.append(_jpeg_fields(data))
    elif data.startswith(_PNG):
        found.append(_png_fields(data))
    elif data.startswith(b"RIFF"):
        found.append(_riff_fields(data))
    elif data[4:8] == b"ftyp":
        found.append(_box_fields(data, 0, len(data)))
    found += [_tiff_fields(data, match.start()) for match in _TIFF_HEADER.finditer(data)]
    if data[:4] == b"PK\3\4":
        found.append(Field(at, 4, "<") for at in (14, 18, 22, 26))
    # Not all at once: a length that lies already would make millions.
    some = itertools.islice(itertools.chain(*found), _MOST_FIELDS)
    return [field for field in some if field.at + field.width <= len(data)]


def _jpeg_fields(data: bytes) -> Iterator[Field]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        yield Field(at + 2, 2, ">")
        if marker < 0xE0:
            yield from (Field(place, 1, ">") for place in range(at + 4, at + 4 + min(length, 24)))
        if 0xC0 <= marker <= 0xC2:
            yield from (Field(at + 5, 2, ">"), Field(at + 7, 2, ">"))
        at += 2 + length


def _png_fields(data: bytes) -> Iterator[Field]:
    at = len(_PNG)
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield Field(at, 4, ">")
        if name in (b"IHDR", b"acTL", b"fcTL", b"pHYs", b"gAMA", b"cHRM"):
            end = at + 8 + min(length, 32)
            yield from (Field(place, 4, ">") for place in range(at + 8, end, 4))
            yield from (Field(place, 1, ">") for place in range(at + 16, at + 21))
        at += 12 + length


def _riff_fields(data: bytes) -> Iterator[Field]:
    at = 12
    yield Field(4, 4, "<")
    while at + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, at + 4)
        yield Field(at + 4, 4, "<")
        yield from (Field(place, 3, "<") for place in range(at + 8, at + 24, 3))
        at += 8 + length + length % 2


def _box_fields(data: bytes, start: int, end: int) -> Iterator[Field]:
    while start + 8 <= end:
        length, name = struct.unpack_from(">I4s", data, start)
        yield Field(start, 4, ">")
        length = min(length, end - start)
        if length < 8:
            return
        if name in _BOXES_OF_BOXES:
            inside = start + 8 + _BOXES_OF_BOXES[name]
            yield from (Field(place, 2, ">") for place in range(start + 8, inside, 2))
            yield from _box_fields(data, inside, start + length)
        elif name != b"mdat":
            # Sizes and counts stand at even places of the small boxes.
            for place in range(start + 8, min(start + length, start + 120), 2):
                yield Field(place, 4 if place % 4 == 0 else 2, ">")
                yield Field(place, 1, ">")
        start += length


def _tiff_fields(data: bytes, base: int) -> Iterator[Field]:
    order = "<" if data[base : base + 2] == b"II" else ">"
    is_big = data[base + 2 : base + 4] in (b"+\0", b"\0+")
    count_width, width, entry = (8, 8, 20) if is_big else (2, 4, 12)
    first = base + (8 if is_big else 4)
    yield Field(first, width, order)
    pending, seen = [first], set[int]()
    while pending and len(seen) < 8:
        at = pending.pop()
        if at + width > len(data):
            continue
        directory = base + _number(data, at, width, order)
        if directory in seen or directory + count_width > len(data):
            continue
        seen.add(directory)
        yield Field(directory, count_width, order)
        count = min(_number(data, directory, count_width, order), 100)
        for index in range(count):
            place = directory + count_width + entry * index
            yield Field(place, 2, order)
            yield Field(place + 2, 2, order)
            yield Field(place + 4, width, order)
            yield Field(place + 4 + width, width, order)
            if place + 12 > len(data):
                break
            tag, type_ = struct.unpack_from(order + "HH", data, place)
            if tag in (0x8769, 0x8825, 0xA005, 0x014A) and type_ in TYPE_SIZES:
                pending.append(place + 4 + width)
            elif not is_big and tag in (0x0102, 0x0111, 0x0117, 0x0144, 0x0145):
                value = base + _number(data, place + 8, 4, order)
                yield from (Field(value + step, 2, order) for step in range(0, 12, 2))
        pending.append(directory + count_width + entry * count)
        yield Field(directory + count_width + entry * count, width, order)


def _number(data: bytes, at: int, width: int, order: str) -> int:
    return int.from_bytes(data[at : at + width], "little" if order == "<" else "big")
