"""Export MobileNet's rating and its gradient as ONNX graphs without weights.

The public weights are not ours to ship; the editor imports them into these graphs. Both are
compared with torch in float64 on random weights.

Needs    nothing but a CPU.
Writes   nima-mobilenet.onnx, nima-mobilenet-guide.onnx and manifest.json into --out; exits with 1
         when a graph differs too much from torch.
"""

import argparse
import copy
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.engine.command import action_parser
from training.engine.onnx_export import file_entry, update_manifest
from training.systems.nima.model import MobileNet, Nima
from training.systems.nima.skeleton import (
    WEIGHTS_FILE,
    guide_graph,
    rate_graph,
    weight_layout,
)

PARITY_LIMIT = 1e-4
GRADIENT_LIMIT = 1e-4  # of its length
# Height and width of the pictures that are compared: the intended size, odd ones, small ones.
_SIZES = ((224, 224), (97, 130), (64, 64), (65, 33), (32, 96), (96, 32), (48, 48))


def fold_batch_norms(network: MobileNet) -> dict[str, NDArray[np.float32]]:
    """The tensors of `weight_layout`, as the editor folds them when it imports weights."""
    tensors: dict[str, NDArray[np.float32]] = {}
    state = {k: v.double().numpy() for k, v in network.state_dict().items()}
    for name in weight_layout():
        layer, part = name.split(".")
        if layer == "dense":
            tensors[name] = state[name].astype(np.float32)
            continue
        norm, epsilon = f"{layer}_bn", network.get_submodule(f"{layer}_bn").eps
        scale = state[f"{norm}.weight"] / np.sqrt(state[f"{norm}.running_var"] + epsilon)
        if part == "weight":
            folded = state[name] * scale[:, None, None, None]
        else:
            folded = state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * scale
        tensors[name] = folded.astype(np.float32)
    return tensors


def open_with_weights(
    graph: Path, weights: dict[str, NDArray[np.float32]]
) -> onnxruntime.InferenceSession:
    """A graph without weights, given them from memory."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # sums in one order: what is measured can be repeated
    values = [onnxruntime.OrtValue.ortvalue_from_numpy(w) for w in weights.values()]
    options.add_external_initializers(list(weights), values)
    return onnxruntime.InferenceSession(
        graph.read_bytes(), options, providers=["CPUExecutionProvider"]
    )


def randomise(network: nn.Module, seed: int = 1) -> nn.Module:
    """Weights and batch statistics unlike any start, so that nothing folds to nothing."""
    generator = torch.Generator().manual_seed(seed)
    for name, value in network.state_dict().items():
        if name.endswith("_bn.running_var") or name.endswith("_bn.weight"):
            value.copy_(torch.rand(value.shape, generator=generator) + 0.5)
        elif name.endswith("_bn.running_mean") or name.endswith(".bias"):
            value.copy_(torch.randn(value.shape, generator=generator) * 0.5)
        elif name == "dense.weight":
            value.copy_(torch.randn(value.shape, generator=generator) * 0.03)
    return network.eval()


def score_gradient(network: Nima, picture: Tensor) -> tuple[Tensor, Tensor]:
    """Mean scores (B, 1) and their gradient (B, 3, H, W) by autograd."""
    picture = picture.clone().requires_grad_(True)
    shares = network(picture)
    scores = torch.arange(1, shares.shape[1] + 1, dtype=shares.dtype)
    score = (shares * scores).sum(1, keepdim=True)
    (gradient,) = torch.autograd.grad(score.sum(), picture)
    return score.detach(), gradient


def measure_parity(network: MobileNet, rate: Path, guide: Path) -> tuple[float, float]:
    """Largest difference of a share or score from torch's, and the usual one of gradients.

    The second is relative to the gradient's length, the median over pictures of several sizes:
    in some of them a unit lies within rounding of a corner of its ReLU6 and falls to the other
    side, which moves a gradient by up to one per cent, in torch's own float32 too.
    """
    weights = fold_batch_norms(network)
    rater, guider = open_with_weights(rate, weights), open_with_weights(guide, weights)
    exact = copy.deepcopy(network).double()
    worst, relative = 0.0, []
    generator = torch.Generator().manual_seed(1)
    for size in _SIZES:
        picture = torch.rand(2, 3, *size, generator=generator)
        with torch.no_grad():
            shares = exact(picture.double())
        score, gradient = score_gradient(exact, picture.double())
        feeds = {"picture": picture.numpy()}
        (given,), (given_score, given_gradient) = rater.run(None, feeds), guider.run(None, feeds)
        worst = max(
            worst,
            float(np.abs(given - shares.numpy()).max()),
            float(np.abs(given_score - score.numpy()).max()),
        )
        for ours, theirs in zip(given_gradient, gradient.numpy(), strict=True):
            relative.append(float(np.linalg.norm(ours - theirs) / np.linalg.norm(theirs)))
    return worst, float(np.median(relative))


def export_mobilenet(options: argparse.Namespace) -> int:
    """The graphs for imported weights; 1 when they do not do what torch does."""
    options.out.mkdir(parents=True, exist_ok=True)
    files = {
        "nima-mobilenet": (rate_graph(), {"distribution": [10]}),
        "nima-mobilenet-guide": (
            guide_graph(),
            {"score": [1], "gradient": [3, "height", "width"]},
        ),
    }
    for name, (raw, _) in files.items():
        (options.out / f"{name}.onnx").write_bytes(raw)
    network = randomise(MobileNet())
    assert isinstance(network, MobileNet)
    worst, relative = measure_parity(network, *(options.out / f"{n}.onnx" for n in files))
    entries = {
        name: file_entry(
            options.out / f"{name}.onnx",
            inputs={"picture": [3, "height", "width"]},
            outputs=outputs,
            weights=WEIGHTS_FILE,
            parity=float(f"{worst:.1e}"),
            version="1.0",
            system="NIMA, MobileNet v1 (training/systems/nima)",
            data="a graph without weights; they are imported",
            licence="Apache-2.0",
        )
        for name, (_, outputs) in files.items()
    }
    entries["nima-mobilenet-guide"]["gradient_parity"] = float(f"{relative:.1e}")
    parts = dict(zip(("rating", "guide"), entries.values(), strict=True))
    update_manifest(options.out / "manifest.json", "nima-mobilenet", parts)
    for name in files:
        print(f"{name}.onnx: {(options.out / f'{name}.onnx').stat().st_size / 1e3:.0f} kB")
    print(f"differ from torch by at most {worst:.1e}, gradients by {relative:.1e} of their length")
    return 0 if worst <= PARITY_LIMIT and relative <= GRADIENT_LIMIT else 1


def main(arguments: Sequence[str]) -> int:
    """Write graphs, compare them with torch, enter them in the manifest."""
    parser = action_parser("nima export", __doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("resources/models"), metavar="FOLDER",
        help="where the files are written (default: resources/models)",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    return export_mobilenet(options)
