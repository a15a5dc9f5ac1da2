"""The earth mover's distance against its definition."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from training.systems.nima.losses import earth_movers_distance, emd_loss

SHARES = st.lists(st.floats(0.01, 1), min_size=10, max_size=10).map(
    lambda v: np.array(v) / np.sum(v)
)


def one(shares) -> torch.Tensor:
    """A batch of one."""
    return torch.tensor(np.asarray(shares)[None])


def definition(p, q, r) -> float:
    """Equation (1), term by term."""
    total = 0.0
    for k in range(1, 11):
        total += abs(sum(p[:k]) - sum(q[:k])) ** r
    return (total / 10) ** (1 / r)


@given(p=SHARES, q=SHARES, r=st.sampled_from([1.0, 2.0, 3.0]))
def test_equals_the_definition(p, q, r):
    """For any two distributions and any power."""
    assert float(earth_movers_distance(one(p), one(q), r)) == pytest.approx(definition(p, q, r))


@given(p=SHARES, q=SHARES, between=SHARES)
def test_is_a_distance(p, q, between):
    """Symmetric, zero for the same, no detour is shorter."""
    for r in (1.0, 2.0):
        there = float(earth_movers_distance(one(p), one(q), r))
        assert float(earth_movers_distance(one(q), one(p), r)) == pytest.approx(there)
        assert float(earth_movers_distance(one(p), one(p), r)) == 0
        over = earth_movers_distance(one(p), one(between), r)
        over = float(over + earth_movers_distance(one(between), one(q), r))
        assert there <= over + 1e-9


def test_knows_how_far_scores_are_apart():
    """All ones against all tens: nine of ten steps differ by 1, so EMD_1 is 0.9, EMD_2 √0.9."""
    ends = torch.eye(10)[[0]], torch.eye(10)[[9]]
    assert float(earth_movers_distance(*ends, 1.0)) == pytest.approx(0.9)
    assert float(earth_movers_distance(*ends, 2.0)) == pytest.approx(0.9**0.5)
    near = float(earth_movers_distance(torch.eye(10)[[0]], torch.eye(10)[[1]], 1.0))
    assert near == pytest.approx(0.1)


def test_a_batch_is_the_mean_of_its_roots():
    """Not the root of the mean: one bad picture does not weigh more than its distance."""
    p, q = torch.eye(10)[[0, 3]], torch.eye(10)[[9, 3]]
    assert float(emd_loss(p, q)) == pytest.approx(0.9**0.5 / 2)


def test_gradient_is_finite_where_nothing_is_to_learn():
    """A perfect answer gives no gradient, not NaN."""
    p = torch.full((2, 10), 0.1, requires_grad=True)
    emd_loss(p, torch.full((2, 10), 0.1)).backward()
    assert torch.equal(p.grad, torch.zeros(2, 10))
