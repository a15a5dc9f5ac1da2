"""The model of the gallery: a page's tiles with pictures and verdicts."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage

from pieditor.core.display import shown
from pieditor.gui.base.images import to_image
from pieditor.gui.base.wording import look_words
from pieditor.services.tastes.gallery import Tile
from pieditor.services.tastes.picking import Verdict

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class GalleryModel(QAbstractListModel):
    """Tiles with verdicts, and placeholders while a page is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._num_placeholders = 0
        self._verdicts: tuple[Verdict | None, ...] = ()
        self._images: dict[int, QImage] = {}
        self._untouched: dict[int, QImage] = {}
        self._scaled: dict[tuple[int, bool], QImage] = {}
        self.held = -1

    def show_page(
        self, tiles: Sequence[Tile], images: Sequence[QImage], num_placeholders: int
    ) -> None:
        """Set the page, or placeholders until it is made; images belong to the tiles."""
        self.beginResetModel()
        self._tiles, self._num_placeholders = tuple(tiles), num_placeholders
        self._images = dict(enumerate(images))
        self._untouched, self._scaled = {}, {}
        self._verdicts = (None,) * len(self._tiles)
        self.held = -1
        self.endResetModel()

    def show_verdicts(self, verdicts: Sequence[Verdict | None]) -> None:
        """Set the verdicts on the tiles."""
        if tuple(verdicts) != self._verdicts:
            self._verdicts = tuple(verdicts)
            self._tell(0, self.rowCount() - 1)

    def hold(self, row: int) -> None:
        """Show only this tile untouched; -1 for none."""
        if row != self.held:
            rows = [r for r in (row, self.held) if r >= 0]
            self.held = row
            self._tell(min(rows), max(rows))

    def _tell(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def tile(self, row: int) -> Tile | None:
        """The tile of a row; None for a placeholder."""
        return self._tiles[row] if 0 <= row < len(self._tiles) else None

    def verdict(self, row: int) -> Verdict | None:
        """The verdict on a row's tile, or None."""
        return self._verdicts[row] if 0 <= row < len(self._verdicts) else None

    def image(self, row: int, size_px: QSize) -> QImage | None:
        """The tile's picture scaled into that many device pixels; untouched while it is held."""
        tile = self.tile(row)
        if tile is None:
            return None
        is_held = row == self.held
        if is_held and row not in self._untouched:
            self._untouched[row] = to_image(tile.untouched)
        whole = self._untouched[row] if is_held else self._images[row]
        wanted = whole.size().scaled(size_px, Qt.AspectRatioMode.KeepAspectRatio)
        kept = self._scaled.get((row, is_held))
        if kept is None or kept.size() != wanted:
            kept = whole.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled[row, is_held] = kept
        return kept

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """The number of tiles and placeholders."""
        return 0 if parent.isValid() else max(len(self._tiles), self._num_placeholders)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The text for screen readers and tool tips; the view paints the pictures."""
        tile = self.tile(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), tile)
        if role == Qt.ItemDataRole.ToolTipRole and tile is not None:
            name = shown(tile.photo.name)
            return f"{look_words(tile.look)} · {name}" if tile.look else name
        return None

    def _spoken(self, row: int, tile: Tile | None) -> str:
        if tile is None:
            return self.tr("Picture {number}, being made").format(number=row + 1)
        text = self.tr("Picture {number}, {photo}").format(number=row + 1, photo=tile.photo.stem)
        if tile.look:
            text += ", " + look_words(tile.look)
        verdict = self.verdict(row)
        if verdict is Verdict.LIKED:
            text += ", " + self.tr("liked")
        elif verdict is Verdict.REJECTED:
            text += ", " + self.tr("rejected")
        return text
