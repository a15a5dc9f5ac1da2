"""Photos are found as a user means it, in the order a user expects."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.errors import FolderUnreadable, PhotoUnreadable
from pieditor.imaging.discover import find_photos, natural_key


def make(folder: Path, *names: str) -> None:
    """Empty files; finding looks at names only."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(folder: Path, *paths: Path, recursive: bool = False) -> list[str]:
    """What is found, relative to a folder."""
    found = find_photos(paths or [folder], recursive=recursive)
    assert not found.problems
    return [str(photo.path.relative_to(folder)) for photo in found.photos]


def test_natural_order(tmp_path):
    """IMG_2 comes before IMG_10, whatever the case."""
    make(tmp_path, "IMG_10.jpg", "img_2.JPG", "IMG_1.NEF", "a.heic")
    assert names(tmp_path) == ["a.heic", "IMG_1.NEF", "img_2.JPG", "IMG_10.jpg"]


@given(st.lists(st.text(min_size=1, max_size=8), max_size=8))
def test_any_names_can_be_sorted(texts):
    """The key never mixes what cannot be compared, and is the same for any start order."""
    assert sorted(texts, key=natural_key) == sorted(texts, key=natural_key)


def test_folders_give_photos_only(tmp_path):
    """Hidden files, sidecars and other files stay out."""
    make(tmp_path, "a.jpg", ".b.jpg", "a.jpg.pie.json", "notes.txt", ".hidden/c.jpg", "._d.jpg")
    assert names(tmp_path, recursive=True) == ["a.jpg"]


def test_a_named_file_is_always_taken(tmp_path):
    """Its kind is told by content, so the name does not matter."""
    make(tmp_path, "scan.dat", ".b.jpg")
    paths = [tmp_path / "scan.dat", tmp_path / ".b.jpg"]
    found = find_photos(paths, recursive=False)
    assert [photo.path for photo in found.photos] == paths
    assert found.photos[0].root == tmp_path


def test_sub_folders_on_request(tmp_path):
    """Sub-folders follow their parent's photos, and the root is the folder that was named."""
    make(tmp_path, "b/2.jpg", "b/c/3.jpg", "1.jpg", "a/4.jpg")
    assert names(tmp_path) == ["1.jpg"]
    expected = [str(Path(name)) for name in ("1.jpg", "a/4.jpg", "b/2.jpg", "b/c/3.jpg")]
    assert names(tmp_path, recursive=True) == expected
    found = find_photos([tmp_path], recursive=True)
    assert {photo.root for photo in found.photos} == {tmp_path}


def test_a_folder_can_be_left_out(tmp_path):
    """Outputs among the originals are no originals, whichever way their folder is reached."""
    make(tmp_path, "a.jpg", "sub/b.jpg", "sub/out/c.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "sub" / "out")
    found = find_photos([tmp_path], recursive=True, leave_out=tmp_path / "sub" / "out")
    assert [photo.path.name for photo in found.photos] == ["a.jpg", "b.jpg"]


def test_duplicates_count_once(tmp_path):
    """A file named and found, or found twice, is one photo."""
    make(tmp_path, "a.jpg", "sub/b.jpg")
    paths = (tmp_path / "sub" / "b.jpg", tmp_path, tmp_path / "sub", tmp_path)
    assert names(tmp_path, *paths, recursive=True) == [str(Path("sub/b.jpg")), "a.jpg"]


def test_a_folder_with_a_photos_name_is_a_folder(tmp_path):
    """A directory called x.jpg is looked into, not decoded."""
    make(tmp_path, "x.jpg/a.jpg")
    assert names(tmp_path) == []
    assert names(tmp_path, tmp_path / "x.jpg") == [str(Path("x.jpg/a.jpg"))]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_loops_of_links_end(tmp_path):
    """A link to its own parent does not go round for ever."""
    make(tmp_path, "a.jpg", "sub/b.jpg")
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    (tmp_path / "again.jpg").symlink_to(tmp_path / "a.jpg")
    (tmp_path / "round").symlink_to("round")
    assert names(tmp_path, recursive=True) == ["a.jpg", str(Path("sub/b.jpg"))]


def test_what_is_missing_is_named_and_the_rest_goes_on(tmp_path):
    """One wrong path does not stop the others."""
    make(tmp_path, "a.jpg")
    found = find_photos([tmp_path / "no.jpg", tmp_path / "a.jpg"], recursive=False)
    assert len(found.photos) == 1
    (problem,) = found.problems
    assert isinstance(problem, PhotoUnreadable)
    assert "no.jpg" in str(problem)


def test_a_folder_without_rights_is_named_and_the_rest_goes_on(tmp_path, monkeypatch):
    """Root may read everything, so the system's refusal is played."""
    make(tmp_path, "a.jpg", "closed/b.jpg", "open/c.jpg")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = find_photos([tmp_path], recursive=True)
    assert [photo.path.name for photo in found.photos] == ["a.jpg", "c.jpg"]
    (problem,) = found.problems
    assert isinstance(problem, FolderUnreadable)
    assert "closed" in str(problem)
