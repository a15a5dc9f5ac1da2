"""Split lists in the spellings that are around."""

import json
import zipfile

import pytest

from training.datasets.errors import DatasetIncomplete
from training.datasets.fivek import photo_id
from training.datasets.split_files import load_split, parse_list, read_lists


def test_comments_blank_lines_and_ranges():
    """Comments are ignored; a range has as many digits as its first number."""
    text = "# 1-based\n\na0098-a0101\n12\n1530_4  # a portrait\na0001-jmac_DSC1459\n"
    expected = ("a0098", "a0099", "a0100", "a0101", "12", "1530_4", "a0001-jmac_DSC1459")
    assert parse_list(text) == expected


def test_json_lists_are_their_keys():
    """A list with facts about each photograph is the list of its keys."""
    assert parse_list(json.dumps({"a0230-_DSC0126": {"urls": {}}})) == ("a0230-_DSC0126",)


def test_frozen_fivek_split_covers_fivek():
    """4,500 train, 500 test, each of the 5,000 once."""
    split = load_split("fivek-4500-500")
    assert (len(split.train), len(split.test)) == (4500, 500)
    assert len({*split.train, *split.test}) == 5000
    assert split.test[0] == "a4501"


def test_unknown_split_is_named():
    """The message says which splits there are."""
    with pytest.raises(DatasetIncomplete, match="fivek-4500-500"):
        load_split("fivek-4500")


def test_a_photograph_in_both_lists_is_refused(tmp_path):
    """A split that tests on what it trained on is not loaded."""
    (tmp_path / "s.train.txt").write_text("a0001-a0003\n")
    (tmp_path / "s.test.txt").write_text("a0003-a0004\n")
    with pytest.raises(DatasetIncomplete, match="a0003"):
        load_split("s", tmp_path)


def test_lists_inside_a_zip(tmp_path):
    """Only lists are read, not pictures and readmes."""
    archive = tmp_path / "pairs.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr("lists/one.txt", "a0001\n")
        bundle.writestr("lists/one_readme.txt", "words\n")
        bundle.writestr("lists/two.json", '{"a0002-x": {}}')
        bundle.writestr("photo/input.jpg", b"")
    assert read_lists(archive) == {"one": ("a0001",), "two": ("a0002-x",)}


def test_published_lists(shared):
    """Published FiveK lists have the sizes their papers state, and do not overlap."""
    archive = shared / "photos" / "pairs.zip"
    if not archive.exists():
        pytest.skip(f"{archive} is not here.")
    lists = {k: [photo_id(e) for e in v] for k, v in read_lists(archive).items()}
    assert len(lists["adaint_fivek_train"]) == 4500
    exposure = [lists[f"exposure_fivek_{p}"] for p in ("train_first2k", "train_second2k", "test")]
    assert [len(part) for part in exposure] == [2000, 2000, 1000]
    every = {f"a{i:04}" for i in range(1, 5001)}
    assert set().union(*map(set, exposure)) == every
    assert lists["curl_dpe_test"] == list(load_split("fivek-4500-500").test)
