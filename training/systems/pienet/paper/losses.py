"""Losses of PieNet as published: triplets (1), content, perceptual and total variation (6), (7).

Departs  - Norms are means over all elements, as in the port inside Masked Style Modeling, so that
           0.4 and 0.01 do not depend on the picture's size.
         - The embedding of (6) is in eval mode for both pictures; that port uses batch statistics
           for one of them, which compares two different networks.
Axes: B triplets or pictures, C channels, H × W pixels, D = 512.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.systems.pienet.paper.model import EMBEDDING_INPUT_PX, enhance, normalise

TRIPLET_MARGIN = 0.2  # alpha in (1)
PERCEPTUAL_WEIGHT = 0.4  # lambda_p in (6)
TOTAL_VARIATION_WEIGHT = 0.01  # lambda_t in (6)
NOISE_RADIUS = 0.1  # length of the noise added to preference vectors


def triplet_loss(
    user_BD: Tensor, positive_BD: Tensor, negative_BD: Tensor, margin: float = TRIPLET_MARGIN
) -> Tensor:
    """Equation (1) for each triplet, (B,): the user is nearer to what they like, by a margin.

    Its gradients are (2) to (4): 2(f_p − f_k), 2(f_k − f_n) and 2(f_n − f_p) for the positive, the
    negative and the user, zero where the loss is.
    """
    near = (user_BD - positive_BD).square().sum(-1)
    far = (user_BD - negative_BD).square().sum(-1)
    return F.relu(near - far + margin)


def content_loss(enhanced_BCHW: Tensor, target_BCHW: Tensor) -> Tensor:
    """L_c of (6): mean absolute difference in normalised units; pictures in [0, 1]."""
    return (normalise(enhanced_BCHW) - normalise(target_BCHW)).abs().mean()


def perceptual_loss(embedding: nn.Module, enhanced_BCHW: Tensor, target_BCHW: Tensor) -> Tensor:
    """L_p of (6): mean absolute difference of embeddings; `embedding` is frozen, in eval mode."""
    side = (EMBEDDING_INPUT_PX, EMBEDDING_INPUT_PX)
    small, goal = (
        F.interpolate(x, size=side, mode="bilinear", align_corners=False)
        for x in (enhanced_BCHW, target_BCHW)
    )
    with torch.no_grad():
        wanted = embedding(goal)
    return (embedding(small) - wanted).abs().mean()


def total_variation_loss(delta_BCHW: Tensor, image_BCHW: Tensor) -> Tensor:
    """Equation (7): forward differences of ΔI, weighted down where the photo has edges.

    delta_BCHW  in normalised units; image_BCHW in [0, 1]. A mean for each direction, added.
    """
    photo = normalise(image_BCHW)
    along_x = torch.exp(-photo.diff(dim=3).abs()) * delta_BCHW.diff(dim=3)
    along_y = torch.exp(-photo.diff(dim=2).abs()) * delta_BCHW.diff(dim=2)
    return along_x.abs().mean() + along_y.abs().mean()


def enhancer_loss(
    embedding: nn.Module,
    delta_BCHW: Tensor,
    image_BCHW: Tensor,
    target_BCHW: Tensor,
    perceptual: float = PERCEPTUAL_WEIGHT,
    total_variation: float = TOTAL_VARIATION_WEIGHT,
) -> dict[str, Tensor]:
    """Equation (6) under "loss", and its three terms."""
    enhanced = enhance(image_BCHW, delta_BCHW)
    terms = {
        "content": content_loss(enhanced, target_BCHW),
        "perceptual": perceptual_loss(embedding, enhanced, target_BCHW),
        "total_variation": total_variation_loss(delta_BCHW, image_BCHW),
    }
    total = (
        terms["content"]
        + perceptual * terms["perceptual"]
        + total_variation * terms["total_variation"]
    )
    return {"loss": total, **terms}


def preference_noise(
    num: int, size: int, generator: torch.Generator, radius: float = NOISE_RADIUS
) -> Tensor:
    """Noise for preference vectors, uniform on the sphere of `radius`; (num, size)."""
    return radius * F.normalize(torch.randn(num, size, generator=generator), dim=1)
