"""The journal: the outputs that pieditor knows for its own, without opening pictures."""

import pytest

from pieditor.services.journal import Journal, describe, with_output


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


def written(source, output, settings="s", data=b"output"):
    """The entry of an output that is written now."""
    output.parent.mkdir(exist_ok=True)
    output.write_bytes(data)
    return with_output(describe(source, output, settings), output, data)


def test_what_is_finished_is_remembered(tmp_path, source, journal):
    """By another process too: it is on disk at once, with the output's own hash."""
    entry = written(source, tmp_path / "out" / "a.jpg")
    journal.add(entry)
    other = Journal(tmp_path / "journals", tmp_path / "out")
    assert other.read() == {entry.output: entry}
    assert len(entry.output_sha256) == 64


def test_a_changed_source_or_setting_is_another_entry(tmp_path, source):
    """Resuming redoes a photo that was edited meanwhile."""
    before = describe(source, tmp_path / "b", "s")
    assert not describe(source, tmp_path / "b", "other settings").same_work(before)
    source.write_bytes(b"another picture")
    assert not describe(source, tmp_path / "b", "s").same_work(before)


def test_each_output_folder_has_its_own(tmp_path, source, journal):
    """Nothing is known of a folder because another one beside it is finished."""
    journal.add(written(source, tmp_path / "out" / "a.jpg"))
    assert Journal(tmp_path / "journals", tmp_path / "out2").read() == {}


def test_a_folder_inside_is_known_from_above(tmp_path, source, journal):
    """A batch wrote sub-folders; a later one that begins in a sub-folder knows its outputs."""
    (tmp_path / "out").mkdir()
    entry = written(source, tmp_path / "out" / "inside" / "a.jpg")
    journal.add(entry)
    inside = Journal(tmp_path / "journals", tmp_path / "out" / "inside")
    assert inside.read() == {entry.output: entry}


def test_a_line_cut_off_by_a_crash_costs_nothing_else(tmp_path, source, journal):
    """Lines before it count, and lines written after it too."""
    journal.add(written(source, tmp_path / "1"))
    journal.close()
    (file,) = (tmp_path / "journals").iterdir()
    with file.open("ab") as handle:
        handle.write(b'{"output": "/x/\xff')
    journal.add(written(source, tmp_path / "2"))
    assert set(journal.read()) == {str(tmp_path / "1"), str(tmp_path / "2")}


def test_a_begun_output_is_known_but_not_finished(tmp_path, source, journal):
    """Killed between the rename and its line, a batch still knows the file for its own."""
    output = tmp_path / "out" / "a.jpg"
    journal.begin(describe(source, output, ""))
    assert journal.read()[str(output)].is_only_begun
    entry = written(source, output)
    journal.add(entry)
    assert journal.read()[str(output)] == entry


def test_a_begun_output_that_failed_is_forgotten(tmp_path, source, journal):
    """A file that the user puts there later is the user's."""
    journal.begin(describe(source, tmp_path / "a", ""))
    journal.give_up(describe(source, tmp_path / "a", ""))
    assert journal.read() == {}


def test_a_failed_second_attempt_forgets_nothing(tmp_path, source, journal):
    """The finished output of an earlier run is still there, and still ours."""
    entry = written(source, tmp_path / "a")
    journal.add(entry)
    journal.begin(describe(source, tmp_path / "a", ""))
    journal.give_up(describe(source, tmp_path / "a", ""))
    assert journal.read() == {entry.output: entry}


def test_entries_of_the_first_version_are_read(tmp_path, source, journal):
    """They say nothing of the output itself."""
    (tmp_path / "out").mkdir()
    entry = describe(source, tmp_path / "out" / "a.jpg", "s")
    journal.add(entry)
    journal.close()
    (file,) = (tmp_path / "journals").iterdir()
    text = file.read_text()
    file.write_text(
        text.replace(', "output_bytes": 0, "output_mtime_ns": 0, "output_sha256": ""', "")
    )
    assert journal.read() == {entry.output: entry}


def test_a_journal_nobody_can_write_is_no_error(tmp_path, source):
    """Photos matter more; resuming then begins anew."""
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file" / "journals", tmp_path / "out")
    journal.add(describe(source, tmp_path / "a", "s"))
    assert journal.read() == {}
    journal.close()
