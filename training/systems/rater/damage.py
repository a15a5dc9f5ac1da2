"""Damages of finished photographs, which a rater learns to see.

There are two kinds. Changes of colour (exposure, gamma, cast, saturation, contrast, tone, fades)
are made by the editor's own filters, because a search moves those. A second draw on top of the
first corrects it in part, too far or in the wrong place, like the steps of a search. Changes of
detail (noise, blur, blocking) are made on whole pictures.

Axes: V versions, P points; pictures are (H, W, 3) uint8.
"""

import io
from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from torch import Tensor

from pieditor.core.filters import ALL_FILTERS

Picture = NDArray[np.uint8]
# Values of every filter, each (V, 1, 1).
Stack = dict[str, dict[str, Tensor]]

DETAIL_KINDS = ("none", "noise", "blur", "blocking")

# Standard deviation of each parameter when its filter is present.
_SIZE = {
    "stops": 1.1, "gamma": 0.45, "temperature": 0.55, "tint": 0.35, "saturation": 0.5,
    "contrast": 0.45, "amount": 0.5, "tone": 0.35, "color": 0.05,
}  # fmt: skip
_RARE = {"black_white": 0.12, "color_curve": 0.35}


def _present(g: torch.Generator, num: int, share: float) -> Tensor:
    return (torch.rand(num, 1, 1, generator=g) < share).float()


def _normal(g: torch.Generator, num: int, size: float) -> Tensor:
    return torch.randn(num, 1, 1, generator=g) * size


def smooth_slopes(g: torch.Generator, num: int, size: float) -> Tensor:
    """Logarithms of eight slopes that change gradually, (V, 8)."""
    noise = torch.randn(num, 1, 12, generator=g)
    kernel = torch.tensor([0.1, 0.25, 0.3, 0.25, 0.1]).view(1, 1, 5)
    smooth = torch.nn.functional.conv1d(noise, kernel)[:, 0]
    return smooth * (2.2 * size)


def draw_settings(num: int, g: torch.Generator) -> Stack:
    """Random settings of the eight filters; in a third of the draws one filter is all there is."""
    only = torch.randint(len(ALL_FILTERS) - 2, (num, 1, 1), generator=g)
    is_single = _present(g, num, 0.35)
    stack: Stack = {}
    common = [f for f in ALL_FILTERS if f.name not in _RARE]
    for filter_ in ALL_FILTERS:
        together = _present(g, num, _RARE.get(filter_.name, 0.45))
        if filter_ in common:
            alone = (only == common.index(filter_)).float()
        else:
            alone = torch.zeros(num, 1, 1)
        here = is_single * alone + (1 - is_single) * together
        values = {}
        if filter_.name in ("tone_curve", "color_curve"):
            size = _SIZE["tone" if filter_.name == "tone_curve" else "color"]
            curves = [smooth_slopes(g, num, size) for _ in range(len(filter_.params) // 8)]
            logs = torch.cat(curves, 1)
            for i, p in enumerate(filter_.params):
                slope = torch.exp(logs[:, i].view(-1, 1, 1) * here)
                values[p.name] = slope.clamp(p.minimum, p.maximum)
        else:
            for p in filter_.params:
                z = _normal(g, num, _SIZE[p.name]) * here
                value = torch.exp(z) if p.name == "gamma" else p.default + z
                if p.name == "amount":
                    value = value.abs()
                values[p.name] = value.clamp(p.minimum, p.maximum)
        stack[filter_.name] = values
    return stack


def scaled(stack: Stack, factor: Tensor) -> Stack:
    """Settings at `factor` (V, 1, 1) of their way from the defaults; negative goes back.

    Ratios (gamma, slopes) are scaled in their logarithm.
    """
    out: Stack = {}
    for filter_ in ALL_FILTERS:
        values = {}
        for p in filter_.params:
            value = stack[filter_.name][p.name]
            moved = value**factor if p.default == 1 else p.default + factor * (value - p.default)
            values[p.name] = moved.clamp(p.minimum, p.maximum)
        out[filter_.name] = values
    return out


def apply_settings(stack: Mapping[str, Mapping[str, Tensor]], points_VPC: Tensor) -> Tensor:
    """The chain on points in [0, 1], clipped and in steps of 8 bits as a saved picture is."""
    x = points_VPC
    for filter_ in ALL_FILTERS:
        x = filter_.apply(x, stack[filter_.name])
    return (x.clamp(0, 1) * 255).round() / 255


def fade(points_VPC: Tensor, g: torch.Generator) -> Tensor:
    """A cast beyond the white balance's reach, and lifted black, lowered white and a veil.

    Each in a fifth of the versions.
    """
    num = points_VPC.shape[0]
    gains = torch.exp(0.15 * torch.randn(num, 1, 3, generator=g) * _present(g, num, 0.2))
    points_VPC = (points_VPC * gains).clamp(0, 1)
    here = _present(g, num, 0.2)
    black = 0.25 * torch.rand(num, 1, 1, generator=g) * here
    white = 0.2 * torch.rand(num, 1, 1, generator=g) * here * _present(g, num, 0.5)
    veil = 0.04 * torch.randn(num, 1, 3, generator=g) * here
    return (black + veil + points_VPC * (1 - black - white)).clamp(0, 1)


def damage_detail(picture: Picture, kind: str, rng: np.random.Generator) -> Picture:
    """One of DETAIL_KINDS at a random strength; the same shape."""
    return damage_detail_by(picture, kind, rng.uniform(0, 1), rng)


def damage_detail_by(
    picture: Picture, kind: str, strength: float, rng: np.random.Generator
) -> Picture:
    """One of DETAIL_KINDS, from 0, which can just be seen, to 1; the same shape."""
    if kind == "noise":
        size = 4 + 24 * strength
        # Sensor noise is coarser in chroma than in luma after demosaicing.
        grain = rng.normal(0, size, (*picture.shape[:2], 1))
        colour = rng.normal(0, 0.6 * size, picture.shape)
        return np.clip(picture + grain + colour, 0, 255).round().astype(np.uint8)
    image = Image.fromarray(picture)
    if kind == "blur":
        return np.asarray(image.filter(ImageFilter.GaussianBlur(0.8 + 3.2 * strength)))
    if kind == "blocking":
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=round(17 - 14 * strength), subsampling=2)
        return np.asarray(Image.open(buffer).convert("RGB"))
    return picture
