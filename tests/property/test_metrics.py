"""Distances between pictures against published values and another implementation."""

import numpy as np
import pytest
import torch
from hypothesis import given
from skimage.color import deltaE_cie76, deltaE_ciede2000, rgb2lab
from skimage.metrics import peak_signal_noise_ratio, structural_similarity

from pieditor.core.metrics import delta_e76, delta_e2000, delta_e2000_lab, psnr_db, ssim
from tests.property.strategies import photos

# Sharma, Wu, Dalal 2005, Table 1: pairs 1 to 34, (L, a, b), (L, a, b), CIEDE2000.
SHARMA = [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
    ((50, 2.8361, -74.0200), (50, 0, -82.7485), 3.4412),
    ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0000),
    ((50, -1.1848, -84.8006), (50, 0, -82.7485), 1.0000),
    ((50, -0.9009, -85.5211), (50, 0, -82.7485), 1.0000),
    ((50, 0, 0), (50, -1, 2), 2.3669),
    ((50, -1, 2), (50, 0, 0), 2.3669),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0009), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0010), 7.1792),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0011), 7.2195),
    ((50, 2.4900, -0.0010), (50, -2.4900, 0.0012), 7.2195),
    ((50, -0.0010, 2.4900), (50, 0.0009, -2.4900), 4.8045),
    ((50, -0.0010, 2.4900), (50, 0.0010, -2.4900), 4.8045),
    ((50, -0.0010, 2.4900), (50, 0.0011, -2.4900), 4.7461),
    ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
    ((50, 2.5, 0), (73, 25, -18), 27.1492),
    ((50, 2.5, 0), (61, -5, 29), 22.8977),
    ((50, 2.5, 0), (56, -27, -3), 31.9030),
    ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((50, 2.5, 0), (50, 3.1736, 0.5854), 1.0000),
    ((50, 2.5, 0), (50, 3.2972, 0), 1.0000),
    ((50, 2.5, 0), (50, 1.8634, 0.5757), 1.0000),
    ((50, 2.5, 0), (50, 3.2592, 0.3350), 1.0000),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
    ((61.2901, 3.7196, -5.3901), (61.4292, 2.2480, -4.9620), 1.8731),
    ((35.0831, -44.1164, 3.7933), (35.0232, -40.0716, 1.5901), 1.8645),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((36.4612, 47.8580, 18.3852), (36.2715, 50.5065, 21.2231), 1.4146),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
    ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]


@pytest.mark.parametrize("pair", range(len(SHARMA)))
def test_ciede2000_has_the_published_values(pair):
    """All pairs of the paper to its four decimals, in both directions."""
    first, second, expected = SHARMA[pair]
    assert delta_e2000_lab(first, second) == pytest.approx(expected, abs=5e-5)
    assert delta_e2000_lab(second, first) == pytest.approx(expected, abs=5e-5)


@given(a=photos(), b=photos())
def test_differences_agree_with_scikit_image(a, b):
    """Any two pictures: the same distances as another library's."""
    b = np.resize(b, a.shape)
    lab_a, lab_b = rgb2lab(a), rgb2lab(b)
    np.testing.assert_allclose(delta_e76(a, b), deltaE_cie76(lab_a, lab_b), atol=0.05)
    np.testing.assert_allclose(delta_e2000(a, b), deltaE_ciede2000(lab_a, lab_b), atol=0.05)


@given(photo=photos())
def test_a_picture_is_no_distance_from_itself(photo):
    """Zero difference, and the ceiling of PSNR."""
    assert not delta_e2000(photo, photo).any()
    assert not delta_e76(photo, photo).any()
    assert psnr_db(photo, photo) == 100


@given(a=photos(), b=photos())
def test_psnr_agrees_with_scikit_image(a, b):
    """PSNR for a peak of 1, in NumPy and torch."""
    b = np.clip(np.resize(b, a.shape) + 0.01, 0, 1.01)
    if np.mean((a - b) ** 2) < 1e-10:
        return
    expected = peak_signal_noise_ratio(a, b, data_range=1)
    assert psnr_db(a, b) == pytest.approx(expected, abs=1e-6)
    assert psnr_db(torch.from_numpy(a), torch.from_numpy(b)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("noise", [0.0, 0.02, 0.3])
def test_ssim_agrees_with_scikit_image(noise):
    """Wang's SSIM: Gaussian window, valid area."""
    generator = np.random.default_rng(0)
    a = generator.uniform(0, 1, (48, 37, 3))
    b = np.clip(a + generator.normal(0, noise, a.shape), 0, 1)
    weights = np.array([0.299, 0.587, 0.114])
    expected = structural_similarity(
        a @ weights, b @ weights, gaussian_weights=True, sigma=1.5, use_sample_covariance=False,
        data_range=1,
    )  # fmt: skip
    assert ssim(a, b) == pytest.approx(expected, abs=1e-9)


def test_ssim_needs_room_for_its_window():
    """A picture without a valid area has no SSIM."""
    with pytest.raises(ValueError, match="at least 11"):
        ssim(np.zeros((10, 20, 3)), np.zeros((10, 20, 3)))
