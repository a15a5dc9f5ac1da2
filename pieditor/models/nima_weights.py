"""Convert the public NIMA weights (MobileNet v1) to the form of the editor's graphs.

Weights  `idealo/image-quality-assessment`, Apache-2.0, trained on AVA; not shipped. Names and
         shapes are those of Keras' MobileNet: conv1, conv_dw_i and conv_pw_i for i = 1 … 13, each
         with a batch normalisation NAME_bn, then dense_1. A safetensors file has torch's names.
Folding  y = γ (w∗x − m) / √(v + ε) + β with ε = 1e-3 becomes one convolution,
         w' = w·γ/√(v + ε) and b' = β − m·γ/√(v + ε), computed in float64.
"""

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pieditor.files.documents import WEIGHTS, open_document
from pieditor.models.weight_files import (
    Arrays,
    import_refused,
    is_keras_file,
    read_keras,
    read_safetensors,
)

NAME = "nima-mobilenet/weights"
_EPSILON = 1e-3
_CHANNELS = (64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024)
_LAYER = re.compile(r"(conv1|conv_(dw|pw)_\d+)(_bn)?|dense(_\d+)?")
_REMEDY = (
    "Name the weights of NIMA on MobileNet v1, such as weights_mobilenet_aesthetic_0.07.hdf5 "
    "of idealo/image-quality-assessment."
)

# The Git blob hash of the public file, and the hash of its tensors in the order of `raw_layout`.
_PUBLIC_BLOB = "003fb321ce92445e41d708144a3656589f9214e7"
_PUBLIC = "402548ca29767c8cb5d9591b5bceb9d9d0026f3e2eefa5322e57b7463a78c98a"


@dataclass(frozen=True, slots=True)
class NimaWeights:
    """Folded weights, ready to be stored.

    raw            float32, little-endian, in the order of `folded_layout`
    source_sha256  hash of the imported file
    is_public      whether they are bit-identical to the public aesthetic weights
    """

    raw: bytes
    source_sha256: str
    is_public: bool


def raw_layout() -> dict[str, tuple[int, ...]]:
    """Names and shapes before folding, with torch's names."""
    layout: dict[str, tuple[int, ...]] = {}
    for name, shape in _convolutions().items():
        layout[f"{name}.weight"] = shape
        for part in ("weight", "bias", "running_mean", "running_var"):
            layout[f"{name}_bn.{part}"] = shape[:1]
    return layout | _dense()


def folded_layout() -> dict[str, tuple[int, ...]]:
    """Names and shapes in the stored file, in the order that the shipped graphs expect."""
    layout: dict[str, tuple[int, ...]] = {}
    for name, shape in _convolutions().items():
        layout |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    return layout | _dense()


def _convolutions() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {"conv1": (32, 3, 3, 3)}
    before = 32
    for i, channels in enumerate(_CHANNELS, start=1):
        shapes |= {f"conv_dw_{i}": (before, 1, 3, 3), f"conv_pw_{i}": (channels, before, 1, 1)}
        before = channels
    return shapes


def _dense() -> dict[str, tuple[int, ...]]:
    return {"dense.weight": (10, _CHANNELS[-1]), "dense.bias": (10,)}


def read_nima_weights(path: Path) -> NimaWeights:
    """Read, check and fold a Keras HDF5 or safetensors file.

    Raises ModelRefused, naming the file and the fault: another kind of file, another network, other
    sizes, or implausible numbers.
    """
    if is_keras_file(path):
        tensors = _from_keras(read_keras(path, _LAYER))
    else:
        tensors = read_safetensors(path)
        tensors = {k: v for k, v in tensors.items() if not k.endswith("num_batches_tracked")}
    _check(path, tensors)
    values = hashlib.sha256(b"".join(_bytes(tensors[name]) for name in raw_layout())).hexdigest()
    digest, blob = _digests(path)
    folded = _fold(tensors)
    return NimaWeights(
        raw=b"".join(_bytes(folded[name]) for name in folded_layout()),
        source_sha256=digest,
        is_public=blob == _PUBLIC_BLOB or values == _PUBLIC,
    )


def _digests(path: Path) -> tuple[str, str]:
    """sha256 of a file, and its Git blob hash; read in pieces, for files of any size."""
    whole = hashlib.sha256()
    with open_document(path, WEIGHTS) as file:
        num_bytes = os.fstat(file.fileno()).st_size
        blob = hashlib.sha1(b"blob %d\0" % num_bytes, usedforsecurity=False)
        while piece := file.read(1 << 20):
            whole.update(piece)
            blob.update(piece)
    return whole.hexdigest(), blob.hexdigest()


def _bytes(tensor: np.ndarray) -> bytes:
    return np.ascontiguousarray(tensor, "<f4").tobytes()


_BATCH_NORM = {
    "gamma": "weight", "beta": "bias",
    "moving_mean": "running_mean", "moving_variance": "running_var",
}  # fmt: skip


def _from_keras(variables: Arrays) -> Arrays:
    """Convert Keras' names and axes to torch's; unknown names are kept and refused later."""
    tensors: Arrays = {}
    for name, value in variables.items():
        layer, variable = name.rsplit("/", 1)
        if re.fullmatch(r"dense(_\d+)?", layer):
            layer = "dense"
        part = _BATCH_NORM.get(variable, "bias" if variable == "bias" else "weight")
        if variable in ("kernel", "depthwise_kernel") and value.ndim == 4:
            # Axes are height, width, in, out; for a depthwise kernel the last is 1, and Keras' "in"
            # is torch's "out".
            is_depthwise = "_dw_" in layer
            value = value.transpose((2, 3, 0, 1) if is_depthwise else (3, 2, 0, 1))
        elif variable == "kernel":
            value = value.T
        target = f"{layer}.{part}"
        # With two dense layers keep both, so that the surplus one is refused later.
        tensors[name if target in tensors else target] = value
    return tensors


def _check(path: Path, tensors: Arrays) -> None:
    expected = raw_layout()
    if missing := [name for name in expected if name not in tensors]:
        why = f"it is another network: it has no {missing[0]}"
    elif unknown := sorted(set(tensors) - set(expected)):
        why = f"it is another network: NIMA's MobileNet has no {unknown[0]}"
    elif wrong := [n for n, shape in expected.items() if tensors[n].shape != shape]:
        found, wanted = (
            " × ".join(map(str, s)) for s in (tensors[wrong[0]].shape, expected[wrong[0]])
        )
        why = f"it is another network: {wrong[0]} is {found} instead of {wanted}"
    elif broken := [n for n in expected if not np.isfinite(tensors[n]).all()]:
        why = f"{broken[0]} holds values that are not numbers"
    elif negative := [n for n in expected if n.endswith("_var") and tensors[n].min() < 0]:
        why = f"{negative[0]} holds negative variances"
    else:
        return
    raise import_refused(path, why, _REMEDY)


def _fold(tensors: Mapping[str, np.ndarray]) -> Arrays:
    exact = {name: value.astype(np.float64) for name, value in tensors.items()}
    folded: Arrays = {name: tensors[name] for name in _dense()}
    for name in _convolutions():
        norm = {p: exact[f"{name}_bn.{p}"] for p in ("weight", "bias", "running_mean")}
        scale = norm["weight"] / np.sqrt(exact[f"{name}_bn.running_var"] + _EPSILON)
        weight = exact[f"{name}.weight"] * scale[:, None, None, None]
        folded[f"{name}.weight"] = weight.astype(np.float32)
        folded[f"{name}.bias"] = (norm["bias"] - norm["running_mean"] * scale).astype(np.float32)
    return folded
