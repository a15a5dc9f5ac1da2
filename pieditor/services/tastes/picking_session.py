"""The services behind picking: pages, the live strip, marks from folders.

The networks and the looks are opened on first use, on the calling thread, and small versions of
photos are cached.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from pieditor.core.recipe import TasteUse
from pieditor.imaging.discover import find_photos
from pieditor.models.taste_model import TasteModel as TasteModel
from pieditor.services.networks.once import Once
from pieditor.services.networks.shared import Networks
from pieditor.services.tastes.favourites import MarkedPictures, find_pairs, mark_pictures
from pieditor.services.tastes.gallery import (
    GallerySource,
    Page,
    PageRequest,
    Picture,
    ProxyCache,
    finished_source,
    make_page,
    photo_source,
)
from pieditor.services.tastes.learn import ReportPicture
from pieditor.services.tastes.live_strip import StripPhoto, prepare_strip, render_strip
from pieditor.services.tastes.looks import GalleryLook, read_looks
from pieditor.services.tastes.taste import Taste, blend

IsCancelled = Callable[[], bool]


class TasteRoom:
    """Serves the picking view; methods are thread-safe and may take long."""

    def __init__(self, networks: Networks) -> None:
        self._networks = networks
        self._cache = ProxyCache()
        self._looks: Once[tuple[GalleryLook, ...]] = Once(read_looks)

    @property
    def model(self) -> TasteModel:
        """The model that embeds the pictures; tastes of another model cannot be extended."""
        return self._networks.taste_model()

    def require(self, taste: Taste) -> Taste:
        """The taste, or TasteInvalid when our networks cannot use it."""
        self._networks.for_taste(taste.use())
        return taste

    def blend(self, first: Taste, second: Taste, mix: float, name: str) -> Taste:
        """See `taste.blend`."""
        return blend(self._networks.for_taste(first.use()), first, second, mix, name)

    def photos_in_looks(self, photos: Sequence[Path], seed: int) -> GallerySource:
        """A gallery of photos in our own looks."""
        return photo_source(photos, self._looks(), seed)

    def finished_pictures(self, folder: Path) -> GallerySource:
        """A gallery of the finished pictures in a folder and its sub-folders, unchanged."""
        found = find_photos([folder], recursive=True)
        return finished_source([photo.path for photo in found.photos])

    def page(self, request: PageRequest, is_cancelled: IsCancelled) -> Page:
        """See `gallery.make_page`."""
        return make_page(request, self.model, self._cache, is_cancelled=is_cancelled)

    def prepare_strip(
        self, photos: Sequence[Path], is_cancelled: IsCancelled
    ) -> tuple[StripPhoto, ...]:
        """See `live_strip.prepare_strip`."""
        return prepare_strip(self._networks, photos, self._cache, is_cancelled=is_cancelled)

    def strip(
        self, photos: Sequence[StripPhoto], use: TasteUse, is_cancelled: IsCancelled
    ) -> tuple[Picture, ...]:
        """See `live_strip.render_strip`."""
        return render_strip(self._networks, photos, use, is_cancelled=is_cancelled)

    def mark_folder(
        self, folder: Path, on_picture: ReportPicture, is_cancelled: IsCancelled
    ) -> MarkedPictures:
        """Mark all pictures in a folder and its sub-folders as favourites."""
        found = find_photos([folder], recursive=True)
        marked = mark_pictures(
            self.model,
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
        """Mark afters as favourites and befores as rejects; NothingToDo without a pair."""
        pairs = find_pairs(befores, afters)
        marked = mark_pictures(
            self.model,
            pairs.afters,
            pairs.befores,
            self._cache,
            on_picture=on_picture,
            is_cancelled=is_cancelled,
        )
        return MarkedPictures(marked.marks, pairs.problems + marked.problems)
