"""Every kind of file comes out as upright sRGB."""

import io
import zlib

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageOps

from pieditor.core.errors import PhotoTooLarge, PhotoUnreadable
from pieditor.imaging.decode import read_photo, read_proxy, read_size
from pieditor.imaging.formats import heif
from pieditor.imaging.matrix_profile import adobe_rgb_profile_bytes
from pieditor.imaging.profiles import to_srgb
from pieditor.imaging.raster import Raster
from pieditor.imaging.resize import shrink


def psnr_db(a: np.ndarray, b: np.ndarray) -> float:
    """Peak signal to noise ratio of 8-bit pictures."""
    error = np.mean((a.astype(np.float64) - b) ** 2)
    return float("inf") if error == 0 else 10 * np.log10(255**2 / error)


@pytest.fixture
def stored(tmp_path):
    """Write bytes under a name and return the path."""

    def store(data: bytes, name: str = "photo.bin"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return store


@pytest.mark.parametrize(("subsampling", "name"), [(0, "444"), (1, "422"), (2, "420")])
def test_jpeg_equals_pillow(picture, encoded, stored, subsampling, name):
    """Fancy upsampling and the accurate transform: the same values as Pillow's, to the bit."""
    data = encoded(picture, "JPEG", quality=90, subsampling=subsampling)
    photo = read_photo(stored(data))
    np.testing.assert_array_equal(photo.pixels, np.asarray(Image.open(io.BytesIO(data))))
    assert (photo.format, photo.subsampling) == ("jpeg", name)


def test_progressive_and_grey_jpeg(picture, encoded, stored):
    """Progressive files and files with one channel are photos like others."""
    data = encoded(picture, "JPEG", progressive=True)
    reference = np.asarray(Image.open(io.BytesIO(data)))
    np.testing.assert_array_equal(read_photo(stored(data)).pixels, reference)
    grey = read_photo(stored(encoded(picture[..., 0], "JPEG")))
    assert grey.pixels.shape == (120, 180, 3)
    assert grey.subsampling is None
    assert (np.ptp(grey.pixels, axis=2) == 0).all()


def test_cmyk_jpeg_is_not_inverted(encoded, stored):
    """White paper is white and black ink is black, as in Pillow's own conversion."""
    inks = np.zeros((16, 32, 4), np.uint8)
    inks[:, 16:, 3] = 255
    image = Image.frombytes("CMYK", (32, 16), inks.tobytes())
    pixels = read_photo(stored(encoded(image, "JPEG", quality=95))).pixels
    assert pixels[:, :12].min() >= 250
    assert pixels[:, 20:].max() <= 5


def test_the_first_picture_of_a_multi_picture_file(picture, encoded, stored):
    """MPO files show their first picture."""
    other = Image.new("RGB", (180, 120), "red")
    data = encoded(picture, "MPO", save_all=True, append_images=[other], quality=95)
    assert psnr_db(read_photo(stored(data)).pixels, picture) > 35


LOSSLESS = {
    "png": lambda p: imagecodecs.png_encode(p),
    "png16": lambda p: imagecodecs.png_encode(p.astype(np.uint16) * 257),
    "tiff": lambda p: imagecodecs.tiff_encode(p, photometric="rgb"),
    "tiff16": lambda p: imagecodecs.tiff_encode(p.astype(np.uint16) * 257, photometric="rgb"),
    "tiff16 big-endian": lambda p: imagecodecs.tiff_encode(
        p.astype(np.uint16) * 257, photometric="rgb", byteorder=">"
    ),
    "tiff lzw": lambda p: imagecodecs.tiff_encode(p, photometric="rgb", compression="lzw"),
    "tiff planes": lambda p: imagecodecs.tiff_encode(
        np.ascontiguousarray(np.moveaxis(p, -1, 0)), photometric="rgb", planarconfig="separate"
    ),
    "webp": lambda p: imagecodecs.webp_encode(p, lossless=True),
}


@pytest.mark.parametrize("kind", LOSSLESS)
def test_lossless_formats_give_every_pixel(kind, picture, stored):
    """What another library wrote is what we read, in 8 and 16 bits and either byte order."""
    photo = read_photo(stored(LOSSLESS[kind](picture)))
    assert photo.pixels.dtype == (np.uint16 if "16" in kind else np.uint8)
    scale = 257 if "16" in kind else 1
    np.testing.assert_array_equal(photo.pixels, picture.astype(np.uint32) * scale)
    assert photo.format == kind.split()[0].removesuffix("16")
    assert photo.alpha is None


@pytest.mark.parametrize("format", ["PNG", "TIFF"])
@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_pillow_mode(mode, format, picture, encoded, stored):
    """Bilevel, grey, palette, alpha and deep grey agree with Pillow's reading of the file."""
    image = Image.fromarray(picture)
    if mode == "I;16":
        image = Image.fromarray(picture[..., 0].astype(np.uint16) * 257)
    elif "A" in mode:
        image.putalpha(Image.fromarray(picture[..., 2]))
        image = image.convert(mode)
    else:
        image = image.convert(mode)
    data = encoded(image, format)
    photo = read_photo(stored(data))
    again = Image.open(io.BytesIO(data))
    if mode == "I;16":
        np.testing.assert_array_equal(photo.pixels[..., 1], np.asarray(again))
        return
    expected = np.asarray(again.convert("RGBA"))
    np.testing.assert_array_equal(photo.pixels, expected[..., :3])
    if "A" in mode:
        np.testing.assert_array_equal(photo.alpha, expected[..., 3])


def test_palette_transparency(picture, encoded, stored):
    """A transparent palette entry becomes alpha."""
    image = Image.fromarray(picture).quantize(8)
    photo = read_photo(stored(encoded(image, "PNG", transparency=0)))
    np.testing.assert_array_equal(photo.alpha == 0, np.asarray(image) == 0)


def test_opaque_alpha_is_no_alpha(picture, encoded, stored):
    """A layer that hides nothing is dropped, so the output stays small."""
    image = Image.fromarray(picture)
    image.putalpha(255)
    assert read_photo(stored(encoded(image, "PNG"))).alpha is None


def test_cmyk_and_lab_tiff(picture, encoded, stored):
    """Inks and Lab come out close to Pillow's conversion of the same picture."""
    inks = Image.fromarray(picture).convert("CMYK")
    assert psnr_db(read_photo(stored(encoded(inks, "TIFF"))).pixels, picture) > 45
    lab = np.full((8, 8, 3), (128, 0, 0), np.uint8)
    data = encoded(Image.frombytes("LAB", (8, 8), lab.tobytes()), "TIFF")
    assert np.abs(read_photo(stored(data)).pixels.astype(int) - 119).max() <= 2


def test_white_is_zero_and_float_tiff(stored):
    """Inverted grey is turned round; floats of 0 to 1 are the picture."""
    ramp = np.linspace(0, 255, 64).astype(np.uint8).reshape(8, 8)
    inverted = imagecodecs.tiff_encode(ramp, photometric="miniswhite")
    np.testing.assert_array_equal(read_photo(stored(inverted)).pixels[..., 0], 255 - ramp)
    floats = imagecodecs.tiff_encode((ramp / 255).astype(np.float32), photometric="minisblack")
    deep = read_photo(stored(floats)).pixels[..., 0]
    assert np.abs(deep / 257 - ramp).max() <= 0.5


def test_the_first_page_and_the_first_frame(picture, encoded, stored):
    """Of several pictures in one file the first one counts."""
    other = Image.new("RGB", (180, 120), "red")
    for format in ("TIFF", "PNG"):
        data = encoded(picture, format, save_all=True, append_images=[other])
        np.testing.assert_array_equal(read_photo(stored(data)).pixels, picture)
    data = encoded(picture, "WEBP", save_all=True, append_images=[other], lossless=True)
    np.testing.assert_array_equal(read_photo(stored(data)).pixels, picture)


def test_png_gamma_is_ignored(picture, encoded, stored):
    """A gAMA chunk changes nothing, like in other photo programs."""
    data = encoded(picture, "PNG")
    gamma = b"\0\0\0\x04gAMA\0\0\x20\0" + b"\0\0\0\0"
    gamma = gamma[:-4] + zlib.crc32(gamma[4:-4]).to_bytes(4, "big")
    data = data[:33] + gamma + data[33:]
    np.testing.assert_array_equal(read_photo(stored(data)).pixels, picture)


def heic(pixels: np.ndarray, **options) -> bytes:
    stream = io.BytesIO()
    file = pillow_heif.from_pillow(Image.fromarray(pixels))
    file.save(stream, quality=95, **options)
    return stream.getvalue()


def test_heic(picture, stored):
    """HEIC decodes, whatever it is called."""
    photo = read_photo(stored(heic(picture), "photo.jpg"))
    assert photo.format == "heic"
    assert psnr_db(photo.pixels, picture) > 32


def test_heic_without_its_decoder(picture, stored, monkeypatch):
    """Installed without the extra, a HEIC is refused by name, with the name of the extra."""
    path = stored(heic(picture), "photo.heic")
    monkeypatch.setattr(heif, "pillow_heif", None)
    for read in (read_photo, read_size, lambda path: read_proxy(path, 90)):
        with pytest.raises(PhotoUnreadable, match=r"photo\.heic: .*HEIC.* extra 'heic'"):
            read(path)


@pytest.mark.parametrize("bits", [8, 10, 12])
def test_avif(bits, picture, stored):
    """AVIF of any depth; what is deeper than 8 bits arrives with 16."""
    deep = picture if bits == 8 else (picture.astype(np.uint16) << (bits - 8))
    data = imagecodecs.avif_encode(deep, level=98, bitspersample=bits, pixelformat="444")
    photo = read_photo(stored(data))
    assert photo.format == "avif"
    assert photo.pixels.dtype == (np.uint8 if bits == 8 else np.uint16)
    values = photo.pixels / (1 if bits == 8 else 257)
    assert psnr_db(values, picture) > 38


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "HEIC", "AVIF"])
def test_orientation_is_applied_once(format, orientation, picture, encoded, stored):
    """Pixels, proxy and size are upright in every format, HEIC included, which turns by itself."""
    image = Image.fromarray(picture)
    exif = Image.Exif()
    exif[0x0112] = orientation
    image.getexif()[0x0112] = orientation
    upright = np.asarray(ImageOps.exif_transpose(image))
    if format == "HEIC":
        file = pillow_heif.from_pillow(Image.fromarray(picture))
        stream = io.BytesIO()
        file.save(stream, quality=95, exif=exif.tobytes())
        data = stream.getvalue()
        # It writes the irot box that turns the picture, else this would test nothing.
        assert pillow_heif.open_heif(io.BytesIO(data)).size == upright.shape[1::-1]
    else:
        data = encoded(image, format, exif=exif, **({"quality": 95} if format != "PNG" else {}))
    path = stored(data)
    assert read_size(path) == upright.shape[1::-1]
    assert psnr_db(read_photo(path).pixels, upright) > 28
    assert psnr_db(read_proxy(path, 90), shrink(upright, 90)) > 28


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_embedded_profiles_are_converted(format, encoded, stored, picture):
    """A wide-gamut picture comes out in sRGB from every container, proxy and all."""
    icc = adobe_rgb_profile_bytes()
    expected = to_srgb(Raster(samples=picture, icc=icc))
    options = {} if format in ("PNG", "TIFF") else {"quality": 97}
    path = stored(encoded(picture, format, icc_profile=icc, **options))
    assert psnr_db(read_photo(path).pixels, expected) > 30
    assert psnr_db(read_photo(path).pixels, picture) < psnr_db(read_photo(path).pixels, expected)
    assert psnr_db(read_proxy(path, 64), shrink(expected, 64)) > 33


@pytest.mark.parametrize("long_edge_px", [1, 31, 64, 100, 179, 180, 500])
@pytest.mark.parametrize("format", ["JPEG", "PNG"])
def test_the_proxy_has_the_size_that_was_asked_for(format, long_edge_px, picture, encoded, stored):
    """The long edge is exact, and never more than the picture's own."""
    proxy = read_proxy(stored(encoded(picture, format)), long_edge_px)
    assert max(proxy.shape[:2]) == min(long_edge_px, 180)
    assert proxy.dtype == np.uint8
    assert proxy.shape[2] == 3


def test_large_and_small_versions_have_the_same_proxy(picture, encoded, stored):
    """Whatever scale the decoder takes, proxies of one photo agree: at least 35 dB."""
    large = np.asarray(Image.fromarray(picture).resize((2880, 1920), Image.Resampling.BICUBIC))
    proxies = []
    for width in (2880, 2000, 1100, 500):
        version = shrink(large, width)
        proxies.append(read_proxy(stored(encoded(version, "JPEG", quality=95)), 160))
    for proxy in proxies[1:]:
        assert psnr_db(proxy, proxies[0]) >= 35


def test_a_transparent_proxy_lies_on_white(encoded, stored):
    """A model sees paper where a picture is transparent, not the colours hidden below."""
    image = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    assert (read_proxy(stored(encoded(image, "PNG")), 32) == 255).all()


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_too_many_pixels_are_refused_before_decoding(format, encoded, stored):
    """The limit against decompression bombs looks at the header."""
    path = stored(encoded(Image.new("RGB", (2000, 1500)), format))
    with pytest.raises(PhotoTooLarge, match="2000 × 1500"):
        read_photo(path, limit_megapixels=2.9)
    assert read_photo(path, limit_megapixels=3.0).width == 2000


def test_a_header_that_claims_the_moon(encoded, stored, picture):
    """A small file that claims 4 gigapixels is refused, by photo and by proxy."""
    data = bytearray(encoded(picture, "PNG"))
    data[16:24] = (65000).to_bytes(4, "big") * 2
    path = stored(bytes(data))
    with pytest.raises(PhotoTooLarge):
        read_photo(path)
    with pytest.raises(PhotoTooLarge):
        read_proxy(path, 64)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_metadata_is_found(format, picture, encoded, stored):
    """EXIF and XMP written by another library arrive."""
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    packet = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    options = {"xmp": packet} if format in ("JPEG", "WEBP") else {}
    photo = read_photo(stored(encoded(picture, format, exif=exif, **options)))
    block = Image.Exif()
    block.load(photo.metadata.exif)
    assert block[0x010F] == "Maker"
    if options:
        assert photo.metadata.xmp == packet
