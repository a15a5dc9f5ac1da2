"""Numbers for what a look does to ordinary pictures; whether it can be shown, and its name.

Measured on photographs, on grey and colour ramps, and on skin. Lab is CIE 1976 over D65.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_lab
from pieditor.core.recipe import Recipe
from pieditor.core.render.render import render
from pieditor.core.render.steps import apply_filters

Squares = NDArray[np.uint8]
Floats = NDArray[np.float64]

# Average skin of light, medium and dark faces in daylight, sRGB.
_SKIN = np.array([[236, 195, 175], [198, 145, 118], [141, 92, 70], [88, 58, 46]]) / 255
# A sky from the horizon to the zenith.
_SKY = np.linspace([205, 222, 240], [62, 112, 184], 64) / 255
# The six corners of colour at which black & white shows best whether colour is left.
_COLOURS = 0.15 + 0.6 * np.array(
    [[1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [1, 0, 1]], float
)
_GREYS = np.repeat(np.linspace(0, 1, 129)[:, None], 3, axis=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A look in numbers; lightness and colour in Lab units.

    lighter         change of the mean lightness of the photographs
    contrast        spread of lightness, as a ratio to the untouched photographs
    chroma          mean chroma, as a ratio
    cast            (a, b) of a middle grey
    shadow_cast, highlight_cast   (a, b) of a dark and of a light grey
    black_lift      change of lightness of a grey at 1/16
    steepest, flattest   slope of the grey curve between 5 % and 90 %
    clipped, crushed     share of pixels driven to white or to black, worst photograph
    darkest, lightest    mean lightness of the darkest and the lightest photograph
    skin            (4, 3) Lab of four skins
    sky_chroma, sky_steps   largest chroma in a sky, and its largest step over 1/64 of its height
    is_grey         whether nothing is left of the photographs' own colours: black & white, toned
    """

    lighter: float
    contrast: float
    chroma: float
    cast: Floats
    shadow_cast: Floats
    highlight_cast: Floats
    black_lift: float
    steepest: float
    flattest: float
    clipped: float
    crushed: float
    darkest: float
    lightest: float
    skin: Floats
    sky_chroma: float
    sky_steps: float
    is_grey: bool


def _lab(pixels: NDArray[np.floating]) -> Floats:
    return np.asarray(rgb_to_lab(np.asarray(pixels, np.float64)))


def _chroma(lab: Floats) -> Floats:
    return np.asarray(np.hypot(lab[..., 1], lab[..., 2]))


def in_look(look: Recipe, squares: Squares) -> Squares:
    """Square photographs (N, S, S, 3) in a look; its table is baked once for all."""
    side = squares.shape[1]
    tower = render(squares.reshape(-1, side, 3), look, num_nodes=33)
    return np.asarray(tower, np.uint8).reshape(squares.shape)


def measure(look: Recipe, photos: Squares) -> Traits:
    """The traits of a look over photographs (N, S, S, 3)."""

    def patches(pixels: Floats) -> Floats:
        given: Any = pixels  # in double precision, which the filters keep
        return np.asarray(np.clip(apply_filters(look.filters, given), 0, 1), np.float64)

    rendered = in_look(look, photos)
    before, after = _lab(photos / 255), _lab(rendered / 255)
    greys = patches(_GREYS)
    grey_lab = _lab(greys)
    sky = _lab(patches(_SKY))
    inside = np.diff(greys.mean(1))[6:-12] * (len(_GREYS) - 1)
    colours = _lab(patches(_COLOURS))
    # What a grey of the same lightness looks like: the tone of a toned print.
    tone = [np.interp(colours[:, 0], grey_lab[:, 0], grey_lab[:, c]) for c in (1, 2)]
    colour_left = np.hypot(colours[:, 1] - tone[0], colours[:, 2] - tone[1])

    def gained(level: int, is_bright: bool) -> float:
        def share(photo: Squares) -> float:
            chosen = photo.max(-1) >= level if is_bright else photo.max(-1) <= level
            return float(chosen.mean())

        return max(share(b) - share(a) for a, b in zip(photos, rendered, strict=True))

    def ratio(kind: str) -> float:
        of = (lambda x: x[..., 0].std()) if kind == "spread" else (lambda x: _chroma(x).mean())
        return float(np.mean([of(b) / of(a) for a, b in zip(before, after, strict=True)]))

    means = [float(lab[..., 0].mean()) for lab in after]
    return Traits(
        lighter=float(np.mean(means) - np.mean([lab[..., 0].mean() for lab in before])),
        contrast=ratio("spread"),
        chroma=ratio("chroma"),
        cast=grey_lab[64, 1:],
        shadow_cast=grey_lab[32, 1:],
        highlight_cast=grey_lab[100, 1:],
        black_lift=float(grey_lab[8, 0] - _lab(_GREYS)[8, 0]),
        steepest=float(inside.max()),
        flattest=float(inside.min()),
        clipped=gained(254, is_bright=True),
        crushed=gained(6, is_bright=False),
        darkest=min(means),
        lightest=max(means),
        skin=_lab(patches(_SKIN)),
        sky_chroma=float(_chroma(sky).max()),
        sky_steps=float(np.linalg.norm(np.diff(sky, axis=0), axis=1).max()),
        is_grey=bool(colour_left.max() < 3),
    )


def is_fit(t: Traits) -> bool:
    """Whether a picture in this look could be handed out: no blown skin, no posterised sky.

    The limits were set by looking at sheets of what lies on either side of them.
    """
    tones = t.steepest <= 2.5 and t.flattest >= 0.25
    ends = t.clipped <= 0.12 and t.crushed <= 0.12 and t.darkest >= 11 and t.lightest <= 79
    skin = bool((np.abs(np.diff(t.skin[:, 0])) > 5).all()) and t.skin[0, 0] <= 94
    if not t.is_grey:
        hue = np.degrees(np.arctan2(t.skin[:3, 2], t.skin[:3, 1]))
        chroma = _chroma(t.skin[:3])
        # Skin lies near 50 degrees; beyond these limits a face looks ill.
        skin = skin and bool(((hue > 22) & (hue < 82)).all() and (chroma < 44).all())
        skin = skin and bool((chroma > 5).all())
    sky = t.sky_chroma <= 58 and t.sky_steps <= 3.0
    cast = float(np.hypot(*t.cast)) <= 17
    return tones and ends and skin and sky and cast


_DIRECTIONS = (
    # Degrees in the a-b plane at which each word begins.
    (-20.0, "rosy"), (35.0, "warm"), (108.0, "green"), (190.0, "cool"), (300.0, "violet"),
    (340.0, "rosy"),
)  # fmt: skip


def _hue_word(cast: Floats, least: float) -> str:
    if float(np.hypot(*cast)) < least:
        return ""
    degrees = float(np.degrees(np.arctan2(cast[1], cast[0]))) % 360
    if degrees >= 340:
        degrees -= 360
    return [word for start, word in _DIRECTIONS if degrees >= start][-1]


def describe(t: Traits) -> str:
    """The look in a few words, light first: "Warm fade", "Bright cool", "Hard black & white"."""
    words = []
    if abs(t.lighter) >= 5:
        words.append("bright" if t.lighter > 0 else "dark")
    words.append(_hue_word(t.cast, 2.0 if t.is_grey else 2.8))
    if t.contrast <= 0.84 or t.contrast >= 1.12:
        words.append("soft" if t.contrast < 1 else "hard")
    if t.is_grey:
        words.append("black & white")
    else:
        if t.chroma <= 0.72 or t.chroma >= 1.12:
            words.append("muted" if t.chroma < 1 else "vivid")
        if float(np.linalg.norm(t.shadow_cast - t.highlight_cast)) >= 6.5:
            words.append("split tone")
        # All that brightens lifts the shadows; a fade lifts them more than the rest.
        if t.black_lift - 0.9 * max(t.lighter, 0.0) >= 2.5:
            words.append("fade")
    text = " ".join(word for word in words if word)
    return (text[0].upper() + text[1:]) if text else "Natural"


def unique_names(described: Sequence[str]) -> list[str]:
    """The second of a name becomes "NAME 2", the third "NAME 3"."""
    seen: dict[str, int] = {}
    names = []
    for name in described:
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names
