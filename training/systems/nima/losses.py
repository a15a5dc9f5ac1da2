"""The loss of NIMA: how far one distribution must be moved to become another.

Source   Talebi, Milanfar: NIMA, IEEE TIP 2018, equation (1), after Hou et al. 2016:
         EMD_r(p, q) = ( (1/K) Σ_k |CDF_p(k) − CDF_q(k)|^r )^(1/r); r = 2 trains, r = 1 is reported.

Axes: B pictures, K = 10 scores.
"""

import torch
from torch import Tensor

TRAINING_POWER = 2.0


def earth_movers_distance(p_BK: Tensor, q_BK: Tensor, power: float = TRAINING_POWER) -> Tensor:
    """EMD_r of each pair, (B,), in [0, 1]; both arguments are shares with sums of 1.

    Where the distributions are equal, the gradient is zero.
    """
    difference = p_BK.cumsum(1) - q_BK.cumsum(1)
    # The norm has a gradient at zero, where a root of a mean of squares has none.
    norm = torch.linalg.vector_norm(difference, power, dim=1)
    return norm / difference.shape[1] ** (1 / power)


def emd_loss(given_BK: Tensor, wanted_BK: Tensor, power: float = TRAINING_POWER) -> Tensor:
    """The batch's loss: the mean of its pictures' EMD_r."""
    return earth_movers_distance(given_BK.float(), wanted_BK.float(), power).mean()
