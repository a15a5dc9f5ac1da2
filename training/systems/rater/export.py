"""Export the rater for the editor, as two ONNX files.

One holds what the rater sees in a picture, the other ratings and their gradient.
Several runs become one rater that answers with their mean. Both files are compared with torch.

Needs    --run, finished runs of stage 2; the package of `pip install '.[training-rater]'`. A CPU.
Writes   context.onnx, rater.onnx and manifest.json into --out; exits with 1 when a file differs too
         much from torch.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from pieditor.core.color import rgb_to_lab
from pieditor.imaging.model_input import MODEL_INPUT_PX
from training.engine.checkpoint import TENSORS, load_weights, read_facts
from training.engine.command import action_parser, existing_path
from training.engine.config import from_table
from training.engine.guide_export import export_guide
from training.engine.onnx_export import (
    export,
    manifest_entry,
    round_weights_to_half,
    update_manifest,
)
from training.systems.pienet.statistics import GRID
from training.systems.rater.context import PictureContext, lite0_file
from training.systems.rater.model import Finished, Rater, RaterEnsemble, RaterSettings, rate
from training.systems.rater.pool import grid_points
from training.systems.rater.rating import score

PARITY_LIMIT = 1e-3


def load_rater(run: Path) -> tuple[Rater, dict[str, Any]]:
    """The averaged weights of a run, and its facts."""
    facts = read_facts(run)
    network = Rater(from_table(RaterSettings, facts["config"]["network"], "network"))
    network.load_state_dict(load_weights(run / TENSORS))
    return network.eval().requires_grad_(False), facts


class SeenPicture(nn.Module):
    """Pictures (B, 3, 256, 256), sRGB in [0, 1] -> all that their ratings depend on, (B, 3,074).

    CIELAB of the finished points, one after another; then `deserved` and `unsure`.
    """

    def __init__(self, context: nn.Module, rater: nn.Module) -> None:
        super().__init__()
        self.context, self.rater = context, rater

    def forward(self, picture_BCHW: Tensor) -> Tensor:
        """See the class."""
        points = grid_points(picture_BCHW.permute(0, 2, 3, 1))
        finished = self.rater(points, self.context(picture_BCHW))
        last = torch.stack([finished.deserved, finished.unsure], -1)
        return torch.cat([finished.lab.flatten(1), last], -1)


def rate_in_context(points_BPC: Tensor, context_BX: Tensor) -> tuple[Tensor, Tensor]:
    """Mean ratings (B,) and distributions (B, 10) of points, given what was seen."""
    lab, last = context_BX[:, :-2], context_BX[:, -2:]
    finished = Finished(lab.unflatten(1, (GRID * GRID, 3)), last[:, 0], last[:, 1])
    bins = rate(points_BPC, finished)
    return score(bins), bins


def write_context(context: nn.Module, members: Sequence[Rater], out: Path) -> float:
    """Write context.onnx; returns its largest deviation from torch."""
    seen = SeenPicture(context, RaterEnsemble(members)).eval()
    round_weights_to_half(seen)
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(3, 3, MODEL_INPUT_PX, MODEL_INPUT_PX, generator=generator)
    return export(seen, [picture], out / "context.onnx", inputs=["picture"], outputs=["context"])


def write_rater(out: Path) -> float:
    """Write rater.onnx; returns its largest deviation from torch's autograd."""
    generator = torch.Generator().manual_seed(1)
    points = torch.rand(1, GRID * GRID, 3, generator=generator)
    lab = rgb_to_lab(torch.rand(1, GRID * GRID, 3, generator=generator))
    context = torch.cat([lab.flatten(1), torch.tensor([[6.5, 3.0]])], -1)
    return export_guide(
        rate_in_context, [points, context], out / "rater.onnx",
        inputs=["points", "context"], others=["distribution"],
    )  # fmt: skip


def stages_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts of a run, after those of the run that it began with, if it did."""
    return [facts["start"], facts] if "start" in facts else [facts]


def export_rater(options: argparse.Namespace) -> int:
    """Both graphs and their entries in the manifest; 1 when parity is missed."""
    options.out.mkdir(parents=True, exist_ok=True)
    loaded = [load_rater(run) for run in options.run]
    members, runs = [rater for rater, _ in loaded], [stages_of(facts) for _, facts in loaded]
    frozen = PictureContext.pretrained(lite0_file())
    deviations = {
        "context": write_context(frozen, members, options.out),
        "rater": write_rater(options.out),
    }
    scores = json.loads(options.scores.read_text(encoding="utf-8")) if options.scores else {}
    entries = {
        "context": manifest_entry(
            options.out / "context.onnx",
            parity=float(f"{deviations['context']:.1e}"),
            version="1.0",
            system="NIMA, what the rater that ships sees (training/systems/rater)",
            data="public photographs and damaged versions of them, rated by a model; scores of "
            "the public MobileNet NIMA; in front blocks 0 to 10 of EfficientNet-lite0, trained on "
            "ImageNet by the authors of its public weights; see the model card",
            seed=[stages[0]["settings"]["seed"] for stages in runs],
            steps=[[stage["step"] for stage in stages] for stages in runs],
            commit=runs[0][0]["commit"],
            licence="Apache-2.0; trunk EfficientNet-lite0, Apache-2.0",
            scores=scores,
        ),
        "rating": manifest_entry(
            options.out / "rater.onnx",
            parity=float(f"{deviations['rater']:.1e}"),
            version="1.0",
            system="NIMA, the rating model (training/systems/rater/rating.py)",
            data="none: a formula",
            licence="Apache-2.0",
        ),
    }
    entries["rating"]["needs"] = [entries["context"]["sha256"]]
    update_manifest(options.out / "manifest.json", "rater", entries)
    for name, worst in deviations.items():
        size = (options.out / f"{name}.onnx").stat().st_size
        print(f"{name}.onnx: {size / 1e6:.1f} MB, differs from torch by at most {worst:.1e}")
    return 0 if max(deviations.values()) <= PARITY_LIMIT else 1


def main(arguments: Sequence[str]) -> int:
    """Export, check parity, enter the files in the manifest; 1 when parity is missed."""
    parser = action_parser("rater export", __doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("resources/models"), metavar="FOLDER",
        help="where the files are written (default: resources/models)",
    )  # fmt: skip
    parser.add_argument(
        "--run", type=Path, nargs="+", metavar="FOLDER",
        default=[Path("runs/rater-sure-1"), Path("runs/rater-sure-2")],
        help="finished runs (default: runs/rater-sure-1 runs/rater-sure-2)",
    )  # fmt: skip
    parser.add_argument(
        "--scores", type=existing_path, metavar="FILE", help="JSON of figures for the manifest"
    )
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    return export_rater(options)
