"""A file appears whole or not at all, and nobody's file is replaced unasked."""

import os
import threading
import time

import pytest

from pieditor.core.errors import OutputFailed, OutputRefused
from pieditor.files.locks import lock
from pieditor.imaging import atomic_write as atomic_write_module
from pieditor.imaging.atomic_write import atomic_write, remove_leftovers


def test_written_whole_and_nothing_else(tmp_path):
    """The bytes are there, the temporary file is not."""
    atomic_write(tmp_path / "a.jpg", b"picture", overwrite=False)
    assert (tmp_path / "a.jpg").read_bytes() == b"picture"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_overwrite_replaces(tmp_path):
    """On request the new file takes the old one's place."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"old")
    atomic_write(path, b"new", overwrite=True)
    assert path.read_bytes() == b"new"


def test_an_existing_file_stays(tmp_path):
    """Without the request it is kept and named."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"old")
    with pytest.raises(OutputRefused, match=r"a\.jpg"):
        atomic_write(path, b"new", overwrite=False)
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_in_the_way_is_told(tmp_path, overwrite):
    """It cannot be replaced, so that is not proposed."""
    with pytest.raises(OutputFailed, match="a folder of that name"):
        atomic_write(tmp_path, b"new", overwrite=overwrite)


def test_a_broken_link_counts_as_existing(tmp_path):
    """A name that leads nowhere is still somebody's."""
    (tmp_path / "a.jpg").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputRefused):
        atomic_write(tmp_path / "a.jpg", b"new", overwrite=False)
    assert not (tmp_path / "nowhere").exists()


def test_only_one_of_many_writers_wins(tmp_path):
    """When several write the same new name at once, one file is whole and the others are told."""
    path, start, refused = tmp_path / "a.jpg", threading.Barrier(8), []

    def write(number: int) -> None:
        start.wait()
        try:
            atomic_write(path, bytes([number]) * 100_000, overwrite=False)
        except OutputRefused:
            refused.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    data = path.read_bytes()
    assert len(refused) == 7
    assert data[0] not in refused
    assert data == data[:1] * 100_000
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_is_not_abandoned_before_it_has_its_name(tmp_path, monkeypatch):
    """Another program that cleans the folder between the last byte and the name takes nothing."""
    real_link = os.link

    def link(source, target):
        atomic_write_module._looked_after.discard(os.path.realpath(tmp_path))
        remove_leftovers(tmp_path)
        real_link(source, target)

    monkeypatch.setattr(os, "link", link)
    atomic_write(tmp_path / "a.jpg", b"whole", overwrite=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_a_missing_folder_is_named(tmp_path):
    """One sentence with a remedy."""
    with pytest.raises(OutputFailed, match=r"its folder does not exist\. Make the folder"):
        atomic_write(tmp_path / "no" / "a.jpg", b"", overwrite=False)


def test_a_name_too_long_is_told(tmp_path):
    """The cause is the name, not the disk."""
    with pytest.raises(OutputFailed, match="name is too long"):
        atomic_write(tmp_path / ("a" * 300 + ".jpg"), b"data", overwrite=True)
    assert list(tmp_path.iterdir()) == []


def leftover(folder, age_s):
    """A temporary file as a killed program leaves it."""
    path = folder / f".pie-{'0123456789abcdef'}.tmp"
    path.write_bytes(b"half")
    os.utime(path, (time.time() - age_s,) * 2)
    return path


@pytest.mark.parametrize("age_s", [0, 3600])
def test_leftovers_go_at_the_next_write(tmp_path, age_s):
    """A killed program's temporary file is removed; a stranger's file of a similar name stays."""
    old = leftover(tmp_path, age_s)
    stranger = tmp_path / ".pie-notes.tmp"
    stranger.write_bytes(b"mine")
    atomic_write(tmp_path / "a.jpg", b"data", overwrite=False)
    assert not old.exists() and stranger.exists()


@pytest.mark.parametrize("age_s", [0, 3600])
def test_what_is_being_written_is_no_leftover(tmp_path, age_s):
    """Two programs may write into one folder: locked files stay."""
    path = leftover(tmp_path, age_s)
    with path.open("rb") as writer:
        lock(writer, wait=True)
        atomic_write(tmp_path / "a.jpg", b"data", overwrite=False)
    assert path.exists()


def test_a_file_that_is_taken_for_abandoned_before_it_is_locked_is_begun_anew(
    tmp_path, monkeypatch
):
    """Between making it and locking it, another program may look."""
    taken = []

    def late(file, *, wait):
        if not taken:
            taken.append(file.name)
            os.unlink(file.name)
        lock(file, wait=wait)

    monkeypatch.setattr("pieditor.imaging.atomic_write.lock", late)
    atomic_write(tmp_path / "a.jpg", b"data", overwrite=False)
    assert taken and [p.name for p in tmp_path.iterdir()] == ["a.jpg"]
    assert (tmp_path / "a.jpg").read_bytes() == b"data"
