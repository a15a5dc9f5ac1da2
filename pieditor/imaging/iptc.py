"""IPTC-IIM inside Photoshop image resources, where JPEG and PNG keep it.

Source: Adobe Photoshop file formats specification, "Image resource blocks"; 0x0404 is IPTC-NAA.
"""

import struct

_IPTC = 0x0404


def iptc_of_resources(resources: bytes) -> bytes | None:
    """The IPTC-IIM stream among Photoshop image resources, or None."""
    at = 0
    while at + 12 <= len(resources) and resources[at : at + 4] == b"8BIM":
        (identity,) = struct.unpack_from(">H", resources, at + 4)
        name_length = resources[at + 6] + 1
        at += 6 + name_length + name_length % 2
        if at + 4 > len(resources):
            return None
        (size,) = struct.unpack_from(">I", resources, at)
        if identity == _IPTC:
            return resources[at + 4 : at + 4 + size] or None
        at += 4 + size + size % 2
    return None


def resources_of_iptc(iptc: bytes) -> bytes:
    """Wrap an IPTC-IIM stream as the one Photoshop image resource that holds it."""
    padding = b"\0" * (len(iptc) % 2)
    return struct.pack(">4sHHI", b"8BIM", _IPTC, 0, len(iptc)) + iptc + padding
