"""A network that was exchanged: refused once, in one sentence, before any photo is touched."""

import shutil

import pytest

from pieditor.cli.main import run
from pieditor.models.manifest import MODEL_FOLDER, read_manifest
from tests.program import save_scenes


@pytest.fixture
def models(tmp_path, monkeypatch):
    """A copy of the shipped models that may be damaged, in use; and a taste."""
    monkeypatch.setenv("PIEDITOR_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    save_scenes(tmp_path / "liked", 3, warmth=1.0)
    save_scenes(tmp_path / "photos", 3, start=10)
    assert run(["taste", "learn", "warm", "liked", "--quiet"]) == 0
    folder = shutil.copytree(MODEL_FOLDER, tmp_path / "models")
    for module in ("pienet", "rater"):
        monkeypatch.setattr(
            f"pieditor.models.{module}.read_manifest", lambda: read_manifest(folder)
        )
    return folder


@pytest.mark.parametrize(
    ("network", "words"),
    [
        ("preference-vector/embedding", "enhance photos --taste warm --out out"),
        ("preference-vector/look", "enhance photos --taste warm --out out"),
        ("preference-vector/field", "enhance photos --taste warm --out out --dry-run"),
        ("preference-vector/look", "explain photos --taste warm"),
        ("rater/context", "suggest photos --steps 1"),
        ("preference-vector/guide", "suggest photos --guide taste --taste warm --steps 1"),
        ("rater/rating", "score photos"),
    ],
)
def test_a_tampered_network_is_refused_once(models, tmp_path, capsys, network, words):
    """Not once for every photo; nothing is written, and the exit code is 1."""
    file = models / read_manifest()[network].path.name
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    file.write_bytes(raw)
    assert run(words.split()) == 1
    out, err = capsys.readouterr()
    assert err.count("\n") == 1 and err.startswith(f"Refused the model {network}: ")
    assert not out and not (tmp_path / "out").exists()
