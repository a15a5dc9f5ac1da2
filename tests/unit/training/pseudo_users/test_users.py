"""Users of all kinds over the same photographs."""

import numpy as np
import pytest
import torch

from training.pseudo_users.film_looks import FilmLooks
from training.pseudo_users.methods import METHODS
from training.pseudo_users.tables import identity_points
from training.pseudo_users.users import UNTOUCHED, Users, render, stack_versions


@pytest.fixture
def users() -> Users:
    """Two photographs; one look (negative), one method, one retoucher (all grey)."""
    photos = np.random.default_rng(0).integers(0, 256, (2, 8, 6, 3), dtype=np.uint8)
    negative = 1 - identity_points(5).reshape(1, 5, 5, 5, 3)
    grey = np.full_like(photos, 128)
    return Users(photos, FilmLooks(("negative",), negative), ("clahe",), (("expert-C", grey),))


def shown(users: Users, user: int, photo: int) -> np.ndarray:
    """A version as 8-bit pixels."""
    pixels, tables = stack_versions([users.version(user, photo)], [0])
    return np.rint(255 * render(pixels, tables)[0].permute(1, 2, 0).numpy()).astype(np.uint8)


def test_every_user_shows_its_version(users):
    """A look's table, a method's picture, a retoucher's file, and the photograph itself."""
    assert users.names == ("negative", "clahe", "expert-C")
    np.testing.assert_array_equal(shown(users, 0, 1), 255 - users.photos[1])
    np.testing.assert_array_equal(shown(users, 1, 1), METHODS["clahe"](users.photos[1]))
    np.testing.assert_array_equal(shown(users, 2, 1), users.retouchers[0][1][1])
    np.testing.assert_array_equal(shown(users, UNTOUCHED, 1), users.photos[1])


def test_quarter_turns(users):
    """Square pictures are turned together with their version."""
    square = Users(users.photos[:, :6], users.looks)
    pixels, _ = stack_versions([square.version(UNTOUCHED, 0)] * 2, [1, 3])
    np.testing.assert_array_equal(np.rot90(pixels[0].numpy(), 2), pixels[1].numpy())
    assert pixels.dtype == torch.uint8
