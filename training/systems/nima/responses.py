"""What a rater sees: how its score moves when a photograph is made brighter, flatter, blurred ….

Every change is made on the square that the rater sees, in sRGB values of [0, 1], and rounded to
8 bits; exposure by the editor's own filter, in linear light.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pieditor.core.filters.exposure import EXPOSURE

Floats = NDArray[np.float32]
Squares = NDArray[np.uint8]
Rate = Callable[[Squares], Floats]
"""(N, side, side, 3) to mean scores (N,)."""

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # BT.601, of sRGB values
BLUR_PX = 2.0  # standard deviation


def _exposure(stops: float) -> Callable[[Floats], Floats]:
    return lambda pixels: EXPOSURE.apply(pixels, {"stops": stops})


def _contrast(factor: float) -> Callable[[Floats], Floats]:
    """About the picture's own mean, so that it does not grow darker or lighter."""
    return lambda pixels: pixels.mean() + factor * (pixels - pixels.mean())


def _saturation(factor: float) -> Callable[[Floats], Floats]:
    def change(pixels: Floats) -> Floats:
        grey = (pixels @ _LUMA)[..., None]
        return grey + factor * (pixels - grey)

    return change


def _gains(red: float, green: float, blue: float) -> Callable[[Floats], Floats]:
    gains = np.array([red, green, blue], np.float32)
    return lambda pixels: pixels * gains


def _blurred(pixels: Floats) -> Floats:
    picture = Image.fromarray(_to_8_bits(pixels)).filter(ImageFilter.GaussianBlur(BLUR_PX))
    return np.asarray(picture, np.float32) / 255


CHANGES: Mapping[str, Callable[[Floats], Floats]] = {
    "−2 EV": _exposure(-2),
    "−1 EV": _exposure(-1),
    "+1 EV": _exposure(1),
    "+2 EV": _exposure(2),
    "half contrast": _contrast(0.5),
    "contrast +30 %": _contrast(1.3),
    "contrast +80 %": _contrast(1.8),
    "blur of 2 px": _blurred,
    "no colour": _saturation(0),
    "saturation × 2.5": _saturation(2.5),
    "warm cast": _gains(1.2, 1.0, 0.8),
    "magenta cast": _gains(1.15, 0.85, 1.15),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Mean and spread over photographs of what one change does to the score."""

    change: str
    mean: float
    spread: float
    share_lower: float

    def markdown(self) -> str:
        """One line of a table."""
        lower = f"{100 * self.share_lower:.0f} %"
        return f"| {self.change} | {self.mean:+.2f} | {self.spread:.2f} | {lower} |"


HEAD = "| change | mean change of score | spread | photographs rated lower |\n|---|---|---|---|"


def _to_8_bits(pixels: Floats) -> Squares:
    return np.rint(np.clip(pixels, 0, 1) * 255).astype(np.uint8)


def responses(rate: Rate, squares: Squares) -> list[Response]:
    """The response to each of CHANGES over (N, side, side, 3) squares."""
    plain = rate(squares)
    rows = []
    for name, change in CHANGES.items():
        changed = np.stack([_to_8_bits(change(s.astype(np.float32) / 255)) for s in squares])
        moved = rate(changed) - plain
        rows.append(
            Response(
                change=name,
                mean=float(moved.mean()),
                spread=float(moved.std()),
                share_lower=float((moved < 0).mean()),
            )
        )
    return rows
