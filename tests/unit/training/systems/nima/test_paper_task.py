"""NIMA trains on a tiny AVA: configs, batches, resuming, evaluating."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from training.__main__ import main as training_main
from training.engine.checkpoint import TENSORS
from training.engine.config import ConfigError, load_config
from training.engine.loop import train
from training.systems.nima import evaluate, paper_task
from training.systems.nima.data import Batches, DataSettings, Rated, load_ava, read_picture
from training.systems.nima.metrics import Agreement
from training.systems.nima.paper_task import PaperConfig, PaperTask, build_network

CONFIGS = Path(paper_task.__file__).parent / "configs"
PAPERS = ("paper_mobilenet", "paper_inception", "paper_vgg16")


def debug_config(steps: int) -> PaperConfig:
    """configs/debug.toml with fewer steps."""
    config = load_config(PaperConfig, CONFIGS / "debug.toml")
    return replace(config, loop=replace(config.loop, steps=steps, accelerator="cpu"))


class _MachineLost(Exception):
    pass


class _LostAt:
    """A task whose machine is lost when a step begins."""

    def __init__(self, task: PaperTask, step: int) -> None:
        self._task, self._step, self.model, self.loss = task, step, task.model, task.loss

    def batch(self, step, rank):
        if step == self._step:
            raise _MachineLost
        return self._task.batch(step, rank)


def run(config: PaperConfig, ava: Path, folder: Path) -> dict[str, torch.Tensor]:
    """Train and return the checkpoint."""
    torch.manual_seed(99)  # a run must not depend on what was drawn before it
    task = PaperTask(config, ava, folder / "cache")
    train(task, config.loop, folder, {"config": {}})
    return load_file(folder / TENSORS)


@pytest.mark.parametrize("name", PAPERS)
def test_paper_configs_are_the_papers_settings(name):
    """Momentum SGD at 3e-7 and ten times that for the last layer, on whole 480 × 640 pictures."""
    config = load_config(PaperConfig, CONFIGS / f"{name}.toml")
    assert (config.loop.optimiser, config.loop.momentum) == ("sgd", 0.9)
    assert config.loop.learning_rate == 3e-7
    assert config.loop.rates == {"dense": 10.0}
    assert (config.data.height_px, config.data.width_px, config.data.crop_px) == (480, 640, 0)
    assert (config.per_batch, config.emd_power) == (64, 2)
    assert config.loop.decay_steps * config.per_batch == pytest.approx(10 * 0.8 * 255_500, rel=1e-3)
    with torch.device("meta"):
        assert build_network(config.network).dropout == 0.75


def test_an_unknown_trunk_is_named():
    """A config that asks for another network says which there are."""
    config = load_config(PaperConfig, CONFIGS / "debug.toml")
    with pytest.raises(ConfigError, match=r"'resnet' is none of.*vgg16"):
        build_network(replace(config.network, trunk="resnet"))


def test_loss_falls(ava_folder, tmp_path):
    """configs/debug.toml learns in its few steps that bright pictures are liked here."""
    config = debug_config(30)
    task = PaperTask(config, ava_folder, tmp_path)
    batch = Batches(task.batch.rated, config.data, 16, seed=5)(0, 0)

    def loss() -> float:
        with torch.no_grad():
            return float(task.loss(task.model.eval(), batch)["loss"])

    before = loss()
    task.model.train()
    train(task, config.loop, tmp_path, {"config": {}})
    assert loss() < 0.8 * before
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 6


def test_resumes_to_the_bit(ava_folder, tmp_path):
    """Cut and resumed, a run with momentum, two rates and dropout ends as one that was not cut."""
    config = debug_config(6)
    whole = run(config, ava_folder, tmp_path / "whole")
    task = _LostAt(PaperTask(config, ava_folder, tmp_path / "cut" / "cache"), step=3)
    always = replace(config.loop, checkpoint_minutes=0.0)
    with pytest.raises(_MachineLost):
        train(task, always, tmp_path / "cut", {"config": {}})
    assert int(load_file(tmp_path / "cut" / TENSORS)["step"]) == 3
    resumed = run(config, ava_folder, tmp_path / "cut")
    assert any("momentum_buffer" in name for name in whole)
    assert whole.keys() == resumed.keys()
    for name, tensor in whole.items():
        assert torch.equal(tensor, resumed[name]), name


def test_batches_depend_on_step_and_rank_alone(ava_folder, tmp_path):
    """Any step can be asked for first, and a pass shows every photograph once."""
    task = PaperTask(debug_config(3), ava_folder, tmp_path)
    late = task.batch(7, 0)
    task.batch(1, 0)
    again = PaperTask(debug_config(3), ava_folder, tmp_path).batch(7, 0)
    assert all(torch.equal(late[k], again[k]) for k in late)
    for other in (task.batch(8, 0), task.batch(7, 1)):
        assert not torch.equal(late["pictures"], other["pictures"])
    num = len(task.batch.rated.files)
    one_by_one = Batches(task.batch.rated, task.config.data, 1, seed=1)
    seen = torch.cat([one_by_one(step, 0)["shares"] for step in range(num)])
    everyone = np.sort(task.batch.rated.shares, axis=0)
    np.testing.assert_array_equal(np.sort(seen.numpy(), axis=0), everyone)


def test_pictures_are_squashed_cropped_and_mirrored(tmp_path):
    """A crop is a part of the squashed picture or of its mirror image; without crop, all of it."""
    from PIL import Image

    ramp = np.tile(np.arange(0, 256, 4, dtype=np.uint8)[None, :, None], (40, 1, 3))
    Image.fromarray(ramp).save(tmp_path / "ramp.png")
    rated = Rated((tmp_path / "ramp.png",), np.full((1, 10), 0.1, np.float32))
    settings = DataSettings(height_px=32, width_px=48, crop_px=16, readers=1)
    assert read_picture(tmp_path / "ramp.png", settings).shape == (32, 48, 3)
    pictures = Batches(rated, settings, 32, seed=1)(0, 0)["pictures"].numpy()
    assert pictures.shape == (32, 3, 16, 16)
    rising = pictures[:, 0, 0, -1].astype(int) > pictures[:, 0, 0, 0]
    assert 4 < rising.sum() < 28
    assert len({int(p[0, 0].min()) for p in pictures}) > 4
    whole = Batches(rated, replace(settings, crop_px=0, flips=False), 2, seed=1)(0, 0)["pictures"]
    expected = read_picture(tmp_path / "ramp.png", settings)
    np.testing.assert_array_equal(whole[1].numpy().transpose(1, 2, 0), expected)


def test_left_out_photographs_are_counted(ava_folder, tmp_path):
    """Missing and damaged files neither stop the training nor go unmentioned."""
    import shutil

    root = tmp_path / "ava"
    shutil.copytree(ava_folder, root)
    (root / "images/1003.jpg").unlink()
    raw = (root / "images/1004.jpg").read_bytes()
    (root / "images/1004.jpg").write_bytes(raw[: len(raw) // 2])
    split = load_ava(root, tmp_path / "cache", "hash")
    assert split.left_out.startswith("22 of 24 rated photographs can be used")
    assert "1 have no file, 1 are damaged" in split.left_out
    assert len(split.train.files) + len(split.test.files) == 22


def test_commands_train_and_evaluate(ava_folder, tmp_path, monkeypatch, capsys):
    """The README's commands work from an empty folder."""
    monkeypatch.chdir(tmp_path)
    config = (CONFIGS / "debug.toml").read_text()
    config = re.sub("steps = 30", "steps = 1", config)
    config += '\n[[expected]]\nmetric = "emd"\npaper = 0.07\ntolerance = 0.001\nours = 5.0\n'
    (tmp_path / "tiny.toml").write_text(config)
    words = ["--config", "tiny.toml", "--photos", str(ava_folder)]
    assert training_main(["nima", "train", *words]) == 0
    assert (tmp_path / "runs/tiny" / TENSORS).exists()
    # No rater is five off: the config's figure is missed, and that is the exit code.
    assert training_main(["nima", "evaluate", *words]) == 1
    said = capsys.readouterr()
    assert "| emd | 0.07 |" in said.out
    assert "missed" in said.err


def test_figures_are_held_once_they_were_measured():
    """Without "ours" a gap is printed only; with it, leaving the tolerance is a failure."""
    measured = Agreement(accuracy=0.8, lcc=0.5, srcc=0.5, emd=0.07)
    wanted = {"metric": "lcc", "paper": 0.6, "tolerance": 0.02}
    lines, missed = evaluate.agreement_lines([wanted], measured)
    assert lines[-1] == "| lcc | 0.6 | 0.5000 | -0.1000 |"
    assert not missed
    assert evaluate.agreement_lines([{**wanted, "ours": 0.53}], measured)[1]
    assert not evaluate.agreement_lines([{**wanted, "ours": 0.51}], measured)[1]
