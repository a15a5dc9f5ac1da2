"""Both schemes for new users."""

import pytest
import torch
import torch.nn.functional as F

from training.systems.pienet.paper.new_user import (
    all_triplets_loss,
    draw_negatives,
    mean_preference,
    triplet_preference,
)


def around(centre: torch.Tensor, num: int, spread: float, g: torch.Generator) -> torch.Tensor:
    """Unit vectors near `centre`."""
    return F.normalize(centre + spread * torch.randn(num, len(centre), generator=g))


@pytest.fixture
def pictures() -> tuple[torch.Tensor, torch.Tensor]:
    """Embeddings of 20 liked and 60 disliked pictures that overlap."""
    g = torch.Generator().manual_seed(1)
    common, a, b = F.normalize(torch.randn(3, 64, generator=g))
    liked = around(F.normalize(2 * common + a, dim=0), 20, 0.12, g)
    disliked = around(F.normalize(2 * common + b, dim=0), 60, 0.12, g)
    return liked, disliked


def test_mean_is_the_direction_of_the_mean():
    """Two pictures at right angles: half-way between them, at unit length."""
    vector = mean_preference(torch.eye(3)[:2])
    torch.testing.assert_close(vector, torch.tensor([0.5**0.5, 0.5**0.5, 0.0]))


def test_one_picture_is_its_own_preference():
    """The mean of one is that one."""
    picture = F.normalize(torch.arange(1.0, 9.0)[None])
    torch.testing.assert_close(mean_preference(picture), picture[0])


def test_triplets_lower_the_loss(pictures):
    """Scheme 1 ends with a lower triplet loss than scheme 2, and at unit length."""
    liked, disliked = pictures
    before = all_triplets_loss(mean_preference(liked), liked, disliked)
    vector = triplet_preference(liked, disliked, torch.Generator().manual_seed(0))
    after = all_triplets_loss(vector, liked, disliked)
    assert before > 0.01
    assert after < 0.8 * before
    torch.testing.assert_close(vector.norm(), torch.tensor(1.0))


def test_pictures_stay_as_they_are(pictures):
    """Only the new vector is optimised, whoever made the embeddings."""
    liked, disliked = (x.clone().requires_grad_() for x in pictures)
    triplet_preference(liked, disliked, torch.Generator().manual_seed(0), steps=2)
    assert liked.grad is None
    assert disliked.grad is None


def test_three_negatives_for_each_positive():
    """The pool gives 3 N different pictures, or all it has."""
    pool = torch.eye(50)
    drawn = draw_negatives(pool, 5, torch.Generator().manual_seed(0))
    assert drawn.shape == (15, 50)
    assert drawn.sum(0).max() == 1
    assert len(draw_negatives(pool, 40, torch.Generator().manual_seed(0))) == 50
