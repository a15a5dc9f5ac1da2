"""The progressive search: settings of the eight filters that raise a guide's score, step by step.

Source: PIEA (ICMR 2019), Algorithm 1: the picture passes through the chain of filters, a rater
gives it a score S, and the parameters follow the gradient of the loss (10 - S)².

`paper_search` is exactly that. `search` is used by the editor and departs from it:
(1) the exposure starts where the guide's score is highest on a scale of stops, not one stop up;
(2) parameters are scaled by the ranges of their sliders, ratios by their logarithm, and moved by
    Adam (Kingma and Ba 2015), so that a slope of a curve counts as much as a stop;
(3) a pull towards the defaults and a cost for colour distance keep good photos as they are;
(4) values outside [0, 1] cost, and settings that clip or crush more than a share of the points
    are never the result;
(5) the best step is the result, and the search ends when nothing has improved for a while.

Points are (P, 3) float32 in [0, 1], sRGB-encoded: the pixels that the guide looks at.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import rgb_to_lab
from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME
from pieditor.core.gradient import differentiate

Points = NDArray[np.float32]
Settings = dict[str, dict[str, float]]
# Maps points to their score, at most 10, and its gradient with respect to the points.
Guide = Callable[[Points], tuple[float, Points]]

TOP_SCORE = 10.0
PAPER_STEPS, PAPER_RATE, PAPER_STOPS = 20, 1e-3, 1.0
ALL_NAMES = tuple(filter_.name for filter_ in ALL_FILTERS)

_ADAM_MEAN, _ADAM_SQUARE = 0.8, 0.9
# Parameters with a gradient far below this hardly move, so that noise is not amplified.
_ADAM_FLOOR = 0.02
# Adam's first steps have full length whatever the gradient, and near the top they would overshoot.
_FAR, _SLOWEST = 1.0, 0.3
_METERED_STOPS = (-1.5, -1.0, -0.5, 0.5, 1.0, 1.5, 2.0)
# A smaller improvement does not count as progress.
_LEAST_PROGRESS = 0.002
# Cost per unit beyond nearly black or nearly white, averaged over points and channels; points that
# were there before may stay.
_OVERSHOOT_COST = 2.0
_NEARLY = 1.5 / 255
# Factors on that cost from one evaluation to the next: up while too much is clipped, then down.
_DEARER, _CHEAPER = 1.6, 0.75
# CIE76 below which a distance counts less than linearly, so that its gradient at 0 is finite.
_BLUNT = 0.5
_WHITE, _BLACK = 254.5 / 255, 0.5 / 255
_NEARLY_WHITE, _NEARLY_BLACK = 254 / 255, 1 / 255


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSettings:
    """Limits and costs of `search`.

    filters       names of the filters that may move
    steps         the most that are made
    evaluations   of the gradient in each step
    rate          how far a parameter moves per evaluation, in quarters of its range
    pull          cost, in score, of a parameter a quarter of its range away from its default
    distance_cost cost, in score, per unit of CIE76 that the points move on average
    least_gain    for a smaller gain the photo stays as it is
    most_clipped  share of the points that may newly become black or white
    patience      steps without improvement after which the search ends
    is_metered    whether the exposure starts where the guide's score is highest
    """

    filters: tuple[str, ...] = ALL_NAMES
    steps: int = 20
    evaluations: int = 3
    rate: float = 0.15
    pull: float = 0.01
    distance_cost: float = 0.01
    least_gain: float = 0.02
    most_clipped: float = 0.005
    patience: int = 7
    is_metered: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchStep:
    """One step of a search.

    number      0 is the picture as it was
    score       the guide's score of the points with these settings
    settings    value of every parameter of every filter that the search may move
    is_answer   whether this is the best so far; the last step so marked is the result
    """

    number: int
    score: float
    settings: Settings
    is_answer: bool


def filter_chain(
    points: Points, settings: Mapping[str, Mapping[str, float]]
) -> tuple[Points, Callable[[Points], dict[str, dict[str, float]]]]:
    """The points after the filters, unclipped, and the function from gradients there to settings'.

    Filters come in the order of the editor's chain; those that are not in `settings` do nothing.
    """
    backs: list[tuple[str, Any]] = []
    for filter_ in ALL_FILTERS:
        if (values := settings.get(filter_.name)) is not None:
            points, back = differentiate(filter_.apply, points, values)
            backs.append((filter_.name, back))

    def pull_back(gradient: Points) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = {}
        for name, back in reversed(backs):
            gradient, found[name] = back(gradient)
        return found

    return points, pull_back


def _defaults(names: Sequence[str]) -> Settings:
    return {name: FILTERS_BY_NAME[name].defaults() for name in names}


def paper_search(
    points: Points,
    guide: Guide,
    *,
    steps: int = PAPER_STEPS,
    rate: float = PAPER_RATE,
    start_stops: float = PAPER_STOPS,
) -> Iterator[SearchStep]:
    """Algorithm 1: gradient descent on (10 - S)² with one rate for all; no clamp, no momentum.

    The last step is the result. Step 0 is where the descent begins, one stop up.
    """
    settings = _defaults(ALL_NAMES)
    settings["exposure"]["stops"] = start_stops
    for number in range(steps + 1):
        changed, pull_back = filter_chain(points, settings)
        score, gradient = guide(changed)
        yield SearchStep(
            number=number, score=score, is_answer=True,
            settings={name: dict(values) for name, values in settings.items()},
        )  # fmt: skip
        slopes = pull_back(np.asarray(-2 * (TOP_SCORE - score) * gradient, np.float32))
        for name, values in settings.items():
            for parameter in values:
                values[parameter] -= rate * slopes[name][parameter]


class _Scale:
    """Parameters of chosen filters as one vector: 0 is the default, 1 a quarter of the range."""

    def __init__(self, names: Sequence[str]) -> None:
        chosen = [f for f in ALL_FILTERS if f.name in names]
        self._params = [(f.name, p) for f in chosen for p in f.params]
        spans = [
            math.log(p.maximum / p.minimum) if p.is_ratio else p.maximum - p.minimum
            for _, p in self._params
        ]
        self._quarter = np.array(spans) / 4
        self._is_ratio = np.array([p.is_ratio for _, p in self._params])
        default = np.array([0.0 if p.is_ratio else p.default for _, p in self._params])
        ends = [
            [math.log(e) if p.is_ratio else e for e in (p.minimum, p.maximum)]
            for _, p in self._params
        ]
        low, high = np.array(ends).T
        self._low, self._high = (low - default) / self._quarter, (high - default) / self._quarter
        self._default = default

    def __len__(self) -> int:
        return len(self._params)

    def index(self, parameter: str) -> int | None:
        """The index of a parameter in the vector, or None."""
        names = [p.name for _, p in self._params]
        return names.index(parameter) if parameter in names else None

    def clamp(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        """The nearest vector within all ranges."""
        return np.clip(place, self._low, self._high)

    def settings(self, place: NDArray[np.float64]) -> Settings:
        """The settings for a vector."""
        moved = self._default + place * self._quarter
        values = np.where(self._is_ratio, np.exp(moved), moved)
        found: Settings = {}
        for (name, p), value in zip(self._params, values, strict=True):
            found.setdefault(name, {})[p.name] = p.clamp(value)
        return found

    def gradient(
        self, slopes: Mapping[str, Mapping[str, float]], settings: Settings
    ) -> NDArray[np.float64]:
        """Convert gradients by parameter values to a gradient by the vector."""
        by_value = np.array([slopes[name][p.name] for name, p in self._params])
        values = np.array([settings[name][p.name] for name, p in self._params])
        return by_value * self._quarter * np.where(self._is_ratio, values, 1.0)


class Ends:
    """Which points are black or white; computed once for the original, then compared with results.

    >>> before = np.array([[0.5] * 3, [0.5] * 3, [0.997] * 3, [1.0] * 3], np.float32)
    >>> after = np.array([[0.5] * 3, [0.997] * 3, [0.997] * 3, [1.2] * 3], np.float32)
    >>> Ends(before).newly_clipped(after)
    0.25
    """

    def __init__(self, points: Points) -> None:
        self._before = _at_ends(points)

    def newly_clipped(self, after: Points) -> float:
        """Share of the points that have become black, or white, whichever is larger.

        Half a level short of an end counts too, because a render from a table may be off by that.
        """
        is_new = _at_ends(after) & ~self._before
        return float(is_new.any(0).mean(-1).max())


def _at_ends(points: Points) -> NDArray[np.bool_]:
    """Whether all channels are at an end or beyond: (exactly or nearly, white or black, P)."""
    least, most = points.min(-1), points.max(-1)
    return np.array(
        [
            [least >= white, most <= black]
            for white, black in ((_WHITE, _BLACK), (_NEARLY_WHITE, _NEARLY_BLACK))
        ]
    )


@dataclass(frozen=True, slots=True)
class _Tried:
    score: float
    objective: float
    gradient: NDArray[np.float64]


class _Landscape:
    """The search's objective, the guide's score less the costs, and its gradient."""

    def __init__(
        self, points: Points, guide: Guide, settings: SearchSettings, watched: Points
    ) -> None:
        self._points, self._guide, self._settings = points, guide, settings
        self.scale = _Scale(settings.filters)
        self._watched = watched
        self._lab = rgb_to_lab(points)
        self._least = np.minimum(points, np.float32(_NEARLY))
        self._most = np.maximum(points, np.float32(1 - _NEARLY))
        self._cost = _OVERSHOOT_COST
        self._ends, self._watched_ends = Ends(points), Ends(watched)

    def at(self, place: NDArray[np.float64]) -> _Tried:
        values = self.scale.settings(place)
        changed, pull_back = filter_chain(self._points, values)
        inside = np.clip(changed, 0, 1)
        score, gradient = self._guide(np.asarray(inside, np.float32))
        is_too_much = self._ends.newly_clipped(inside) > self._settings.most_clipped
        self._cost = max(self._cost * (_DEARER if is_too_much else _CHEAPER), _OVERSHOOT_COST)
        beyond = changed - np.clip(changed, self._least, self._most)
        pull = self._settings.pull
        # Overshoot changes the gradient only. `allows` decides whether a setting clips too much.
        uphill = np.where(changed == inside, gradient, 0)
        uphill -= self._cost / beyond.size * np.sign(beyond)
        lost = pull * float(place @ place)
        if cost := self._settings.distance_cost:
            distance, away = self._distance(np.asarray(inside, np.float32))
            lost += cost * distance
            uphill -= cost * away
        slopes = pull_back(np.asarray(uphill, np.float32))
        return _Tried(
            score=score,
            objective=score - lost,
            gradient=self.scale.gradient(slopes, values) - 2 * pull * place,
        )

    def _distance(self, points: Points) -> tuple[float, Points]:
        """Mean CIE76 from the points as they were, and its gradient."""
        lab, back = differentiate(lambda x, _: rgb_to_lab(x), points, {})
        moved = lab - self._lab
        length = np.sqrt((moved * moved).sum(-1, keepdims=True) + _BLUNT**2)
        gradient, _ = back(moved / length / len(points))
        return float(length.mean()) - _BLUNT, np.asarray(gradient, np.float32)

    def allows(self, place: NDArray[np.float64]) -> bool:
        """Whether few enough of the watched points newly become black or white."""
        changed = self._watched
        for name, values in self.scale.settings(place).items():
            changed = FILTERS_BY_NAME[name].apply(changed, values)
        return self._watched_ends.newly_clipped(changed) <= self._settings.most_clipped


def search(
    points: Points,
    guide: Guide,
    settings: SearchSettings | None = None,
    *,
    watched: Points | None = None,
) -> Iterator[SearchStep]:
    """Raise the score as the module says; step 0, the photo itself, wins if nothing is better.

    guide    differentiable, with scores of at most 10
    watched  more points of the picture, on which clipping is watched; else `points`
    """
    settings = settings or SearchSettings()
    landscape = _Landscape(points, guide, settings, points if watched is None else watched)
    scale = landscape.scale
    place = np.zeros(len(scale))
    here = landscape.at(place)
    yield SearchStep(number=0, score=here.score, settings=scale.settings(place), is_answer=True)
    if not len(scale):
        return
    to_beat = here.objective + settings.least_gain
    if settings.is_metered:
        place, here = _meter(landscape, place, here)
    mean, square = np.zeros(len(scale)), np.zeros(len(scale))
    count = idle = 0
    for number in range(1, settings.steps + 1):
        best: tuple[_Tried, NDArray[np.float64]] | None = None
        is_answer = False
        for _ in range(settings.evaluations):
            count += 1
            mean = _ADAM_MEAN * mean + (1 - _ADAM_MEAN) * here.gradient
            square = _ADAM_SQUARE * square + (1 - _ADAM_SQUARE) * here.gradient**2
            size = np.sqrt(square / (1 - _ADAM_SQUARE**count)) + _ADAM_FLOOR
            # Slow down towards the end, where it circles the optimum, and near the top score.
            rate = settings.rate * (1 - 0.8 * count / (settings.steps * settings.evaluations))
            rate *= min(max((TOP_SCORE - here.score) / _FAR, _SLOWEST), 1.0)
            place = scale.clamp(place + rate * mean / (1 - _ADAM_MEAN**count) / size)
            here = landscape.at(place)
            if here.objective > to_beat + _LEAST_PROGRESS and landscape.allows(place):
                to_beat, is_answer = here.objective, True
                best = (here, place)
            elif not is_answer:
                best = (here, place)
        assert best is not None
        found, where = best
        idle = 0 if is_answer else idle + 1
        yield SearchStep(
            number=number, score=found.score, settings=scale.settings(where), is_answer=is_answer
        )
        if idle >= settings.patience:
            return


def _meter(
    landscape: _Landscape, place: NDArray[np.float64], here: _Tried
) -> tuple[NDArray[np.float64], _Tried]:
    """Find the start: the number of stops with the highest objective."""
    if (index := landscape.scale.index("stops")) is None:
        return place, here
    stops = FILTERS_BY_NAME["exposure"].params[0]
    for value in _METERED_STOPS:
        there = place.copy()
        there[index] = value / ((stops.maximum - stops.minimum) / 4)
        tried = landscape.at(there)
        if tried.objective > here.objective:
            place, here = there, tried
    return place, here
