"""Optimisers, rates and schedules of the shared loop."""

import pytest
import torch
from torch import nn

from training.engine.config import ConfigError
from training.engine.loop import LoopSettings, learning_rate, parameter_groups, train

SGD = LoopSettings(
    steps=3, learning_rate=0.1, schedule="steps", decay=0.5, decay_steps=2, warm_up_steps=0,
    optimiser="sgd", momentum=0.9, rates={"head": 10.0}, clip_norm=0.0, average_decay=0.0,
    accelerator="cpu",
)  # fmt: skip


class Line:
    """Two numbers whose loss has the gradient (1, 2) everywhere."""

    def __init__(self) -> None:
        class Model(nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.trunk = nn.Parameter(torch.zeros(1))
                self.head = nn.Parameter(torch.zeros(1))

            def forward(self, weight):
                return weight * (self.trunk + 2 * self.head).sum()

        self.model = Model()

    def batch(self, step, rank):
        return torch.ones(())

    def loss(self, model, batch):
        return {"loss": model(batch)}


def test_steps_multiply_the_rate():
    """The rate is multiplied after every so many steps, and warm-up still comes first."""
    rates = [learning_rate(SGD, step) for step in range(5)]
    assert rates == pytest.approx([0.1, 0.1, 0.05, 0.05, 0.025])
    slow = LoopSettings(steps=9, learning_rate=0.1, schedule="steps", decay=0.5, decay_steps=2,
                        warm_up_steps=4)  # fmt: skip
    assert learning_rate(slow, 1) == pytest.approx(0.05)


def test_momentum_and_rates_by_name(tmp_path):
    """Momentum SGD by hand: v ← 0.9 v + g, x ← x − rate · v; the head's rate is tenfold."""
    task = Line()
    train(task, SGD, tmp_path, {})
    speed, moved = 0.0, 0.0
    for step in range(3):
        speed = 0.9 * speed + 1
        moved -= learning_rate(SGD, step) * speed
    assert task.model.trunk.item() == pytest.approx(moved)
    assert task.model.head.item() == pytest.approx(10 * 2 * moved)


def test_one_rate_is_one_group():
    """Without rates the optimiser has every parameter in the model's order, as one group."""
    model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 2))
    model[0].weight.requires_grad_(False)
    (group,) = parameter_groups(model, {})
    assert group["rate_factor"] == 1.0
    learning = [p for p in model.parameters() if p.requires_grad]
    assert [id(p) for p in group["params"]] == [id(p) for p in learning]


def test_a_rate_for_nobody_is_an_error():
    """A misspelt name does not quietly train at the wrong rate."""
    with pytest.raises(ConfigError, match="begins with 'haed'"):
        parameter_groups(nn.Linear(2, 2), {"haed": 2.0})


def test_an_unknown_optimiser_is_an_error(tmp_path):
    """Nor does a misspelt optimiser."""
    with pytest.raises(ConfigError, match="'adam' is neither"):
        train(Line(), LoopSettings(steps=1, learning_rate=1.0, optimiser="adam",
                                   accelerator="cpu"), tmp_path, {})  # fmt: skip
