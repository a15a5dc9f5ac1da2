"""Real files of every unusual kind; skipped where the shared photographs are missing."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import IFD

from pieditor.core.errors import PhotoUnreadable
from pieditor.imaging.decode import read_photo, read_proxy, read_size
from pieditor.imaging.encode import OutputOptions, encode_photo, write_photo
from pieditor.imaging.resize import shrink

ODD = {
    "cheers.heic": ("heic", 1440, 960),
    "cmyk-no-profile.jpg": ("jpeg", 500, 333),
    "cmyk-sample.jpg": ("jpeg", 100, 100),
    "cmyk-with-profile.jpg": ("jpeg", 500, 333),
    "denali.webp": ("webp", 600, 315),
    "grey16.tif": ("tiff", 1280, 964),
    "icc-adobe-rgb--1998-.jpg": ("jpeg", 600, 900),
    "icc-adobe-rgb-by-exif-only--no-icc.jpg": ("jpeg", 1280, 960),
    "iphone.heic": ("heic", 4032, 3024),
    "jpeg-named.nef": ("jpeg", 2000, 3008),
    "lab.tiff": ("tiff", 400, 266),
    "p3-colour-bars.jpg": ("jpeg", 1000, 800),
    "p3-hdr-10bit.avif": ("avif", 3681, 5594),
    "photo-adobergb.jpg": ("jpeg", 1200, 800),
    "photo-p3.jpg": ("jpeg", 1200, 800),
    "photo-rec2020.jpg": ("jpeg", 1200, 800),
    "rgb16-photo.tif": ("tiff", 867, 578),
    "rgb16.tiff": ("tiff", 100, 40),
    "srgb-8bit.avif": ("avif", 1617, 1080),
}
RAW = {"canon.crw": (2176, 1448), "colorchart.dng": (1734, 1156), "kodak-dc50.kdc": (768, 512)}


def psnr_db(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal to noise ratio of 8-bit pictures."""
    error = np.mean((a.astype(np.float64) - b) ** 2)
    return float("inf") if error == 0 else 10 * np.log10(255**2 / error)


def opened(path) -> Image.Image:
    """Pillow's view of a file, which is closed again."""
    return Image.open(io.BytesIO(path.read_bytes()))


@pytest.mark.parametrize("name", ODD)
def test_odd_files(name, shared, capfd):
    """Format, size and proxy are right, and no library talks."""
    path = shared / "photos" / "odd" / name
    format, width, height = ODD[name]
    photo = read_photo(path)
    assert (photo.format, photo.width, photo.height) == (format, width, height)
    assert read_size(path) == (width, height)
    proxy = read_proxy(path, 256)
    assert max(proxy.shape[:2]) == min(256, max(width, height))
    scale = 257 if photo.pixels.dtype == np.uint16 else 1
    whole = np.rint(shrink(photo.pixels, 256) / scale)
    assert psnr_db(proxy, whole) > 35
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name", ["photo-p3", "photo-adobergb", "photo-rec2020", "p3-colour-bars", "cmyk-with-profile"]
)
def test_profiles_of_real_files_agree_with_littlecms(name, shared):
    """At most 2 levels and half a level on average from LittleCMS' own conversion."""
    path = shared / "photos" / "odd" / f"{name}.jpg"
    image = opened(path)
    source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
    reference = ImageCms.profileToProfile(
        image, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
    )
    difference = np.abs(read_photo(path).pixels.astype(float) - np.asarray(reference))
    assert difference.max() <= 2
    assert difference.mean() <= 0.5


def test_one_scene_in_three_spaces(shared):
    """The same photo stored in P3, Adobe RGB and Rec. 2020 looks the same in the end."""
    odd = shared / "photos" / "odd"
    photos = [read_photo(odd / f"photo-{s}.jpg").pixels for s in ("p3", "adobergb", "rec2020")]
    for photo in photos[1:]:
        assert psnr_db(photo, photos[0]) > 35


def test_adobe_rgb_by_exif_only_is_converted(shared):
    """Colours are more vivid than the stored numbers taken for sRGB."""
    path = shared / "photos" / "odd" / "icc-adobe-rgb-by-exif-only--no-icc.jpg"
    stored = np.asarray(opened(path)).astype(int)
    converted = read_photo(path).pixels.astype(int)
    assert np.ptp(converted, axis=2).mean() > 1.05 * np.ptp(stored, axis=2).mean()


@pytest.mark.parametrize("name", RAW)
def test_raw(name, shared, tmp_path, capfd):
    """Raw files are developed with 16 bits, and their proxy is the same rendering."""
    path = shared / "photos" / "raw" / name
    photo = read_photo(path)
    assert photo.format == "raw"
    assert photo.pixels.dtype == np.uint16
    assert (photo.width, photo.height) == RAW[name] == read_size(path)
    whole = np.rint(shrink(photo.pixels, 256) / 257)
    assert psnr_db(read_proxy(path, 256), whole) > 24
    assert abs(read_proxy(path, 256).mean() - whole.mean()) < 4
    assert np.percentile(photo.pixels, 99) > 100 * 257
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "make"),
    [("canon.crw", "Canon"), ("colorchart.dng", "Canon"), ("kodak-dc50.kdc", "East")],
)
@pytest.mark.parametrize("format", ["same", "png", "tiff", "webp", "avif"])
def test_metadata_survives_from_raw(name, make, format, shared, tmp_path):
    """The camera is named in every output format."""
    photo = read_photo(shared / "photos" / "raw" / name)
    write_photo(photo, tmp_path / "out", OutputOptions(format=format, long_edge_px=320))
    block = opened(tmp_path / "out").getexif()
    assert block[0x010F].startswith(make)
    assert block[0x0131].startswith("pieditor")


def test_a_camera_jpegs_metadata_survives(shared):
    """Every tag that Pillow sees in the original it sees in the output, with the same value."""
    path = shared / "photos" / "odd" / "jpeg-named.nef"
    before = opened(path).getexif()
    after = Image.open(io.BytesIO(encode_photo(read_photo(path), OutputOptions()).data)).getexif()
    changed = {0x0131, 0x8769, 0x8825, 0xA001, 0xA002, 0xA003, 0xA005}
    for tag in set(before) - changed:
        assert after[tag] == before[tag]
    exif_before, exif_after = before.get_ifd(IFD.Exif), after.get_ifd(IFD.Exif)
    for tag in set(exif_before) - changed:
        assert exif_after[tag] == exif_before[tag]


@pytest.mark.parametrize("pattern", ["full-05*", "full-08*", "full-13*"])
def test_large_jpegs(pattern, shared):
    """Baseline, progressive and multi-picture files: Pillow's very pixels, and a faithful proxy."""
    (path,) = (shared / "photos" / "full").glob(pattern)
    photo = read_photo(path)
    np.testing.assert_array_equal(photo.pixels, np.asarray(opened(path).convert("RGB")))
    assert psnr_db(read_proxy(path, 384), shrink(photo.pixels, 384)) > 40


def test_half_a_large_jpeg_is_refused(shared, tmp_path):
    """The sentence names the file and where it ends."""
    (path,) = (shared / "photos" / "full").glob("full-05*")
    data = path.read_bytes()
    (tmp_path / "IMG_2041.jpg").write_bytes(data[: len(data) // 2])
    with pytest.raises(PhotoUnreadable, match=r"IMG_2041.jpg: the file ends in the middle .* kB"):
        read_photo(tmp_path / "IMG_2041.jpg")
