"""Sidecars: what they keep, where they lie, and that no version of them is ever lost."""

import json
import os
import resource
import threading
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.errors import OutputFailed, RecipeInvalid
from pieditor.core.filters import ALL_FILTERS
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.taste import TasteBody
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.requests import EnhanceRequest, settings_hash
from pieditor.services.develop.recipe_file import read_recipe_file
from pieditor.services.photos.sidecars import (
    Flag,
    Marks,
    Sidecar,
    SidecarStore,
    Snapshot,
    read_sidecar,
    write_sidecar,
)

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
EXPOSED = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 0.5}),))
EDITED = Sidecar(recipe=EXPOSED)
STARRED = Sidecar(marks=Marks(stars=3, flag=Flag.PICK))


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photos" / "IMG_1.JPG"
    path.parent.mkdir()
    path.write_bytes(b"picture")
    return path


@pytest.fixture
def store(tmp_path):
    return SidecarStore(tmp_path / "data" / "sidecars")


def beside(photo):
    return photo.with_name(photo.name + ".pie.json")


def names(photo):
    return sorted(path.name for path in photo.parent.iterdir())


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def recipes(draw):
    recipe = Recipe(
        extra=draw(st.dictionaries(st.just("future"), NAMES, max_size=1)),
    )
    for filter_ in draw(st.lists(st.sampled_from(ALL_FILTERS), max_size=3)):
        setting = FilterSetting(
            name=filter_.name,
            values={p.name: draw(st.floats(p.minimum, p.maximum)) for p in filter_.params},
            is_on=draw(st.booleans()),
            strength=draw(st.floats(0, 1)),
        )
        recipe = recipe.with_filter(setting)
    return recipe


MARKS = st.builds(
    Marks,
    stars=st.integers(0, 5),
    flag=st.sampled_from(Flag),
    extra=st.dictionaries(st.just("color"), NAMES, max_size=1),
)
SIDECARS = st.builds(
    Sidecar,
    recipe=recipes(),
    marks=MARKS,
    snapshots=st.lists(
        st.builds(Snapshot, name=NAMES, created=NAMES, recipe=recipes()), max_size=2
    ).map(tuple),
)


@given(sidecar=SIDECARS)
def test_a_sidecar_comes_back_as_it_was(sidecar):
    """Recipe, marks and snapshots, with fields of a future version."""
    assert read_sidecar(write_sidecar(sidecar), "x") == sidecar


def test_a_taste_comes_back_whole(photo, store):
    """The vector to the last bit, so the photo renders where the taste is not stored."""
    vector = np.random.default_rng(1).normal(size=512).astype(np.float32)
    taste = TasteUse(name="warm", body=TasteBody.of_vector(vector, "m"), strength=0.8)
    store.write(photo, Sidecar(recipe=Recipe(taste=taste)))
    kept = store.read(photo).recipe.taste
    assert (kept.name, kept.body.model, kept.strength) == ("warm", "m", 0.8)
    np.testing.assert_array_equal(kept.body.arrays["vector"], vector)


def test_the_file_is_an_ordinary_recipe(photo, store):
    """`pieditor render PHOTO NAME.EXT.pie.json` takes it."""
    written = store.write(photo, Sidecar(recipe=EXPOSED, marks=Marks(stars=2)))
    assert written.path == beside(photo) == store.path(photo)
    assert read_recipe_file(written.path).filters == EXPOSED.filters


def test_an_ordinary_recipe_is_a_sidecar(photo, store):
    """One copied there by hand is taken, and values out of range are moved into it."""
    beside(photo).write_text(
        '{"format": "pieditor-recipe", "version": 1, "marks": {"stars": 9}, "future": [1]}'
    )
    sidecar = store.read(photo)
    assert sidecar.marks == Marks(stars=5)
    assert sidecar.recipe.extra == {"future": [1]}


def test_nothing_is_written_before_there_is_something_to_keep(photo, store, tmp_path):
    """No sidecar for photos that nobody edited."""
    assert store.read(photo) == Sidecar()
    store.write(photo, Sidecar())
    assert names(photo) == ["IMG_1.JPG"] and not (tmp_path / "data").exists()


def test_an_empty_sidecar_removes_the_file(photo, store):
    """Undoing the last edit leaves the folder as it was."""
    store.write(photo, EDITED)
    written = store.write(photo, Sidecar())
    assert names(photo) == ["IMG_1.JPG"] and written.kept_aside is None


def test_unknown_fields_keep_the_file(photo, store):
    """A sidecar with a newer version's field is not empty, whatever we know of it."""
    beside(photo).write_text('{"format": "pieditor-recipe", "version": 1, "future": 1}')
    store.write(photo, store.read(photo))
    assert json.loads(beside(photo).read_text())["future"] == 1


@pytest.mark.parametrize("ours", [EDITED, Sidecar()], ids=["edited", "empty"])
def test_a_version_of_another_program_is_kept_aside(photo, store, ours):
    """Changed behind our back: both versions exist afterwards, and we are told where."""
    store.write(photo, STARRED)
    theirs = write_sidecar(Sidecar(marks=Marks(stars=1)))
    beside(photo).write_text(theirs)
    first = store.write(photo, ours)
    assert first.kept_aside == photo.with_name("IMG_1.JPG.pie.conflict-1.json")
    assert first.kept_aside.read_text() == theirs
    assert store.read(photo) == ours
    beside(photo).write_text(theirs)
    second = store.write(photo, ours)
    assert second.kept_aside.name == "IMG_1.JPG.pie.conflict-2.json"
    assert store.write(photo, ours).kept_aside is None


def test_a_change_that_was_read_is_no_conflict(photo, store):
    """What we have seen, our edit was made upon."""
    store.write(photo, STARRED)
    beside(photo).write_text(write_sidecar(EDITED))
    store.read(photo)
    assert store.write(photo, STARRED).kept_aside is None


def test_a_look_in_passing_does_not_count_as_seen(photo, store):
    """A listing shows the other program's version; an edit made upon ours still keeps it aside."""
    store.write(photo, STARRED)
    beside(photo).write_text(write_sidecar(EDITED))
    assert store.look(photo) == EDITED
    assert store.write(photo, STARRED).kept_aside is not None


def test_a_first_look_is_what_an_edit_is_made_upon(photo, store, tmp_path):
    """No conflict is told where there is none."""
    store.write(photo, STARRED)
    other = SidecarStore(tmp_path / "data" / "sidecars")
    other.look(photo)
    assert other.write(photo, EDITED).kept_aside is None


DAMAGED = {
    "no JSON": b"{",
    "no text": b"\xff\xfe",
    "empty": b"",
    "newer": b'{"format": "pieditor-recipe", "version": 99}',
    "marks": b'{"format": "pieditor-recipe", "version": 1, "marks": 5}',
    "stars": b'{"format": "pieditor-recipe", "version": 1, "marks": {"stars": "5"}}',
    "flag": b'{"format": "pieditor-recipe", "version": 1, "marks": {"flag": "blue"}}',
    "snapshots": b'{"format": "pieditor-recipe", "version": 1, "snapshots": [{"name": "a"}]}',
    "snapshot": b'{"format": "pieditor-recipe", "version": 1, "snapshots": [4]}',
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_sidecar_is_named_and_survives(photo, store, data):
    """It is told apart from none, and writing does not destroy it."""
    store.write(photo, STARRED)
    beside(photo).write_bytes(data)
    with pytest.raises(RecipeInvalid, match=r"IMG_1\.JPG\.pie\.json"):
        store.read(photo)
    assert store.write(photo, EDITED).kept_aside.read_bytes() == data
    assert store.read(photo) == EDITED


@pytest.fixture(params=["missing folder", "file for a folder", "name too long"])
def homeless(request, tmp_path):
    """A photo beside which nothing can be written, whoever we are."""
    (tmp_path / "file").write_bytes(b"")
    return {
        "missing folder": tmp_path / "unplugged" / "a.jpg",
        "file for a folder": tmp_path / "file" / "a.jpg",
        "name too long": tmp_path / ("ä" * 124 + ".jpg"),
    }[request.param]


def test_a_folder_that_cannot_be_written_is_no_loss(homeless, store, tmp_path):
    """The sidecar goes to the data folder, under a name that can be recognised."""
    written = store.write(homeless, EDITED)
    assert written.path.parent == tmp_path / "data" / "sidecars"
    assert written.path.name.startswith(homeless.name[:48])
    assert SidecarStore(tmp_path / "data" / "sidecars").read(homeless) == EDITED
    assert store.photos_with_sidecar(homeless.parent, [homeless.name, "b.jpg"]) == {homeless.name}
    store.write(homeless, Sidecar())
    assert store.read(homeless) == Sidecar()
    assert list(written.path.parent.iterdir()) == []


def test_photos_of_one_name_do_not_share_a_sidecar(store, tmp_path):
    """The data folder keeps them apart by their folders."""
    one, two = tmp_path / "no1" / "a.jpg", tmp_path / "no2" / "a.jpg"
    store.write(one, EDITED)
    store.write(two, STARRED)
    assert (store.read(one), store.read(two)) == (EDITED, STARRED)


def test_the_newer_of_two_wins_and_the_older_is_kept(store, tmp_path):
    """Edited without the card, which comes back with an older edit of its own."""
    photo = tmp_path / "card" / "a.jpg"
    store.write(photo, EDITED)
    photo.parent.mkdir()
    beside(photo).write_text(write_sidecar(STARRED))
    os.utime(beside(photo), (1, 1))
    assert store.read(photo) == EDITED
    written = store.write(photo, EDITED)
    assert written.path == beside(photo)
    assert read_sidecar(written.kept_aside.read_text(), "x") == STARRED
    assert list((tmp_path / "data" / "sidecars").iterdir()) == []
    assert store.read(photo) == EDITED


def test_the_one_beside_the_photo_wins_when_newer(store, tmp_path):
    """Edited on another computer meanwhile."""
    photo = tmp_path / "card" / "a.jpg"
    os.utime(store.write(photo, EDITED).path, (1, 1))
    photo.parent.mkdir()
    beside(photo).write_text(write_sidecar(STARRED))
    assert store.read(photo) == STARRED


@pytest.mark.skipif(AS_ROOT, reason="root may write into every folder")
def test_a_read_only_folder_is_no_loss(photo, store):
    """Also when it holds an older sidecar: ours counts, even the empty one."""
    store.write(photo, STARRED)
    photo.parent.chmod(0o500)
    try:
        assert store.write(photo, EDITED).path == store.path(photo) != beside(photo)
        assert store.read(photo) == EDITED
        store.write(photo, Sidecar())
        assert store.read(photo) == Sidecar()
    finally:
        photo.parent.chmod(0o700)


def test_nowhere_to_write_is_told(tmp_path):
    """Neither beside the photo nor in the data folder."""
    (tmp_path / "file").write_bytes(b"")
    store = SidecarStore(tmp_path / "file" / "data")
    with pytest.raises(OutputFailed, match="a part of its path is a file"):
        store.write(tmp_path / "file" / "a.jpg", EDITED)


def test_a_full_disk_is_told_and_keeps_the_old_sidecar(photo, store):
    """Not hidden by writing elsewhere: the photographer can free some space."""
    store.write(photo, STARRED)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(OutputFailed, match=r"IMG_1\.JPG\.pie\.json"):
            store.write(photo, EDITED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert names(photo) == ["IMG_1.JPG", "IMG_1.JPG.pie.json"]
    assert store.read(photo) == STARRED


@pytest.mark.parametrize("sidecar", [EDITED, Sidecar()], ids=["edited", "emptied"])
def test_a_pipe_in_its_place_is_no_loss(photo, store, sidecar):
    """It cannot be kept aside, so it stays, and the edit is kept in the data folder."""
    os.mkfifo(beside(photo))
    with pytest.raises(RecipeInvalid, match="it is a pipe, not a file"):
        store.read(photo)
    written = store.write(photo, sidecar)
    assert written.path != beside(photo) and beside(photo).is_fifo()
    assert store.read(photo) == sidecar


def test_half_characters_of_others_are_kept(photo, store):
    """Fields that nobody here knows may hold any JSON; edits beside them can still be saved."""
    text = r'{"format": "pieditor-recipe", "version": 1, "theirs": {"\ud800": "\udfff é"}}'
    beside(photo).write_text(text)
    sidecar = store.read(photo)
    assert sidecar.recipe.extra == {"theirs": {"\ud800": "\udfff é"}}
    edited = replace(sidecar, recipe=replace(EXPOSED, extra=sidecar.recipe.extra))
    assert store.write(photo, edited).kept_aside is None
    assert store.read(photo) == edited
    request = EnhanceRequest(
        id=0, photo=photo, output=photo, recipe=edited.recipe, options=OutputOptions()
    )
    assert settings_hash(request) != settings_hash(replace(request, recipe=EXPOSED))


def test_half_characters_in_the_name_of_a_taste_are_refused(photo, store):
    """The name is ours, and is shown."""
    taste = TasteUse(name="a\ud800", body=TasteBody.of_vector(np.ones(512, np.float32), "m"))
    beside(photo).write_text(write_sidecar(Sidecar(recipe=Recipe(taste=taste))))
    with pytest.raises(RecipeInvalid, match="the taste's name holds half a character"):
        store.read(photo)


def test_a_folder_has_its_sidecars_found_by_its_listing(photo, store):
    """Without opening anything."""
    store.write(photo, EDITED)
    assert store.photos_with_sidecar(photo.parent, [*names(photo), "b.jpg"]) == {"IMG_1.JPG"}


def test_threads_do_not_take_each_other_for_another_program(photo, store):
    """Twenty writes at once leave one whole sidecar and no conflicts."""
    errors = []

    def write(stars):
        try:
            store.write(photo, Sidecar(marks=Marks(stars=stars % 5 + 1)))
        except OutputFailed as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(stars,)) for stars in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and names(photo) == ["IMG_1.JPG", "IMG_1.JPG.pie.json"]
    assert store.read(photo).marks.stars >= 1
