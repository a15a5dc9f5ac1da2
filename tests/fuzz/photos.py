"""Small photos of every kind that pieditor reads, with EXIF, XMP, IPTC and a profile inside."""

import functools
import io
import struct
from collections.abc import Callable

import imagecodecs
import numpy as np
import pillow_heif
import tifffile
from PIL import Image

from pieditor.core.photo import Metadata
from pieditor.imaging import exif
from pieditor.imaging.exif import Entry, ExifTree
from pieditor.imaging.formats import jpeg, png, tiff
from pieditor.imaging.matrix_profile import adobe_rgb_profile_bytes

HEIGHT, WIDTH = 48, 64

XMP = b"""<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"
 xmlns:GPano="http://ns.google.com/photos/1.0/panorama/"
 xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"
 xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
 tiff:Orientation="6" exif:GPSLatitude="52,30.5N" exif:GPSLongitude="13,24.1E"
 exif:PixelXDimension="64" exif:PixelYDimension="48" GCamera:MicroVideoOffset="12"
 GPano:CroppedAreaLeftPixels="1" GPano:CroppedAreaImageWidthPixels="64"
 GPano:FullPanoWidthPixels="128" crs:CropLeft="0.1" dc:format="image/jpeg">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Gr\xc3\xbc\xc3\x9fe &amp; mehr</rdf:li></rdf:Alt>
</dc:title>
<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="64" stDim:h="48"
 stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag><rdf:li><rdf:Description mwg-rs:Name="Ada">
<mwg-rs:Area stArea:x="0.5" stArea:y="0.25" stArea:w="0.1" stArea:h="0.2" stArea:unit="normalized"/>
</rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""

IPTC = b"".join(
    struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
    for number, value in ((0, b"\0\4"), (5, b"title"), (90, b"Berlin"), (120, b"caption"))
)
RESOURCES = b"8BIM\x04\x0a\0\0\0\0\0\x01\x01\0"
ICC = adobe_rgb_profile_bytes()


def pixels(dtype: type = np.uint8, channels: int = 3) -> np.ndarray:
    """Smooth colours with grain, (H, W, channels) over the whole range; floats in 0..1."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    planes = [x / WIDTH, y / HEIGHT, 1 - x / WIDTH, np.ones_like(x) * 0.8][:channels]
    grain = np.random.default_rng(1).uniform(0, 0.2, (HEIGHT, WIDTH, channels))
    values = np.stack(planes, -1) * 0.8 + grain
    if np.dtype(dtype).kind == "f":
        return values.astype(dtype)
    return (values * np.iinfo(dtype).max).astype(dtype)


@functools.cache
def exif_block() -> bytes:
    """Every directory of EXIF, a maker note and a thumbnail."""
    tree = ExifTree("<")
    text = exif.ascii_entry
    note = b"Nikon\0\x02\x10\0\0II*\0\x08\0\0\0\x01\0\x01\0\x07\0\x04\0\0\0" + b"0210" + bytes(8)
    tree.main = {
        0x010E: text("a picture"), 0x010F: text("Maker"), 0x0110: text("Model"),
        0x0112: tree.short(6), 0x011A: tree.rational(300), 0x011B: tree.rational(300),
        0x0128: tree.short(2), 0x0131: text("a program"), 0x0132: text("2026:01:01 00:00:00"),
        0x013B: text("somebody"), 0x8298: text("theirs"), 0x83BB: Entry(7, len(IPTC), IPTC),
    }  # fmt: skip
    tree.exif = {
        0x829A: tree.rational(1, 250), 0x829D: tree.rational(28, 10), 0x8827: tree.short(400),
        0x9000: Entry(7, 4, b"0232"), 0x9003: text("2026:01:01 00:00:00"),
        0x9214: tree.short(30, 20, 8, 8), 0x927C: Entry(7, len(note), note),
        0x9286: Entry(7, 12, b"ASCII\0\0\0word"), 0xA001: tree.short(0xFFFF),
        0xA002: tree.long(WIDTH), 0xA003: tree.long(HEIGHT), 0xA214: tree.short(30, 20),
    }  # fmt: skip
    tree.interop = {0x0001: text("R03"), 0x0002: Entry(7, 4, b"0100")}
    tree.gps = {
        0: Entry(1, 4, b"\2\3\0\0"), 1: text("N"), 3: text("E"),
        2: Entry(5, 3, struct.pack("<6I", 52, 1, 30, 1, 5, 10)),
        4: Entry(5, 3, struct.pack("<6I", 13, 1, 24, 1, 1, 10)),
    }  # fmt: skip
    tree.thumbnail = _pillow(pixels()[::4, ::4], "JPEG", quality=40)
    tree.thumbnail_ifd = {0x0103: tree.short(6)}
    return exif.serialize(tree)


def metadata() -> Metadata:
    """One of everything."""
    return Metadata(
        exif=exif_block(), xmp=XMP, iptc=IPTC, resources=RESOURCES, density=(300.0, 300.0),
        comments=(b"a comment",), texts=(("Title", "a title"), ("Comment", "words")),
    )  # fmt: skip


def _pillow(samples: np.ndarray | Image.Image, kind: str, **options: object) -> bytes:
    image = samples if isinstance(samples, Image.Image) else Image.fromarray(samples)
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _frames() -> list[Image.Image]:
    return [Image.fromarray(np.roll(pixels(), shift, 1)) for shift in (0, 9, 18)]


_PACKED = {"exif": exif_block(), "xmp": XMP, "icc_profile": ICC}


def _jpeg(samples: np.ndarray | Image.Image, **options: object) -> bytes:
    plain = _pillow(samples, "JPEG", quality=80, **options)
    return jpeg.with_segments(plain, icc=ICC, metadata=metadata())[0]


def _jpeg_long_xmp() -> bytes:
    filled = XMP.replace(b"&amp; mehr", b"and more " * 8000)
    plain = _pillow(pixels(), "JPEG")
    return jpeg.with_segments(plain, icc=None, metadata=Metadata(xmp=filled))[0]


def _jpeg_pictures() -> bytes:
    image = Image.fromarray(pixels())
    return _pillow(image, "MPO", save_all=True, append_images=_frames()[:1])


def _png(plain: bytes) -> bytes:
    """Metadata for a PNG that has none."""
    chunks = [(b"iCCP", b"a\0\0" + imagecodecs.zlib_encode(ICC)), (b"eXIf", exif_block())]
    chunks += [(b"pHYs", struct.pack(">IIB", 11811, 11811, 1))]
    chunks += png.png_texts.chunks_of(metadata())
    parts = [png.png_texts.chunk(name, payload) for name, payload in chunks]
    return b"".join([plain[:33], *parts, plain[33:]])


def _tiff(samples: np.ndarray, **options: object) -> bytes:
    stream = io.BytesIO()
    is_big = bool(options.pop("bigtiff", False))
    num_pages = options.pop("num_pages", 1)
    with tifffile.TiffWriter(stream, bigtiff=is_big) as file:
        for _ in range(num_pages):
            file.write(
                samples, metadata=None, iccprofile=ICC,
                extratags=[
                    (0x02BC, 1, len(XMP), XMP, True), (0x83BB, 7, len(IPTC), IPTC, True),
                    (0x0112, 3, 1, 6, True), (0x8649, 7, len(RESOURCES), RESOURCES, True),
                ],
                **options,
            )  # fmt: skip
    return stream.getvalue()


def _heic(mode: str, samples: np.ndarray) -> bytes:
    stream = io.BytesIO()
    pillow_heif.encode(
        mode, (WIDTH, HEIGHT), samples.tobytes(), stream, quality=60,
        exif=b"Exif\0\0" + exif_block(), xmp=XMP, icc_profile=ICC,
    )  # fmt: skip
    return stream.getvalue()


def _deep_avif(bits: int, channels: int = 3) -> bytes:
    samples = pixels(np.uint16, channels) >> (16 - bits)
    return imagecodecs.avif_encode(samples, bitspersample=bits, speed=10, level=80)


def _dng(compression: int = 1) -> bytes:
    """A sensor of 64 x 48 with Bayer's pattern and a camera's usual tags."""
    tree = exif.parse(exif_block())
    sensor = pixels(np.uint16)[..., 1]
    data = sensor.tobytes()
    matrix = [int(v * 10000) for v in (0.7, -0.2, -0.1, -0.5, 1.3, 0.2, -0.1, 0.2, 0.6)]
    tree.main |= {
        0x00FE: tree.long(0), 0x0100: tree.long(WIDTH), 0x0101: tree.long(HEIGHT),
        0x0102: tree.short(16), 0x0103: tree.short(compression), 0x0106: tree.short(32803),
        0x0111: tree.long(exif.leading_offset(tree)), 0x0115: tree.short(1),
        0x0116: tree.long(HEIGHT), 0x0117: tree.long(len(data)), 0x011C: tree.short(1),
        0x828D: tree.short(2, 2), 0x828E: Entry(1, 4, b"\0\1\1\2"), 0x02BC: Entry(1, len(XMP), XMP),
        0xC612: Entry(1, 4, b"\1\4\0\0"), 0xC613: Entry(1, 4, b"\1\1\0\0"),
        0xC614: exif.ascii_entry("Maker Model"), 0xC61A: tree.short(64), 0xC61D: tree.long(65535),
        0xC621: Entry(10, 9, b"".join(struct.pack("<ii", v, 10000) for v in matrix)),
        0xC628: Entry(5, 3, struct.pack("<6I", 5, 10, 1, 1, 6, 10)), 0xC65A: tree.short(21),
    }  # fmt: skip
    return exif.serialize(tree, leading=data)


def _associated() -> bytes:
    return _tiff(pixels(np.uint16, 4), photometric="rgb", extrasamples=["assocalpha"])


_GREY = {"photometric": "minisblack"}
_RGB = {"photometric": "rgb"}

# By format and kind, as the table shows them.
PHOTOS: dict[str, Callable[[], bytes]] = {
    "jpeg baseline": lambda: _jpeg(pixels()),
    "jpeg progressive": lambda: _jpeg(pixels(), progressive=True),
    "jpeg cmyk": lambda: _jpeg(Image.fromarray(pixels()).convert("CMYK")),
    "jpeg grey": lambda: _jpeg(pixels()[..., 0]),
    "jpeg long xmp": _jpeg_long_xmp,
    "jpeg several": _jpeg_pictures,
    "png 8": lambda: _png(imagecodecs.png_encode(pixels())),
    "png 16 alpha": lambda: _png(imagecodecs.png_encode(pixels(np.uint16, 4))),
    "png palette": lambda: _png(_pillow(Image.fromarray(pixels()).quantize(32), "PNG")),
    "png animated": lambda: _png(
        _pillow(_frames()[0], "PNG", save_all=True, append_images=_frames()[1:])
    ),
    "tiff 8": lambda: tiff.encode(pixels(), icc=ICC, metadata=metadata()),
    "tiff 16": lambda: tiff.encode(pixels(np.uint16, 4), icc=ICC, metadata=metadata()),
    "tiff tiled": lambda: _tiff(pixels(), tile=(16, 16), compression="zlib", **_RGB),
    "tiff float": lambda: _tiff(pixels(np.float32), **_RGB),
    "tiff double": lambda: _tiff(pixels(np.float64)[..., 0], **_GREY),
    "tiff big": lambda: _tiff(pixels(np.uint16), bigtiff=True, **_RGB),
    "tiff pages": lambda: _tiff(pixels(), num_pages=3, **_RGB),
    "tiff cmyk": lambda: _tiff(pixels(np.uint8, 4), photometric="separated"),
    "tiff cmyk 16": lambda: _tiff(pixels(np.uint16, 4), photometric="separated"),
    "tiff lzw": lambda: _tiff(pixels(), compression="lzw", predictor=True, **_RGB),
    "tiff packbits": lambda: _tiff(pixels()[..., 0], compression="packbits", **_GREY),
    "tiff jpeg": lambda: _tiff(pixels(), compression="jpeg", **_RGB),
    "tiff planes": lambda: _tiff(
        np.moveaxis(pixels(), -1, 0).copy(), planarconfig="separate", **_RGB
    ),
    "tiff premultiplied": _associated,
    "webp lossy": lambda: _pillow(pixels(), "WEBP", quality=70, **_PACKED),
    "webp lossless": lambda: _pillow(pixels(channels=4), "WEBP", lossless=True, **_PACKED),
    "webp animated": lambda: _pillow(
        _frames()[0], "WEBP", save_all=True, append_images=_frames()[1:], **_PACKED
    ),
    "heic 8": lambda: _heic("RGB", pixels()),
    "heic 10": lambda: _heic("RGB;16", pixels(np.uint16)),
    "heic alpha": lambda: _heic("RGBA", pixels(channels=4)),
    "avif 8": lambda: _pillow(pixels(), "AVIF", speed=10, **_PACKED),
    "avif alpha": lambda: _pillow(pixels(channels=4), "AVIF", speed=10),
    "avif 10": lambda: _deep_avif(10),
    "avif 12": lambda: _deep_avif(12, 4),
    # WORKAROUND: Pillow 13.0 ends with a segmentation fault when it writes EXIF into a sequence.
    "avif animated": lambda: _pillow(
        _frames()[0], "AVIF", save_all=True, append_images=_frames()[1:], speed=10,
        xmp=XMP, icc_profile=ICC,
    ),
    "raw dng": _dng,
}  # fmt: skip
