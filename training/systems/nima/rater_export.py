"""The rater that ships as ONNX files: what is shown, and the rating with its gradient."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from pieditor.imaging.model_input import MODEL_INPUT_PX
from training.engine.checkpoint import FACTS, TENSORS, load_weights
from training.engine.config import from_table
from training.engine.guide_export import export_guide
from training.engine.onnx_export import (
    export,
    manifest_entry,
    round_weights_to_half,
    update_manifest,
)
from training.systems.nima.rater import Rater, RaterEnsemble, RaterSettings
from training.systems.nima.rater_context import NUM_CONTEXT, PictureContext, lite0_file
from training.systems.nima.rating import score
from training.systems.pienet.statistics import GRID

PARITY_LIMIT = 1e-3


def load_rater(run: Path) -> tuple[Rater, dict[str, Any]]:
    """The averaged weights of a run, and its facts."""
    facts = json.loads((run / FACTS).read_text(encoding="utf-8"))
    network = Rater(from_table(RaterSettings, facts["config"]["network"], "network"))
    network.load_state_dict(load_weights(run / TENSORS))
    return network.eval().requires_grad_(False), facts


def write_context(out: Path) -> float:
    """Write context.onnx; returns its largest deviation from torch."""
    context = PictureContext.pretrained(lite0_file())
    round_weights_to_half(context)
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(3, 3, MODEL_INPUT_PX, MODEL_INPUT_PX, generator=generator)
    return export(context, [picture], out / "context.onnx", inputs=["picture"], outputs=["context"])


def write_rater(members: Sequence[Rater], out: Path) -> float:
    """Write rater.onnx; returns its largest deviation from torch's autograd."""
    network = RaterEnsemble(members)
    round_weights_to_half(network)
    generator = torch.Generator().manual_seed(1)
    points = torch.rand(1, GRID * GRID, 3, generator=generator)
    context = torch.randn(1, NUM_CONTEXT, generator=generator)

    def rate(points_BPC: Tensor, context_BX: Tensor) -> tuple[Tensor, Tensor]:
        bins = network(points_BPC, context_BX)
        return score(bins), bins

    return export_guide(
        rate, [points, context], out / "rater.onnx",
        inputs=["points", "context"], others=["distribution"],
    )  # fmt: skip


def export_rater(options: argparse.Namespace) -> int:
    """Both graphs and their entries in the manifest; 1 when parity is missed."""
    options.out.mkdir(parents=True, exist_ok=True)
    loaded = [load_rater(run) for run in options.run]
    members, facts = [rater for rater, _ in loaded], [fact for _, fact in loaded]
    deviations = {"context": write_context(options.out), "rater": write_rater(members, options.out)}
    scores = json.loads(options.scores.read_text(encoding="utf-8")) if options.scores else {}
    entries = {
        "context": manifest_entry(
            options.out / "context.onnx",
            parity=float(f"{deviations['context']:.1e}"),
            version="1.0",
            system="EfficientNet-lite0, blocks 0 to 10 (training/systems/nima/rater_context.py)",
            data="ImageNet, by the authors of its public weights; not trained here",
            licence="Apache-2.0",
        ),
        "rater": manifest_entry(
            options.out / "rater.onnx",
            parity=float(f"{deviations['rater']:.1e}"),
            version="1.0",
            system="NIMA, the rater that ships (training/systems/nima)",
            data="public photographs and damaged versions of them, rated by a model; scores of "
            "the public MobileNet NIMA; see the model card",
            seed=[fact["settings"]["seed"] for fact in facts],
            steps=[fact["step"] for fact in facts],
            commit=facts[0]["commit"],
            licence="the project's",
            scores=scores,
        ),
    }
    entries["rater"]["needs"] = entries["context"]["sha256"]
    update_manifest(options.out / "manifest.json", entries)
    for name, worst in deviations.items():
        size = (options.out / f"{name}.onnx").stat().st_size
        print(f"{name}.onnx: {size / 1e6:.1f} MB, differs from torch by at most {worst:.1e}")
    return 0 if max(deviations.values()) <= PARITY_LIMIT else 1
