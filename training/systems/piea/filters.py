"""The eight filters as EXPOSURE publishes them, on stored values and in PIEA's fixed order.

Source: EXPOSURE (Hu et al., ACM ToG 2018) and its code; formulas and ranges as there. The editor's
filters depart from these (linear light for exposure and white balance, no hue for greys, both
signs of saturation); `pieditor.core.filters` says how and why.

Each filter takes pictures (B, 3, H, W) and parameters (B, n) *after* the regressors: PIEA moves
them directly. Whether it clamps them to their ranges is not said; here they are not. Nothing is
clipped between filters.
"""

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

_PIECES = 8


@dataclass(frozen=True, slots=True)
class PublishedFilter:
    """A name, the identity's parameters, the published range, and the operation."""

    name: str
    identity: tuple[float, ...]
    minimum: float
    maximum: float
    apply: Callable[[Tensor, Tensor], Tensor]


def _each(parameters_BN: Tensor, index: int) -> Tensor:
    return parameters_BN[:, index].view(-1, 1, 1, 1)


def luminance(x_BCHW: Tensor) -> Tensor:
    """0.27 r + 0.67 g + 0.06 b, (B, 1, H, W)."""
    weight = x_BCHW.new_tensor([0.27, 0.67, 0.06]).view(1, 3, 1, 1)
    return (x_BCHW * weight).sum(1, keepdim=True)


def exposure(x: Tensor, p: Tensor) -> Tensor:
    """x · 2^E."""
    return x * 2 ** _each(p, 0)


def gamma(x: Tensor, p: Tensor) -> Tensor:
    """max(x, 0.001)^γ."""
    return x.clamp(min=0.001) ** _each(p, 0)


def white_balance(x: Tensor, p: Tensor) -> Tensor:
    """x · s with s = exp(0, p), divided by its luminance; p is the logarithm for green and blue."""
    s = torch.cat([torch.zeros_like(p[:, :1]), p], 1).exp()[:, :, None, None]
    return x * (s / (1e-5 + luminance(s)))


def rgb_to_hsv(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Hue in [0, 1), saturation and value, each (B, 1, H, W); a grey's hue is 0 (red)."""
    r, g, b = x[:, 0:1], x[:, 1:2], x[:, 2:3]
    value, smallest = x.max(1, keepdim=True).values, x.min(1, keepdim=True).values
    spread = value - smallest
    safe = torch.where(spread > 0, spread, torch.ones_like(spread))
    from_red = ((g - b) / safe) % 6
    hue = torch.where(
        value == r, from_red, torch.where(value == g, (b - r) / safe + 2, (r - g) / safe + 4)
    )
    hue = torch.where(spread > 0, hue / 6, torch.zeros_like(hue))
    saturation = torch.where(value > 0, spread / value.clamp(min=1e-8), torch.zeros_like(value))
    return hue, saturation, value


def hsv_to_rgb(hue: Tensor, saturation: Tensor, value: Tensor) -> Tensor:
    """(B, 3, H, W)."""
    channels = []
    for n in (5, 3, 1):
        k = (n + hue * 6) % 6
        ramp = torch.minimum(k, 4 - k).clamp(0, 1)
        channels.append(value - value * saturation * ramp)
    return torch.cat(channels, 1)


def saturation_plus(x: Tensor, p: Tensor) -> Tensor:
    """(1 − p) x + p RGB(h, s', v), s' = s + 0.8 (1 − s)(0.5 − |0.5 − v|), x at most 1."""
    x = x.clamp(max=1)
    h, s, v = rgb_to_hsv(x)
    more = s + 0.8 * (1 - s) * (0.5 - (0.5 - v).abs())
    return (1 - _each(p, 0)) * x + _each(p, 0) * hsv_to_rgb(h, more, v)


def _curve(x: Tensor, slopes_BK: Tensor) -> Tensor:
    """(8 / Σt) Σ t_i clip(x − i/8, 0, 1/8)."""
    y = torch.zeros_like(x)
    for i in range(_PIECES):
        y = y + _each(slopes_BK, i) * (x - i / _PIECES).clamp(0, 1 / _PIECES)
    return y * (_PIECES / slopes_BK.sum(1)).view(-1, 1, 1, 1)


def tone_curve(x: Tensor, p: Tensor) -> Tensor:
    """One curve of eight pieces for all channels."""
    return _curve(x, p)


def contrast(x: Tensor, p: Tensor) -> Tensor:
    """(1 − p) x + p x ℓ'/(ℓ + 1e-6), ℓ' = ½ − ½ cos(π ℓ), ℓ the luminance in [0, 1]."""
    light = luminance(x).clamp(0, 1)
    curved = 0.5 - 0.5 * torch.cos(torch.pi * light)
    return (1 - _each(p, 0)) * x + _each(p, 0) * x * curved / (light + 1e-6)


def black_white(x: Tensor, p: Tensor) -> Tensor:
    """(1 − p) x + p Lum(x)."""
    return (1 - _each(p, 0)) * x + _each(p, 0) * luminance(x)


def color_curve(x: Tensor, p: Tensor) -> Tensor:
    """A curve of eight pieces for each channel; slopes of red, then green, then blue."""
    curves = [_curve(x[:, c : c + 1], p[:, 8 * c : 8 * c + 8]) for c in range(3)]
    return torch.cat(curves, 1)


PUBLISHED: tuple[PublishedFilter, ...] = (
    PublishedFilter("exposure", (0.0,), -3.5, 3.5, exposure),
    PublishedFilter("gamma", (1.0,), 1 / 3, 3.0, gamma),
    PublishedFilter("white_balance", (0.0, 0.0), -0.5, 0.5, white_balance),
    PublishedFilter("saturation", (0.0,), 0.0, 1.0, saturation_plus),
    PublishedFilter("tone_curve", (1.0,) * 8, 0.5, 2.0, tone_curve),
    PublishedFilter("contrast", (0.0,), -1.0, 1.0, contrast),
    PublishedFilter("black_white", (0.0,), 0.0, 1.0, black_white),
    PublishedFilter("color_curve", (1.0,) * 24, 0.9, 1.1, color_curve),
)
