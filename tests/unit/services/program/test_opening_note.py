"""The note of a folder that is being opened."""

from pathlib import Path

import pytest

from pieditor.services.program.opening_note import OpeningNote


@pytest.mark.parametrize("name", ["Photos", "Küste 2026", "a\nb", "no\udcfftext"])
def test_it_is_left_until_it_is_cleared(tmp_path, name):
    """Another start finds the folder, whatever it is called; after clearing, nothing."""
    OpeningNote(tmp_path / "data").begin(tmp_path / name)
    assert OpeningNote(tmp_path / "data").left() == tmp_path / name
    OpeningNote(tmp_path / "data").clear()
    assert OpeningNote(tmp_path / "data").left() is None


@pytest.mark.parametrize("content", [b"", b"{", b"12", b'""', b"\xff\xfe"])
def test_a_damaged_note_is_none(tmp_path, content):
    """It stops no folder from being opened."""
    (tmp_path / "opening.json").write_bytes(content)
    assert OpeningNote(tmp_path).left() is None


def test_a_data_folder_that_cannot_be_written_stops_nothing(tmp_path):
    """Then there is no note."""
    (tmp_path / "data").write_text("a file")
    note = OpeningNote(tmp_path / "data")
    note.begin(Path("Photos"))
    note.clear()
    assert note.left() is None
