"""The batch's photos as a table model: one row each, for thousands of photos."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.gui.base import theme
from pieditor.gui.base.numbers import number_text
from pieditor.gui.base.sentence_words import error_words, losses_words, reason_words
from pieditor.gui.batch.state import Counts, Row, RowState, count, row_after
from pieditor.services.batch.requests import EnhanceRequest, JobEvent
from pieditor.services.batch.window_batch import Existing

_NO_INDEX = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
PHOTO, STATE, OUTCOME = range(3)


class BatchTable(QAbstractTableModel):
    """Columns for photo, state and outcome."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._row_of: dict[Path, int] = {}
        self._headings = (self.tr("Photo"), self.tr("State"), self.tr("Outcome"))
        self._states = {
            RowState.QUEUED: self.tr("Queued"),
            RowState.WORKING: self.tr("Working"),
            RowState.DONE: self.tr("Done"),
            RowState.FINISHED_BEFORE: self.tr("Done before"),
            RowState.KEPT: self.tr("Kept"),
            RowState.FAILED: self.tr("Failed"),
            RowState.CANCELLED: self.tr("Cancelled"),
        }

    @property
    def rows(self) -> Sequence[Row]:
        """All rows."""
        return self._rows

    @property
    def counts(self) -> Counts:
        """The number of photos per final state."""
        return count(self._rows)

    def set_photos(self, photos: Sequence[Path]) -> None:
        """Reset to these photos, all queued."""
        self.beginResetModel()
        self._rows = [Row(photo=photo) for photo in photos]
        self._row_of = {photo: row for row, photo in enumerate(photos)}
        self.endResetModel()

    def queue(self, requests: Sequence[EnhanceRequest]) -> None:
        """Mark photos as queued (again)."""
        for request in requests:
            self._put(Row(photo=request.photo, output=request.output))

    def refuse(self, refused: Mapping[Path, PieditorError]) -> None:
        """Mark photos that failed at planning."""
        for photo, error in refused.items():
            self._put(Row(photo=photo, state=RowState.FAILED, error=error))

    def take(self, event: JobEvent, existing: Existing) -> Row:
        """Apply an event; returns the photo's new row."""
        row = self._rows[self._row_of[event.request.photo]]
        row = row_after(row, event, existing)
        self._put(row)
        return row

    def row_number(self, photo: Path) -> int:
        """The row of a photo."""
        return self._row_of[photo]

    def _put(self, row: Row) -> None:
        number = self._row_of[row.photo]
        self._rows[number] = row
        self.dataChanged.emit(self.index(number, 0), self.index(number, len(self._headings) - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """The number of photos."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """The number of columns."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The cell's text and state; the tooltip has the full reason and the remedy."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == PHOTO:
                return shown(row.photo.name)
            return self._states[row.state] if index.column() == STATE else self._outcome(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            if index.column() == PHOTO:
                return shown(row.photo)
            return error_words(row.error) if row.error is not None else self._outcome(row)
        if role == Qt.ItemDataRole.ForegroundRole:
            if row.state is RowState.FAILED:
                return QColor(theme.WARNING)
            is_quiet = row.state in (RowState.QUEUED, RowState.CANCELLED) or index.column() == STATE
            return QColor(theme.DIM if is_quiet else theme.TEXT)
        return None

    def _outcome(self, row: Row) -> str:
        """The result in words, with the losses."""
        return ", ".join(part for part in (self._end(row), losses_words(row.losses)) if part)

    def _end(self, row: Row) -> str:
        if row.error is not None:
            return reason_words(row.error)
        if row.output is None or row.state in (RowState.QUEUED, RowState.CANCELLED):
            return ""
        if row.state is RowState.KEPT:
            return self.tr("{output} exists already").format(output=shown(row.output.name))
        if row.state is RowState.DONE and row.output.name == row.photo.name:
            return self.tr("{seconds} s").format(seconds=number_text(row.seconds, 1))
        if row.state is RowState.DONE:
            return self.tr("{output}, {seconds} s").format(
                output=shown(row.output.name), seconds=number_text(row.seconds, 1)
            )
        return shown(row.output.name)
