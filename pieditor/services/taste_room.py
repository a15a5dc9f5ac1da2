"""What a screen asks for while somebody picks: pages, the live strip, marks from folders.

Opens the networks and the looks when they are first needed, on whatever thread that is, and keeps
small versions of photos between questions.
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from pieditor.core.preference import Vector
from pieditor.imaging.discover import find_photos
from pieditor.models.pienet import PieNet
from pieditor.services.favourites import MarkedPictures, find_pairs, mark_pictures
from pieditor.services.gallery import (
    GallerySource,
    Page,
    PageRequest,
    Picture,
    ProxyCache,
    finished_source,
    make_page,
    photo_source,
)
from pieditor.services.live_strip import StripPhoto, prepare_strip, render_strip
from pieditor.services.looks import GalleryLook, read_looks
from pieditor.services.personal import ReportPicture

IsCancelled = Callable[[], bool]


class TasteRoom:
    """Every method may be called on any thread, and takes as long as it takes.

    open_pienet  called once, at the first question that needs the networks
    """

    def __init__(self, open_pienet: Callable[[], PieNet]) -> None:
        self._open_pienet = open_pienet
        self._cache = ProxyCache()
        self._lock = threading.Lock()
        self._pienet: PieNet | None = None
        self._looks: tuple[GalleryLook, ...] | None = None

    def _networks(self) -> PieNet:
        with self._lock:
            if self._pienet is None:
                self._pienet = self._open_pienet()
            return self._pienet

    @property
    def model_hash(self) -> str:
        """The embedding model's; tastes of another cannot be shown or extended."""
        return self._networks().model_hash

    def photos_in_looks(self, photos: Sequence[Path], seed: int) -> GallerySource:
        """A gallery of photos in our own looks."""
        with self._lock:
            if self._looks is None:
                self._looks = read_looks()
        return photo_source(photos, self._looks, seed)

    def finished_pictures(self, folder: Path) -> GallerySource:
        """A gallery of the finished pictures in a folder and below it, as they are."""
        found = find_photos([folder], recursive=True)
        return finished_source([photo.path for photo in found.photos])

    def page(self, request: PageRequest, is_cancelled: IsCancelled) -> Page:
        """See `gallery.make_page`."""
        return make_page(request, self._networks(), self._cache, is_cancelled=is_cancelled)

    def prepare_strip(
        self, photos: Sequence[Path], is_cancelled: IsCancelled
    ) -> tuple[StripPhoto, ...]:
        """See `live_strip.prepare_strip`."""
        return prepare_strip(self._networks(), photos, self._cache, is_cancelled=is_cancelled)

    def strip(
        self, photos: Sequence[StripPhoto], vector: Vector, is_cancelled: IsCancelled
    ) -> tuple[Picture, ...]:
        """See `live_strip.render_strip`."""
        return render_strip(self._networks(), photos, vector, is_cancelled=is_cancelled)

    def mark_folder(
        self, folder: Path, on_picture: ReportPicture, is_cancelled: IsCancelled
    ) -> MarkedPictures:
        """All pictures in a folder and below it as favourites."""
        found = find_photos([folder], recursive=True)
        marked = mark_pictures(
            self._networks(),
            [photo.path for photo in found.photos],
            [],
            self._cache,
            on_picture=on_picture,
            is_cancelled=is_cancelled,
        )
        return MarkedPictures(marked.marks, found.problems + marked.problems)

    def mark_pairs(
        self, befores: Path, afters: Path, on_picture: ReportPicture, is_cancelled: IsCancelled
    ) -> MarkedPictures:
        """Afters as favourites and befores as rejects; NothingToDo without a pair."""
        pairs = find_pairs(befores, afters)
        marked = mark_pictures(
            self._networks(),
            pairs.afters,
            pairs.befores,
            self._cache,
            on_picture=on_picture,
            is_cancelled=is_cancelled,
        )
        return MarkedPictures(marked.marks, pairs.problems + marked.problems)
