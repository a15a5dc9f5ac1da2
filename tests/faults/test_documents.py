"""Whatever lies where a document should be, it is read or refused in one sentence, at once."""

import json
import os
import socket
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pieditor.core.errors import PieditorError
from tests.documents import DOCUMENTS

every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
JSON_DOCUMENTS = [d for d in DOCUMENTS if d.file.endswith((".json", ".taste"))]


def read_or_refuse(document, path):
    """What was read; None when it was refused as it may be."""
    try:
        return document.read(path)
    except PieditorError as error:
        assert document.refusal is not None and isinstance(error, document.refusal)
        assert path.name in str(error) or path.stem in str(error)
        assert "\n" not in str(error) and len(str(error)) < 1000
        return None


def a_pipe(path):
    os.mkfifo(path)


def a_link_to_a_device(path):
    path.symlink_to("/dev/zero")


def a_folder(path):
    path.mkdir()


def a_socket(path):
    # Its address has room for 100 letters, so by a short name.
    here = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"/proc/self/fd/{here}/{path.name}")
    os.close(here)


def a_huge_file(path):
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


OBSTACLES = [a_pipe, a_link_to_a_device, a_folder, a_socket, a_huge_file]


@pytest.mark.skipif(sys.platform != "linux", reason="makes pipes and links to devices")
@pytest.mark.parametrize("obstacle", OBSTACLES, ids=lambda o: o.__name__)
@every_document
def test_what_is_no_document_is_never_waited_for(document, obstacle, tmp_path):
    """A pipe that nobody writes into, a device without end, a folder, a socket, gigabytes."""
    path = document.place(tmp_path)
    path.unlink(missing_ok=True)
    obstacle(path)
    if document.refusal is None:
        document.read(path)
        return
    with pytest.raises(document.refusal) as caught:
        document.read(path)
    reasons = {
        a_pipe: "it is a pipe, not a file",
        a_link_to_a_device: "it is a device, not a file",
        a_folder: "it is a folder, not a file",
        a_socket: "it is a socket, not a file",
        a_huge_file: "it is larger than any ",
    }
    assert reasons[obstacle] in str(caught.value)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_the_samples_are_read(document, tmp_path):
    """Otherwise the tests here would only show that everything is refused."""
    path = document.place(tmp_path)
    path.write_bytes(document.sample())
    assert document.read(path)
    assert path.exists() and path.read_bytes() == document.sample()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_documents_are_read_or_refused(document, tmp_path, data):
    """Cut off, or with changed bytes anywhere: never another error than the one of the kind."""
    path = document.place(tmp_path)
    raw = bytearray(document.sample())
    if data.draw(st.booleans()):
        raw = raw[: data.draw(st.integers(0, len(raw)))]
    for _ in range(data.draw(st.integers(0, 4)) if raw else 0):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(raw)
    read_or_refuse(document, path)


HOSTILE = {
    "half a character": '"\\ud800"',
    "NUL": '"\\u0000"',
    "an escape sequence": '"\\u001b[2J"',
    "another direction": '"\\u202egpj"',
    "no number": "NaN",
    "infinity": "1e999",
    "endless digits": "9" * 5000,
    "a long number": "-" + "9" * 18,
    "a well": "[" * 5000 + "]" * 5000,
    "nothing": "null",
    "a table": "{}",
    "a name twice": '{"a": 1, "a": 2}',
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("document", JSON_DOCUMENTS, ids=lambda d: d.name)
def test_hostile_values_are_read_or_refused(document, hostile, tmp_path):
    """In the place of every value of the document in turn, and of a field that nobody knows."""
    path = document.place(tmp_path)
    tree = json.loads(document.sample())
    for changed in with_each_value_marked(tree):
        path.write_text(json.dumps(changed).replace('"here"', hostile))
        read_or_refuse(document, path)


def with_each_value_marked(tree, most=60):
    """Copies of a tree, each with "here" in another place; of long lists the beginning."""
    if isinstance(tree, dict):
        yield {**tree, "unknown": "here"}
        for name in list(tree)[:most]:
            yield {**tree, name: "here"}
            for inside in with_each_value_marked(tree[name], 4):
                yield {**tree, name: inside}
    elif isinstance(tree, list):
        for index in range(min(len(tree), 2)):
            for inside in ["here", *with_each_value_marked(tree[index], 4)]:
                yield [*tree[:index], inside, *tree[index + 1 :]]
