"""Picking: the pictures liked and rejected so far, as an immutable value.

Every click gives a new `Picking` that keeps the earlier marks for undo. A mark holds its embedding,
so that a taste is made without reading a picture again. Marks of a stored taste have only an
embedding, no picture and no name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from pieditor.core.recipe import TasteUse
from pieditor.imaging.resize import shrink
from pieditor.models.taste_model import TasteModel
from pieditor.services.tastes.gallery import Shown, Tile, TileKey
from pieditor.services.tastes.stored_picks import StoredPicks
from pieditor.services.tastes.taste import Taste, make_taste, stability_word

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]

# "10 to 20 favourites": below the first number a taste still varies, above the second hardly.
FEWEST_LIKED, ENOUGH_LIKED = 10, 20
MARK_PX = 96  # long edge of a map picture: twice its displayed size, for fine screens


class Verdict(Enum):
    """The user's verdict on a picture."""

    LIKED = 1
    REJECTED = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mark:
    """A verdict on a picture.

    embedding  (D,) unit length, the taste model's embedding of the picture
    key        of the tile, or (path, "") of a finished picture; None if from a store
    picture    (H, W, 3), long edge at most 96; None if from a store
    """

    verdict: Verdict
    embedding: Floats
    key: TileKey | None = None
    picture: Picture | None = None


def _stack(marks: Sequence[Mark]) -> Floats:
    if not marks:
        return np.zeros((0, 0), np.float32)
    return np.stack([mark.embedding for mark in marks])


@dataclass(frozen=True, slots=True, eq=False)
class Picking:
    """Marks in the order in which they were made, and the marks before each change.

    Marks of a stored taste can be removed only by undo, as they have no tile to click.
    """

    marks: tuple[Mark, ...] = ()
    before: tuple[tuple[Mark, ...], ...] = ()

    def mark(self, tile: Tile, verdict: Verdict) -> "Picking":
        """Give a tile a verdict; giving the same verdict again removes it."""
        others = tuple(mark for mark in self.marks if mark.key != tile.key)
        if self.verdict_of(tile.key) is verdict:
            return self._changed(others)
        new = Mark(
            verdict=verdict,
            embedding=tile.embedding,
            key=tile.key,
            picture=np.ascontiguousarray(shrink(tile.picture, MARK_PX)),
        )
        return self._changed((*others, new))

    def add(self, marks: Sequence[Mark]) -> "Picking":
        """Add many marks in one step, as from a folder; they replace marks of the same pictures."""
        keys = {mark.key for mark in marks if mark.key is not None}
        return self._changed((*(m for m in self.marks if m.key not in keys), *marks))

    def undo(self) -> "Picking":
        """The picking before the last change; itself when there was none."""
        return Picking(self.before[-1], self.before[:-1]) if self.before else self

    def _changed(self, marks: tuple[Mark, ...]) -> "Picking":
        return Picking(marks, (*self.before, self.marks))

    def verdict_of(self, key: TileKey) -> Verdict | None:
        """The verdict on a tile, or None."""
        return next((mark.verdict for mark in self.marks if mark.key == key), None)

    @property
    def num_liked(self) -> int:
        """The number of favourites."""
        return sum(mark.verdict is Verdict.LIKED for mark in self.marks)

    @property
    def num_rejected(self) -> int:
        """The number of rejects."""
        return len(self.marks) - self.num_liked

    def embeddings(self, verdict: Verdict) -> Floats:
        """The embeddings of one verdict, (N, D)."""
        return _stack([mark for mark in self.marks if mark.verdict is verdict])

    def all_embeddings(self) -> Floats:
        """The embeddings of all marks, in their order, (N, D)."""
        return _stack(self.marks)

    def begin_again(self, marks: Sequence[Mark] = ()) -> "Picking":
        """Replace all marks, in one step that can be undone."""
        return self._changed(tuple(marks))

    def stability(self, model: TasteModel) -> float:
        """The stability of the taste when one favourite is left out; 0 without favourites."""
        return model.stability(self.embeddings(Verdict.LIKED)) if self.num_liked else 0.0

    def stability_word(self, model: TasteModel) -> str:
        """The stability in words: unsettled, forming, stable."""
        return stability_word(self.stability(model), self.num_liked)

    def taste(self, name: str, model: TasteModel) -> Taste:
        """The taste of these marks: by triplets when there are rejects, else the mean.

        NothingToDo without a favourite.
        """
        liked, rejected = (self.embeddings(verdict) for verdict in Verdict)
        return make_taste(name, model, liked, rejected)

    def use(self, model: TasteModel) -> TasteUse | None:
        """The taste so far, for a recipe; None without a favourite."""
        return self.taste("", model).use() if self.num_liked else None

    def stored(self, model: TasteModel) -> StoredPicks:
        """The embeddings to store beside the taste, so that picks can be added later."""
        liked, rejected = (self.embeddings(verdict) for verdict in Verdict)
        return StoredPicks(liked=liked, rejected=rejected, model=model.model)

    def shown(self, seen: Sequence[tuple[TileKey, Floats]]) -> Shown:
        """For the next page: every tile shown so far, with its verdict."""
        if not seen:
            return Shown()
        verdicts = {mark.key: mark.verdict.value for mark in self.marks}
        keys = tuple(key for key, _ in seen)
        embeddings = np.stack([embedding for _, embedding in seen])
        return Shown(keys, embeddings, tuple(verdicts.get(key, 0) for key in keys))

    def elsewhere(self, verdict: Verdict, seen: Sequence[tuple[TileKey, Floats]]) -> Floats:
        """Embeddings of marks that were not tiles of these pages, (N, D)."""
        keys = {key for key, _ in seen}
        return _stack([m for m in self.marks if m.verdict is verdict and m.key not in keys])


def picking_of(stored: StoredPicks) -> Picking:
    """The picking to continue from a stored taste."""
    liked = [Mark(verdict=Verdict.LIKED, embedding=row) for row in stored.liked]
    rejected = [Mark(verdict=Verdict.REJECTED, embedding=row) for row in stored.rejected]
    return Picking((*liked, *rejected))
