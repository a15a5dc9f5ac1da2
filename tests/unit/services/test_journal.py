"""The journal: what a resumed batch knows without opening pictures."""

import pytest

from pieditor.services.journal import Journal, describe


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"picture")
    return path


@pytest.fixture
def journal(tmp_path):
    journal = Journal(tmp_path / "journals", tmp_path / "out")
    yield journal
    journal.close()


def test_what_is_finished_is_remembered(tmp_path, source, journal):
    """By another process too: it is on disk at once."""
    journal.finish(source, tmp_path / "out" / "a.jpg", "settings")
    other = Journal(tmp_path / "journals", tmp_path / "out")
    assert other.read() == {describe(source, tmp_path / "out" / "a.jpg", "settings")}


def test_a_changed_source_or_setting_is_another_entry(tmp_path, source):
    """Resuming redoes a photo that was edited meanwhile."""
    before = describe(source, tmp_path / "b", "s")
    assert describe(source, tmp_path / "b", "other settings") != before
    source.write_bytes(b"another picture")
    assert describe(source, tmp_path / "b", "s") != before


def test_each_output_folder_has_its_own(tmp_path, source, journal):
    """Nothing is known of a folder because another one is finished."""
    journal.finish(source, tmp_path / "out" / "a.jpg", "s")
    assert Journal(tmp_path / "journals", tmp_path / "out2").read() == set()


def test_a_line_cut_off_by_a_crash_costs_nothing_else(tmp_path, source, journal):
    """Lines before it count, and lines written after it too."""
    journal.finish(source, tmp_path / "1", "s")
    journal.close()
    (file,) = (tmp_path / "journals").iterdir()
    with file.open("ab") as handle:
        handle.write(b'{"output": "/x/\xff')
    journal.finish(source, tmp_path / "2", "s")
    assert {entry.output for entry in journal.read()} == {str(tmp_path / "1"), str(tmp_path / "2")}


def test_a_begun_output_is_known_but_not_finished(tmp_path, source, journal):
    """Killed between the rename and its line, a batch still knows the file for its own."""
    output = tmp_path / "out" / "a.jpg"
    journal.begin(source, output)
    (entry,) = journal.read()
    assert entry.output == str(output) and entry != describe(source, output, "s")
    journal.finish(source, output, "s")
    assert describe(source, output, "s") in journal.read()


def test_a_begun_output_that_failed_is_forgotten(tmp_path, source, journal):
    """A file that the user puts there later is the user's."""
    journal.begin(source, tmp_path / "a")
    journal.give_up(source, tmp_path / "a")
    assert journal.read() == set()


def test_a_journal_nobody_can_write_is_no_error(tmp_path, source):
    """Photos matter more; resuming then begins anew."""
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "journals", tmp_path / "out")
    journal.finish(source, tmp_path / "a", "s")
    assert journal.read() == set()
    journal.finish(tmp_path / "gone.jpg", tmp_path / "a", "s")
    journal.close()
