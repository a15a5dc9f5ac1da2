"""A preference vector for a user nobody trained on; the networks stay as they are.

Scheme 1 minimises triplets (1) over the new vector alone and needs disliked pictures; scheme 2 is
the mean of the liked pictures' embeddings and is the default.
Departs  - Scheme 2's mean is brought to unit length, because vectors of known users have it.
         - Scheme 1 normalises the vector on use and takes steps with Adam; the paper gives
           neither. It starts from scheme 2's answer, so that few pictures cannot leave it astray.
Axes: N liked pictures, M disliked pictures, D = 512.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from training.systems.pienet.paper.losses import TRIPLET_MARGIN, triplet_loss

NEGATIVES_PER_POSITIVE = 3  # the paper's experiments


def mean_preference(liked_ND: Tensor) -> Tensor:
    """Scheme 2: the direction of the mean of unit embeddings, (D,)."""
    return F.normalize(liked_ND.mean(0), dim=0)


def draw_negatives(pool_MD: Tensor, num_liked: int, generator: torch.Generator) -> Tensor:
    """Three disliked pictures for each liked one, drawn from a pool; fewer if the pool is small."""
    wanted = NEGATIVES_PER_POSITIVE * num_liked
    return pool_MD[torch.randperm(len(pool_MD), generator=generator)[:wanted]]


def all_triplets_loss(
    user_D: Tensor, liked_ND: Tensor, disliked_MD: Tensor, margin: float = TRIPLET_MARGIN
) -> Tensor:
    """The mean of (1) over every liked and disliked picture."""
    vector = F.normalize(user_D, dim=-1)
    return triplet_loss(vector, liked_ND[:, None], disliked_MD[None], margin).mean()


def triplet_preference(
    liked_ND: Tensor,
    disliked_MD: Tensor,
    generator: torch.Generator,
    *,
    steps: int = 300,
    triplets_per_step: int = 256,
    learning_rate: float = 0.01,
    margin: float = TRIPLET_MARGIN,
) -> Tensor:
    """Scheme 1: the unit vector (D,) that minimises (1) over random triplets.

    All embeddings have unit length and are constants. Repeats with the generator's seed.
    """
    liked, disliked = liked_ND.detach(), disliked_MD.detach()
    vector = mean_preference(liked).clone().requires_grad_()
    optimiser = torch.optim.Adam([vector], lr=learning_rate)
    for _ in range(steps):
        p = torch.randint(len(liked), (triplets_per_step,), generator=generator)
        n = torch.randint(len(disliked), (triplets_per_step,), generator=generator)
        user = F.normalize(vector, dim=0).expand(triplets_per_step, -1)
        loss = triplet_loss(user, liked[p], disliked[n], margin).mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return F.normalize(vector.detach(), dim=0)
