"""Outputs carry pixels, profile and metadata to other programs."""

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.ExifTags import IFD

from pieditor.core.errors import OutputFailed, OutputRefused
from pieditor.core.photo import Metadata, Photo
from pieditor.imaging import exif, xmp
from pieditor.imaging.decode import read_photo
from pieditor.imaging.encode import OutputOptions, encode_photo, output_suffix, write_photo
from pieditor.imaging.exif import ExifTree
from pieditor.imaging.formats import jpeg
from pieditor.imaging.raster import Limit

FORMATS = {"jpeg": "JPEG", "png": "PNG", "tiff": "TIFF", "webp": "WEBP", "avif": "AVIF"}
XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF
 xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description
 xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="48,12.5N"
 xmlns:dc="http://purl.org/dc/elements/1.1/" dc:title="Tulips"/></r:RDF></x:xmpmeta>"""
IPTC = b"\x1c\x02\x05\x00\x06Tulips"


def camera_block() -> bytes:
    """EXIF as a camera writes it: make, time, exposure, position, maker note, orientation 6."""
    tree = ExifTree(">")
    tree.main = {0x010F: exif.ascii_entry("Maker"), 0x0112: tree.short(6)}
    tree.exif = {0x9003: exif.ascii_entry("2024:05:06 07:08:09"), 0x829A: tree.rational(1, 250)}
    tree.exif[exif.MAKER_NOTE] = exif.Entry(exif.UNDEFINED, 12, b"NOTE 1234567", 700)
    tree.gps = {0x0001: exif.ascii_entry("N"), 0x0002: tree.rational(48)}
    return exif.serialize(tree)


@pytest.fixture
def photo(picture) -> Photo:
    """A photo with everything that must survive."""
    metadata = Metadata(exif=camera_block(), xmp=XMP, iptc=IPTC)
    return Photo(pixels=picture, format="jpeg", metadata=metadata, subsampling="422")


def written(photo: Photo, **options) -> tuple[bytes, Image.Image]:
    """The file's bytes, and Pillow's view of it."""
    data = encode_photo(photo, OutputOptions(**options)).data
    return data, Image.open(io.BytesIO(data))


@pytest.mark.parametrize("format", FORMATS)
def test_another_library_reads_it_all(format, photo, picture):
    """Pixels, profile, EXIF and XMP come back through Pillow from every format."""
    _, image = written(photo, format=format, quality=95)
    assert image.format == FORMATS[format]
    error = np.mean((np.asarray(image.convert("RGB")).astype(float) - picture) ** 2)
    assert error == 0 if format in ("png", "tiff") else 10 * np.log10(255**2 / error) > 33
    profile = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    assert "sRGB" in ImageCms.getProfileDescription(profile)
    block = image.getexif()
    assert block[0x010F] == "Maker"
    assert block[0x0131].startswith("pieditor")
    assert block.get(0x0112, 1) == 1
    assert block.get_ifd(IFD.Exif)[0x9003] == "2024:05:06 07:08:09"
    assert block.get_ifd(IFD.Exif)[0xA002] == 180
    assert block.get_ifd(IFD.GPSInfo)[1] == "N"
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp", "").encode()
    assert b'dc:title="Tulips"' in xmp


@pytest.mark.parametrize("format", FORMATS)
def test_the_position_is_left_out_on_request(format, photo):
    """Not one byte of it is in the file."""
    data, image = written(photo, format=format, strip_gps=True)
    assert not image.getexif().get_ifd(IFD.GPSInfo)
    assert b"48,12.5N" not in data
    assert image.getexif()[0x010F] == "Maker"


@pytest.mark.parametrize("format", ["jpeg", "png", "tiff"])
def test_iptc_comes_back(format, photo, tmp_path):
    """Captions and keywords survive where the format has a place for them."""
    write_photo(photo, tmp_path / "out", OutputOptions(format=format))
    assert read_photo(tmp_path / "out").metadata.iptc == IPTC


@pytest.mark.parametrize("format", FORMATS)
def test_a_second_round_changes_no_metadata(format, photo, tmp_path):
    """Writing what was read gives the same EXIF and XMP again."""
    first, second = tmp_path / "1", tmp_path / "2"
    write_photo(photo, first, OutputOptions(format=format))
    again = read_photo(first)
    write_photo(again, second, OutputOptions(format="same"))
    before, after = again.metadata, read_photo(second).metadata
    assert (after.xmp, after.iptc) == (before.xmp, before.iptc)
    trees = exif.parse(before.exif), exif.parse(after.exif)
    for name in ("main", "exif", "gps", "interop"):
        values = [
            {tag: (e.type, e.data) for tag, e in getattr(tree, name).items()} for tree in trees
        ]
        assert values[0] == values[1]
    assert again.format == format


@pytest.mark.parametrize("format", FORMATS)
def test_same_input_same_bytes(format, photo):
    """Nothing in a file depends on when it was written."""
    options = OutputOptions(format=format)
    assert encode_photo(photo, options) == encode_photo(photo, options)


def test_the_maker_note_stays_in_place(photo):
    """Its own offsets stay valid in a JPEG."""
    data, _ = written(photo)
    block = jpeg.read_header(data).metadata.exif
    assert block[700:712] == b"NOTE 1234567"


def test_the_thumbnail_is_of_the_new_picture(photo):
    """File browsers show what was made, not what it was made from."""
    data, _ = written(photo)
    tree = exif.parse(jpeg.read_header(data).metadata.exif)
    small = np.asarray(Image.open(io.BytesIO(tree.thumbnail)))
    assert small.shape == (107, 160, 3)
    assert np.abs(small.mean((0, 1)) - photo.pixels.mean((0, 1))).max() < 3


@pytest.mark.parametrize("subsampling", ["444", "422", "420", None])
def test_jpeg_keeps_its_subsampling(subsampling, picture):
    """As the source, or 4:2:0 where the source has none."""
    photo = Photo(pixels=picture, format="jpeg", subsampling=subsampling)
    data, _ = written(photo)
    assert jpeg.read(data, Limit(400)).subsampling == (subsampling or "420")


def test_jpeg_pixels_equal_pillows(photo):
    """The same quality gives the same picture as Pillow's encoder."""
    _, image = written(photo, quality=88)
    stream = io.BytesIO()
    Image.fromarray(photo.pixels).save(stream, "JPEG", quality=88, subsampling=1)
    np.testing.assert_array_equal(np.asarray(image), np.asarray(Image.open(stream)))


@pytest.mark.parametrize("format", ["png", "tiff"])
@pytest.mark.parametrize("dtype", [np.uint16, np.float32])
def test_16_bits_stay(format, dtype, tmp_path):
    """Deep photos keep every level in formats that have them."""
    deep = np.random.default_rng(0).integers(0, 65536, (70, 50, 3)).astype(np.uint16)
    pixels = deep if dtype == np.uint16 else (deep / 65535).astype(np.float32)
    write_photo(Photo(pixels=pixels, format=format), tmp_path / "out", OutputOptions())
    np.testing.assert_array_equal(read_photo(tmp_path / "out").pixels, deep)


@pytest.mark.parametrize(("bits", "dtype"), [(8, np.uint8), (16, np.uint16)])
def test_bits_on_request(bits, dtype, picture, tmp_path):
    """The user may ask for fewer or more bits than the photo has."""
    for pixels in (picture, picture.astype(np.uint16) * 257):
        photo = Photo(pixels=pixels, format="png")
        options = OutputOptions(format="tiff", bits=bits, overwrite=True)
        write_photo(photo, tmp_path / "out", options)
        again = read_photo(tmp_path / "out").pixels
        assert again.dtype == dtype
        np.testing.assert_array_equal(again, picture.astype(dtype) * (257 if bits == 16 else 1))


@pytest.mark.parametrize("format", ["png", "tiff", "webp", "avif"])
def test_transparency_stays(format, picture, tmp_path):
    """Alpha goes where the format can carry it."""
    alpha = picture[..., 0]
    photo = Photo(pixels=picture, alpha=alpha, format="png")
    write_photo(photo, tmp_path / "out", OutputOptions(format=format, quality=95))
    again = read_photo(tmp_path / "out")
    assert np.abs(again.alpha.astype(int) - alpha).mean() < 2
    if format in ("png", "tiff"):
        np.testing.assert_array_equal(again.pixels, picture)


def test_transparency_becomes_paper_in_jpeg(picture):
    """JPEG has no alpha; what was clear is white."""
    photo = Photo(pixels=picture, alpha=np.zeros((120, 180), np.uint8), format="png")
    _, image = written(photo, format="jpeg")
    assert np.asarray(image).min() >= 254


def test_long_edge(photo):
    """A smaller output says its own size in EXIF and XMP, and is never an enlargement."""
    _, image = written(photo, long_edge_px=90)
    assert image.size == (90, 60)
    assert image.getexif().get_ifd(IFD.Exif)[0xA003] == 60
    assert written(photo, long_edge_px=9999)[1].size == (180, 120)


@pytest.mark.parametrize(
    ("source_format", "name", "format", "expected"),
    [
        ("jpeg", "a.JPG", "same", ".JPG"),
        ("jpeg", "a.jpeg", "jpeg", ".jpeg"),
        ("jpeg", "a.nef", "same", ".jpg"),
        ("raw", "a.nef", "same", ".jpg"),
        ("heic", "a.HEIC", "same", ".jpg"),
        ("tiff", "a.tiff", "same", ".tiff"),
        ("png", "a.png", "tiff", ".tif"),
        ("raw", "a.dng", "avif", ".avif"),
        ("webp", "a", "same", ".webp"),
    ],
)
def test_names_end_as_the_format_asks(source_format, name, format, expected, picture, tmp_path):
    """The source's own spelling where it fits, else the usual ending."""
    photo = Photo(pixels=picture, format=source_format)
    assert output_suffix(OutputOptions(format=format), photo, tmp_path / name) == expected


def test_an_existing_file_is_not_replaced(photo, tmp_path):
    """Only on request, and then whole."""
    path = tmp_path / "out.jpg"
    path.write_bytes(b"mine")
    with pytest.raises(OutputRefused, match=r"out\.jpg"):
        write_photo(photo, path, OutputOptions())
    assert path.read_bytes() == b"mine"
    write_photo(photo, path, OutputOptions(overwrite=True))
    assert read_photo(path).width == 180
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("format", "side"), [("webp", 16_384), ("jpeg", 65_501)])
def test_a_format_that_cannot_hold_the_picture_says_so(format, side, tmp_path):
    """Beyond a format's own limit nothing is written, and another format is suggested."""
    photo = Photo(pixels=np.zeros((1, side, 3), np.uint8), format="png")
    with pytest.raises(OutputFailed, match=r"pixels a side\. Choose another format"):
        write_photo(photo, tmp_path / "out", OutputOptions(format=format))
    assert list(tmp_path.iterdir()) == []


def test_a_large_profile_and_packet(picture):
    """A profile of several segments is joined again; padding goes where a packet is too long."""
    icc = bytes(range(256)) * 600
    packet = b"<x/>" + b" " * 70_000 + b"<?xpacket end='w'?>"
    encoded, losses = jpeg.encode(
        picture, quality=90, subsampling=None, icc=icc, metadata=Metadata(xmp=packet)
    )
    header = jpeg.read_header(encoded)
    assert header.icc == icc
    assert losses == []
    assert xmp.parse(header.metadata.xmp).name == "x"
    assert Image.open(io.BytesIO(encoded)).info["icc_profile"] == icc


@given(st.integers(1, 40), st.integers(1, 40), st.sampled_from(sorted(FORMATS)))
def test_any_shape(height, width, format):
    """From a single pixel on, every format gives the size that went in."""
    pixels = np.full((height, width, 3), 99, np.uint8)
    photo = Photo(pixels=pixels, format="png")
    data = encode_photo(photo, OutputOptions(format=format)).data
    assert Image.open(io.BytesIO(data)).size == (width, height)
