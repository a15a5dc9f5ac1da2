"""Enhance photographs by Algorithm 1 and compare them with an expert's.

PIEA trains nothing: twenty gradient steps on the parameters of eight filters, for each photograph,
towards the score of a NIMA. Histograms of both sets are compared in luminance, contrast and
saturation, as in Table 1.

Needs    --photos, the folder of MIT-Adobe FiveK or a zip file with ID/input.jpg beside
         ID/expert_C.jpg; --weights, NIMA's for the chosen --trunk. A CPU.
Writes   the table as Markdown to standard output.
"""

import platform
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from training.datasets.fivek import open_fivek
from training.datasets.retouched_pairs import load_pairs
from training.engine.command import action_parser, existing_path
from training.systems.nima.model import TRUNKS, load_weights_file
from training.systems.piea.algorithm import CHAINS, RATE, START_STOPS, STEPS, enhance
from training.systems.piea.histogram_intersection import (
    NAMES,
    Picture,
    data_set_statistics,
    intersections,
)

# Luminance, contrast, saturation of Table 1, against expert C.
PAPER = {
    "PIEA": (86.4, 87.8, 87.8),
    "EXPOSURE": (71.3, 83.7, 69.7),
    "CycleGAN": (61.4, 71.1, 82.6),
    "Pix2pix": (92.4, 83.3, 86.5),
}


def read_sets(photos: Path, expert: str, split: str | None, every: int) -> tuple[
    list[Picture], list[Picture]
]:  # fmt: skip
    """Untouched pictures and the expert's, of a FiveK folder or a zip file of pairs."""
    if photos.is_file():
        pairs = load_pairs(photos, expert)
        return [p.untouched for p in pairs][::every], [p.target for p in pairs][::every]
    fivek = open_fivek(photos)
    ids = None if split is None else fivek.split(split).test
    found = fivek.pairs(expert, ids)[::every]

    def read(path: Path) -> Picture:
        with Image.open(path) as picture:
            return np.asarray(picture.convert("RGB"))

    return [read(p.input) for p in found], [read(p.target) for p in found]


def main(arguments: Sequence[str]) -> int:
    """Enhance every untouched picture and compare the set with the expert's."""
    parser = action_parser("piea evaluate", __doc__)
    parser.add_argument(
        "--photos", type=existing_path, required=True, metavar="PATH",
        help="FiveK, or a zip of pairs",
    )  # fmt: skip
    parser.add_argument("--expert", default="C", help="the expert, A to E (default: C)")
    parser.add_argument("--split", metavar="NAME", help="a frozen split; its test photographs")
    parser.add_argument("--trunk", choices=TRUNKS, default="inception", help="default: inception")
    parser.add_argument(
        "--weights", type=existing_path, required=True, metavar="FILE", help="NIMA's weights"
    )
    parser.add_argument(
        "--chain", choices=CHAINS, default="published",
        help="the filters: as published, or the editor's (default: published)",
    )  # fmt: skip
    parser.add_argument("--steps", type=int, default=STEPS, help=f"M (default: {STEPS})")
    parser.add_argument("--rate", type=float, default=RATE, help=f"λ (default: {RATE:g})")
    parser.add_argument(
        "--start-stops", type=float, default=START_STOPS, metavar="EV",
        help=f"exposure to begin with (default: {START_STOPS:+g})",
    )  # fmt: skip
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth pair")
    parser.add_argument("--seed", type=int, default=1, help="of the patches (default: 1)")
    options = parser.parse_args(arguments)
    network = TRUNKS[options.trunk]().eval().requires_grad_(False)
    load_weights_file(network, options.weights)
    untouched, wanted = read_sets(options.photos, options.expert, options.split, options.every)
    enhanced, before, after = [], [], []
    for picture in untouched:
        x = torch.from_numpy(picture.copy()).permute(2, 0, 1)[None] / 255
        found = enhance(
            x, network, CHAINS[options.chain], steps=options.steps,
            learning_rate=options.rate, start_stops=options.start_stops,
        )  # fmt: skip
        before.append(float(found.scores[0]))
        after.append(float(found.scores[-1]))
        pixels = found.pictures[0].clamp(0, 1).permute(1, 2, 0)
        enhanced.append((pixels * 255).round().byte().numpy())
    print(
        f"{platform.machine()}, torch {torch.__version__}; {options.trunk} with "
        f"{options.weights.name}; filters: {options.chain}; {len(untouched)} pictures of "
        f"{options.photos.name}, expert {options.expert}, M = {options.steps}, "
        f"λ = {options.rate:g}, start {options.start_stops:+g} EV, seed {options.seed}\n"
    )
    goal = data_set_statistics(wanted, options.seed)
    print(f"| set | {' | '.join(NAMES)} |\n|---|---|---|---|")
    for name, pictures in (("untouched", untouched), ("ours", enhanced)):
        shares = intersections(data_set_statistics(pictures, options.seed), goal)
        print(f"| {name} | " + " | ".join(f"{shares[n]:.1f}" for n in NAMES) + " |")
    for name, figures in PAPER.items():
        print(f"| {name}, printed | " + " | ".join(f"{f:.1f}" for f in figures) + " |")
    print(
        f"\nMean score at the start {np.mean(before):.3f}, after the last step {np.mean(after):.3f}"
    )
    return 0
