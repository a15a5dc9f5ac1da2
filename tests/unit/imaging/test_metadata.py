"""Metadata of outputs: kept, in line with the new pixels, and without position on request."""

import pytest

from pieditor.core.photo import Metadata
from pieditor.imaging import exif, metadata
from pieditor.imaging.exif import Entry, ExifTree
from pieditor.imaging.turning import Turning

PACKET = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:e="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 tiff:Orientation="6" e:GPSLatitude="48,12.5N" e:PixelXDimension='4000' dc:format="image/jpeg">
<e:GPSLongitude>16,22.1E</e:GPSLongitude>
<e:GPSVersionID/>
<tiff:ImageWidth>4000</tiff:ImageWidth>
<dc:title>GPS e:GPSLatitude in a title is text</dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def block(**changes) -> bytes:
    """An EXIF block as a camera writes it, with a position."""
    tree = ExifTree()
    tree.main = {0x010F: exif.ascii_entry("Maker"), 0x0112: tree.short(6), **changes}
    tree.exif = {0x9003: exif.ascii_entry("2024:05:06 07:08:09"), 0xA001: tree.short(0xFFFF)}
    tree.gps = {0x0002: exif.ascii_entry("N")}
    tree.interop = {0x0001: exif.ascii_entry("R03")}
    tree.thumbnail = b"old"
    return exif.serialize(tree)


def output(source: Metadata, **changes) -> Metadata:
    """`for_output` with defaults."""
    options = {"container": "jpeg", "thumbnail": b"new", "strip_gps": False, **changes}
    turning = Turning(orientation=1, width=300, height=200, stored=(300, 200))
    return metadata.for_output(source, turning=turning, **options)[0]


def test_outputs_are_upright_srgb_of_the_new_size():
    """Orientation, software, dimensions, colour space and thumbnail describe the new pixels."""
    tree = exif.parse(output(Metadata(exif=block())).exif)
    assert tree.integer(tree.main, exif.ORIENTATION) == 1
    assert tree.text(tree.main, exif.SOFTWARE).startswith("pieditor")
    assert tree.integer(tree.exif, exif.PIXEL_WIDTH) == 300
    assert tree.integer(tree.exif, exif.PIXEL_HEIGHT) == 200
    assert tree.integer(tree.exif, exif.COLOR_SPACE) == 1
    assert tree.text(tree.interop, exif.INTEROP_INDEX) == "R98"
    assert tree.thumbnail == b"new"
    assert tree.text(tree.main, 0x010F) == "Maker"
    assert tree.text(tree.exif, 0x9003) == "2024:05:06 07:08:09"
    assert tree.gps


def test_an_output_is_not_taken_for_adobe_rgb_again():
    """What EXIF alone declared is converted once."""
    assert metadata.is_adobe_rgb(block())
    assert not metadata.is_adobe_rgb(output(Metadata(exif=block())).exif)


def test_the_position_goes_on_request():
    """No GPS tag or property is left in EXIF or XMP, whichever way it was written."""
    stripped = output(Metadata(exif=block(), xmp=PACKET), strip_gps=True)
    assert exif.parse(stripped.exif).gps == {}
    assert b"48,12" not in stripped.xmp
    assert b"16,22" not in stripped.xmp
    assert b"GPSVersionID" not in stripped.xmp
    assert b"<dc:title>GPS e:GPSLatitude in a title is text</dc:title>" in stripped.xmp


def test_xmp_follows_the_pixels():
    """Orientation and sizes in XMP change with EXIF's; everything else stays as it was written."""
    packet = output(Metadata(xmp=PACKET)).xmp
    assert b'tiff:Orientation="1"' in packet
    assert b'e:PixelXDimension="300"' in packet
    assert b"<tiff:ImageWidth>300</tiff:ImageWidth>" in packet
    assert b'dc:format="image/jpeg"' in packet
    assert b"48,12.5N" in packet


def test_a_photo_without_exif_gets_our_name():
    """Outputs can be told from originals."""
    tree = exif.parse(output(Metadata()).exif)
    assert tree.text(tree.main, exif.SOFTWARE).startswith("pieditor")


@pytest.mark.parametrize("damaged", [b"", b"garbage", b"II*\0\xff\xff\xff\xff"])
def test_a_damaged_block_is_replaced(damaged):
    """A block that cannot be read does not stop the photo."""
    assert metadata.orientation(damaged) == 1
    tree = exif.parse(output(Metadata(exif=damaged)).exif)
    assert tree.integer(tree.main, exif.ORIENTATION) == 1


@pytest.mark.parametrize(("value", "expected"), [(0, 1), (1, 1), (8, 8), (9, 1), (65535, 1)])
def test_an_orientation_that_makes_no_sense_is_upright(value, expected):
    """Only 1 to 8 turn a picture."""
    tree = ExifTree()
    tree.main[0x0112] = tree.short(value)
    assert metadata.orientation(exif.serialize(tree)) == expected


def test_large_blocks_give_up_the_thumbnail_first():
    """A block always fits the one segment that JPEG has for it."""
    note = Entry(exif.UNDEFINED, 60_000, bytes(60_000))
    tree = exif.parse(block())
    tree.exif[exif.MAKER_NOTE] = note
    kept = exif.parse(output(Metadata(exif=exif.serialize(tree)), thumbnail=bytes(9000)).exif)
    assert kept.thumbnail is None
    assert kept.exif[exif.MAKER_NOTE].data == note.data
    tree.main[0xC4A5] = Entry(exif.UNDEFINED, 9000, bytes(9000))
    smaller = output(Metadata(exif=exif.serialize(tree))).exif
    assert len(smaller) <= metadata.MAX_EXIF_BYTES
    assert exif.parse(smaller).text(exif.parse(smaller).main, 0x010F) == "Maker"
