"""Hue, saturation and intensity, with intensity the mean of red, green and blue.

Source: Gonzalez, Woods, Digital Image Processing, section 6.2.
"""

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.float64]


def rgb_to_hsi(rgb: Pixels) -> tuple[Pixels, Pixels, Pixels]:
    """Hue in radians [0, 2π), saturation and intensity in [0, 1]; rgb (..., 3) in [0, 1].

    Greys have the hue 0, black has the saturation 0.
    """
    red, green, blue = np.moveaxis(rgb, -1, 0)
    intensity = rgb.mean(axis=-1)
    saturation = 1 - rgb.min(axis=-1) / np.maximum(intensity, 1e-12)
    hue = np.arctan2(np.sqrt(3) * (green - blue), 2 * red - green - blue) % (2 * np.pi)
    return hue, np.where(intensity > 0, saturation, 0), intensity


def hsi_to_rgb(hue: Pixels, saturation: Pixels, intensity: Pixels) -> Pixels:
    """The inverse, (..., 3); not clipped, as saturated colours may be brighter than white."""
    sector = np.floor(hue / (2 * np.pi / 3)).astype(int) % 3
    angle = hue - sector * (2 * np.pi / 3)
    low = intensity * (1 - saturation)
    # The arc tangent above measures the hue in the plane of the chroma, and so does this.
    chroma = intensity - low
    high = low + chroma * 3 * _share(angle)
    middle = 3 * intensity - low - high
    # In sector 0 red leads to green and blue is lowest; the others follow in turn.
    ordered = np.stack([high, middle, low], axis=-1)
    turned = np.stack([np.roll(ordered, shift, axis=-1) for shift in range(3)])
    return np.asarray(np.take_along_axis(turned, sector[None, ..., None], axis=0)[0])


def _share(angle: Pixels) -> Pixels:
    """The share of the first colour in what lies above the lowest one, by the angle from it."""
    return (1 + np.cos(angle) / np.cos(np.pi / 3 - angle)) / 3
