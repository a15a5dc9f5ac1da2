"""Measure how the public NIMA's score moves when photographs are changed.

They are made brighter, darker, flatter, blurred, colourless and more.
Every change is made on the square that the network sees, in sRGB values of [0, 1], and rounded to
8 bits; exposure by the editor's own filter, in linear light.

Needs    --photos, an archive; --weights, a MobileNet's with the names of model.py. A CPU.
Writes   the table as Markdown to standard output.
"""

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from pieditor.core.filters.exposure import EXPOSURE
from training.datasets.photo_archive import iterate_photos
from training.engine.command import action_parser, existing_path
from training.systems.nima.metrics import mean_score
from training.systems.nima.model import MobileNet, load_weights_file
from training.systems.nima.rate_pictures import rate_pictures

Floats = NDArray[np.floating]
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


SQUARE_PX = 224
RESAMPLINGS = {
    "nearest": Image.Resampling.NEAREST,
    "bilinear": Image.Resampling.BILINEAR,
    "box": Image.Resampling.BOX,
}


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = action_parser("nima measure-responses", __doc__)
    parser.add_argument(
        "--photos", type=existing_path, required=True, metavar="PATH", help="zip file or folder"
    )
    parser.add_argument(
        "--weights", type=existing_path, required=True, metavar="FILE", help="the MobileNet's"
    )
    parser.add_argument(
        "--padding", choices=("symmetric", "after"), default="symmetric",
        help="of its convolutions (default: symmetric)",
    )  # fmt: skip
    parser.add_argument(
        "--resampling", choices=RESAMPLINGS, default="box",
        help="how photographs are made small (default: box)",
    )  # fmt: skip
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth photo")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    network = MobileNet(padding=options.padding).eval()
    load_weights_file(network, options.weights)
    size, kind = (SQUARE_PX, SQUARE_PX), RESAMPLINGS[options.resampling]
    squares = np.stack(
        [np.asarray(p.resize(size, kind)) for _, p in iterate_photos(options.photos)]
    )[:: options.every]

    def rate(pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
        return mean_score(rate_pictures(network, pictures))

    plain = rate(squares)
    print(
        f"{platform.machine()}, torch {torch.__version__}; {options.weights.name}, padding "
        f"{options.padding}; {len(squares)} photographs of {options.photos.name}, squashed to "
        f"{SQUARE_PX} px ({options.resampling}): mean score {plain.mean():.2f}, spread "
        f"{plain.std():.2f}\n"
    )
    print(HEAD)
    for row in responses(rate, squares):
        print(row.markdown())
    return 0
