"""From every format into every format: metadata is kept, and what cannot be is named."""

import io
import re
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from pieditor.core.photo import Metadata, Photo
from pieditor.imaging import exif
from pieditor.imaging.decode import read_photo
from pieditor.imaging.encode import OutputOptions, encode_photo
from pieditor.imaging.exif import Entry, ExifTree
from tests.unit.imaging.conftest import make_picture
from tests.unit.imaging.test_kinds_of_pixels import png
from tests.unit.imaging.test_xmp import packet

FORMATS = ("jpeg", "png", "tiff", "webp", "avif")
PICTURE = make_picture(48, 64)
WRITTEN_BY_PILLOW = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WEBP", "avif": "AVIF"}


def output(photo: Photo, **options):
    """The photo as a file, read again, with everything that was said to be lost."""
    encoded = encode_photo(photo, OutputOptions(**options))
    return encoded.data, set(encoded.losses)


def reread(data: bytes, tmp_path) -> Photo:
    path = tmp_path / "again"
    path.write_bytes(data)
    return read_photo(path)


def tree_of(photo: Photo) -> ExifTree:
    return exif.parse(photo.metadata.exif)


def canon_note(at: int, order: str = "<") -> bytes:
    """A maker note as Canon's: a directory whose offsets count from the block's beginning."""
    owner = b"Somebody's name\0"
    table = struct.pack(order + "H", 1) + struct.pack(order + "HHII", 9, 2, len(owner), at + 18)
    return table + struct.pack(order + "I", 0) + owner


def block_with_note(at: int, note: bytes) -> bytes:
    tree = ExifTree()
    tree.main[0x010F] = exif.ascii_entry("Canon")
    tree.exif[exif.MAKER_NOTE] = Entry(exif.UNDEFINED, len(note), note, at)
    return exif.serialize(tree)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("at", [700, 40_000])
def test_a_maker_note_points_at_its_own_bytes(format, at, tmp_path):
    """Its offsets lead to the owner's name in every container, or it is gone and that is said."""
    block = block_with_note(at, canon_note(at))
    photo = Photo(pixels=PICTURE, format="jpeg", metadata=Metadata(exif=block))
    data, losses = output(photo, format=format)
    assert not losses
    inside = data if format == "tiff" else reread(data, tmp_path).metadata.exif
    found = exif.parse(inside).exif[exif.MAKER_NOTE]
    count, place = struct.unpack_from("<II", found.data, 6)
    assert inside[place : place + count] == b"Somebody's name\0"


@pytest.mark.parametrize("format", FORMATS)
def test_a_note_from_far_back_is_left_out_and_named(format, tmp_path):
    """Deep in a raw file it had neighbours that an output does not have."""
    tree = ExifTree()
    tree.exif[exif.MAKER_NOTE] = Entry(exif.UNDEFINED, 34, canon_note(900_000), 900_000)
    assert not exif.note_is_kept(tree)
    assert exif.MAKER_NOTE not in exif.parse(exif.serialize(tree)).exif
    tree.exif[exif.MAKER_NOTE] = Entry(exif.UNDEFINED, 40, b"FUJIFILM" + bytes(32), 900_000)
    assert exif.note_is_kept(tree)  # its offsets count from its own beginning


def test_what_jpeg_cannot_hold_is_named_and_kept_elsewhere(tmp_path):
    """90 kB of maker note fit everywhere but into JPEG's one segment."""
    note = bytes(range(256)) * 350
    photo = Photo(pixels=PICTURE, format="png", metadata=Metadata(exif=block_with_note(200, note)))
    _, losses = output(photo, format="jpeg")
    assert any("maker note" in loss for loss in losses)
    for format in ("png", "tiff", "webp", "avif"):
        data, losses = output(photo, format=format)
        assert not losses and note in data, format


@pytest.mark.parametrize("format", FORMATS)
def test_exif_3_texts_are_kept(format, tmp_path):
    """Type 129 is UTF-8."""
    words = "Ünï Tëst 写真".encode() + b"\0"
    tree = ExifTree()
    tree.main[0x013B] = Entry(exif.UTF8, len(words), words)
    photo = Photo(pixels=PICTURE, format="jpeg", metadata=Metadata(exif=exif.serialize(tree)))
    data, _ = output(photo, format=format)
    assert tree_of(reread(data, tmp_path)).main[0x013B].data == words


@pytest.mark.parametrize("format", FORMATS)
def test_density_is_kept(format, tmp_path):
    """300 pixels an inch, written in JFIF alone, are 300 in every output."""
    stream = io.BytesIO()
    Image.fromarray(PICTURE).save(stream, "JPEG", dpi=(300, 300))
    photo = reread(stream.getvalue(), tmp_path)
    data, _ = output(photo, format=format)
    tree = tree_of(reread(data, tmp_path))
    assert tree.main[0x011A].data == struct.pack("<2I", 30000, 100)
    if format in ("jpeg", "png", "tiff"):
        assert Image.open(io.BytesIO(data)).info["dpi"] == pytest.approx((300, 300), abs=0.1)


def test_a_comment_is_kept(tmp_path):
    """JPEG to JPEG as it is, elsewhere in the place that there is for one."""
    stream = io.BytesIO()
    Image.fromarray(PICTURE).save(stream, "JPEG", comment="pinhole, façade")
    photo = reread(stream.getvalue(), tmp_path)
    assert Image.open(io.BytesIO(output(photo)[0])).info["comment"] == "pinhole, façade".encode()
    assert dict(reread(output(photo, format="png")[0], tmp_path).metadata.texts) == {
        "Comment": "pinhole, façade"
    }
    data, losses = output(photo, format="webp")
    assert "pinhole, façade".encode("utf-16-le") in data and not losses


def test_png_texts_are_kept_or_named(tmp_path):
    """In PNG as they are; elsewhere those that EXIF has a place for, and the others are named."""
    chunks = [
        (b"tEXt", b"Author\0Somebody"),
        (b"iTXt", b"Title\0\0\0\0\0" + "Grüße 写真".encode()),
        (b"zTXt", b"parameters\0\0" + zlib.compress(b"steps 20")),
    ]
    photo = reread(png(PICTURE, *chunks), tmp_path)
    texts = {"Author": "Somebody", "Title": "Grüße 写真", "parameters": "steps 20"}
    assert dict(photo.metadata.texts) == texts
    again = reread(output(photo)[0], tmp_path)
    assert dict(again.metadata.texts) == texts
    data, losses = output(photo, format="jpeg")
    assert tree_of(reread(data, tmp_path)).main[0x013B].data == b"Somebody\0"
    assert losses == {"PNG's texts parameters"}


@pytest.mark.parametrize("kind", ["exif", "APP1", "xmp", "iptc", "8bim"])
def test_raw_profiles_of_other_programs_are_read(kind, tmp_path):
    """ImageMagick and exiv2 keep metadata of PNG files as hexadecimal digits."""
    tree = ExifTree()
    tree.main[0x0112] = tree.short(6)
    iptc = b"\x1c\x02\x05\x00\x06Tulips"
    payload = {
        "exif": b"Exif\0\0" + exif.serialize(tree), "APP1": b"Exif\0\0" + exif.serialize(tree),
        "xmp": packet("<dc:title>Tulips</dc:title>"), "iptc": iptc,
        "8bim": b"8BIM\x04\x04\0\0" + struct.pack(">I", len(iptc)) + iptc + b"\0",
    }[kind]  # fmt: skip
    digits = re.sub("(.{72})", r"\1\n", payload.hex())
    text = f"\n{kind}\n{len(payload):8d}\n{digits}\n".encode()
    photo = reread(png(PICTURE, (b"tEXt", f"Raw profile type {kind}\0".encode() + text)), tmp_path)
    if kind in ("exif", "APP1"):
        assert photo.pixels.shape == (64, 48, 3)
    elif kind == "xmp":
        assert b"Tulips" in photo.metadata.xmp
    else:
        assert photo.metadata.iptc == iptc
    assert photo.metadata.texts == ()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_orientation_in_xmp_alone(format, orientation, tmp_path):
    """It turns the picture where nothing else says how it stands, and is 1 afterwards."""
    data = packet(
        attributes=f'tiff:Orientation="{orientation}"',
        namespaces='xmlns:tiff="http://ns.adobe.com/tiff/1.0/"',
    )
    plain = Photo(pixels=PICTURE, format=format)
    source = encode_photo(plain, OutputOptions(format=format)).data
    stream = io.BytesIO()
    options = {"xmp": data} if format != "png" else {}
    if format == "png":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("XML:com.adobe.xmp", data.decode())
        options = {"pnginfo": info}
    elif format == "tiff":
        options = {"tiffinfo": {700: data}}
    image = Image.open(io.BytesIO(source))
    image.info.clear()
    Image.fromarray(np.asarray(image)).save(stream, WRITTEN_BY_PILLOW[format], **options)
    photo = reread(stream.getvalue(), tmp_path)
    assert photo.pixels.shape[:2] == ((64, 48) if orientation > 4 else (48, 64))
    assert b'tiff:Orientation="1"' in reread(output(photo)[0], tmp_path).metadata.xmp


LATITUDE, LONGITUDE = 48.137154, 11.576124
SPELLINGS = (
    "48.137154", "48.1371", "48,8.22924N", "48 8 13.75", "48°8'13.75\"", "11.576124", "11.5761",
    "11,34.56744E", "11 34 34.05",
)  # fmt: skip


def degrees(value: float) -> Entry:
    minutes = value % 1 * 60
    numbers = (int(value), 1, int(minutes), 1, round(minutes % 1 * 60_000), 1000)
    return Entry(exif.RATIONAL, 3, struct.pack("<6I", *numbers))


def photo_with_position() -> Photo:
    """A position in every place that is known to hold one."""
    tree = ExifTree()
    tree.gps = {1: exif.ascii_entry("N"), 2: degrees(LATITUDE), 4: degrees(LONGITUDE)}
    tree.main[0x010E] = exif.ascii_entry("Seen at 48°8'13.75\" N, 11°34'34.05\" E")
    tree.exif[0x9286] = Entry(exif.UNDEFINED, 24, b"ASCII\0\0\0lat 48.1371 here")
    tree.exif[exif.MAKER_NOTE] = Entry(exif.UNDEFINED, 30, b"Apple iOS\0 gps 48.137154 11.57", 300)
    tree.main[0x8482] = Entry(12, 2, struct.pack("<2d", LONGITUDE, LATITUDE))
    tree.main[0x87B1] = exif.ascii_entry("WGS 84 48.137154")
    inside = (
        '<drone:GpsLatitude xmlns:drone="http://www.dji.com/drone-dji/1.0/">+48.137154'
        "</drone:GpsLatitude>"
        '<cam:GPSLongitude xmlns:cam="http://pix4d.com/camera/1.0">11.576124</cam:GPSLongitude>'
        '<geo:lat xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#">48.137154</geo:lat>'
        "<dc:description>By the river, 48 8 13.75</dc:description>"
        "<dc:title>Tulips</dc:title>"
    )
    attributes = 'e:GPSLatitude="48,8.22924N" e:GPSLongitude="11,34.56744E" dc:source="48.1371"'
    xmp_packet = packet(inside, attributes, 'xmlns:e="http://ns.adobe.com/exif/1.0/"')
    caption = b"11.5761 east"
    return Photo(
        pixels=PICTURE, format="jpeg",
        metadata=Metadata(
            exif=exif.serialize(tree), xmp=xmp_packet.decode().encode("utf-16"),
            iptc=b"\x1c\x02\x78" + struct.pack(">H", len(caption)) + caption
            + b"\x1c\x02\x05\x00\x06Tulips",
            comments=(b"48.137154 11.576124", b"pinhole"),
            texts=(("exif:GPSLatitude", "48/1, 8/1"), ("Note", "48,8.22924N"), ("Author", "Me")),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_no_position_is_left_anywhere(format, tmp_path):
    """The output is searched for the coordinates in every spelling and encoding."""
    data, losses = output(photo_with_position(), format=format, strip_gps=True)
    haystacks = [data, reread(data, tmp_path).metadata.iptc or b""]
    haystacks += [text.encode() for _, text in reread(data, tmp_path).metadata.texts]
    for spelling in SPELLINGS:
        for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
            assert not any(spelling.encode(encoding) in h for h in haystacks), spelling
    again = reread(data, tmp_path)
    assert not tree_of(again).gps
    assert b"Tulips" in again.metadata.xmp
    assert any("maker note" in loss for loss in losses)
    assert struct.pack("<d", LATITUDE) not in data


@pytest.mark.parametrize("format", FORMATS)
def test_without_the_wish_the_position_stays(format, tmp_path):
    """The search above can find it."""
    data, _ = output(photo_with_position(), format=format)
    assert tree_of(reread(data, tmp_path)).gps
    assert b"+48.137154" in reread(data, tmp_path).metadata.xmp


def test_geotiff_coordinates_go_when_pixels_move():
    """They are those of the pixels, so a smaller picture would lie elsewhere."""
    tree = ExifTree()
    tree.main[0x8482] = Entry(12, 2, struct.pack("<2d", 1.0, 2.0))
    photo = Photo(pixels=PICTURE, format="tiff", metadata=Metadata(exif=exif.serialize(tree)))
    assert not output(photo)[1]
    data, losses = output(photo, long_edge_px=32)
    assert losses == {"GeoTIFF's map coordinates, because the pixels moved"}
    assert 0x8482 not in exif.parse(data).main


@pytest.mark.parametrize("format", ["webp", "avif"])
def test_iptc_that_has_no_place_is_named(format):
    """WebP and AVIF have none for it."""
    photo = Photo(
        pixels=PICTURE, format="jpeg", metadata=Metadata(iptc=b"\x1c\x02\x05\x00\x06Tulips")
    )
    assert output(photo, format=format)[1] == {f"IPTC, which {format.upper()} cannot hold"}


def test_copyright_flag_and_address_are_kept(tmp_path):
    """Photoshop's resources beside IPTC."""
    flag = b"8BIM\x04\x0a\0\0\0\0\0\x01\x01\0"
    photo = Photo(pixels=PICTURE, format="jpeg", metadata=Metadata(resources=flag))
    for format in ("jpeg", "png", "tiff"):
        data, losses = output(photo, format=format)
        assert not losses
        assert reread(data, tmp_path).metadata.resources == flag
