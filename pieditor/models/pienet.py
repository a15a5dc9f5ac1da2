"""PieNet on ONNX: embed pictures, predict a photo's look from a preference vector.

Source: PieNet (ECCV 2020). A row is a picture's embedding; a taste is the vector that
`pieditor.core.preference` computes from rows.
"""

import io
import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from pieditor.core.color import LUMA_601
from pieditor.core.errors import ModelRefused
from pieditor.core.preference import mean_vector, stability, triplet_vector
from pieditor.core.render.field import LEAST_CHANGE, Field, largest_change
from pieditor.core.render.look import Look
from pieditor.core.render.lut import identity_table
from pieditor.core.sentences import sentence
from pieditor.core.taste import PREFERENCE_VECTOR, TasteBody
from pieditor.models.manifest import ModelEntry, part, read_manifest, read_verified
from pieditor.models.sessions import Runner
from pieditor.models.square_input import as_input
from pieditor.models.taste_model import Described, PointGuide, Rows, TasteModel

FAMILY = PREFERENCE_VECTOR
INPUT_PX = 256
# 16 pictures of 256 × 256 × 3 float32 are 13 MB; 500 favourites at once would be 400.
_BATCH = 16
# Measured over film looks, with four draws of twelve favourites each: the mean look of a taste
# leaves 1.6 to 3.6 % of the colour for black-and-white films, and 8 % or more for toned and all
# other films.
_MONOCHROME = 0.06
_MOST_TASTES = 64


def colour_left(residual: NDArray[np.float32]) -> float:
    """The share of colour that a look leaves: mean of max - min of RGB; 1 for identity."""
    identity = identity_table(len(residual))
    return float(_spread(np.clip(identity + residual, 0, 1)).mean() / _spread(identity).mean())


def _spread(table: NDArray[np.float32]) -> NDArray[np.float32]:
    spread: NDArray[np.float32] = table.max(axis=-1) - table.min(axis=-1)
    return spread


def in_greys(residual: NDArray[np.float32]) -> NDArray[np.float32]:
    """A look's table with its remaining colour removed."""
    luma = np.array(LUMA_601, np.float32)
    identity = identity_table(len(residual))
    grey = ((identity + residual) @ luma)[..., None]
    return (grey - identity).astype(np.float32)


class PieNet:
    """The embedding network, the renderer and, if one ships, the local field.

    See `TasteModel`.
    """

    family = FAMILY
    row_size = 512

    def __init__(self, runner: Runner, manifest: dict[str, ModelEntry] | None = None) -> None:
        models = read_manifest() if manifest is None else manifest
        self._embedding = part(models, f"{FAMILY}/embedding")
        self._look = part(models, f"{FAMILY}/look")
        self._references = part(models, f"{FAMILY}/reference-photos")
        self._field = models.get(f"{FAMILY}/field")
        self._guide = models.get(f"{FAMILY}/guide")
        for entry in (self._look, self._field):
            if entry is not None:
                entry.require_made_with(self._embedding)
        self._runner = runner
        self._lock = threading.Lock()
        self._monochrome: dict[TasteBody, bool] = {}
        self._references_read: Described | None = None

    def verify(self) -> None:
        """Raise ModelRefused if a file differs from the manifest; call before reading photos.

        Checks only the networks that every photo needs: 8.5 MB in 40 ms.
        """
        for entry in (self._embedding, self._look, self._field):
            if entry is not None:
                read_verified(entry)

    def warm_up(self) -> None:
        """Open the networks now, so that the first photo does not wait for them."""
        for entry in (self._embedding, self._look, self._field):
            if entry is not None:
                self._runner.open(entry)

    @property
    def provider(self) -> str:
        """The provider that runs the networks and the reason, in one line."""
        return self._runner.explanation

    @property
    def model(self) -> str:
        """sha256 of the embedding network."""
        return self._embedding.sha256

    def describe(self, squares: Sequence[NDArray[np.uint8]]) -> Described:
        """Embed pictures squashed to (256, 256, 3) uint8, sRGB."""
        embeddings, contexts = [], []
        for start in range(0, len(squares), _BATCH):
            batch = np.stack(squares[start : start + _BATCH])
            embedding, context = self._runner.run(self._embedding, {"picture": as_input(batch)})
            embeddings.append(embedding)
            contexts.append(context)
        return Described(np.concatenate(embeddings), np.concatenate(contexts))

    def learn(self, liked: Rows, rejected: Rows) -> TasteBody:
        """Scheme 1 of the paper if there are rejected pictures, else scheme 2."""
        vector = triplet_vector(liked, rejected) if len(rejected) else mean_vector(liked)
        return TasteBody.of_vector(vector, self.model)

    def stability(self, liked: Rows) -> float:
        """Mean cosine between the vector and the vectors that leave one favourite out."""
        return stability(liked)

    def blend(self, first: TasteBody, second: TasteBody, mix: float) -> TasteBody:
        """Interpolate between two vectors."""
        vector = (1 - mix) * _vector(first) + mix * _vector(second)
        return TasteBody.of_vector(vector, first.model)

    def is_monochrome(self, body: TasteBody) -> bool:
        """Whether a taste is for black and white, that is, its mean look leaves next to no colour.

        Cached for the tastes used last.
        """
        with self._lock:
            if body not in self._monochrome:
                left = colour_left(self._residual(_vector(body), self._reference_photos()))
                if len(self._monochrome) >= _MOST_TASTES:
                    self._monochrome.pop(next(iter(self._monochrome)))
                self._monochrome[body] = left < _MONOCHROME
            return self._monochrome[body]

    def predict_look(
        self,
        body: TasteBody,
        photo: Described,
        square: NDArray[np.uint8] | None = None,
    ) -> Look:
        """The look for one photo in a taste; for several photos, the mean of their looks.

        square  the picture that was embedded; without it the look has no field. The field is also
                dropped when it moves no colour by half a level of 8 bits, as with most tastes:
                rendering with a field takes three times as long.
        """
        vector = _vector(body)
        residual = self._residual(vector, photo)
        field = None if square is None else self._predict_field(vector, square)
        if self.is_monochrome(body):
            return Look.of(in_greys(residual), field, is_monochrome=True)
        return Look.of(residual, field)

    def _residual(self, vector: NDArray[np.float32], photo: Described) -> NDArray[np.float32]:
        count = len(photo.rows)
        (residual,) = self._runner.run(
            self._look,
            {
                "vector": np.tile(np.asarray(vector, np.float32), (count, 1)),
                "photo_embedding": photo.rows,
                "photo_context": photo.context,
            },
        )
        mean: NDArray[np.float32] = residual.mean(axis=0)
        return mean

    def _predict_field(
        self, vector: NDArray[np.float32], square: NDArray[np.uint8]
    ) -> Field | None:
        if self._field is None:
            return None
        inputs = {
            "picture": as_input(square[None]),
            "vector": np.asarray(vector, np.float32)[None],
        }
        (fields,) = self._runner.run(self._field, inputs)
        field: Field = fields[0]
        return field if largest_change(field) >= LEAST_CHANGE else None

    def guide(self, wanted: Rows) -> PointGuide:
        """A guide that scores a picture's nearness to the embedding `wanted` (512,), 0 to 10.

        10 is equal, 0 is opposite. It takes the (2048, 3) points of `grid_points` with neighbours
        and returns the score and its gradient. Raises ModelRefused when the guide belongs to
        another embedding.
        """
        guide = self._guide
        if guide is None or self._embedding.sha256 not in guide.needs:
            raise ModelRefused(
                sentence("Cannot search with a taste"),
                why=sentence("the manifest names no guide that belongs to the embedding model"),
                remedy=sentence("Install pieditor again."),
            )

        def score(points: NDArray[np.float32]) -> tuple[float, NDArray[np.float32]]:
            value, gradient = self._runner.run(
                guide, {"points": points[None], "wanted": wanted[None].astype(np.float32)}
            )
            return float(value[0]), gradient[0]

        return score

    def average_look(self, body: TasteBody) -> Look:
        """The look without a photo: the mean over the reference photos of training."""
        return self.predict_look(body, self._reference_photos())

    def _reference_photos(self) -> Described:
        if self._references_read is None:
            raw = io.BytesIO(read_verified(self._references))
            rows = np.load(raw, allow_pickle=False).astype(np.float32)
            self._references_read = Described(rows[:, :512], rows[:, 512:])
        return self._references_read


def _vector(body: TasteBody) -> NDArray[np.float32]:
    return body.arrays["vector"]


open_networks: Callable[[Runner], TasteModel] = PieNet
