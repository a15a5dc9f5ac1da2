"""Cameras: what they do to finished colours, and that they repeat."""

import torch

from training.pseudo_users.cameras import SHARE_FINISHED, draw_cameras
from training.pseudo_users.tables import identity_points

NODES = 9


def drawn(num: int = 800, seed: int = 1):
    return draw_cameras(num, torch.Generator().manual_seed(seed))


def test_the_same_seed_gives_the_same_cameras():
    """And another seed other ones."""
    assert torch.equal(drawn(seed=1).tables(NODES), drawn(seed=1).tables(NODES))
    assert not torch.equal(drawn(seed=1).tables(NODES), drawn(seed=2).tables(NODES))


def test_one_in_eight_gives_finished_photographs():
    """With no jitter either."""
    generator = torch.Generator().manual_seed(2)
    tables = drawn().with_jitter(generator).tables(NODES)
    change = (tables.reshape(len(tables), -1, 3) - identity_points(NODES)).abs().amax((1, 2))
    assert abs(float((change < 1e-3).float().mean()) - SHARE_FINISHED) < 0.04


def test_most_photographs_come_out_darker():
    """Mid grey as a camera gives it; black and white stay in range and in order."""
    tables = drawn().tables(NODES)
    grey = tables[:, range(NODES), range(NODES), range(NODES)].mean(-1)
    assert float((grey[:, NODES // 2] < 0.49).float().mean()) > 0.65
    assert tables.min() >= 0 and tables.max() <= 1
    assert (grey.diff(dim=1) >= -1e-6).all()


def test_photographs_of_one_camera_differ_less_than_cameras_do():
    """The jitter lies around the camera's own settings."""
    cameras = drawn()
    generator = torch.Generator().manual_seed(3)
    one, two = (cameras.with_jitter(generator).tables(NODES) for _ in range(2))
    other = one.roll(1, 0)
    assert (one - two).abs().mean() < 0.7 * (one - other).abs().mean()
