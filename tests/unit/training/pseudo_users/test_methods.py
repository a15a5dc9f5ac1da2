"""Conventional methods: one promise for all of them, and the table."""

import io
import zipfile

import numpy as np
import pytest
from PIL import Image

from training.pseudo_users.methods import HELD_OUT, METHODS, TRAINING, rendered_squares


def photo(height: int = 48, width: int = 64, seed: int = 0) -> np.ndarray:
    """A dark gradient with coloured patches and noise, (H, W, 3) uint8."""
    rng = np.random.default_rng(seed)
    ramp = np.linspace(10, 120, width)[None, :, None] * np.ones((height, 1, 3))
    ramp[: height // 2] *= (1.0, 0.7, 0.5)
    return np.clip(ramp + rng.normal(0, 6, (height, width, 3)), 0, 255).astype(np.uint8)


def test_every_method_trains_or_is_held_out_never_both():
    """A method that is for testing is not among those that train."""
    assert sorted(TRAINING + HELD_OUT) == sorted(METHODS)


@pytest.mark.parametrize("name", METHODS)
@pytest.mark.parametrize("size", [(48, 64), (47, 61), (3, 5), (1, 1)])
def test_any_size_comes_back_as_it_was(name, size):
    """A picture of any size keeps its size and type, and the original is left alone."""
    original = photo(*size)
    before = original.copy()
    out = METHODS[name](original)
    assert out.shape == original.shape
    assert out.dtype == np.uint8
    np.testing.assert_array_equal(original, before)


@pytest.mark.parametrize("name", METHODS)
def test_dark_picture_gains_contrast(name):
    """Neighbours in a dark, flat picture come to differ more."""
    original = photo()
    out = METHODS[name](original)

    def contrast(pixels: np.ndarray) -> float:
        return float(np.abs(np.diff(pixels.max(axis=2).astype(int), axis=1)).mean())

    assert contrast(out) > 1.2 * contrast(original)


@pytest.mark.parametrize("name", METHODS)
def test_grey_stays_grey(name):
    """No method gives a neutral picture a cast."""
    grey = np.repeat(photo()[..., :1], 3, axis=2)
    out = METHODS[name](grey)
    np.testing.assert_array_equal(out[..., 0], out[..., 1])
    np.testing.assert_array_equal(out[..., 0], out[..., 2])


@pytest.mark.parametrize("name", ["histmod", "ldr"])
def test_luma_methods_keep_u_and_v(name):
    """Inside the gamut B − R, and with it the cast, is what it was."""
    original = photo()
    out = METHODS[name](original).astype(int)
    inside = ((out > 0) & (out < 255)).all(axis=2)
    before = original.astype(int)
    assert inside.mean() > 0.5
    assert np.abs((out - before)[..., 2] - (out - before)[..., 0])[inside].max() <= 1


@pytest.mark.parametrize("name", ["histmod", "ldr"])
def test_flat_picture_is_left_alone(name):
    """Without any contrast there is nothing to spread."""
    flat = np.full((9, 9, 3), 77, np.uint8)
    np.testing.assert_array_equal(METHODS[name](flat), flat)


def test_an_archive_in_one_method_is_kept(tmp_path):
    """Photographs of an archive are rendered as squares, once."""
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as bundle:
        buffer = io.BytesIO()
        Image.fromarray(photo(256, 256)).save(buffer, "PNG")
        bundle.writestr("a.png", buffer.getvalue())
    first = rendered_squares(tmp_path / "photos.zip", "histmod", tmp_path / "cache")
    np.testing.assert_array_equal(first[0], METHODS["histmod"](photo(256, 256)))
    (kept,) = (tmp_path / "cache").iterdir()
    before = kept.stat().st_mtime_ns
    rendered_squares(tmp_path / "photos.zip", "histmod", tmp_path / "cache")
    assert kept.stat().st_mtime_ns == before
