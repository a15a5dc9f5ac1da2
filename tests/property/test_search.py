"""The search keeps its promises whatever guide it is given."""

import itertools

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from pieditor.core.color import rgb_to_lab
from pieditor.core.filters import ALL_FILTERS, FILTERS_BY_NAME
from pieditor.core.search import (
    PAPER_RATE,
    Ends,
    SearchSettings,
    filter_chain,
    paper_search,
    search,
)

POINTS = np.random.default_rng(3).random((256, 3)).astype(np.float32) * 0.8 + 0.1


def towards(goal, steepness=30.0):
    """A guide that scores 10 at `goal` and falls with the squared distance."""

    def guide(points):
        away = points - goal
        score = 10 - steepness * float((away * away).mean())
        return score, np.asarray(-2 * steepness * away / away.size, np.float32)

    return guide


def final(steps):
    """The settings of the answer, as pixels of POINTS."""
    best = [step for step in steps if step.is_answer][-1]
    return np.clip(filter_chain(POINTS, best.settings)[0], 0, 1), best


def delta_e(a, b):
    return float(np.sqrt(((rgb_to_lab(a) - rgb_to_lab(b)) ** 2).sum(-1)).mean())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("exposure", {"stops": 1.0}),
        ("gamma", {"gamma": 1.6}),
        ("white_balance", {"temperature": 0.7, "tint": -0.3}),
        ("saturation", {"saturation": -0.6}),
        ("contrast", {"contrast": -0.6}),
    ],
)
def test_what_one_filter_did_is_undone(name, values):
    """With a guide that knows the goal, most of the way back is found in twenty steps."""
    filter_ = FILTERS_BY_NAME[name]
    goal = np.clip(filter_.apply(POINTS, filter_.defaults() | values), 0, 1)
    free = SearchSettings(pull=0.001, distance_cost=0.0)
    found, best = final(search(POINTS, towards(goal, 200), free))
    assert delta_e(found, goal) < 0.3 * delta_e(POINTS, goal)
    assert best.score > 9.5


def test_a_guide_without_an_opinion_changes_nothing():
    """A photo that cannot be made better stays as it is, and the search ends early."""
    steps = list(search(POINTS, lambda points: (5.0, np.zeros_like(points))))
    assert [step.number for step in steps if step.is_answer] == [0]
    assert len(steps) < 20
    assert steps[0].settings == {f.name: f.defaults() for f in ALL_FILTERS}


@pytest.mark.parametrize(("score_per_unit", "is_worth_it"), [(0.5, False), (10.0, True)])
def test_what_is_not_worth_its_distance_stays(score_per_unit, is_worth_it):
    """A CIE76 of 1 is about 0.01 of brightness, and has to win more than its price of 0.01."""

    def brighter(points):
        slope = np.full_like(points, score_per_unit / points.size)
        return score_per_unit * float(points.mean()), slope

    found, _ = final(search(POINTS, brighter, SearchSettings(pull=0.0, least_gain=0.0)))
    assert (found.mean() > POINTS.mean() + 0.02) == is_worth_it


@settings(max_examples=15, deadline=None)
@given(
    slope=st.tuples(*[st.floats(-1, 1)] * 3),
    allowed=st.sampled_from([0.0, 0.01, 0.05]),
)
def test_no_answer_clips_more_than_allowed(slope, allowed):
    """Whatever a guide wants, the answer adds no more than the allowed share of black or white."""
    direction = np.asarray(slope, np.float32)

    def greedy(points):
        return float((points @ direction).mean()) * 8, np.broadcast_to(
            8 * direction / len(points), points.shape
        ).astype(np.float32)

    wanted = SearchSettings(
        steps=6, pull=0.0, distance_cost=0.0, least_gain=0.0, most_clipped=allowed
    )
    found, _ = final(search(POINTS, greedy, wanted))
    assert Ends(POINTS).newly_clipped(found) <= allowed + 1e-9
    for end in (0, 1):
        assert (found == end).all(-1).mean() <= allowed + 1e-9


def test_steps_stay_within_the_sliders():
    """Every step is a setting that the editor's sliders can show."""
    wanted = SearchSettings(steps=10, pull=0.0, rate=2.0, least_gain=0.0)
    for step in search(POINTS, towards(np.zeros_like(POINTS)), wanted):
        for filter_ in ALL_FILTERS:
            for p in filter_.params:
                assert p.minimum <= step.settings[filter_.name][p.name] <= p.maximum


def test_only_the_named_filters_move():
    """A filter that is not named is not part of any step."""
    wanted = SearchSettings(filters=("exposure", "contrast"), steps=4)
    for step in search(POINTS, towards(POINTS * 0.5), wanted):
        assert set(step.settings) == {"exposure", "contrast"}


def test_a_search_repeats():
    """The same points and guide give the same steps, to the bit."""
    runs = [list(search(POINTS, towards(POINTS**1.3), SearchSettings(steps=5))) for _ in "ab"]
    assert runs[0] == runs[1]


def test_it_can_be_left_at_any_step():
    """Nothing is computed ahead: who stops asking has stopped the search."""
    calls = 0

    def counting(points):
        nonlocal calls
        calls += 1
        return towards(POINTS * 0.5)(points)

    list(itertools.islice(search(POINTS, counting), 1))
    assert calls == 1


def test_one_pixel_is_enough():
    """A picture of a single colour is searched as any other."""
    one = np.full((1, 3), 0.2, np.float32)
    steps = list(search(one, towards(np.full((1, 3), 0.5, np.float32), 100)))
    assert [s for s in steps if s.is_answer][-1].settings["exposure"]["stops"] > 0.5


def test_the_chain_has_the_gradient_of_torch():
    """All eight filters one after the other, with values away from their defaults."""
    rng = np.random.default_rng(5)
    chosen = {
        f.name: {p.name: p.default + 0.1 * (p.maximum - p.default) for p in f.params}
        for f in ALL_FILTERS
    }
    pixels = POINTS.astype(np.float64)
    weight = rng.standard_normal(pixels.shape)
    result, pull_back = filter_chain(pixels, chosen)
    ours = pull_back(weight)
    theirs = {
        name: {p: torch.tensor(v, dtype=torch.float64, requires_grad=True) for p, v in vs.items()}
        for name, vs in chosen.items()
    }
    x = torch.from_numpy(pixels)
    for filter_ in ALL_FILTERS:
        x = filter_.apply(x, theirs[filter_.name])
    (x * torch.from_numpy(weight)).sum().backward()
    np.testing.assert_allclose(result, x.detach().numpy(), rtol=1e-9)
    for name, values in theirs.items():
        for p, value in values.items():
            assert ours[name][p] == pytest.approx(float(value.grad), rel=1e-6, abs=1e-9)


def test_algorithm_1_is_plain_gradient_descent():
    """One step of the paper's search moves every parameter by the rate times its slope."""
    goal = POINTS * 0.7
    guide = towards(goal)
    first, second = itertools.islice(paper_search(POINTS, guide), 2)
    assert first.settings["exposure"]["stops"] == 1.0  # one stop up, as printed
    changed, pull_back = filter_chain(POINTS, first.settings)
    score, gradient = guide(changed)
    slopes = pull_back(np.asarray(-2 * (10 - score) * gradient, np.float32))
    assert score == first.score
    for name, values in second.settings.items():
        for p, value in values.items():
            assert value == pytest.approx(first.settings[name][p] - PAPER_RATE * slopes[name][p])


def test_algorithm_1_takes_twenty_steps():
    """M = 20, counted after the start, and the last one is the answer."""
    steps = list(paper_search(POINTS, towards(POINTS)))
    assert [step.number for step in steps] == list(range(21))
    assert steps[-1].is_answer
