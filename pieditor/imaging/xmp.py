"""Edit an XMP packet as text, so that everything not touched stays as its author wrote it.

Source: XMP specification part 1 (ISO 16684-1): a property is an attribute of rdf:Description or an
element. A parser that writes the packet anew would rename prefixes that other programs rely on.
"""

import re

_EXIF_NAMESPACE = b"http://ns.adobe.com/exif/1.0/"
_TIFF_NAMESPACE = b"http://ns.adobe.com/tiff/1.0/"
_PHOTOSHOP_NAMESPACE = b"http://ns.adobe.com/photoshop/1.0/"


def _prefixes(packet: bytes, namespace: bytes) -> list[bytes]:
    pattern = rb"xmlns:([\w.-]+)\s*=\s*[\"']" + re.escape(namespace) + rb"[\"']"
    return sorted(set(re.findall(pattern, packet)))


def _remove(packet: bytes, name: bytes) -> bytes:
    """Remove a property, both ways it can be written; `name` is a pattern with its prefix."""
    packet = re.sub(rb"\s+" + name + rb"\s*=\s*(\"[^\"]*\"|'[^']*')", b"", packet)
    packet = re.sub(rb"<(" + name + rb")(\s[^>]*)?/>\s*", b"", packet)
    return re.sub(rb"<(" + name + rb")(\s[^>]*)?>.*?</\1\s*>\s*", b"", packet, flags=re.DOTALL)


def _replace(packet: bytes, name: bytes, value: bytes) -> bytes:
    """Give a property a new value where it is present, and leave the packet alone otherwise."""
    packet = re.sub(
        rb"(\s" + name + rb"\s*=\s*)(\"[^\"]*\"|'[^']*')", rb'\g<1>"' + value + rb'"', packet
    )
    return re.sub(
        rb"(<" + name + rb"(?:\s[^>]*)?>)[^<]*(</" + name + rb"\s*>)",
        rb"\g<1>" + value + rb"\g<2>",
        packet,
    )


def without_gps(packet: bytes) -> bytes:
    """Remove every GPS property (exif:GPSLatitude and its family), nested ones included."""
    for prefix in _prefixes(packet, _EXIF_NAMESPACE):
        packet = _remove(packet, re.escape(prefix) + rb":GPS\w+")
    return packet


def for_output(packet: bytes, width: int, height: int) -> bytes:
    """Bring properties that repeat the pixels' layout in line: upright, new size, sRGB."""
    for prefix in _prefixes(packet, _TIFF_NAMESPACE):
        packet = _replace(packet, re.escape(prefix) + rb":Orientation", b"1")
        packet = _replace(packet, re.escape(prefix) + rb":ImageWidth", b"%d" % width)
        packet = _replace(packet, re.escape(prefix) + rb":ImageLength", b"%d" % height)
    for prefix in _prefixes(packet, _EXIF_NAMESPACE):
        packet = _replace(packet, re.escape(prefix) + rb":PixelXDimension", b"%d" % width)
        packet = _replace(packet, re.escape(prefix) + rb":PixelYDimension", b"%d" % height)
        packet = _replace(packet, re.escape(prefix) + rb":ColorSpace", b"1")
    for prefix in _prefixes(packet, _PHOTOSHOP_NAMESPACE):
        packet = _replace(packet, re.escape(prefix) + rb":ICCProfile", b"sRGB IEC61966-2.1")
    return packet


def without_padding(packet: bytes) -> bytes:
    """Remove the white space that editors leave for changes in place, before the closing mark."""
    return re.sub(rb"\s{64,}(<\?xpacket end)", rb"\n\g<1>", packet)
