"""The interface to the networks of any family of tastes.

The networks of a family define the numbers of its tastes (`pieditor.core.taste`): they make them
from pictures, mix them, and predict looks from them. `models.families` chooses the family.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pieditor.core.render.look import Look
from pieditor.core.taste import TasteBody

Rows = NDArray[np.float32]
Square = NDArray[np.uint8]
# Maps points (2048, 3) of a photo, with their neighbours, to a score, 0 to 10, and its gradient.
PointGuide = Callable[[Rows], tuple[float, Rows]]


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """A model's description of N pictures.

    rows     (N, D) float32, one for each picture: tastes are made from rows. They have length 1,
             and the dot product of two grows with the similarity of their pictures
    context  (N, C) float32, further input for predicting a photo's look
    """

    rows: Rows
    context: Rows


class TasteModel(Protocol):
    """The networks of one family; thread-safe.

    family   the kind of taste, as `TasteBody.family`
    model    sha256 of the network that describes pictures; its rows and tastes fit no other model
    row_size D, the length of a row
    """

    family: str
    row_size: int

    @property
    def model(self) -> str:
        """See the class."""

    @property
    def provider(self) -> str:
        """The provider that runs the networks and the reason, in one line."""

    def verify(self) -> None:
        """Raise ModelRefused for a file that is not the one in the manifest."""

    def warm_up(self) -> None:
        """Open the networks now, so that the first photo does not wait for them."""

    def describe(self, squares: Sequence[Square]) -> Described:
        """Describe pictures squashed to (256, 256, 3) uint8, sRGB."""

    def learn(self, liked: Rows, rejected: Rows) -> TasteBody:
        """Make a taste from the rows of N ≥ 1 liked and M ≥ 0 rejected pictures."""

    def stability(self, liked: Rows) -> float:
        """How little the taste changes with one picture fewer, 0 to 1; 1 is no change."""

    def blend(self, first: TasteBody, second: TasteBody, mix: float) -> TasteBody:
        """Blend (1 − mix) of the first and mix of the second, 0 ≤ mix ≤ 1; both of one model."""

    def predict_look(self, body: TasteBody, photo: Described, square: Square | None = None) -> Look:
        """The look for one photo in a taste; for several photos, the mean of their looks.

        square  the picture that was described; without it the look is uniform across the photo
        """

    def average_look(self, body: TasteBody) -> Look:
        """The look without a photo, averaged over photos."""

    def guide(self, wanted: Rows) -> PointGuide:
        """A guide that scores a picture's nearness to the row `wanted` (D,): 10 equal, 0 opposite.

        Raises ModelRefused if no guide is installed.
        """
