"""The taste as a guide for a search: a score for how well a picture fits the taste.

The score is PieNet's distance in (1) between the preference vector and the picture's embedding,
scaled: 10 where they are equal, 0 where they are opposite. The network sees 1,024 points and their
right neighbours and nothing else, so the guide takes those.
"""

import torch.nn.functional as F
from torch import Tensor

from training.systems.pienet.compact.model import CompactPieNet
from training.systems.pienet.statistics import GRID, statistics_of_points

NUM_POINTS = 2 * GRID * GRID
TOP_SCORE = 10.0
# Below a distance of about 0.03 the slope goes to zero, so that a search can come to rest.
_NEAR = 1e-3


def taste_score(network: CompactPieNet, points_BPC: Tensor, wanted_BD: Tensor) -> tuple[Tensor]:
    """Score (B,) of points in [0, 1]: GRID² of them, then their right neighbours.

    wanted_BD  an embedding of any length but 0
    """
    centre, right = points_BPC.chunk(2, 1)
    embedding, _ = network.describe(statistics_of_points(centre, right))
    # Unit vectors are up to 2 apart.
    squared = (embedding - F.normalize(wanted_BD, dim=-1)).square().sum(-1)
    return (TOP_SCORE * (1 - ((squared + _NEAR).sqrt() - _NEAR**0.5) / 2),)
