"""Fast local Laplacian filters: detail changes, edges stay."""

import numpy as np
import pytest

from training.pseudo_users.laplacian_pyramid import collapsed, laplacian_pyramid, num_levels
from training.pseudo_users.local_laplacian import filtered

SIDE = 128
EDGE = 0.4


def step_with_noise() -> np.ndarray:
    """0.3 and 0.7 side by side, with noise of 0.03."""
    step = np.where(np.arange(SIDE) < SIDE // 2, 0.3, 0.3 + EDGE)[None].repeat(SIDE, axis=0)
    return step + np.random.default_rng(1).normal(0, 0.03, step.shape)


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (3, 5), (64, 48), (61, 47)])
def test_a_pyramid_collapses_to_its_plane(shape):
    """Whatever the size."""
    plane = np.random.default_rng(1).random(shape)
    pyramid = laplacian_pyramid(plane, num_levels(shape))
    np.testing.assert_allclose(collapsed(pyramid), plane, atol=1e-12)


def test_a_factor_of_0_changes_nothing():
    """The output pyramid is the picture's own."""
    plane = step_with_noise()
    np.testing.assert_allclose(filtered(plane, factor=0, sigma=0.2, samples=5), plane, atol=1e-12)


@pytest.mark.parametrize(
    ("factor", "sigma", "samples", "noise"), [(-1, 0.2, 5, 0.34), (5, 0.1, 10, 4.1)]
)
def test_detail_changes_and_edges_stay(factor, sigma, samples, noise):
    """Both demonstrations of the authors: a third of the noise, and four times as much."""
    before = step_with_noise()
    after = filtered(before, factor=factor, sigma=sigma, samples=samples)
    left, right = np.s_[:, 10:50], np.s_[:, -50:-10]
    ratio = (after[left].std() + after[right].std()) / (before[left].std() + before[right].std())
    assert ratio == pytest.approx(noise, rel=0.06)
    assert after[right].mean() - after[left].mean() == pytest.approx(EDGE, rel=0.12)
