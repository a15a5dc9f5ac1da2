"""Preference vectors: the two schemes of the paper, and how sure a vector is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pieditor.core.preference import cosine, mean_vector, stability, triplet_vector


def directions(count, seed=0, spread=1.0):
    """Unit vectors around one direction, as embeddings of pictures in one taste are."""
    generator = np.random.default_rng(seed)
    centre = np.random.default_rng(99).normal(size=512)
    rows = centre + spread * generator.normal(size=(count, 512))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_the_mean_scheme_is_the_mean():
    """Scheme 2 of the paper: no more and no less, not normalised again."""
    favourites = directions(7)
    vector = mean_vector(favourites)
    np.testing.assert_allclose(vector, favourites.mean(0), atol=1e-7)
    assert np.linalg.norm(vector) < 1 and vector.dtype == np.float32


@given(seed=st.integers(0, 100))
def test_order_does_not_matter(seed):
    """A taste is a set of favourites."""
    favourites = directions(9)
    shuffled = favourites[np.random.default_rng(seed).permutation(9)]
    np.testing.assert_allclose(mean_vector(shuffled), mean_vector(favourites), atol=1e-6)


def test_the_triplet_scheme_moves_away_from_rejects():
    """Nearer to the favourites, farther from the rejects, and as long as the mean."""
    favourites, rejects = directions(10), directions(6, seed=5, spread=0.8)
    mean, moved = mean_vector(favourites), triplet_vector(favourites, rejects)
    far = [cosine(v, mean_vector(rejects)) for v in (mean, moved)]
    assert far[1] < far[0] - 0.01
    assert cosine(moved, mean) > 0.5
    assert np.linalg.norm(moved) == pytest.approx(np.linalg.norm(mean), rel=1e-4)


def test_distant_rejects_leave_the_mean():
    """Where no triplet is violated there is nothing to descend."""
    favourites = directions(10, spread=0.1)
    np.testing.assert_allclose(
        triplet_vector(favourites, -favourites), mean_vector(favourites), atol=1e-6
    )


def test_the_triplet_step_follows_the_gradient():
    """One pair: d/dv (|v - p|^2 - |v - n|^2 + margin) = 2 (n - p), so v moves along p - n."""
    p, n = directions(2, seed=3)
    moved = triplet_vector(p[None], n[None])
    direction = moved / np.linalg.norm(moved) - p
    # In the plane of p and n, away from n.
    assert cosine(moved, n) < cosine(p, n) or np.allclose(direction, 0, atol=1e-6)
    plane = np.linalg.lstsq(np.stack([p, n], 1), moved, rcond=None)[0]
    np.testing.assert_allclose(np.stack([p, n], 1) @ plane, moved, atol=1e-5)


def test_stability_is_the_mean_leave_one_out_cosine():
    """Worked out the long way."""
    favourites = directions(6)
    whole = favourites.mean(0)
    others = [np.delete(favourites, i, 0).mean(0) for i in range(6)]
    expected = np.mean([cosine(whole, other) for other in others])
    assert stability(favourites) == pytest.approx(expected, abs=1e-6)


def test_stability_grows_with_favourites_and_agreement():
    """More pictures, or more alike ones, make a surer taste; identical ones a certain one."""
    assert stability(directions(5)) < stability(directions(20)) < 1
    assert stability(directions(5)) < stability(directions(5, spread=0.3))
    assert stability(np.repeat(directions(1), 4, 0)) == pytest.approx(1, abs=1e-6)


def test_one_favourite_has_no_stability():
    """Nothing can be left out of one."""
    assert stability(directions(1)) == 0
