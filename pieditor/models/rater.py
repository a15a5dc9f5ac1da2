"""The rater on ONNX: distributions of ten ratings, and the score's gradient for a search."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pieditor.models.manifest import ModelEntry, part, read_manifest, read_verified
from pieditor.models.seen_points import grid_points
from pieditor.models.sessions import Runner
from pieditor.models.square_input import as_input

_BATCH = 16
Points = NDArray[np.float32]


class Rater:
    """A network that predicts the photo's finished look, and a formula that rates its colours."""

    def __init__(self, runner: Runner, manifest: dict[str, ModelEntry] | None = None) -> None:
        models = read_manifest() if manifest is None else manifest
        self._context, self._rater = part(models, "rater/context"), part(models, "rater/rating")
        self._rater.require_made_with(self._context)
        self._runner = runner

    def verify(self) -> None:
        """Raise ModelRefused if a file differs from the manifest; call before reading photos."""
        for entry in (self._context, self._rater):
            read_verified(entry)

    @property
    def model_hash(self) -> str:
        """The two sha256 of network and formula: scores of different ones are not comparable."""
        return self._context.sha256 + self._rater.sha256

    def rate(self, squares: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """Probabilities of the ratings 1 to 10 for pictures squashed to (256, 256, 3); (N, 10)."""
        rated = []
        for start in range(0, len(squares), _BATCH):
            batch = squares[start : start + _BATCH]
            contexts = self._contexts(np.stack(batch))
            for square, context in zip(batch, contexts, strict=True):
                points = grid_points(square, has_neighbours=False)
                rated.append(self._run(points, context)[0])
        return np.stack(rated) if rated else np.zeros((0, 10), np.float32)

    def guide(self, square: NDArray[np.uint8]) -> Callable[[Points], tuple[float, Points]]:
        """A guide that scores the photo with other colours at its 1,024 points.

        It takes (1024, 3) points in [0, 1] and returns the mean rating and its gradient. The
        network runs on `square` once only, as its prediction does not depend on the filters.
        """
        context = self._contexts(square[None])[0]

        def score(points: Points) -> tuple[float, Points]:
            _, mean, gradient = self._run(points, context)
            return float(mean), gradient

        return score

    def _contexts(self, squares: NDArray[np.uint8]) -> NDArray[np.float32]:
        (contexts,) = self._runner.run(self._context, {"picture": as_input(squares)})
        return contexts

    def _run(
        self, points: Points, context: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], np.float32, Points]:
        score, gradient, distribution = self._runner.run(
            self._rater, {"points": points[None], "context": context[None]}
        )
        return distribution[0], score[0], gradient[0]
