"""IPTC-IIM inside Photoshop image resources, as stored in JPEG, PNG and TIFF.

Sources: Adobe Photoshop file formats specification, "Image resource blocks" (0x0404 is IPTC-NAA,
0x040A the copyright flag, 0x040B the web address); IPTC-NAA Information Interchange Model 4.2,
section 1.5 (datasets).
"""

import struct
from collections.abc import Iterator

_IPTC = 0x0404
# Resources about the picture and not about its layout in Photoshop.
_ABOUT_THE_PICTURE = (0x040A, 0x040B)


def _blocks(resources: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each complete resource: its number, its content, and all its bytes."""
    at = 0
    while at + 12 <= len(resources) and resources[at : at + 4] == b"8BIM":
        start = at
        (identity,) = struct.unpack_from(">H", resources, at + 4)
        name_length = resources[at + 6] + 1
        at += 6 + name_length + name_length % 2
        if at + 4 > len(resources):
            return
        (size,) = struct.unpack_from(">I", resources, at)
        at += 4
        yield identity, resources[at : at + size], resources[start : at + size + size % 2]
        at += size + size % 2


def iptc_of_resources(resources: bytes) -> bytes | None:
    """The IPTC-IIM stream among Photoshop image resources, or None."""
    return next((data for number, data, _ in _blocks(resources) if number == _IPTC), None) or None


def other_resources(resources: bytes) -> bytes:
    """The resources about the picture except IPTC, unchanged."""
    kept = [whole for number, _, whole in _blocks(resources) if number in _ABOUT_THE_PICTURE]
    return b"".join(whole + b"\0" * (len(whole) % 2) for whole in kept)


def resources_of_iptc(iptc: bytes | None, others: bytes = b"") -> bytes:
    """An IPTC-IIM stream as a Photoshop image resource, followed by other resources."""
    if not iptc:
        return others
    padding = b"\0" * (len(iptc) % 2)
    return struct.pack(">4sHHI", b"8BIM", _IPTC, 0, len(iptc)) + iptc + padding + others


def datasets(stream: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each dataset of an IPTC-IIM stream: all its bytes, and its value.

    The bytes from a damaged dataset on are one piece without a value.
    """
    at = 0
    while at < len(stream):
        if stream[at] != 0x1C or at + 5 > len(stream):
            yield stream[at:], b""
            return
        (length,) = struct.unpack_from(">H", stream, at + 3)
        start = at + 5
        if length & 0x8000:  # extended dataset: the low bits give the length's size
            width = length & 0x7FFF
            length = int.from_bytes(stream[start : start + width], "big") if width <= 4 else 0
            start += width
        yield stream[at : start + length], stream[start : start + length]
        at = start + length
