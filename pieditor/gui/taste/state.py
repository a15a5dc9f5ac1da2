"""The state of the Taste view, without widgets."""

from dataclasses import dataclass, field
from enum import Enum

from pieditor.services.tastes.gallery import TILES_PER_PAGE, Tile, TileKey
from pieditor.services.tastes.picking import ENOUGH_LIKED, FEWEST_LIKED, Picking, Verdict


class SourceKind(Enum):
    """The source of the tiles."""

    FOLDER = "folder"
    STARTER = "starter"
    FINISHED = "finished"


class Stage(Enum):
    """The stage of the gallery."""

    LOADING = "loading"
    READY = "ready"
    EXHAUSTED = "exhausted"
    FAILED = "failed"


class Encouragement(Enum):
    """How close the picks are to a taste worth saving."""

    BEGIN = "begin"
    GO_ON = "go on"
    GOOD = "good"
    PLENTY = "plenty"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TasteState:
    """The state of the whole view.

    tiles    the page's tiles, in order; none while one is made
    extends  the stored taste that picks are added to
    failure  the reason if there is no page, as a sentence
    """

    source: SourceKind = SourceKind.STARTER
    source_name: str = ""
    stage: Stage = Stage.LOADING
    tiles: tuple[Tile, ...] = ()
    picking: Picking = field(default_factory=Picking)
    extends: str | None = None
    failure: str = ""

    @property
    def num_placeholders(self) -> int:
        """The number of placeholders while a page is made."""
        return TILES_PER_PAGE if self.stage is Stage.LOADING and not self.tiles else 0

    def verdict(self, key: TileKey) -> Verdict | None:
        """The verdict on a tile, or None."""
        return self.picking.verdict_of(key)

    @property
    def encouragement(self) -> Encouragement:
        """From 10 favourites on a taste is worth saving; more than 20 hardly change it."""
        num = self.picking.num_liked
        if num == 0:
            return Encouragement.BEGIN
        if num < FEWEST_LIKED:
            return Encouragement.GO_ON
        return Encouragement.GOOD if num < ENOUGH_LIKED else Encouragement.PLENTY

    def can_save(self, name: str) -> bool:
        """Whether there are a name and at least one favourite."""
        return bool(name.strip()) and self.picking.num_liked > 0
