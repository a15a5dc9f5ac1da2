"""Public NIMA weights: the same numbers from every kind of file, other networks refused."""

import hashlib

import numpy as np
import pytest
import safetensors.numpy

from pieditor.core.errors import ModelRefused
from pieditor.models import nima_weights
from pieditor.models.nima_weights import folded_layout, raw_layout, read_nima_weights
from tests.keras_files import PLACES, random_weights, write_keras


@pytest.fixture(scope="module")
def tensors():
    return random_weights()


@pytest.fixture(scope="module")
def stored(tensors, tmp_path_factory) -> bytes:
    """What is stored of the weights, read from safetensors."""
    file = tmp_path_factory.mktemp("weights") / "a.safetensors"
    counted = {**tensors, "conv1_bn.num_batches_tracked": np.array(3)}
    safetensors.numpy.save_file(counted, file)
    return read_nima_weights(file).raw


def test_layouts_have_the_published_sizes():
    """3,239,114 numbers; folded, each normalisation's four vectors become one bias."""
    raw, folded = (
        sum(int(np.prod(shape)) for shape in layout.values())
        for layout in (raw_layout(), folded_layout())
    )
    assert raw == 3_239_114
    assert folded == raw - 3 * 10_944


@pytest.mark.parametrize("place", PLACES)
def test_keras_files_hold_the_same_numbers(tensors, stored, tmp_path, place):
    """However Keras nests them, compressed or not, the stored bytes are those of torch's form."""
    options = {"compression": "gzip", "chunks": True} if place == "a whole model" else {}
    file = write_keras(tmp_path / "a.hdf5", tensors, place, **options)
    weights = read_nima_weights(file)
    assert weights.raw == stored
    assert weights.source_sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert not weights.is_public


def test_folding_is_the_same_layer(tensors, stored):
    """A folded convolution gives what convolution and normalisation gave."""
    layout, start = folded_layout(), 0
    numbers = np.frombuffer(stored, "<f4")
    found = {}
    for name, shape in layout.items():
        end = start + int(np.prod(shape))
        found[name] = numbers[start:end].reshape(shape).astype(np.float64)
        start = end
    assert start == len(numbers)
    generator = np.random.default_rng(3)
    for name in ("conv1", "conv_dw_7", "conv_pw_13"):
        weight = tensors[f"{name}.weight"].astype(np.float64)
        norm = {p: tensors[f"{name}_bn.{p}"].astype(np.float64)
                for p in ("weight", "bias", "running_mean", "running_var")}  # fmt: skip
        patch = generator.normal(size=weight.shape[1:])
        plain = (weight * patch).sum((1, 2, 3))
        normal = (plain - norm["running_mean"]) / np.sqrt(norm["running_var"] + 1e-3)
        expected = norm["weight"] * normal + norm["bias"]
        folded = (found[f"{name}.weight"] * patch).sum((1, 2, 3)) + found[f"{name}.bias"]
        np.testing.assert_allclose(folded, expected, atol=1e-5)
    np.testing.assert_array_equal(found["dense.weight"], tensors["dense.weight"])


def without(name):
    return lambda tensors: {k: v for k, v in tensors.items() if not k.startswith(name)}


def changed(name, value):
    return lambda tensors: {**tensors, name: value(tensors.get(name))}


def with_value(value):
    def change(tensor):
        tensor = tensor.copy()
        tensor.flat[-1] = value
        return tensor

    return change


WRONG = {
    "no last layer": (without("dense"), "it has no dense.weight"),
    "half a network": (without("conv_pw_13_bn"), "it has no conv_pw_13_bn.weight"),
    "narrower": (
        changed("conv1.weight", lambda t: t[:16]), "conv1.weight is 16 × 3 × 3 × 3 instead of 32",
    ),
    "a thousand classes": (
        changed("dense.weight", lambda t: np.zeros((1000, 1024), np.float32)), "1000 × 1024",
    ),
    "another layer too": (
        changed("conv_pw_14.weight", lambda _: np.zeros((1, 1, 1, 1), np.float32)),
        "has no conv_pw_14.weight",
    ),
    "biases": (changed("conv1.bias", lambda _: np.zeros(32, np.float32)), "has no conv1.bias"),
    "NaN": (changed("conv_dw_3.weight", with_value(np.nan)), "conv_dw_3.weight holds values"),
    "infinite": (changed("dense.bias", with_value(np.inf)), "dense.bias holds values"),
    "negative variance": (changed("conv1_bn.running_var", with_value(-0.1)), "negative variances"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["keras", "safetensors"])
@pytest.mark.parametrize("case", WRONG)
def test_other_networks_are_refused(tensors, tmp_path, case, kind):
    """The sentence names the file, the layer and what to name instead."""
    change, why = WRONG[case]
    file = tmp_path / "other.weights"
    if kind == "keras":
        write_keras(file, change(tensors))
    else:
        given = {k: np.ascontiguousarray(v) for k, v in change(tensors).items()}
        safetensors.numpy.save_file(given, file)
    with pytest.raises(ModelRefused) as caught:
        read_nima_weights(file)
    sentence = str(caught.value)
    assert sentence.startswith(f"Cannot import {file}: ") and why in sentence
    assert "Name the weights of NIMA on MobileNet v1" in sentence


def test_two_last_layers_are_refused(tensors, tmp_path):
    """A network that goes on after the ten scores is another one."""
    import h5py

    file = write_keras(tmp_path / "two.h5", tensors)
    with h5py.File(file, "a") as opened:
        opened["dense_2/dense_2/kernel:0"] = np.zeros((10, 2), np.float32)
    with pytest.raises(ModelRefused, match="another network"):
        read_nima_weights(file)


def test_the_public_weights_are_known(shared, tmp_path):
    """By their numbers, in either kind of file; one changed number makes them somebody's own."""
    file = shared / "weights" / "nima_mobilenet_aesthetic_idealo.safetensors"
    weights = read_nima_weights(file)
    assert weights.is_public
    tensors = dict(safetensors.numpy.load_file(file))
    again = read_nima_weights(write_keras(tmp_path / "public.hdf5", tensors))
    assert again.is_public and again.raw == weights.raw
    tensors["dense.bias"] = tensors["dense.bias"] + np.float32(0.5)
    assert not read_nima_weights(write_keras(tmp_path / "own.hdf5", tensors)).is_public


def test_the_public_file_is_known_by_its_bytes(tensors, tmp_path, monkeypatch):
    """As Git names a file: the sha1 of its length and its bytes."""
    file = write_keras(tmp_path / "a.h5", tensors)
    raw = file.read_bytes()
    blob = hashlib.sha1(b"blob " + str(len(raw)).encode() + b"\0" + raw).hexdigest()
    assert not read_nima_weights(file).is_public
    monkeypatch.setattr(nima_weights, "_PUBLIC_BLOB", blob)
    assert read_nima_weights(file).is_public
