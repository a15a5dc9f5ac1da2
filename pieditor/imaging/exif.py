"""EXIF as a tree of tags: read from a TIFF structure, written back without losing anything.

Source: TIFF 6.0 (section 2) and EXIF 2.32 (CIPA DC-008, section 4.6). Written here because the
bindings of exiv2 are GPL-3, piexif is unmaintained since 2019, and Pillow drops unknown data,
including the maker note's offset (docs/adr/0001-codecs-and-metadata.md).

Most maker notes hold offsets counted from the start of the block, so a note is written back at the
very offset where it was found, and everything else is laid out around it. A note that can neither
stay there nor be moved is dropped, because its offsets would point at unrelated bytes.
"""

import struct
from collections.abc import Collection
from dataclasses import dataclass, field

TYPE_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
TYPE_SIZES |= {129: 1}  # UTF-8, of EXIF 3.0
BYTE, ASCII, SHORT, LONG, RATIONAL, UNDEFINED, UTF8 = 1, 2, 3, 4, 5, 7, 129
# BigTIFF's own types: LONG8, SLONG8, IFD8.
_BIG_TYPE_SIZES = TYPE_SIZES | {16: 8, 17: 8, 18: 8}

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

# No single value of a photograph is larger; a larger one is a damaged length or pixel data.
_LARGEST_VALUE = 16 << 20
# Limit for all values of one directory together. In a sound file values do not overlap, so their
# total is limited by the file's length; a malicious file refers to the same megabytes many times.
_MOST_BYTES = 64 << 20
# A camera writes less than a hundred tags into a directory, a scanner a few hundred. libtiff
# refuses more than 4,096, and outputs get some additional tags.
_MOST_ENTRIES = 4000
# Up to this offset a maker note is kept in place. JPEG's one segment allows less; beyond it, the
# gap before the note would be larger than all other metadata together.
FARTHEST_NOTE = 256 << 10
# Maker notes with offsets relative to their own start, or without offsets: these may be moved.
# Source: exiftool's table of maker notes (Image::ExifTool::MakerNotes), by their first bytes.
_MOVABLE_NOTES = (
    b"Nikon\0\x02", b"FUJIFILM", b"GENERALE", b"OLYMPUS\0", b"OM SYSTEM\0", b"Apple iOS\0",
    b"PENTAX \0", b"SAMSUNG\0", b"Google", b"HDRP", b"GoPro", b"KDK", b"[ae_dbg_info",
)  # fmt: skip


_BIG_MAGIC = 43


class NotExifError(ValueError):
    """The bytes do not begin with a TIFF header."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One tag's value: TIFF type, number of values, raw bytes in the tree's byte order.

    offset  position of the bytes in the block that they were read from; None for new values.
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
        if entry is None or entry.type not in (BYTE, SHORT, LONG, 13, 16, 18):
            return ()
        code = {1: "B", 2: "H", 4: "I", 8: "Q"}[_BIG_TYPE_SIZES[entry.type]]
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
    """An ASCII entry with its terminating zero byte."""
    data = text.encode("utf-8") + b"\0"
    return Entry(ASCII, len(data), data)


def num_entries(data: bytes | memoryview, offset: int, order: str, *, is_big: bool = False) -> int:
    """The number of a directory's entries that lie within the data; 0 if the directory does not."""
    code, count_width, entry_width = ("Q", 8, 20) if is_big else ("H", 2, 12)
    if offset < 8 or offset + count_width > len(data):
        return 0
    (claimed,) = struct.unpack_from(order + code, data, offset)
    return min(claimed, (len(data) - offset - count_width) // entry_width, _MOST_ENTRIES)


def read_ifd(
    data: bytes | memoryview,
    offset: int,
    order: str,
    *,
    is_big: bool = False,
    only: Collection[int] | None = None,
) -> tuple[Ifd, int]:
    """Read one directory and the offset of the next (0: none).

    is_big  the directory has the layout of a BigTIFF
    only    the tags to read; None for all
    Entries that point outside the data or have an unknown type are skipped, because cameras and
    editors do write such; so are values beyond `_MOST_BYTES` in total, and entries beyond
    `_MOST_ENTRIES`. A directory that lies outside the data is read as empty.
    """
    ifd: Ifd = {}
    count_code, value_code, width = ("Q", "Q", 8) if is_big else ("H", "I", 4)
    count_width, entry_width = (8, 20) if is_big else (2, 12)
    type_sizes = _BIG_TYPE_SIZES if is_big else TYPE_SIZES
    if offset < 8 or offset + count_width > len(data):
        return ifd, 0
    (num_claimed,) = struct.unpack_from(order + count_code, data, offset)
    budget = min(len(data), _MOST_BYTES)
    for index in range(num_entries(data, offset, order, is_big=is_big)):
        at = offset + count_width + entry_width * index
        tag, type_, count = struct.unpack_from(f"{order}HH{value_code}", data, at)
        if only is not None and tag not in only:
            continue
        size = type_sizes.get(type_, 0) * count
        if type_ not in type_sizes or size > _LARGEST_VALUE or size > budget or tag in ifd:
            continue
        place = at + entry_width - width
        value_at = place
        if size > width:
            (value_at,) = struct.unpack_from(order + value_code, data, place)
        if value_at + size > len(data):
            continue
        budget -= size
        ifd[tag] = Entry(type_, count, bytes(data[value_at : value_at + size]), value_at)
    after = offset + count_width + entry_width * num_claimed
    if after + width > len(data):
        return ifd, 0
    return ifd, struct.unpack_from(order + value_code, data, after)[0]


def read_header(data: bytes | memoryview) -> tuple[str, int]:
    """Byte order and the offset of the first directory of a TIFF structure.

    Also accepts BigTIFF and the magic numbers of raw files with TIFF structure (Olympus,
    Panasonic). Raises NotExifError.
    """
    order = {b"II": "<", b"MM": ">"}.get(bytes(data[:2]))
    if order is None or len(data) < 8:
        raise NotExifError("no TIFF header")
    magic, first = struct.unpack_from(order + "HI", data, 2)
    if magic == _BIG_MAGIC and len(data) >= 16:
        return order, struct.unpack_from(order + "Q", data, 8)[0]
    if magic not in (42, 0x55, 0x4F52, 0x5352):
        raise NotExifError("no TIFF header")
    return order, first


def is_big_tiff(data: bytes | memoryview) -> bool:
    """Whether the header is that of a BigTIFF, with offsets of eight bytes."""
    return bytes(data[:4]) in (b"II+\0", b"MM\0+")


def parse(data: bytes | memoryview) -> ExifTree:
    """Read an EXIF block (without its "Exif" prefix) or the metadata of a TIFF file.

    Raises NotExifError when there is no TIFF header; damaged parts after it are skipped.
    """
    order, first = read_header(data)
    tree = ExifTree(order)
    is_big = is_big_tiff(data)

    def sub_ifd(parent: Ifd, pointer: int) -> Ifd:
        offset = tree.integer(parent, pointer)
        parent.pop(pointer, None)
        return read_ifd(data, offset, order, is_big=is_big)[0] if offset else {}

    tree.main, next_offset = read_ifd(data, first, order, is_big=is_big)
    tree.exif = sub_ifd(tree.main, EXIF_POINTER)
    tree.gps = sub_ifd(tree.main, GPS_POINTER)
    tree.interop = sub_ifd(tree.exif, INTEROP_POINTER)
    if next_offset and not is_big:
        tree.thumbnail_ifd, _ = read_ifd(data, next_offset, order)
        start = tree.integer(tree.thumbnail_ifd, THUMBNAIL_OFFSET)
        length = tree.integer(tree.thumbnail_ifd, THUMBNAIL_LENGTH)
        if start and 0 < length <= len(data) - start:
            tree.thumbnail = bytes(data[start : start + length])
    return tree


def note_is_kept(tree: ExifTree, farthest: int = FARTHEST_NOTE) -> bool:
    """Whether `serialize` keeps the maker note with valid offsets; also true if there is none."""
    note = tree.exif.get(MAKER_NOTE)
    if note is None or len(note.data) <= 4 or note.offset is None:
        return True
    return _pin(tree, farthest) > 0 or note.data.startswith(_MOVABLE_NOTES)


def _pin(tree: ExifTree, farthest: int) -> int:
    """The offset at which the maker note must be written, or 0 if any will do."""
    note = tree.exif.get(MAKER_NOTE)
    if note is None or note.offset is None or len(note.data) <= 4:
        return 0
    return note.offset if 8 <= note.offset <= farthest - len(note.data) else 0


def leading_offset(tree: ExifTree, farthest: int = FARTHEST_NOTE) -> int:
    """The offset of `serialize`'s `leading` bytes: right after the header or the maker note."""
    pin = _pin(tree, farthest)
    end = pin + len(tree.exif[MAKER_NOTE].data) if pin else 8
    return end + end % 2


class _Layout:
    """Allocates even offsets, first before the pinned maker note, then after all allocated data."""

    def __init__(self, pin: int, back: int) -> None:
        self._front = 8
        self._pin = pin
        self._back = back + back % 2

    def take(self, size: int) -> int:
        size += size % 2
        if self._front + size <= self._pin:
            self._front += size
            return self._front - size
        self._back += size
        return self._back - size


def serialize(tree: ExifTree, *, leading: bytes = b"", farthest: int = FARTHEST_NOTE) -> bytes:
    """Write the tree as a TIFF structure; `parse` of the result gives the same tree.

    leading   bytes to write at `leading_offset`: the strips of a TIFF file
    farthest  a maker note keeps its offset if it ends before this one
    A maker note for which `note_is_kept` is false is left out.
    """
    note = tree.exif.get(MAKER_NOTE)
    is_kept = note_is_kept(tree, farthest)
    pin = _pin(tree, farthest)
    chunks: list[tuple[int, bytes]] = []
    if pin and note:
        chunks.append((pin, note.data))
    front = leading_offset(tree, farthest)
    if leading:
        chunks.append((front, leading))
    layout = _Layout(pin, front + len(leading))

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
    if not is_kept:
        del exif[MAKER_NOTE]
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
