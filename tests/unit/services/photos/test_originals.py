"""No way of writing a picture ever replaces an original."""

import os
import shutil

import numpy as np
import pytest
from PIL import Image

from pieditor.core.errors import OutputRefused
from pieditor.services.batch.finished import BEGUN, describe, with_output
from pieditor.services.batch.log import BatchLog, Kind
from pieditor.services.photos.originals import Outputs, is_unchanged


@pytest.fixture
def photo(tmp_path):
    """A photo of the user's."""
    path = tmp_path / "photos" / "IMG.jpg"
    path.parent.mkdir()
    Image.fromarray(np.full((8, 8, 3), 99, np.uint8)).save(path)
    return path


@pytest.fixture
def log(tmp_path):
    (tmp_path / "out").mkdir()
    log = BatchLog(tmp_path / "logs", tmp_path / "out", Kind.SINGLE)
    yield log
    log.close()


def outputs_of(log, sources):
    return Outputs(log.known, sources)


def ours(log, photo, output, data=b"made by pieditor"):
    """An output that pieditor wrote."""
    output.write_bytes(data)
    log.add(with_output(describe(photo, output, "s"), data, output.stat().st_mtime_ns))
    return output


def test_our_own_output_is_replaced_on_request(tmp_path, photo, log):
    """Known by the log and by its content."""
    output = ours(log, photo, tmp_path / "out" / "IMG.jpg")
    assert outputs_of(log, [photo]).must_replace(output, overwrite=True)
    with pytest.raises(OutputRefused, match="Use --overwrite"):
        outputs_of(log, [photo]).must_replace(output, overwrite=False)
    assert not outputs_of(log, [photo]).must_replace(output.with_name("new"), overwrite=True)


def test_any_other_file_stays(tmp_path, photo, log):
    """A photo of the camera's, or a file of any kind: nobody asked pieditor to take its place."""
    stranger = tmp_path / "out" / "IMG.jpg"
    shutil.copy(photo, stranger)
    with pytest.raises(OutputRefused, match="Move or delete it yourself"):
        outputs_of(log, [photo]).must_replace(stranger, overwrite=True)


def test_an_output_that_was_changed_since_stays(tmp_path, photo, log):
    """Somebody retouched it: it is theirs now."""
    output = ours(log, photo, tmp_path / "out" / "IMG.jpg")
    output.write_bytes(b"retouched elsewhere")
    with pytest.raises(OutputRefused, match="changed since"):
        outputs_of(log, [photo]).must_replace(output, overwrite=True)


def test_a_file_where_an_output_was_only_begun_stays(tmp_path, photo, log):
    """The name of pieditor in the file decides there, and a stranger's file has none."""
    output = tmp_path / "out" / "IMG.jpg"
    log.add(describe(photo, output, BEGUN))
    shutil.copy(photo, output)
    with pytest.raises(OutputRefused):
        outputs_of(log, [photo]).must_replace(output, overwrite=True)
    picture = Image.open(photo)
    block = picture.getexif()
    block[0x0131] = "pieditor 1.0"
    picture.save(output, exif=block)
    assert outputs_of(log, [photo]).must_replace(output, overwrite=True)


def linked(photo, output):
    os.symlink(photo, output)


def hard_linked(photo, output):
    os.link(photo, output)


@pytest.mark.parametrize("link", [linked, hard_linked])
def test_links_to_a_photo_are_the_photo(tmp_path, photo, log, link):
    """By path, by link and by inode it is the same original."""
    output = ours(log, photo, tmp_path / "out" / "IMG.jpg")
    output.unlink()
    link(photo, output)
    with pytest.raises(OutputRefused, match="it is the original"):
        outputs_of(log, [photo]).must_replace(output, overwrite=True)
    with pytest.raises(OutputRefused):  # another photo's run, which does not know this one
        Outputs(log.known).must_replace(output, overwrite=True)


def test_a_source_that_pieditor_made_stays_too(tmp_path, photo, log):
    """Enhancing enhanced photos in place is refused: they are this run's originals."""
    output = ours(log, photo, tmp_path / "out" / "IMG.jpg")
    with pytest.raises(OutputRefused, match="it is the original"):
        outputs_of(log, [output]).must_replace(output, overwrite=True)


def test_a_photo_that_differs_in_case_alone_stays(tmp_path, photo, log):
    """On other disks IMG.JPG and img.jpg are one file."""
    outputs = outputs_of(log, [photo])
    with pytest.raises(OutputRefused, match=r"IMG\.jpg"):
        outputs.must_replace(photo.with_name("img.JPG"), overwrite=True)


@pytest.mark.parametrize("data", [b"", b"made by pied", b"made by somebody"])
def test_a_shortened_output_does_not_count_as_finished(tmp_path, photo, log, data):
    """Cut to nothing, cut short, or of the same length with another content."""
    output = ours(log, photo, tmp_path / "out" / "IMG.jpg")
    entry = log.known[str(output)]
    assert is_unchanged(entry, output)
    output.write_bytes(data)
    os.utime(output, (1, 1))
    assert not is_unchanged(entry, output)


def test_a_copied_folder_counts_as_finished(tmp_path, photo, log):
    """Copying changes times, not pictures."""
    output = ours(log, photo, tmp_path / "out" / "IMG.jpg")
    entry = log.known[str(output)]
    os.utime(output, (1, 1))
    assert is_unchanged(entry, output)
