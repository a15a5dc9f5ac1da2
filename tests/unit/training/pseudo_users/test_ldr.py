"""LDR: the properties that were checked on the authors' code, and the sums by hand."""

import math

import numpy as np
import pytest

from training.pseudo_users.ldr import ALPHA, level_map, pair_histogram


def spot(side: int = 40) -> np.ndarray:
    """A smooth light spot on patches, mean about 0.17."""
    y, x = np.mgrid[:side, :side] / side - 0.5
    light = np.exp(-4 * (x**2 + y**2))
    patches = 0.1 + 0.4 * ((np.mgrid[:side, :side] // 10).sum(axis=0) % 2)
    return np.rint(255 * light * patches).astype(np.uint8)


def literal_map(levels: np.ndarray) -> np.ndarray:
    """Steps 1 to 6 of the method, loop by loop."""
    high_low = np.zeros((256, 256))
    for a, b in ((levels[:, 1:], levels[:, :-1]), (levels[1:], levels[:-1])):
        for p, q in zip(a.ravel(), b.ravel(), strict=True):
            high_low[max(p, q), min(p, q)] += 1
    sums, columns = [], []
    for layer in range(1, 256):
        h = [math.log(high_low[k + layer, k] + 1) for k in range(256 - layer)]
        m = np.convolve(h, np.ones(layer))
        u = [min(k, 256 - layer) - max(k - layer, 0) for k in range(1, 256)]
        d = (m - m.min()) / u
        sums.append(sum(h))
        columns.append(d / d.sum() if d.sum() > 0 and sums[-1] > 0 else 0 * d)
    weights = (np.array(sums) / max(sums)) ** ALPHA
    d = weights @ np.array(columns)
    return 255 * np.concatenate([[0], np.cumsum(d / d.sum())])


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_map_is_monotone_and_keeps_black_and_white(seed):
    """0 goes to 0, 255 to 255, and no level overtakes another."""
    rng = np.random.default_rng(seed)
    levels = spot() if seed is None else rng.integers(0, 200, (30, 30)).astype(np.uint8)
    out = level_map(levels)
    assert out[0] == 0
    assert out[255] == 255
    assert (np.diff(out) >= 0).all()


def test_vectorised_equals_the_steps():
    """Cumulative sums give what convolving every layer gives."""
    np.testing.assert_allclose(level_map(spot()), literal_map(spot()), atol=1e-9)


def test_pairs_are_unordered_neighbours():
    """Across and down, larger level first, equal levels apart."""
    levels = np.array([[5, 9], [9, 9]], np.uint8)
    pairs = pair_histogram(levels)
    assert pairs.sum() == 2  # 5|9 across and 5|9 down; the two 9|9 belong to no layer
    assert pairs[4 - 1, 5] == 2
