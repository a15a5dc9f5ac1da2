"""Suggest: a guided search for settings of the filters, step by step, as ordinary recipes.

The guide is the rater ("aesthetic"), a taste, or both. The search itself is `pieditor.core.search`;
this module turns photos into the points that guides score, and search steps into recipes with a
score and a picture.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_ycbcr
from pieditor.core.errors import Cancelled, WrongUsage
from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME
from pieditor.core.photo import Pixels
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.render.render import render
from pieditor.core.search import (
    ALL_NAMES,
    Guide,
    Points,
    SearchSettings,
    SearchStep,
    Settings,
    paper_search,
    search,
)
from pieditor.core.sentences import sentence
from pieditor.imaging.depth import to_8_bits
from pieditor.imaging.resize import shrink
from pieditor.models.seen_points import grid_points
from pieditor.services.develop.develop import SMALL_NODES, look_of, taste_look
from pieditor.services.develop.seen import Seen
from pieditor.services.develop.small_photo import SmallPhoto
from pieditor.services.networks.shared import Networks

NUM_STEPS = 20
MAX_STEPS = 100
PICTURE_PX = 384  # long edge of a step's picture
_PICTURE_NODES = 17
# Number of unaveraged photo pixels on which clipping is watched.
_NUM_WATCHED = 16_384
# The filters that the rater may move. Black & white and the colour curve are matters of taste, and
# a rater of colours should not tint greys.
_AESTHETIC_FILTERS = (
    "exposure", "gamma", "white_balance", "saturation", "tone_curve", "contrast",
)  # fmt: skip
_COLOUR_FILTERS = ("white_balance", "saturation")
_GREY_LEVELS = 2  # channels that differ by no more are grey
_PULL_TASTE = 0.01
# Cb and Cr of BT.601 from sRGB values.
_TO_CHROMA = rgb_to_ycbcr(np.eye(3, dtype=np.float32))[:, 1:]
_GREY_CHROMA = 0.02  # 5 levels of 255; a point with more counts as coloured
_GREY_WEIGHT = 1500.0  # a cast of 5 levels on all greys costs 0.6
_FEW_GREYS = 0.02  # with a smaller share of greys the penalty is reduced
# Score lost per mean squared sRGB distance from the taste's render: a distance of 0.1 costs 1.
_COLOUR_WEIGHT = 100.0
_DECIMALS = 3


class GuideKind(StrEnum):
    """The source of the score that a search maximises."""

    AESTHETIC = "aesthetic"
    TASTE = "taste"
    BOTH = "both"


class Method(StrEnum):
    """Our own search, or exactly Algorithm 1 of PIEA."""

    EDITOR = "editor"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestRequest:
    """All inputs of a search; nothing is looked up later.

    base     the recipe to start from: its taste stays, its filters are replaced; a guide that
             uses the taste removes the taste too, because the filters are to replace it
    taste    needed by the guides "taste" and "both"
    balance  for "both": 0 uses only the rater, 1 only the taste
    """

    guide: GuideKind
    base: Recipe = Recipe()
    taste: TasteUse | None = None
    steps: int = NUM_STEPS
    balance: float = 0.5
    method: Method = Method.EDITOR

    def __post_init__(self) -> None:
        if self.guide is not GuideKind.AESTHETIC and self.taste is None:
            raise WrongUsage(
                sentence("Cannot be guided by {name!r}", name=self.guide.value),
                why=sentence("no taste is named"),
                remedy=sentence("Name one, or use the guide 'aesthetic'."),
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SuggestedStep:
    """One step of the search, as a recipe.

    number     0 is the photo before the search
    score      1 to 10 from the rater, 0 to 10 by the distance to the taste, or a weighted mean
    recipe     the settings as an ordinary recipe
    picture    (h, w, 3) uint8, the proxy under that recipe
    is_answer  whether it is the best so far
    """

    number: int
    score: float
    recipe: Recipe
    picture: NDArray[np.uint8]
    is_answer: bool


def suggest(
    networks: Networks,
    photo: SmallPhoto,
    request: SuggestRequest,
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[SuggestedStep]:
    """Search, yielding each step, so that the caller may show it or stop.

    photo  the photo after the operators of `request.base`

    Raises TasteInvalid for another model's taste, Cancelled when `is_cancelled` returns true.
    """
    taste = request.base.taste
    if taste is not None:
        taste = taste.alone() if request.guide is GuideKind.AESTHETIC else None
    base = replace(request.base, taste=taste, filters=())
    picture = shrink(photo.pixels, PICTURE_PX)
    square = photo.seen.square
    watched = _watched(photo.pixels)
    bare = replace(base, operators=())  # already applied to the photo
    look = look_of(networks, bare, lambda: photo.seen)
    if look is not None:  # the search starts from the taste's render
        square = cast(NDArray[np.uint8], render(square, bare, look))
        watched = cast(NDArray[np.uint8], render(watched, bare, look))
    points, guide = _guide(networks, photo.seen if look is None else Seen(square), request)
    for step in _search(points, guide, square, watched.reshape(-1, 3), request):
        if is_cancelled():
            raise Cancelled
        recipe = with_settings(base, step.settings)
        bare = replace(recipe, operators=())
        shown = render(picture, bare, look, num_nodes=_PICTURE_NODES)
        yield SuggestedStep(
            number=step.number,
            score=step.score,
            recipe=recipe,
            picture=cast(NDArray[np.uint8], shown),
            is_answer=step.is_answer,
        )


def answer(steps: Sequence[SuggestedStep]) -> SuggestedStep:
    """The step to use: our search's best one, the paper's last one."""
    return [step for step in steps if step.is_answer][-1]


def _watched(pixels: Pixels) -> NDArray[np.uint8]:
    """About `_NUM_WATCHED` pixels, evenly spread, as a small picture."""
    height, width = pixels.shape[:2]
    step = max(1, math.ceil(math.sqrt(height * width / _NUM_WATCHED)))
    return to_8_bits(pixels[::step, ::step])


def _search(
    points: Points,
    guide: Guide,
    square: NDArray[np.uint8],
    watched: NDArray[np.uint8],
    request: SuggestRequest,
) -> Iterator[SearchStep]:
    if request.method is Method.PAPER:
        return paper_search(points, guide, steps=request.steps)
    settings = SearchSettings(steps=request.steps)
    if request.guide is GuideKind.AESTHETIC:
        names: tuple[str, ...] = _AESTHETIC_FILTERS
        if is_grey(square):
            names = tuple(name for name in names if name not in _COLOUR_FILTERS)
        settings = replace(settings, filters=names)
    else:
        settings = replace(
            settings, filters=ALL_NAMES, pull=_PULL_TASTE, distance_cost=0.0, is_metered=False
        )
    return search(points, guide, settings, watched=watched.astype(np.float32) / np.float32(255))


def is_grey(pixels: NDArray[np.uint8]) -> bool:
    """Whether a photo has no colour, so that adding colour would be a matter of taste."""
    spread = pixels.max(-1).astype(np.int16) - pixels.min(-1)
    return bool(np.percentile(spread, 99.5) <= _GREY_LEVELS)


def _guide(networks: Networks, seen: Seen, request: SuggestRequest) -> tuple[Points, Guide]:
    """The photo's points for the guide, and the guide."""
    square = seen.square
    if request.guide is GuideKind.AESTHETIC:
        colors = grid_points(square, has_neighbours=False)
        rated = networks.rater().guide(square)
        return colors, rated if request.method is Method.PAPER else keeping_greys(colors, rated)
    assert request.taste is not None
    points = grid_points(square, has_neighbours=True)
    to_taste = _taste_guide(networks, seen, request.taste)
    if request.guide is GuideKind.TASTE:
        return points, to_taste
    rated = networks.rater().guide(square)
    weight = request.balance
    num_rated = len(grid_points(square, has_neighbours=False))

    def both(at: Points) -> tuple[float, Points]:
        near, gradient = to_taste(at)
        good, uphill = rated(at[:num_rated])
        total = weight * gradient
        total[:num_rated] += (1 - weight) * uphill
        return weight * near + (1 - weight) * good, total

    return points, both


def keeping_greys(points: Points, guide: Guide) -> Guide:
    """The guide, less a penalty for tinting points that are grey in the photo.

    A colour cast shows first on greys.
    """
    chroma = points @ _TO_CHROMA
    is_grey = np.maximum(1 - np.hypot(*chroma.T) / _GREY_CHROMA, 0)[:, None]
    weight = _GREY_WEIGHT * is_grey / (is_grey.sum() + _FEW_GREYS * len(points))

    def score(at: Points) -> tuple[float, Points]:
        value, gradient = guide(at)
        hue = at @ _TO_CHROMA - chroma
        lost = float((weight * hue * hue).sum())
        return value - lost, gradient - (2 * weight * hue) @ _TO_CHROMA.T

    return score


def _taste_guide(networks: Networks, seen: Seen, taste: TasteUse) -> Guide:
    """The guide that scores how near the photo is to its own render in the taste.

    An embedding also encodes content, and a preference vector is the mean over other pictures:
    aiming at it directly would give the photo their colours. So the target is the embedding of the
    photo rendered in the taste. Many colourings share one embedding; a second term prefers those
    nearer to that render.
    """
    model = networks.for_taste(taste)
    use = taste.alone(strength=1.0)
    look = taste_look(networks, use, seen)
    rendered = cast(
        NDArray[np.uint8], render(seen.square, Recipe(taste=use), look, num_nodes=SMALL_NODES)
    )
    colors = grid_points(rendered, has_neighbours=True)
    near = model.guide(model.describe([rendered]).rows[0])

    def score(at: Points) -> tuple[float, Points]:
        value, gradient = near(at)
        away = at - colors
        lost = _COLOUR_WEIGHT * float((away * away).mean())
        slope = gradient - np.float32(2 * _COLOUR_WEIGHT / away.size) * away
        return max(value - lost, 0.0), slope

    return score


def with_settings(base: Recipe, settings: Settings) -> Recipe:
    """The recipe with these filters, rounded; filters that change nothing are left out."""
    recipe = base
    for filter_ in ALL_FILTERS:
        given = settings.get(filter_.name)
        if given is None:
            continue
        values = {
            p.name: p.clamp(round(given[p.name], _DECIMALS))
            for p in FILTERS_BY_NAME[filter_.name].params
        }
        setting = FilterSetting(name=filter_.name, values=values)
        if not setting.changes_nothing:
            recipe = recipe.with_filter(setting)
    return recipe
