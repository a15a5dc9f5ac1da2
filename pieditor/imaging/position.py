"""Remove the GPS position from all metadata of a file.

Positions occur outside EXIF's GPS directory too: in XMP of drones and motion photos, in GeoTIFF
tags, in comments and captions. Fields with a position's name are removed by name; texts that repeat
coordinates found elsewhere are removed by value, in any notation.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pieditor.core.photo import Metadata
from pieditor.imaging import exif as exif_block
from pieditor.imaging import iptc as iptc_stream
from pieditor.imaging import xmp
from pieditor.imaging.exif import Entry, ExifTree

# ModelPixelScale, ModelTiepoint, ModelTransformation, GeoKeyDirectory, GeoDoubleParams,
# GeoAsciiParams, and GDAL's metadata. Source: OGC GeoTIFF 1.1.
GEOTIFF_TAGS = (0x830E, 0x8482, 0x85D8, 0x87AF, 0x87B0, 0x87B1, 0xA480, 0xA481)
_NAMES = ("gps", "latitude", "longitude", "longtitude", "altitude", "geotag", "georef")
_GEO_NAMESPACES = ("georss", "wgs84_pos", "schemas.microsoft.com/photo/gps")
_LATITUDE, _LONGITUDE, _LAT_REF, _LONG_REF = 2, 4, 1, 3
# A number with its decimals. Each run of digits is matched once, so long texts take linear time.
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Three decimals of a degree are 100 metres: such a number is hardly a coincidence.
_NEAR_DEGREES, _NEAR_MINUTES, _NEAR_SECONDS = 0.0015, 0.06, 2.0
# A photo has the coordinates of its place and perhaps of another, each in EXIF and in XMP.
_MOST_COORDINATES = 64
# Keyed by whole degrees, so that every number in a text is compared with few of them.
_Coordinates = dict[int, list[float]]


def names_a_position(namespace: str, local: str) -> bool:
    """Whether an XMP property's name says that it holds a position."""
    name = local.lower()
    if any(part in name for part in _NAMES) or name.startswith("georss"):
        return True
    return any(part in namespace for part in _GEO_NAMESPACES)


def without_position(tree: ExifTree, root: xmp.Element | None, metadata: Metadata) -> Metadata:
    """Remove the position from an EXIF and an XMP tree in place; returns `metadata` without it.

    The maker note is removed too, because it may hold positions in undocumented forms.
    """
    coordinates = _by_degree([*_of_exif(tree), *_of_xmp(root)])
    tree.gps = {}
    tree.exif.pop(exif_block.MAKER_NOTE, None)
    for tag in GEOTIFF_TAGS:
        tree.main.pop(tag, None)
    for ifd in (tree.main, tree.exif):
        for tag in [t for t, entry in ifd.items() if _repeats(_texts_of(entry), coordinates)]:
            del ifd[tag]
    if root is not None:
        xmp.remove(root, names_a_position)
        _remove_values(root, coordinates)
    return replace(
        metadata,
        iptc=_without_in_iptc(metadata.iptc, coordinates),
        resources=b"" if _repeats(_decodings(metadata.resources), coordinates)
        else metadata.resources,
        comments=tuple(c for c in metadata.comments if not _repeats(_decodings(c), coordinates)),
        texts=tuple(
            (keyword, text)
            for keyword, text in metadata.texts
            if not names_a_position("", keyword)
            and not _repeats([text], coordinates)
            and not any(name in text.lower() for name in _NAMES)
        ),
    )  # fmt: skip


def _of_exif(tree: ExifTree) -> Iterator[float]:
    """Latitude and longitude in degrees, without their sign."""
    for tag in (_LATITUDE, _LONGITUDE):
        entry = tree.gps.get(tag)
        if entry is None or entry.type != exif_block.RATIONAL or entry.count != 3:
            continue
        values = struct.unpack(f"{tree.order}6I", entry.data)
        parts = [n / d if d else 0.0 for n, d in zip(values[::2], values[1::2], strict=True)]
        yield parts[0] + parts[1] / 60 + parts[2] / 3600


def _of_xmp(root: xmp.Element | None) -> Iterator[float]:
    """Every coordinate among the properties with a coordinate's name."""
    for element in root.walk() if root is not None else ():
        named = [(element.resolve(n), text) for n, text in element.attributes.items()]
        named.append((element.qualified, element.text))
        for (namespace, local), text in named:
            if not names_a_position(namespace, local) or "altitude" in local.lower():
                continue
            numbers = [float(n) for n in _NUMBER.findall(text[:200])]
            # 48.137154 or 48,8.22924N or 48,8,13.75N
            if len(numbers) == 1 and numbers[0] <= 180 and "." in text:
                yield numbers[0]
            elif len(numbers) in (2, 3) and numbers[0] <= 180 and max(numbers[1:]) < 60:
                yield sum(n / 60**power for power, n in enumerate(numbers))


def _by_degree(coordinates: Iterable[float]) -> _Coordinates:
    table: _Coordinates = {}
    for coordinate in list(dict.fromkeys(coordinates))[:_MOST_COORDINATES]:
        for whole in {int(coordinate - _NEAR_DEGREES), int(coordinate + _NEAR_DEGREES)}:
            table.setdefault(whole, []).append(coordinate)
    return table


def _repeats(texts: Iterable[str], coordinates: _Coordinates) -> bool:
    """Whether any text contains one of the coordinates, in degrees or sexagesimal."""
    return bool(coordinates) and any(_spells(text, coordinates) for text in texts)


def _spells(text: str, coordinates: _Coordinates) -> bool:
    found = _NUMBER.findall(text)
    for at, written in enumerate(found):
        value = float(written) if len(written) < 32 else 0.0
        for degrees in coordinates.get(int(value), ()):
            if _is_written_at(found, at, value, degrees):
                return True
    return False


def _is_written_at(found: list[str], at: int, value: float, degrees: float) -> bool:
    whole = int(degrees)
    minutes = (degrees - whole) * 60
    seconds = (minutes - int(minutes)) * 60
    decimals = len(found[at].partition(".")[2])
    if decimals >= 3 and abs(value - degrees) < _NEAR_DEGREES:
        return True
    if value != whole or decimals:
        return False
    following = [float(n) for n in found[at + 1 : at + 3] if len(n) < 32]
    has_decimals = "." in "".join(found[at + 1 : at + 2])
    if following and has_decimals and abs(following[0] - minutes) < _NEAR_MINUTES:
        return True
    is_minute = len(following) == 2 and following[0] == int(minutes)
    return is_minute and abs(following[1] - seconds) < _NEAR_SECONDS


def _texts_of(entry: Entry) -> list[str]:
    """The texts that an EXIF value may hold; none for numbers."""
    if entry.type not in (exif_block.ASCII, exif_block.UTF8, exif_block.BYTE, exif_block.UNDEFINED):
        return []
    return _decodings(entry.data)


def _decodings(data: bytes) -> list[str]:
    """Possible decodings of bytes as text; digits are equal in all single-byte encodings."""
    if not data or len(data) > 1 << 20:
        return []
    # UTF-16 of either byte order becomes readable when its zero bytes are removed.
    return [data.decode("latin-1"), data.replace(b"\0", b"").decode("latin-1")]


def _remove_values(root: xmp.Element, coordinates: _Coordinates) -> None:
    for element in root.walk():
        for name in [n for n, text in element.attributes.items() if _repeats([text], coordinates)]:
            del element.attributes[name]
        if _repeats([element.text], coordinates):
            element.children = list(element.elements)


def _without_in_iptc(stream: bytes | None, coordinates: _Coordinates) -> bytes | None:
    if not stream:
        return stream
    kept = [
        whole
        for whole, value in iptc_stream.datasets(stream)
        if not _repeats(_decodings(value), coordinates)
    ]
    return b"".join(kept) or None
