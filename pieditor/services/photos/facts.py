"""Facts that the camera recorded about a photo, as text for people.

Source: EXIF 2.32 (CIPA DC-008), section 4.6.5.
"""

import math
import struct
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pieditor.core.errors import PhotoUnreadable
from pieditor.imaging.exif import RATIONAL, ExifTree, Ifd
from pieditor.imaging.reading import read_exif, read_size

_MAKE, _MODEL, _DATE_TIME = 0x010F, 0x0110, 0x0132
_EXPOSURE_TIME, _F_NUMBER, _ISO, _ISO_LONG = 0x829A, 0x829D, 0x8827, 0x8833
_TAKEN, _DIGITIZED = 0x9003, 0x9004
_FOCAL_LENGTH, _LENS = 0x920A, 0xA434
_ISO_TOO_LARGE = 0xFFFF  # the 16-bit tag's reference to the 32-bit one


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of one photo; each is None when the file has no such value.

    aperture     the f-number
    taken        the camera's local time
    size_px      (width, height) of the upright picture
    """

    camera: str | None = None
    lens: str | None = None
    focal_length_mm: float | None = None
    aperture: float | None = None
    shutter_s: float | None = None
    iso: int | None = None
    taken: datetime | None = None
    size_px: tuple[int, int] | None = None

    @property
    def shutter(self) -> str | None:
        """The shutter speed as text: "1/250 s", "0.4 s", "30 s"."""
        return None if self.shutter_s is None else shutter_in_words(self.shutter_s)

    @property
    def exposure(self) -> tuple[str, ...]:
        """The known ones of focal length, aperture, shutter and ISO, each as text."""
        words = (
            self.focal_length_mm and f"{_short(self.focal_length_mm)} mm",
            self.aperture and f"f/{_short(self.aperture)}",
            self.shutter,
            self.iso and f"ISO {self.iso}",
        )
        return tuple(word for word in words if word)


def shutter_in_words(seconds: float) -> str:
    """A shutter speed as cameras show it; `seconds` above 0.

    >>> [shutter_in_words(seconds) for seconds in (0.004, 0.0166667, 0.5, 0.4, 1.3, 30)]
    ['1/250 s', '1/60 s', '1/2 s', '0.4 s', '1.3 s', '30 s']
    """
    parts = 1 / seconds
    # Cameras write 0.4 s and 0.8 s as decimals; 1/3 s and below as fractions.
    if seconds <= 0.3 or (seconds < 1 and abs(parts - round(parts)) < 0.02):
        return f"1/{round(parts)} s"
    return f"{_short(seconds)} s"


def read_facts(photo: Path) -> Facts:
    """The facts in a photo's header; PhotoUnreadable when it cannot be read at all."""
    tree = read_exif(photo)
    try:
        size_px = read_size(photo)
    except PhotoUnreadable:  # its header may still hold the exposure
        size_px = None
    if tree is None:
        return Facts(size_px=size_px)
    return Facts(
        camera=_camera(tree),
        lens=_text(tree, tree.exif, _LENS),
        focal_length_mm=_rational(tree, _FOCAL_LENGTH),
        aperture=_rational(tree, _F_NUMBER),
        shutter_s=_rational(tree, _EXPOSURE_TIME),
        iso=_iso(tree),
        taken=_taken(tree),
        size_px=size_px,
    )


def read_taken(photo: Path) -> datetime | None:
    """When the photo was taken, or None; faster than `read_facts`. Never raises for a bad photo."""
    try:
        tree = read_exif(photo)
    except PhotoUnreadable:
        return None
    return None if tree is None else _taken(tree)


def _taken(tree: ExifTree) -> datetime | None:
    found = (
        tree.text(tree.exif, _TAKEN),
        tree.text(tree.exif, _DIGITIZED),
        tree.text(tree.main, _DATE_TIME),
    )
    for text in found:
        try:
            return datetime.strptime(text.strip()[:19], "%Y:%m:%d %H:%M:%S")
        except ValueError:  # missing, or blanks and zeros of a camera without a clock
            continue
    return None


def _camera(tree: ExifTree) -> str | None:
    make, model = _text(tree, tree.main, _MAKE), _text(tree, tree.main, _MODEL)
    if make is None or model is None:
        return model or make
    # "NIKON CORPORATION" and "NIKON D850" would name the maker twice.
    brand = make.split()[0]
    return model if model.casefold().startswith(brand.casefold()) else f"{brand} {model}"


def _text(tree: ExifTree, ifd: Ifd, tag: int) -> str | None:
    text = tree.text(ifd, tag).strip()
    return text if text.strip("- ") else None


def _rational(tree: ExifTree, tag: int) -> float | None:
    entry = tree.exif.get(tag)
    if entry is None or entry.type != RATIONAL or entry.count < 1:
        return None
    above, below = struct.unpack_from(f"{tree.order}2I", entry.data)
    value = above / below if below else math.inf
    # Lenses without contacts write 0/0, 0/1 or 1/0; a phone's whole-night exposure is under a day.
    return value if 0 < value < 86_400 else None


def _iso(tree: ExifTree) -> int | None:
    iso = tree.integer(tree.exif, _ISO)
    if iso in (0, _ISO_TOO_LARGE):
        iso = tree.integer(tree.exif, _ISO_LONG, iso)
    return iso or None


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
