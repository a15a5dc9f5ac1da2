"""The loaded photos: one model and one selection for the library's grid and the filmstrip.

Folders are loaded in chunks; sorting and filtering keep the selection and the current photo. Stars,
flags and recipes come from `EditModel`, the only place where they change.
"""

import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Task, Workers
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.photo_words import photo_in_words, photo_tool_tip
from pieditor.services.photos.facts import read_taken
from pieditor.services.photos.library import (
    Filtering,
    LibraryPhoto,
    Scored,
    Sorting,
    SortKey,
    arrange,
    describe_files,
    list_folder,
    list_subfolders,
)
from pieditor.services.photos.sidecars import SidecarStore

PHOTO_ROLE = Qt.ItemDataRole.UserRole + 1
# The number of dates that are read before the photos are sorted again.
_DATES_AT_ONCE = 200
# Time per turn for loaded photos: half a frame.
_ARRIVAL_S = 0.008
_REST_SHARE = 4.0
# Removing more runs of rows one by one costs more than a reset.
_MOST_RUNS = 20

_NO_INDEX = QModelIndex()
Index = QModelIndex | QPersistentModelIndex
_Flag = QItemSelectionModel.SelectionFlag


class PhotosModel(QAbstractListModel):
    """The arranged photos, row by row; `PHOTO_ROLE` gives the LibraryPhoto.

    selection         the selection model for every view of these photos
    source_changed    a folder or files are being opened; see `folder`
    listed            all of them are loaded
    failed            the folder cannot be listed: a PieditorError
    current_changed   path of the new current photo, or None
    selected_changed  the selection changed
    shown_changed     the shown photos or their order changed

    may_be_deeper  the folder holds no photos, but sub-folders
    """

    source_changed = Signal()
    listed = Signal()
    failed = Signal(object)
    current_changed = Signal(object)
    selected_changed = Signal()
    shown_changed = Signal()

    def __init__(
        self, sidecars: SidecarStore, edits: EditModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._sidecars, self._edits = sidecars, edits
        self._workers = Workers(1, name="library", parent=self)
        self._dates = Workers(1, name="dates", parent=self)
        self._listing: Task | None = None
        self._dating: Task | None = None
        # Lists of photos, and after the last one whether sub-folders may hold some.
        self._arrived: deque[list[LibraryPhoto] | bool | None] = deque()
        self._arrival = single_shot(self, 0, self._take_arrived)
        self._all: dict[Path, LibraryPhoto] = {}
        self._shown: list[LibraryPhoto] = []
        self._rows: dict[Path, int] = {}
        self._current: Path | None = None
        self._is_rearranging = False
        self.folder: Path | None = None
        self.is_recursive = False
        self.is_listing = self.may_be_deeper = False
        self.sorting, self.filtering = Sorting(), Filtering()
        self.selection = QItemSelectionModel(self, self)
        self.selection.currentChanged.connect(self._note_current)
        self.selection.selectionChanged.connect(self._note_selected)
        edits.changed.connect(self._take_edits)

    # Reading

    @property
    def photos(self) -> tuple[LibraryPhoto, ...]:
        """The photos shown, in order."""
        return tuple(self._shown)

    @property
    def num_all(self) -> int:
        """The number of photos, shown or not."""
        return len(self._all)

    @property
    def current(self) -> LibraryPhoto | None:
        """The current photo, or None."""
        return None if self._current is None else self._all.get(self._current)

    def selected(self) -> tuple[LibraryPhoto, ...]:
        """The selected photos in their order."""
        rows = sorted(index.row() for index in self.selection.selectedIndexes())
        return tuple(self._shown[row] for row in rows)

    def shown_or_selected(self) -> tuple[LibraryPhoto, ...]:
        """The photos for a command in a view of one photo: that one, or several selected ones."""
        selected = self.selected()
        if len(selected) > 1:
            return selected
        return () if self.current is None else (self.current,)

    def photo(self, path: Path) -> LibraryPhoto | None:
        """The photo at a path, shown or not; None when it is not loaded."""
        return self._all.get(path)

    def photos_to_score(self) -> tuple[LibraryPhoto, ...]:
        """The photos that pass all filters except that of scores, in the chosen order."""
        without_score = replace(self.filtering, min_score=0.0)
        return arrange(self._all.values(), self.sorting, without_score)

    def index_of(self, path: Path) -> QModelIndex:
        """The index of a photo; invalid when it is not shown."""
        row = self._rows.get(path)
        return QModelIndex() if row is None else self.index(row)

    # Actions

    def open_folder(self, folder: Path, *, recursive: bool = False) -> None:
        """Show a folder; photos appear as their sidecars are read."""
        self.folder, self.is_recursive = folder, recursive

        def work(task: Task) -> bool:
            is_empty = True
            for chunk in list_folder(
                folder, self._sidecars, recursive=recursive, is_cancelled=task.is_cancelled
            ):
                is_empty = is_empty and not chunk
                task.report(chunk)
            return is_empty and bool(list_subfolders(folder))

        self._open(work)

    def open_files(self, paths: Sequence[Path]) -> None:
        """Show only these files."""
        self.folder, self.is_recursive = None, False
        self._open(lambda task: task.report(describe_files(paths, self._sidecars)))

    def set_sorting(self, sorting: Sorting) -> None:
        """Change the sorting."""
        if sorting != self.sorting:
            self.sorting = sorting
            self._rearrange()
            self._read_dates()

    def set_filtering(self, filtering: Filtering) -> None:
        """Change the filters."""
        if filtering != self.filtering:
            self.filtering = filtering
            self._rearrange()

    def take_scores(self, scores: Mapping[Path, Scored]) -> None:
        """Store new scores; no photo changes its place before `reorder`."""
        rows = []
        for path, scored in scores.items():
            if path not in self._all:
                continue
            self._all[path] = replace(self._all[path], scored=scored)
            row = self._rows.get(path)
            if row is not None:
                self._shown[row] = self._all[path]
                rows.append(row)
        if rows:
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def reorder(self) -> None:
        """Sort photos that changed since; the others keep their indexes in every view.

        Unlike a new sorting this does not reset the views: none scrolls to the current photo, and
        no screen reader announces it again.
        """
        wanted = list(arrange(self._all.values(), self.sorting, self.filtering))
        paths = [photo.path for photo in wanted]
        staying = set(paths)
        gone = _runs(row for path, row in self._rows.items() if path not in staying)
        is_new = any(path not in self._rows for path in paths)
        if is_new or len(gone) > _MOST_RUNS:
            self._rearrange()
            return
        if not gone and paths == [photo.path for photo in self._shown]:
            return
        self._is_rearranging = True
        is_handed_on = self._current is not None and self._current not in staying
        if is_handed_on:
            self._hand_on(staying)
        for first, last in reversed(gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        kept_paths = [self._shown[index.row()].path for index in kept]
        self._shown = wanted
        self._rows = {path: row for row, path in enumerate(paths)}
        self.changePersistentIndexList(kept, [self.index(self._rows[path]) for path in kept_paths])
        self.layoutChanged.emit()
        if is_handed_on and not self.selection.hasSelection():
            self.selection.select(self.selection.currentIndex(), _Flag.Select)
        self._is_rearranging = False
        self._note_current()
        self._note_selected()
        self.shown_changed.emit()

    def make_current(self, path: Path) -> None:
        """Make a shown photo the current and only selected one."""
        index = self.index_of(path)
        if index.isValid():
            self.selection.setCurrentIndex(index, _Flag.ClearAndSelect)

    def step(self, by: int) -> None:
        """Go to the next shown photo, or back; stop at the ends."""
        if not self._shown:
            return
        row = -1 if self._current is None else self._rows.get(self._current, -1)
        row = min(max(row + by, 0), len(self._shown) - 1)
        self.make_current(self._shown[row].path)

    def close(self) -> None:
        """End the threads."""
        self._workers.stop()
        self._dates.stop()

    # Qt overrides

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """The number of shown photos."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The photo, its name, and its description for screen readers."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        photo = self._shown[index.row()]
        if role == PHOTO_ROLE:
            return photo
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(photo.path.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return photo_in_words(photo)
        if role == Qt.ItemDataRole.ToolTipRole:
            return photo_tool_tip(photo)
        return None

    # Loading

    def _open(self, work: Any) -> None:
        for task in (self._listing, self._dating):
            if task is not None:
                task.cancel()
        self._all.clear()
        self._arrived.clear()
        self._arrival.stop()
        self.is_listing = True
        self._rearrange()
        self.source_changed.emit()
        self._listing = self._workers.start(
            work, self._note_arrival, self._fail_listing, on_report=self._note_arrival
        )

    def _note_arrival(self, arrived: list[LibraryPhoto] | bool | None) -> None:
        self._arrived.append(arrived)
        if not self._arrival.isActive():
            self._arrival.start(0)

    def _take_arrived(self) -> None:
        """Show loaded photos in short turns, so that the window stays responsive in between."""
        started, num_known = time.monotonic(), 0
        while self._arrived and time.monotonic() - started < _ARRIVAL_S:
            arrived = self._arrived.popleft()
            if not isinstance(arrived, list):
                if num_known and not self._streams_in:
                    self._rearrange()
                self._finish_listing(arrived)
                return
            known = self._know(arrived)
            num_known += len(known)
            if self._streams_in:
                self._append(list(filter(self.filtering.passes, known)))
        if num_known and not self._streams_in:
            self._rearrange()
        if not self._streams_in and num_known:
            # Sorting everything takes longer with more photos; leave most of the time to other
            # work.
            self._arrival.start(round(1000 * _REST_SHARE * (time.monotonic() - started)))
        elif self._arrived:
            self._arrival.start(0)

    @property
    def _streams_in(self) -> bool:
        """Whether photos can be appended, as a folder is listed in the default order, by name."""
        return self.folder is not None and self.sorting == Sorting() and not self.is_recursive

    def _know(self, chunk: list[LibraryPhoto]) -> list[LibraryPhoto]:
        known = []
        for photo in chunk:
            if photo.sidecar is not None:
                self._edits.know(photo.path, photo.sidecar)
                # A change made here that is still being saved is newer than the file.
                photo = replace(photo, sidecar=self._edits.sidecar(photo.path))
            self._all[photo.path] = photo
            known.append(photo)
        return known

    def _append(self, photos: list[LibraryPhoto]) -> None:
        if not photos:
            return
        first = len(self._shown)
        self.beginInsertRows(QModelIndex(), first, first + len(photos) - 1)
        self._shown += photos
        self._rows.update({photo.path: first + i for i, photo in enumerate(photos)})
        self.endInsertRows()
        self.shown_changed.emit()

    def _finish_listing(self, may_be_deeper: bool | None) -> None:
        self.is_listing, self.may_be_deeper = False, bool(may_be_deeper)
        if self._current is None and self._shown:
            self.selection.setCurrentIndex(self.index(0), _Flag.ClearAndSelect)
        self.listed.emit()
        self._read_dates()

    def _fail_listing(self, error: PieditorError) -> None:
        self._arrival.stop()
        self.is_listing = False
        self.failed.emit(error)

    def _read_dates(self) -> None:
        if self._dating is not None:
            self._dating.cancel()
        unknown = [photo.path for photo in self._all.values() if photo.taken is None]
        if self.sorting.key is not SortKey.DATE or self.is_listing or not unknown:
            return

        def work(task: Task) -> None:
            for first in range(0, len(unknown), _DATES_AT_ONCE):
                found = {}
                for path in unknown[first : first + _DATES_AT_ONCE]:
                    if task.is_cancelled():
                        return
                    found[path] = read_taken(path)
                task.report(found)

        self._dating = self._dates.start(work, on_report=self._take_dates)

    def _take_dates(self, dates: dict[Path, Any]) -> None:
        for path, taken in dates.items():
            if taken is not None and path in self._all:
                self._all[path] = replace(self._all[path], taken=taken)
        self._rearrange()

    def _take_edits(self, paths: frozenset[Path]) -> None:
        here = [path for path in paths if path in self._all]
        for path in here:
            self._all[path] = replace(self._all[path], sidecar=self._edits.sidecar(path))
        changed_order = self.sorting.key in (SortKey.STARS, SortKey.EDITED)
        if here and (changed_order or not self.filtering.hides_nothing):
            self._rearrange()
            return
        for path in here:
            row = self._rows.get(path)
            if row is not None:
                self._shown[row] = self._all[path]
                self.dataChanged.emit(self.index(row), self.index(row))

    # Keeping the selection

    def _rearrange(self) -> None:
        selected = {photo.path for photo in self.selected()}
        row_before = None if self._current is None else self._rows.get(self._current)
        self._is_rearranging = True
        self.beginResetModel()
        self._shown = list(arrange(self._all.values(), self.sorting, self.filtering))
        self._rows = {photo.path: row for row, photo in enumerate(self._shown)}
        self.endResetModel()
        self._select(self._rows[path] for path in selected if path in self._rows)
        current = self.index_of(self._current) if self._current is not None else QModelIndex()
        if not current.isValid() and row_before is not None and self._shown:
            # The current photo is filtered out: the one that moved to its place becomes current.
            current = self.index(min(row_before, len(self._shown) - 1))
            if not self.selection.hasSelection():
                self.selection.select(current, _Flag.Select)
        self.selection.setCurrentIndex(current, _Flag.NoUpdate)
        self._is_rearranging = False
        self._note_current()
        self._note_selected()
        self.shown_changed.emit()

    def _hand_on(self, staying: set[Path]) -> None:
        """Make the next remaining photo current; Qt would choose the previous one."""
        row = self.selection.currentIndex().row()
        order = [*self._shown[row:], *reversed(self._shown[:row])]
        heir = next((photo.path for photo in order if photo.path in staying), None)
        if heir is not None:
            self.selection.setCurrentIndex(self.index_of(heir), _Flag.NoUpdate)

    def _select(self, rows: Iterable[int]) -> None:
        selection = QItemSelection()
        for first, last in _runs(rows):
            selection.select(self.index(first), self.index(last))
        self.selection.select(selection, _Flag.ClearAndSelect)

    def _note_current(self) -> None:
        if self._is_rearranging:
            return
        index = self.selection.currentIndex()
        path = self._shown[index.row()].path if index.isValid() else None
        if path != self._current:
            self._current = path
            self.current_changed.emit(path)

    def _note_selected(self) -> None:
        if not self._is_rearranging:
            self.selected_changed.emit()


def _runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of consecutive rows, ascending."""
    runs: list[tuple[int, int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], row
        else:
            runs.append((row, row))
    return runs
