"""CLAHE against scikit-image and against the steps of systems that publish it."""

import numpy as np
import pytest

from training.pseudo_users.clahe import apply, clip_histogram, equalise


def textured(side: int = 128) -> np.ndarray:
    """Smooth waves with noise, (side, side) uint8."""
    rng = np.random.default_rng(3)
    y, x = np.mgrid[:side, :side] / side
    field = 90 + 70 * np.sin(5 * x + 2 * y) * np.cos(4 * y) + rng.normal(0, 8, (side, side))
    return np.clip(field, 0, 255).astype(np.uint8)


def opencv_like(levels: np.ndarray, grid: int, clip: float) -> np.ndarray:
    """The widely used variant, loop by loop: one round of clipping, whole counts."""
    side = levels.shape[0] // grid
    area = side * side
    limit = max(1, int(clip * area / 256))
    maps = np.empty((grid, grid, 256))
    for r in range(grid):
        for c in range(grid):
            tile = levels[r * side : (r + 1) * side, c * side : (c + 1) * side]
            counts = np.bincount(tile.ravel(), minlength=256)
            excess = int(np.maximum(counts - limit, 0).sum())
            counts = np.minimum(counts, limit) + excess // 256
            if rest := excess % 256:
                counts[:: max(1, 256 // rest)][:rest] += 1
            maps[r, c] = np.rint(np.cumsum(counts) * 255 / area)
    out = np.empty(levels.shape)
    for i in range(levels.shape[0]):
        for j in range(levels.shape[1]):
            y, x = (i + 0.5) / side - 0.5, (j + 0.5) / side - 0.5
            y0, x0 = int(np.floor(y)), int(np.floor(x))
            wy, wx = y - y0, x - x0
            rows = np.clip([y0, y0 + 1], 0, grid - 1)
            columns = np.clip([x0, x0 + 1], 0, grid - 1)
            near = maps[np.ix_(rows, columns)][..., levels[i, j]]
            out[i, j] = np.array([1 - wy, wy]) @ near @ np.array([1 - wx, wx])
    return out


@pytest.mark.parametrize(("clip", "mean", "worst"), [(4.0, 0.2, 2), (3.0, 1.5, 6)])
def test_agrees_with_the_widely_used_variant(clip, mean, worst):
    """On large tiles, handing the excess out in several rounds moves a pixel by little."""
    levels = textured()
    difference = np.abs(equalise(levels, grid=2, clip=clip) - opencv_like(levels, 2, clip))
    assert difference.mean() < mean
    assert difference.max() < worst


def test_agrees_with_scikit_image_without_a_limit():
    """With no clip limit both are adaptive equalisation blended between tile centres."""
    exposure = pytest.importorskip("skimage.exposure")
    levels = textured()
    theirs = exposure.equalize_adapthist(levels, kernel_size=16, clip_limit=1.0, nbins=256)
    ours = equalise(levels, grid=8, clip=np.inf) / 255
    # scikit-image stretches the result to [0, 1] and offsets tiles by half a kernel at borders.
    inner = (slice(16, -16), slice(16, -16))
    assert np.corrcoef(ours[inner].ravel(), theirs[inner].ravel())[0, 1] > 0.99
    assert np.abs(ours - theirs)[inner].mean() < 0.03


def test_one_tile_without_limit_is_histogram_equalisation():
    """A single tile and no limit give 255 × CDF, as scikit-image's global equalisation does."""
    exposure = pytest.importorskip("skimage.exposure")
    levels = textured(32)
    cdf, centres = exposure.cumulative_distribution(levels)
    expected = np.rint(255 * np.interp(levels, centres, cdf))
    np.testing.assert_allclose(equalise(levels, grid=1, clip=np.inf), expected)


def test_clipping_keeps_the_sum_and_the_limit():
    """After clipping no bin exceeds the limit and no pixel is lost."""
    counts = np.zeros((1, 256))
    counts[0, [3, 4, 200]] = (700, 200, 124)
    out = clip_histogram(counts, np.array([[8.0]]))
    assert out.max() <= 8.001
    np.testing.assert_allclose(out.sum(), 1024)


def test_slope_is_limited():
    """A flat tile with one speck keeps its contrast within the clip limit."""
    levels = np.full((256, 256), 100, np.uint8)
    levels[::8, ::8] = 110
    enhanced = equalise(levels, clip=2.0)
    # c = 2 bounds the slope of the map by 2 output levels per level, plus rounding.
    assert 10 < enhanced.max() - enhanced.min() <= 21


def test_hue_and_saturation_stay():
    """Only V changes: the ratios of red, green and blue are those of the original."""
    photo = np.stack([textured(32), textured(32) // 2, textured(32) // 4], axis=2)
    out = apply(photo).astype(float)
    bright = photo[..., 0] > 60
    np.testing.assert_allclose(out[..., 1][bright], out[..., 0][bright] / 2, atol=3)
