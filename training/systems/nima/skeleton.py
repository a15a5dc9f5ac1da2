"""ONNX graphs of the MobileNet rater without its weights: its rating, and its gradient.

The public weights are not ours to ship: whoever has the file imports it into the editor. So the
graphs are written without them: they are declared as external data of one raw file of
little-endian float32, in the order of `weight_layout`. Batch normalisations are folded into the
convolutions before that file is written, w' = w·γ/√(v + ε), b' = β − m·γ/√(v + ε), so that a layer
is a convolution and a clip.

The gradient needs no framework. With frozen weights every layer's backward is an ordinary forward
operator on the same weights:

    shares p = softmax(z), score s = Σ k·p_k    ∂s/∂z_k = p_k (k − s)
    last layer z = W·mean(x) + b                ∂s/∂x = Wᵀ·∂s/∂z / positions, the same everywhere
    ReLU6                                       lets pass where 0 < y < 6
    convolution                                 transposed convolution
    input x = 2·picture − 1                     twice the gradient

Axes: B pictures, H × W pixels. Any size works; the public weights are meant for 224 × 224.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from training.systems.nima.model import MOBILENET_BLOCKS, NUM_SCORES

OPSET = 18
IR_VERSION = 9  # what the oldest onnxruntime that the editor takes can read
WEIGHTS_FILE = "nima-mobilenet.f32"
RATE_OUTPUTS = ("distribution",)
GUIDE_OUTPUTS = ("score", "gradient")

Layout = dict[str, tuple[int, ...]]


def _strides() -> dict[str, int]:
    """The convolutions from the picture to the last layer, by name."""
    strides = {"conv1": 2}
    for i, (_, stride) in enumerate(MOBILENET_BLOCKS, start=1):
        strides |= {f"conv_dw_{i}": stride, f"conv_pw_{i}": 1}
    return strides


def weight_layout() -> Layout:
    """Name and shape of every tensor in the file of weights, in its order."""
    layout: Layout = {"conv1.weight": (32, 3, 3, 3), "conv1.bias": (32,)}
    before = 32
    for i, (channels, _) in enumerate(MOBILENET_BLOCKS, start=1):
        layout |= {
            f"conv_dw_{i}.weight": (before, 1, 3, 3), f"conv_dw_{i}.bias": (before,),
            f"conv_pw_{i}.weight": (channels, before, 1, 1), f"conv_pw_{i}.bias": (channels,),
        }  # fmt: skip
        before = channels
    return layout | {"dense.weight": (NUM_SCORES, before), "dense.bias": (NUM_SCORES,)}


def rate_graph() -> bytes:
    """picture (B, 3, H, W) in [0, 1] -> distribution (B, 10)."""
    graph = _Graph()
    _forward(graph)
    return graph.model({"distribution": ("batch", NUM_SCORES)})


def guide_graph() -> bytes:
    """picture (B, 3, H, W) in [0, 1] -> score (B, 1) and its gradient (B, 3, H, W)."""
    graph = _Graph()
    _forward(graph)
    _backward(graph)
    outputs = {"score": ("batch", 1), "gradient": ("batch", 3, "height", "width")}
    return graph.model(outputs)


class _Graph:
    """Nodes and constants, in the order in which they are written down."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def add(self, kind: str, inputs: Sequence[str], output: str, **attributes: Any) -> str:
        """One operator; returns the name of its output."""
        self.nodes.append(helper.make_node(kind, list(inputs), [output], output, **attributes))
        return output

    def number(self, value: float) -> str:
        """A float32 constant."""
        return self._constant(f"number_{value:g}", np.array(value, np.float32))

    def numbers(self, values: Sequence[float]) -> str:
        """A row of float32 constants, (1, N)."""
        name = "numbers_" + "_".join(f"{v:g}" for v in values)
        return self._constant(name, np.array([values], np.float32))

    def integers(self, *values: int) -> str:
        """A vector of int64 constants."""
        return self._constant(f"integers_{'_'.join(map(str, values))}", np.array(values, np.int64))

    def _constant(self, name: str, values: np.ndarray) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(values, name))
        return name

    def model(self, outputs: dict[str, tuple[int | str, ...]]) -> bytes:
        """The file: these outputs, the picture as input, all weights external."""
        shape = ("batch", 3, "height", "width")
        graph = helper.make_graph(
            self.nodes,
            "nima-mobilenet",
            [helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape)],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in outputs.items()],
            initializer=[*_external_weights(), *self.constants.values()],
        )
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        return model.SerializeToString(deterministic=True)


def _external_weights() -> list[onnx.TensorProto]:
    tensors, offset = [], 0
    for name, shape in weight_layout().items():
        tensor = TensorProto(
            name=name,
            data_type=TensorProto.FLOAT,
            dims=shape,
            data_location=TensorProto.EXTERNAL,
        )
        length = 4 * int(np.prod(shape))
        for key, value in (("location", WEIGHTS_FILE), ("offset", offset), ("length", length)):
            tensor.external_data.add(key=key, value=str(value))
        offset += length
        tensors.append(tensor)
    return tensors


def _convolution(name: str) -> dict[str, Any]:
    """Attributes that a convolution and its transposed one share."""
    shape = weight_layout()[f"{name}.weight"]
    stride, kernel = _strides()[name], shape[2]
    return {
        "kernel_shape": [kernel, kernel],
        "strides": [stride, stride],
        # Symmetric, as the public weights were trained.
        "pads": [kernel // 2] * 4,
        "group": shape[0] if "_dw_" in name else 1,
    }


def _forward(graph: _Graph) -> None:
    """From "picture" to "distribution"; layers leave "NAME/y"."""
    x = graph.add("Mul", ["picture", graph.number(2)], "doubled")
    x = graph.add("Sub", [x, graph.number(1)], "input/y")
    for name in _strides():
        weights = [f"{name}.weight", f"{name}.bias"]
        x = graph.add("Conv", [x, *weights], f"{name}/sum", **_convolution(name))
        x = graph.add("Clip", [x, graph.number(0), graph.number(6)], f"{name}/y")
    x = graph.add("ReduceMean", [x, graph.integers(2, 3)], "mean", keepdims=0)
    z = graph.add("Gemm", [x, "dense.weight", "dense.bias"], "logits", transB=1)
    graph.add("Softmax", [z], "distribution", axis=1)


def _backward(graph: _Graph) -> None:
    """From "distribution" to "score" and "gradient"; layers leave "NAME/gradient"."""
    scores = graph.numbers(range(1, NUM_SCORES + 1))
    weighted = graph.add("Mul", ["distribution", scores], "weighted")
    graph.add("ReduceSum", [weighted, graph.integers(1)], "score", keepdims=1)
    distance = graph.add("Sub", [scores, "score"], "score/distance")
    d = graph.add("Mul", ["distribution", distance], "logits/gradient")
    d = graph.add("MatMul", [d, "dense.weight"], "mean/gradient")
    names = list(_strides())
    # One share of the mean's gradient for each position that it was taken over.
    shape = graph.add("Shape", [f"{names[-1]}/y"], "positions/size", start=2)
    count = graph.add("ReduceProd", [shape], "positions/count", keepdims=0)
    count = graph.add("Cast", [count], "positions", to=TensorProto.FLOAT)
    d = graph.add("Div", [d, count], "position/gradient")
    d = graph.add("Unsqueeze", [d, graph.integers(2, 3)], "positions/gradient")
    for name, before in zip(reversed(names), [*reversed(names[:-1]), "input"], strict=True):
        d = _through_clip(graph, d, name)
        d = _through_convolution(graph, d, name, before)
    graph.add("Mul", [d, graph.number(2)], "gradient")


def _through_clip(graph: _Graph, d: str, name: str) -> str:
    above = graph.add("Greater", [f"{name}/y", graph.number(0)], f"{name}/above")
    below = graph.add("Less", [f"{name}/y", graph.number(6)], f"{name}/below")
    passes = graph.add("And", [above, below], f"{name}/passes")
    return graph.add("Where", [passes, d, graph.number(0)], f"{name}/passed")


def _through_convolution(graph: _Graph, d: str, name: str, before: str) -> str:
    attributes, output = _convolution(name), f"{name}/gradient"
    if _strides()[name] == 1:
        return graph.add("ConvTranspose", [d, f"{name}.weight"], output, **attributes)
    # Sizes 2n − 1 and 2n both shrink to n: enlarge to 2n, then cut to what was there.
    d = graph.add(
        "ConvTranspose", [d, f"{name}.weight"], f"{name}/enlarged",
        output_padding=[1, 1], **attributes,
    )  # fmt: skip
    size = graph.add("Shape", [f"{before}/y"], f"{name}/size", start=2)
    cut = [d, graph.integers(0, 0), size, graph.integers(2, 3)]
    return graph.add("Slice", cut, output)
