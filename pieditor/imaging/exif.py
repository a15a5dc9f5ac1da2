"""EXIF as a tree of tags: read from a TIFF structure, written back without losing anything.

Source: TIFF 6.0 (section 2) and EXIF 2.32 (CIPA DC-008, section 4.6).
Written here because the bindings of exiv2 are GPL-3, piexif is unmaintained since 2019, and Pillow
drops what it does not know, the maker note's place among it (docs/adr/0001-codecs-and-metadata.md).

A maker note holds offsets counted from the start of the block, so it is written back at the very
offset where it was found; everything else is laid out around it.
"""

import struct
from dataclasses import dataclass, field

TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 1, 2, 3, 4, 5, 7

ORIENTATION = 0x0112
SOFTWARE = 0x0131
EXIF_POINTER = 0x8769
GPS_POINTER = 0x8825
INTEROP_POINTER = 0xA005
MAKER_NOTE = 0x927C
COLOR_SPACE = 0xA001
PIXEL_WIDTH = 0xA002
PIXEL_HEIGHT = 0xA003
INTEROP_INDEX = 0x0001
THUMBNAIL_OFFSET = 0x0201
THUMBNAIL_LENGTH = 0x0202

# No single value of a photograph is larger; more is a damaged length or the pixels themselves.
_LARGEST_VALUE = 16 << 20


class NotExifError(ValueError):
    """The bytes do not begin with a TIFF header."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag's value: TIFF type, number of values, raw bytes in the tree's byte order.

    offset  where the bytes began in the block they came from; None for values made here.
    """

    type: int
    count: int
    data: bytes
    offset: int | None = None


Ifd = dict[int, Entry]


@dataclass(slots=True)
class ExifTree:
    """All directories of one EXIF block; `order` is "<" or ">" as in `struct`."""

    order: str = "<"
    main: Ifd = field(default_factory=dict)
    exif: Ifd = field(default_factory=dict)
    gps: Ifd = field(default_factory=dict)
    interop: Ifd = field(default_factory=dict)
    thumbnail_ifd: Ifd = field(default_factory=dict)
    thumbnail: bytes | None = None

    def integers(self, ifd: Ifd, tag: int) -> tuple[int, ...]:
        """The values of a BYTE, SHORT or LONG tag; empty when it is missing or of another type."""
        entry = ifd.get(tag)
        if entry is None or entry.type not in (BYTE, SHORT, LONG, 13):
            return ()
        code = {1: "B", 2: "H", 4: "I"}[TYPE_SIZES[entry.type]]
        return struct.unpack(f"{self.order}{entry.count}{code}", entry.data)

    def integer(self, ifd: Ifd, tag: int, default: int = 0) -> int:
        """The first value of an integer tag, or `default`."""
        values = self.integers(ifd, tag)
        return values[0] if values else default

    def text(self, ifd: Ifd, tag: int) -> str:
        """An ASCII tag up to its first zero byte; "" when missing."""
        entry = ifd.get(tag)
        return entry.data.split(b"\0")[0].decode("utf-8", "replace") if entry else ""

    def short(self, *values: int) -> Entry:
        """A SHORT entry in this tree's byte order."""
        return Entry(SHORT, len(values), struct.pack(f"{self.order}{len(values)}H", *values))

    def long(self, *values: int) -> Entry:
        """A LONG entry in this tree's byte order."""
        return Entry(LONG, len(values), struct.pack(f"{self.order}{len(values)}I", *values))

    def rational(self, numerator: int, denominator: int = 1) -> Entry:
        """A RATIONAL entry in this tree's byte order."""
        return Entry(RATIONAL, 1, struct.pack(f"{self.order}2I", numerator, denominator))


def ascii_entry(text: str) -> Entry:
    """An ASCII entry with its closing zero byte."""
    data = text.encode("utf-8") + b"\0"
    return Entry(ASCII, len(data), data)


def read_ifd(data: bytes | memoryview, offset: int, order: str) -> tuple[Ifd, int]:
    """Read one directory and the offset of the next (0: none).

    Entries that point outside the data or have an unknown type are left out, because cameras and
    editors do write such; a directory that itself lies outside gives an empty one.
    """
    ifd: Ifd = {}
    if offset < 8 or offset + 2 > len(data):
        return ifd, 0
    (num_entries,) = struct.unpack_from(order + "H", data, offset)
    for index in range(num_entries):
        at = offset + 2 + 12 * index
        if at + 12 > len(data):
            return ifd, 0
        tag, type_, count = struct.unpack_from(order + "HHI", data, at)
        size = TYPE_SIZES.get(type_, 0) * count
        if type_ not in TYPE_SIZES or size > _LARGEST_VALUE:
            continue
        value_at = at + 8 if size <= 4 else struct.unpack_from(order + "I", data, at + 8)[0]
        if value_at + size > len(data):
            continue
        ifd.setdefault(tag, Entry(type_, count, bytes(data[value_at : value_at + size]), value_at))
    after = offset + 2 + 12 * num_entries
    if after + 4 > len(data):
        return ifd, 0
    return ifd, struct.unpack_from(order + "I", data, after)[0]


def read_header(data: bytes | memoryview) -> tuple[str, int]:
    """Byte order and the offset of the first directory of a TIFF structure.

    Accepts the magic numbers of raw files that are TIFF otherwise (Olympus, Panasonic).
    Raises NotExifError.
    """
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[:2]))
    if order is None or len(data) < 8:
        raise NotExifError("no TIFF header")
    magic, first = struct.unpack_from(order + "HI", data, 2)
    if magic not in (42, 0x55, 0x4F52, 0x5352):
        raise NotExifError("no TIFF header")
    return order, first


def parse(data: bytes | memoryview) -> ExifTree:
    """Read an EXIF block (without its "Exif" prefix) or the metadata of a TIFF file.

    Raises NotExifError when there is no TIFF header; damaged parts behind it are left out.
    """
    order, first = read_header(data)
    tree = ExifTree(order)
    tree.main, next_offset = read_ifd(data, first, order)
    tree.exif = _sub_ifd(tree, data, tree.main, EXIF_POINTER)
    tree.gps = _sub_ifd(tree, data, tree.main, GPS_POINTER)
    tree.interop = _sub_ifd(tree, data, tree.exif, INTEROP_POINTER)
    if next_offset:
        tree.thumbnail_ifd, _ = read_ifd(data, next_offset, order)
        start = tree.integer(tree.thumbnail_ifd, THUMBNAIL_OFFSET)
        length = tree.integer(tree.thumbnail_ifd, THUMBNAIL_LENGTH)
        if start and 0 < length <= len(data) - start:
            tree.thumbnail = bytes(data[start : start + length])
    return tree


def _sub_ifd(tree: ExifTree, data: bytes | memoryview, parent: Ifd, pointer: int) -> Ifd:
    offset = tree.integer(parent, pointer)
    parent.pop(pointer, None)
    return read_ifd(data, offset, tree.order)[0] if offset else {}


class _Layout:
    """Hands out even offsets, first before the pinned maker note, then behind it."""

    def __init__(self, pin: int, pinned_size: int) -> None:
        self._front = 8
        self._pin = pin
        end = max(8, pin + pinned_size)
        self._back = end + end % 2

    def take(self, size: int) -> int:
        size += size % 2
        if self._front + size <= self._pin:
            self._front += size
            return self._front - size
        self._back += size
        return self._back - size


def serialize(tree: ExifTree, *, leading: bytes = b"") -> bytes:
    """Write the tree as a TIFF structure; `parse` of the result gives the same tree.

    leading  bytes to stand right behind the header, at offset 8: the strips of a TIFF file, where
             no maker note can be pinned.
    """
    note = tree.exif.get(MAKER_NOTE)
    # Beyond 48 KiB the block would not fit a JPEG segment; a maker note from so far back came from
    # a raw file, where it lost its neighbourhood in any case.
    chunks: list[tuple[int, bytes]] = []
    pin = 0
    if note is not None and note.offset is not None and len(note.data) > 4 and not leading:
        if 8 <= note.offset <= (48 << 10) - len(note.data):
            pin = note.offset
            chunks.append((pin, note.data))
    layout = _Layout(pin, len(note.data) if note and pin else 0)
    if leading:
        chunks.append((layout.take(len(leading)), leading))

    def place(data: bytes) -> int:
        offset = layout.take(len(data))
        chunks.append((offset, data))
        return offset

    def write_ifd(ifd: Ifd, next_offset: int = 0) -> int:
        table = bytearray(struct.pack(tree.order + "H", len(ifd)))
        for tag in sorted(ifd):
            entry = ifd[tag]
            table += struct.pack(tree.order + "HHI", tag, entry.type, entry.count)
            if len(entry.data) <= 4:
                table += entry.data.ljust(4, b"\0")
            elif pin and entry is note:
                table += struct.pack(tree.order + "I", pin)
            else:
                table += struct.pack(tree.order + "I", place(entry.data))
        return place(bytes(table + struct.pack(tree.order + "I", next_offset)))

    main, exif = dict(tree.main), dict(tree.exif)
    if tree.interop:
        exif[INTEROP_POINTER] = tree.long(write_ifd(tree.interop))
    if exif:
        main[EXIF_POINTER] = tree.long(write_ifd(exif))
    if tree.gps:
        main[GPS_POINTER] = tree.long(write_ifd(tree.gps))
    next_offset = 0
    if tree.thumbnail is not None:
        ifd = dict(tree.thumbnail_ifd)
        ifd[THUMBNAIL_OFFSET] = tree.long(place(tree.thumbnail))
        ifd[THUMBNAIL_LENGTH] = tree.long(len(tree.thumbnail))
        next_offset = write_ifd(ifd)
    first = write_ifd(main, next_offset)
    block = bytearray(max(offset + len(data) for offset, data in chunks))
    block[:8] = (b"II" if tree.order == "<" else b"MM") + struct.pack(tree.order + "HI", 42, first)
    for offset, data in chunks:
        block[offset : offset + len(data)] = data
    return bytes(block)
