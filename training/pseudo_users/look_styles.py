"""Finished-looking stacks of the eight filters, drawn by style.

Random stacks are good enough to teach a network. A gallery needs looks in which somebody would hand
out a picture.
Each style draws a few photographer's numbers within narrow ranges, and curves are smooth because
they come from those numbers and not slope by slope. One style, "free", takes the random stacks of
`random_looks` and makes them milder.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME
from pieditor.core.recipe import FilterSetting, Recipe
from training.pseudo_users.random_looks import random_filter_values

Range = tuple[float, float]
_PIECES = 8
# Middle of each of the eight pieces of a curve.
_MIDDLE = (np.arange(_PIECES) + 0.5) / _PIECES
# Slope changes that lift the quarter tones, the first pieces up and those after them down.
_IN_SHADOWS = np.array([1.0, 1.0, 0.6, -0.4, -0.7, -0.7, -0.5, -0.3])
_IN_HIGHLIGHTS = -_IN_SHADOWS[::-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Ranges that a kind of look is drawn from, uniformly; all zeros change nothing.

    stops         exposure
    octaves       log2 of gamma; below zero brightens the middle
    temperature   of the white balance, as tint and saturation
    contrast      of the contrast filter
    lift          how far shadows rise towards a faded black
    shoulder      how far highlights are held back
    split         strength of opposite tints in shadows and highlights, 1 being the curve's limit
    black_white   amount of the black & white filter
    share         of the pool
    """

    share: float
    stops: Range = (-0.15, 0.2)
    octaves: Range = (-0.15, 0.15)
    temperature: Range = (-0.35, 0.35)
    tint: Range = (-0.12, 0.12)
    saturation: Range = (-0.15, 0.2)
    contrast: Range = (-0.1, 0.25)
    lift: Range = (0.0, 0.0)
    shoulder: Range = (0.0, 0.2)
    split: Range = (0.0, 0.0)
    black_white: Range = (0.0, 0.0)


STYLES: Mapping[str, Style] = {
    "natural": Style(share=0.08),
    "airy": Style(
        share=0.14, stops=(0.0, 0.3), octaves=(-0.85, -0.35), temperature=(-0.6, 0.7),
        saturation=(-0.4, 0.5), contrast=(-0.4, 0.25), lift=(0.0, 0.25), shoulder=(0.0, 0.4),
        split=(0.0, 0.6),
    ),
    "low key": Style(
        share=0.13, stops=(-0.8, -0.25), octaves=(-0.1, 0.45), temperature=(-0.7, 0.7),
        saturation=(-0.5, 0.5), contrast=(-0.1, 0.5), shoulder=(0.0, 0.2), split=(0.0, 0.8),
    ),
    "vivid": Style(
        share=0.13, stops=(-0.25, 0.1), octaves=(-0.25, 0.2), temperature=(-0.5, 0.8),
        saturation=(0.5, 1.0), contrast=(0.05, 0.5), shoulder=(0.1, 0.4), split=(0.0, 0.5),
    ),
    "hard": Style(
        share=0.10, stops=(-0.25, 0.1), octaves=(-0.4, 0.1), temperature=(-0.6, 0.6),
        saturation=(-0.6, 0.4), contrast=(0.45, 0.9), shoulder=(0.1, 0.5), split=(0.0, 0.8),
    ),
    "fade": Style(
        share=0.13, stops=(-0.45, 0.15), octaves=(-0.3, 0.25), temperature=(-0.8, 0.9),
        tint=(-0.2, 0.25), saturation=(-0.65, 0.1), contrast=(-0.45, 0.1), lift=(0.3, 0.75),
        shoulder=(0.1, 0.6), split=(0.0, 1.0),
    ),
    "toned": Style(
        share=0.13, stops=(-0.35, 0.2), octaves=(-0.3, 0.3), temperature=(-1.0, 1.0),
        tint=(-0.3, 0.3), saturation=(-0.5, 0.6), contrast=(-0.2, 0.45), lift=(0.0, 0.4),
        shoulder=(0.0, 0.4), split=(0.6, 1.0),
    ),
    "black and white": Style(
        share=0.10, stops=(-0.4, 0.2), octaves=(-0.5, 0.45), temperature=(-1.0, 1.0),
        tint=(-0.5, 0.5), contrast=(-0.4, 0.85), lift=(0.0, 0.7), shoulder=(0.0, 0.5),
        split=(-0.6, 1.0), black_white=(1.0, 1.0),
    ),
}  # fmt: skip
# What is left of the pool: random stacks, this share of each filter's push kept.
_FREE = {
    "exposure": 0.3, "gamma": 0.35, "white_balance": 0.6, "saturation": 0.7, "contrast": 0.6,
    "color_curve": 0.35,
}  # fmt: skip


def tone_slopes(lift: float, shoulder: float) -> list[float]:
    """The tone curve's eight slopes: shadows raised, highlights held back; (0, 0) is straight.

    A full lift shows deep shadows (1/16) at twice their value; black itself stays where it is,
    which is all that this filter can do.
    """
    toe = np.exp(-((_MIDDLE / 0.11) ** 2)) - 0.55 * np.exp(-(((_MIDDLE - 0.3) / 0.16) ** 2))
    end = np.exp(-(((1 - _MIDDLE) / 0.25) ** 2))
    slopes = np.exp(0.95 * lift * toe - 0.5 * shoulder * end)
    return [float(s) for s in np.clip(slopes, 0.5, 2.0)]


def color_slopes(shadows: NDArray[np.float64], highlights: NDArray[np.float64]) -> dict[str, float]:
    """The colour curve that tints shadows and highlights by (r, g, b) shares of its limit."""
    values: dict[str, float] = {}
    for channel, low, high in zip(("red", "green", "blue"), shadows, highlights, strict=True):
        slopes = np.clip(1 + 0.1 * (low * _IN_SHADOWS + high * _IN_HIGHLIGHTS), 0.9, 1.1)
        values |= {f"{channel}{i}": float(s) for i, s in enumerate(slopes, start=1)}
    return values


def _tint(hue: float) -> NDArray[np.float64]:
    """A hue in turns (0 red, 1/3 green) as (r, g, b) around zero, the largest at most 1."""
    turns = hue - np.array([0, 1, 2]) / 3
    return np.asarray(np.cos(2 * np.pi * turns))


# Hues that photographers give to shadows: teal to violet-blue, and now and then a brown.
_SHADOW_HUES = ((0.5, 0.72), (0.5, 0.72), (0.5, 0.72), (0.03, 0.12))


def _drawn(style: Style, rng: np.random.Generator) -> Recipe:
    def uniform(limits: Range) -> float:
        return float(rng.uniform(*limits))

    is_grey = style.black_white[1] == 1
    split = max(uniform(style.split), 0.0)
    shadow_hue = float(rng.uniform(*_SHADOW_HUES[rng.integers(len(_SHADOW_HUES))]))
    # A toned black & white print has one hue; in colour, highlights take about the opposite.
    turn = rng.uniform(-0.06, 0.06) + (0.0 if is_grey else 0.5)
    shadows, highlights = split * _tint(shadow_hue), split * _tint(shadow_hue + turn)
    tone = tone_slopes(uniform(style.lift), uniform(style.shoulder))
    return _recipe(
        {
            "exposure": {"stops": uniform(style.stops)},
            "gamma": {"gamma": 2 ** uniform(style.octaves)},
            "white_balance": {
                "temperature": uniform(style.temperature), "tint": uniform(style.tint),
            },
            "saturation": {"saturation": uniform(style.saturation)},
            "tone_curve": {f"tone{i}": slope for i, slope in enumerate(tone, start=1)},
            "contrast": {"contrast": uniform(style.contrast)},
            "black_white": {"amount": uniform(style.black_white)},
            "color_curve": color_slopes(shadows, highlights) if split else {},
        }
    )  # fmt: skip


def _recipe(stack: Mapping[str, Mapping[str, float]]) -> Recipe:
    """Values rounded to what a person would type, filters that change nothing left out."""
    recipe = Recipe()
    for filter_ in ALL_FILTERS:
        given = stack.get(filter_.name, {})
        digits = 3 if filter_.name == "color_curve" else 2
        values = {
            p.name: p.clamp(round(given.get(p.name, p.default), digits)) for p in filter_.params
        }
        setting = FilterSetting(name=filter_.name, values=values)
        if not setting.changes_nothing:
            recipe = recipe.with_filter(setting)
    return recipe


def _free(num: int, seed: int) -> list[Recipe]:
    stacks = random_filter_values(num, torch.Generator().manual_seed(seed))
    recipes = []
    for i in range(num):
        stack = {
            name: {
                p.name: p.default
                + share * (float(stacks[name][p.name][i, 0, 0]) - p.default)
                for p in FILTERS_BY_NAME[name].params
            }
            for name, share in _FREE.items()
        }  # fmt: skip
        recipes.append(_recipe(stack))
    return recipes


def draw_looks(num: int, seed: int) -> list[Recipe]:
    """`num` looks in the styles' shares, the rest free; repeats with the seed."""
    rng = np.random.default_rng(seed)
    looks = [
        _drawn(style, rng) for style in STYLES.values() for _ in range(round(num * style.share))
    ]
    return looks + _free(num - len(looks), seed)
