"""Photographs and looks small enough to train on in a test."""

import zipfile
from io import BytesIO
from pathlib import Path

import imagecodecs
import numpy as np
import pytest
from PIL import Image


def smooth_jpeg(seed: int) -> bytes:
    """A smooth random picture."""
    small = np.random.default_rng(seed).integers(0, 256, (6, 8, 3), dtype=np.uint8)
    buffer = BytesIO()
    Image.fromarray(small).resize((80, 60)).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture(scope="session")
def material(tmp_path_factory) -> tuple[Path, Path, Path]:
    """A zip of photographs, a folder with two training looks, a cache."""
    root = tmp_path_factory.mktemp("material")
    with zipfile.ZipFile(root / "photos.zip", "w") as bundle:
        for i in range(4):
            bundle.writestr(f"{i}.jpg", smooth_jpeg(i))
    axis = np.linspace(0, 1, 25)
    b, g, r = np.meshgrid(axis, axis, axis, indexing="ij")
    identity = np.stack([r, g, b], -1).reshape(125, 125, 3)
    looks = root / "looks"
    looks.mkdir()
    for name, table in {"dark": identity**2, "light": identity**0.5, "kept": identity}.items():
        encoded = imagecodecs.png_encode(np.rint(table * 65535).astype(np.uint16))
        (looks / f"{name}.png").write_bytes(encoded)
    (looks / "HELD_OUT.txt").write_text("kept\tfor testing\n")
    return root / "photos.zip", looks, root / "cache"


@pytest.fixture
def jpeg():
    """A function from a seed to the bytes of a small picture."""
    return smooth_jpeg
