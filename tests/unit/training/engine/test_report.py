"""Scores during a run: when, of which weights, and that they change nothing."""

import json
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from training.engine.checkpoint import TENSORS
from training.engine.loop import LoopSettings, train

SETTINGS = LoopSettings(
    steps=7, learning_rate=0.05, warm_up_steps=0, average_decay=0.9, accelerator="cpu",
    log_every=2, score_every=3,
)  # fmt: skip


class Dropping:
    """A network whose dropout draws from torch's random numbers at every step."""

    def __init__(self) -> None:
        torch.manual_seed(5)
        self.model: nn.Module = nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.Linear(8, 1))

    def batch(self, step, rank):
        return torch.randn(6, 4, generator=torch.Generator().manual_seed(step))

    def loss(self, model, batch):
        return {"loss": model(batch).square().mean()}


class DroppingScored(Dropping):
    """The same, with a score that draws too."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[dict] = []
        self.given: list[float] = []

    def score(self, model):
        assert not model.training
        assert not torch.is_grad_enabled()
        self.seen.append({k: v.clone() for k, v in model.state_dict().items()})
        self.given.append(float(model(torch.randn(50, 4)).abs().mean()))
        return {"size": self.given[-1]}


def run(task, folder, settings=SETTINGS):
    train(task, settings, folder, {})
    return load_file(folder / TENSORS)


def entries(folder):
    return [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]


def test_a_scored_run_ends_with_the_same_weights(tmp_path):
    """To the bit, with the optimiser's state and the random state; the losses are the same too."""
    plain, scored = run(Dropping(), tmp_path / "a"), run(DroppingScored(), tmp_path / "b")
    assert plain.keys() == scored.keys()
    for name, value in plain.items():
        assert torch.equal(value, scored[name]), name
    losses = [
        [(e["step"], e["loss"]) for e in entries(tmp_path / name) if "loss" in e] for name in "ab"
    ]
    assert losses[0] == losses[1]


def test_scores_come_at_their_steps_and_at_the_end(tmp_path):
    """Every third step and after the last, of the average of the weights, in the log."""
    task = DroppingScored()
    end = run(task, tmp_path)
    found = [e for e in entries(tmp_path) if "held_out" in e]
    assert [e["step"] for e in found] == [3, 6, 7]
    assert [e["held_out"]["size"] for e in found] == pytest.approx(task.given, abs=1e-5)
    for name, value in task.seen[-1].items():
        assert torch.equal(value, end[f"average/{name}"])


def test_a_score_depends_on_the_weights_alone(tmp_path):
    """Each score begins to draw with the run's seed."""
    frozen, task = replace(SETTINGS, learning_rate=0.0), DroppingScored()
    run(task, tmp_path, frozen)
    assert task.given[0] == task.given[1] == task.given[2]


def test_zero_means_never(tmp_path):
    """score_every = 0 leaves scores out."""
    task = DroppingScored()
    run(task, tmp_path, replace(SETTINGS, score_every=0))
    assert not task.seen


def test_a_resumed_run_goes_on_with_its_log(tmp_path):
    """A finished run that is started again is not scored again."""
    run(DroppingScored(), tmp_path, replace(SETTINGS, steps=4))
    again = DroppingScored()
    run(again, tmp_path, replace(SETTINGS, steps=4))
    assert not again.seen
    assert [e["step"] for e in entries(tmp_path) if "held_out" in e] == [3, 4]


def test_progress_is_piped_line_by_line(tmp_path, capsys):
    """Standard error has a line for each entry of the log; standard output stays free."""
    run(DroppingScored(), tmp_path)
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if line.startswith("step ")]
    assert len(lines) == len(entries(tmp_path))
    assert lines[-1].startswith("step 7/7, took ")
    assert "held out: size " in lines[-1]
    assert "step" not in said.out
