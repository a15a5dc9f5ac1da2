"""Random looks: stacks of the editor's eight filters and of what film adds to them.

The eight filters are what the editor's gallery shows. Film looks also have channel mixing, split
toning, lifted blacks and lowered whites, and curves with other shapes, so a random look draws
those too; each part is present with a probability between 0.3 and 0.7.
Axes: L looks, P points.
"""

import torch
from torch import Tensor

from pieditor.core.color import luminance
from pieditor.core.filters import ALL_FILTERS, CONTRAST, EXPOSURE, SATURATION, WHITE_BALANCE
from training.pseudo_users.tables import identity_points

# How far a filter is pushed: a standard deviation as a share of its range on either side of the
# default. Whole ranges would mostly give pictures nobody would call finished.
_SPREAD = {
    "exposure": 0.16,
    "gamma": 0.25,
    "white_balance": 0.35,
    "saturation": 0.4,
    "tone_curve": 0.45,
    "contrast": 0.4,
    "black_white": 0.35,
    "color_curve": 0.8,
}


def _uniform(generator: torch.Generator, num: int, low: float, high: float) -> Tensor:
    return torch.rand(num, 1, 1, generator=generator) * (high - low) + low


def _normal(generator: torch.Generator, num: int, scale: float) -> Tensor:
    return torch.randn(num, 1, 1, generator=generator) * scale


def _present(generator: torch.Generator, num: int, probability: float) -> Tensor:
    return (torch.rand(num, 1, 1, generator=generator) < probability).float()


def random_filter_values(num: int, generator: torch.Generator) -> dict[str, dict[str, Tensor]]:
    """Values for each of the eight filters for `num` looks, each value (num, 1, 1)."""
    stack: dict[str, dict[str, Tensor]] = {}
    for filter_ in ALL_FILTERS:
        present = _present(generator, num, 0.3 if filter_.name == "black_white" else 0.5)
        values = {}
        for p in filter_.params:
            up, down = p.maximum - p.default, p.default - p.minimum
            z = _normal(generator, num, _SPREAD[filter_.name]).clamp(-1, 1) * present
            if down == 0:
                z = z.abs()
            values[p.name] = p.default + torch.where(z > 0, z * up, z * down)
        if filter_.name == "gamma":
            # A gamma and its inverse are equally likely.
            z = _normal(generator, num, 0.3) * present
            values["gamma"] = z.clamp(-1.09, 1.09).exp()
        if filter_.name == "black_white":
            full = _present(generator, num, 0.3) * present
            values["amount"] = torch.maximum(values["amount"], full)
        stack[filter_.name] = values
    return stack


def _monotone_curve(x_LPC: Tensor, num: int, generator: torch.Generator, shared: bool) -> Tensor:
    """A smooth random increasing curve per look, or per look and channel."""
    channels = 1 if shared else 3
    steps = torch.exp(torch.randn(num, 6, channels, generator=generator) * 0.45)
    knots = torch.cat([torch.zeros(num, 1, channels), steps.cumsum(1)], 1)
    knots = (knots / knots[:, -1:]).expand(-1, -1, 3)
    position = x_LPC.clamp(0, 1) * 6
    low = position.floor().clamp(max=5).long()
    # Smooth-step between knots would flatten at each; a linear piece is blurred by the table.
    t = position - low
    left = torch.gather(knots, 1, low)
    right = torch.gather(knots, 1, low + 1)
    return left + (right - left) * t


def _film_extras(x_LPC: Tensor, num: int, g: torch.Generator) -> Tensor:
    """Channel mixing, split toning, fades: what the eight filters cannot do."""
    mix = torch.eye(3) + torch.randn(num, 3, 3, generator=g) * 0.12 * _present(g, num, 0.4)
    mix = mix / mix.sum(-1, keepdim=True).clamp(min=0.5)
    x = x_LPC @ mix.transpose(1, 2)
    curve_all = _present(g, num, 0.35)
    x = x + curve_all * 0.7 * (_monotone_curve(x, num, g, shared=True) - x)
    curve_each = _present(g, num, 0.45)
    x = x + curve_each * 0.45 * (_monotone_curve(x, num, g, shared=False) - x)
    light = luminance(x).clamp(0, 1)
    toned = _present(g, num, 0.45)
    shadow = torch.randn(num, 1, 3, generator=g) * 0.06
    high = torch.randn(num, 1, 3, generator=g) * 0.06
    shadow, high = (c - 0.5 * c.mean(-1, keepdim=True) for c in (shadow, high))
    x = x + toned * (shadow * (1 - light) ** 2 + high * light**2)
    faded = _present(g, num, 0.35)
    black = faded * _uniform(g, num, 0.0, 0.18) * _present(g, num, 0.8)
    white = faded * _uniform(g, num, 0.0, 0.15) * _present(g, num, 0.5)
    return black + x * (1 - black - white)


def random_tables(
    num: int, generator: torch.Generator, num_nodes: int, scale: float = 1.0
) -> Tensor:
    """`num` random looks, (num, n, n, n, 3); scale < 1 makes them milder. Repeats with the seed."""
    points = identity_points(num_nodes).expand(num, -1, -1)
    stack = random_filter_values(num, generator)
    plain = points
    for filter_ in ALL_FILTERS:
        plain = filter_.apply(plain, stack[filter_.name])
    plain = plain.clamp(0, 1)
    extra = _present(generator, num, 0.6)
    x = plain + extra * (_film_extras(plain, num, generator) - plain)
    x = points + scale * (x - points)
    # Looks that crush almost everything to one value teach nothing: pull those halfway back.
    flat = (x.clamp(0, 1).std(dim=(1, 2)) < 0.12).view(-1, 1, 1)
    x = torch.where(flat, 0.5 * (x + points), x).clamp(0, 1)
    return x.reshape(num, num_nodes, num_nodes, num_nodes, 3)


def degrading_tables(num: int, generator: torch.Generator, num_nodes: int) -> Tensor:
    """Tables that spoil a photo before it is edited, (num, n, n, n, 3).

    They change exposure, add a cast, and make it flat and pale.

    Dark is likelier than bright, as in raw files and in FiveK's inputs.
    """
    x = identity_points(num_nodes).expand(num, -1, -1)

    def drawn(low: float, high: float, probability: float) -> Tensor:
        return _uniform(generator, num, low, high) * _present(generator, num, probability)

    x = EXPOSURE.apply(x, {"stops": drawn(-2.0, 1.0, 0.8)})
    tint = {"temperature": drawn(-0.7, 0.7, 0.5), "tint": drawn(-0.35, 0.35, 0.3)}
    x = WHITE_BALANCE.apply(x, tint)
    x = SATURATION.apply(x, {"saturation": drawn(-0.5, 0.1, 0.5)})
    x = CONTRAST.apply(x, {"contrast": drawn(-0.6, 0.2, 0.5)})
    return x.clamp(0, 1).reshape(num, num_nodes, num_nodes, num_nodes, 3)
