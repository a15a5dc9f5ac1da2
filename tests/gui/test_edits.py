"""Edits in the window: what could not be saved is not forgotten."""

import pytest

from pieditor.core.errors import OutputFailed
from pieditor.gui.photos.edits import EditModel
from pieditor.services.photos.sidecars import Marks, Sidecar, SidecarStore


class Disk(SidecarStore):
    """Sidecars on a disk that may be full."""

    is_full = True

    def write(self, photo, sidecar):
        if self.is_full:
            raise OutputFailed(photo, "there is no room left on the disk", "Free some space.")
        return super().write(photo, sidecar)


@pytest.mark.parametrize("is_other_edited", [False, True])
def test_an_edit_made_while_the_disk_was_full_is_saved_later(tmp_path, qtbot, is_other_edited):
    """With the next one that can be saved, or when the window closes."""
    disk, problems = Disk(tmp_path / "data"), []
    edits = EditModel(disk, problems.append)
    photo, other = tmp_path / "one.jpg", tmp_path / "other.jpg"
    stars = Sidecar(marks=Marks(stars=3))
    edits.change("stars", {photo: stars})
    qtbot.waitUntil(lambda: len(problems) == 1, timeout=60_000)
    disk.is_full = False
    if is_other_edited:
        edits.change("stars", {other: stars})
        qtbot.waitUntil(lambda: edits.is_saved, timeout=60_000)
    else:
        edits.close()
    assert SidecarStore(tmp_path / "data").read(photo) == stars
    assert len(problems) == 1
    edits.close()
