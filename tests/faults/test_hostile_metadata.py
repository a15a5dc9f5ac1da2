"""Metadata that lies, or is too much: what can be kept is kept, and every output can be read."""

import io
import struct
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import PhotoUnreadable
from pieditor.core.photo import Metadata, Photo
from pieditor.imaging import exif, position
from pieditor.imaging.decode import read_photo
from pieditor.imaging.encode import OutputOptions, encode_photo
from pieditor.imaging.exif import Entry, ExifTree
from pieditor.imaging.formats import extended_xmp, png_texts, tiff_pages
from tests.fuzz.photos import PHOTOS
from tests.program import ROOT

PIXELS = np.full((12, 16, 3), 90, np.uint8)
FORMATS = ["jpeg", "png", "tiff", "webp", "avif"]
SUBJECTS = {"a point": 2, "a circle": 3, "a box": 4, "one number": 1, "five numbers": 5}


def photo(tree: ExifTree, **others) -> Photo:
    """A grey picture with an EXIF block."""
    block = exif.serialize(tree)
    return Photo(pixels=PIXELS, format="png", metadata=Metadata(exif=block, **others))


def written(source: Photo, kind: str, path) -> Photo:
    """The photo as it is read after it was written."""
    path.write_bytes(encode_photo(source, OutputOptions(format=kind)).data)
    return read_photo(path)


@pytest.mark.parametrize("directory", ["main", "exif", "gps", "interop"])
@pytest.mark.parametrize("size", [20, 300, 60_000])
def test_too_many_tags_for_a_jpeg(directory, size, monkeypatch):
    """They go all at once, the file is written, and the losses are few words."""
    tree = ExifTree()
    getattr(tree, directory).update(
        {tag: Entry(7, size, bytes(size)) for tag in range(0x5000, 0x7000, size // 9 + 1)}
    )
    source = photo(tree)
    num_calls = []
    serialize = exif.serialize
    monkeypatch.setattr(
        exif, "serialize", lambda *args, **kw: num_calls.append(1) or serialize(*args, **kw)
    )
    encoded = encode_photo(source, OutputOptions(format="jpeg"))
    assert len(num_calls) < 8
    assert 1 <= len(encoded.losses) < 12
    if size < 60_000:
        assert "for which a JPEG has no room" in encoded.losses[-1]
    assert Image.open(io.BytesIO(encoded.data)).size == (16, 12)


@pytest.mark.parametrize("kind", FORMATS)
def test_tags_about_another_file_s_pixels(kind, tmp_path):
    """Tiles, tables and the mark of a raw file in a photo's EXIF do not spoil an output."""
    tree = ExifTree()
    structure = [0x00FE, 0x0103, 0x0106, 0x0111, 0x0118, 0x0142, 0x0143, 0x0144, 0x0145, 0x014A,
                 0x0153, 0x015B, 0x80E5, 0x828D, 0xC612]  # fmt: skip
    tree.main = {tag: tree.long(7) for tag in structure} | {0x010F: exif.ascii_entry("Maker")}
    found = written(photo(tree), kind, tmp_path / "a")
    assert (found.format, found.width, found.height) == (kind, 16, 12)
    assert exif.parse(found.metadata.exif).text(exif.parse(found.metadata.exif).main, 0x010F)


@pytest.mark.parametrize("count", SUBJECTS.values(), ids=list(SUBJECTS))
@pytest.mark.parametrize("kind", FORMATS)
def test_a_subject_beyond_the_picture(kind, count, tmp_path):
    """Numbers that SubjectArea cannot have come to an end at those that it can."""
    tree = ExifTree()
    tree.exif[0x9214] = tree.long(*[4_000_000_000] * count)
    assert written(photo(tree), kind, tmp_path / "a").width == 16


@pytest.mark.parametrize("dots", [1, 11811, (1 << 31) - 1, (1 << 32) - 1])
@pytest.mark.parametrize("kind", FORMATS)
def test_any_density(kind, dots, tmp_path):
    """A PNG may claim four billion pixels a metre; outputs are written with or without it."""
    stream = io.BytesIO()
    Image.fromarray(PIXELS).save(stream, "PNG")
    data = stream.getvalue()
    density = png_texts.chunk(b"pHYs", struct.pack(">IIB", dots, dots, 1))
    (tmp_path / "a.png").write_bytes(data[:33] + density + data[33:])
    source = read_photo(tmp_path / "a.png")
    found = written(source, kind, tmp_path / "b")
    if dots == 11811 and kind != "webp":
        assert found.metadata.density is None or round(found.metadata.density[0]) == 300


def test_pages_that_lie_upon_one_another(monkeypatch):
    """Thousands of directories of thousands of entries in 160 kB are not read one after another."""
    # Twelve bytes are the beginning of a directory and an entry of the ones before it.
    block = struct.pack("<HHHIH", 9000, 0x0100, 3, 1, 0)
    data = bytearray(b"II*\0\x08\0\0\0" + block * 13_000)
    for at in range(8, 8 + 12 * 2000, 12):
        struct.pack_into("<I", data, at + 2 + 12 * 9000, at + 12)
    num_read = []
    read_ifd = exif.read_ifd
    monkeypatch.setattr(
        exif, "read_ifd", lambda *args, **kw: num_read.append(1) or read_ifd(*args, **kw)
    )
    assert tiff_pages.num_pages(bytes(data)) >= 1
    assert len(num_read) < 100


def test_a_directory_with_more_entries_than_can_be_written():
    """What is read is no more than what can be written again with tags of ours beside it."""
    entries = b"".join(struct.pack("<HHII", tag, 3, 1, 7) for tag in range(1, 65_536))
    block = b"II*\0\x08\0\0\0" + struct.pack("<H", 65_535) + entries + bytes(4)
    assert 1000 < len(exif.parse(block).main) < 60_000
    source = Photo(pixels=PIXELS, format="png", metadata=Metadata(exif=block))
    for kind in FORMATS:
        assert encode_photo(source, OutputOptions(format=kind)).data


@pytest.mark.parametrize("kind", ["heic 8", "heic 10"])
def test_a_heic_that_lies_about_its_size(kind, tmp_path):
    """Its header is what the limit is compared with, so a picture of another size is refused."""
    data = bytearray(PHOTOS[kind]())
    struct.pack_into(">I", data, data.index(b"clap") + 4, 320)
    (tmp_path / "a.heic").write_bytes(data)
    with pytest.raises(
        PhotoUnreadable, match="its header says 48 × 320 pixels, and it has 48 × 64"
    ):
        read_photo(tmp_path / "a.heic")


def test_a_thousand_positions_and_a_thousand_texts(monkeypatch):
    """Every text is looked through once, however many coordinates might be repeated in it."""
    places = "".join(f"<exif:GPSLatitude>{n / 100:.4f}</exif:GPSLatitude>" for n in range(9000))
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
        '22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/">'
        f"{places}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()
    texts = tuple((f"Note {n}", "0.0100 and so on") for n in range(10))
    tree = ExifTree()
    source = photo(tree, xmp=packet, texts=(*texts, ("Title", "words")))
    looked_through = []

    class Counting:
        def findall(self, text: str) -> list[str]:
            looked_through.append(text)
            return number.findall(text)

    number = position._NUMBER
    monkeypatch.setattr(position, "_NUMBER", Counting())
    encoded = encode_photo(source, OutputOptions(format="png", strip_gps=True))
    assert b"Title" in encoded.data and b"Note" not in encoded.data
    assert looked_through.count("0.0100 and so on") == 10


def png_of_damaged_texts() -> bytes:
    stream = io.BytesIO()
    Image.fromarray(PIXELS).save(stream, "PNG")
    data = stream.getvalue()
    bad = [png_texts.chunk(name, b"x") for name in (b"iTXt", b"zTXt", b"iCCP", b"cHRM", b"eXIf")]
    return data[:33] + b"".join(bad) + data[33:]


def inks_with_a_damaged_tag() -> bytes:
    data = bytearray(PHOTOS["tiff cmyk"]())
    entry = data.index(struct.pack("<HH", 0x02BC, 1))
    struct.pack_into("<I", data, entry + 8, 0xFFFF_FF00)
    return bytes(data)


@pytest.mark.parametrize("make", [png_of_damaged_texts, inks_with_a_damaged_tag])
def test_no_library_talks_about_metadata(make, tmp_path):
    """What is damaged is our loss to name; neither libpng nor tifffile prints about it."""
    (tmp_path / "a").write_bytes(make())
    read = "import sys; from pathlib import Path; from pieditor.imaging.decode import read_photo; "
    read += "print(len(read_photo(Path(sys.argv[1])).pixels))"
    # In a process of its own, because C keeps what it prints until the end.
    child = subprocess.run(
        [sys.executable, "-c", read, str(tmp_path / "a")],
        capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    assert child.stdout.strip().isdigit() and child.stderr == ""


@pytest.mark.parametrize("num_bytes", [0, 31, 32, 39, 40, 41])
def test_a_part_of_xmp_that_is_cut_short(num_bytes):
    """The main packet is kept without its extension, and the photo is read."""
    digest = "A" * 32
    main = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
        '22-rdf-syntax-ns#"><rdf:Description xmlns:xmpNote="http://ns.adobe.com/xmp/note/" '
        f'xmpNote:HasExtendedXMP="{digest}" xmpNote:kept="yes"/></rdf:RDF></x:xmpmeta>'
    ).encode()
    part = (digest.encode() + struct.pack(">II", 1, 0) + b"<")[:num_bytes]
    packet, is_incomplete = extended_xmp.join(main, [part])
    assert is_incomplete and b"kept" in packet
