"""Encode pixels to a file of any output format, with profile and metadata, written atomically."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import OutputFailed
from pieditor.core.photo import Metadata, Photo
from pieditor.core.sentences import sentence
from pieditor.imaging import metadata as meta
from pieditor.imaging.atomic_write import atomic_write, require_free
from pieditor.imaging.depth import over_white, to_8_bits, to_16_bits
from pieditor.imaging.formats import heif, jpeg, png, tiff, webp
from pieditor.imaging.orientation import upright_size
from pieditor.imaging.profiles import srgb_profile_bytes
from pieditor.imaging.resize import shrink
from pieditor.imaging.turning import Turning

SUFFIXES = {
    "jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "png": (".png",),
    "tiff": (".tif", ".tiff"),
    "webp": (".webp",),
    "avif": (".avif",),
}
_DEEP_FORMATS = {"png", "tiff"}
_THUMBNAIL_PX = 160  # Exif 2.32 section 4.5.2 recommends 160 x 120
_THUMBNAIL_QUALITY = 80  # 160 px are 4 to 8 kB, well within the block's 64


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputOptions:
    """Options for writing a finished photo.

    format        "same", "jpeg", "png", "tiff", "webp", "avif"; "same" makes JPEG of HEIC and raw.
    quality       1..100 for JPEG, WebP (100: lossless) and AVIF.
    long_edge_px  shrink to this; None keeps the size. Pictures are never enlarged.
    bits          8 or 16; None keeps 16 if photo and format have them.
    strip_gps     remove the position from EXIF and XMP.
    overwrite     replace an existing file.
    """

    format: str = "same"
    quality: int = 92
    long_edge_px: int | None = None
    bits: int | None = None
    strip_gps: bool = False
    overwrite: bool = False


def output_format(options: OutputOptions, source: Photo) -> str:
    """The format that will be written: "jpeg", "png", "tiff", "webp" or "avif"."""
    if options.format != "same":
        return options.format
    return source.format if source.format in SUFFIXES else "jpeg"


def output_suffix(options: OutputOptions, source: Photo, source_path: Path) -> str:
    """The output's ending, with its dot: the source's own spelling if it fits the format."""
    suffixes = SUFFIXES[output_format(options, source)]
    return source_path.suffix if source_path.suffix.lower() in suffixes else suffixes[0]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file's bytes, and the parts of the photo that they lack, in words."""

    data: bytes
    losses: tuple[str, ...]


def write_photo(photo: Photo, path: Path, options: OutputOptions) -> Encoded:
    """Encode and write a photo; returns the encoded file.

    Raises OutputRefused when `path` exists and may not be replaced (checked before encoding),
    OutputFailed when it cannot be written or the format cannot hold it. Nothing half-written stays.
    """
    require_free(path, overwrite=options.overwrite)
    encoded = encode_for(photo, path, options)
    atomic_write(path, encoded.data, overwrite=options.overwrite)
    return encoded


def encode_for(photo: Photo, path: Path, options: OutputOptions) -> Encoded:
    """Like `encode_photo`; raises OutputFailed with the output's name if encoding is impossible."""
    try:
        return encode_photo(photo, options)
    except ValueError as error:
        raise OutputFailed(
            path, str(error), sentence("Choose another format, or a smaller long edge.")
        ) from error
    except MemoryError as error:
        raise OutputFailed(
            path,
            sentence("there is not enough memory"),
            sentence("Close other programs, then try again."),
        ) from error


def encode_photo(photo: Photo, options: OutputOptions) -> Encoded:
    """Encode a photo; the same photo and options give the same bytes.

    Raises ValueError when the format cannot hold so many pixels.
    """
    kind = output_format(options, photo)
    pixels, alpha = photo.pixels, photo.alpha
    losses = list(photo.losses)
    if kind == "jpeg":
        pixels, alpha = over_white(pixels, alpha), None
    if options.long_edge_px is not None:
        pixels = shrink(pixels, options.long_edge_px)
        alpha = None if alpha is None else shrink(alpha, options.long_edge_px)
    if _is_deep(kind, options, photo):
        samples: NDArray = _with_alpha(
            to_16_bits(pixels), None if alpha is None else to_16_bits(alpha)
        )
    else:
        samples = _with_alpha(to_8_bits(pixels), None if alpha is None else to_8_bits(alpha))
    height, width = samples.shape[:2]
    metadata, metadata_losses = meta.for_output(
        photo.metadata,
        container=kind,
        turning=Turning(
            orientation=photo.orientation,
            width=width,
            height=height,
            stored=upright_size(photo.width, photo.height, photo.orientation),
        ),
        thumbnail=_thumbnail(samples) if kind == "jpeg" else None,
        strip_gps=options.strip_gps,
    )
    losses += metadata_losses
    icc = srgb_profile_bytes()
    if kind == "jpeg":
        data, jpeg_losses = jpeg.encode(
            samples,
            quality=options.quality,
            subsampling=photo.subsampling,
            icc=icc,
            metadata=metadata,
        )
        losses += jpeg_losses
    elif kind == "png":
        data = png.encode(samples, icc=icc, metadata=metadata)
    elif kind == "tiff":
        data = tiff.encode(samples, icc=icc, metadata=metadata)
    elif kind == "webp":
        data = webp.encode(samples, quality=options.quality, icc=icc, metadata=metadata)
    elif kind == "avif":
        data = heif.encode_avif(samples, quality=options.quality, icc=icc, metadata=metadata)
    else:
        raise ValueError(f"{kind} is not an output format")
    return Encoded(data, tuple(dict.fromkeys(losses)))


def _is_deep(kind: str, options: OutputOptions, photo: Photo) -> bool:
    if kind not in _DEEP_FORMATS:
        return False
    if options.bits is not None:
        return options.bits > 8
    return photo.pixels.dtype != np.uint8


def _with_alpha(pixels: NDArray, alpha: NDArray | None) -> NDArray:
    return pixels if alpha is None else np.dstack([pixels, alpha])


def _thumbnail(pixels: NDArray) -> bytes:
    # Subsampling to 8 times the size is enough for 160 px, and nearly free.
    step = max(1, max(pixels.shape[:2]) // (8 * _THUMBNAIL_PX))
    small = shrink(np.ascontiguousarray(pixels[::step, ::step]), _THUMBNAIL_PX)
    data, _ = jpeg.encode(
        small, quality=_THUMBNAIL_QUALITY, subsampling="420", icc=None, metadata=Metadata()
    )
    return data
