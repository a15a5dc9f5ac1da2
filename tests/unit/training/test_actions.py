"""The command line of training: what is listed, what it says, what it refuses."""

import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import training
from training.__main__ import main as training_main
from training.actions import Action, find_systems

ROOT = Path(training.__file__).parents[1]
ACTIONS = [(s.name, a) for s in find_systems().values() for a in s.actions.values()]
IDS = [f"{system} {action.name}" for system, action in ACTIONS]


@pytest.mark.parametrize(("system", "action"), ACTIONS, ids=IDS)
def test_every_listed_action_works_and_explains_itself(system, action: Action, capsys):
    """Its help says what it does, what it needs and what it writes; its line fits a terminal."""
    assert action.summary.endswith(".")
    assert len(action.summary) <= 75
    with pytest.raises(SystemExit) as ended:
        training_main([system, action.name, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: python -m training {system} {action.name}")
    assert action.summary in said
    assert "\nNeeds  " in said
    assert "\nWrites  " in said
    assert max(map(len, (importlib.import_module(action.module).__doc__ or "").split("\n"))) <= 100


def test_the_list_needs_no_torch():
    """It comes at once, and shows every action."""
    code = (
        "import sys; from training.__main__ import main; code = main(['--help'])\n"
        "assert not {'torch', 'numpy', 'onnxruntime'} & set(sys.modules), 'slow'; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    for system, action in ACTIONS:
        assert f"\n{system}: " in done.stdout
        assert f"  {action.name}  " in done.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["piea", "train"], "piea has no action 'train'; it has evaluate."),
        (["piea", "export"], "piea has no action 'export'; it has evaluate."),
        (["gan", "train"], "There is no system 'gan'; there are masked-style, nima, piea, pienet"),
    ],
)
def test_what_is_not_there_is_answered_by_what_is(words, sentence, capsys):
    """One sentence, exit code 2, no traceback."""
    assert training_main(words) == 2
    said = capsys.readouterr()
    assert said.err.startswith(sentence)
    assert said.err.count("\n") == 1
    assert not said.out


@pytest.mark.parametrize(("words", "code"), [([], 2), (["piea"], 2), (["piea", "-h"], 0)])
def test_half_a_command_lists_what_could_follow(words, code, capsys):
    """Nothing was asked for, so nothing was done: exit code 2."""
    assert training_main(words) == code
    assert "  evaluate " in capsys.readouterr().out


def test_systems_are_found_in_folders(tmp_path):
    """A folder with a module that has main() is a system; names come from the path."""
    (tmp_path / "my_gan/draw").mkdir(parents=True)
    (tmp_path / "my_gan/__init__.py").write_text('"""A toy."""\n')
    (tmp_path / "my_gan/train.py").write_text('"""Train it.\n\nMore."""\ndef main(a):\n    pass\n')
    (tmp_path / "my_gan/draw/big_page.py").write_text('"""Draw."""\n\n\ndef main(a):\n    pass\n')
    (tmp_path / "my_gan/model.py").write_text('"""No action."""\n')
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty/__init__.py").write_text('"""Nothing to start."""\n')
    systems = find_systems(tmp_path)
    assert list(systems) == ["my-gan"]
    assert systems["my-gan"].summary == "A toy."
    actions = systems["my-gan"].actions
    assert list(actions) == ["train", "draw-big-page"]
    assert actions["train"].summary == "Train it."
    assert actions["draw-big-page"].module == "training.systems.my_gan.draw.big_page"


def written_commands() -> list[str]:
    """Every `python -m training …` in the configs and in the pages of the repository."""
    pages = [ROOT / "README.md", *ROOT.glob("docs/*.md"), *ROOT.glob("training/**/*.md")]
    found = []
    for page in [*pages, *ROOT.glob("training/**/*.toml")]:
        text = re.sub(r"\\\n#?", " ", page.read_text(encoding="utf-8"))
        found += re.findall(r"python -m training ([a-z][^\n#`,…]*)", text)
    return sorted({" ".join(command.split()) for command in found})


def test_there_are_commands_to_check():
    """The pages say how to start things."""
    assert len(written_commands()) > 20


@pytest.mark.parametrize("command", written_commands())
def test_written_commands_exist(command, capsys):
    """Every command in a README or config names an action, and only options that it has."""
    system, action, *rest = shlex.split(command)
    assert action in find_systems()[system].actions
    with pytest.raises(SystemExit):
        training_main([system, action, "--help"])
    said = capsys.readouterr().out
    for word in rest:
        option = word.strip("[]")
        if option.startswith("--"):
            assert re.search(rf"{option}\b", said), option


@pytest.mark.parametrize("words", [["pienet", "train"], ["nima", "train"]])
def test_errors_are_one_sentence(words, tmp_path, capsys):
    """A config that is not there is named, with those that are."""
    photos = ["--photos", str(tmp_path), "--config", "nothing"]
    looks = ["--looks", str(tmp_path)] if words[0] == "pienet" else []
    assert training_main([*words, *photos, *looks]) == 2
    said = capsys.readouterr().err
    assert said.startswith("There is no config 'nothing'; there are ")
    assert "debug" in said
    assert said.count("\n") == 1


def test_missing_files_are_one_sentence(tmp_path, capsys):
    """No exported network, no looks: the file is named, with what to do."""
    photos, empty = ["--photos", str(tmp_path)], str(tmp_path)
    words = ["pienet", "measure-finished", *photos, "--looks", empty, "--models", empty]
    assert training_main(words) == 2
    assert "embedding.onnx is missing; export it" in capsys.readouterr().err
    assert training_main(["rater", "measure-axes", *photos, "--models", empty]) == 2
    assert "context.onnx is missing; export it" in capsys.readouterr().err
    assert training_main(["pienet", "export", "--run", empty, *photos]) == 2
    assert "holds no checkpoint" in capsys.readouterr().err


def test_a_missing_package_is_named_with_its_extra(monkeypatch, capsys):
    """No traceback when something was not installed."""

    def missing(_):
        raise ModuleNotFoundError("No module named 'sklearn'", name="sklearn.manifold")

    monkeypatch.setattr(importlib, "import_module", missing)
    assert training_main(["piea", "evaluate"]) == 2
    assert (
        capsys.readouterr().err == "sklearn is not installed; pip install '.[starter]' brings it.\n"
    )
