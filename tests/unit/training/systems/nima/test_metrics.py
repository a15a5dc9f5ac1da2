"""Reported figures against simple definitions and published ones of other libraries."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from training.systems.nima.metrics import (
    agreement,
    average_ranks,
    emd,
    linear_correlation,
    mean_score,
    rank_correlation,
    score_spread,
    two_class_accuracy,
)

SHARES = st.lists(st.floats(0, 1), min_size=10, max_size=10).filter(lambda v: sum(v) > 0.1)
# Few different values, so that ties are common.
SCORES = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=30)


@given(SHARES)
def test_mean_and_spread(counts):
    """μ and σ are those of the single ratings, one by one."""
    counts = np.round(np.array(counts) * 50).astype(int) + 1
    ratings = np.repeat(np.arange(1, 11), counts)
    shares = counts[None] / counts.sum()
    assert mean_score(shares)[0] == pytest.approx(ratings.mean())
    assert score_spread(shares)[0] == pytest.approx(ratings.std())


@given(SCORES)
def test_correlations(pairs):
    """Pearson's and, with shared ranks for ties, Spearman's, as SciPy has them."""
    a, b = np.array(pairs, float).T
    if a.std() == 0 or b.std() == 0:
        assert np.isnan(linear_correlation(a, b))
        assert np.isnan(rank_correlation(a, b))
        return
    assert linear_correlation(a, b) == pytest.approx(stats.pearsonr(a, b).statistic)
    assert rank_correlation(a, b) == pytest.approx(stats.spearmanr(a, b).statistic)


@given(SCORES)
def test_ranks_share(pairs):
    """A rank is one more than the smaller values, plus half of the equal others."""
    values = np.array([a for a, _ in pairs])
    expected = [1 + (values < v).sum() + ((values == v).sum() - 1) / 2 for v in values]
    np.testing.assert_allclose(average_ranks(values), expected)


def test_ranks_do_not_mind_the_scale():
    """Any rising function of the scores leaves SRCC as it is; LCC minds."""
    a = np.array([1.0, 2.0, 3.0, 4.0])
    assert rank_correlation(a, np.exp(a)) == pytest.approx(1)
    assert linear_correlation(a, np.exp(a)) < 0.95


def test_accuracy_at_five():
    """Above five is good; five itself is not."""
    assert two_class_accuracy(np.array([5.1, 5.0, 4.0, 9.0]), np.array([9, 5, 5.1, 1])) == 0.5


@given(SHARES, SHARES)
def test_emd_is_the_mean_over_scores(p, q):
    """The reported EMD has r = 1 and is divided by the ten scores."""
    p, q = np.array([p, q]) / np.array([[sum(p)], [sum(q)]])
    steps = [abs(p[:k].sum() - q[:k].sum()) for k in range(1, 11)]
    assert emd(p[None], q[None]) == pytest.approx(np.mean(steps))


def test_agreement_of_the_truth_with_itself():
    """A perfect rater has 1, 1, 1 and 0."""
    shares = np.random.default_rng(1).dirichlet(np.ones(10), 20)
    best = agreement(shares, shares)
    assert (best.accuracy, best.emd) == (1, 0)
    assert best.lcc == pytest.approx(1)
    assert best.srcc == pytest.approx(1)
    assert agreement(shares, shares[::-1]).emd > 0
