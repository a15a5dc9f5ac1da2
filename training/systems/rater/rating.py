"""The rating model: shares of ten scores for damaged versions of finished photographs.

AVA's photographs cannot be had here, so ratings are made from what can be measured. A finished
photograph has a mean `finished` of about 6.5; a version of it at a mean ΔE76 of d from the
finished one has

    mean = 1 + (finished - 1) exp(-d / 25)

which loses about 0.2 for each of the first ΔE, 1.8 at 10 and goes to 1, and a spread of 1.4, which
is that of AVA's ratings. `finished` differs between photographs by what the public NIMA thinks of
them: 6.5 + (its score - its mean over the training photographs). A distribution is a normal one
over the ten bins with that mean and spread, cut off at both ends.
"""

import torch
from torch import Tensor

NUM_BINS = 10
FINISHED_MEAN = 6.5
SPREAD = 1.4
DELTA_E_SCALE = 25.0
_LOWEST, _HIGHEST = 4.5, 8.5


def finished_mean(nima_score: Tensor, nima_mean: float) -> Tensor:
    """The mean of finished photographs, from the public NIMA's scores of them."""
    return (FINISHED_MEAN + nima_score - nima_mean).clamp(_LOWEST, _HIGHEST)


def damaged_mean(finished: Tensor, delta_e: Tensor) -> Tensor:
    """The mean at a distance from the finished photograph; same shape."""
    return 1 + (finished - 1) * torch.exp(-delta_e / DELTA_E_SCALE)


def normal_bins(mean: Tensor, spread: Tensor | float) -> Tensor:
    """Probabilities of the bins 1 to 10, (..., 10), for means and spreads of any shape."""
    spread = torch.as_tensor(spread, dtype=mean.dtype, device=mean.device)
    bins = torch.arange(1, NUM_BINS + 1, dtype=mean.dtype, device=mean.device)
    distance = (bins - mean.unsqueeze(-1)) / spread.unsqueeze(-1)
    return torch.softmax(-0.5 * distance * distance, -1)


def score(distribution: Tensor) -> Tensor:
    """The mean rating of (..., 10) distributions."""
    bins = torch.arange(1, NUM_BINS + 1, dtype=distribution.dtype, device=distribution.device)
    return (distribution * bins).sum(-1)
