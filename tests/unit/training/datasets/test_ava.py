"""AVA folders, on tiny pictures."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from training.datasets.ava import in_test_fifth, open_ava, readable
from training.datasets.errors import DatasetIncomplete


def line(index: int, id_: int, counts: str = "0 1 5 17 38 36 15 6 5 1") -> str:
    """One line of AVA.txt."""
    return f"{index} {id_} {counts} 1 22 1396"


def write(root: Path, ids, folder: str = "images", lines=None) -> Path:
    """AVA.txt and a picture for each id."""
    (root / folder).mkdir(parents=True, exist_ok=True)
    for id_ in ids:
        Image.new("RGB", (40, 30), (90, 120, 30)).save(root / folder / f"{id_}.jpg")
    lines = [line(i, id_) for i, id_ in enumerate(ids, 1)] if lines is None else lines
    (root / "AVA.txt").write_text("\n".join(lines) + "\n")
    return root


@pytest.mark.parametrize("folder", ["images", "image", "."])
def test_ratings_and_files(tmp_path, folder):
    """The third to twelfth column become shares; pictures may lie in any of three places."""
    ava = open_ava(write(tmp_path, [953619, 7], folder))
    assert list(ava.photos) == ["953619", "7"]
    assert ava.photos["7"].read_bytes()[:2] == b"\xff\xd8"
    shares = ava.ratings["953619"]
    assert shares.dtype == np.float32
    assert shares.sum() == pytest.approx(1)
    assert shares[3] == pytest.approx(17 / 124)


def test_json_labels(tmp_path):
    """The form of public re-implementations is read where there is no AVA.txt."""
    write(tmp_path, [11, 12])
    (tmp_path / "AVA.txt").unlink()
    rows = [{"image_id": "11", "label": [1] * 10}, {"image_id": 12, "label": [0] * 9 + [4]}]
    (tmp_path / "ava_labels_train.json").write_text(json.dumps(rows))
    ava = open_ava(tmp_path)
    assert ava.ratings["11"] == pytest.approx(np.full(10, 0.1))
    assert ava.ratings["12"][9] == 1


def test_missing_files_are_counted(tmp_path):
    """Photographs that are rated and missing are named; the others can be used."""
    ava = open_ava(write(tmp_path, [1, 2], lines=[line(1, 1), line(2, 2), line(3, 99)]))
    assert ava.missing == ("99",)
    assert list(ava.photos) == ["1", "2"]


def test_damaged_files_are_found_once(tmp_path):
    """Truncated, empty and foreign files are left out; the verdict is kept while files stay."""
    ava = open_ava(write(tmp_path, [1, 2, 3, 4]))
    whole = ava.photos["2"].read_bytes()
    ava.photos["2"].write_bytes(whole[: len(whole) - 200])
    ava.photos["3"].write_bytes(b"")
    ava.photos["4"].write_bytes(b"<html>not found</html>")
    cache = tmp_path / "cache"
    assert readable(ava.photos, cache) == (["1"], ["2", "3", "4"])
    (verdict,) = cache.iterdir()
    verdict.write_text('["1"]')
    assert readable(ava.photos, cache) == (["2", "3", "4"], ["1"])
    ava.photos["2"].write_bytes(whole)
    assert readable(ava.photos, cache) == (["1", "2"], ["3", "4"])


def test_published_lists(tmp_path):
    """The lists of AVA, without what is not there or tests too."""
    root = write(tmp_path, [1, 2, 3, 4])
    lists = root / "aesthetics_image_lists"
    lists.mkdir()
    (lists / "generic_ls_train.jpgl").write_text("1\n2\n3\n77\n")
    (lists / "generic_test.jpgl").write_text("4\n3\n")
    split = open_ava(root).split("generic_ls")
    assert split.train == ("1", "2")
    assert split.test == ("4", "3")
    with pytest.raises(DatasetIncomplete, match=r'no list landscape_train.*split = "hash"'):
        open_ava(root).split("landscape")


def test_hash_split_does_not_depend_on_the_others(tmp_path):
    """A photograph stays on its side whichever others are there; about a fifth tests."""
    whole = open_ava(write(tmp_path / "whole", range(1, 101))).split("hash")
    part = open_ava(write(tmp_path / "part", range(40, 61))).split("hash")
    assert set(part.train) <= set(whole.train)
    assert set(part.test) <= set(whole.test)
    assert not set(whole.train) & set(whole.test)
    share = np.mean([in_test_fifth(str(i)) for i in range(20_000)])
    assert share == pytest.approx(0.2, abs=0.01)


def test_hash_split_is_frozen():
    """The rule never changes: these ids test, those train."""
    assert [i for i in range(1, 21) if in_test_fifth(str(i))] == FROZEN


FROZEN = [7, 8, 9, 10, 19]

WRONG = {
    "a column short": ("1 5 1 1 1 1 1 1 1 1 1 1 0 0", "14 columns instead of 15"),
    "words": (line(1, 5, "a 1 1 1 1 1 1 1 1 1"), "not a number"),
    "negative": (line(1, 5, "-1 1 1 1 1 1 1 1 1 1"), "not ten counts"),
    "nobody": (line(1, 5, "0 0 0 0 0 0 0 0 0 0"), "nobody rated 5"),
    "twice": (line(1, 5) + "\n" + line(2, 5), "rated twice"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_damaged_line_is_named(tmp_path, case):
    """The sentence says which file and line, and what to do."""
    text, why = WRONG[case]
    with pytest.raises(DatasetIncomplete, match=rf"AVA\.txt: line \d: .*{why}.*Copy the file"):
        open_ava(write(tmp_path, [5], lines=[text]))


@given(st.recursive(st.none() | st.integers() | st.text(), lambda s: st.lists(s, max_size=3)))
def test_foreign_json_is_refused(tmp_path_factory, document):
    """Whatever else a JSON file holds, the message names it."""
    root = tmp_path_factory.mktemp("json")
    (root / "labels.json").write_text(json.dumps(document))
    with pytest.raises(DatasetIncomplete, match=r"labels.json|no photographs"):
        open_ava(root)


def test_no_ratings_and_no_pictures(tmp_path):
    """A folder that is not AVA says what is missing."""
    with pytest.raises(DatasetIncomplete, match=r"neither AVA.txt nor"):
        open_ava(tmp_path)
    with pytest.raises(DatasetIncomplete, match="none of 1 rated ids is a file"):
        open_ava(write(tmp_path, [], lines=[line(1, 5)]))
