"""How training pictures are varied: alike for a pair in space, in tone the original alone.

As in the authors' code: whatever is done to an original's tone, its finished version stays, so the
style of the pair has to absorb it.
Axes: B pairs, C = 3 channels, H × W pixels.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from pieditor.core.color import LUMA_601

_SHARE_WHOLE = 0.1  # of the pairs are not cropped
_LEAST_SIDE = 0.75


@dataclass(frozen=True, slots=True)
class ToneJitter:
    """Random changes of an original's tone: factors lie within 1 ± the number, evenly.

    brightness   of all channels
    saturation, channels   as well; 0 leaves them alone
    """

    brightness: float = 0.5
    saturation: float = 0.0
    channels: float = 0.0

    def apply(self, image_BCHW: Tensor, g: torch.Generator) -> Tensor:
        """The pictures, (B, 3, H, W) in [0, 1], each with a tone of its own; clipped."""
        count = len(image_BCHW)

        def factors(width: int, spread: float) -> Tensor:
            drawn = 1 + spread * (2 * torch.rand(count, width, 1, 1, generator=g) - 1)
            return drawn.to(image_BCHW)

        weight = image_BCHW.new_tensor(LUMA_601).view(1, 3, 1, 1)
        grey = (image_BCHW * weight).sum(1, keepdim=True)
        x = grey + factors(1, self.saturation) * (image_BCHW - grey)
        x = x * factors(3, self.channels) * factors(1, self.brightness)
        return x.clamp(0, 1)


def crop_and_turn(
    pictures_BCHW: tuple[Tensor, ...], g: torch.Generator, side_px: int
) -> tuple[Tensor, ...]:
    """The same crop, mirroring and turn for all versions of a picture, at side_px × side_px."""
    out: list[list[Tensor]] = [[] for _ in pictures_BCHW]
    for index in range(len(pictures_BCHW[0])):
        height, width = pictures_BCHW[0].shape[-2:]
        share = _LEAST_SIDE + (1 - _LEAST_SIDE) * torch.rand(2, generator=g)
        if torch.rand(1, generator=g) < 0.5:
            share = share[:1].expand(2)
        if torch.rand(1, generator=g) < _SHARE_WHOLE:
            share = torch.ones(2)
        rows, columns = (max(1, int(s * n)) for s, n in zip(share, (height, width), strict=True))
        top = int(torch.randint(height - rows + 1, (1,), generator=g))
        left = int(torch.randint(width - columns + 1, (1,), generator=g))
        flips = torch.rand(3, generator=g) < 0.5
        for versions, pictures in zip(out, pictures_BCHW, strict=True):
            part = pictures[index : index + 1, :, top : top + rows, left : left + columns]
            part = F.interpolate(
                part, size=(side_px, side_px), mode="bilinear", align_corners=False, antialias=True
            )
            if flips[0]:
                part = part.flip(2)
            if flips[1]:
                part = part.flip(3)
            versions.append(part.transpose(2, 3) if flips[2] else part)
    return tuple(torch.cat(versions) for versions in out)
