"""Weights of other programs: read as they were written, refused in one sentence otherwise."""

import json
import re
import sys
import tracemalloc

import h5py
import numpy as np
import pytest
import safetensors.numpy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pieditor.core.errors import ModelRefused
from pieditor.models.weight_files import (
    MOST_NUMBERS,
    is_keras_file,
    read_keras,
    read_safetensors,
)

LAYER = re.compile(r"conv1(_bn)?|dense(_\d+)?")
TENSORS = {
    "a.weight": np.arange(24, dtype=np.float32).reshape(2, 3, 4),
    "half": np.array([0.5, -2.0], np.float16),
    "double": np.array([[1e-3]], np.float64),
    "scalar": np.array(7.0, np.float32),
    "steps": np.array([3], np.int64),
}


@pytest.fixture
def tensor_file(tmp_path):
    """As the library writes it."""
    safetensors.numpy.save_file(TENSORS, tmp_path / "a.safetensors", metadata={"made": "here"})
    return tmp_path / "a.safetensors"


@pytest.fixture
def keras_file(tmp_path):
    """Two layers, something else, and an optimiser's state."""
    with h5py.File(tmp_path / "a.h5", "w") as file:
        file["model_weights/conv1/conv1/kernel:0"] = np.ones((3, 3, 2, 4), np.float32)
        file["model_weights/inner/conv1_bn/gamma:0"] = np.full(4, 2, np.float16)
        file["model_weights/top/dense_3/dense_3_1/bias:0"] = np.full(3, 5.0)
        file["model_weights/new_layer/kernel:0"] = np.zeros(2, np.float32)
        file["model_weights/conv1/conv1/steps:0"] = np.zeros(2, np.float32)
        file["optimizer_weights/conv1/kernel:0"] = np.zeros(2, np.float32)
        file["model_weights/conv1/count/bias:0"] = np.zeros(2, np.int64)
    return tmp_path / "a.h5"


def test_safetensors_are_read_as_they_were_written(tensor_file):
    """Every floating-point tensor arrives as float32; counters are left out."""
    found = read_safetensors(tensor_file)
    assert set(found) == set(TENSORS) - {"steps"}
    for name, value in found.items():
        assert value.dtype == np.float32
        np.testing.assert_array_equal(value, TENSORS[name].astype(np.float32))


def test_keras_variables_are_found_by_their_layer(keras_file):
    """By the nearest group that is a layer; optimisers and integers are no weights."""
    found = read_keras(keras_file, LAYER)
    assert {name: value.shape for name, value in found.items()} == {
        "conv1/kernel": (3, 3, 2, 4),
        "conv1_bn/gamma": (4,),
        "dense_3/bias": (3,),
        "new_layer/kernel": (2,),
    }
    assert all(value.dtype == np.float32 for value in found.values())
    assert found["dense_3/bias"][0] == 5


def test_kinds_are_told_apart_by_their_bytes(keras_file, tensor_file, tmp_path):
    """Not by their names."""
    assert is_keras_file(keras_file.rename(tmp_path / "weights.bin"))
    assert not is_keras_file(tensor_file)
    with pytest.raises(ModelRefused, match=r"nowhere\.h5: No such file"):
        is_keras_file(tmp_path / "nowhere.h5")
    with pytest.raises(ModelRefused, match="it is a folder"):
        is_keras_file(tmp_path)


def test_a_variable_twice_is_refused(keras_file):
    """Two networks in one file: which is meant cannot be known."""
    with h5py.File(keras_file, "a") as file:
        file["model_weights/again/conv1/kernel:0"] = np.ones((3, 3, 2, 4), np.float32)
    with pytest.raises(ModelRefused, match="conv1/kernel twice"):
        read_keras(keras_file, LAYER)


def test_no_other_file_is_read(keras_file, tmp_path):
    """A variable whose values lie in another file is no variable of this one."""
    (tmp_path / "secret").write_bytes(np.ones(4, np.float32).tobytes())
    with h5py.File(keras_file, "a") as file:
        place = [(str(tmp_path / "secret"), 0, 16)]
        file.create_dataset("conv1_bn/beta:0", (4,), "f4", external=place)
        file["dense"] = h5py.ExternalLink(str(keras_file), "/model_weights/top/dense_3")
    assert len(read_keras(keras_file, LAYER)) == 4


def test_claims_of_size_are_not_believed(tmp_path):
    """A small file that claims to be huge is refused before memory is asked for."""
    shape = [MOST_NUMBERS, 4]
    header = {"a": {"dtype": "F32", "shape": shape, "data_offsets": [0, 16 * MOST_NUMBERS]}}
    raw = json.dumps(header).encode()
    huge = tmp_path / "huge.safetensors"
    huge.write_bytes(len(raw).to_bytes(8, "little") + raw)
    with pytest.raises(ModelRefused, match="nor a whole safetensors"):
        read_safetensors(huge)
    with h5py.File(tmp_path / "huge.h5", "w") as file:
        file.create_dataset("conv1/kernel:0", (MOST_NUMBERS, 4), "f4", chunks=(1000, 4))
    with pytest.raises(ModelRefused, match="far too large"):
        read_keras(tmp_path / "huge.h5", LAYER)


def with_header(header: bytes, values: bytes = b"") -> bytes:
    """A safetensors file with any header."""
    return len(header).to_bytes(8, "little") + header + values


HOSTILE_HEADERS = {
    "nested without end": b'{"a":' * 100_000,
    "closed brackets": b"[" * 400_000 + b"]" * 400_000,
    "a name twice": b'{"a": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}, "a": 1}',
    "offsets beyond the end": json.dumps(
        {"a": {"dtype": "F64", "shape": [19_000_000], "data_offsets": [0, 152_000_000]}}
    ).encode(),
    "lengths that take each other away": json.dumps(
        {
            "a": {"dtype": "I8", "shape": [-(2**40), 2], "data_offsets": [0, 0]},
            "b": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]},
        }
    ).encode(),
    "tensors without end": json.dumps(
        {str(i): {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]} for i in range(2001)}
    ).encode(),
}


@pytest.mark.parametrize("kind", HOSTILE_HEADERS)
def test_hostile_headers_are_refused_before_memory_is_asked_for(tmp_path, kind):
    """One sentence, whatever is claimed."""
    file = tmp_path / "a.safetensors"
    file.write_bytes(with_header(HOSTILE_HEADERS[kind]))
    tracemalloc.start()
    with pytest.raises(ModelRefused, match=r"a\.safetensors: it is neither .* Name a file"):
        read_safetensors(file)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100_000_000


def test_a_chunk_larger_than_any_network_is_refused(tmp_path):
    """A small variable may be stored in a chunk of any size, and reading it unpacks the chunk."""
    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as file:
        file.create_dataset(
            "conv1/kernel:0", (1, 4), "f4", chunks=(MOST_NUMBERS, 4), maxshape=(None, 4),
            compression="gzip",
        )  # fmt: skip
    with pytest.raises(ModelRefused, match="far too large"):
        read_keras(path, LAYER)


def test_variables_without_end_are_refused_at_once(tmp_path):
    """Their number is limited, not only their size."""
    path = tmp_path / "a.h5"
    with h5py.File(path, "w") as file:
        for number in range(2001):
            file.create_dataset(f"layer{number}/kernel:0", (0,), "f4")
    with pytest.raises(ModelRefused, match="far too large"):
        read_keras(path, LAYER)


WRONG_HEADERS = [
    b"", b"\0", b"\xff" * 8, b"\2\0\0\0\0\0\0\0[]", b"\4\0\0\0\0\0\0\0null",
    b'\x0b\0\0\0\0\0\0\0{"a": null}', b'\x09\0\0\0\0\0\0\0{"a": {}}',
    b"GIF89a plainly a picture", b"PK\3\4 a zip file",
]  # fmt: skip


@pytest.mark.parametrize("raw", WRONG_HEADERS)
def test_other_files_are_no_safetensors(tmp_path, raw):
    """Whatever else is named, the sentence says so and what to name."""
    file = tmp_path / "a.bin"
    file.write_bytes(raw)
    with pytest.raises(ModelRefused, match=r"a\.bin: it is neither .* Name a file of weights"):
        read_safetensors(file)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_refused_or_read(tensor_file, keras_file, tmp_path, data):
    """Cut off or with changed bytes anywhere, a file gives arrays or one sentence, nothing else."""
    for source, read in (
        (tensor_file, read_safetensors),
        (keras_file, lambda path: read_keras(path, LAYER)),
    ):
        raw = bytearray(source.read_bytes())
        if data.draw(st.booleans()):
            raw = raw[: data.draw(st.integers(0, len(raw) - 1))]
        for _ in range(data.draw(st.integers(0, 4)) if raw else 0):
            raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
        damaged = tmp_path / "damaged"
        damaged.write_bytes(raw)
        try:
            found = read(damaged)
        except ModelRefused as error:
            assert str(damaged) in str(error)
        else:
            assert all(value.dtype == np.float32 for value in found.values())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shape=st.lists(st.integers(-3, 5) | st.booleans() | st.floats() | st.text(), max_size=4),
    offsets=st.lists(st.integers(-9, 99), min_size=1, max_size=3),
)
def test_strange_headers_are_refused_or_read(tmp_path, shape, offsets):
    """A header may claim anything."""
    header = {"a": {"dtype": "F32", "shape": shape, "data_offsets": offsets}}
    raw = json.dumps(header).encode()
    file = tmp_path / "strange.safetensors"
    file.write_bytes(len(raw).to_bytes(8, "little") + raw + bytes(40))
    try:
        (found,) = read_safetensors(file).values()
    except ModelRefused:
        return
    assert list(found.shape) == shape and not found.any()


def test_keras_files_without_h5py(keras_file, monkeypatch):
    """Installed without the extra, a Keras file is refused with the name of the extra."""
    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(ModelRefused, match=r"a\.h5: .*h5py.* extra 'import-models'"):
        read_keras(keras_file, LAYER)
