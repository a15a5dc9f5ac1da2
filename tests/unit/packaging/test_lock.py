"""packaging/constraints.txt: versions and nothing else."""

import re
from pathlib import Path

import pytest

from tests.scripts import load_script

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture(scope="module")
def lock():
    """The module, which is a script."""
    return load_script("lock")


def test_pins_are_names_and_versions(lock):
    """Of what pip would install, without pieditor, builds and addresses."""
    report = {
        "install": [
            {"metadata": {"name": "torch", "version": "2.13.0+cpu"}, "download_info": {"url": "u"}},
            {"metadata": {"name": "Jinja2", "version": "3.1.6"}},
            {"metadata": {"name": "pieditor", "version": "0.1.0"}},
        ]
    }
    assert lock.pins(report) == ["Jinja2==3.1.6", "torch==2.13.0"]


def test_the_file_is_names_and_versions(lock):
    """No address and no hash, for pip decides where packages come from; no torchvision."""
    lines = [line for line in lock.FILE.read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    names = {line.partition("==")[0].lower() for line in lines}
    assert {"numpy", "torch", "pytest", "h5py"} <= names
    assert not names & {"torchvision", "onnxruntime-gpu", "pieditor"}


def test_another_python_is_refused(lock, monkeypatch, capsys):
    """Versions that the oldest Python cannot have would lock it out."""
    monkeypatch.setattr(lock, "OLDEST_PYTHON", (3, 7))
    assert lock.main() == 2 and "Python 3.7" in capsys.readouterr().err
