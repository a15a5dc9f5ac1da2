"""The log of a batch: the outputs that pieditor knows for its own, without opening pictures."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from pieditor.core.errors import OutputRefused
from pieditor.core.recipe import Recipe
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.finished import BEGUN, describe, with_output
from pieditor.services.batch.log import BatchLog, Claim, Kind, OutFolder, rows_of
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState
from pieditor.services.photos.originals import Outputs, sha256_of


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.jpg"
    path.write_bytes(b"picture")
    return path


@pytest.fixture
def new_log(tmp_path):
    """Makes logs of an output folder, as several runs would."""
    logs = []

    def make(out=tmp_path / "out", kind=Kind.COMMAND):
        logs.append(BatchLog(tmp_path / "logs", out, kind))
        return logs[-1]

    yield make
    for log in logs:
        log.close()


@pytest.fixture
def log(new_log):
    return new_log()


def known(tmp_path, out="out"):
    """What a later run knows."""
    return dict(OutFolder(tmp_path / "logs", tmp_path / out).known)


def written(source, output, settings="s", data=b"output"):
    """The entry of an output that is written now."""
    output.parent.mkdir(exist_ok=True)
    output.write_bytes(data)
    return with_output(describe(source, output, settings), data, output.stat().st_mtime_ns)


def request(source, output):
    return EnhanceRequest(
        id=0, photo=source, output=output, recipe=Recipe(), options=OutputOptions()
    )


def ended(source, entry, state=JobState.FAILED):
    return JobEvent(request=request(source, source), state=state, entry=entry)


def test_what_is_finished_is_remembered(tmp_path, source, log):
    """By another process too: it is on disk at once, with the output's own hash."""
    entry = written(source, tmp_path / "out" / "a.jpg")
    log.add(entry)
    assert known(tmp_path) == {entry.output: entry} == dict(log.known)
    assert len(entry.output_sha256) == 64


def test_a_changed_source_or_setting_is_another_entry(tmp_path, source):
    """Resuming redoes a photo that was edited meanwhile."""
    before = describe(source, tmp_path / "b", "s")
    assert not describe(source, tmp_path / "b", "other settings").same_work(before)
    source.write_bytes(b"another picture")
    assert not describe(source, tmp_path / "b", "s").same_work(before)


def test_each_output_folder_has_its_own(tmp_path, source, log):
    """Nothing is known of a folder because another one beside it is finished."""
    log.add(written(source, tmp_path / "out" / "a.jpg"))
    assert known(tmp_path, "out2") == {}


def test_a_folder_inside_is_known_from_above(tmp_path, source, log):
    """A batch wrote sub-folders; a later one that begins in a sub-folder knows its outputs."""
    (tmp_path / "out").mkdir()
    entry = written(source, tmp_path / "out" / "inside" / "a.jpg")
    log.add(entry)
    assert known(tmp_path, "out/inside") == {entry.output: entry}


def test_a_line_cut_off_by_a_crash_costs_nothing_else(tmp_path, source, log, new_log):
    """Lines before it count, and lines that others write count too."""
    log.add(written(source, tmp_path / "1"))
    log.close()
    with log.path.open("ab") as handle:
        handle.write(b'{"output": "/x/\xff')
    new_log().add(written(source, tmp_path / "2"))
    assert set(known(tmp_path)) == {str(tmp_path / "1"), str(tmp_path / "2")}


def test_lines_of_several_writers_into_one_log_do_not_mix(tmp_path, source, new_log):
    """`render`, started for many photos at a time, has one log for all of them."""
    one, two = new_log(kind=Kind.SINGLE), new_log(kind=Kind.SINGLE)
    for number in range(20):
        (one if number % 2 else two).add(written(source, tmp_path / "out" / str(number)))
    assert len(known(tmp_path)) == 20 and one.path == two.path


def claimed(log, source, output, **options):
    """The entry of a source, after its photo was begun."""
    entry = describe(source, output, "s")
    assert log.claim(request(source, output), entry, **options) is Claim.BEGUN
    return entry


def test_an_output_is_known_before_it_is_there(tmp_path, source, log):
    """Killed between the rename and its line, a batch still knows the file for its own."""
    output = tmp_path / "out" / "a.jpg"
    entry = claimed(log, source, output)
    assert known(tmp_path) == {}
    log.note_writing(with_output(entry, b"output"))
    last = written(source, output)
    assert known(tmp_path)[str(output)].output_sha256 == last.output_sha256
    log.add(last)
    assert known(tmp_path)[str(output)] == last


def test_a_worker_elsewhere_has_only_begun(tmp_path, source, log):
    """It cannot write a line, so the name of pieditor in the file has to do."""
    output = tmp_path / "out" / "a.jpg"
    claimed(log, source, output, is_remote=True)
    assert known(tmp_path)[str(output)].is_only_begun


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
@pytest.mark.parametrize("is_remote", [False, True])
def test_a_begun_output_that_did_not_come_is_forgotten(tmp_path, source, log, state, is_remote):
    """A file that the user puts there later is the user's."""
    output = tmp_path / "out" / "a.jpg"
    entry = claimed(log, source, output, is_remote=is_remote)
    if not is_remote:
        log.note_writing(with_output(entry, b"output"))
    log.note(ended(source, entry, state))
    assert known(tmp_path) == {} == dict(log.known)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_failed_second_attempt_forgets_nothing(tmp_path, source, log, new_log, is_there):
    """The finished output of an earlier run is still ours; whether it stands there or was moved."""
    output = tmp_path / "out" / "a.jpg"
    entry = written(source, output)
    log.add(entry)
    log.close()
    if not is_there:
        output.unlink()
    second = new_log()
    again = claimed(second, source, output)
    second.note_writing(with_output(again, b"new"))
    second.note(ended(source, again))
    assert known(tmp_path) == {entry.output: entry}


def test_killed_while_replacing_either_file_is_ours(tmp_path, source, log, new_log):
    """The old one, when the new one had not got its name yet; a retouched one is not."""
    output = tmp_path / "out" / "a.jpg"
    log.add(written(source, output, data=b"old"))
    log.close()
    second = new_log()
    entry = replace(claimed(second, source, output), previous_sha256=sha256_of(output))
    second.note_writing(with_output(entry, b"new"))
    second.close()
    outputs = Outputs(OutFolder(tmp_path / "logs", tmp_path / "out").known)
    for data in (b"old", b"new"):
        output.write_bytes(data)
        assert outputs.must_replace(output, overwrite=True)
    output.write_bytes(b"retouched")
    with pytest.raises(OutputRefused, match="changed since"):
        outputs.must_replace(output, overwrite=True)


def test_what_happened_last_counts_in_whichever_log(tmp_path, source, new_log):
    """Of `render` and of batches, of this folder and of the one above."""
    output = tmp_path / "out" / "inside" / "a.jpg"
    output.parent.mkdir(parents=True)
    single = new_log(output.parent, Kind.SINGLE)
    single.add(written(source, output, data=b"by render"))
    above = new_log()
    last = written(source, output, data=b"by a batch")
    above.add(last)
    for log in (single, above):
        log.close()
    assert known(tmp_path, "out/inside") == {last.output: last}
    assert known(tmp_path)[last.output] == last


def test_a_clock_that_is_set_back_loses_nothing(tmp_path, source, log, monkeypatch):
    """The newer output has the smaller time."""
    log.add(written(source, tmp_path / "out" / "a.jpg", data=b"old"))
    monkeypatch.setattr("pieditor.services.batch.log.time.time", lambda: 1000.0)
    entry = written(source, tmp_path / "out" / "a.jpg", data=b"new")
    log.add(entry)
    assert known(tmp_path) == {entry.output: entry}


class Torn:
    """A file on a disk that is full after ten bytes."""

    def __init__(self, file):
        self.file = file

    def write(self, data):
        return self.file.write(data[:10])


def test_a_line_that_the_disk_cut_off_costs_only_itself(tmp_path, source, log):
    """A full disk takes half a line; those that come when there is room are whole."""
    log.add(written(source, tmp_path / "out" / "1"))
    real, log._file = log._file, Torn(log._file)
    log.add(written(source, tmp_path / "out" / "2"))
    assert log.problem is not None
    log._file = real
    log.add(written(source, tmp_path / "out" / "3"))
    log.add(written(source, tmp_path / "out" / "4"))
    assert {Path(name).name for name in known(tmp_path)} == {"1", "3", "4"}


def test_a_photo_that_a_living_run_has_begun_is_not_begun_twice(tmp_path, source, new_log):
    """Until that run has ended it, or has died."""
    output = tmp_path / "out" / "a.jpg"
    entry = describe(source, output, "s")
    one, two = new_log(), new_log()
    assert one.claim(request(source, output), entry) is Claim.BEGUN
    assert two.claim(request(source, output), entry) is Claim.ELSEWHERE
    one.close()  # as the system does for a program that is killed
    assert two.claim(request(source, output), entry) is Claim.BEGUN
    two.add(written(source, output))
    three = new_log()
    assert not three.known[str(output)].is_only_begun
    assert three.claim(request(source, output), entry, lambda: True) is Claim.DONE


def test_what_another_run_finishes_meanwhile_is_known(tmp_path, source, new_log):
    """Only its new lines are read."""
    one, two = new_log(), new_log()
    for name in ("a.jpg", "b.jpg"):
        one.add(written(source, tmp_path / "out" / name))
        two.about.refresh(two.path)
        assert str(tmp_path / "out" / name) in two.known


def test_a_journal_of_the_first_version_is_read(tmp_path, source):
    """Its states stand in the place of settings, and its oldest lines know no hash."""
    out = tmp_path / "out"
    entry, other = describe(source, out / "a.jpg", "s"), describe(source, out / "b.jpg", "s")
    short = {k: v for k, v in asdict(entry).items() if not k.startswith("output_")}
    begun, given_up = asdict(other) | {"settings": BEGUN}, asdict(other) | {"settings": "given up"}
    file = OutFolder(tmp_path / "logs", out).folder.with_suffix(".jsonl")
    file.parent.mkdir()
    file.write_text("\n".join(map(json.dumps, (short, begun, given_up))) + "\n")
    assert known(tmp_path) == {entry.output: entry}
    file.write_text(json.dumps(begun) + "\n")
    assert known(tmp_path)[other.output].is_only_begun


def test_a_log_says_what_was_planned_and_how_it_ended(tmp_path, source, log):
    """With each recipe once."""
    requests = [request(source, tmp_path / "out" / name) for name in ("a.jpg", "b.jpg")]
    log.plan(requests, "warm")
    entry = describe(source, requests[0].output, "s")
    log.claim(requests[0], entry)
    log.note(ended(source, entry))
    log.end()
    head, recipe, *rest = rows_of(log.path)
    assert (head["taste"], head["kind"]) == ("warm", "command")
    assert list(recipe) == ["recipe"]
    kinds = [row.get("photo") or row.get("state") or row.get("end") for row in rest]
    assert kinds == [str(source), str(source), "started", "failed", "finished"]


def test_a_log_nobody_can_write_is_no_error(tmp_path, source):
    """Photos matter more; but it is said, because resuming then begins anew."""
    (tmp_path / "file").write_text("")
    log = BatchLog(tmp_path / "file" / "logs", tmp_path / "out")
    log.add(describe(source, tmp_path / "a", "s"))
    assert log.problem is not None
    log.close()
