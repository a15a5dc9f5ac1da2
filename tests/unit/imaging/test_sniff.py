"""Files are recognised by what they hold."""

import struct

import pytest

from pieditor.imaging import exif
from pieditor.imaging.exif import ExifTree
from pieditor.imaging.formats.raw import exif_of_cr3
from pieditor.imaging.raster import Damaged, ends_early
from pieditor.imaging.sniff import format_of


def tiff(**tags: tuple[int, ...]) -> bytes:
    """A TIFF directory with the given tags, named t0x...."""
    tree = ExifTree()
    tree.main = {int(name[1:], 16): tree.long(*values) for name, values in tags.items()}
    return exif.serialize(tree)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (tiff(t0100=(9,), t0103=(1,)), "tiff"),
        (tiff(t0100=(9,), t0103=(1,), t014A=(99,)), "tiff"),  # a page with smaller versions
        (tiff(t00FE=(1,), t0103=(6,), t014A=(99,)), "raw"),  # NEF, ARW: a preview comes first
        (tiff(t0103=(1,), tC612=(1,)), "raw"),  # DNG
        (tiff(t0103=(1,), t0106=(32803,)), "raw"),  # samples of a colour filter array
        (tiff(t0103=(65535,)), "raw"),  # PEF: Pentax' own compression
        (b"II*\0\x10\0\0\0CR\x02\0", "raw"),
        (b"FUJIFILMCCD-RAW 0201", "raw"),
        (b"II\x1a\0\0\0HEAPCCDR", "raw"),
        (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", "raw"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "avif"),
        (b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf", "avif"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "webp"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"\xff\xd8\xff\xe1", "jpeg"),
    ],
)
def test_beginnings(data, expected):
    """Each kind by its own marks; raw files built like TIFF are told from TIFF."""
    assert format_of(data) == expected


def test_how_much_is_missing():
    """Lengths read as people write them, and never as "41.4 of 41.4"."""
    assert str(ends_early(3_100_000, 24_600_000)) == "the file ends after 3.1 of 24.6 MB"
    assert str(ends_early(200, 4_000)) == "the file ends after 200 bytes of 4.0 kB"
    assert str(ends_early(41_390, 41_400)) == "the last 10 bytes of the file are missing"
    with pytest.raises(Damaged, match="empty"):
        format_of(b"")


def test_cr3_directories_become_one_block():
    """Main, EXIF and GPS directory of a CR3 end up where other programs look for them."""

    def box(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I4s", 8 + len(content), kind) + content

    main, settings, position = ExifTree(), ExifTree(), ExifTree()
    main.main[0x010F] = exif.ascii_entry("Canon")
    settings.main[0x829A] = settings.rational(1, 60)
    position.main[0x0001] = exif.ascii_entry("S")
    blocks = [(b"CMT1", main), (b"CMT2", settings), (b"CMT4", position)]
    inner = b"".join(box(kind, exif.serialize(tree)) for kind, tree in blocks)
    data = box(b"ftyp", b"crx \0\0\0\1crx isom") + box(b"moov", box(b"uuid", bytes(16) + inner))
    tree = exif.parse(exif_of_cr3(data))
    assert tree.text(tree.main, 0x010F) == "Canon"
    assert tree.exif[0x829A].data == struct.pack("<2I", 1, 60)
    assert tree.text(tree.gps, 0x0001) == "S"
