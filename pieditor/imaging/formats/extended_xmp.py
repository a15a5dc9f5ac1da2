"""XMP larger than one JPEG segment: a main packet and an extended one.

Source: XMP specification part 3, section 1.1.3.1 (extended XMP in JPEG): the main packet holds
xmpNote:HasExtendedXMP, the MD5 digest of the extended one, in 32 hexadecimal digits. Segments of
the extended packet carry that digest, the full length and the offset of their part.
"""

import contextlib
import hashlib
import struct
from collections.abc import Sequence

from pieditor.imaging import xmp

SIGNATURE = b"http://ns.adobe.com/xmp/extension/\0"
_NOTE = "http://ns.adobe.com/xmp/note/"
_HEAD_BYTES = 40  # digest, full length, offset
_PART_BYTES = 65_400
# Room for the attribute and its namespace, which the main packet gets once the digest is known.
_ROOM_FOR_NOTE = 200


def join(main: bytes | None, parts: Sequence[bytes]) -> tuple[bytes | None, bool]:
    """Join the main packet and the payloads of extended segments to one packet.

    Returns the packet, and whether an announced extension is missing or damaged; in that case the
    main packet is returned alone.
    """
    if main is None:
        return None, bool(parts)
    # Headers are read for every thumbnail and list, and most packets need no parsing there. In
    # UTF-16 the name's bytes differ, but the existing parts show that there is something to join.
    if not parts and b"HasExtendedXMP" not in main:
        return main, False
    try:
        root = xmp.parse(main)
    except xmp.DamagedPacket:
        return main, False  # reported where the packet is used
    digest = xmp.value(root, _NOTE, "HasExtendedXMP")
    if digest is None:
        return main, False
    xmp.remove(root, lambda namespace, local: (namespace, local) == (_NOTE, "HasExtendedXMP"))
    with contextlib.suppress(xmp.DamagedPacket, ValueError, struct.error):
        extension = xmp.parse(_assembled(digest, parts))
        target = next((e for e in root.walk() if e.qualified == (xmp.RDF, "RDF")), None)
        found = xmp.descriptions(extension)
        if target is not None and found:
            for description in found:
                _declare(description)
                target.children.append(description)
            return xmp.serialize(root), False
    return xmp.serialize(root), True


def _assembled(digest: str, parts: Sequence[bytes]) -> bytes:
    """Join the parts of the extended packet; ValueError when a part is missing."""
    pieces: dict[int, bytes] = {}
    length = 0
    for part in parts:
        if part[:32].decode("ascii", "replace").upper() == digest.upper():
            length, offset = struct.unpack_from(">II", part, 32)
            pieces[offset] = part[_HEAD_BYTES:]
    whole = b"".join(pieces[offset] for offset in sorted(pieces))
    if not whole or len(whole) != length:
        raise ValueError("incomplete")
    return whole


def split(packet: bytes, largest: int) -> tuple[bytes, list[bytes]]:
    """Split into a main packet of at most `largest` bytes and payloads for extended segments.

    A packet that fits is returned unchanged. Otherwise padding is removed, then the largest
    properties move into the extended packet until the rest fits. Raises DamagedPacket for bytes
    that are not XMP, and ValueError when the rest is still too large.
    """
    if len(packet) <= largest:
        return packet, []
    root = xmp.parse(packet)
    main = xmp.serialize(root)
    if len(main) <= largest:
        return main, []
    rest = xmp.Element("rdf:Description", {})
    rest.attributes["xmlns:rdf"] = xmp.RDF
    rest.attributes["rdf:about"] = ""
    excess = len(main) + _ROOM_FOR_NOTE - largest
    for description, name, element, size in sorted(_movable(root), key=lambda p: -p[3]):
        if excess <= 0:
            break
        if element is None:
            prefix = name.rpartition(":")[0]
            element = xmp.Element(name, {prefix: description.scope.get(prefix, "")})
            element.children = [description.attributes.pop(name)]
        else:
            description.children.remove(element)
        _declare(element)
        rest.children.append(element)
        excess -= size
    if excess > 0:
        raise ValueError("no property can be moved out of the packet")
    outer = xmp.Element("rdf:RDF", {})
    outer.attributes["xmlns:rdf"] = xmp.RDF
    outer.children = [rest]
    del rest.attributes["xmlns:rdf"]
    meta = xmp.Element("x:xmpmeta", {})
    meta.attributes["xmlns:x"] = xmp.META
    meta.children = [outer]
    extension = xmp.serialize(meta, with_wrapper=False)
    digest = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()
    first = xmp.descriptions(root)[0]
    first.attributes["xmlns:xmpNote"] = _NOTE
    first.attributes["xmpNote:HasExtendedXMP"] = digest
    parts = [
        digest.encode("ascii")
        + struct.pack(">II", len(extension), start)
        + extension[start : start + _PART_BYTES]
        for start in range(0, len(extension), _PART_BYTES)
    ]
    return xmp.serialize(root), parts


def _movable(
    root: xmp.Element,
) -> list[tuple[xmp.Element, str, xmp.Element | None, int]]:
    """The picture's properties: description, name, element (or None) and size in bytes of each."""
    found: list[tuple[xmp.Element, str, xmp.Element | None, int]] = []
    for description in xmp.descriptions(root):
        for name, text in description.attributes.items():
            if ":" in name and not name.startswith(("xmlns", "rdf:", "xml:")):
                found.append((description, name, None, len(text.encode("utf-8"))))
        for element in description.elements:
            size = len(xmp.serialize(element, with_wrapper=False))
            found.append((description, element.name, element, size))
    return found


def _declare(element: xmp.Element) -> None:
    """Declare every namespace that the element uses in the element itself."""
    used = {inner.name.rpartition(":")[0] for inner in element.walk()}
    for inner in element.walk():
        used |= {name.rpartition(":")[0] for name in inner.attributes}
    for prefix in sorted(used - {"", "xml", "xmlns"}):
        if prefix in element.scope:
            element.attributes.setdefault(f"xmlns:{prefix}", element.scope[prefix])
