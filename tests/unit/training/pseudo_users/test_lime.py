"""LIME: the illumination keeps its mean and loses its texture."""

import numpy as np
import pytest

from tests.spotlight import lit_patches
from training.pseudo_users.differences import differences
from training.pseudo_users.lime import FLOOR, GAMMA, apply, refined


def test_the_illumination_is_smooth_and_as_bright_as_the_picture():
    """With weights past the border the mean would sink toward 0."""
    value = lit_patches()
    smooth = refined(value)
    assert smooth.mean() == pytest.approx(value.mean(), rel=1e-6)

    def roughness(plane):
        return sum(np.abs(d).mean() for d in differences(plane))

    assert roughness(smooth) < 0.1 * roughness(value)


def test_the_picture_is_divided_by_its_light():
    """Its mean rises from 0.17 to about 0.6, as with the authors' parameters."""
    value = lit_patches()
    pixels = np.repeat(np.rint(255 * value).astype(np.uint8)[..., None], 3, axis=2)
    out = apply(pixels) / 255
    wanted = np.clip(value / np.clip(refined(value), FLOOR, 1) ** GAMMA, 0, 1)
    assert 0.55 < out.mean() < 0.65
    assert np.abs(out[..., 0] - wanted).mean() < 0.02
