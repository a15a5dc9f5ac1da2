"""Model files are taken only as the manifest describes them."""

import json
import shutil

import pytest

from pieditor.core.errors import ModelRefused
from pieditor.models.manifest import MODEL_FOLDER, read_manifest, read_verified


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped models that may be damaged."""
    return shutil.copytree(MODEL_FOLDER, tmp_path / "models")


def test_the_shipped_files_match():
    """What is in the package is what the manifest says, to the byte."""
    entries = read_manifest()
    assert {
        f"preference-vector/{part}" for part in ("embedding", "look", "reference-photos")
    } <= set(entries)
    for entry in entries.values():
        assert len(read_verified(entry)) == entry.num_bytes


@pytest.mark.parametrize("name", sorted(read_manifest()))
def test_one_changed_byte_is_refused(folder, name):
    """A single flipped bit anywhere is another model."""
    entry = read_manifest(folder)[name]
    raw = bytearray(entry.path.read_bytes())
    raw[len(raw) // 2] ^= 1
    entry.path.write_bytes(raw)
    with pytest.raises(ModelRefused) as caught:
        read_verified(entry)
    assert str(entry.path) in str(caught.value) and "Install pieditor again" in str(caught.value)


def test_a_missing_file_is_refused(folder):
    """The sentence names the file that is gone."""
    entry = read_manifest(folder)["preference-vector/look"]
    entry.path.unlink()
    with pytest.raises(ModelRefused, match=r"look\.onnx cannot be read \(No such file"):
        read_verified(entry)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"models": []}', '{"models": {"look": {}}}', "\0\xff"]
)
def test_a_damaged_manifest_is_refused(folder, text):
    """A list that cannot be read trusts no file."""
    (folder / "manifest.json").write_text(text, encoding="latin-1")
    with pytest.raises(ModelRefused, match=r"manifest\.json"):
        read_manifest(folder)


@pytest.mark.parametrize("file", ["../look.onnx", "/dev/zero", "a/b", "..", "", "a\x1b[2J", 5])
def test_a_model_lies_beside_its_manifest(folder, file):
    """A list that points elsewhere, or says something else than a name, trusts no file."""
    document = json.loads((folder / "manifest.json").read_text())
    document["models"]["preference-vector/look"]["file"] = file
    (folder / "manifest.json").write_text(json.dumps(document))
    with pytest.raises(ModelRefused, match=r"manifest\.json: (the name of a file|.* beside it)"):
        read_manifest(folder)


def test_a_missing_manifest_is_refused(tmp_path):
    """So does a folder without one."""
    with pytest.raises(ModelRefused, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_the_manifest_tells_what_people_ask():
    """Version, data, seed and licence stand beside every model, and its sizes."""
    document = json.loads((MODEL_FOLDER / "manifest.json").read_text())
    for entry in document["models"].values():
        assert {"file", "sha256", "bytes", "version", "data", "licence"} <= set(entry)


def test_a_list_of_version_1_is_read_as_it_was(folder):
    """As users have it who imported a model before: other names, one hash in "needs"."""
    path = folder / "manifest.json"
    document = json.loads(path.read_text())
    look = document["models"]["preference-vector/look"]
    weights = {name: value for name, value in look.items() if name != "needs"}
    old = {"look": {**look, "needs": look["needs"][0]}, "nima-mobilenet-weights": weights}
    path.write_text(json.dumps(document | {"version": 1, "models": old}))
    entries = read_manifest(folder)
    assert set(entries) == {"preference-vector/look", "nima-mobilenet/weights"}
    assert entries["preference-vector/look"].needs == tuple(look["needs"])


def test_a_list_of_a_newer_version_asks_for_an_update(folder):
    """Somebody went back to an older pieditor."""
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"version": 99}))
    with pytest.raises(ModelRefused, match="Update pieditor"):
        read_manifest(folder)
