"""ONNX files from torch modules: export, half-size weights, parity, manifest entry."""

import hashlib
import json
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

OPSET = 18


def round_weights_to_half(module: nn.Module) -> nn.Module:
    """Round large weights to the nearest float16 in place, so that storing them loses nothing."""
    with torch.no_grad():
        for tensor in (*module.parameters(), *module.buffers()):
            if tensor.is_floating_point() and tensor.numel() >= 1024:
                tensor.copy_(tensor.half().float())
    return module


def _store_as_half(model: onnx.ModelProto) -> None:
    """Large float32 initialisers become float16 followed by a Cast; arithmetic stays float32."""
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < 1024:
            continue
        half = values.astype(np.float16)
        if not np.array_equal(half.astype(np.float32), values):
            continue
        stored = tensor.name + "_half"
        graph.initializer.append(numpy_helper.from_array(half, stored))
        graph.initializer.remove(tensor)
        casts.append(helper.make_node("Cast", [stored], [tensor.name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)


def export(
    module: nn.Module,
    example: Sequence[Tensor],
    path: Path,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
) -> float:
    """Write `module` as one ONNX file whose first axis is free; returns the largest deviation.

    Parity is measured on `example` and on a batch of another size, on the CPU in float32.
    """
    module.eval()
    batch = torch.export.Dim("batch", min=1, max=4096)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            module,
            tuple(example),
            dynamo=True,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=tuple({0: batch} for _ in example),
            opset_version=OPSET,
            verbose=False,
        )
    assert program is not None  # it is None for the old exporter alone
    write_model(program.model_proto, path)
    return parity(module, example, path)


def write_model(model: onnx.ModelProto, path: Path) -> None:
    """Check and write a graph: large weights as float16, nothing said of where it was made."""
    _store_as_half(model)
    for node in model.graph.node:  # the exporter's notes name source files of this machine
        del node.metadata_props[:]
        node.doc_string = ""
    for value in (*model.graph.value_info, *model.graph.input, *model.graph.output):
        del value.metadata_props[:]
    del model.graph.metadata_props[:]
    del model.metadata_props[:]
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def parity(module: nn.Module, example: Sequence[Tensor], path: Path) -> float:
    """Largest absolute difference between torch and onnxruntime over two batch sizes."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = [i.name for i in session.get_inputs()]
    worst = 0.0
    for batch in (list(example), [torch.cat([t[:1], t, t[:1]]) for t in example]):
        with torch.no_grad():
            expected = module(*batch)
        expected = expected if isinstance(expected, tuple) else (expected,)
        given = session.run(None, {n: t.numpy() for n, t in zip(names, batch, strict=True)})
        for theirs, ours in zip(given, expected, strict=True):
            worst = max(worst, float(np.abs(theirs - ours.numpy()).max()))
    return worst


def file_entry(path: Path, **facts: Any) -> dict[str, Any]:
    """File name, size and sha256 of any file, with what else is to be said of it."""
    raw = path.read_bytes()
    return {
        "file": path.name,
        "sha256": hashlib.sha256(raw).hexdigest(),
        "bytes": len(raw),
        **facts,
    }


def manifest_entry(path: Path, **facts: Any) -> dict[str, Any]:
    """A `file_entry` for an ONNX file, with the shapes of its inputs and outputs."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return {
        **file_entry(path),
        "inputs": {i.name: i.shape[1:] for i in session.get_inputs()},
        "outputs": {o.name: o.shape[1:] for o in session.get_outputs()},
        **facts,
    }


def update_manifest(
    manifest: Path,
    family: str,
    entries: Mapping[str, Mapping[str, Any]],
    without: Sequence[str] = (),
) -> None:
    """Enter a family's parts under FAMILY/PART, in the form of `pieditor.models.manifest`.

    entries  by part; they replace those of the same name, other entries stay
    without  parts that are dropped when they are not among the entries
    """
    document: dict[str, Any] = {"format": "pieditor-models", "version": 2, "models": {}}
    if manifest.exists():
        document = json.loads(manifest.read_text(encoding="utf-8"))
    dropped = {f"{family}/{part}" for part in without}
    kept = {name: entry for name, entry in document["models"].items() if name not in dropped}
    named = {f"{family}/{part}": entry for part, entry in entries.items()}
    document["models"] = kept | named
    manifest.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
