"""ONNX files that answer with a score and its gradient, so that a search needs no torch.

The weights are frozen, so the backward of every layer is an ordinary forward computation: torch
traces it once, as one graph of plain operators, and that graph is exported.
"""

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
from torch import Tensor
from torch._decomp import core_aten_decompositions
from torch.fx.experimental.proxy_tensor import make_fx

from training.engine.onnx_export import OPSET, write_model

# A function of one picture's tensors, each with a first axis of 1, to its score, (1,), and whatever
# else is to be known of it.
Score = Callable[..., tuple[Tensor, ...]]


def score_and_gradient(score: Score, *inputs: Tensor) -> tuple[Tensor, ...]:
    """The score, its gradient with respect to the first input, and what else `score` answers."""
    first = inputs[0].detach().requires_grad_(True)
    value, *others = score(first, *inputs[1:])
    (gradient,) = torch.autograd.grad(value.sum(), first)
    return value.detach(), gradient, *(other.detach() for other in others)


def export_guide(
    score: Score,
    example: Sequence[Tensor],
    path: Path,
    *,
    inputs: Sequence[str],
    others: Sequence[str] = (),
) -> float:
    """Write the graph: `inputs` to "score" (1,), "gradient", shaped like the first input, `others`.

    Returns its largest deviation from torch's autograd over the example and two others, that of
    the gradient relative to its largest value.
    """

    def both(*given: Tensor) -> tuple[Tensor, ...]:
        return score_and_gradient(score, *given)

    example = tuple(example)
    decompositions: Any = core_aten_decompositions()
    traced = make_fx(both, decomposition_table=decompositions, _allow_non_fake_inputs=True)(
        *example
    )
    traced.graph.eliminate_dead_code()
    traced.recompile()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        program = torch.onnx.export(
            traced.eval(), example, dynamo=True, input_names=list(inputs),
            output_names=["score", "gradient", *others], opset_version=OPSET, verbose=False,
        )  # fmt: skip
    assert program is not None  # it is None for the old exporter alone
    write_model(program.model_proto, path)
    return guide_parity(score, example, path, inputs)


def guide_parity(
    score: Score, example: Sequence[Tensor], path: Path, inputs: Sequence[str]
) -> float:
    """See `export_guide`."""
    session: Any = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    generator = torch.Generator().manual_seed(1)
    worst = 0.0
    for attempt in range(3):
        given = [
            t if attempt == 0 else t + 0.05 * torch.randn(t.shape, generator=generator)
            for t in example
        ]
        given[0] = given[0].clamp(0, 1)
        expected = score_and_gradient(score, *given)
        found = session.run(None, {name: t.numpy() for name, t in zip(inputs, given, strict=True)})
        for place, (theirs, ours) in enumerate(zip(found, expected, strict=True)):
            unit = float(ours.abs().max()) + 1e-12 if place == 1 else 1.0
            worst = max(worst, float(np.abs(theirs - ours.numpy()).max()) / unit)
    return worst
