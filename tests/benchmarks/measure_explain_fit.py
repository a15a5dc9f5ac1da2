"""Which way of fitting sliders is nearest, fastest and most readable?

Run: python tests/benchmarks/measure_explain_fit.py [--photos 2] [--seed 1]
On the tastes and photographs of measure_explain.py. Prints, as means: the share carried, sliders
and curves in use, and how far the filters' own changes add up beyond the whole one (1 is straight
there), with and without the penalty on effects; what is left by Levenberg-Marquardt and by Adam
with `core.gradient`, before any slider is left out, with seconds; and what the best of twelve other
starting points would gain.
"""

import argparse
import os
import platform
import time
from collections.abc import Iterator

import numpy as np
from measure_explain import NUM_FAVOURITES, SHARED, learn, num_controls, read_looks, read_photos

from pieditor.core.color import rgb_to_lab
from pieditor.core.explain import ColorPairs, fit_sliders, pair_colors
from pieditor.core.explain import fit as fitting
from pieditor.core.explain import objective as objectives
from pieditor.core.explain.objective import Objective
from pieditor.core.explain.sliders import DEFAULTS, FILTER_INDICES, MAXIMA, MINIMA, PARAMS
from pieditor.core.filters import ALL_FILTERS
from pieditor.core.gradient import Traced, gradients
from pieditor.core.metrics import delta_e76
from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.core.render.steps import apply_filters
from pieditor.imaging.model_input import squash
from pieditor.services.develop.develop import develop
from pieditor.services.networks.shared import Networks

# Moves of single sliders, and of some together, away from the untouched photo.
STARTS: tuple[dict[str, float], ...] = (
    {"saturation": -0.3}, {"saturation": 0.5}, {"contrast": 0.5}, {"contrast": -0.4},
    {"gamma": 0.7}, {"gamma": 1.4}, {"stops": 0.5}, {"stops": -0.5}, {"temperature": 0.5},
    {"stops": 0.5, "contrast": 0.4}, {"gamma": 0.6, "contrast": 0.5},
    {"gamma": 0.6, "contrast": 0.5, "saturation": 0.5},
)  # fmt: skip
ADAM_STEPS = (50, 200, 400)
FREE = np.ones(len(PARAMS), np.bool_)
FREE[FILTER_INDICES["black_white"]] = False


def pairs_of_tastes(num_photos: int, seed: int) -> Iterator[ColorPairs]:
    networks, photos = Networks("cpu"), read_photos()
    for name, film in read_looks(24).items():
        order = np.random.default_rng([seed, 0, *name.encode()]).permutation(len(photos))
        favourites = [photos[i] for i in order[num_photos:][:NUM_FAVOURITES]]
        use = learn(networks, name, film, favourites)
        for index in order[:num_photos]:
            before = squash(photos[index], 128) / np.float32(255)
            yield pair_colors(before, develop(networks, before, Recipe(taste=use)))


def detour(pairs: ColorPairs, filters: tuple[FilterSetting, ...]) -> float:
    """The mean ΔE of every filter's own change, added up, over that of all together."""
    colors, total = pairs.before, 0.0
    for setting in filters:
        changed = apply_filters([setting], colors)
        total += pairs.weight @ delta_e76(np.clip(colors, 0, 1), np.clip(changed, 0, 1))
        colors = changed
    return total / max(pairs.weight @ delta_e76(pairs.before, np.clip(colors, 0, 1)), 1e-9)


def show_penalty(everything: list[ColorPairs]) -> None:
    print("| penalty on effects | share % | in use | detour | processor s |\n|---|---|---|---|---|")
    ours = objectives._EFFECT
    for effect in (0.0, 0.01, 0.02, ours, 0.08):
        objectives._EFFECT = effect
        rows = []
        for pairs in everything:
            start = time.process_time()
            filters = fit_sliders(pairs)
            seconds = time.process_time() - start
            left = pairs.weight @ delta_e76(
                np.clip(apply_filters(filters, pairs.before), 0, 1), pairs.after
            )
            share = 1 - left / (pairs.weight @ delta_e76(pairs.before, pairs.after))
            rows.append((share, num_controls(filters), detour(pairs, filters), seconds))
        m = np.mean(rows, axis=0)
        print(
            f"| {effect:g} | {100 * m[0]:.1f} | {m[1]:.2f} | {m[2]:.2f} | {m[3]:.2f} |", flush=True
        )
    objectives._EFFECT = ours


def gradient_at(objective: Objective, vector: np.ndarray) -> np.ndarray:
    """The objective's gradient by reverse-mode differentiation."""
    traced = [Traced(np.asarray(value)) for value in vector]
    colors = Traced(objective._before)
    for filter_ in ALL_FILTERS:
        indices = FILTER_INDICES[filter_.name]
        values = {p.name: traced[i] for p, i in zip(filter_.params, indices, strict=True)}
        colors = filter_.apply(colors, values)
    clipped = Traced(np.clip(colors.value, 0, 1))
    lab = rgb_to_lab(clipped)
    error = lab.value - objective._target
    weight = objective._weight / np.sqrt((error**2).sum(-1) + objective._rounded_below**2)
    (at_colors,) = gradients(lab, error * weight[:, None], [clipped])
    at_sliders = gradients(colors, at_colors * (clipped.value == colors.value), traced)
    penalty = 2 * objective._penalty @ (vector - DEFAULTS)
    return np.array([float(g) for g in at_sliders]) + penalty


def adam(objective: Objective, num_steps: int) -> float:
    """The least value that Adam meets, in units of half a slider's range, 0.05 falling to 0."""
    half, moved = (MAXIMA - MINIMA) / 2, np.zeros(len(PARAMS))
    mean, square, least = np.zeros(len(PARAMS)), np.zeros(len(PARAMS)), np.inf
    for step in range(num_steps):
        slope = gradient_at(objective, np.clip(DEFAULTS + moved * half, MINIMA, MAXIMA))
        slope = slope * half * FREE
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = 0.05 * (1 - step / num_steps) + 0.001
        corrected = mean / (1 - 0.9 ** (step + 1))
        moved -= rate * corrected / (np.sqrt(square / (1 - 0.99 ** (step + 1))) + 1e-9)
        moved = np.clip(moved, (MINIMA - DEFAULTS) / half, (MAXIMA - DEFAULTS) / half)
        least = min(least, objective.value(np.clip(DEFAULTS + moved * half, MINIMA, MAXIMA)))
    return least


def show_methods(everything: list[ColorPairs]) -> None:
    print("\n| method | objective, share of the change | processor s |\n|---|---|---|")
    methods = {"Levenberg-Marquardt": lambda o: fitting._improve(o, DEFAULTS, FREE, never).value}
    for steps in ADAM_STEPS:
        methods[f"Adam, {steps} steps"] = lambda o, steps=steps: adam(o, steps)
    for label, method in methods.items():
        rows = []
        for pairs in everything:
            objective = Objective(pairs)
            start = time.process_time()
            value = method(objective)
            rows.append((value / objective.change, time.process_time() - start))
        value, seconds = np.mean(rows, axis=0)
        print(f"| {label} | {value:.4f} | {seconds:.2f} |", flush=True)


def never() -> bool:
    return False


def show_starts(everything: list[ColorPairs]) -> None:
    names = [param.name for _, param in PARAMS]
    gains = []
    for pairs in everything:
        objective = Objective(pairs)
        values = []
        for start in ({}, *STARTS):
            vector = DEFAULTS.copy()
            for name, value in start.items():
                vector[names.index(name)] = value
            values.append(fitting._improve(objective, vector, FREE, never).value)
        gains.append((values[0] - min(values)) / objective.change)
    print(
        f"\nbest of {len(STARTS)} other starts: {100 * np.mean(gains):.2f} points of the change "
        f"gained on average, {100 * max(gains):.2f} at most, over {len(gains)} fits"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=2, help="of each taste")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (SHARED / "looks").is_dir():
        print("There are no shared looks beside this clone; nothing is measured.")
        return
    everything = list(pairs_of_tastes(options.photos, options.seed))
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, NumPy {np.__version__}; test.zip, seed "
        f"{options.seed}, {len(everything)} pairs of photograph and taste\n"
    )
    show_penalty(everything)
    show_methods(everything[:: max(1, len(everything) // 12)])
    show_starts(everything)


if __name__ == "__main__":
    main()
