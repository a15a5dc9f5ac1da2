"""From a file to upright sRGB pixels: whole, as a proxy or thumbnail, or only the header."""

import stat
import struct
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from pieditor.core.errors import PhotoTooLarge, PhotoUnreadable
from pieditor.core.photo import Photo
from pieditor.imaging import metadata as meta
from pieditor.imaging.depth import over_white, to_8_bits
from pieditor.imaging.exif import ExifTree, NotExifError
from pieditor.imaging.exif import parse as parse_exif
from pieditor.imaging.formats import heif, jpeg, png, raw, tiff, webp
from pieditor.imaging.orientation import upright, upright_size
from pieditor.imaging.profiles import to_srgb
from pieditor.imaging.raster import Damaged, Raster, TooManyPixels, has_transparency
from pieditor.imaging.resize import shrink
from pieditor.imaging.sniff import format_of

# Our own limit is checked against the header before anything is decoded; Pillow's would warn on
# stderr and cannot be set per call.
Image.MAX_IMAGE_PIXELS = None
# Pillow warns about odd tags of files that it reads well enough; what matters is raised here.
warnings.filterwarnings("ignore", module=r"PIL\.")

_T = TypeVar("_T")

DEFAULT_LIMIT_MEGAPIXELS = 400.0

# A reduced decode has 1.5 times the wanted pixels, so that the last step is always a real average.
_REDUCED_MARGIN = 1.5
_LARGEST_FILE = 4 << 30  # 4 GiB: 400 megapixels of 16-bit RGB are 2.4 GB
_HEAD = 1 << 20  # enough for every JPEG header but one with a preview or a large CMYK profile

# What parsers and codecs throw at bytes that lie about themselves.
_DAMAGE = (
    struct.error,
    IndexError,
    KeyError,
    ValueError,
    TypeError,
    OverflowError,
    ZeroDivisionError,
    EOFError,
    SyntaxError,
    RuntimeError,
    OSError,
)


@dataclass(frozen=True, slots=True)
class _Decoder:
    read: Callable[[bytes, float], Raster]
    size: Callable[[bytes], tuple[int, int, int]]
    exif: Callable[[bytes], bytes | None]
    read_reduced: Callable[[bytes, float, int], Raster] | None = None


_DECODERS = {
    "jpeg": _Decoder(jpeg.read, jpeg.size, jpeg.exif, jpeg.read_reduced),
    "png": _Decoder(png.read, png.size, png.exif),
    "tiff": _Decoder(tiff.read, tiff.size, tiff.exif),
    "webp": _Decoder(webp.read, webp.size, webp.exif),
    "heic": _Decoder(heif.read_heic, heif.size_heic, heif.exif_heic),
    "avif": _Decoder(heif.read_avif, heif.size_avif, heif.exif_avif),
    "raw": _Decoder(raw.read, raw.size, raw.exif, raw.read_reduced),
}


def read_photo(path: Path, *, limit_megapixels: float = DEFAULT_LIMIT_MEGAPIXELS) -> Photo:
    """Decode a photo at full size: sRGB, upright, uint8 or uint16, with its metadata.

    The kind of file is told by its content, whatever its name says.
    Raises PhotoUnreadable, and PhotoTooLarge before decoding more than `limit_megapixels`.
    """

    def decode(data: bytes) -> Photo:
        kind = format_of(data)
        raster = _DECODERS[kind].read(data, limit_megapixels * 1e6)
        pixels = to_srgb(raster, is_adobe_rgb=meta.is_adobe_rgb(raster.metadata.exif))
        alpha = raster.alpha if has_transparency(raster.alpha) else None
        return Photo(
            pixels=upright(pixels, raster.orientation),
            alpha=None if alpha is None else upright(alpha, raster.orientation),
            format=kind,
            metadata=raster.metadata,
            subsampling=raster.subsampling,
        )

    return _guarded(path, limit_megapixels, lambda: decode(_read_file(path)))


def read_proxy(path: Path, long_edge_px: int) -> NDArray[np.uint8]:
    """Decode a photo small and fast: (H, W, 3) uint8, sRGB, upright, transparency over white.

    The long edge is exactly `long_edge_px`; a smaller picture keeps its size.
    Raises as `read_photo` does, with its default limit.
    """
    limit_px = DEFAULT_LIMIT_MEGAPIXELS * 1e6

    def decode(data: bytes) -> NDArray[np.uint8]:
        decoder = _DECODERS[format_of(data)]
        if decoder.read_reduced:
            enough = round(long_edge_px * _REDUCED_MARGIN)
            raster = decoder.read_reduced(data, limit_px, enough)
        else:
            raster = decoder.read(data, limit_px)
        return upright(_small_srgb(raster, long_edge_px), raster.orientation)

    return _guarded(path, DEFAULT_LIMIT_MEGAPIXELS, lambda: decode(_read_file(path)))


def read_thumbnail(path: Path, long_edge_px: int) -> NDArray[np.uint8]:
    """A picture to recognise the photo by, as fast as can be; otherwise as `read_proxy`.

    Of a raw file it is the camera's embedded preview where that is large enough, so its tones are
    the camera's and not those of `read_photo`.
    """
    limit_px = DEFAULT_LIMIT_MEGAPIXELS * 1e6

    def decode(data: bytes) -> NDArray[np.uint8] | None:
        if format_of(data) != "raw":
            return None
        preview = raw.read_preview(data, limit_px, long_edge_px)
        if preview is None:
            return None
        return upright(_small_srgb(preview, long_edge_px), preview.orientation)

    preview = _guarded(path, DEFAULT_LIMIT_MEGAPIXELS, lambda: decode(_read_file(path)))
    return read_proxy(path, long_edge_px) if preview is None else preview


def read_size(path: Path) -> tuple[int, int]:
    """Width and height of the upright picture, from the header alone. Raises PhotoUnreadable."""

    def measure() -> tuple[int, int]:
        head = _read_file(path, _HEAD)
        kind = format_of(head)
        if kind == "jpeg":
            try:
                return upright_size(*jpeg.size(head))
            except Damaged:
                if len(head) < _HEAD:
                    raise
        return upright_size(*_DECODERS[kind].size(_read_file(path)))

    return _guarded(path, DEFAULT_LIMIT_MEGAPIXELS, measure)


def read_exif(path: Path) -> ExifTree | None:
    """What the camera noted, without decoding; None when there is nothing of it.

    Raises PhotoUnreadable. Most files keep it near their beginning, and only that much is read.
    """

    def extract() -> ExifTree | None:
        head = _read_file(path, _HEAD)
        kind = format_of(head)
        # Most raw files are built like a TIFF, with their exposure among the first bytes.
        if kind == "raw" and (tree := _parsed(head)) is not None and tree.exif:
            return tree
        try:
            block = _DECODERS[kind].exif(head) if kind == "jpeg" else None
        except Damaged:
            block = None
        if block is None and (kind != "jpeg" or len(head) == _HEAD):
            block = _DECODERS[kind].exif(_read_file(path))
        return _parsed(block) if block else None

    return _guarded(path, DEFAULT_LIMIT_MEGAPIXELS, extract)


def _parsed(block: bytes) -> ExifTree | None:
    try:
        return parse_exif(block)
    except NotExifError:
        return None


def _small_srgb(raster: Raster, long_edge_px: int) -> NDArray[np.uint8]:
    """Shrink before converting, which is cheaper; with transparency the other way round."""
    is_adobe_rgb = meta.is_adobe_rgb(raster.metadata.exif)
    if has_transparency(raster.alpha):
        whole = over_white(to_srgb(raster, is_adobe_rgb=is_adobe_rgb), raster.alpha)
        return to_8_bits(shrink(whole, long_edge_px))
    small = Raster(
        samples=shrink(raster.samples, long_edge_px),
        model=raster.model,
        icc=raster.icc,
        cicp=raster.cicp,
    )
    return to_8_bits(to_srgb(small, is_adobe_rgb=is_adobe_rgb))


def _guarded(path: Path, limit_megapixels: float, action: Callable[[], _T]) -> _T:
    """Turn every way a file can be bad into one sentence that names it."""
    try:
        return action()
    except PhotoUnreadable:
        raise
    except TooManyPixels as error:
        raise PhotoTooLarge(path, error.width, error.height, limit_megapixels) from error
    except Damaged as error:
        raise PhotoUnreadable(path, str(error)) from error
    except MemoryError as error:
        raise PhotoUnreadable(
            path, "there is not enough memory for it", "Close other programs, then try again."
        ) from error
    except _DAMAGE as error:
        raise PhotoUnreadable(path, f"its structure is damaged ({error})") from error


def _read_file(path: Path, at_most: int = -1) -> bytes:
    """The file's bytes; raises PhotoUnreadable for what cannot be read or is not a file."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise PhotoUnreadable(path, "it is a folder", "Name a photo, or the folder's photos.")
        if not stat.S_ISREG(status.st_mode):  # a pipe would block for ever
            raise PhotoUnreadable(path, "it is not an ordinary file")
        if status.st_size > _LARGEST_FILE and at_most < 0:
            raise PhotoUnreadable(path, f"it is {status.st_size / 1e9:.1f} GB large; 4.3 are read")
        with path.open("rb") as file:
            return file.read(at_most)
    except FileNotFoundError as error:
        raise PhotoUnreadable(path, "there is no such file", "Check its name.") from error
    except PermissionError as error:
        raise PhotoUnreadable(
            path, "you have no right to read it", "Change its rights, or ask its owner."
        ) from error
    except OSError as error:
        raise PhotoUnreadable(path, error.strerror or str(error)) from error
