"""Transparency, depth, pages, inks and gamma of every kind come out as other programs show them."""

import io
import struct
import zlib

import imagecodecs
import numpy as np
import pillow_heif
import pytest
import tifffile
from PIL import Image

from pieditor.core.color import linear_to_srgb
from pieditor.core.errors import PhotoTooLarge, PhotoUnreadable
from pieditor.imaging.decode import read_photo
from pieditor.imaging.depth import over_white, to_8_bits
from pieditor.imaging.formats import heif_items
from tests.unit.imaging.conftest import make_picture

RAMP = np.linspace(0, 255, 90).astype(np.uint8)[None].repeat(60, 0)
PICTURE = make_picture(60, 90)


def shown(path) -> np.ndarray:
    """The photo on white paper, 8 bits."""
    photo = read_photo(path)
    return to_8_bits(over_white(photo.pixels, photo.alpha))


def on_white(rgb, alpha) -> np.ndarray:
    cover = alpha[..., None] / 255
    return rgb * cover + 255 * (1 - cover)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("layout", ["contig", "separate"])
@pytest.mark.parametrize("kind", ["assocalpha", "unassalpha"])
def test_tiff_transparency(tmp_path, dtype, layout, kind):
    """Premultiplied and straight, 8 and 16 bits, pixels together or in planes."""
    factor = 257 if dtype == np.uint16 else 1
    colour = PICTURE * (RAMP[..., None] / 255) if kind == "assocalpha" else PICTURE
    samples = np.dstack([np.round(colour), RAMP]).astype(np.uint32) * factor
    samples = samples.astype(dtype)
    if layout == "separate":
        samples = np.moveaxis(samples, -1, 0)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, samples, photometric="rgb", planarconfig=layout, extrasamples=[kind])
    assert np.abs(shown(path) - on_white(PICTURE, RAMP)).mean() < 1


def test_grey_tiff_with_premultiplied_transparency(tmp_path):
    """One channel and its cover."""
    grey = PICTURE[..., 0]
    samples = np.dstack([np.round(grey * (RAMP / 255)), RAMP]).astype(np.uint8)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, samples, photometric="minisblack", extrasamples=["assocalpha"])
    expected = on_white(np.dstack([grey] * 3), RAMP)
    assert np.abs(shown(path) - expected).mean() < 1


def test_the_second_extra_channel_may_be_the_transparency(tmp_path):
    """A spot colour comes first in files from the printing trade."""
    samples = np.dstack([PICTURE, np.full((60, 90), 7, np.uint8), RAMP])
    path = tmp_path / "a.tif"
    tifffile.imwrite(
        path, samples, photometric="rgb", planarconfig="contig",
        extrasamples=["unspecified", "unassalpha"],
    )  # fmt: skip
    assert np.abs(shown(path) - on_white(PICTURE, RAMP)).mean() < 1


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("has_alpha", [True, False])
def test_inks(tmp_path, dtype, has_alpha):
    """CMYK of both depths, with and without a channel more, gives the same colours."""
    inks = np.dstack([255 - PICTURE, np.zeros((60, 90), np.uint8)])
    samples = np.dstack([inks, np.full((60, 90), 255, np.uint8)]) if has_alpha else inks
    samples = samples.astype(np.uint32) * (257 if dtype == np.uint16 else 1)
    path = tmp_path / "a.tif"
    extras = {"extrasamples": ["unassalpha"]} if has_alpha else {}
    tifffile.imwrite(
        path, samples.astype(dtype), photometric="separated", planarconfig="contig", **extras
    )
    assert np.abs(shown(path).astype(int) - PICTURE).max() <= 1


@pytest.mark.parametrize("endian", ["<", ">"])
def test_bigtiff(tmp_path, endian):
    """Offsets of eight bytes, in both byte orders, with the description kept."""
    path = tmp_path / "a.tif"
    tifffile.imwrite(
        path, PICTURE, photometric="rgb", bigtiff=True, byteorder=endian, description="Tulips"
    )
    photo = read_photo(path)
    np.testing.assert_array_equal(photo.pixels, PICTURE)
    assert b"Tulips" in photo.metadata.exif


@pytest.mark.parametrize("num_pages", [1, 2, 5])
def test_pages_are_counted(tmp_path, num_pages):
    """A loss names the pages that are not in the output."""
    path = tmp_path / "a.tif"
    frames = [Image.fromarray(PICTURE)] * num_pages
    frames[0].save(path, save_all=True, append_images=frames[1:])
    expected = () if num_pages == 1 else (f"pages 2 to {num_pages}",)
    assert read_photo(path).losses == expected


def test_smaller_copies_and_masks_are_no_pages(tmp_path):
    """Pyramids have them for speed."""
    path = tmp_path / "a.tif"
    with tifffile.TiffWriter(path) as writer:
        writer.write(PICTURE, photometric="rgb")
        writer.write(PICTURE[::2, ::2], photometric="rgb", subfiletype=1)
        writer.write(RAMP > 99, photometric="minisblack", subfiletype=4)
    assert read_photo(path).losses == ()


def test_directories_that_go_round_end(tmp_path):
    """The second page points back to the first."""
    path = tmp_path / "a.tif"
    frames = [Image.fromarray(PICTURE)] * 2
    frames[0].save(path, save_all=True, append_images=frames[1:])
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    (second,) = struct.unpack_from("<I", data, first + 2 + 12 * count)
    (count,) = struct.unpack_from("<H", data, second)
    struct.pack_into("<I", data, second + 2 + 12 * count, first)
    path.write_bytes(data)
    assert read_photo(path).losses == ("pages 2 to 2",)


@pytest.mark.parametrize(("format", "options"), [
    ("PNG", {}), ("WEBP", {"lossless": True}), ("AVIF", {"quality": 100}),
])  # fmt: skip
def test_animations_give_their_first_frame(tmp_path, format, options):
    """The rest is named."""
    frames = [Image.fromarray(make_picture(60, 90, seed)) for seed in (0, 1, 2)]
    path = tmp_path / "a"
    frames[0].save(path, format, save_all=True, append_images=frames[1:], **options)
    photo = read_photo(path)
    assert np.abs(photo.pixels.astype(int) - PICTURE).mean() < 3
    assert photo.losses == ("frames 2 to 3 of the animation",)


@pytest.mark.parametrize("bits", [8, 10, 12])
@pytest.mark.parametrize("brightest", [1.0, 0.2])
def test_the_depth_of_an_avif_is_that_of_the_file(tmp_path, bits, brightest):
    """A dark scene of 12 bits has no value above 1,023, and stays dark."""
    top = (1 << bits) - 1
    scene = np.linspace(0, brightest, 96)[None, :, None] * np.ones((64, 1, 3))
    samples = np.round(scene * top).astype(np.uint8 if bits == 8 else np.uint16)
    data = imagecodecs.avif_encode(
        samples, level=100, bitspersample=bits, pixelformat="444", speed=10
    )
    assert heif_items.read_items(data).bits == bits
    path = tmp_path / "a.avif"
    path.write_bytes(data)
    assert np.abs(shown(path) - scene * 255).mean() < 1.5


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_of_an_avif(tmp_path, orientation):
    """Its own properties decide, and the EXIF block inside stays as it was written."""
    image = Image.fromarray(PICTURE)
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "Maker"
    path = tmp_path / "a.avif"
    image.save(path, exif=block, quality=100)
    from pieditor.imaging.orientation import upright

    expected = upright(PICTURE, orientation)
    photo = read_photo(path)
    assert photo.pixels.shape == expected.shape
    assert np.abs(photo.pixels.astype(int) - expected).mean() < 6
    assert b"Maker" in photo.metadata.exif


def test_premultiplied_heic(tmp_path):
    """HEIF can say that colours are multiplied by their cover."""
    rgba = np.dstack([PICTURE, RAMP])
    straight = Image.fromarray(rgba, "RGBA")
    path = tmp_path / "a.heic"
    pillow_heif.from_pillow(straight).save(path, quality=100, chroma=444)
    assert np.abs(shown(path) - on_white(PICTURE, RAMP)).mean() < 3


def png(samples, *chunks) -> bytes:
    """A PNG with more chunks behind its header."""
    stream = io.BytesIO()
    Image.fromarray(samples).save(stream, "PNG")
    data = stream.getvalue()

    def chunk(name, payload):
        body = name + payload
        return struct.pack(">I", len(payload)) + body + struct.pack(">I", zlib.crc32(body))

    return data[:33] + b"".join(chunk(*c) for c in chunks) + data[33:]


GAMMA = struct.pack(">I", 100_000)
SRGB_PRIMARIES = struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)


def encoded(linear) -> np.ndarray:
    return 255 * linear_to_srgb(linear)


@pytest.mark.parametrize("samples", [PICTURE, PICTURE[..., 0]], ids=["colour", "grey"])
@pytest.mark.parametrize("primaries", [(), ((b"cHRM", SRGB_PRIMARIES),)], ids=["", "cHRM"])
def test_a_linear_png_is_shown_as_browsers_show_it(tmp_path, samples, primaries):
    """gAMA 1.0 means that the values are light."""
    path = tmp_path / "a.png"
    path.write_bytes(png(samples, (b"gAMA", GAMMA), *primaries))
    expected = encoded(samples / 255)
    if samples.ndim == 2:
        expected = np.dstack([expected] * 3)
    assert np.abs(shown(path) - expected).mean() < 1


@pytest.mark.parametrize(
    "chunks",
    [
        ((b"gAMA", struct.pack(">I", 45455)),),
        ((b"gAMA", struct.pack(">I", 45455)), (b"cHRM", SRGB_PRIMARIES)),
        ((b"sRGB", b"\0"), (b"gAMA", GAMMA)),
        ((b"cICP", bytes([1, 13, 0, 1])), (b"gAMA", GAMMA)),
        ((b"gAMA", b"\0\0\0\0"),),
        ((b"gAMA", GAMMA[:2]),),
        ((b"cHRM", bytes(32)), (b"gAMA", struct.pack(">I", 45455))),
    ],
    ids=["sRGB's", "sRGB's own", "sRGB chunk", "cICP", "zero", "short", "no primaries"],
)
def test_a_png_of_usual_colours_is_left_alone(tmp_path, chunks):
    """What says sRGB, or says nonsense, changes nothing."""
    path = tmp_path / "a.png"
    path.write_bytes(png(PICTURE, *chunks))
    np.testing.assert_array_equal(read_photo(path).pixels, PICTURE)


def broken_profile(space: bytes) -> bytes:
    """A profile whose header is right and which has no tables."""
    header = bytearray(132)
    header[0:4] = (132).to_bytes(4, "big")
    header[8:12] = bytes.fromhex("04300000")
    header[12:24] = b"prtr" + space + b"Lab "
    header[36:40] = b"acsp"
    return bytes(header)


@pytest.mark.parametrize(("mode", "space"), [("RGB", b"RGB "), ("L", b"GRAY"), ("CMYK", b"CMYK")])
@pytest.mark.parametrize("format", ["JPEG", "TIFF"])
def test_a_broken_profile_is_ignored_and_named(tmp_path, mode, space, format):
    """As every viewer does, for every kind of colour."""
    path = tmp_path / "a"
    image = Image.fromarray(PICTURE).convert(mode)
    image.save(path, format, icc_profile=broken_profile(space))
    photo = read_photo(path)
    assert photo.losses == ("the colour profile, because it is damaged",)
    plain = tmp_path / "plain"
    image.save(plain, format)
    np.testing.assert_array_equal(photo.pixels, read_photo(plain).pixels)


@pytest.mark.parametrize(("dtype", "samples"), [("f8", 4), ("f8", 3), ("u2", 4), ("u1", 3)])
def test_bytes_are_limited_and_not_pixels_alone(tmp_path, dtype, samples):
    """A small file that claims 361 megapixels is refused before memory is taken."""
    path = tmp_path / "a.tif"
    options = {"extrasamples": ["unassalpha"]} if samples == 4 else {}
    tifffile.imwrite(
        path, np.zeros((16, 16, samples), dtype), photometric="rgb", planarconfig="contig",
        compression="zlib", rowsperstrip=16, **options,
    )  # fmt: skip
    data = bytearray(path.read_bytes())
    (first,) = struct.unpack_from("<I", data, 4)
    for index in range(struct.unpack_from("<H", data, first)[0]):
        at = first + 2 + 12 * index
        tag, kind = struct.unpack_from("<HH", data, at)
        if tag in (0x0100, 0x0101):
            struct.pack_into("<H" if kind == 3 else "<I", data, at + 8, 19_000)
    path.write_bytes(data)
    with pytest.raises((PhotoTooLarge, PhotoUnreadable)):
        read_photo(path)
