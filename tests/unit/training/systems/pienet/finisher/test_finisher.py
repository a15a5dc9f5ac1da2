"""The finisher on tiny photographs: it starts at leaving photos alone, learns, and repeats."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from training.engine.config import load_config
from training.engine.loop import LoopSettings
from training.systems.pienet import train
from training.systems.pienet.finisher.model import FinisherSettings
from training.systems.pienet.finisher.task import FinisherConfig, FinisherTask

NETWORK = FinisherSettings(hidden=16, num_basis=8, num_nodes=5, dropout=0.0)
CONFIG = FinisherConfig(
    loop=LoopSettings(steps=30, learning_rate=1e-2), network=NETWORK, per_batch=16
)


@pytest.fixture(scope="module")
def task(material) -> FinisherTask:
    """Four smooth photographs, which are also the held-out ones."""
    photos, _, cache = material
    return FinisherTask(CONFIG, photos, cache, photos)


def test_batches_depend_on_step_and_rank_alone(task):
    """The same step gives the same batch in any order; another step or rank another."""
    late = task.batch(7, 0)
    task.batch(3, 0)
    again = task.batch(7, 0)
    assert all(torch.equal(late[k], again[k]) for k in late)
    for other in (task.batch(8, 0), task.batch(7, 1)):
        assert not torch.equal(late["before"], other["before"])


def test_finished_photographs_are_as_they_were(task):
    """When all are finished, before and after differ by the rounding to 8 bits."""
    config, task.config = task.config, replace(CONFIG, share_finished=1.0)
    batch = task.batch(0, 0)
    task.config = config
    assert float((batch["before"] - batch["after"]).abs().max()) <= 0.5 / 255 + 1e-6


def test_it_learns(material):
    """The loss falls over thirty steps, and so does the distance on what it is scored on."""
    photos, _, cache = material
    task = FinisherTask(CONFIG, photos, cache, photos)
    optimiser = torch.optim.AdamW(task.model.parameters(), lr=1e-2)
    before = task.score(task.model.eval())
    task.model.train()
    for step in range(30):
        scalars = task.loss(task.model, task.batch(step, 0))
        optimiser.zero_grad()
        scalars["loss"].backward()
        optimiser.step()
    after = task.score(task.model.eval())
    assert after["camera_delta_e76"] < 0.9 * before["camera_delta_e76"]


def test_without_held_out_photographs_there_is_no_score(material):
    """And the score repeats where there are some."""
    photos, _, cache = material
    task = FinisherTask(CONFIG, photos, cache)
    assert task.score(task.model) == {}


def test_a_score_repeats(task):
    """It is drawn from a seed of its own."""
    model = task.model.eval()
    assert task.score(model) == task.score(model)


def test_the_shipped_config_loads():
    """With a network of the default size."""
    config = load_config(FinisherConfig, Path(train.CONFIGS) / "finisher.toml")
    assert config.network == FinisherSettings()
