"""The compact model: statistics, episodes, training, resuming, exporting."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from training.__main__ import main as training_main
from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError, from_table, load_config
from training.engine.loop import LoopSettings, learning_rate, train
from training.pseudo_users.random_looks import degrading_tables, random_tables
from training.pseudo_users.tables import (
    apply_tables,
    at_strength,
    compose,
    cross_luma_chroma,
    identity_points,
    permute_channels,
)
from training.systems.pienet.compact.model import CompactPieNet, CompactSettings, preference_vector
from training.systems.pienet.compact.task import CompactConfig, CompactTask
from training.systems.pienet.export import export_network
from training.systems.pienet.statistics import (
    NUM_STATISTICS,
    PictureStatistics,
    sample_points,
    statistics_of_points,
)
from training.systems.pienet.train import CONFIGS


def debug_config(steps: int) -> CompactConfig:
    """configs/debug.toml with fewer steps."""
    config = load_config(CompactConfig, CONFIGS / "debug.toml")
    return replace(config, loop=replace(config.loop, steps=steps, accelerator="cpu"))


def run(config: CompactConfig, material, folder: Path) -> dict[str, torch.Tensor]:
    """Train and return the checkpoint."""
    photos, looks, cache = material
    torch.manual_seed(99)  # a run must not depend on what was drawn before it
    task = CompactTask(config, photos, looks, cache)
    train(task, config.loop, folder, {"config": {}})
    return load_file(folder / TENSORS)


class TestStatistics:
    """Statistics: the network's view of a picture."""

    def test_batches_do_not_mix(self):
        """A picture's statistics are the same alone and among others."""
        pictures = torch.rand(3, 3, 256, 256, generator=torch.Generator().manual_seed(1))
        together = PictureStatistics()(pictures)
        assert together.shape == (3, NUM_STATISTICS)
        torch.testing.assert_close(PictureStatistics()(pictures[1:2]), together[1:2])

    def test_points_lie_on_the_grid(self):
        """Sampling commutes with a pointwise look, so looks may be applied to points alone."""
        picture = torch.rand(1, 3, 256, 256, generator=torch.Generator().manual_seed(1))
        centre, right = sample_points(picture)
        assert centre.shape == right.shape == (1, 1024, 3)
        torch.testing.assert_close(centre[0, 33], picture[0, :, 12, 12])
        torch.testing.assert_close(right[0, 33], picture[0, :, 12, 14])

    def test_histogram_is_a_partition(self):
        """The joint histogram counts every point once."""
        points = torch.rand(2, 1024, 3, generator=torch.Generator().manual_seed(2)) * 0.8 + 0.1
        joint = statistics_of_points(points, points)[:, : 12 * 11 * 11] ** 2 - 1e-5
        torch.testing.assert_close(joint.sum(1), torch.ones(2), atol=2e-3, rtol=0)

    def test_gradient_is_finite_on_flat_pictures(self):
        """The taste guide climbs this gradient; black, grey and white must not break it."""
        for value in (0.0, 0.5, 1.0):
            picture = torch.full((1, 3, 256, 256), value, requires_grad=True)
            PictureStatistics()(picture).sum().backward()
            assert picture.grad.isfinite().all()


class TestTables:
    """Looks as tables."""

    def test_compose_is_one_after_the_other(self):
        """compose(a, b) renders as a, then b."""
        g = torch.Generator().manual_seed(3)
        a, b = random_tables(2, g, 17, scale=0.5)[:, None]
        points = torch.rand(1, 200, 3, generator=g)
        both = apply_tables(compose(a, b), points)
        assert (both - apply_tables(b, apply_tables(a, points))).abs().max() < 0.02

    def test_strength_zero_is_the_identity(self):
        """A look at strength 0 is no look."""
        look = random_tables(1, torch.Generator().manual_seed(4), 9)
        plain = at_strength(look, torch.zeros(1)).reshape(-1, 3)
        torch.testing.assert_close(plain, identity_points(9))

    def test_permuting_channels_of_a_grey_look_changes_nothing(self):
        """A look that treats all channels alike is its own permutation."""
        points = identity_points(9).reshape(1, 9, 9, 9, 3)
        order = torch.tensor([[2, 0, 1]])
        torch.testing.assert_close(permute_channels(points**2, order), points**2)

    def test_permuting_moves_a_cast_to_another_channel(self):
        """A change of red becomes a change of the channel in its place."""
        points = identity_points(9).reshape(1, 9, 9, 9, 3)
        without_red = points * torch.tensor([0.0, 1.0, 1.0])
        order = torch.tensor([[1, 0, 2]])  # red is treated as green was, green as red was
        expected = points * torch.tensor([1.0, 0.0, 1.0])
        torch.testing.assert_close(permute_channels(without_red, order), expected)

    def test_crossing_a_look_with_itself_is_the_look(self):
        """Luma and chroma of one look are that look."""
        look = random_tables(2, torch.Generator().manual_seed(5), 9)
        torch.testing.assert_close(cross_luma_chroma(look, look), look)

    @pytest.mark.parametrize("draw", [random_tables, lambda n, g, k: degrading_tables(n, g, k)])
    def test_random_looks_repeat_and_stay_in_range(self, draw):
        """Same seed, same looks; values in [0, 1]."""
        first = draw(20, torch.Generator().manual_seed(6), 9)
        again = draw(20, torch.Generator().manual_seed(6), 9)
        assert torch.equal(first, again)
        assert first.isfinite().all()
        assert first.min() >= 0
        assert first.max() <= 1


class TestTraining:
    """The loop with the compact task."""

    def test_loss_falls(self, material, tmp_path):
        """configs/debug.toml learns something in a few dozen steps."""
        config, (photos, looks, cache) = debug_config(40), material
        task = CompactTask(config, photos, looks, cache)
        batch = task.batch(0, 0)
        with torch.no_grad():
            before = task.loss(task.model, batch)
        train(task, config.loop, tmp_path, {"config": {}})
        with torch.no_grad():
            after = task.loss(task.model, batch)
        assert after["loss"] < before["loss"]
        assert after["delta_e"] < 0.9 * before["delta_e"]
        assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 4

    def test_resumes_to_the_bit(self, material, tmp_path):
        """Cut in the middle of a chunk and resumed, a run ends as one that was not cut."""
        whole = run(debug_config(8), material, tmp_path / "whole")
        config, (photos, looks, cache) = debug_config(8), material
        always = replace(config.loop, checkpoint_minutes=0.0)
        task = _LostAt(CompactTask(config, photos, looks, cache), step=5)
        with pytest.raises(_MachineLost):
            train(task, always, tmp_path / "cut", {"config": {}})
        assert int(load_file(tmp_path / "cut" / TENSORS)["step"]) == 5
        resumed = run(config, material, tmp_path / "cut")
        assert whole.keys() == resumed.keys()
        for name, tensor in whole.items():
            assert torch.equal(tensor, resumed[name]), name

    def test_batches_depend_on_the_step_alone(self, material):
        """Any step can be asked for first."""
        config, (photos, looks, cache) = debug_config(8), material
        one, other = (CompactTask(config, photos, looks, cache) for _ in range(2))
        for step in (0, 21, 45):
            one.batch(step, 0)
        a, b = one.batch(47, 0), other.batch(47, 0)
        assert torch.equal(a.query, b.query)
        assert torch.equal(a.after, b.after)
        assert not torch.equal(a.query, one.batch(48, 0).query)

    def test_command_trains_and_exports(self, material, tmp_path, monkeypatch, capsys):
        """The README's commands work from an empty folder."""
        photos, looks, cache = (str(p) for p in material)
        monkeypatch.chdir(tmp_path)
        config = re.sub(r"steps = 60", "steps = 2", (CONFIGS / "debug.toml").read_text())
        (tmp_path / "tiny.toml").write_text(config)
        common = ["--photos", photos, "--cache", cache]
        train_words = ["pienet", "train", "--config", "tiny.toml", "--looks", looks, *common]
        assert training_main(train_words) == 0
        export_words = ["pienet", "export", "--run", "runs/tiny", "--out", "models", *common]
        assert training_main(export_words) == 0
        manifest = json.loads((tmp_path / "models" / "manifest.json").read_text())["models"]
        parts = {"embedding", "look", "reference-photos", "guide"}
        assert set(manifest) == {f"preference-vector/{part}" for part in parts}
        for part in ("look", "guide"):
            needs = manifest[f"preference-vector/{part}"]["needs"]
            assert needs == [manifest["preference-vector/embedding"]["sha256"]]
        assert "differs from torch" in capsys.readouterr().out


class _MachineLost(Exception):
    pass


class _LostAt:
    """A task whose machine is lost when a step begins."""

    def __init__(self, task: CompactTask, step: int) -> None:
        self._task, self._step, self.model, self.loss = task, step, task.model, task.loss

    def batch(self, step, rank):
        if step == self._step:
            raise _MachineLost
        return self._task.batch(step, rank)


class TestNetwork:
    """The network itself."""

    def test_export_agrees_with_torch(self, tmp_path):
        """ONNX and torch differ by less than 1e-3, for one picture and for many."""
        torch.manual_seed(1)
        network = CompactPieNet(CompactSettings(hidden=32, renderer_hidden=32, num_nodes=5))
        torch.nn.init.normal_(network.basis, std=0.05)
        assert max(export_network(network, tmp_path).values()) < 1e-3

    def test_vector_is_the_mean_of_those_used(self):
        """Favourites beyond a user's count do not touch the vector."""
        embedding = torch.eye(4)[None]
        used = torch.tensor([[1.0, 1.0, 0.0, 0.0]])
        assert preference_vector(embedding, used).tolist() == [[0.5, 0.5, 0.0, 0.0]]


class TestConfigs:
    """Every config that ships."""

    @pytest.mark.parametrize("name", ["compact", "debug"])
    def test_loads(self, name):
        """No key is unknown or missing."""
        config = load_config(CompactConfig, CONFIGS / f"{name}.toml")
        assert config.network.num_nodes == config.episodes.num_nodes

    def test_unknown_key_is_an_error(self):
        """A typing error does not train another model."""
        with pytest.raises(ConfigError, match="learning_rat"):
            from_table(LoopSettings, {"steps": 1, "learning_rat": 1.0}, "loop")

    def test_schedule(self):
        """Linear warm-up, then a cosine that ends at zero."""
        settings = LoopSettings(steps=100, learning_rate=1.0, warm_up_steps=10)
        assert learning_rate(settings, 0) == pytest.approx(0.1)
        assert learning_rate(settings, 50) == pytest.approx(0.5)
        assert learning_rate(settings, 100) == pytest.approx(0.0)
        assert np.all(np.diff([learning_rate(settings, s) for s in range(10, 100)]) < 0)
