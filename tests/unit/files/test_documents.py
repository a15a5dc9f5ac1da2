"""The one reader: regular files, whole, up to their largest size."""

import errno
import os
from pathlib import Path

import pytest

from pieditor.files import documents
from pieditor.files.documents import DocumentKind, read_document

SMALL = DocumentKind("note", 3_000_000)


def test_a_file_is_read_whole(tmp_path):
    """Up to the last byte that is allowed, through links too."""
    data = bytes(range(250)) * 12_000
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b").symlink_to("a")
    assert read_document(tmp_path / "a", SMALL) == data == read_document(tmp_path / "b", SMALL)


def test_one_byte_more_is_refused(tmp_path):
    """The sentence says what such a file can have."""
    (tmp_path / "a").write_bytes(bytes(3_000_001))
    with pytest.raises(OSError, match="larger than any note") as caught:
        read_document(tmp_path / "a", SMALL)
    assert caught.value.strerror == "it is larger than any note (3 MB)"


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="needs files without a size")
def test_files_that_claim_no_size_are_measured_as_they_are_read():
    """Those of /proc are regular, claim 0 bytes and have more."""
    assert read_document(Path("/proc/self/status"), SMALL).startswith(b"Name:")
    with pytest.raises(OSError, match="larger than any"):
        read_document(Path("/proc/self/status"), DocumentKind("note", 10))


def test_what_cannot_be_read_says_why(tmp_path):
    """As the system says it, with its number, so that callers can tell a missing file."""
    with pytest.raises(FileNotFoundError):
        read_document(tmp_path / "nowhere", SMALL)
    with pytest.raises(IsADirectoryError, match="it is a folder"):
        read_document(tmp_path, SMALL)


def test_a_file_exchanged_for_a_pipe_is_not_waited_for(tmp_path, monkeypatch):
    """Between the look at the path and its opening."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"")
    was_a_file = os.stat(tmp_path / "file")
    monkeypatch.setattr(documents.os, "stat", lambda path: was_a_file)
    with pytest.raises(OSError, match="it is a pipe, not a file") as caught:
        read_document(tmp_path / "pipe", SMALL)
    assert caught.value.errno == errno.EINVAL


def test_no_descriptor_is_left_open(tmp_path):
    """Whatever was refused."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(bytes(3_000_001))
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "large", Path("/dev/zero")):
        with pytest.raises(OSError, match="is"):
            read_document(path, SMALL)
    assert (len(os.listdir("/proc/self/fd")) if before else 0) == before
