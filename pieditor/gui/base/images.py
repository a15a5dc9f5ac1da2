"""Convert between arrays and Qt images."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage


def to_image(pixels: NDArray[np.uint8]) -> QImage:
    """Copy (H, W, 3) uint8 sRGB into a QImage of the format that paints fastest.

    Thread-safe.
    """
    height, width = pixels.shape[:2]
    rows = np.ascontiguousarray(pixels)
    view = QImage(rows.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.convertToFormat(QImage.Format.Format_RGB32)


def screen_image(height: int, width: int) -> tuple[QImage, NDArray[np.uint8]]:
    """A QImage and its memory as (height, width, 4) uint8: blue, green, red, unused.

    The memory lives as long as the image. Thread-safe.
    """
    image = QImage(width, height, QImage.Format.Format_RGB32)
    memory = np.frombuffer(image.bits(), np.uint8).reshape(height, image.bytesPerLine() // 4, 4)
    return image, memory


def to_pixels(image: QImage) -> NDArray[np.uint8]:
    """The (H, W, 3) uint8 pixels of any QImage, as a copy."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    return rows[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3).copy()
