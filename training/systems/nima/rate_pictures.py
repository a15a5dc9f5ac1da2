"""Ratings of many pictures by one network, in batches."""

import numpy as np
import torch
from numpy.typing import NDArray

from training.systems.nima.model import Nima

BATCH = 32


@torch.no_grad()
def rate_pictures(network: Nima, pictures: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Distributions (N, 10) of (N, H, W, 3) pictures, on the CPU."""
    parts = []
    for start in range(0, len(pictures), BATCH):
        batch = torch.from_numpy(pictures[start : start + BATCH].transpose(0, 3, 1, 2).copy())
        parts.append(network(batch.float() / 255).numpy())
    return np.concatenate(parts)
