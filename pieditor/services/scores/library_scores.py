"""Scores of the library's photos with their edits: cached ones first, then one by one.

The rater gets the thumbnail under the photo's edits, as the library shows it.
"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pieditor.core.errors import Cancelled, PhotoTooLarge, PhotoUnreadable, PieditorError
from pieditor.models.rater import Rater
from pieditor.services.photos.library import LibraryPhoto, Scored
from pieditor.services.photos.thumbnails import Render, Thumbnail, ThumbnailCache
from pieditor.services.scores.cache import ScoreCache
from pieditor.services.scores.score import Score, score_pixels

# The networks use 256 pixels; thumbnails of the tiles' size are already cached.
THUMBNAIL_PX = 320
# Scores are reported in groups: often enough to show progress, seldom enough to be cheap.
_TOLD_EVERY_S = 0.25
# Photos looked up per query of the cache.
_ASKED_AT_ONCE = 100


class PhotoScorer:
    """Rates thumbnails and caches their scores. Thread-safe.

    render      applies a recipe to a thumbnail
    open_rater  opens the rater, on first use
    """

    def __init__(
        self,
        thumbnails: ThumbnailCache,
        render: Render,
        open_rater: Callable[[], Rater],
        cache: ScoreCache,
    ) -> None:
        self._thumbnails, self._render = thumbnails, render
        self._open_rater, self._cache = open_rater, cache

    def score(
        self,
        photos: Sequence[LibraryPhoto],
        *,
        step_aside: Callable[[], None] = lambda: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[dict[Path, Scored]]:
        """Scores by path, in groups: first photos whose score is cached, then the others.

        A photo that cannot be read has no score and does not stop the rest.

        step_aside  called before each photo is rated; blocks until it may be

        Raises ModelRefused when there is no rater, Cancelled on request; scores computed until then
        are cached.
        """
        rater = self._open_rater()
        missing: list[tuple[str, LibraryPhoto]] = []
        yield from _by_time(self._kept(photos, rater, missing), is_cancelled)
        made: dict[str, Score] = {}

        def rated() -> Iterator[tuple[Path, Scored]]:
            for key, photo in missing:
                step_aside()
                if is_cancelled():
                    return
                scored, is_as_shown = self._rate(photo, rater)
                if scored.score is not None and is_as_shown:
                    made[key] = scored.score
                yield photo.path, scored

        try:
            for some in _by_time(rated(), is_cancelled):
                self._cache.keep(made)
                made.clear()
                yield some
        finally:
            self._cache.keep(made)

    def _kept(
        self, photos: Sequence[LibraryPhoto], rater: Rater, missing: list[tuple[str, LibraryPhoto]]
    ) -> Iterator[tuple[Path, Scored]]:
        """Yield the cached scores; append the other photos to `missing`, with their keys."""
        for start in range(0, len(photos), _ASKED_AT_ONCE):
            keys: list[tuple[str, LibraryPhoto]] = []
            for photo in photos[start : start + _ASKED_AT_ONCE]:
                try:
                    keys.append((self._key(photo, rater.model_hash), photo))
                except PhotoUnreadable:  # the photo is gone
                    yield photo.path, Scored(None, photo.mtime_ns, photo.recipe)
            kept = self._cache.get(key for key, _ in keys)
            for key, photo in keys:
                if key in kept:
                    yield photo.path, Scored(kept[key], photo.mtime_ns, photo.recipe)
                else:
                    missing.append((key, photo))

    def _key(self, photo: LibraryPhoto, model_hash: str) -> str:
        shown = self._thumbnails.key(photo.path, photo.recipe, THUMBNAIL_PX)
        return hashlib.sha256(f"{shown}\0{model_hash}".encode()).hexdigest()

    def _rate(self, photo: LibraryPhoto, rater: Rater) -> tuple[Scored, bool]:
        """Rate a photo; returns the score, and whether it is of the photo under its recipe."""
        score, is_as_edited = None, True
        try:
            pixels, is_as_edited = self._look_at(photo)
        except PieditorError:  # its tile shows the reason
            pass
        else:
            score = score_pixels(rater, pixels)
        return Scored(score, photo.mtime_ns, photo.recipe), is_as_edited

    def _look_at(self, photo: LibraryPhoto) -> tuple[Thumbnail, bool]:
        """The photo as the library shows it, and whether its recipe is applied."""
        try:
            edited = self._thumbnails.get_edited(
                photo.path, photo.recipe, self._render, THUMBNAIL_PX
            )
        except (PhotoUnreadable, PhotoTooLarge):
            raise
        except PieditorError:  # its taste is unusable in this version
            return self._thumbnails.get(photo.path, THUMBNAIL_PX), False
        return edited, True


def _by_time(
    scores: Iterator[tuple[Path, Scored]], is_cancelled: Callable[[], bool]
) -> Iterator[dict[Path, Scored]]:
    """Group scores by time as they arrive; Cancelled on request."""
    some: dict[Path, Scored] = {}
    last = time.monotonic()
    for path, scored in scores:
        some[path] = scored
        if time.monotonic() - last >= _TOLD_EVERY_S:
            yield some
            some, last = {}, time.monotonic()
    if is_cancelled():
        raise Cancelled
    if some:
        yield some
