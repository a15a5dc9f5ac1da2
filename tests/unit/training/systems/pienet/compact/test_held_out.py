"""The quick score of a run of the compact PieNet."""

import json
from dataclasses import replace

import pytest
import torch
from safetensors.torch import load_file

from training.__main__ import main as training_main
from training.datasets.errors import DatasetIncomplete
from training.engine.checkpoint import TENSORS
from training.engine.config import load_config
from training.engine.loop import train
from training.systems.pienet.compact.held_out import HeldOutUsers
from training.systems.pienet.compact.model import CompactPieNet, CompactSettings
from training.systems.pienet.compact.task import CompactConfig, CompactTask
from training.systems.pienet.train import CONFIGS


@pytest.fixture(scope="module")
def network() -> CompactPieNet:
    torch.manual_seed(1)
    small = CompactSettings(hidden=16, renderer_hidden=16, num_basis=4, num_nodes=5)
    return CompactPieNet(small).eval()


@torch.no_grad()
def test_no_change_gains_nothing(material, network):
    """A network whose tables are the identity shows untouched photographs."""
    users = HeldOutUsers(*material)
    found = users.score(network)
    assert found["gain_db"] == pytest.approx(0, abs=1e-3)
    assert found == users.score(network) == HeldOutUsers(*material).score(network)
    # The only held-out look of the material is the identity, in steps of 8 bits.
    assert found["psnr_db"] > 55
    assert found["delta_e76"] < 0.5


@torch.no_grad()
def test_a_change_is_noticed(material, network):
    """Wrong tables are farther from the users' versions than the photographs."""
    wrong = CompactPieNet(network.settings).eval()
    torch.nn.init.normal_(wrong.basis, std=0.5)
    assert HeldOutUsers(*material).score(wrong)["gain_db"] < -10


def test_one_photo_is_too_few(material, tmp_path, jpeg):
    """Favourites and queries are different photographs."""
    _, looks, cache = material
    (tmp_path / "one.jpg").write_bytes(jpeg(1))
    with pytest.raises(DatasetIncomplete, match="it holds 1 photographs"):
        HeldOutUsers(tmp_path, looks, cache)


def test_scoring_does_not_change_the_run(material, tmp_path):
    """With and without held-out photographs the checkpoints are equal to the bit."""
    photos, looks, cache = material
    config = load_config(CompactConfig, CONFIGS / "debug.toml")
    loop = replace(config.loop, steps=4, score_every=2, log_every=2, accelerator="cpu")
    config = replace(config, network=replace(config.network, dropout=0.1), loop=loop)
    for name, held_out in (("plain", None), ("scored", photos)):
        train(CompactTask(config, photos, looks, cache, held_out), loop, tmp_path / name, {})
    plain, scored = (load_file(tmp_path / name / TENSORS) for name in ("plain", "scored"))
    assert all(torch.equal(value, scored[name]) for name, value in plain.items())
    log = (tmp_path / "scored" / "log.jsonl").read_text().splitlines()
    found = [e for e in map(json.loads, log) if "held_out" in e]
    assert [e["step"] for e in found] == [2, 4]
    assert set(found[0]["held_out"]) == {"psnr_db", "gain_db", "delta_e76"}


def test_other_tasks_refuse_held_out_photographs(material, tmp_path, capsys):
    """An option that would do nothing is not taken in silence."""
    photos, looks, _ = (str(p) for p in material)
    words = ["--photos", photos, "--looks", looks, "--held-out", photos, "--config", "embedding"]
    assert training_main(["pienet", "train", *words]) == 2
    assert '"compact" and "finisher" are scored, not "embedding"' in capsys.readouterr().err
