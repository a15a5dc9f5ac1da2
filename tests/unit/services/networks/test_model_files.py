"""Importing weights: replaced whole or not at all, listed, verified, nothing left behind."""

import errno
import json
import os

import pytest
import safetensors.numpy

from pieditor.core.errors import ModelRefused, OutputFailed
from pieditor.models.manifest import read_imported
from pieditor.models.nima_weights import NAME
from pieditor.services.folders import imported_model_folder
from pieditor.services.networks.model_files import import_model, list_models, verify_models
from tests.keras_files import random_weights, write_keras


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """A data folder of its own."""
    monkeypatch.setenv("PIEDITOR_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two different files of weights, the second in the other form."""
    folder = tmp_path_factory.mktemp("weights")
    safetensors.numpy.save_file(random_weights(2), folder / "second.safetensors")
    return write_keras(folder / "first.hdf5", random_weights(1)), folder / "second.safetensors"


def problems() -> dict[str, str]:
    """What verifying finds wrong, by model."""
    return {name: str(error) for name, error in verify_models() if error}


def stored() -> list[str]:
    """The files that are kept of imported models."""
    return sorted(path.name for path in imported_model_folder().iterdir())


def test_an_imported_model_is_listed_and_verified(files):
    """It is one more line, with its origin and licence as far as they are known."""
    before = list_models()
    line = import_model(files[0])
    assert list_models() == [*before, line]
    assert line.startswith(f"{NAME}\timported\t12.8 MB\t") and line.endswith("licence: unknown")
    assert (NAME, None) in verify_models() and not problems()
    entry = read_imported(imported_model_folder())[NAME]
    assert entry.facts["source"]["file"] == "first.hdf5"
    assert stored() == ["manifest.json", entry.path.name]


def test_public_weights_have_their_licence(shared):
    """The converted public file is known for what it is."""
    line = import_model(shared / "weights" / "nima_mobilenet_aesthetic_idealo.safetensors")
    assert "idealo/image-quality-assessment" in line and line.endswith("licence: Apache-2.0")


def test_importing_again_replaces(files):
    """The new weights take the place of the old ones, whose file goes; twice the same is once."""
    first = import_model(files[0])
    second = import_model(files[1])
    assert first != second and first not in list_models() and second in list_models()
    assert len(stored()) == 2 and not problems()
    assert import_model(files[1]) == second
    assert len(stored()) == 2


def test_one_changed_byte_is_refused(files):
    """Imported weights are verified as shipped models are; the remedy is to import again."""
    import_model(files[0])
    path = read_imported(imported_model_folder())[NAME].path
    raw = bytearray(path.read_bytes())
    raw[1_000_000] ^= 1
    path.write_bytes(raw)
    assert list(problems()) == [NAME]
    assert str(path) in problems()[NAME] and "pieditor models import" in problems()[NAME]
    import_model(files[0])
    assert not problems()


def test_a_damaged_list_costs_only_the_import(files):
    """The models inside are still listed; verifying tells; importing again repairs."""
    inside = list_models()
    import_model(files[0])
    (imported_model_folder() / "manifest.json").write_text("{")
    assert list_models() == inside
    assert list(problems()) == ["imported models"]
    import_model(files[1])
    assert not problems() and len(list_models()) == len(inside) + 1 and len(stored()) == 2


@pytest.mark.parametrize("before", [True, False], ids=["replacing", "first"])
def test_a_refused_file_leaves_everything_as_it_was(files, data, tmp_path, before):
    """Nothing is made for it, and what was imported stays."""
    if before:
        import_model(files[0])
    kept = stored() if before else None
    (tmp_path / "poem.h5").write_text("no weights")
    for wrong in (tmp_path / "poem.h5", tmp_path / "nowhere.h5", tmp_path):
        with pytest.raises(ModelRefused, match="Cannot import"):
            import_model(wrong)
    assert (stored() if data.exists() else None) == kept
    assert not problems()


@pytest.mark.parametrize("fails", ["weights", "list"])
def test_a_full_disk_leaves_everything_as_it_was(files, monkeypatch, fails):
    """Whichever file finds no room, the old model stays whole and the new one leaves no trace."""
    old = import_model(files[0])
    kept = stored()
    replace, calls = os.replace, []

    def full(source, target):
        calls.append(target)
        if len(calls) == (1 if fails == "weights" else 2):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        with pytest.raises(OutputFailed, match="no room left"):
            import_model(files[1])
    assert stored() == kept and old in list_models() and not problems()


def test_a_disk_that_fails_twice_keeps_the_same_weights(files, monkeypatch):
    """Importing what is there already and failing at the list does not take the weights away."""
    import_model(files[0])
    kept, replace = stored(), os.replace

    def full(source, target):
        if str(target).endswith(".json"):
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        with pytest.raises(OutputFailed):
            import_model(files[0])
    assert stored() == kept and not problems()


def test_the_source_is_recorded(files, data):
    """The manifest knows the imported file by name and hash, and names no folder of the user."""
    import_model(files[0])
    text = (data / "models" / "manifest.json").read_text()
    assert str(files[0].parent) not in text
    assert len(json.loads(text)["models"][NAME]["source"]["sha256"]) == 64
