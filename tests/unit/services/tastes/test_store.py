"""Stored tastes: one file each, by names that every file system can keep."""

import io
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pieditor.core.errors import PieditorError, TasteExists, TasteInvalid, TasteUnknown
from pieditor.core.taste import TasteBody
from pieditor.services.tastes.store import TasteStore, check_name, export_taste, find_taste
from pieditor.services.tastes.stored_picks import StoredPicks
from pieditor.services.tastes.taste import Taste


def taste(name="mine"):
    return Taste(
        name=name, body=TasteBody.of_vector(np.arange(512), "m"), num_favourites=12,
        created="2025-01-01T00:00:00+00:00",
    )  # fmt: skip


@pytest.fixture
def store(tmp_path):
    """A store whose trash is a folder beside it."""

    def move(path):
        trash = tmp_path / "trash"
        trash.mkdir(exist_ok=True)
        Path(path).rename(trash / Path(path).name)

    return TasteStore(tmp_path / "data" / "tastes", move)


def test_save_and_load(store):
    """What was stored is what is loaded, and the folder is made when it is needed."""
    path = store.save(taste())
    assert path.name == "mine.taste"
    np.testing.assert_array_equal(
        store.load("mine").body.arrays["vector"], taste().body.arrays["vector"]
    )


def test_a_stored_taste_is_not_replaced(store):
    """Unless asked."""
    store.save(taste())
    with pytest.raises(TasteExists, match="'mine'"):
        store.save(replace(taste(), num_favourites=1))
    assert store.load("mine").num_favourites == 12
    store.save(replace(taste(), num_favourites=1), overwrite=True)
    assert store.load("mine").num_favourites == 1


def test_an_unknown_name_lists_the_known_ones(store):
    """So that a typing error is seen at once."""
    with pytest.raises(TasteUnknown, match="none yet"):
        store.load("mine")
    store.save(taste("film"))
    store.save(taste("portrait"))
    with pytest.raises(TasteUnknown, match="film, portrait"):
        store.load("mine")


def test_a_damaged_file_does_not_hide_the_others(store):
    """The list shows what it can, and names what it cannot."""
    store.save(taste("good"))
    (store.folder / "bad.taste").write_text("{")
    listing = store.list()
    assert [t.name for t in listing.tastes] == ["good"]
    assert "bad.taste" in str(listing.problems[0])


def test_an_empty_store_lists_nothing(store):
    """A folder that does not exist yet is an empty one."""
    assert store.list().tastes == () and store.list().problems == ()


def test_a_file_renamed_by_hand_is_a_renamed_taste(store):
    """The file's name is the taste's."""
    store.save(taste("mine")).rename(store.folder / "weddings.taste")
    assert store.load("weddings").name == "weddings"


def test_tastes_are_listed_as_people_sort(store):
    """Whatever the case, and 2 before 10."""
    for name in ("film 10", "Film 2", "film", "Portrait"):
        store.save(taste(name))
    assert [t.name for t in store.list().tastes] == ["film", "Film 2", "film 10", "Portrait"]


def test_rename(store):
    """The old name is free again; an existing one is not taken away."""
    store.save(taste("a"))
    store.rename("a", "b")
    assert [t.name for t in store.list().tastes] == ["b"]
    store.save(taste("a"))
    with pytest.raises(TasteExists):
        store.rename("a", "b")
    assert [t.name for t in store.list().tastes] == ["a", "b"]


def test_delete_moves_to_the_trash(store, tmp_path):
    """Nothing is lost for good, and a damaged taste can be deleted too."""
    store.save(taste("a"))
    (store.folder / "bad.taste").write_text("{")
    store.delete("a")
    store.delete("bad")
    assert {p.name for p in (tmp_path / "trash").iterdir()} == {"a.taste", "bad.taste"}
    with pytest.raises(TasteUnknown):
        store.delete("a")


def test_a_missing_trash_is_told(tmp_path):
    """The file stays, and the sentence says where it is."""

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    store = TasteStore(tmp_path, refuse)
    path = store.save(taste("a"))
    with pytest.raises(PieditorError, match=r"a\.taste"):
        store.delete("a")
    assert path.exists()


def picks(num_liked=12, num_rejected=0):
    liked, rejected = (np.full((n, 512), 0.1, np.float32) for n in (num_liked, num_rejected))
    return StoredPicks(liked=liked, rejected=rejected, model="m")


def files(store):
    return sorted(path.name for path in store.folder.iterdir())


def test_picks_lie_beside_their_taste(store):
    """They come back as they were, and the list shows tastes only."""
    store.save(taste(), picks())
    assert files(store) == ["mine.picks.npz", "mine.taste"]
    assert [t.name for t in store.list().tastes] == ["mine"] and not store.list().problems
    np.testing.assert_array_equal(store.load_picks("mine").liked, picks().liked)
    assert store.has_picks("mine")


def test_a_taste_without_picks_has_none(store):
    """As one that was imported; a taste saved anew without picks loses the old one's."""
    store.save(taste(), picks())
    store.save(taste(), overwrite=True)
    assert files(store) == ["mine.taste"]
    assert store.load_picks("mine") is None and not store.has_picks("mine")


def test_picks_of_another_taste_are_not_used(store):
    """A file exchanged by hand does not fit by its numbers or its model."""
    store.save(taste(), picks(11))
    assert store.load_picks("mine") is None
    store.save(taste(), replace(picks(), model="other"), overwrite=True)
    assert store.load_picks("mine") is None


def test_damaged_picks_are_told(store):
    """And the taste is as good as ever."""
    store.save(taste(), picks())
    (store.folder / "mine.picks.npz").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(TasteInvalid, match="The taste still works"):
        store.load_picks("mine")
    assert store.load("mine").num_favourites == 12


def archive(**members) -> bytes:
    """An archive of arrays, packed, by the bytes of its members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name + ".npy", data)
    return out.getvalue()


def array(header: bytes, values: bytes = b"") -> bytes:
    """An array as NumPy stores it, with any description."""
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + values


MODEL = array(b"{'descr': '<U1', 'fortran_order': False, 'shape': (), }\n", b"m\0\0\0")
HOSTILE_PICKS = {
    "an open bracket": array(b"{'descr': (((\n"),
    "no Python": array(b"{'descr': '<f4', 'fortran_order': False, 'shape': (((((, }\n"),
    "a pickle": array(b"{'descr': '|O', 'fortran_order': False, 'shape': (1, 512), }\n", b"cos\n"),
    "a claim": array(
        b"{'descr': '<f4', 'fortran_order': False, 'shape': (999999999, 512), }\n", bytes(2048)
    ),
    "a bomb": array(
        b"{'descr': '<f4', 'fortran_order': False, 'shape': (1, 512), }\n", bytes(250_000_000)
    ),
    "another letter": MODEL,
}


@pytest.mark.parametrize("hostile", HOSTILE_PICKS)
def test_hostile_picks_are_refused_in_one_sentence(store, hostile):
    """A description that NumPy takes for Python, sizes that are not there, gigabytes of zeros."""
    store.save(taste(), picks())
    data = archive(liked=HOSTILE_PICKS[hostile], rejected=HOSTILE_PICKS[hostile], model=MODEL)
    assert len(data) < 1_000_000
    (store.folder / "mine.picks.npz").write_bytes(data)
    tracemalloc.start()
    with pytest.raises(TasteInvalid, match="The taste still works"):
        store.load_picks("mine")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 50_000_000


def test_a_file_name_that_cannot_be_shown_is_no_name(store):
    """It would go into recipes and sentences; the other tastes are listed."""
    store.save(taste())
    for number, odd in enumerate(("a\nb", "a\x1b[2J", "\u202eb", "caf\udce9")):
        (store.folder / f"{odd}.taste").write_bytes((store.folder / "mine.taste").read_bytes())
        listing = store.list()
        assert [one.name for one in listing.tastes] == ["mine"]
        assert len(listing.problems) == number + 1
    assert all("Give the file another name" in str(problem) for problem in listing.problems)


def test_rename_and_duplicate_take_the_picks_along(store):
    """Neither leaves an orphan, neither takes a name that is used."""
    store.save(taste("a"), picks())
    store.rename("a", "b")
    assert files(store) == ["b.picks.npz", "b.taste"]
    store.duplicate("b", "c")
    assert store.load_picks("c").liked.shape == store.load_picks("b").liked.shape == (12, 512)
    with pytest.raises(TasteExists):
        store.duplicate("b", "c")


def test_deleting_can_be_undone(store):
    """The files come back to the byte, from memory, whatever happened to the trash."""
    store.save(taste("a"), picks())
    before = {name: (store.folder / name).read_bytes() for name in files(store)}
    deleted = store.delete("a")
    assert files(store) == []
    store.restore(deleted)
    assert {name: (store.folder / name).read_bytes() for name in files(store)} == before
    with pytest.raises(TasteExists):
        store.restore(deleted)


@pytest.mark.parametrize(
    "name", ["mine", "Été 2024", "b&w (warm)", "花見", "3rd look", "a.b", "मेरा"]
)
def test_good_names(name):
    """Letters of any language, digits, spaces and a few signs."""
    assert check_name(name) == name


def test_one_name_however_it_is_typed(store):
    """An umlaut as one character or as two (macOS) is the same name."""
    store.save(taste("u\u0308ber"))
    assert store.load("\u00fcber").name == "\u00fcber"


def test_a_name_too_long_for_the_disk_is_told(store):
    """64 letters may be more bytes than a file's name can have."""
    with pytest.raises(PieditorError, match="too long"):
        store.save(taste("\U00010400" * 64))


@pytest.mark.parametrize(
    "name", ["", " a", "a ", ".hidden", "../up", "a/b", "a\\b", "a\n", "-x", "a.", "x" * 65, "a:b"]
)
def test_bad_names_are_refused(store, name):
    """Nothing that leaves the folder, hides, or reads as an option."""
    with pytest.raises(TasteInvalid, match="Cannot call a taste"):
        store.save(taste(name))
    assert not store.folder.exists()


def test_find_by_name_or_file(store, tmp_path):
    """A .taste file anywhere is as good as a stored name."""
    store.save(taste("mine"))
    file = tmp_path / "from a friend.taste"
    export_taste(store.load("mine"), file, overwrite=False)
    assert find_taste(store, "mine").name == find_taste(store, str(file)).name == "mine"
    for name in ("gone.taste", "gone"):
        with pytest.raises(TasteInvalid, match=f"Cannot read the taste .*{name}"):
            find_taste(store, str(tmp_path / name))


def test_a_store_that_cannot_be_written_says_so(tmp_path):
    """A file where the folder should be: one sentence, no traceback."""
    (tmp_path / "data").write_text("")
    with pytest.raises(PieditorError, match="a part of its path is a file"):
        TasteStore(tmp_path / "data" / "tastes", print).save(taste())
