"""Versions of a photograph along lines: with one fault of a known size, or with two.

A search climbs along the filters' axes, so that is where a rater must be right. A version is a
place in a space of twelve axes; 0 is the finished photograph, and 1 is clearly too much. Most axes
are the editor's filters; casts, flatness and fades go beyond what those can do.

Axes: V versions, P points, A = 12.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from pieditor.core.filters import ALL_FILTERS
from training.systems.rater.damage import Stack, smooth_slopes

AXES = (
    "exposure", "gamma", "temperature", "tint", "saturation", "contrast", "tone", "flatness",
    "cast", "green", "fade", "black & white",
)  # fmt: skip
NUM_AXES = len(AXES)
# How often each is the one that is wrong.
_SHARES = (0.15, 0.1, 0.13, 0.08, 0.13, 0.12, 0.08, 0.08, 0.06, 0.03, 0.03, 0.01)


def _one_axis(num: int, g: torch.Generator) -> Tensor:
    """A random axis for each version, as (V, A) of zeros and a one."""
    chosen = torch.multinomial(torch.tensor(_SHARES), num, replacement=True, generator=g)
    return torch.nn.functional.one_hot(chosen, NUM_AXES).float()


def _place(num: int, g: torch.Generator, size: float = 1.2) -> Tensor:
    """Uniform in [-size, size], (V, 1)."""
    return (2 * torch.rand(num, 1, generator=g) - 1) * size


def drawn_places(counts: Sequence[int], g: torch.Generator) -> Tensor:
    """A place for each count, with that many axes away from 0 (V, A)."""
    places = torch.zeros(len(counts), NUM_AXES)
    for number in range(max(counts)):
        is_left = torch.tensor([[float(count > number)] for count in counts])
        places = places + is_left * _one_axis(len(counts), g) * _place(len(counts), g)
    return places


def _stack(place_VA: Tensor, tone_VK: Tensor) -> Stack:
    """The filters' values at places."""
    at = {name: place_VA[:, i].view(-1, 1, 1) for i, name in enumerate(AXES)}
    stack: Stack = {
        f.name: {p.name: torch.full_like(at["exposure"], p.default) for p in f.params}
        for f in ALL_FILTERS
    }
    stack["exposure"]["stops"] = 2 * at["exposure"]
    stack["gamma"]["gamma"] = torch.exp(0.8 * at["gamma"])
    stack["white_balance"]["temperature"] = at["temperature"]
    stack["white_balance"]["tint"] = 0.8 * at["tint"]
    stack["saturation"]["saturation"] = at["saturation"]
    stack["contrast"]["contrast"] = 0.9 * at["contrast"]
    stack["black_white"]["amount"] = at["black & white"].abs()
    slopes = torch.exp(tone_VK * place_VA[:, AXES.index("tone")].unsqueeze(-1))
    for i in range(tone_VK.shape[1]):
        stack["tone_curve"][f"tone{i + 1}"] = slopes[:, i].view(-1, 1, 1)
    for filter_ in ALL_FILTERS:
        for p in filter_.params:
            stack[filter_.name][p.name] = stack[filter_.name][p.name].clamp(p.minimum, p.maximum)
    return stack


def _filters(stack: Stack, points_VPC: Tensor) -> Tensor:
    x = points_VPC
    for filter_ in ALL_FILTERS:
        x = filter_.apply(x, stack[filter_.name])
    return (x.clamp(0, 1) * 255).round() / 255


def move(points_VPC: Tensor, place_VA: Tensor, tone_VK: Tensor) -> Tensor:
    """Points at places, clipped and in steps of 8 bits as a saved picture is.

    tone_VK  logarithms of the slopes of the tone curve at 1 on its axis
    """
    at = {name: place_VA[:, i].view(-1, 1, 1) for i, name in enumerate(AXES)}
    cast, green = 0.22 * at["cast"], 0.15 * at["green"]
    x = points_VPC * torch.cat([cast - green, green, -cast - green], -1).exp()
    span = 1 - 0.5 * at["flatness"].clamp(min=0) - 0.4 * at["flatness"].clamp(max=0)
    x = 0.5 + (x - 0.5) * span
    black = 0.2 * at["fade"].abs()
    x = black + x * (1 - black)
    return _filters(_stack(place_VA, tone_VK), x.clamp(0, 1))


def drawn_versions(points_BPC: Tensor, g: torch.Generator) -> Tensor:
    """Six versions of each picture, (B, 6, P, 3).

    One thing wrong; the same by another amount, on either side; that and a second thing; the
    second alone; many things a little; and those corrected, in part, too far or elsewhere.
    """
    num = points_BPC.shape[0]
    first, second = _one_axis(num, g), _one_axis(num, g)
    tone = smooth_slopes(g, num, 0.5)
    many = 0.45 * torch.randn(num, NUM_AXES, generator=g)
    many = many * (torch.rand(num, NUM_AXES, generator=g) < 0.4)
    many[:, -1] *= 0.3
    a, b = first * _place(num, g), second * _place(num, g)
    places = torch.stack([a, first * _place(num, g), a + b, b, many], 1)
    moved = move(
        points_BPC.repeat_interleave(5, 0), places.flatten(0, 1), tone.repeat_interleave(5, 0)
    ).unflatten(0, (num, 5))
    # What a search does on its way: the filters on top of a picture that is off already.
    back = -many * (0.3 + 1.2 * torch.rand(num, 1, generator=g))
    aside = 0.5 * _one_axis(num, g) * _place(num, g)
    corrected = _filters(_stack(back + aside, tone), moved[:, 4])
    return torch.cat([moved, corrected.unsqueeze(1)], 1)
