"""Both stages of the paper model on tiny pictures, and the configs that are shipped."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from lightning_fabric import Fabric
from safetensors.torch import save_file

from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError, load_config
from training.engine.loop import LoopSettings, Task
from training.pseudo_users.load_users import DataSettings, load_users
from training.systems.pienet.paper import tasks
from training.systems.pienet.paper.tasks import (
    EmbeddingConfig,
    EmbeddingTask,
    EnhancerConfig,
    EnhancerTask,
    TripletSettings,
)

CONFIGS = Path(tasks.__file__).parents[1] / "configs"
LOOP = LoopSettings(steps=2, learning_rate=1e-4)
DATA = DataSettings(side_px=64, num_nodes=9, split="")


@pytest.fixture(scope="module")
def embedding_task(material) -> EmbeddingTask:
    """Stage 1, three triplets a batch."""
    triplets = TripletSettings(per_batch=3, start="random")
    return EmbeddingTask(EmbeddingConfig(loop=LOOP, data=DATA, triplets=triplets), *material)


@pytest.fixture(scope="module")
def enhancer_task(material, embedding_task, tmp_path_factory) -> EnhancerTask:
    """Stage 2 after stage 1's start, without its optimiser's part of the checkpoint."""
    run = tmp_path_factory.mktemp("embedding")
    state = embedding_task.model.state_dict()
    save_file({f"average/{k}": v.clone() for k, v in state.items()}, run / TENSORS)
    config = EnhancerConfig(loop=LOOP, embedding=str(run), data=DATA, per_batch=2, start="random")
    return EnhancerTask(config, *material)


def two_steps(task: Task) -> list[float]:
    """Losses of two steps, taken as the shared loop takes them."""
    fabric = Fabric(accelerator="cpu")
    optimiser = torch.optim.AdamW(
        [p for p in task.model.parameters() if p.requires_grad], lr=1e-4, foreach=False
    )
    model, optimiser = fabric.setup(task.model, optimiser)
    losses = []
    for step in range(2):
        scalars = task.loss(model, task.batch(step, 0))
        optimiser.zero_grad()
        fabric.backward(scalars["loss"])
        optimiser.step()
        losses.append(float(scalars["loss"].detach()))
    return losses


def test_users_are_training_looks_and_methods(embedding_task):
    """Held-out looks and methods are no users."""
    assert embedding_task.users.names == ("dark", "light", "clahe", "histmod")


def test_embedding_trains(embedding_task):
    """Two steps with a finite loss; networks and vectors both move."""
    model = embedding_task.model
    before = [model.preference.detach().clone(), model.embedding.trunk.conv1.weight.clone()]
    assert np.isfinite(two_steps(embedding_task)).all()
    assert not torch.equal(model.preference, before[0])
    assert not torch.equal(model.embedding.trunk.conv1.weight, before[1])


def test_enhancer_trains_and_leaves_the_embedding_alone(enhancer_task):
    """Two steps with a finite loss; stage 1's weights and statistics stay."""
    model = enhancer_task.model
    before = {k: v.clone() for k, v in model.embedding.state_dict().items()}
    first = model.enhancer.pub1.preference[0].weight.detach().clone()
    assert np.isfinite(two_steps(enhancer_task)).all()
    assert not torch.equal(model.enhancer.pub1.preference[0].weight, first)
    for name, value in model.embedding.state_dict().items():
        assert torch.equal(value, before[name]), name


@pytest.mark.parametrize("task", ["embedding_task", "enhancer_task"])
def test_batches_depend_on_step_and_rank_alone(task, request):
    """The same step gives the same batch in any order; another step or rank another."""
    task = request.getfixturevalue(task)
    late = task.batch(7, 0)
    task.batch(3, 0)
    again = task.batch(7, 0)
    assert all(torch.equal(late[k], again[k]) for k in late)
    for other in (task.batch(8, 0), task.batch(7, 1)):
        assert not torch.equal(late["pixels"], other["pixels"])


def test_target_is_the_users_version_of_the_same_turned_photo(enhancer_task):
    """Where the user is a look, the pixels behind the table are the untouched ones."""
    batch = enhancer_task.batch(0, 0)
    for i, user in enumerate(batch["user"].tolist()):
        name = enhancer_task.users.names[user]
        same = torch.equal(batch["photo"][i], batch["pixels"][i])
        assert same == (name in ("dark", "light"))
    torch.testing.assert_close(batch["noise"].norm(dim=1), torch.full((2,), 0.1))


def test_vectors_are_found_by_name(enhancer_task, embedding_task, material):
    """Stage 2 with fewer users takes their vectors; an unknown user is named."""
    config = enhancer_task.config
    fewer = replace(config, data=replace(DATA, methods=("histmod",)))
    run = Path(config.embedding)
    _, vectors = tasks.load_stage_one(run, load_users(fewer.data, *material).names)
    _, every = tasks.load_stage_one(run, embedding_task.users.names)
    assert torch.equal(vectors, every[[0, 1, 3]])
    with pytest.raises(ConfigError, match="no vector for 'expert-C'"):
        tasks.load_stage_one(run, ("dark", "expert-C"))


def test_held_out_method_is_refused(material):
    """A config cannot train on a method that is for testing."""
    with pytest.raises(ConfigError, match="'ldr' does not train"):
        load_users(replace(DATA, methods=("ldr",)), *material)


def test_fivek_experts_become_users(material, jpeg, tmp_path):
    """With experts the photographs are a FiveK folder's, of the training list only."""
    _, looks, cache = material
    for i in range(1, 5):
        for folder in ("input", "expertA", "expertC"):
            path = tmp_path / folder / f"a{i:04}.jpg"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(jpeg(i + len(folder)))
    for name, ids in {"train_input": "a0001", "train_label": "a0003", "test": "a0002"}.items():
        (tmp_path / f"{name}.txt").write_text(ids)
    users = load_users(replace(DATA, experts=("A", "C")), tmp_path, looks, cache)
    assert users.names[-2:] == ("expert-A", "expert-C")
    assert users.photos.shape == (2, 64, 64, 3)
    assert users.retouchers[1][1].shape == (2, 64, 64, 3)


def test_shipped_configs_are_the_papers_settings():
    """Both configs load, and say what the paper says."""
    embedding = load_config(EmbeddingConfig, CONFIGS / "embedding.toml")
    assert embedding.loop.steps * embedding.triplets.per_batch == 1_600_000
    assert embedding.triplets.margin == 0.2
    enhancer = load_config(EnhancerConfig, CONFIGS / "enhancer.toml")
    assert enhancer.loop.steps * enhancer.per_batch == 800_000
    assert (enhancer.loss.perceptual, enhancer.loss.total_variation) == (0.4, 0.01)
    for config in (embedding, enhancer):
        assert config.loop.learning_rate == 1e-4
        assert "E" not in config.data.experts
