"""How long does a draft take with one layer, and with several that act in parts of the photo?

Run: python tests/benchmarks/bench_layers.py [--repeats 30]
Prints milliseconds of two megapixels in 8 bits under a look and four filters, as Develop draws them
while a slider moves: baking the table and applying it, medians in turns.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.render.look import Layer, Look
from pieditor.core.render.render import render
from pieditor.core.taste import TasteBody
from pieditor.services.develop.darkroom import DRAFT_NODES

SHAPE = (1200, 1600, 3)
SEED = 1


def look_of_layers(num_layers: int) -> Look:
    """A look of so many layers; of several, each in its own soft part of the photo."""
    rng = np.random.default_rng(SEED)
    layers = []
    for _ in range(num_layers):
        residual = rng.normal(0, 0.02, (17, 17, 17, 3)).astype(np.float32)
        weights = rng.random((256, 256, 2), np.float32) / num_layers if num_layers > 1 else None
        layers.append(Layer(residual=residual, weights=weights))
    return Look(layers=tuple(layers))


def main() -> None:
    """Time drafts of one and of four layers in turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=30)
    options = parser.parse_args()
    pixels = np.random.default_rng(SEED).integers(0, 256, SHAPE, dtype=np.uint8)
    body = TasteBody.of_vector(np.zeros(4, np.float32), "none")
    looks = {number: look_of_layers(number) for number in (1, 4)}
    taken: dict[int, list[float]] = {number: [] for number in looks}
    for step in range(options.repeats):
        recipe = Recipe(
            taste=TasteUse(name="any", body=body),
            filters=(
                FilterSetting(name="exposure", values={"stops": 0.01 * step}),
                FilterSetting(name="contrast", values={"contrast": 0.2}),
                FilterSetting(name="saturation", values={"saturation": 0.1}),
                FilterSetting(name="gamma", values={"gamma": 1.1}),
            ),
        )
        for number, look in looks.items():
            started = time.perf_counter()
            render(pixels, recipe, look, num_nodes=DRAFT_NODES)
            taken[number].append(1000 * (time.perf_counter() - started))
    print("| layers | ms |\n|---|---|")
    for number, times in taken.items():
        print(f"| {number} | {statistics.median(times):.0f} |")


if __name__ == "__main__":
    main()
