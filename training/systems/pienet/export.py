"""Export the compact PieNet, with or without a local field, for the editor.

Writes ONNX files with half-size weights, compares each with torch on the CPU, and enters them in
the manifest of the models. Without --field, a field.onnx of other networks is removed.

Needs    --run, the folder of a finished run of configs/compact.toml; --photos, the archive it was
         trained on, for the embeddings of 64 photographs. A CPU.
Writes   embedding.onnx, look.onnx, taste-guide.onnx, reference-photos.npy, with --field also
         field.onnx, and manifest.json, all into --out; exits with 1 when a file differs too much
         from torch.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pieditor.imaging.model_input import MODEL_INPUT_PX
from training.datasets.squares import load_archive_squares
from training.engine.checkpoint import TENSORS, load_weights, read_facts
from training.engine.command import action_parser, add_cache, existing_path
from training.engine.config import from_table
from training.engine.guide_export import export_guide
from training.engine.onnx_export import (
    export,
    file_entry,
    manifest_entry,
    round_weights_to_half,
    update_manifest,
)
from training.systems.pienet.compact.model import VECTOR_SIZE, CompactPieNet, CompactSettings
from training.systems.pienet.compact.taste_guide import NUM_POINTS, taste_score
from training.systems.pienet.local_field.model import FieldSettings, LocalField, cell_statistics

PARITY_LIMIT = 1e-3


class Embedding(nn.Module):
    """Pictures (B, 3, 256, 256), sRGB in [0, 1] -> unit embedding (B, 512), context."""

    def __init__(self, network: CompactPieNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        """See the class."""
        return self.network.describe(self.network.statistics(picture))


class Renderer(nn.Module):
    """Vector (B, 512), the photo's embedding and context -> residual table (B, n, n, n, 3)."""

    def __init__(self, network: CompactPieNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, vector: Tensor, embedding: Tensor, context: Tensor) -> Tensor:
        """See the class."""
        return self.network.residual(vector, embedding, context)


class Field(nn.Module):
    """Picture (B, 3, 256, 256) and vector (B, 512) -> field (B, gh, gw, 3, 4)."""

    def __init__(self, network: LocalField) -> None:
        super().__init__()
        self.network = network

    def forward(self, picture: Tensor, vector: Tensor) -> Tensor:
        """See the class."""
        field, _ = self.network(cell_statistics(picture), vector)
        return field


def load_network(run: Path) -> tuple[CompactPieNet, dict[str, Any]]:
    """The averaged weights of a run, and its facts."""
    facts = read_facts(run)
    network = CompactPieNet(from_table(CompactSettings, facts["config"]["network"], "network"))
    network.load_state_dict(load_weights(run / TENSORS))
    return network.eval(), facts


def export_network(network: CompactPieNet, out: Path) -> dict[str, float]:
    """Write both graphs; returns the largest deviation of each from torch."""
    out.mkdir(parents=True, exist_ok=True)
    round_weights_to_half(network)
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(3, 3, MODEL_INPUT_PX, MODEL_INPUT_PX, generator=generator)
    with torch.no_grad():
        embedding, context = Embedding(network)(picture)
    return {
        "embedding": export(
            Embedding(network), [picture], out / "embedding.onnx",
            inputs=["picture"], outputs=["embedding", "context"],
        ),
        "look": export(
            Renderer(network), [embedding.flip(0), embedding, context], out / "look.onnx",
            inputs=["vector", "photo_embedding", "photo_context"], outputs=["residual"],
        ),
    }  # fmt: skip


def export_taste_guide(network: CompactPieNet, out: Path) -> float:
    """Write taste-guide.onnx; returns its largest deviation from torch's autograd."""
    network.eval().requires_grad_(False)
    round_weights_to_half(network)
    generator = torch.Generator().manual_seed(1)
    points = torch.rand(1, NUM_POINTS, 3, generator=generator)
    wanted = torch.randn(1, VECTOR_SIZE, generator=generator)
    return export_guide(
        lambda seen, to: taste_score(network, seen, to), [points, wanted],
        out / "taste-guide.onnx", inputs=["points", "wanted"],
    )  # fmt: skip


def load_field(run: Path) -> tuple[LocalField, dict[str, Any]]:
    """The averaged weights of a local field's run, and its facts."""
    facts = read_facts(run)
    network = LocalField(from_table(FieldSettings, facts["config"]["network"], "network"))
    network.load_state_dict(load_weights(run / TENSORS))
    return network.eval(), facts


def export_field(network: LocalField, out: Path) -> float:
    """Write field.onnx; returns its largest deviation from torch."""
    round_weights_to_half(network)
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(3, 3, MODEL_INPUT_PX, MODEL_INPUT_PX, generator=generator)
    vector = nn.functional.normalize(torch.randn(3, VECTOR_SIZE, generator=generator))
    return export(
        Field(network), [picture, vector], out / "field.onnx",
        inputs=["picture", "vector"], outputs=["field"],
    )  # fmt: skip


def reference_photos(network: CompactPieNet, photos: Path, cache: Path) -> NDArray[np.float16]:
    """Embedding and context of 64 training photographs, (64, 512 + C): what photos look like.

    A look exported without a photo is averaged over them. No picture can be made from a row.
    """
    squares = load_archive_squares(photos, cache)
    chosen = np.random.default_rng(1).permutation(len(squares))[:64]
    picture = torch.from_numpy(squares[np.sort(chosen)]).permute(0, 3, 1, 2) / 255
    with torch.no_grad():
        embedding, context = Embedding(network)(picture)
    return torch.cat([embedding, context], 1).half().numpy()


def main(arguments: Sequence[str]) -> int:
    """Export, check parity, enter the files in the manifest; 1 when parity is missed."""
    parser = action_parser("pienet export", __doc__)
    parser.add_argument(
        "--run",
        type=existing_path,
        required=True,
        metavar="FOLDER",
        help="run of the compact model",
    )
    parser.add_argument(
        "--photos", type=existing_path, required=True, metavar="PATH",
        help="the training photographs",
    )  # fmt: skip
    add_cache(parser)
    parser.add_argument(
        "--out", type=Path, default=Path("resources/models"), metavar="FOLDER",
        help="where the files are written (default: resources/models)",
    )  # fmt: skip
    parser.add_argument(
        "--scores", type=existing_path, metavar="FILE",
        help="JSON written by measure-users --json, for the manifest",
    )  # fmt: skip
    parser.add_argument(
        "--field", type=existing_path, metavar="FOLDER",
        help="run of the local field trained on --run",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    network, facts = load_network(options.run)
    deviations = export_network(network, options.out)
    deviations["taste-guide"] = export_taste_guide(network, options.out)
    # A field belongs to the networks it was trained with; without its run there is none.
    (options.out / "field.onnx").unlink(missing_ok=True)
    if options.field:
        field_network, field_facts = load_field(options.field)
        deviations["field"] = export_field(field_network, options.out)
    scores = json.loads(options.scores.read_text(encoding="utf-8")) if options.scores else {}
    shared = {
        "version": "1.0",
        "system": "PieNet, compact (training/systems/pienet)",
        "data": "1,444 public photographs and 152 film looks, random looks; see the model card",
        "seed": facts["settings"]["seed"],
        "steps": facts["step"],
        "commit": facts["commit"],
        "licence": "Apache-2.0",
        "scores": scores,
    }
    entries = {
        name: manifest_entry(options.out / f"{name}.onnx", parity=float(f"{worst:.1e}"), **shared)
        for name, worst in deviations.items()
    }
    references = reference_photos(network, options.photos, options.cache)
    file = options.out / "reference-photos.npy"
    np.save(file, references, allow_pickle=False)
    entries["reference-photos"] = file_entry(
        file, **{k: v for k, v in shared.items() if k != "scores"}
    )
    # A taste belongs to the embedding; a renderer to the embedding it was trained with.
    for name in ("look", "taste-guide"):
        entries[name]["needs"] = [entries["embedding"]["sha256"]]
    if options.field:
        entries["field"] |= {
            "seed": field_facts["settings"]["seed"],
            "steps": field_facts["step"],
            "commit": field_facts["commit"],
            "needs": [entries["embedding"]["sha256"]],
        }
    entries["guide"] = entries.pop("taste-guide")
    manifest = options.out / "manifest.json"
    update_manifest(manifest, "preference-vector", entries, without=("field",))
    for name, worst in deviations.items():
        size = (options.out / f"{name}.onnx").stat().st_size
        print(f"{name}.onnx: {size / 1e6:.1f} MB, differs from torch by at most {worst:.1e}")
    return 0 if max(deviations.values()) <= PARITY_LIMIT else 1
