"""Both steps on tiny pictures, and the configs that are shipped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError, load_config
from training.engine.loop import LoopSettings, Task
from training.pseudo_users.load_users import DataSettings
from training.systems.masked_style import train
from training.systems.masked_style.paper.augment import ToneJitter, crop_and_turn
from training.systems.masked_style.paper.tasks import (
    StyleConfig,
    StyleTask,
    TransformerConfig,
    TransformerTask,
)
from training.systems.pienet.paper.model import Embedding

LOOP = LoopSettings(steps=2, learning_rate=1e-4)
DATA = DataSettings(side_px=64, num_nodes=9, methods=("histmod",), split="")


def as_run(folder: Path, state: dict[str, torch.Tensor]) -> str:
    """A folder that looks like a finished run's."""
    save_file({f"average/{k}": v.clone() for k, v in state.items()}, folder / TENSORS)
    return str(folder)


@pytest.fixture(scope="module")
def style_task(material, tmp_path_factory) -> StyleTask:
    """Step 1, two pairs a batch."""
    torch.manual_seed(1)
    judge = {f"embedding.{k}": v for k, v in Embedding().state_dict().items()}
    run = as_run(tmp_path_factory.mktemp("embedding"), judge)
    config = StyleConfig(loop=LOOP, embedding=run, data=DATA, per_batch=2, start="random")
    return StyleTask(config, *material)


@pytest.fixture(scope="module")
def transformer_task(material, style_task, tmp_path_factory) -> TransformerTask:
    """Step 2 after step 1's start: three users with two references."""
    run = as_run(tmp_path_factory.mktemp("style"), style_task.model.state_dict())
    config = TransformerConfig(
        loop=LOOP, style=run, data=DATA, references=2, per_batch=3, whitening_styles=20,
        share_alone=0.5, start="random",
    )  # fmt: skip
    return TransformerTask(config, *material)


def one_step(task: Task) -> dict[str, float]:
    """The scalars of a step that was taken."""
    model = task.model.train()
    optimiser = torch.optim.SGD([p for p in model.parameters() if p.requires_grad], lr=1e-4)
    scalars = task.loss(model, task.batch(0, 0))
    scalars["loss"].backward()
    optimiser.step()
    return {k: float(v.detach()) for k, v in scalars.items()}


def test_step_one_moves_style_net_and_enhancer_alone(style_task):
    """The judge keeps weights and statistics."""
    model = style_task.model
    judge = {k: v.clone() for k, v in model.judge.state_dict().items()}
    before = [model.style_net.trunk.conv1.weight.clone(), model.enhancer.delta.weight.clone()]
    assert np.isfinite(list(one_step(style_task).values())).all()
    assert not torch.equal(model.style_net.trunk.conv1.weight, before[0])
    assert not torch.equal(model.enhancer.delta.weight, before[1])
    assert all(torch.equal(v, judge[k]) for k, v in model.judge.state_dict().items())


def test_step_two_moves_content_net_and_transformer_alone(transformer_task):
    """The style net keeps weights and statistics; the mask learns too."""
    model = transformer_task.model
    kept = {k: v.clone() for k, v in model.style_net.state_dict().items()}
    before = [model.content_net.reduce.weight.clone(), model.transformer.mask.weight.clone()]
    assert np.isfinite(list(one_step(transformer_task).values())).all()
    assert not torch.equal(model.content_net.reduce.weight, before[0])
    assert not torch.equal(model.transformer.mask.weight, before[1])
    assert all(torch.equal(v, kept[k]) for k, v in model.style_net.state_dict().items())


@pytest.mark.parametrize("task", ["style_task", "transformer_task"])
def test_batches_depend_on_step_and_rank_alone(task, request):
    """The same step gives the same batch in any order; another step or rank another."""
    task = request.getfixturevalue(task)
    late = task.batch(7, 0)
    task.batch(3, 0)
    again = task.batch(7, 0)
    assert all(torch.equal(late[k], again[k]) for k in late)
    for other in (task.batch(8, 0), task.batch(7, 1)):
        assert not torch.equal(late["before"], other["before"])


def test_users_known_by_the_target_alone_show_one_reference(transformer_task):
    """The others are hidden, and all are the target's own pair."""
    task = transformer_task
    task.config = replace(task.config, share_alone=1.0)
    batch = task.batch(0, 0)
    task.config = replace(task.config, share_alone=0.0, share_copied=0.0)
    assert batch["is_hidden"].tolist() == [[False, True]] * 3
    assert not task.batch(0, 0)["is_hidden"].any()


def test_a_run_that_is_missing_is_named(material, tmp_path):
    """Before anything is computed."""
    config = TransformerConfig(loop=LOOP, style=str(tmp_path), data=DATA, start="random")
    with pytest.raises(ConfigError, match="train it first"):
        TransformerTask(config, *material)


def test_versions_of_a_picture_are_cropped_alike():
    """Where the finished picture is twice as bright, it still is after crop, mirror and turn."""
    generator = torch.Generator().manual_seed(1)
    before = torch.rand(6, 3, 40, 40) / 2
    one, two = crop_and_turn((before, 2 * before), generator, 24)
    assert one.shape == (6, 3, 24, 24)
    torch.testing.assert_close(2 * one, two)


def test_only_tone_is_jittered():
    """Greys without a jitter of channels stay grey, and nothing without any jitter changes."""
    generator = torch.Generator().manual_seed(1)
    grey = torch.rand(4, 1, 8, 8).expand(-1, 3, -1, -1) / 2
    out = ToneJitter(brightness=0.5, saturation=0.2).apply(grey, generator)
    torch.testing.assert_close(out[:, 0], out[:, 2])
    assert not torch.allclose(out, grey, atol=0.01)
    torch.testing.assert_close(ToneJitter(brightness=0.0).apply(grey, generator), grey)


@pytest.mark.parametrize("name", ["style", "transformer"])
def test_shipped_configs_load(name):
    """With the paper's numbers."""
    config = load_config((StyleConfig, TransformerConfig), train.CONFIGS / f"{name}.toml")
    assert config.task == name
    assert config.loop.learning_rate == 1e-4
