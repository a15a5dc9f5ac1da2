"""Colour profiles: convert the colours of a file to sRGB.

LittleCMS does the work, through Pillow for 8 bits and through imagecodecs for 16 bits, which Pillow
cannot pass. Intent is perceptual, the default of ICC.1 and of LittleCMS: for matrix profiles (every
camera and working space) all intents agree; for CMYK it is the table meant for pictures. Pictures
with code points instead of a profile (AVIF, HEIF, PNG) are converted by `hdr`.
"""

import functools
import hashlib
import io

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from pieditor.core.sentences import sentence
from pieditor.imaging import hdr
from pieditor.imaging.depth import to_8_bits
from pieditor.imaging.matrix_profile import (
    MatrixProfile,
    adobe_rgb_profile_bytes,
    apply_matrix_profile,
)
from pieditor.imaging.raster import Damaged, Raster, Samples

_TILE_ROWS = 256
# LittleCMS' shortcut for 16-bit matrix profiles is off by up to 6 of 255 levels near the gamut's
# edge (measured on Display P3); without it the error is below 0.01.
_NO_OPTIMISATION = 0x0100  # cmsFLAGS_NOOPTIMIZE
_ICC_SPACES = {"grey": b"GRAY", "rgb": b"RGB ", "cmyk": b"CMYK", "lab": b"Lab "}
_CMS_NAMES = {"grey": "gray", "rgb": "rgb", "cmyk": "cmyk"}
_PILLOW_MODES = {"grey": "L", "rgb": "RGB", "cmyk": "CMYK"}


@functools.cache
def srgb_profile_bytes() -> bytes:
    """The sRGB profile that is embedded into every output; its bytes are always the same."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # LittleCMS stores the creation time (ICC.1 section 7.2.8); outputs must not depend on it.
    profile[24:36] = bytes.fromhex("07e8 0001 0001 0000 0000 0000")  # 2024-01-01
    return bytes(profile)


def to_srgb(raster: Raster, *, is_adobe_rgb: bool = False) -> Samples:
    """Convert a raster's samples to sRGB, (H, W, 3), same dtype; alpha and orientation stay.

    is_adobe_rgb  whether EXIF declares Adobe RGB, for a file without a profile.
    A profile for another kind of samples than the file holds, or one that LittleCMS refuses, is
    ignored, as every viewer does; `profile_is_ignored` reports it. Raises Damaged when the samples
    are invalid.
    """
    return _by_profile(raster, usable_profile(raster.icc, raster.model), is_adobe_rgb=is_adobe_rgb)


def _by_profile(raster: Raster, icc: bytes | None, *, is_adobe_rgb: bool) -> Samples:
    if raster.model == "lab":
        return hdr.lab_to_srgb(raster.samples)
    if raster.model == "cmyk":
        if icc is None:
            return _inks_to_srgb(raster.samples)
        return _transform(raster.samples, icc, "cmyk")
    if raster.model == "grey":
        return _grey_to_srgb(raster.samples, icc)
    if raster.model != "rgb":
        raise Damaged(sentence("its colours are of an unknown kind ({kind})", kind=raster.model))
    if icc is not None:
        return raster.samples if is_srgb_in_effect(icc) else _transform(raster.samples, icc, "rgb")
    if raster.cicp is not None:
        return hdr.code_points_to_srgb(raster.samples, *raster.cicp)
    if is_adobe_rgb:
        return _transform(raster.samples, adobe_rgb_profile_bytes(), "rgb")
    return raster.samples


def usable_profile(icc: bytes | None, model: str) -> bytes | None:
    """The profile, if it fits the kind of samples and LittleCMS can read it; else None."""
    if icc is None or len(icc) < 128 or icc[16:20] != _ICC_SPACES.get(model):
        return None
    return icc if _is_sound(hashlib.sha256(icc).digest(), icc, model) else None


def profile_is_ignored(raster: Raster) -> bool:
    """Whether the file has a profile that is damaged or does not fit its samples."""
    return bool(raster.icc) and usable_profile(raster.icc, raster.model) is None


@functools.lru_cache(maxsize=64)
def _is_sound(_digest: bytes, icc: bytes, model: str) -> bool:
    """Whether the profile can be applied in both ways; some broken ones can only be opened."""
    if model not in _PILLOW_MODES:
        return True
    channels = {"grey": 1, "rgb": 3, "cmyk": 4}[model]
    try:
        _pillow_transform(_digest, icc, _PILLOW_MODES[model])
        sample = np.zeros((1, 1, channels) if channels > 1 else (1, 1), np.uint16)
        _transform_16(sample, icc, model)
    except (Damaged, OSError, ValueError, ImageCms.PyCMSError):
        return False
    return True


@functools.lru_cache(maxsize=64)
def is_srgb_in_effect(icc: bytes) -> bool:
    """Whether the profile changes no 8-bit value by more than one level."""
    levels = np.linspace(0, 255, 17).round().astype(np.uint8)
    grid = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1).reshape(17, -1, 3)
    try:
        converted = _transform_8(np.ascontiguousarray(grid), icc, "rgb")
    except Damaged:
        return True  # it cannot be applied, so it has no effect
    return int(np.abs(converted.astype(np.int16) - grid).max()) <= 1


def _transform(samples: Samples, icc: bytes, model: str) -> Samples:
    if samples.dtype == np.uint8:
        return _transform_8(samples, icc, model)
    if model == "rgb":
        matrix = MatrixProfile.from_icc(icc)
        if matrix is not None:
            return apply_matrix_profile(samples, matrix)
    return _transform_16(samples, icc, model)


def _transform_8(samples: NDArray[np.uint8], icc: bytes, model: str) -> NDArray[np.uint8]:
    try:
        transform = _pillow_transform(hashlib.sha256(icc).digest(), icc, _PILLOW_MODES[model])
        if model == "cmyk":  # fromarray would interpret four channels as RGBA
            size = samples.shape[1], samples.shape[0]
            image = Image.frombuffer("CMYK", size, samples.tobytes(), "raw", "CMYK", 0, 1)
        else:
            image = Image.fromarray(samples)
        return np.asarray(ImageCms.applyTransform(image, transform))
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        raise Damaged(
            sentence("its colour profile cannot be applied ({reason})", reason=error)
        ) from error


@functools.lru_cache(maxsize=16)
def _pillow_transform(_digest: bytes, icc: bytes, mode: str) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(io.BytesIO(icc))
    target = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile_bytes()))
    return ImageCms.buildTransform(source, target, mode, "RGB")


def _transform_16(samples: NDArray[np.uint16], icc: bytes, model: str) -> NDArray[np.uint16]:
    """Convert rows in tiles, because the library holds the GIL while it works."""
    result = np.empty((*samples.shape[:2], 3), np.uint16)
    name = _CMS_NAMES[model]
    try:
        for top in range(0, samples.shape[0], _TILE_ROWS):
            rows = slice(top, top + _TILE_ROWS)
            result[rows] = imagecodecs.cms_transform(
                np.ascontiguousarray(samples[rows]),
                icc,
                srgb_profile_bytes(),
                colorspace=name,
                outcolorspace="rgb",
                flags=_NO_OPTIMISATION,
            )
    except (imagecodecs.CmsError, ValueError) as error:
        raise Damaged(
            sentence("its colour profile cannot be applied ({reason})", reason=error)
        ) from error
    return result


def _grey_to_srgb(samples: Samples, icc: bytes | None) -> Samples:
    if icc is not None:
        # Use one exact curve for all levels: LittleCMS' own 8-bit curve is up to 10 levels off in
        # the shadows of linear profiles.
        step = 65535 // int(np.iinfo(samples.dtype).max)
        ramp = np.arange(0, 65536, step, dtype=np.uint16)[None, :]
        curve = _transform_16(ramp, icc, "grey")[0]
        return (curve if samples.dtype == np.uint16 else to_8_bits(curve))[samples]
    return np.repeat(samples[..., None], 3, axis=2)


def _inks_to_srgb(samples: Samples) -> Samples:
    """CMYK without a profile: each ink absorbs its part of the light, black all three."""
    top = int(np.iinfo(samples.dtype).max)
    paper = top - samples.astype(np.uint32)
    return ((paper[..., :3] * paper[..., 3:] + top // 2) // top).astype(samples.dtype)
