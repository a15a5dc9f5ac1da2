"""Edits: one undo over any number of photos, and nothing saved that did not change."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.services.photos.history import Edits
from pieditor.services.photos.sidecars import Marks, Sidecar

PHOTOS = [Path(f"/photos/{name}.jpg") for name in "abc"]


def bright(stops):
    setting = FilterSetting(name="exposure", values={"stops": stops})
    return Sidecar(recipe=Recipe(filters=(setting,)))


class Desk:
    """Edits over sidecars in memory, with everything that was saved."""

    def __init__(self):
        self.saved = []
        self.on_disk = {}
        self.edits = Edits(lambda photo: self.on_disk.get(photo, Sidecar()), self.save)

    def save(self, sidecars):
        self.saved.append(dict(sidecars))
        self.on_disk.update(sidecars)


def test_a_change_of_nothing_is_no_step():
    """Nothing is saved, and there is nothing to undo."""
    desk = Desk()
    assert desk.edits.change("Same", {PHOTOS[0]: Sidecar()}) is None
    assert not desk.saved and not desk.edits.can_undo


def test_many_photos_are_one_step():
    """A paste onto three photos is taken back in one go, on disk too."""
    desk = Desk()
    desk.edits.change("Exposure", {PHOTOS[0]: bright(1.0)})
    desk.edits.change("Paste", {photo: bright(2.0) for photo in PHOTOS})
    step = desk.edits.undo()
    assert step.label == "Paste" and set(step.after) == set(PHOTOS)
    assert desk.on_disk[PHOTOS[0]] == bright(1.0)
    assert desk.on_disk[PHOTOS[1]] == Sidecar()
    desk.edits.redo()
    assert desk.on_disk[PHOTOS[2]] == bright(2.0)


def test_only_photos_that_change_are_in_the_step():
    """A photo that has the settings already is not touched."""
    desk = Desk()
    desk.edits.change("Exposure", {PHOTOS[0]: bright(1.0)})
    step = desk.edits.change("Paste", {photo: bright(1.0) for photo in PHOTOS})
    assert set(step.after) == set(PHOTOS[1:])


def test_a_new_change_forgets_what_was_undone():
    """As in every editor."""
    desk = Desk()
    desk.edits.change("One", {PHOTOS[0]: bright(1.0)})
    desk.edits.undo()
    desk.edits.change("Two", {PHOTOS[0]: bright(2.0)})
    assert not desk.edits.can_redo and desk.edits.redo() is None


def test_what_was_read_elsewhere_does_not_undo_a_change():
    """A listing that comes late does not bring back what was on disk before."""
    desk = Desk()
    desk.edits.change("One", {PHOTOS[0]: bright(1.0)})
    desk.edits.know(PHOTOS[0], Sidecar())
    assert desk.edits.sidecar(PHOTOS[0]) == bright(1.0)


changes = st.lists(
    st.dictionaries(st.sampled_from(PHOTOS), st.integers(0, 3), min_size=1), max_size=8
)


@given(changes=changes)
def test_undoing_everything_is_the_beginning_and_redoing_the_end(changes):
    """Whatever was done to whichever photos."""
    desk = Desk()
    for change in changes:
        after = {
            photo: replace(desk.edits.sidecar(photo), marks=Marks(stars=stars))
            for photo, stars in change.items()
        }
        desk.edits.change("Stars", after)
    end = {photo: desk.edits.sidecar(photo) for photo in PHOTOS}
    while desk.edits.can_undo:
        desk.edits.undo()
    assert all(desk.edits.sidecar(photo) == Sidecar() for photo in PHOTOS)
    while desk.edits.can_redo:
        desk.edits.redo()
    assert {photo: desk.edits.sidecar(photo) for photo in PHOTOS} == end
