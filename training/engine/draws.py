"""Random draws of a batch, which depend on the seed, the step and the rank alone."""

import torch


def batch_generator(seed: int, step: int, rank: int) -> torch.Generator:
    """A generator for one step of one rank; another step, rank or seed gives other numbers."""
    return torch.Generator().manual_seed((seed * 1009 + rank) * 10_000_019 + step)


def integers(num: int, high: int, g: torch.Generator) -> list[int]:
    """`num` whole numbers from 0 to high − 1."""
    return torch.randint(high, (num,), generator=g).tolist()
