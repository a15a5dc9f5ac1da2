"""XMP: every encoding, any size, in linear time, and true of the output."""

import codecs
import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.photo import Metadata
from pieditor.imaging import metadata, xmp, xmp_claims, xmp_regions
from pieditor.imaging.formats import extended_xmp
from pieditor.imaging.turning import Turning

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def packet(inside: str = "", attributes: str = "", namespaces: str = "") -> bytes:
    """A packet with one description."""
    return (
        f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" {namespaces} '
        f'{attributes}>{inside}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()


def turning(orientation=1, stored=(320, 240), scale=1.0) -> Turning:
    """From stored sides to an upright, scaled picture."""
    width, height = stored[::-1] if orientation >= 5 else stored
    return Turning(
        orientation=orientation, stored=stored, width=round(width * scale),
        height=round(height * scale),
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("has_mark", [True, False])
def test_every_encoding_is_read(encoding, has_mark):
    """With a byte order mark or without, padded or not."""
    mark = {
        "utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE, "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }[encoding] if has_mark else b""  # fmt: skip
    text = packet("<dc:title>Grüße 写真</dc:title>").decode() + " " * 40
    root = xmp.parse(mark + text.encode(encoding))
    assert xmp.value(root, "http://purl.org/dc/elements/1.1/", "title") == "Grüße 写真"


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@given(texts, texts)
def test_texts_survive(title, rights):
    """What is in an attribute or an element comes back as it was, whatever characters it has."""
    root = xmp.parse(packet("<dc:title>x</dc:title>", 'dc:rights="y"'))
    dc = "http://purl.org/dc/elements/1.1/"
    xmp.replace(root, dc, "title", title)
    xmp.replace(root, dc, "rights", rights)
    again = xmp.parse(xmp.serialize(root))
    assert xmp.value(again, dc, "rights") == rights
    assert (xmp.value(again, dc, "title") or "") == title


@pytest.mark.parametrize(
    "hostile",
    [
        b"<a " + b"x:GPSa " * 9000 + b">",
        b"<a>" * 5000 + b"</a>" * 5000,
        packet("<e:GPS" + " " * 60_000),
        b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        packet("".join(f'<dc:a xmlns:n{i}="u{i}"/>' for i in range(2000))),
        b"<a" + b" " * 200_000,
        b"\xff\xfe<\0",
        b"",
        packet()[:-30],
    ],
    ids=["names", "deep", "spaces", "entities", "namespaces", "blank", "half", "empty", "cut"],
)
def test_hostile_packets_are_refused_at_once(hostile):
    """Each took minutes, or would fill the memory, where patterns read it."""
    with pytest.raises(xmp.DamagedPacket):
        xmp.parse(hostile)
    result, losses = metadata.for_output(
        Metadata(xmp=hostile), container="jpeg", turning=turning(), thumbnail=None, strip_gps=True
    )
    assert result.xmp is None
    assert losses == (["XMP, because it is damaged"] if hostile else [])


MWG = """<mwg-rs:Regions xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"
 xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#" rdf:parseType="Resource">
 <mwg-rs:AppliedToDimensions stDim:w="{w}" stDim:h="{h}" stDim:unit="pixel"/>
 <mwg-rs:RegionList><rdf:Bag><rdf:li rdf:parseType="Resource"><mwg-rs:Area stArea:x="0.05"
 stArea:y="0.0625" stArea:w="0.0625" stArea:h="0.0833" stArea:unit="normalized"/>
 <mwg-rs:Name>Somebody</mwg-rs:Name></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"""
MICROSOFT = """<MP:RegionInfo xmlns:MP="http://ns.microsoft.com/photo/1.2/"
 xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#"><MPReg:Rectangle>0.1, 0.2, 0.3, 0.4
 </MPReg:Rectangle></MP:RegionInfo>"""
IPTC = """<Iptc4xmpExt:RegionBoundary xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 rdf:parseType="Resource" Iptc4xmpExt:rbUnit="pixel" Iptc4xmpExt:rbX="32" Iptc4xmpExt:rbY="48"
 Iptc4xmpExt:rbW="96" Iptc4xmpExt:rbH="96"/>"""


def numbers(root, namespace, *names) -> list[float]:
    return [float(xmp.value(root, namespace, name)) for name in names]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_faces_turn_with_the_picture(orientation):
    """A region lies on the same pixels after turning, in all three vocabularies."""
    stored = np.zeros((240, 320), bool)
    stored[48:144, 32:128] = True  # the box of IPTC and of Microsoft
    from pieditor.imaging.orientation import upright

    rows, columns = np.nonzero(upright(stored, orientation))
    box = columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1
    turn = turning(orientation)
    root = xmp.parse(packet(MWG.format(w=320, h=240) + MICROSOFT + IPTC))
    xmp_regions.follow(root, turn)
    iptc = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
    assert numbers(root, iptc, "rbX", "rbY", "rbW", "rbH") == pytest.approx(box, abs=0.01)
    people = "http://ns.microsoft.com/photo/1.2/t/Region#"
    found = [float(n) for n in xmp.value(root, people, "Rectangle").split(",")]
    sides = turn.width, turn.height
    assert found == pytest.approx([v / sides[i % 2] for i, v in enumerate(box)], abs=1e-4)
    area = numbers(root, "http://ns.adobe.com/xmp/sType/Area#", "x", "y", "w", "h")
    expected = {1: (0.05, 0.0625), 3: (0.95, 0.9375), 6: (0.9375, 0.05), 8: (0.0625, 0.95)}
    if orientation in expected:
        assert area[:2] == pytest.approx(expected[orientation])
    dimensions = "http://ns.adobe.com/xap/1.0/sType/Dimensions#"
    assert numbers(root, dimensions, "w", "h") == list(sides)


def test_regions_of_the_upright_picture_stay():
    """Some programs name the upright size: then they are right already."""
    root = xmp.parse(packet(MWG.format(w=240, h=320)))
    xmp_regions.follow(root, turning(6))
    area = numbers(root, "http://ns.adobe.com/xmp/sType/Area#", "x", "y")
    assert area == pytest.approx([0.05, 0.0625])


@pytest.mark.parametrize("values", [(15, 15), (15, 15, 20), (15, 15, 20, 20)])
def test_the_subject_turns_and_scales(values):
    """EXIF's point, circle and box, in the pixels of the output."""
    turned = xmp_regions.subject_area(values, turning(6, scale=0.5))
    assert turned[:2] == [round(225 / 2), round(15 / 2)]
    assert turned[2:] == [10] * (len(values) - 2)


PANORAMA = """<GPano:CroppedAreaImageWidthPixels xmlns:GPano="{ns}">320
</GPano:CroppedAreaImageWidthPixels><GPano:FullPanoHeightPixels xmlns:GPano="{ns}">480
</GPano:FullPanoHeightPixels>""".format(ns="http://ns.google.com/photos/1.0/panorama/")


def test_a_panorama_scales_with_its_picture():
    """Viewers wrap it around a sphere by these numbers."""
    root = xmp.parse(packet(PANORAMA))
    assert xmp_regions.follow(root, turning(scale=0.5)) == []
    namespace = "http://ns.google.com/photos/1.0/panorama/"
    assert xmp.value(root, namespace, "CroppedAreaImageWidthPixels") == "160"
    assert xmp.value(root, namespace, "FullPanoHeightPixels") == "240"


def test_a_panorama_that_is_turned_loses_its_place():
    """Its numbers would mean nothing, and that is said."""
    root = xmp.parse(packet(PANORAMA))
    (loss,) = xmp_regions.follow(root, turning(6))
    assert "panorama" in loss
    assert b"GPano:" not in xmp.serialize(root).replace(b"xmlns:GPano", b"")


@pytest.mark.parametrize(
    ("inside", "gone", "loss"),
    [
        ('<g:MotionPhoto xmlns:g="http://ns.google.com/photos/1.0/camera/">1</g:MotionPhoto>'
         '<c:Directory xmlns:c="http://ns.google.com/photos/1.0/container/"/>',
         (b"MotionPhoto>", b"Directory"), "the video of the motion photo"),
        ('<h:Version xmlns:h="http://ns.adobe.com/hdr-gain-map/1.0/">1.0</h:Version>',
         (b"Version",), "the gain map for HDR screens"),
        ('<d:history xmlns:d="http://darktable.sf.net/"><rdf:Seq><rdf:li/></rdf:Seq></d:history>',
         (b"history",), "darktable's history of edits"),
    ],
)  # fmt: skip
def test_announcements_of_absent_things_go(inside, gone, loss):
    """Galleries would look for a video or a map that the output does not have."""
    root = xmp.parse(packet(inside))
    assert loss in xmp_claims.withdraw(root)
    assert not any(word in xmp.serialize(root) for word in gone)


CRS = 'xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"'


@pytest.mark.parametrize("was", ['crs:AlreadyApplied="False"', ""])
def test_edits_of_lightroom_are_marked_as_applied(was):
    """Otherwise the finished picture would be developed once more; that they were not is said."""
    root = xmp.parse(packet(attributes=f'crs:Exposure2012="+1.5" {was}', namespaces=CRS))
    assert xmp_claims.withdraw(root) == [
        "the edits of Lightroom or Camera Raw, which are not applied"
    ]
    assert b'crs:AlreadyApplied="True"' in xmp.serialize(root)


def test_edits_that_are_in_the_pixels_are_no_loss():
    """A JPEG exported from Lightroom says so itself."""
    data = packet(attributes='crs:Exposure2012="+1.5" crs:AlreadyApplied="True"', namespaces=CRS)
    assert xmp_claims.withdraw(xmp.parse(data)) == []


def test_a_large_packet_is_split_as_the_standard_says_and_joined_again():
    """Small properties stay in the main packet; the digest names the rest."""
    history = "".join(f"<rdf:li>{i} {'step ' * 30}</rdf:li>" for i in range(1500))
    whole = packet(
        f"<dc:source><rdf:Seq>{history}</rdf:Seq></dc:source><dc:title>Tulips</dc:title>",
        'dc:rights="(c) Somebody"',
    )
    main, parts = extended_xmp.split(whole, 65_000)
    assert len(main) <= 65_000 and len(parts) > 1
    assert b"(c) Somebody" in main and b"Tulips" in main
    extension = b"".join(part[40:] for part in parts)
    digest = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper().encode()
    assert digest in main and all(part.startswith(digest) for part in parts)
    joined, is_incomplete = extended_xmp.join(main, parts[::-1])
    assert not is_incomplete
    root = xmp.parse(joined)
    assert [e.text for e in root.walk() if e.name == "rdf:li"][-1].startswith("1499 ")
    assert b"HasExtendedXMP=" not in joined


def test_a_missing_part_is_noticed():
    """The main packet is kept by itself."""
    big = packet(f"<dc:source>{'a' * 200_000}</dc:source>", 'dc:rights="r"')
    main, parts = extended_xmp.split(big, 65_000)
    joined, is_incomplete = extended_xmp.join(main, parts[:-1])
    assert is_incomplete and b'dc:rights="r"' in joined
