"""JPEG files whose end is missing, or that go on behind their picture."""

import io

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import PhotoUnreadable
from pieditor.imaging.decode import read_photo, read_proxy
from tests.unit.imaging.conftest import make_picture

KINDS = {
    "baseline": {},
    "progressive": {"progressive": True},
    "restarts": {"restart_marker_blocks": 4},
    "grey": {},
}


def jpeg_of(kind: str) -> bytes:
    """A JPEG of 120 x 180 pixels."""
    pixels = make_picture(120, 180)
    image = Image.fromarray(pixels[..., 0] if kind == "grey" else pixels)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90, **KINDS[kind])
    return stream.getvalue()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "behind",
    [
        b"",
        b"\0" * 4000,
        b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40,
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
        b"\xff",
    ],
    ids=["nothing", "zeros", "video", "another picture", "half a marker"],
)
@pytest.mark.parametrize("has_end", [True, False])
def test_a_whole_picture_is_read(kind, behind, has_end, tmp_path):
    """All rows are there: the end marker may be missing, and anything may follow."""
    data = jpeg_of(kind)
    path = tmp_path / "a.jpg"
    path.write_bytes((data if has_end else data[:-2]) + behind)
    whole = tmp_path / "whole.jpg"
    whole.write_bytes(data)
    np.testing.assert_array_equal(read_photo(path).pixels, read_photo(whole).pixels)
    assert read_proxy(path, 60).shape == (40, 60, 3)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
@pytest.mark.parametrize(
    ("kind", "behind"),
    [
        (kind, behind)
        for kind in KINDS
        for behind in (b"", b"\0" * 900, b"\xff\xd9")
        # An end marker behind fewer scans makes it a whole file of less detail.
        if (kind, behind) != ("progressive", b"\xff\xd9")
    ],
)
def test_a_part_of_a_picture_is_refused(kind, share, behind, tmp_path):
    """A decoder would fill the rest with grey, and nobody would notice in a batch."""
    data = jpeg_of(kind)
    path = tmp_path / "a.jpg"
    path.write_bytes(data[: int(len(data) * share)] + behind)
    with pytest.raises(PhotoUnreadable):
        read_photo(path)


def test_a_file_cut_short_a_moment_ago_may_still_be_on_its_way(tmp_path):
    """The remedy for a file that is being copied is to wait."""
    import os

    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_of("baseline")[:3000])
    with pytest.raises(PhotoUnreadable, match="still be on its way"):
        read_photo(path)
    os.utime(path, (1e9, 1e9))
    with pytest.raises(PhotoUnreadable, match="copy it again from the card"):
        read_photo(path)


def test_a_video_behind_the_picture_is_named_as_lost(tmp_path):
    """Phones keep one there that no property announces."""
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg_of("baseline") + b"\0\0\0\x18ftypmp42" + bytes(100))
    assert read_photo(path).losses == ("the video of the motion photo",)


def test_a_header_that_promises_more_than_the_file_has(tmp_path):
    """65,000 x 6,000 pixels in four kilobytes are refused before memory is taken."""
    data = bytearray(jpeg_of("grey"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = (6000).to_bytes(2, "big") + (65000).to_bytes(2, "big")
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    with pytest.raises(PhotoUnreadable, match="ends in the middle"):
        read_photo(path)
