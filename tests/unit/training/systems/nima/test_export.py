"""The graphs that ship hold no weights, and do with imported ones what torch does."""

import json

import numpy as np
import onnx
import pytest

from pieditor.models.manifest import MODEL_FOLDER, read_manifest
from pieditor.models.nima_weights import folded_layout, read_nima_weights
from tests.keras_files import write_keras
from training.__main__ import main as training_main
from training.systems.nima.export import (
    GRADIENT_LIMIT,
    PARITY_LIMIT,
    fold_batch_norms,
    measure_parity,
    randomise,
)
from training.systems.nima.model import MobileNet
from training.systems.nima.skeleton import guide_graph, rate_graph, weight_layout

GRAPHS = {"nima-mobilenet": rate_graph, "nima-mobilenet-guide": guide_graph}
PARTS = dict(zip(GRAPHS, ("nima-mobilenet/rating", "nima-mobilenet/guide"), strict=True))
NUM_WEIGHTS = 3_206_282  # 3,217,226 with each normalisation's two vectors folded into one bias


@pytest.fixture(scope="module")
def network() -> MobileNet:
    return randomise(MobileNet(), seed=3)


@pytest.mark.parametrize("name", GRAPHS)
def test_what_ships_is_what_the_code_writes(name):
    """To the byte, and under its hash: the graph in the package is not an older one."""
    assert (MODEL_FOLDER / f"{name}.onnx").read_bytes() == GRAPHS[name]()
    assert read_manifest()[PARTS[name]].facts["weights"] == "nima-mobilenet.f32"


@pytest.mark.parametrize("name", GRAPHS)
def test_graphs_are_valid_and_hold_no_weights(name, tmp_path):
    """A few ten kilobytes; every weight is external, one after the other in the file."""
    raw = GRAPHS[name]()
    assert len(raw) < 40_000
    model = onnx.load_model_from_string(raw)
    (tmp_path / "nima-mobilenet.f32").write_bytes(bytes(4 * NUM_WEIGHTS))
    (tmp_path / "graph.onnx").write_bytes(raw)
    onnx.checker.check_model(tmp_path / "graph.onnx", full_check=True)
    external = [t for t in model.graph.initializer if t.data_location == onnx.TensorProto.EXTERNAL]
    assert [t.name for t in external] == list(weight_layout())
    end = 0
    for tensor in external:
        facts = {e.key: e.value for e in tensor.external_data}
        assert int(facts["offset"]) == end
        assert int(facts["length"]) == 4 * np.prod(tensor.dims)
        end += int(facts["length"])
    assert end == 4 * NUM_WEIGHTS
    inside = [t for t in model.graph.initializer if t not in external]
    assert sum(int(np.prod(t.dims)) for t in inside) < 100


def test_the_editor_stores_what_the_graphs_want(network, tmp_path):
    """Both sides name the same tensors in the same order, and fold them to the same numbers."""
    assert weight_layout() == folded_layout()
    state = {k: v.numpy() for k, v in network.state_dict().items() if not k.endswith("tracked")}
    raw = read_nima_weights(write_keras(tmp_path / "a.h5", state)).raw
    ours = np.concatenate([w.ravel() for w in fold_batch_norms(network).values()])
    np.testing.assert_array_equal(np.frombuffer(raw, "<f4"), ours)


def test_parity_with_torch(network):
    """Shares, scores and gradients, at 224 × 224 and at odd sizes."""
    worst, relative = measure_parity(network, *(MODEL_FOLDER / f"{name}.onnx" for name in GRAPHS))
    assert worst <= PARITY_LIMIT
    assert relative <= GRADIENT_LIMIT


def test_parity_notices_another_network(network, monkeypatch):
    """The comparison can fail: with one weight changed on one side it does."""
    from training.systems.nima import export

    folded = fold_batch_norms(network)
    folded["conv_pw_13.weight"] = folded["conv_pw_13.weight"] * np.float32(1.1)
    monkeypatch.setattr(export, "fold_batch_norms", lambda _: folded)
    worst, relative = measure_parity(network, *(MODEL_FOLDER / f"{name}.onnx" for name in GRAPHS))
    assert worst > PARITY_LIMIT
    assert relative > GRADIENT_LIMIT


def test_the_command_writes_graphs_and_manifest(tmp_path, capsys):
    """As in the README; other entries of the manifest stay."""
    kept = {"format": "pieditor-models", "version": 2, "models": {"look": {"file": "look.onnx"}}}
    (tmp_path / "manifest.json").write_text(json.dumps(kept))
    assert training_main(["nima", "export", "--out", str(tmp_path)]) == 0
    models = json.loads((tmp_path / "manifest.json").read_text())["models"]
    assert set(models) == {"look", *PARTS.values()}
    for name in GRAPHS:
        assert models[PARTS[name]]["sha256"] == read_manifest()[PARTS[name]].sha256
    assert "differ from torch by at most" in capsys.readouterr().out
