"""Squares of photographs and their cache."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from training.datasets.errors import DatasetIncomplete
from training.datasets.squares import load_archive_squares, load_file_squares


def write(path: Path, level: int, size: tuple[int, int] = (12, 8)) -> Path:
    """A picture of one grey level."""
    Image.new("RGB", size, (level, level, level)).save(path)
    return path


def test_squares_are_cached_and_renewed(tmp_path):
    """Squares come in the order of the files; a changed file is read again."""
    paths = [write(tmp_path / f"{level}.png", level) for level in (20, 10)]
    cache = tmp_path / "cache"
    squares = load_file_squares(paths, cache, 4)
    assert squares.shape == (2, 4, 4, 3)
    np.testing.assert_array_equal(squares[:, 0, 0, 0], [20, 10])
    write(paths[1], 30, (16, 16))
    np.testing.assert_array_equal(load_file_squares(paths, cache, 4)[:, 3, 3, 2], [20, 30])
    assert not list(cache.glob("*.part"))


def test_an_archive_gives_the_same_as_its_files(tmp_path):
    """A zip file's photographs come sorted by name, at the size asked for."""
    paths = [write(tmp_path / f"{name}.png", level) for name, level in (("a", 1), ("b", 2))]
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as bundle:
        for path in reversed(paths):
            bundle.write(path, path.name)
    expected = load_file_squares(paths, tmp_path, 6)
    squares = load_archive_squares(tmp_path / "photos.zip", tmp_path, 6)
    np.testing.assert_array_equal(squares, expected)


def test_a_folder_without_photographs_is_refused(tmp_path):
    """The message names it, and nothing is left in the cache."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetIncomplete, match=r"no photographs to read: none is in .*empty"):
        load_archive_squares(tmp_path / "empty", tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())
