"""PIEA as published: filters, Algorithm 1, and the metrics of its table."""

import colorsys
import zipfile

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from training.systems.nima.model import MobileNet
from training.systems.piea import evaluate, histogram_intersection
from training.systems.piea.algorithm import CHAINS, RATE, enhance
from training.systems.piea.filters import PUBLISHED, hsv_to_rgb, rgb_to_hsv

G = torch.Generator().manual_seed(1)
PICTURES = torch.rand(2, 3, 8, 6, generator=G) * 0.9 + 0.05
BY_NAME = {f.name: f for f in PUBLISHED}


def row(*values):
    return torch.tensor([values] * 2)


@pytest.mark.parametrize("filter_", PUBLISHED, ids=lambda f: f.name)
def test_the_identity_changes_nothing(filter_):
    """At the identity's parameters a picture within [0.001, 1] stays as it is."""
    out = filter_.apply(PICTURES, row(*filter_.identity))
    # White balance divides by 1e-5 more than the luminance of its gains.
    torch.testing.assert_close(out, PICTURES, rtol=2e-5, atol=2e-6)


def test_hue_saturation_value_are_those_of_the_standard_library():
    """To HSV and back, compared with colorsys; a grey's hue is red."""
    pixels = [(0.2, 0.7, 0.4), (0.9, 0.1, 0.5), (0.3, 0.3, 0.3), (0.0, 0.0, 0.0), (0.5, 0.5, 0.1)]
    picture = torch.tensor(pixels).T.reshape(1, 3, 1, -1)
    hue, saturation, value = rgb_to_hsv(picture)
    for i, pixel in enumerate(pixels):
        expected = colorsys.rgb_to_hsv(*pixel)
        assert [float(t[0, 0, 0, i]) for t in (hue, saturation, value)] == pytest.approx(expected)
    torch.testing.assert_close(hsv_to_rgb(hue, saturation, value), picture)


def test_formulas_by_hand():
    """One pixel through each filter, worked out from the published formulas."""
    pixel = torch.tensor([0.2, 0.5, 0.4]).view(1, 3, 1, 1)

    def after(name, *values):
        return BY_NAME[name].apply(pixel, torch.tensor([values])).flatten().tolist()

    light = 0.27 * 0.2 + 0.67 * 0.5 + 0.06 * 0.4
    assert after("exposure", 1.0) == pytest.approx([0.4, 1.0, 0.8])
    assert after("gamma", 2.0) == pytest.approx([0.04, 0.25, 0.16])
    assert after("black_white", 1.0) == pytest.approx([light] * 3)
    curved = 0.5 - 0.5 * np.cos(np.pi * light)
    assert after("contrast", 1.0) == pytest.approx(
        [x * curved / (light + 1e-6) for x in (0.2, 0.5, 0.4)]
    )
    # Value 0.5, saturation 0.6: s' = 0.6 + 0.8 · 0.4 · 0.5 = 0.76.
    assert after("saturation", 1.0) == pytest.approx([0.12, 0.5, 0.5 - 0.38 / 3])
    # Only the first of eight slopes doubled: 2/9 of the way up within the first eighth.
    bent = after("tone_curve", 2.0, *[1.0] * 7)
    assert bent == pytest.approx([(0.125 + x) * 8 / 9 for x in (0.2, 0.5, 0.4)])


@pytest.mark.parametrize("name", CHAINS)
def test_one_step_is_the_gradient_times_the_rate(name):
    """π ← π − λ ∂(10 − S)²/∂π for every parameter of every picture by itself."""
    chain = CHAINS[name]

    def rate(pictures):
        bright = pictures.mean((1, 2, 3)).clamp(0, 1)
        return torch.stack([1 - bright, *[torch.zeros_like(bright)] * 8, bright], 1)

    found = enhance(PICTURES, rate, chain, steps=1)
    start = {n: p.clone().requires_grad_(True) for n, p in chain.start(2).items()}
    score = rate(chain.apply(PICTURES, start)) @ torch.arange(1.0, 11.0)
    slopes = torch.autograd.grad((10 - score).square().sum(), list(start.values()))
    for (n, p), slope in zip(start.items(), slopes, strict=True):
        torch.testing.assert_close(found.parameters[n], p.detach() - RATE * slope)
    assert float(start["exposure"][0, 0]) == 1.0
    assert (found.scores[1] > found.scores[0]).all()


def test_saturation_of_hls_is_that_of_the_standard_library():
    """Over random colours and greys."""
    pixels = np.concatenate([np.random.default_rng(1).random((50, 3)), np.full((1, 3), 0.5)])
    ours = histogram_intersection._hls_saturation(pixels)
    expected = [colorsys.rgb_to_hls(*p)[2] for p in pixels]
    np.testing.assert_allclose(ours, expected, atol=1e-9)


def test_intersections_tell_bright_from_dark():
    """A set meets itself wholly, and a set of other brightness not at all."""
    rng = np.random.default_rng(1)
    dark = [rng.integers(0, 60, (90, 120, 3), dtype=np.uint8) for _ in range(3)]
    bright = [picture + 150 for picture in dark]
    of_dark, of_bright = (
        histogram_intersection.data_set_statistics(s, seed=4) for s in (dark, bright)
    )
    assert of_dark.shape == (3 * 16, 3)
    assert histogram_intersection.intersections(of_dark, of_dark)["luminance"] == 100
    assert histogram_intersection.intersections(of_dark, of_bright)["luminance"] == 0


def test_the_runner_prints_both_sets(tmp_path, capsys):
    """From a zip of pairs and a file of weights to the table beside the printed figures."""
    rng = np.random.default_rng(2)
    archive = tmp_path / "pairs.zip"
    with zipfile.ZipFile(archive, "w") as bundle:
        for name in ("input", "expert_C"):
            file = tmp_path / f"{name}.png"
            Image.fromarray(rng.integers(0, 255, (96, 128, 3), dtype=np.uint8)).save(file)
            bundle.write(file, f"one/{name}.png")
    weights = tmp_path / "weights.safetensors"
    save_file(MobileNet().state_dict(), weights)
    words = ["--photos", archive, "--weights", weights, "--trunk", "mobilenet", "--steps", 1]
    assert evaluate.main([str(word) for word in words]) == 0
    printed = capsys.readouterr().out
    assert "| untouched |" in printed
    assert "| ours |" in printed
    assert "| PIEA, printed | 86.4 | 87.8 | 87.8 |" in printed
