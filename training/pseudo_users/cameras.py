"""Cameras: how photographs come out of a camera before anybody finishes them.

A photographer's originals have something in common, their camera and how they expose, and each
photograph differs a little from it. So a camera is drawn for each user, and a jitter around it for
each photograph. Most cameras are dark, flat, pale and of some cast, as raw files and the inputs of
MIT-Adobe FiveK are; one in eight gives photographs that are finished already.
A camera is a function of the finished colours. Exposure and cast act on linear light, the others on
sRGB-encoded values.
Axes: K cameras, P photographs, n nodes per axis of a table.
"""

from dataclasses import dataclass, fields

import torch
from torch import Tensor

from pieditor.core.color import linear_to_srgb, luminance, srgb_to_linear
from training.pseudo_users.tables import identity_points

SHARE_FINISHED = 1 / 8
_KNOTS = 5  # of the tone curve, besides black


@dataclass(frozen=True, slots=True)
class Cameras:
    """Settings of K cameras; each photograph's own settings lie around them.

    stops        (K, 1), of exposure: negative is darker
    cast         (K, 3), logarithms of the gains of red, green and blue
    saturation   (K, 1), 1 leaves colours as they are
    contrast     (K, 1), around middle grey, 1 leaves tones as they are
    gamma        (K, 1), 1 leaves tones as they are; larger is darker
    black        (K, 1), how far black is lifted
    curve        (K, 5), logarithms of the rise of a tone curve from one knot to the next
    stops_jitter, cast_jitter   (K, 1), standard deviations from photograph to photograph
    """

    stops: Tensor
    cast: Tensor
    saturation: Tensor
    contrast: Tensor
    gamma: Tensor
    black: Tensor
    curve: Tensor
    stops_jitter: Tensor
    cast_jitter: Tensor

    def __len__(self) -> int:
        return self.stops.shape[0]

    def __getitem__(self, index: Tensor) -> "Cameras":
        return Cameras(*(getattr(self, f.name)[index] for f in fields(self)))

    def with_jitter(self, g: torch.Generator) -> "Cameras":
        """One photograph of each camera: its settings, and no jitter left."""
        count = len(self)
        settings = {f.name: getattr(self, f.name) for f in fields(self)}
        stops = torch.randn(count, 1, generator=g) * self.stops_jitter
        cast = torch.randn(count, 3, generator=g) * self.cast_jitter
        has_jitter = (self.stops_jitter > 0).float()
        settings |= {
            "stops": self.stops + stops.clamp(-1.2, 1.2),
            "cast": self.cast + cast,
            "saturation": self.saturation * (has_jitter * 0.08 * _normal(count, g)).exp(),
            "contrast": self.contrast * (has_jitter * 0.08 * _normal(count, g)).exp(),
            "stops_jitter": torch.zeros(count, 1),
            "cast_jitter": torch.zeros(count, 1),
        }
        return Cameras(**settings)

    def tables(self, num_nodes: int) -> Tensor:
        """From finished colours to the camera's, (K, n, n, n, 3) in [0, 1]."""
        x = identity_points(num_nodes).expand(len(self), -1, -1)

        def each(setting: Tensor) -> Tensor:
            return setting.unsqueeze(1)

        gain = each((self.stops * 0.6931 + self.cast).exp())
        x = linear_to_srgb((srgb_to_linear(x) * gain).clamp(0, 1))
        grey = luminance(x)
        x = grey + each(self.saturation) * (x - grey)
        x = (0.5 + each(self.contrast) * (x - 0.5)).clamp(0, 1)
        x = x.clamp(1e-6, 1) ** each(self.gamma)
        x = _along(self.curve, x)
        x = each(self.black) + x * (1 - each(self.black))
        return x.clamp(0, 1).reshape(len(self), num_nodes, num_nodes, num_nodes, 3)


def _normal(count: int, g: torch.Generator) -> Tensor:
    return torch.randn(count, 1, generator=g)


def _along(curve_KJ: Tensor, x_KPC: Tensor) -> Tensor:
    """Values on each camera's tone curve, which rises from 0 to 1."""
    knots = torch.cat([torch.zeros(len(curve_KJ), 1), curve_KJ.exp().cumsum(1)], 1)
    knots = (knots / knots[:, -1:]).unsqueeze(2).expand(-1, -1, 3)
    place = x_KPC.clamp(0, 1) * _KNOTS
    low = place.floor().clamp(max=_KNOTS - 1).long()
    before, after = torch.gather(knots, 1, low), torch.gather(knots, 1, low + 1)
    return before + (after - before) * (place - low)


def draw_cameras(num: int, g: torch.Generator) -> Cameras:
    """`num` cameras; repeats with the generator's seed."""

    def uniform(low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(num, 1, generator=g)

    def present(share: float) -> Tensor:
        return (torch.rand(num, 1, generator=g) < share).float()

    # One in eight leaves everything as it is, and so has no jitter of its own either.
    spoils = (torch.rand(num, 1, generator=g) >= SHARE_FINISHED).float()
    stops = (-0.6 + 0.65 * _normal(num, g)).clamp(-1.7, 0.5) * spoils
    warm = _normal(num, g) * 0.09
    cast = torch.cat([warm, torch.zeros(num, 1), -warm], 1)
    cast = (cast + 0.04 * torch.randn(num, 3, generator=g)) * spoils
    curve = torch.randn(num, _KNOTS, generator=g) * uniform(0.0, 0.35) * present(0.6) * spoils
    return Cameras(
        stops=stops,
        cast=cast - cast.mean(1, keepdim=True),
        saturation=1 + (uniform(0.55, 1.1) - 1) * present(0.7) * spoils,
        contrast=1 + (uniform(0.55, 1.1) - 1) * present(0.7) * spoils,
        gamma=(0.12 * _normal(num, g) * present(0.5) * spoils).exp(),
        black=uniform(0.0, 0.08) * present(0.3) * spoils,
        curve=curve,
        stops_jitter=uniform(0.08, 0.55) * spoils,
        cast_jitter=uniform(0.01, 0.06) * spoils,
    )
