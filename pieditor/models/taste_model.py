"""What is asked of the networks of every family of tastes.

A family knows what the numbers of its tastes mean (`pieditor.core.taste`): it makes them from
pictures, mixes them, and predicts looks from them. `open_taste_model` is the one place that picks
the family.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pieditor.core.render.look import Look
from pieditor.core.taste import TasteBody
from pieditor.models.sessions import Runner

Rows = NDArray[np.float32]
Square = NDArray[np.uint8]
# From points (2048, 3) of a photo with their neighbours to a score, 0 to 10, and its gradient.
PointGuide = Callable[[Rows], tuple[float, Rows]]


@dataclass(frozen=True, slots=True, eq=False)
class Described:
    """What a model saw in N pictures.

    rows     (N, D) float32, one for each picture: tastes are made from rows, and the product of two
             is the greater the more alike their pictures are; each has length 1
    context  (N, C) float32, what the model also needs of a photo to predict its look
    """

    rows: Rows
    context: Rows


class TasteModel(Protocol):
    """The networks of one family; any number of threads may use them.

    family   the kind of taste, as `TasteBody.family`
    model    sha256 of the network that describes pictures: rows and tastes of others do not fit
    row_size D, the length of a row
    """

    family: str
    row_size: int

    @property
    def model(self) -> str:
        """See above."""

    @property
    def provider(self) -> str:
        """Which provider runs the networks, and why, in one line."""

    def verify(self) -> None:
        """Raise ModelRefused for a file that is not the one in the manifest."""

    def warm_up(self) -> None:
        """Open the networks now, so that the first photo need not wait for them."""

    def describe(self, squares: Sequence[Square]) -> Described:
        """What the model sees in pictures squashed to (256, 256, 3) uint8, sRGB."""

    def learn(self, liked: Rows, rejected: Rows) -> TasteBody:
        """A taste from the rows of N ≥ 1 liked and M ≥ 0 rejected pictures."""

    def stability(self, liked: Rows) -> float:
        """How little a taste of these would change with one picture less, 0 to 1; 1 not at all."""

    def blend(self, first: TasteBody, second: TasteBody, mix: float) -> TasteBody:
        """(1 − mix) of the first and mix of the second, 0 ≤ mix ≤ 1, both of one model."""

    def predict_look(self, body: TasteBody, photo: Described, square: Square | None = None) -> Look:
        """The look for one photo in a taste; of several photos, the mean of their looks.

        square  the picture that was described; without it nothing in the look depends on the place
        """

    def average_look(self, body: TasteBody) -> Look:
        """The look where there is no photo."""

    def guide(self, wanted: Rows) -> PointGuide:
        """How near a picture's row is to `wanted` (D,): 10 where equal, 0 where opposite.

        Raises ModelRefused where none is installed.
        """


def open_taste_model(family: str, runner: Runner) -> TasteModel | None:
    """The networks of a family, not yet verified; None for a family that this version lacks.

    Raises ModelRefused when the manifest does not name them.
    """
    from pieditor.models import pienet  # which stands on this module

    families: Mapping[str, Callable[[Runner], TasteModel]] = {pienet.FAMILY: pienet.open_networks}
    return families[family](runner) if family in families else None
