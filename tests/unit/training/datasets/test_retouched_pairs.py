"""Pairs inside a zip file."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from training.datasets.errors import DatasetIncomplete
from training.datasets.retouched_pairs import load_pairs, load_retouched


def picture(level: int, size: tuple[int, int] = (6, 4)) -> bytes:
    """A PNG of one grey level."""
    buffer = io.BytesIO()
    Image.new("RGB", size, (level, level, level)).save(buffer, "PNG")
    return buffer.getvalue()


def archive_of(path: Path, members: dict[str, bytes]) -> Path:
    """A zip file of `members`."""
    with zipfile.ZipFile(path, "w") as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    return path


def test_inputs_and_versions(tmp_path):
    """Photographs with and without input; other files are left alone."""
    archive = archive_of(
        tmp_path / "pairs.zip",
        {
            "b/input.png": picture(10),
            "b/expert_C.png": picture(20),
            "a/expert_A.png": picture(30),
            "a/expert_C.png": picture(40),
            "lists/split.txt": b"a0001",
        },
    )
    first, second = load_retouched(archive)
    assert (first.id, first.untouched, sorted(first.versions)) == ("a", None, ["A", "C"])
    assert second.untouched is not None
    (pair,) = load_pairs(archive)
    assert (pair.id, pair.untouched[0, 0, 0], pair.target[0, 0, 0]) == ("b", 10, 20)
    assert pair.untouched.shape == (4, 6, 3)


def test_no_pairs_and_unequal_sizes_are_named(tmp_path):
    """Messages name the expert, or the photograph."""
    members = {"x/input.png": picture(1), "x/expert_C.png": picture(1, (5, 4))}
    archive = archive_of(tmp_path / "pairs.zip", members)
    with pytest.raises(DatasetIncomplete, match="no pairs of expert B"):
        load_pairs(archive, "B")
    with pytest.raises(DatasetIncomplete, match=r"x in .* 6 × 4 .* 5 × 4"):
        load_pairs(archive)


def test_the_published_pairs(shared):
    """Fifteen pairs of expert C, three photographs by all five experts."""
    archive = shared / "photos" / "pairs.zip"
    if not archive.exists():
        pytest.skip(f"{archive} is not here.")
    photos = load_retouched(archive)
    assert sum(sorted(p.versions) == ["A", "B", "C", "D", "E"] for p in photos) == 3
    assert len(load_pairs(archive)) == 15
