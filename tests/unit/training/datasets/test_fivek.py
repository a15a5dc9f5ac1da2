"""FiveK folders, on tiny pictures."""

from pathlib import Path

import pytest
from PIL import Image

from training.datasets.errors import DatasetIncomplete
from training.datasets.fivek import open_fivek, photo_id


def write(path: Path, level: int = 100, size: tuple[int, int] = (12, 8)) -> Path:
    """A picture of one grey level."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", size, (level, level, level)).save(path)
    return path


@pytest.fixture
def lut_layout(tmp_path) -> Path:
    """Four photographs in the 480p layout, with lists."""
    for i in range(1, 5):
        write(tmp_path / f"input/JPG/480p/a{i:04}.jpg")
        write(tmp_path / f"expertC/JPG/480p/a{i:04}.jpg")
    (tmp_path / "train_input.txt").write_text("a0003\na0001\n")
    (tmp_path / "train_label.txt").write_text("a0002\n")
    (tmp_path / "test.txt").write_text("a0004\n")
    return tmp_path


def test_480p_layout(lut_layout):
    """The two training halves are joined, in their order."""
    data = open_fivek(lut_layout)
    split = data.split()
    assert split.train == ("a0003", "a0001", "a0002")
    assert split.test == ("a0004",)
    (pair,) = data.pairs("C", split.test)
    assert pair.input == lut_layout / "input/JPG/480p/a0004.jpg"
    assert pair.target == lut_layout / "expertC/JPG/480p/a0004.jpg"


def test_plain_layout_matches_different_spellings(tmp_path):
    """Input and expert need not agree in suffix, number width or original name."""
    write(tmp_path / "input/a0007-DSC_1.png")
    write(tmp_path / "input/0012.png")
    write(tmp_path / "expertA/7.jpg")
    write(tmp_path / "expert_E/a0012.tif")
    data = open_fivek(tmp_path)
    assert list(data.experts) == ["A", "E"]
    assert [p.id for p in data.pairs("A")] == ["a0007"]
    assert [p.id for p in data.pairs("E")] == ["a0012"]


def test_frozen_split_is_limited_to_what_is_there(tmp_path):
    """A part of FiveK keeps each photograph on its side of the split."""
    for name in ("a0001", "a4500", "a4501"):
        write(tmp_path / f"input/{name}.jpg")
        write(tmp_path / f"expertB/{name}.jpg")
    split = open_fivek(tmp_path).split("fivek-4500-500")
    assert split.train == ("a0001", "a4500")
    assert split.test == ("a4501",)


@pytest.mark.parametrize("name", ["a0014", "14", "0014", "a0014-WP_CRW_6320", "a0014.v2.jpg"])
def test_ids(name):
    """Numbers, padded or not, with or without the original name; other names stay."""
    assert photo_id(name) == ("a0014.v2" if name == "a0014.v2.jpg" else "a0014")


def test_missing_expert_and_missing_photo_are_named(lut_layout):
    """Messages name what is missing."""
    data = open_fivek(lut_layout)
    with pytest.raises(DatasetIncomplete, match=r"no expert D.*found are C"):
        data.pairs("D")
    with pytest.raises(DatasetIncomplete, match="a0099"):
        data.pairs("C", ["a0001", "a0099"])


def test_missing_list_points_to_frozen_splits(lut_layout):
    """Without test.txt there is a way on."""
    (lut_layout / "test.txt").unlink()
    with pytest.raises(DatasetIncomplete, match="fivek-4500-500"):
        open_fivek(lut_layout).split()


def test_prophoto_renditions_are_refused(tmp_path):
    """The renditions as published are in another colour space."""
    write(tmp_path / "input/a0001.jpg")
    write(tmp_path / "tiff16_c/a0001.tif")
    with pytest.raises(DatasetIncomplete, match="ProPhoto"):
        open_fivek(tmp_path)


def test_one_photo_twice_is_refused(tmp_path):
    """Two files of one number would make pairs ambiguous."""
    write(tmp_path / "input/a0001.jpg")
    write(tmp_path / "input/0001.png")
    with pytest.raises(DatasetIncomplete, match="same photograph"):
        open_fivek(tmp_path)
