"""Versions of a finished photograph: damaged at random, or worse and worse along one axis."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_lab
from training.systems.rater.damage import (
    DETAIL_KINDS,
    apply_settings,
    damage_detail,
    damage_detail_by,
    draw_settings,
    fade,
    smooth_slopes,
)
from training.systems.rater.lines import AXES, NUM_AXES, move

Floats = NDArray[np.float32]
Squares = NDArray[np.uint8]

NUM_COLOUR_VERSIONS = 18  # of each photograph, besides three of its detail and itself
LADDER_STEPS = 7


@dataclass(frozen=True, slots=True)
class Versions:
    """One photograph's versions: (V, 256, 256, 3), what was done, and ΔE76 to the finished one."""

    squares: Squares
    kinds: tuple[str, ...]
    delta_e: Floats


def versions_of(square: Squares, seed: int) -> Versions:
    """The photograph, its detail damaged in three ways, and its colours in many."""
    rng = np.random.default_rng(seed)
    detail = [damage_detail(square, kind, rng) for kind in DETAIL_KINDS[1:]]
    g = torch.Generator().manual_seed(seed)
    pixels = torch.from_numpy(square.reshape(1, -1, 3).copy()) / 255
    pixels = pixels.expand(NUM_COLOUR_VERSIONS, -1, -1)
    damaged = apply_settings(draw_settings(NUM_COLOUR_VERSIONS, g), fade(pixels, g))
    colours = (damaged * 255).round().byte().numpy().reshape(-1, *square.shape)
    squares = np.stack([square, *detail, *colours])
    kinds = ("finished", *DETAIL_KINDS[1:], *("colour",) * NUM_COLOUR_VERSIONS)
    return Versions(squares, kinds, _away(squares))


@dataclass(frozen=True, slots=True)
class Ladder:
    """One thing that gets worse: (S, 256, 256, 3), the first as it was, and CIE76 from there."""

    kind: str
    squares: Squares
    delta_e: Floats


def ladders_of(square: Squares, seed: int) -> Iterator[Ladder]:
    """The photograph further and further along each axis, both ways, and with worse detail."""
    rng = np.random.default_rng(seed)
    steps = np.linspace(0, 1, LADDER_STEPS)
    tone = smooth_slopes(torch.Generator().manual_seed(seed), 1, 0.5).expand(LADDER_STEPS, -1)
    pixels = torch.from_numpy(square.reshape(1, -1, 3).copy()) / 255
    pixels = pixels.expand(LADDER_STEPS, -1, -1)
    for axis, name in enumerate(AXES):
        for sign in (1,) if name in ("fade", "black & white") else (1, -1):
            places = torch.zeros(LADDER_STEPS, NUM_AXES)
            places[:, axis] = sign * torch.from_numpy(steps).float()
            moved = (move(pixels, places, tone) * 255).round().byte().numpy()
            squares = moved.reshape(-1, *square.shape)
            yield Ladder(f"{name} {'+' if sign > 0 else '−'}", squares, _away(squares))
    for kind in DETAIL_KINDS[1:]:
        worse = [
            damage_detail_by(square, kind, s, rng)
            for s in np.linspace(0, 1, LADDER_STEPS - 1).tolist()
        ]
        squares = np.stack([square, *worse])
        yield Ladder(kind, squares, _away(squares))


def _away(squares: Squares) -> Floats:
    lab = rgb_to_lab(squares.astype(np.float32) / 255)
    return np.asarray(np.sqrt(((lab - lab[:1]) ** 2).sum(-1)).mean((1, 2)), np.float32)
