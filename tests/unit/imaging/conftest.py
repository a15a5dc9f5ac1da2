"""Pictures made on the spot, so that most tests need no files."""

import io
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image


def make_picture(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    """Smooth colours with some grain, (H, W, 3): survives JPEG well, looks different everywhere."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    planes = [
        127 + 120 * np.sin(x / width * 5 + seed),
        127 + 120 * np.cos(y / height * 4 + x / width),
        255 * (x + y) / (width + height),
    ]
    grain = np.random.default_rng(seed).normal(0, 2, (height, width, 3))
    return np.clip(np.stack(planes, -1) + grain, 0, 255).astype(np.uint8)


@pytest.fixture
def picture() -> NDArray[np.uint8]:
    """A landscape picture, 120 x 180."""
    return make_picture(120, 180)


@pytest.fixture
def encoded() -> Callable[..., bytes]:
    """Encode with Pillow: `encoded(pixels_or_image, "PNG", **options)`."""

    def encode(pixels, format: str, **options) -> bytes:
        image = pixels if isinstance(pixels, Image.Image) else Image.fromarray(pixels)
        stream = io.BytesIO()
        image.save(stream, format, **options)
        return stream.getvalue()

    return encode
