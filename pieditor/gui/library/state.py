"""The state of the library view, without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from pieditor.core.errors import PieditorError
from pieditor.services.photos.sidecars import Flag, Sidecar

SMALLEST_TILE_PX, USUAL_TILE_PX, LARGEST_TILE_PX = 96, 176, 320


class Shown(Enum):
    """The content of the middle."""

    NO_FOLDER = auto()
    REFUSED = auto()
    LISTING = auto()
    PHOTOS = auto()
    NO_PHOTOS = auto()
    ALL_HIDDEN = auto()
    PROBLEM = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringState:
    """The progress of scoring; it is not running if `num_all` is 0.

    problem  the reason if scoring is impossible
    """

    num_scored: int = 0
    num_all: int = 0
    problem: PieditorError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryState:
    """Counts and conditions of the view.

    folder   None when single files or nothing was opened
    refused  a folder that is not opened automatically, because the program crashed on it last time
    may_be_deeper  there are no photos, but sub-folders that were not searched
    num_all  loaded photos, shown or hidden by the filters
    problem  the reason if the folder cannot be listed
    scoring  the progress of scoring
    """

    folder: Path | None = None
    refused: Path | None = None
    is_recursive: bool = False
    is_listing: bool = False
    may_be_deeper: bool = False
    num_all: int = 0
    num_shown: int = 0
    num_selected: int = 0
    problem: str | None = None
    scoring: ScoringState = ScoringState()

    @property
    def shown(self) -> Shown:
        """The content to show in the middle."""
        if self.problem is not None:
            return Shown.PROBLEM
        if self.num_shown:
            return Shown.PHOTOS
        if self.num_all:
            return Shown.ALL_HIDDEN
        if self.is_listing:
            return Shown.LISTING
        if self.folder is not None:
            return Shown.NO_PHOTOS
        return Shown.NO_FOLDER if self.refused is None else Shown.REFUSED


@dataclass(frozen=True, slots=True)
class Cells:
    """A grid whose cells fill the width: the number of columns, and the cells' size in pixels."""

    num_columns: int
    width_px: int
    height_px: int


def cells(width_px: int, tile_px: int, *, margin_px: int, footer_px: int) -> Cells:
    """Compute cells for square tiles of `tile_px`; the remaining width is divided among them.

    >>> cells(1000, 180, margin_px=8, footer_px=24)
    Cells(num_columns=5, width_px=200, height_px=220)
    """
    least = tile_px + 2 * margin_px
    num_columns = max(1, width_px // least)
    return Cells(num_columns, max(least, width_px // num_columns), least + footer_px)


def with_stars(sidecars: Mapping[Path, Sidecar], stars: int) -> dict[Path, Sidecar]:
    """The sidecars with these stars and otherwise unchanged."""
    return {
        path: replace(sidecar, marks=replace(sidecar.marks, stars=stars))
        for path, sidecar in sidecars.items()
    }


def with_flag(sidecars: Mapping[Path, Sidecar], flag: Flag) -> dict[Path, Sidecar]:
    """The sidecars with this flag and otherwise unchanged."""
    return {
        path: replace(sidecar, marks=replace(sidecar.marks, flag=flag))
        for path, sidecar in sidecars.items()
    }
