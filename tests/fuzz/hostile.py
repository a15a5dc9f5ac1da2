"""What somebody who means harm would put into a file: numbers, words, packets, blocks, bombs."""

import json
import re
import struct
import zlib
from random import Random

from pieditor.imaging import exif
from pieditor.imaging.exif import Entry
from pieditor.imaging.formats import extended_xmp
from pieditor.imaging.formats.png_texts import chunk
from tests.fuzz import photos

NUMBERS = (
    0, 1, 2, 3, 4, 5, 7, 8, 13, 16, 32, 64, 100, 255, 256, 1000, 16383, 16384, 32767, 32768, 65535,
    65536, 100_000, 1_000_000, 1 << 24, 1 << 30, (1 << 31) - 1, 1 << 31, (1 << 31) + 1,
    (1 << 32) - 1, (1 << 32) - 2, (1 << 32) - 8, 1 << 32, 1 << 40, (1 << 63) - 1, 1 << 63,
    (1 << 64) - 1, (1 << 64) - 8,
)  # fmt: skip

# For the text inside of a JSON document, and for attributes of XMP.
TEXTS = (
    "", "0", "-0", "-1", "1e999", "-1e999", "NaN", "nan", "inf", "-Infinity", "1e-320", "9" * 5000,
    "0x10", "1_000", "\u0661", "\u00b2", "1/0", "0/0", "-1/-1", "9" * 300 + "/1", "52,30.5N",
    "a\0b", "\u202egpj", "\ufeff", "\ufffe", "\U0010ffff", "a" * 20_000, "../" * 50 + "etc/passwd",
    "/dev/zero", "%s%n{0}{self}", "\r\n\x1b[2J", "true", "null", "1.", ".5", "  1  ", "1,5", "\t",
)  # fmt: skip

WORDS = (
    *(text.encode("utf-8") for text in TEXTS[:20]),
    b"\xed\xa0\x80", b"\xff\xfe", b"\0" * 16, b"\xff" * 16, b"[" * 3000, b"{\"a\":" * 500,
    b"<" * 3000, b"<a " * 1000, b"&#xD800;", b"&#0;", b"]]>", b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"\xff\xd8\xff\xd9", b"\xff\xda", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"IEND", b"8BIM",
    b"ftypavis", b"PK\5\6", b"-----", b'"\\ud800"', b"1e999", b"NaN", b"-9223372036854775809",
)  # fmt: skip

_XML_TEXTS = (
    *(re.sub(r"[\0-\x08\x0b-\x1f\ufffe]", " ", text) for text in TEXTS),
    "&#xD800;", "&#0;", "&#10;", "&lt;" * 50, "&unknown;",
)  # fmt: skip


def packet(plain: bytes, rng: Random) -> bytes:
    """An XMP packet with hostile values, structures, or another encoding."""
    text = plain.decode("utf-8", "replace")
    for _ in range(rng.choice((1, 1, 2, 5))):
        values = list(re.finditer(r'="([^"]*)"', text))
        if values:
            place = rng.choice(values)
            new = rng.choice(_XML_TEXTS).replace('"', "&quot;")
            text = text[: place.start(1)] + new + text[place.end(1) :]
    match rng.randrange(10):
        case 0:
            text = text.replace("<dc:title>", "<dc:title>" + "<a>" * rng.choice((10, 60, 3000)))
        case 1:
            bait = rng.choice(("<x", "<", "<rdf:Description ", 'a="', "&", "<!--", "<![CDATA["))
            text = text.replace("<dc:title>", bait * rng.choice((100, 10_000)))
        case 2:
            names = " ".join(f'xmlns:n{i}="u{i}"' for i in range(rng.choice((10, 2000))))
            text = text.replace("rdf:about", names + " rdf:about", 1)
        case 3:
            text = text.replace("<dc:title>", '<dc:t exif:GPSLatitude="1"/>' * 2000 + "<dc:title>")
        case 4:
            text = text.replace("http://ns.adobe.com/exif/1.0/", rng.choice(("", "adobe:ns:meta/")))
    if rng.random() < 0.15:
        return text.encode(rng.choice(("utf-16", "utf-32", "utf-16-be", "cp1252")), "replace")
    return text.encode("utf-8", "replace")


def exif_block(rng: Random) -> bytes:
    """An EXIF block: known tags with values of other types, or directories that lie."""
    match rng.randrange(5):
        case 0:
            return _overlapping(rng)
        case 1:
            return _cyclic(rng)
        case _:
            return _of_other_types(rng)


def _of_other_types(rng: Random) -> bytes:
    tree = exif.parse(photos.exif_block())
    tree.order = rng.choice("<>")
    for ifd in (tree.main, tree.exif, tree.gps, tree.interop):
        for tag in [*ifd, 0x0100, 0x0111, 0x8769, 0x8897, 0xA300, 0xC4A5]:
            if rng.random() < 0.4:
                type_ = rng.choice([t for t in exif.TYPE_SIZES if t != 129])
                count = rng.choice((0, 1, 1, 2, 3, 4, 5, 9, 1000))
                size = count * exif.TYPE_SIZES[type_]
                fill = rng.choice((b"\0", b"\xff", b"\x80", b"9", rng.randbytes(max(size, 1))))
                ifd[tag] = Entry(type_, count, (fill * (size // len(fill) + 1))[:size])
    return exif.serialize(tree)


def _overlapping(rng: Random) -> bytes:
    """Thousands of entries whose values are the same bytes."""
    count = rng.choice((10, 500, 5000))
    size = min(rng.choice((100, 60_000)), 65_000 - 12 * min(count, 5000))
    at = 8 + 2 + 12 * count + 4
    entries = b"".join(
        struct.pack("<HHII", 0x9000 + tag if tag < 9 else tag, rng.choice((1, 2, 7)), size, at)
        for tag in range(count)
    )
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", count) + entries + bytes(4)
    return block + rng.choice((b"\0", b"GPS ", b"9")) * max(size, 1)


def _cyclic(rng: Random) -> bytes:
    """Directories that contain themselves."""
    tags = (0x8769, 0x8825, 0xA005, 0x014A)
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, rng.choice((8, 0, 9, 62))) for tag in tags)
    count = rng.choice((4, 65_535))
    return b"II*\0\x08\0\0\0" + struct.pack("<H", count) + entries + struct.pack("<I", 8)


def iptc(rng: Random) -> bytes:
    """Datasets whose lengths lie."""
    parts = []
    for _ in range(rng.choice((1, 5, 1000))):
        length = rng.choice((0, 5, 0x7FFF, 0x8000, 0x8004, 0x8005, 0xFFFF))
        parts.append(struct.pack(">BBBH", 0x1C, rng.randrange(4), rng.choice((90, 120)), length))
        parts.append(rng.choice((b"", b"\xff" * 4, b"hello", b"\0\0\0\5hello")))
    return b"".join(parts)


def profile(rng: Random) -> bytes:
    """A profile with changed bytes in its header, its table or its tags."""
    icc = bytearray(photos.ICC)
    for _ in range(rng.choice((1, 3, 20))):
        at = rng.randrange(len(icc))
        icc[at : at + 4] = rng.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff",
                                       b"GRAY", b"CMYK", b"Lab ", b"curv", b"mft2", b"para",
                                       rng.randbytes(4)))  # fmt: skip
    return bytes(icc[: rng.choice((len(icc), len(icc), 130, len(icc) // 2))])


def bomb(num_megabytes: int, fill: bytes = b"A") -> bytes:
    """A megabyte and more in a kilobyte, sound to its last byte."""
    piece = fill * (1_000_000 // len(fill))
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    # A block that looks back at nothing can be repeated, which is faster than to pack it again.
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(num_megabytes):
        checksum = zlib.adler32(piece, checksum)
    return b"\x78\xda" + block * num_megabytes + b"\x03\0" + struct.pack(">I", checksum)


def jpeg_segments(rng: Random) -> bytes:
    """Segments before the picture."""
    parts = []
    for _ in range(rng.choice((1, 2, 4))):
        marker, payload = rng.choice((
            (0xE1, b"Exif\0\0" + exif_block(rng)),
            (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet(photos.XMP, rng)),
            (0xE1, extended_xmp.SIGNATURE + rng.randbytes(rng.choice((3, 39, 99)))),
            (0xE1, extended_xmp.SIGNATURE + b"A" * 32 + struct.pack(
                ">II", rng.choice(NUMBERS[:30]) & 0xFFFFFFFF, 0) + b"<a/>"),
            (0xE2, b"ICC_PROFILE\0" + bytes([rng.randrange(3), 1]) + profile(rng)),
            (0xE2, b"MPF\0" + exif_block(rng)),
            (0xED, b"Photoshop 3.0\0" + _resources(rng)),
            (0xFE, rng.choice(WORDS)), (0xEE, b"Adobe\0" + rng.randbytes(7)),
            (0xE0, b"JFIF\0\1\2" + rng.randbytes(7)),
        ))  # fmt: skip
        payload = payload[:65_533]
        parts.append(struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload)
    return b"".join(parts)


def _resources(rng: Random) -> bytes:
    stream = iptc(rng)
    length = rng.choice((len(stream), 0, 0xFFFFFFFF, 0x7FFFFFFF))
    head = struct.pack(">4sHHI", b"8BIM", rng.choice((0x0404, 0x040A, 0x040B)), 0, length)
    return (head + stream) * rng.choice((1, 20))


def png_chunks(rng: Random) -> bytes:
    """Chunks behind the header."""
    parts = []
    for _ in range(rng.choice((1, 2, 4))):
        name, payload = rng.choice((
            (b"eXIf", exif_block(rng)),
            (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + packet(photos.XMP, rng)),
            (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(packet(photos.XMP, rng))),
            (b"iTXt", b"Title\0\1\0\0\0" + bomb(rng.choice((1, 20)))),
            (b"zTXt", b"Comment\0\0" + bomb(rng.choice((1, 20)))),
            (b"iCCP", b"a\0\0" + bomb(rng.choice((1, 20)), b"\0")),
            (b"iCCP", b"a\0\0" + zlib.compress(profile(rng))),
            (b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(
                b"\nexif\n 99\n" + exif_block(rng).hex().encode())),
            (b"zTXt", b"Raw profile type iptc\0\0" + zlib.compress(
                b"\niptc\n 99\n" + _resources(rng).hex().encode())),
            (b"tEXt", rng.choice(WORDS) + b"\0" + rng.choice(WORDS)),
            (b"iTXt", rng.choice(WORDS)),
            (b"cICP", rng.randbytes(4)), (b"cICP", bytes([9, rng.choice((16, 18)), 0, 1])),
            (b"gAMA", struct.pack(">I", rng.choice(NUMBERS) & 0xFFFFFFFF)),
            (b"cHRM", b"".join(struct.pack(">I", rng.choice(NUMBERS) & 0xFFFFFFFF)
                               for _ in range(8))),
            (b"pHYs", struct.pack(">IIB", *(rng.choice(NUMBERS) & 0xFFFFFFFF for _ in "ab"), 1)),
            (b"tRNS", rng.randbytes(rng.choice((0, 2, 6, 300)))),
            (b"acTL", rng.randbytes(8)), (b"fcTL", rng.randbytes(26)),
        ))  # fmt: skip
        parts.append(chunk(name, payload) * rng.choice((1, 1, 1, 200)))
    return b"".join(parts)


def riff_chunks(rng: Random) -> bytes:
    """Chunks behind the picture of a WebP."""
    name, payload = rng.choice((
        (b"EXIF", exif_block(rng)), (b"XMP ", packet(photos.XMP, rng)), (b"ICCP", profile(rng)),
    ))  # fmt: skip
    return name + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)


def json_text(sample: bytes, rng: Random) -> bytes:
    """A JSON document with a hostile value in the place of one or more of its own."""
    text = sample.decode("utf-8")
    for _ in range(rng.choice((1, 1, 2, 5))):
        places = list(re.finditer(r'"(?:[^"\\]|\\.)*"|-?\d[\d.e+-]*|null|true|false|\[|\{', text))
        if not places:
            break
        place = rng.choice(places)
        if place[0] in "[{":
            extra = f'"{rng.choice("ab")}":' if place[0] == "{" else ""
            text = text[: place.end()] + extra + _json_value(rng) + "," + text[place.end() :]
        else:
            text = text[: place.start()] + _json_value(rng) + text[place.end() :]
    return text.encode("utf-8", "surrogatepass")


def _json_value(rng: Random) -> str:
    words = ("NaN", "Infinity", "1e999", "-0", "9" * 5000, "-" + "9" * 18, "1e-400", "null", "{}",
             "[]", "[[[[]]]]", "[" * 3000 + "]" * 3000, '"\\ud800"', '"\\u0000"', "true", "0.5",
             '{"a":1,"a":2}', '"' + "a" * 50_000 + '"', "[" + "1," * 20_000 + "1]")  # fmt: skip
    if rng.random() < 0.5:
        return rng.choice(words)
    return json.dumps(rng.choice(TEXTS))
