"""An AVA small enough to train on in a test."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

NUM_PHOTOS = 24


def write_photo(path: Path, seed: int, brightness: float) -> None:
    """A smooth random picture of a given mean brightness."""
    path.parent.mkdir(parents=True, exist_ok=True)
    small = np.random.default_rng(seed).normal(brightness, 25, (6, 8, 3))
    Image.fromarray(np.clip(small, 0, 255).astype(np.uint8)).resize((96, 72)).save(path)


def counts(score: float) -> list[int]:
    """Ratings around a score."""
    return [int(40 * np.exp(-((i - score) ** 2) / 2)) for i in range(1, 11)]


@pytest.fixture(scope="session")
def ava_folder(tmp_path_factory) -> Path:
    """24 photographs that are rated the better the brighter they are."""
    root = tmp_path_factory.mktemp("ava")
    lines = []
    for i in range(NUM_PHOTOS):
        level = (i % 6) / 5
        write_photo(root / f"images/{1000 + i}.jpg", i, 40 + 170 * level)
        ratings = " ".join(map(str, counts(3 + 4 * level)))
        lines.append(f"{i + 1} {1000 + i} {ratings} 0 0 7")
    (root / "AVA.txt").write_text("\n".join(lines) + "\n")
    return root
