"""The exported rater, as the editor runs it: what is measured is what ships."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from training.engine.exported import open_exported
from training.systems.rater.pool import grid_points

Floats = NDArray[np.floating]
Squares = NDArray[np.uint8]


class ShippedRater:
    """context.onnx and rater.onnx of a folder, on one CPU thread."""

    def __init__(self, folder: Path) -> None:
        """Open the files; ConfigError when one is missing."""
        self._context, self._rater = (
            open_exported(folder / f"{name}.onnx") for name in ("context", "rater")
        )

    def contexts(self, squares: Squares) -> Floats:
        """(N, X) of (N, 256, 256, 3) pictures."""
        parts = []
        for start in range(0, len(squares), 16):
            picture = squares[start : start + 16].transpose(0, 3, 1, 2).astype(np.float32) / 255
            parts.append(self._context.run(["context"], {"picture": picture})[0])
        return np.concatenate(parts)

    def rate_points(self, points: Floats, contexts: Floats) -> Floats:
        """Distributions (N, 10) of (N, 1024, 3) points in [0, 1] with their contexts."""
        rated = [
            self._rater.run(["distribution"], {"points": p[None], "context": c[None]})[0][0]
            for p, c in zip(points, contexts, strict=True)
        ]
        return np.stack(rated)

    def rate(self, squares: Squares) -> Floats:
        """Distributions (N, 10) of whole pictures."""
        points = grid_points(torch.from_numpy(squares)).numpy().astype(np.float32) / 255
        return self.rate_points(points, self.contexts(squares))
