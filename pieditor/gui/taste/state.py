"""What the Taste view shows, without a widget."""

from dataclasses import dataclass, field
from enum import Enum

from pieditor.services.tastes.gallery import TILES_PER_PAGE, Tile, TileKey
from pieditor.services.tastes.picking import ENOUGH_LIKED, FEWEST_LIKED, Picking, Verdict


class SourceKind(Enum):
    """Where the tiles come from."""

    FOLDER = "folder"
    STARTER = "starter"
    FINISHED = "finished"


class Stage(Enum):
    """What the gallery does."""

    LOADING = "loading"
    READY = "ready"
    EXHAUSTED = "exhausted"
    FAILED = "failed"


class Encouragement(Enum):
    """How near the picks are to a taste worth keeping."""

    BEGIN = "begin"
    GO_ON = "go on"
    GOOD = "good"
    PLENTY = "plenty"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TasteState:
    """The whole view.

    tiles    of the page, in order; none while one is made
    extends  the stored taste that picks are added to
    failure  why there is no page, as a sentence
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
        """Empty tiles, while a page is made."""
        return TILES_PER_PAGE if self.stage is Stage.LOADING and not self.tiles else 0

    def verdict(self, key: TileKey) -> Verdict | None:
        """What was said of a tile."""
        return self.picking.verdict_of(key)

    @property
    def encouragement(self) -> Encouragement:
        """From 10 favourites on, saving is worth it; more than 20 hardly change anything."""
        num = self.picking.num_liked
        if num == 0:
            return Encouragement.BEGIN
        if num < FEWEST_LIKED:
            return Encouragement.GO_ON
        return Encouragement.GOOD if num < ENOUGH_LIKED else Encouragement.PLENTY

    def can_save(self, name: str) -> bool:
        """With a name and one favourite."""
        return bool(name.strip()) and self.picking.num_liked > 0
