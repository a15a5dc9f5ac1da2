"""Read items and properties of HEIF and AVIF files that decoders omit or alter.

Pillow rewrites an AVIF's EXIF when its orientation differs, which breaks maker notes, and no
decoder reports a picture's bit depth. Both are read here from the boxes themselves.

Source: ISO/IEC 14496-12 (pitm, iinf, iloc), 23008-12 (ipco, ipma, irot, imir, pixi), 23000-22
(MIAF), AV1-ISOBMFF (av1C), ISO/IEC 21496-1 (tmap, the gain map's item).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from pieditor.imaging.formats.isobmff import boxes

_MOST_ITEMS = 10_000
_LARGEST_ITEM = 16 << 20
# EXIF orientation of (irot's quarter turns anticlockwise, imir's axis or None).
_ORIENTATIONS = {
    (0, None): 1, (1, None): 8, (2, None): 3, (3, None): 6,
    (0, 0): 4, (1, 0): 5, (2, 0): 2, (3, 0): 7,
    (0, 1): 2, (1, 1): 7, (2, 1): 4, (3, 1): 5,
}  # fmt: skip

Extents = list[tuple[int, int, int]]  # construction method, offset, length


@dataclass(slots=True)
class Items:
    """The still pictures of a file and their properties.

    orientation  EXIF orientation of the primary picture's irot and imir
    bits         bits per sample of the primary picture; None if no property states it
    code_points  (primaries, transfer) of the first nclx colour box
    """

    exif: bytes | None = None
    xmp: bytes | None = None
    orientation: int = 1
    bits: int | None = None
    code_points: tuple[int, int] | None = None
    is_sequence: bool = False
    has_gain_map: bool = False


@dataclass(slots=True)
class _Meta:
    primary: int = 0
    kinds: dict[int, tuple[bytes, bytes]] = field(default_factory=dict)  # type, content type
    places: dict[int, Extents] = field(default_factory=dict)
    idat: tuple[int, int] = (0, 0)
    properties: list[tuple[bytes, int, int]] = field(default_factory=list)
    associations: dict[int, list[int]] = field(default_factory=dict)


def read_items(data: bytes) -> Items:
    """Read all items and properties from the boxes; damaged ones are skipped."""
    result = Items()
    meta = _Meta()
    for kind, start, end in boxes(data, 0, len(data)):
        if kind == b"ftyp":
            result.is_sequence |= b"avis" in data[start:end]
        elif kind == b"moov":
            result.is_sequence = True
        elif kind == b"meta" and not meta.kinds:
            for name, inside, after in boxes(data, start + 4, end):
                try:
                    _read_box(data, name, inside, after, meta)
                except (struct.error, IndexError):
                    continue
    result.has_gain_map = any(kind == b"tmap" for kind, _ in meta.kinds.values())
    for item, (kind, content) in meta.kinds.items():
        if kind == b"Exif" and result.exif is None:
            result.exif = _exif(_payload(data, meta, item))
        elif kind == b"mime" and content.startswith(b"application/rdf+xml"):
            result.xmp = result.xmp or _payload(data, meta, item)
    _read_properties(data, meta, result)
    return result


def _read_box(data: bytes, name: bytes, start: int, end: int, meta: _Meta) -> None:
    version = data[start]
    if name == b"pitm":
        meta.primary = struct.unpack_from(">H" if version == 0 else ">I", data, start + 4)[0]
    elif name == b"iinf":
        inside = start + 4 + (2 if version == 0 else 4)
        for kind, at, after in boxes(data, inside, end):
            if kind == b"infe" and len(meta.kinds) < _MOST_ITEMS:
                _read_info(data, at, after, meta)
    elif name == b"iloc":
        _read_places(data, start, end, meta)
    elif name == b"idat":
        meta.idat = (start, end)
    elif name == b"iprp":
        for kind, at, after in boxes(data, start, end):
            if kind == b"ipco":
                meta.properties = list(boxes(data, at, after))[:_MOST_ITEMS]
            elif kind == b"ipma":
                _read_associations(data, at, after, meta)


def _read_info(data: bytes, start: int, end: int, meta: _Meta) -> None:
    version = data[start]
    if version < 2:
        return
    code, width = (">H", 2) if version == 2 else (">I", 4)
    (item,) = struct.unpack_from(code, data, start + 4)
    kind_at = start + 4 + width + 2
    kind = data[kind_at : kind_at + 4]
    names = data[kind_at + 4 : min(end, kind_at + 4 + 512)].split(b"\0")
    meta.kinds[item] = kind, names[1] if kind == b"mime" and len(names) > 1 else b""


def _numbers(data: bytes, at: int, widths: tuple[int, ...]) -> tuple[list[int], int]:
    values = []
    for width in widths:
        values.append(int.from_bytes(data[at : at + width], "big"))
        at += width
    return values, at


def _read_places(data: bytes, start: int, end: int, meta: _Meta) -> None:
    version = data[start]
    sizes = data[start + 4 : start + 6]
    offset_width, length_width = sizes[0] >> 4, sizes[0] & 15
    base_width, index_width = sizes[1] >> 4, sizes[1] & 15 if version in (1, 2) else 0
    item_width = 4 if version == 2 else 2
    (count,), at = _numbers(data, start + 6, (item_width,))
    for _ in range(min(count, _MOST_ITEMS)):
        (item,), at = _numbers(data, at, (item_width,))
        method = 0
        if version in (1, 2):
            (method,), at = _numbers(data, at, (2,))
        (_, base, num_extents), at = _numbers(data, at, (2, base_width, 2))
        extents: Extents = []
        for _ in range(min(num_extents, _MOST_ITEMS)):
            (_, offset, length), at = _numbers(data, at, (index_width, offset_width, length_width))
            extents.append((method & 15, base + offset, length))
            if at > end:
                return
        meta.places[item] = extents


def _read_associations(data: bytes, start: int, end: int, meta: _Meta) -> None:
    version, flags = data[start], data[start + 3]
    (count,), at = _numbers(data, start + 4, (4,))
    for _ in range(min(count, _MOST_ITEMS)):
        (item, num), at = _numbers(data, at, (2 if version < 1 else 4, 1))
        width = 2 if flags & 1 else 1
        found, at = _numbers(data, at, (width,) * num)
        if at > end:
            return
        mask = 0x7FFF if flags & 1 else 0x7F
        meta.associations[item] = [value & mask for value in found]


def _payload(data: bytes, meta: _Meta, item: int) -> bytes | None:
    parts, left = [], _LARGEST_ITEM
    for method, offset, length in meta.places.get(item, []):
        start = offset + (meta.idat[0] if method == 1 else 0)
        last = meta.idat[1] if method == 1 else len(data)
        stop = min(start + length if length else last, last, start + left)
        if method > 1 or start >= stop:
            return None
        parts.append(data[start:stop])
        left -= stop - start
    return b"".join(parts) or None


def _exif(payload: bytes | None) -> bytes | None:
    """Strip the four bytes that give the TIFF header's offset, and anything before the header."""
    if payload is None or len(payload) < 12:
        return None
    begin = 4 + struct.unpack_from(">I", payload)[0]
    block = payload[begin:]
    if block[:2] not in (b"II", b"MM"):
        block = payload[4:].removeprefix(b"Exif\0\0")
    return block if block[:2] in (b"II", b"MM") else None


def _read_properties(data: bytes, meta: _Meta, result: Items) -> None:
    turns, axis = 0, None
    for number in meta.associations.get(meta.primary, []):
        if not 1 <= number <= len(meta.properties):
            continue
        kind, start, end = meta.properties[number - 1]
        if kind == b"irot" and start < end:
            turns = data[start] & 3
        elif kind == b"imir" and start < end:
            axis = data[start] & 1
        elif kind == b"av1C" and start + 4 <= end:
            is_high, is_twelve = data[start + 2] & 0x40, data[start + 2] & 0x20
            result.bits = (12 if is_twelve else 10) if is_high else 8
        elif kind == b"pixi" and start + 6 <= end and result.bits is None:
            result.bits = data[start + 5]
    result.orientation = _ORIENTATIONS[turns, axis]
    for kind, start, end in _colour_boxes(data, meta):
        if kind == b"nclx" and end >= start + 8:
            result.code_points = struct.unpack_from(">HH", data, start + 4)
            break


def _colour_boxes(data: bytes, meta: _Meta) -> Iterator[tuple[bytes, int, int]]:
    for kind, start, end in meta.properties:
        if kind == b"colr":
            yield data[start : start + 4], start, end
