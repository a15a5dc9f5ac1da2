"""The local field: cells, gate, interpolation, training, exporting, measuring."""

import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from pieditor.core.render.field import apply_field, largest_change
from training.__main__ import main as training_main
from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError, load_config
from training.engine.loop import train
from training.systems.pienet.export import export_field
from training.systems.pienet.local_field.model import (
    CELLS,
    NUM_LUMA,
    NUM_VALUE,
    FieldSettings,
    LocalField,
    apply_matrices,
    cell_statistics,
    field_at,
)
from training.systems.pienet.local_field.task import FieldConfig, FieldEpisodes, FieldTask
from training.systems.pienet.measure.field import field_rows
from training.systems.pienet.measure.setting import make_setting, make_user
from training.systems.pienet.measure.shipped import Shipped
from training.systems.pienet.train import CONFIGS

EPISODES = FieldEpisodes(
    users=8, pictures=4, favourites=3, local=2, others=2, gate_only=4, grid=16,
    share_local=0.5, share_finished=0.5,
)  # fmt: skip


def open_network(seed: int = 1) -> LocalField:
    """A network whose field is not zero and whose gate is open for half of the vectors."""
    torch.manual_seed(seed)
    network = LocalField(FieldSettings(hidden=8, style=8, layers=2))
    torch.nn.init.normal_(network.last.weight, std=0.1)
    torch.nn.init.normal_(network.gate[-1].weight, std=20.0)
    return network.eval()


def pictures(count: int, seed: int = 1) -> torch.Tensor:
    """Noise."""
    return torch.rand(count, 3, 256, 256, generator=torch.Generator().manual_seed(seed))


def vectors(count: int, seed: int = 1) -> torch.Tensor:
    """Unit vectors."""
    drawn = torch.randn(count, 512, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.normalize(drawn)


class TestCells:
    """Cells: the network's view of each part of a photo."""

    def test_each_histogram_counts_every_pixel_once(self):
        """Shares of values, and shares of luma, add up to one in every cell."""
        cells = cell_statistics(pictures(2) * 0.8 + 0.1)
        ones = torch.ones(2, CELLS, CELLS)
        torch.testing.assert_close(cells[:, :NUM_VALUE].sum(1), ones, atol=2e-3, rtol=0)
        luma = cells[:, NUM_VALUE : NUM_VALUE + NUM_LUMA].sum(1)
        torch.testing.assert_close(luma, ones, atol=2e-3, rtol=0)

    def test_a_cell_holds_its_own_part_alone(self):
        """A change of one cell's pixels changes that cell's numbers and no other's."""
        plain = pictures(1)
        changed = plain.clone()
        changed[:, :, 32:48, 64:80] *= 0.5
        differs = (cell_statistics(changed) != cell_statistics(plain)).any(1)[0]
        assert differs.nonzero().tolist() == [[2, 4]]


class TestNetwork:
    """The network itself."""

    def test_begins_with_no_field(self):
        """Before training, every photo is left to the table."""
        field, _ = LocalField(FieldSettings())(cell_statistics(pictures(1)), vectors(1))
        assert field.shape == (1, CELLS, CELLS, 3, 4)
        assert not field.any()

    def test_a_shut_gate_is_exactly_zero(self):
        """Photos of tastes that are not local cost nothing: their field is zero, not small."""
        network = open_network()
        taste = vectors(40)
        field, value = network(cell_statistics(pictures(1)).expand(40, -1, -1, -1), taste)
        shut = value <= -1
        assert 0 < shut.sum() < 40
        assert not field[shut].any()
        assert field[~shut].flatten(1).any(1).all()

    def test_photos_do_not_mix(self):
        """A photo's field is the same alone and among others."""
        network, taste = open_network(), vectors(3)
        together, _ = network(cell_statistics(pictures(3)), taste)
        alone, _ = network(cell_statistics(pictures(3)[1:2]), taste[1:2])
        torch.testing.assert_close(alone, together[1:2], atol=1e-5, rtol=1e-4)

    def test_trains_what_the_editor_applies(self):
        """Matrices at points in torch are `core.field`'s at pixels."""
        field = torch.randn(1, 5, 4, 3, 4, generator=torch.Generator().manual_seed(2)) * 0.2
        photo = torch.rand(1, 11, 7, 3, generator=torch.Generator().manual_seed(3))
        y, x = torch.meshgrid(
            (torch.arange(11) + 0.5) / 11, (torch.arange(7) + 0.5) / 7, indexing="ij"
        )
        place = torch.stack([x, y], -1).reshape(1, -1, 2)
        ours = apply_matrices(field_at(field, place), photo.flatten(1, 2))[0].numpy()
        theirs = np.clip(apply_field(field[0].numpy(), photo[0].numpy()), 0, 1)
        np.testing.assert_allclose(ours, theirs.reshape(-1, 3), atol=1e-5)

    def test_export_agrees_with_torch(self, tmp_path):
        """ONNX and torch differ by less than 1e-3, for one photo and for many."""
        assert export_field(open_network(), tmp_path) < 1e-3


@pytest.fixture(scope="module")
def compact_run(material, tmp_path_factory) -> Path:
    """The run folder of a tiny compact model."""
    photos, looks, cache = (str(p) for p in material)
    root = tmp_path_factory.mktemp("compact")
    config = (CONFIGS / "debug.toml").read_text()
    (root / "tiny.toml").write_text(re.sub(r"steps = 60", "steps = 2", config))
    words = ["pienet", "train", "--config", str(root / "tiny.toml"), "--run", str(root / "run")]
    assert training_main([*words, "--photos", photos, "--looks", looks, "--cache", cache]) == 0
    return root / "run"


@pytest.fixture(scope="module")
def config(compact_run) -> FieldConfig:
    """configs/local_field.toml, much smaller."""
    full = load_config(FieldConfig, CONFIGS / "local_field.toml")
    loop = replace(full.loop, steps=6, log_every=2, accelerator="cpu")
    network = FieldSettings(hidden=8, style=8, layers=2)
    return replace(full, loop=loop, compact=str(compact_run), network=network, episodes=EPISODES)


class TestTraining:
    """The loop with the field's task."""

    def test_batches_depend_on_the_step_alone(self, config, material):
        """Any step can be asked for first, and two steps differ."""
        one, other = (FieldTask(config, *material) for _ in range(2))
        one.batch(3, 0)
        a, b, c = one.batch(7, 0), other.batch(7, 0), one.batch(8, 0)
        assert torch.equal(a.vector, b.vector)
        assert torch.equal(a.after, b.after)
        assert not torch.equal(a.vector, c.vector)

    def test_without_a_field_the_table_answers(self, config, material):
        """Film looks' photos end as their look has them; local users come first in the batch."""
        task = FieldTask(config, *material)
        batch = task.batch(0, 0)
        episodes = config.episodes
        assert len(batch.vector) == (episodes.local + episodes.others) * episodes.queries
        assert batch.is_local.sum() == episodes.local
        assert batch.before.shape == batch.after.shape == (8, 16 * 16, 3)
        assert torch.equal(task.loss(task.model, batch)["size"], torch.tensor(0.0))

    def test_cells_and_points_are_of_the_same_place(self, config, material):
        """Mirrored, turned or not: a point has about the mean colour of the cell it lies in."""
        task = FieldTask(config, *material)
        for step in range(3):
            batch = task.batch(step, 0)
            column, row = (batch.place * CELLS).long().unbind(-1)
            mean = batch.cells[torch.arange(len(row))[:, None], -3:, row, column]
            near = (mean - batch.before).abs().mean((1, 2))
            elsewhere = (mean.flip(1) - batch.before).abs().mean((1, 2))
            assert (near < 0.1).all()
            assert (near < 0.5 * elsewhere).all()

    def test_only_the_field_learns(self, config, material, tmp_path):
        """The frozen model stays as it ships; the field's loss falls."""
        longer = replace(config.loop, steps=30, learning_rate=5e-3, warm_up_steps=1)
        task = FieldTask(config, *material)
        frozen = {k: v.clone() for k, v in task.compact.state_dict().items()}
        batch = task.batch(0, 0)
        before = float(task.loss(task.model, batch)["loss"].detach())
        train(task, longer, tmp_path, {"config": {}})
        assert float(task.loss(task.model, batch)["loss"].detach()) < before
        for name, tensor in task.compact.state_dict().items():
            assert torch.equal(tensor, frozen[name])
        assert not any("compact" in name for name in load_file(tmp_path / TENSORS))

    def test_a_missing_compact_run_is_an_error(self, config, material, tmp_path):
        """The sentence says what to train first."""
        with pytest.raises(ConfigError, match="train the compact model first"):
            FieldTask(replace(config, compact=str(tmp_path)), *material)


class TestCommands:
    """Export and evaluation."""

    def test_field_is_exported_with_its_embedding_and_forgotten_without(
        self, config, compact_run, material, tmp_path
    ):
        """A field never stays beside networks it was not trained with."""
        photos, _, cache = material
        folder = tmp_path / "local"
        train(FieldTask(config, *material), config.loop, folder, {"config": _as_table(config)})
        words = [
            "pienet", "export", "--run", str(compact_run), "--photos", str(photos),
            "--cache", str(cache), "--out", str(tmp_path / "models"),
        ]  # fmt: skip
        assert training_main([*words, "--field", str(folder)]) == 0
        manifest = tmp_path / "models" / "manifest.json"
        models = json.loads(manifest.read_text())["models"]
        field = models["preference-vector/field"]
        assert field["needs"] == [models["preference-vector/embedding"]["sha256"]]
        assert field["outputs"] == {"field": [CELLS, CELLS, 3, 4]}
        assert field["steps"] == config.loop.steps
        assert training_main(words) == 0
        assert "preference-vector/field" not in json.loads(manifest.read_text())["models"]
        assert not (tmp_path / "models" / "field.onnx").exists()

    def test_measuring_tells_photos_with_a_field(self, compact_run, material, tmp_path):
        """A taste with an open gate changes by the field, one with a shut gate does not."""
        photos, _, cache = material
        words = ["--run", str(compact_run), "--photos", str(photos), "--cache", str(cache)]
        assert training_main(["pienet", "export", *words, "--out", str(tmp_path)]) == 0
        squares = np.random.default_rng(1).integers(0, 256, (4, 256, 256, 3), dtype=np.uint8)
        for bias, share in ((1e4, 1.0), (-1e4, 0.0)):
            network = open_network()
            torch.nn.init.constant_(network.gate[-1].bias, bias)
            export_field(network, tmp_path)
            shipped = Shipped(tmp_path)
            setting = make_setting(shipped, squares, num_queries=2, num_draws=1, seed=1)
            (row,) = field_rows(
                setting, "users", [lambda s=setting: make_user(s, "a", squares)], [2]
            )
            assert row.share_with_field == share
            assert (row.gain_db != 0) == (share == 1)
            taste = np.zeros(512, np.float32)
            assert (largest_change(shipped.fields(taste, squares[:1])[0]) > 0) == (share == 1)


def _as_table(config: FieldConfig) -> dict:
    network = config.network
    return {"network": {"hidden": network.hidden, "style": network.style, "layers": network.layers}}
