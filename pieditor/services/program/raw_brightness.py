"""The brightness to which raw files are developed: one choice for the whole program."""

from enum import StrEnum

from pieditor.imaging.raw_choice import Brightness


class RawBrightness(StrEnum):
    """As the camera showed the photo, or stretched by LibRaw for each photo."""

    CAMERA = "camera"
    AUTOMATIC = "automatic"


def choose_raw_brightness(choice: RawBrightness) -> None:
    """Set the choice for every raw file; call it before any is read."""
    Brightness.is_automatic = choice is RawBrightness.AUTOMATIC


def raw_brightness() -> RawBrightness:
    """The current choice."""
    return RawBrightness.AUTOMATIC if Brightness.is_automatic else RawBrightness.CAMERA
