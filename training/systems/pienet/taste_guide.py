"""The taste as a guide: how near a picture's embedding is to where the taste would have it.

PieNet's distance (1) between a preference vector and a picture's embedding, for one picture, as a
score: 10 times the cosine between them. The network sees 1,024 points and their right neighbours
and nothing else, so the guide takes those.
"""

import torch.nn.functional as F
from torch import Tensor

from training.systems.pienet.compact import CompactPieNet
from training.systems.pienet.statistics import GRID, statistics_of_points

NUM_POINTS = 2 * GRID * GRID
TOP_SCORE = 10.0


def taste_score(network: CompactPieNet, points_BPC: Tensor, wanted_BD: Tensor) -> tuple[Tensor]:
    """Score (B,) of points in [0, 1]: GRID² of them, then their right neighbours.

    wanted_BD  an embedding of any length but 0
    """
    centre, right = points_BPC.chunk(2, 1)
    embedding, _ = network.describe(statistics_of_points(centre, right))
    return (TOP_SCORE * (embedding * F.normalize(wanted_BD, dim=-1)).sum(-1),)
