"""The exported networks, as the editor runs them: what is measured is what ships."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.engine.config import ConfigError
from training.engine.exported import open_exported

Floats = NDArray[np.float32]


class Shipped:
    """embedding.onnx, look.onnx and, if there is one, field.onnx of a folder, on one CPU thread."""

    def __init__(self, folder: Path) -> None:
        """Open the files; ConfigError when embedding.onnx or look.onnx is missing."""
        self._embedding, self._look = (
            open_exported(folder / f"{name}.onnx") for name in ("embedding", "look")
        )
        field = folder / "field.onnx"
        self._field = open_exported(field) if field.exists() else None

    def embed(self, squares: NDArray[np.uint8]) -> tuple[Floats, Floats]:
        """Embeddings (N, 512) and contexts (N, C) of (N, 256, 256, 3) pictures."""
        parts = []
        for start in range(0, len(squares), 16):
            picture = squares[start : start + 16].transpose(0, 3, 1, 2).astype(np.float32) / 255
            parts.append(self._embedding.run(None, {"picture": picture}))
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])

    def looks(self, vector: Floats, embedding: Floats, context: Floats) -> Floats:
        """Residual tables (N, n, n, n, 3) of N photos for one vector (512,)."""
        feeds = {
            "vector": np.tile(vector, (len(embedding), 1)),
            "photo_embedding": embedding,
            "photo_context": context,
        }
        out: Floats = self._look.run(None, feeds)[0]
        return out

    def fields(self, vector: Floats, squares: NDArray[np.uint8]) -> Floats:
        """Fields (N, gh, gw, 3, 4) of N photos (N, 256, 256, 3) for one vector (512,)."""
        if self._field is None:
            raise ConfigError("field.onnx is missing; export with --field")
        picture = squares.transpose(0, 3, 1, 2).astype(np.float32) / 255
        vectors = np.tile(vector, (len(squares), 1))
        out: Floats = self._field.run(None, {"picture": picture, "vector": vectors})[0]
        return out
