"""The losses of PieNet, formula by formula."""

import math

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from training.systems.pienet.paper.losses import (
    content_loss,
    enhancer_loss,
    perceptual_loss,
    preference_noise,
    total_variation_loss,
    triplet_loss,
)
from training.systems.pienet.paper.model import normalise

STD = (0.229, 0.224, 0.225)


class MeanColour(nn.Module):
    """A stand-in with a known answer: the mean of each channel."""

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, 3)."""
        return image.mean((2, 3))


def test_triplet_range():
    """Between unit vectors the loss goes from 0 to 4 + alpha."""
    a = F.normalize(torch.randn(1, 512, dtype=torch.float64))
    assert triplet_loss(a, -a, a).item() == pytest.approx(4.2)
    assert triplet_loss(a, a, -a).item() == 0
    assert triplet_loss(a, a, a).item() == pytest.approx(0.2)


def test_triplet_gradients_are_equations_2_to_4():
    """2(f_p − f_k), 2(f_k − f_n), 2(f_n − f_p) where the loss is positive, else zero."""
    torch.manual_seed(0)
    # Few dimensions, so that some triplets are already apart by the margin.
    f_k, f_p, f_n = (
        F.normalize(torch.randn(64, 4, dtype=torch.float64)).requires_grad_() for _ in range(3)
    )
    loss = triplet_loss(f_k, f_p, f_n)
    loss.sum().backward()
    gate = (loss > 0).double()[:, None]
    assert 0 < gate.mean() < 1
    torch.testing.assert_close(f_p.grad, gate * 2 * (f_p - f_k))
    torch.testing.assert_close(f_n.grad, gate * 2 * (f_k - f_n))
    torch.testing.assert_close(f_k.grad, gate * 2 * (f_n - f_p))


def test_content_is_mean_absolute_difference_in_normalised_units():
    """A picture 0.1 brighter everywhere is 0.1 / std away, averaged over the channels."""
    photo = torch.rand(2, 3, 5, 7)
    expected = sum(0.1 / s for s in STD) / 3
    assert content_loss(photo + 0.1, photo).item() == pytest.approx(expected, rel=1e-4)


def test_perceptual_is_mean_absolute_difference_of_embeddings():
    """Compared after a resize to 256 × 256; only the enhanced picture gets a gradient."""
    photo = torch.rand(1, 3, 64, 64).requires_grad_()
    target = (photo.detach() + torch.tensor([0.3, 0.0, -0.3]).view(1, 3, 1, 1)).requires_grad_()
    loss = perceptual_loss(MeanColour(), photo, target)
    assert loss.item() == pytest.approx(0.2, rel=1e-4)
    loss.backward()
    assert photo.grad is not None
    assert target.grad is None


def test_total_variation_is_equation_7():
    """Differences of ΔI count exp(−|difference of the photo|), by hand on 2 × 2 pixels."""
    photo = torch.tensor([[0.0, 1.0], [0.0, 0.0]]).expand(1, 3, 2, 2)
    delta = torch.tensor([[0.0, 2.0], [0.0, 0.0]]).expand(1, 3, 2, 2)
    # The photo's edge of 1 is 1 / std in normalised units; of the two differences along each
    # direction one is 2 across that edge, the other 0.
    weight = sum(math.exp(-1 / s) for s in STD) / 3
    expected = 2 * (2 * weight + 0) / 2
    assert total_variation_loss(delta, photo).item() == pytest.approx(expected, rel=1e-5)
    flat = torch.zeros(1, 3, 2, 2)
    assert total_variation_loss(delta, flat).item() == pytest.approx(2.0)


def test_enhancer_loss_weighs_its_terms():
    """L = L_c + 0.4 L_p + 0.01 L_t, of the photo plus ΔI."""
    torch.manual_seed(0)
    photo, target, delta = (torch.rand(1, 3, 8, 8) for _ in range(3))
    terms = enhancer_loss(MeanColour(), delta, photo, target)
    expected = (normalise(photo) + delta - normalise(target)).abs().mean()
    torch.testing.assert_close(terms["content"], expected)
    total = terms["content"] + 0.4 * terms["perceptual"] + 0.01 * terms["total_variation"]
    torch.testing.assert_close(terms["loss"], total)


def test_noise_lies_on_the_sphere_in_every_direction():
    """Length 0.1, no preferred direction, repeated with the seed."""
    noise = preference_noise(4000, 8, torch.Generator().manual_seed(3))
    torch.testing.assert_close(noise.norm(dim=1), torch.full((4000,), 0.1))
    # Uniform on the sphere: mean 0 and covariance radius² / dimension.
    assert noise.mean(0).abs().max() < 0.003
    torch.testing.assert_close(noise.T @ noise / 4000, torch.eye(8) * 0.01 / 8, atol=1e-4, rtol=0)
    assert torch.equal(noise, preference_noise(4000, 8, torch.Generator().manual_seed(3)))
