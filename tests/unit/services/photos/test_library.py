"""The library: a folder's photos listed once, in chunks, filtered and in order."""

import os
from datetime import datetime
from pathlib import Path

import pytest

from pieditor.core.errors import Cancelled, FolderUnreadable
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.services.photos.library import (
    CHUNK,
    Filtering,
    LibraryPhoto,
    Scored,
    Sorting,
    SortKey,
    arrange,
    describe_files,
    list_folder,
    list_subfolders,
)
from pieditor.services.photos.sidecars import Flag, Marks, Sidecar, SidecarStore
from pieditor.services.scores.score import Score

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
EXPOSED = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 0.5}),))


@pytest.fixture
def store(tmp_path):
    return SidecarStore(tmp_path / "data")


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "photos"
    path.mkdir()
    return path


def touch(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"x")


def listed(folder, store, **options):
    return [photo for chunk in list_folder(folder, store, **options) for photo in chunk]


def names(photos):
    return [photo.path.name for photo in photos]


def test_photos_come_in_natural_order_without_opening_them(folder, store):
    """These hold no pictures; hidden files and others are left out."""
    touch(folder, "IMG_10.jpg", "IMG_2.jpg", "notes.txt", ".hidden.jpg", "b.CR3", "sub/c.jpg")
    photos = listed(folder, store)
    assert names(photos) == ["b.CR3", "IMG_2.jpg", "IMG_10.jpg"]
    assert photos[0].size_bytes == 1 and photos[0].mtime_ns > 0


def test_marks_and_edits_are_shown(folder, store):
    """From the sidecars, wherever those lie; a damaged one hides no photo."""
    touch(folder, "a.jpg", "b.jpg", "c.jpg", "d.jpg")
    store.write(folder / "a.jpg", Sidecar(marks=Marks(stars=4, flag=Flag.PICK)))
    store.write(folder / "b.jpg", Sidecar(recipe=EXPOSED))
    (folder / "c.jpg.pie.json").write_text("{")
    a, b, c, d = listed(folder, store)
    assert (a.marks, a.is_edited) == (Marks(stars=4, flag=Flag.PICK), False)
    assert (b.marks, b.is_edited) == (Marks(), True)
    assert (c.marks, c.is_edited) == (d.marks, d.is_edited) == (Marks(), False)


def test_a_pair_is_shown_once(folder, store):
    """The JPEG stands for it, unless only the raw file was edited."""
    touch(folder, "a.CR3", "a.JPG", "b.nef", "b.jpg", "c.dng", "d.jpg", "d.png", "e.raf", "e.tif")
    store.write(folder / "b.nef", Sidecar(recipe=EXPOSED))
    photos = {photo.path.name: photo.companion for photo in listed(folder, store)}
    assert photos == {
        "a.JPG": folder / "a.CR3",
        "b.nef": folder / "b.jpg",
        **dict.fromkeys(["c.dng", "d.jpg", "d.png", "e.raf", "e.tif"]),
    }


def test_chunks_stream_and_stop_when_asked(folder, store):
    """A large folder does not wait for its end."""
    touch(folder, *(f"{i}.jpg" for i in range(CHUNK + 1)))
    asked = []
    chunks = list_folder(folder, store, is_cancelled=lambda: bool(asked))
    assert len(next(chunks)) == CHUNK
    asked.append(True)
    with pytest.raises(Cancelled):
        next(chunks)


def test_sub_folders_only_when_wanted(folder, store):
    """Each once, also when a link goes round."""
    touch(folder, "a.jpg", "sub2/b.jpg", "sub10/c.jpg", ".hidden/d.jpg")
    (folder / "sub2" / "loop").symlink_to(folder)
    assert names(listed(folder, store)) == ["a.jpg"]
    assert names(listed(folder, store, recursive=True)) == ["a.jpg", "b.jpg", "c.jpg"]
    assert list_subfolders(folder) == (folder / "sub2", folder / "sub10")


def test_a_missing_folder_is_named(tmp_path, store):
    """Before anything is shown."""
    with pytest.raises(FolderUnreadable, match="gone"):
        listed(tmp_path / "gone", store)


def test_named_files_are_shown_in_their_order(folder, store):
    """What is dropped on the window; files that are gone are left out."""
    touch(folder, "b.jpg", "a.jpg")
    store.write(folder / "a.jpg", Sidecar(marks=Marks(stars=1)))
    photos = describe_files([folder / "b.jpg", folder / "gone.jpg", folder / "a.jpg"], store)
    assert [(p.path.name, p.marks.stars) for p in photos] == [("b.jpg", 0), ("a.jpg", 1)]


PHOTOS = [
    LibraryPhoto(
        path=Path("/p/IMG_2.jpg"), mtime_ns=30 * 10**9, sidecar=Sidecar(marks=Marks(stars=1))
    ),
    LibraryPhoto(path=Path("/p/IMG_10.jpg"), mtime_ns=20 * 10**9, sidecar=Sidecar(recipe=EXPOSED)),
    LibraryPhoto(
        path=Path("/p/dsc 1.jpg"),
        mtime_ns=10 * 10**9,
        taken=datetime(2024, 1, 1),
        sidecar=Sidecar(marks=Marks(stars=5, flag=Flag.PICK)),
    ),
]


@pytest.mark.parametrize(
    ("key", "ascending", "descending"),
    [
        (SortKey.NAME, "d 2 10", "10 2 d"),
        (SortKey.DATE, "10 2 d", "d 2 10"),
        (SortKey.FILE_TIME, "d 10 2", "2 10 d"),
        (SortKey.STARS, "10 2 d", "d 2 10"),
        (SortKey.EDITED, "d 2 10", "10 d 2"),
    ],
)
def test_every_order_both_ways(key, ascending, descending):
    """Equals stay in the order of their names, both ways."""
    short = {"IMG_2.jpg": "2", "IMG_10.jpg": "10", "dsc 1.jpg": "d"}

    def order(is_descending):
        shown = arrange(PHOTOS, Sorting(key=key, is_descending=is_descending), Filtering())
        return " ".join(short[name] for name in names(shown))

    assert (order(False), order(True)) == (ascending, descending)


@pytest.mark.parametrize(
    ("filtering", "expected"),
    [
        (Filtering(), 3),
        (Filtering(min_stars=1), 2),
        (Filtering(flags=frozenset([Flag.PICK])), 1),
        (Filtering(flags=frozenset([Flag.NONE, Flag.REJECT])), 2),
        (Filtering(edited=True), 1),
        (Filtering(edited=False), 2),
        (Filtering(text="jpg img"), 2),
        (Filtering(text="IMG_10"), 1),
        (Filtering(min_stars=1, text="img"), 1),
    ],
)
def test_filters_narrow_together(filtering, expected):
    """Each of them, and one inside another."""
    assert len(arrange(PHOTOS, Sorting(), filtering)) == expected
    assert filtering.hides_nothing == (filtering == Filtering())


def rated(name, mean, recipe=None, now=None):
    """A photo with this mean rating; None for one that cannot be read."""
    low = int(mean or 1)
    share = (mean or 1) - low
    shares = [1 - share if i == low else share if i == low + 1 else 0.0 for i in range(1, 11)]
    score = None if mean is None else Score(tuple(shares))
    return LibraryPhoto(
        path=Path("/p", name),
        scored=Scored(score, 0, recipe or Recipe()),
        sidecar=Sidecar(recipe=now or recipe or Recipe()),
    )


RATED = [
    LibraryPhoto(path=Path("/p/1 unknown.jpg")),
    rated("2 broken.jpg", None),
    rated("3.jpg", 5.44),
    rated("4.jpg", 7.0),
    rated("5.jpg", 5.46),
    rated("6.jpg", 5.44),
]


@pytest.mark.parametrize(
    ("is_descending", "expected"), [(True, "4 5 3 6 1 2"), (False, "3 6 5 4 1 2")]
)
def test_photos_without_a_score_come_last_both_ways(is_descending, expected):
    """In the order of their names, as equals do; nothing is hidden by sorting."""
    shown = arrange(RATED, Sorting(key=SortKey.SCORE, is_descending=is_descending), Filtering())
    assert " ".join(name[0] for name in names(shown)) == expected


@pytest.mark.parametrize(
    ("least", "expected"), [(0, "1 2 3 4 5 6"), (5.5, "1 4 5"), (7.0, "1 4"), (7.5, "1")]
)
def test_a_least_score_hides_what_is_known_to_have_less(least, expected):
    """By the number that is shown: 5.46 reads 5.5. Whatever is not known yet stays."""
    shown = arrange(RATED, Sorting(), Filtering(min_score=least))
    assert " ".join(name[0] for name in names(shown)) == expected


def test_an_edit_makes_a_score_old_but_keeps_the_place():
    """Until there is a new one; going back to the old recipe makes it right again."""
    edited = rated("a.jpg", 6.0, now=EXPOSED)
    assert edited.score == 6.0 and not edited.is_scored
    assert rated("a.jpg", 6.0, recipe=EXPOSED).is_scored
    assert rated("a.jpg", None).is_scored and rated("a.jpg", None).score is None
    assert not LibraryPhoto(path=Path("a.jpg")).is_scored
    rewritten = LibraryPhoto(path=Path("a.jpg"), mtime_ns=1, scored=edited.scored)
    assert not rewritten.is_scored


@pytest.mark.skipif(AS_ROOT, reason="root may list every folder")
def test_a_locked_sub_folder_is_passed_by(folder, store):
    """The others are shown."""
    touch(folder, "a.jpg", "locked/b.jpg")
    (folder / "locked").chmod(0)
    try:
        assert names(listed(folder, store, recursive=True)) == ["a.jpg"]
    finally:
        (folder / "locked").chmod(0o700)


def test_what_a_killed_program_left_half_written_is_removed(folder, store):
    """The next start over a folder leaves none of it there."""
    left = folder / ".pie-0123456789abcdef.tmp"
    left.write_bytes(b"half")
    list(list_folder(folder, store))
    assert not left.exists()
