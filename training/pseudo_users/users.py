"""Users with whole collections: film looks, conventional methods and retouchers side by side.

Each user has a version of every photograph. A version is (pixels, table): 8-bit pixels and the
colour table still to be applied, so that tables run on the training device. Methods and retouchers
have the identity table.
Axes: N photographs, L film looks, n nodes per axis of a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.pseudo_users.film_looks import FilmLooks
from training.pseudo_users.methods import METHODS
from training.pseudo_users.tables import apply_tables, identity_points

UNTOUCHED = -1  # the user that stands for the photograph as it is


@dataclass(frozen=True, slots=True)
class Users:
    """All users over one set of photographs.

    photos       (N, H, W, 3) uint8, untouched
    looks        users 0 … L-1
    methods      the next users, by name in `METHODS`
    retouchers   the last users: name and (N, H, W, 3) uint8
    """

    photos: NDArray[np.uint8]
    looks: FilmLooks
    methods: tuple[str, ...] = ()
    retouchers: tuple[tuple[str, NDArray[np.uint8]], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Each user's name, in order."""
        retouchers = tuple(name for name, _ in self.retouchers)
        return (*self.looks.names, *self.methods, *retouchers)

    def version(self, user: int, photo: int) -> tuple[NDArray[np.uint8], Tensor]:
        """One user's version of one photograph: pixels (H, W, 3), table (n, n, n, 3)."""
        pixels = np.asarray(self.photos[photo])
        if 0 <= user < len(self.looks.names):
            return pixels, self.looks.tables[user]
        n = self.looks.tables.shape[1]
        identity = identity_points(n).reshape(n, n, n, 3)
        if user == UNTOUCHED:
            return pixels, identity
        index = user - len(self.looks.names)
        if index < len(self.methods):
            return METHODS[self.methods[index]](pixels), identity
        return np.asarray(self.retouchers[index - len(self.methods)][1][photo]), identity


def stack_versions(
    versions: Sequence[tuple[NDArray[np.uint8], Tensor]], quarter_turns: Sequence[int]
) -> tuple[Tensor, Tensor]:
    """Versions turned by multiples of 90°: pixels (B, H, W, 3) uint8, tables (B, n, n, n, 3)."""
    turned = [
        torch.from_numpy(np.rot90(pixels, turns).copy())
        for (pixels, _), turns in zip(versions, quarter_turns, strict=True)
    ]
    return torch.stack(turned), torch.stack([table for _, table in versions])


def render(pixels_BHWC: Tensor, tables_BnnnC: Tensor) -> Tensor:
    """The users' versions as pictures: (B, 3, H, W) in [0, 1], on the device of the arguments."""
    points = pixels_BHWC.flatten(1, 2).float() / 255
    shown = apply_tables(tables_BnnnC, points).clamp(0, 1)
    return shown.reshape(pixels_BHWC.shape).permute(0, 3, 1, 2).contiguous()
