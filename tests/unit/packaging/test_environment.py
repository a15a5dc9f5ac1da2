"""The private environments of packaging/run and packaging/test."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.scripts import load_script

PACKAGING = Path(__file__).resolve().parents[3] / "packaging"


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """The module, for a checkout of its own; nothing is downloaded."""
    module = load_script("environment")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "constraints.txt").write_text("numpy==2.1\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "made", [], raising=False)

    def make(folder, kind, extras):
        folder.mkdir(parents=True)
        (folder / "library").write_text("")
        module.made.append(folder)

    monkeypatch.setattr(module, "make", make)
    return module


def test_an_environment_is_made_once(environment):
    """The second start finds it."""
    first = environment.environment("run", ["cpu"])
    assert environment.environment("run", ["cpu"]) == first
    assert environment.made == [first]


def test_a_changed_pyproject_makes_another(environment, tmp_path):
    """And the old one goes, so that a checkout does not fill the disk."""
    first = environment.environment("run", ["cpu"])
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    second = environment.environment("run", ["cpu"])
    assert second != first and not first.exists() and second.exists()


def test_changed_versions_make_another(environment, tmp_path):
    """A checkout that moves to newer libraries gets them."""
    first = environment.environment("run", ["cpu"])
    (tmp_path / "packaging" / "constraints.txt").write_text("numpy==2.2\n")
    assert environment.environment("run", ["cpu"]) != first


def test_the_lowest_versions_are_those_of_pyproject(environment, tmp_path):
    """Bounds become versions, extras included; what developers work with is not held back."""
    (tmp_path / "pyproject.toml").write_text(
        "[project]\n"
        'dependencies = ["numpy>=2.0", "PySide6-Essentials>=6.8,<6.12"]\n'
        "[project.optional-dependencies]\n"
        'cuda = ["onnxruntime-gpu[cuda,cudnn]>=1.21"]\n'
        'training = ["torch==2.13.0", "torchvision", "thing[cpu]"]\n'
        'dev = ["ruff>=0.9"]\n'
    )
    assert environment.constraints("lowest").split() == [
        "numpy==2.0", "PySide6-Essentials==6.8", "onnxruntime-gpu==1.21", "torch==2.13.0",
    ]  # fmt: skip
    assert environment.constraints("run") == "numpy==2.1\n"


def test_pip_is_given_the_versions(environment, monkeypatch, tmp_path):
    """As a file of constraints, which is there while pip runs."""
    seen = {}

    def run(command):
        seen["versions"] = Path(command[command.index("--constraint") + 1]).read_text()

    fresh = load_script("environment")
    monkeypatch.setattr(fresh, "ROOT", tmp_path)
    monkeypatch.setattr(fresh, "run_and_show", run)
    done = subprocess.CompletedProcess([], 0, "")
    monkeypatch.setattr(fresh.subprocess, "run", lambda *a, **k: done)
    fresh.make(tmp_path / "new", "run", ["cpu"])
    assert seen["versions"] == "numpy==2.1\n"


def test_run_and_test_do_not_share(environment):
    """A graphics driver that comes or goes makes another environment too."""
    kinds = [("run", ["cpu"]), ("test", ["cpu"]), ("run", ["cuda"])]
    assert len({environment.environment(*kind) for kind in kinds}) == 3


def test_an_interrupted_one_is_thrown_away(environment, monkeypatch):
    """Half an installation is never taken for a whole one."""
    whole = environment.make

    def interrupted(folder, kind, extras):
        folder.mkdir(parents=True)
        (folder / "half").write_text("")
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "make", interrupted)
    with pytest.raises(KeyboardInterrupt):
        environment.environment("run", ["cpu"])
    monkeypatch.setattr(environment, "make", whole)
    folder = environment.environment("run", ["cpu"])
    assert not (folder / "half").exists() and (folder / "library").exists()


def test_an_old_python_is_told(environment, monkeypatch):
    """With the version that is needed."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(environment.Missing, match=r"^Python 3\.11 or newer is needed.*\.$"):
        environment.environment("run", ["cpu"])


def test_a_missing_venv_module_is_told(environment, monkeypatch):
    """Debian ships python3 without it; the sentence has the command."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(environment.Missing, match="apt install python3-venv"):
        environment.environment("run", ["cpu"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("WARNING: Retrying after NewConnectionError('Temporary failure')", "network"),
        ("ERROR: No matching distribution found for rawpy>=99", "No matching distribution"),
        ("ERROR: Could not install packages: No space left on device\n", "No space left"),
    ],
)
def test_a_failed_installation_is_told(environment, monkeypatch, tmp_path, words, sentence):
    """In one sentence after pip's own lines."""
    fresh = load_script("environment")
    monkeypatch.setattr(fresh, "ROOT", tmp_path)
    monkeypatch.setattr(fresh, "run_and_show", lambda command: words)
    done = subprocess.CompletedProcess([], 0, "")
    monkeypatch.setattr(fresh.subprocess, "run", lambda *a, **k: done)
    with pytest.raises(fresh.Missing, match=sentence) as caught:
        fresh.environment("run", ["cpu"])
    assert "\n" not in str(caught.value)


def bin_without_python(folder):
    """A PATH with what every system has, and no Python."""
    folder.mkdir()
    for name in ("sh", "dirname", "readlink", "env"):
        (folder / name).symlink_to(shutil.which(name))
    return folder


@pytest.mark.parametrize("command", ["run", "test", "screenshots"])
def test_a_machine_without_python_is_told(tmp_path, command):
    """One sentence with the command that helps, exit code 3."""
    path = bin_without_python(tmp_path / "bin")
    done = subprocess.run(
        [PACKAGING / command, "doctor"], env={"PATH": str(path)}, capture_output=True, text=True,
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 3 and done.stdout == ""
    assert done.stderr.count("\n") == 1 and "apt install python3" in done.stderr


def test_a_machine_with_an_old_python_is_told(tmp_path):
    """The version found stands in the sentence."""
    path = bin_without_python(tmp_path / "bin")
    old = path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    old.chmod(0o755)
    done = subprocess.run(
        [PACKAGING / "run"], env={"PATH": str(path)}, capture_output=True, text=True
    )
    assert done.returncode == 3 and "Python 3.9.2" in done.stderr


def test_help_needs_no_environment(tmp_path):
    """`packaging/test --help` lists the kinds at once."""
    link = tmp_path / "link"
    link.symlink_to(PACKAGING / "test")
    done = subprocess.run([link, "--help"], env=os.environ, capture_output=True, text=True)
    assert done.returncode == 0 and "flows" in done.stdout and "benchmarks" in done.stdout
