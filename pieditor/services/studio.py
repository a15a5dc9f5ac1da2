"""The user's folders, stores and networks, put together in one place.

The command line and the window both get theirs here, so that they find the same tastes, sidecars
and logs. Each store is opened at its first use: a command pays only for what it needs.
"""

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pieditor.core.errors import PieditorError
from pieditor.services import folders
from pieditor.services.networks.shared import Networks

if TYPE_CHECKING:
    from pieditor.services.photos.sidecars import SidecarStore
    from pieditor.services.photos.thumbnails import Render, ThumbnailCache
    from pieditor.services.program.opening_note import OpeningNote
    from pieditor.services.scores.library_scores import PhotoScorer
    from pieditor.services.tastes.store import TasteStore


class Studio:
    """Where one user's things are; one for each run of the program.

    provider  of the networks: "cpu", "cuda" or "auto"
    cache_mb  the limit of the thumbnails on the disk
    """

    def __init__(self, provider: str = "cpu", *, cache_mb: int = 0) -> None:
        self.networks = Networks(provider)
        self._cache_mb = cache_mb

    @property
    def batch_logs(self) -> Path:
        """The folder of the logs of batches."""
        return folders.batch_log_folder()

    @cached_property
    def tastes(self) -> "TasteStore":
        """The stored tastes."""
        from pieditor.services.tastes.store import TasteStore

        return TasteStore(folders.taste_folder(), _to_trash)

    @cached_property
    def sidecars(self) -> "SidecarStore":
        """Sidecars beside photos, or in the data folder where those cannot be written."""
        from pieditor.services.photos.sidecars import SidecarStore

        return SidecarStore(folders.sidecar_folder())

    @cached_property
    def thumbnails(self) -> "ThumbnailCache":
        """Thumbnails on the disk."""
        from pieditor.services.photos.thumbnails import ThumbnailCache

        return ThumbnailCache(folders.thumbnail_folder(), self._cache_mb * 1_000_000)

    @cached_property
    def make_thumbnail(self) -> "Render":
        """Applies a recipe to a thumbnail; called on workers."""
        from pieditor.services.develop.develop import develop_small

        return partial(develop_small, self.networks)

    @cached_property
    def scorer(self) -> "PhotoScorer":
        """Scores of the library's photos."""
        from pieditor.services.scores.cache import ScoreCache
        from pieditor.services.scores.library_scores import PhotoScorer

        kept = ScoreCache(folders.score_file())
        return PhotoScorer(self.thumbnails, self.make_thumbnail, self.networks.rater, kept)

    @cached_property
    def opening_note(self) -> "OpeningNote":
        """The note of the folder that is being opened."""
        from pieditor.services.program.opening_note import OpeningNote

        return OpeningNote(folders.data_folder())

    @cached_property
    def starter_photos(self) -> tuple[Path, ...]:
        """The starter photographs; none without the extra `starter`."""
        from pieditor.services.photos.starter import starter_photos

        try:
            return tuple(starter_photos())
        except PieditorError:
            return ()


def _to_trash(path: str) -> None:
    from send2trash import send2trash  # slow to import, and rarely needed

    send2trash(path)
