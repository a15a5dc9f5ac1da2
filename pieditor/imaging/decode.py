"""Decode a file to upright sRGB pixels, whole or as proxy or thumbnail, or read only its header."""

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
from pieditor.core.sentences import sentence
from pieditor.imaging import metadata as meta
from pieditor.imaging.depth import over_white, to_8_bits
from pieditor.imaging.exif import ExifTree, NotExifError
from pieditor.imaging.exif import parse as parse_exif
from pieditor.imaging.formats import heif, jpeg, png, raw, tiff, webp
from pieditor.imaging.orientation import upright, upright_size
from pieditor.imaging.photo_file import read_bytes, was_just_written
from pieditor.imaging.profiles import profile_is_ignored, to_srgb
from pieditor.imaging.raster import (
    Damaged,
    DecoderMissing,
    Limit,
    NotAPhoto,
    Raster,
    TooManyPixels,
    Unsupported,
    has_transparency,
)
from pieditor.imaging.resize import shrink
from pieditor.imaging.sniff import format_of

# Our own limit is checked against the header before anything is decoded; Pillow's would warn on
# stderr and cannot be set per call.
Image.MAX_IMAGE_PIXELS = None
# Pillow warns about odd tags of files that it can read; real faults are raised here.
warnings.filterwarnings("ignore", module=r"PIL\.")

_T = TypeVar("_T")

DEFAULT_LIMIT_MEGAPIXELS = 400.0

# A reduced decode has at least 1.5 times the target size, so that the last step really averages.
_REDUCED_MARGIN = 1.5
_HEAD = 1 << 20  # enough for every JPEG header but one with a preview or a large CMYK profile

# Exceptions of parsers and codecs for malformed data.
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
_LIMIT = Limit(DEFAULT_LIMIT_MEGAPIXELS)


@dataclass(frozen=True, slots=True)
class _Decoder:
    read: Callable[[bytes, Limit], Raster]
    size: Callable[[bytes], tuple[int, int, int]]
    exif: Callable[[bytes], bytes | None]
    read_reduced: Callable[[bytes, Limit, int], Raster] | None = None


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

    The kind of file is recognised by its content, whatever its name says.
    Raises PhotoUnreadable, and PhotoTooLarge before decoding more than `limit_megapixels`.
    """
    limit = Limit(limit_megapixels)

    def decode(data: bytes) -> Photo:
        kind = format_of(data)
        raster = _DECODERS[kind].read(data, limit)
        pixels = to_srgb(raster, is_adobe_rgb=meta.is_adobe_rgb(raster.metadata.exif))
        alpha = raster.alpha if has_transparency(raster.alpha) else None
        losses = raster.losses
        if profile_is_ignored(raster):
            losses += (sentence("the colour profile, because it is damaged"),)
        return Photo(
            pixels=upright(pixels, raster.orientation),
            alpha=None if alpha is None else upright(alpha, raster.orientation),
            format=kind,
            metadata=raster.metadata,
            orientation=raster.turned if raster.orientation == 1 else raster.orientation,
            subsampling=raster.subsampling,
            losses=tuple(dict.fromkeys(losses)),
        )

    return _guarded(path, limit, lambda: decode(read_bytes(path)))


def read_proxy(path: Path, long_edge_px: int) -> NDArray[np.uint8]:
    """Decode a small version fast: (H, W, 3) uint8, sRGB, upright, transparency over white.

    The long edge is exactly `long_edge_px`; a smaller picture keeps its size. Raises as
    `read_photo` does, with its default limit.
    """
    return _guarded(path, _LIMIT, lambda: _proxy(read_bytes(path), long_edge_px))


def _proxy(data: bytes, long_edge_px: int) -> NDArray[np.uint8]:
    decoder = _DECODERS[format_of(data)]
    if decoder.read_reduced:
        raster = decoder.read_reduced(data, _LIMIT, round(long_edge_px * _REDUCED_MARGIN))
    else:
        raster = decoder.read(data, _LIMIT)
    return upright(_small_srgb(raster, long_edge_px), raster.orientation)


def read_thumbnail(path: Path, long_edge_px: int) -> NDArray[np.uint8]:
    """Decode a thumbnail as fast as possible; otherwise like `read_proxy`.

    For a raw file it is the camera's embedded preview if that is large enough, so its tones are the
    camera's and not those of `read_photo`.
    """

    def decode(data: bytes) -> NDArray[np.uint8]:
        if format_of(data) == "raw":
            preview = raw.read_preview(data, _LIMIT, long_edge_px)
            if preview is not None:
                return upright(_small_srgb(preview, long_edge_px), preview.orientation)
        return _proxy(data, long_edge_px)

    return _guarded(path, _LIMIT, lambda: decode(read_bytes(path)))


def read_size(path: Path) -> tuple[int, int]:
    """Width and height of the upright picture, from the header alone. Raises PhotoUnreadable."""

    def measure() -> tuple[int, int]:
        head = read_bytes(path, _HEAD)
        kind = format_of(head)
        if kind == "jpeg":
            try:
                return upright_size(*jpeg.size(head))
            except Damaged:
                if len(head) < _HEAD:
                    raise
        return upright_size(*_DECODERS[kind].size(read_bytes(path)))

    return _guarded(path, _LIMIT, measure)


def read_exif(path: Path) -> ExifTree | None:
    """The photo's EXIF tags, read without decoding; None when there are none.

    Raises PhotoUnreadable. Most files have EXIF near their beginning, and only that part is read.
    """

    def extract() -> ExifTree | None:
        head = read_bytes(path, _HEAD)
        kind = format_of(head)
        # Most raw files have the structure of a TIFF, with their EXIF directory near the beginning.
        if kind == "raw" and (tree := _parsed(head)) is not None and tree.exif:
            return tree
        try:
            block = _DECODERS[kind].exif(head) if kind == "jpeg" else None
        except Damaged:
            block = None
        if block is None and (kind != "jpeg" or len(head) == _HEAD):
            block = _DECODERS[kind].exif(read_bytes(path))
        return _parsed(block) if block else None

    return _guarded(path, _LIMIT, extract)


def _parsed(block: bytes) -> ExifTree | None:
    try:
        return parse_exif(block)
    except NotExifError:
        return None


def _small_srgb(raster: Raster, long_edge_px: int) -> NDArray[np.uint8]:
    """Shrink before converting, which is cheaper; with transparency convert first."""
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


def _guarded(path: Path, limit: Limit, action: Callable[[], _T]) -> _T:
    """Turn any error of a bad file into one error that names the file, with a fitting remedy."""
    try:
        return action()
    except PhotoUnreadable:
        raise
    except TooManyPixels as error:
        raise PhotoTooLarge(
            path, error.width, error.height, limit.megapixels, pixel_bytes=error.pixel_bytes
        ) from error
    except Damaged as error:
        raise PhotoUnreadable(path, error.reason, _remedy(path, error)) from error
    except MemoryError as error:
        raise PhotoUnreadable(
            path,
            sentence("there is not enough memory for it"),
            sentence("Close other programs, then try again."),
        ) from error
    except _DAMAGE as error:
        reason = sentence("its structure is damaged ({reason})", reason=error)
        raise PhotoUnreadable(path, reason) from error


def _remedy(path: Path, error: Damaged) -> str | None:
    """The remedy for this reason; None for the usual remedy of a damaged file."""
    if error.is_cut_short and was_just_written(path):
        return sentence("It may still be on its way: try again when it is copied.")
    if isinstance(error, DecoderMissing):
        return sentence(
            "Install pieditor with the extra '{extra}', or save it as JPEG, PNG or TIFF in another "
            "program.",
            extra=error.extra,
        )
    if isinstance(error, Unsupported):
        return sentence("Save it as JPEG, PNG or TIFF in another program.")
    if isinstance(error, NotAPhoto):
        return sentence("Leave it out, or name a photo.")
    return None
