"""NIMA on MobileNet with imported weights: ratings of a picture, and their gradient.

Paper    Talebi, Milanfar: NIMA, Neural Image Assessment, IEEE TIP 2018.
Weights  imported by the user (`pieditor models import FILE`); the graphs that ship hold none.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pieditor.core.errors import ModelRefused
from pieditor.core.sentences import sentence
from pieditor.models.manifest import (
    MODEL_FOLDER,
    ExternalWeights,
    part,
    read_imported,
    read_manifest,
    read_verified,
)
from pieditor.models.nima_weights import NAME, folded_layout
from pieditor.models.sessions import Runner

INPUT_PX = 224
NUM_SCORES = 10
# 8 pictures of 224 × 224 take 90 MB in the network.
_BATCH = 8


class Nima:
    """The imported rater.

    folder  the folder of imported models
    Raises ModelRefused when none was imported.
    """

    def __init__(self, runner: Runner, folder: Path, shipped: Path = MODEL_FOLDER) -> None:
        imported = read_imported(folder)
        if NAME not in imported:
            raise ModelRefused(
                sentence("Cannot rate with NIMA"),
                why=sentence(
                    "its public weights do not come with pieditor and were not imported yet"
                ),
                remedy=sentence("Import them with: pieditor models import FILE."),
            )
        models = read_manifest(shipped)
        self._rate, self._guide = (
            part(models, f"nima-mobilenet/{name}") for name in ("rating", "guide")
        )
        self._weights = ExternalWeights(imported[NAME], folded_layout())
        self._runner = runner

    def verify(self) -> None:
        """Raise ModelRefused if the file differs from its manifest; call before reading photos."""
        for entry in (self._rate, self._weights.entry):
            read_verified(entry)

    @property
    def model_hash(self) -> str:
        """sha256 of the imported weights: scores of different weights are not comparable."""
        return self._weights.entry.sha256

    def rate(self, squares: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Predict the shares of people who would give each score from 1 to 10.

        squares  pictures squashed to (224, 224, 3) uint8, sRGB
        Returns (N, 10), each row with sum 1.
        """
        rows = [np.empty((0, NUM_SCORES), np.float32)]
        for start in range(0, len(squares), _BATCH):
            batch = np.stack(squares[start : start + _BATCH])
            picture = np.ascontiguousarray(batch.transpose(0, 3, 1, 2), np.float32)
            inputs = {"picture": picture / np.float32(255)}
            rows += self._runner.run(self._rate, inputs, self._weights)
        return np.concatenate(rows)

    def guide(self, picture: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
        """The mean score of one picture, and its gradient.

        picture  (H, W, 3) float32 in [0, 1], sRGB; scores are comparable at 224 × 224 only
        Returns the score, 1 to 10, and its gradient, (H, W, 3) float32, score per unit of value.
        """
        planes = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32)
        score, gradient = self._runner.run(self._guide, {"picture": planes}, self._weights)
        return float(score[0, 0]), np.ascontiguousarray(gradient[0].transpose(1, 2, 0))
