"""Measure where the rater's score peaks along each filter's axis.

The rater guides a search, so on finished photographs the peak should lie where the photograph is.

Needs    --photos, an archive never trained on; the exported rater. A CPU.
Writes   the table as Markdown to standard output.
"""

import platform
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import onnxruntime
import torch

from pieditor.core.color import rgb_to_lab
from pieditor.core.filters import FILTERS_BY_NAME
from training.systems.nima.metrics import mean_score
from training.systems.rater.measure.options import measuring_parser, open_squares
from training.systems.rater.measure.shipped import ShippedRater
from training.systems.rater.pool import grid_points

# A line through the defaults for each filter: from a position to values. Curves move along their
# simplest shape: more in the shadows, less in the highlights.
_BEND = np.linspace(1, -1, 8)


def _curve(prefix: str, size: float) -> Callable[[float], Mapping[str, float]]:
    return lambda t: {
        f"{prefix}{i}": float(np.exp(size * t * b)) for i, b in enumerate(_BEND, start=1)
    }


FILTER_AXES: Mapping[str, tuple[str, Callable[[float], Mapping[str, float]], float, str]] = {
    "exposure": ("exposure", lambda t: {"stops": t}, 2.0, "EV"),
    "gamma": ("gamma", lambda t: {"gamma": float(np.exp(t))}, 0.8, "ln γ"),
    "temperature": ("white_balance", lambda t: {"temperature": t}, 1.0, ""),
    "tint": ("white_balance", lambda t: {"tint": t}, 0.8, ""),
    "saturation": ("saturation", lambda t: {"saturation": t}, 1.0, ""),
    "tone curve": ("tone_curve", _curve("tone", 0.5), 1.0, "of its bend"),
    "contrast": ("contrast", lambda t: {"contrast": t}, 1.0, ""),
    "black & white": ("black_white", lambda t: {"amount": max(t, 0.0)}, 1.0, ""),
    "colour curve": ("color_curve", _curve("red", 0.08), 1.0, "of red's bend"),
}
_NUM_PLACES = 41


def _group(light: float) -> str:
    """Dark, middle or bright by the mean L*."""
    return "dark" if light < 30 else "bright" if light > 65 else "middle"


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    options = measuring_parser("measure-axes", __doc__).parse_args(arguments)
    rater = ShippedRater(options.models)
    squares = open_squares(options)
    contexts = rater.contexts(np.asarray(squares))
    points = grid_points(torch.from_numpy(np.array(squares))).numpy().astype(np.float32) / 255
    groups = np.array([_group(float(rgb_to_lab(p)[..., 0].mean())) for p in points])
    counts = {name: int((groups == name).sum()) for name in ("dark", "middle", "bright")}
    print(
        f"{platform.machine()}, onnxruntime {onnxruntime.__version__}; {len(squares)} photographs "
        f"of {options.photos.name}: "
        + ", ".join(f"{count} {name}" for name, count in counts.items())
        + "\n"
    )
    print(
        "| axis | unit | median offset | median distance | in ΔE76 | dark | middle | bright "
        "| turns |\n|---|---|---|---|---|---|---|---|---|"
    )
    for name, (filter_name, values, reach, unit) in FILTER_AXES.items():
        places = np.linspace(-reach, reach, _NUM_PLACES)
        if name == "black & white":
            places = np.linspace(0, reach, _NUM_PLACES)
        filter_ = FILTERS_BY_NAME[filter_name]
        offsets, moved, turns = [], [], []
        for p, context in zip(points, contexts, strict=True):
            changed = np.stack(
                [
                    np.clip(filter_.apply(p, {**filter_.defaults(), **values(t)}), 0, 1)
                    for t in places
                ]
            ).astype(np.float32)
            scores = mean_score(rater.rate_points(changed, np.tile(context, (len(places), 1))))
            best = int(scores.argmax())
            offsets.append(places[best])
            away = rgb_to_lab(changed[best]) - rgb_to_lab(p)
            moved.append(float(np.sqrt((away**2).sum(-1)).mean()))
            # A smooth hill turns once; steps of less than a hundredth are not counted.
            slope = np.sign(np.where(np.abs(np.diff(scores)) < 0.01, 0, np.diff(scores)))
            slope = slope[slope != 0]
            turns.append(int((np.diff(slope) != 0).sum()))
        offset = np.array(offsets)
        by_group = " | ".join(
            f"{np.median(offset[groups == g]):+.2f}" if counts[g] else "" for g in counts
        )
        print(
            f"| {name} | {unit} | {np.median(offset):+.2f} | {np.median(np.abs(offset)):.2f} "
            f"| {np.median(moved):.1f} | {by_group} | {np.mean(turns):.1f} |"
        )
    return 0
