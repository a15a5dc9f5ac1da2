"""The library view: folders on the left, filters above, the grid, counts below."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.gui.base import theme
from pieditor.gui.base.sentence_words import reason_words
from pieditor.gui.base.wording import path_words
from pieditor.gui.library.filter_bar import FilterBar
from pieditor.gui.library.folder_tree import FolderTree
from pieditor.gui.library.foot import Foot
from pieditor.gui.library.grid import PhotoGrid
from pieditor.gui.library.scoring import Scoring
from pieditor.gui.library.state import (
    LibraryState,
    Shown,
    with_flag,
    with_stars,
)
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.photos.library import Filtering, LibraryPhoto, Sorting, SortKey
from pieditor.services.photos.sidecars import Flag, Sidecar
from pieditor.services.scores.library_scores import PhotoScorer

_FOLDERS_PX, _NARROW_FOLDERS_PX = 224, 184
# In a narrower window the folder tree is hidden, until the user shows it.
_NARROW_PX = 1180
_EMPTY_PX = 440


class LibraryView(QWidget):
    """Opens folders into `photos` and marks what is selected through `edits`.

    open_requested  path of a photo to develop
    folder_opening  a folder is about to be opened
    folder_opened   a folder was chosen in the tree or dialog, dropped, or opened from outside
    """

    open_requested = Signal(object)
    folder_opening = Signal(object)
    folder_opened = Signal(object)

    def __init__(
        self,
        photos: PhotosModel,
        thumbs: Thumbs,
        edits: EditModel,
        scorer: PhotoScorer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._photos, self._thumbs, self._edits = photos, thumbs, edits
        self._problem: str | None = None
        self.refused: Path | None = None
        self._was_narrow: bool | None = None
        self.folders = FolderTree(self)
        self.filters = FilterBar(self)
        self.grid = PhotoGrid(photos, thumbs, self)
        self.scoring = Scoring(photos, thumbs, scorer, self.grid, self)
        self._left = self._make_left()
        self._empty, self._empty_title, self._empty_text, self._empty_button = self._make_empty()
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self.grid)
        self._middle.addWidget(self._empty)
        self.foot = Foot(self)
        self._lay_out()
        self._connect()
        self._refresh()

    # Building

    def _make_left(self) -> QWidget:
        left = QWidget(self)
        left.setObjectName("panel")
        left.setFixedWidth(_FOLDERS_PX)
        heading = QLabel(self.tr("Folders"), left)
        heading.setProperty("heading", True)
        choose = QPushButton(self.tr("Open folder…"), left)
        choose.setToolTip(self.tr("Open a folder of photos (Ctrl+O)"))
        choose.clicked.connect(self.choose_folder)
        self._recursive = QToolButton(left)
        self._recursive.setText(self.tr("Sub-folders too"))
        self._recursive.setToolTip(self.tr("Show the photos of all folders inside this one too"))
        self._recursive.setCheckable(True)
        self._recursive.setProperty("framed", True)
        self._recursive.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._recursive.toggled.connect(self._reopen)
        column = QVBoxLayout(left)
        column.setContentsMargins(theme.GRID, theme.GRID, theme.GRID, theme.GRID)
        column.setSpacing(theme.GRID)
        column.addWidget(heading)
        column.addWidget(self.folders, 1)
        column.addWidget(self._recursive)
        column.addWidget(choose)
        return left

    def _make_empty(self) -> tuple[QWidget, QLabel, QLabel, QPushButton]:
        page = QWidget(self)
        page.setObjectName("empty")
        title, text = QLabel(page), QLabel(page)
        title.setProperty("heading", True)
        font = title.font()
        font.setPointSizeF(theme.LABEL_PT * 1.6)  # the only thing on the page
        title.setFont(font)
        text.setProperty("dim", True)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setFixedWidth(_EMPTY_PX)
            label.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        button = QPushButton(page)
        button.setProperty("primary", True)
        column = QVBoxLayout(page)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(2)
        for widget in (title, text, button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return page, title, text, button

    def _lay_out(self) -> None:
        self._toggle = QToolButton(self)
        self._toggle.setText("☰")
        self._toggle.setCheckable(True)
        self._toggle.setFixedWidth(theme.CONTROL_PX)
        self._toggle.setAccessibleName(self.tr("Show the folders"))
        self._toggle.setToolTip(self.tr("Show the folders"))
        bar = QWidget(self)
        bar.setObjectName("bar")
        bar.setFixedHeight(theme.BAR_PX)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self._toggle)
        row.addWidget(self.filters, 1)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(bar)
        right.addWidget(self._middle, 1)
        right.addWidget(self.foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(1)
        whole.addWidget(self._left)
        whole.addLayout(right, 1)

    def _connect(self) -> None:
        photos = self._photos
        self._toggle.toggled.connect(self._left.setVisible)
        self.folders.chosen.connect(self.open_folder)
        self.filters.sorting_changed.connect(self._sort)
        self.filters.filtering_changed.connect(self._filter)
        self.filters.text_left.connect(self.grid.setFocus)
        self.scoring.changed.connect(lambda: self.foot.show_state(self.state))
        self._edits.changed.connect(lambda _: self.scoring.ask_soon())
        self.foot.size_slider.valueChanged.connect(self.grid.set_tile_px)
        self._empty_button.clicked.connect(self._act_on_empty)
        self.grid.opened.connect(self._open_current)
        self.grid.stars_given.connect(lambda stars: self.give_stars(stars, photos.selected()))
        self.grid.flag_given.connect(lambda flag: self.give_flag(flag, photos.selected()))
        photos.source_changed.connect(self._take_source)
        photos.failed.connect(self._take_problem)
        photos.listed.connect(self._take_listed)
        photos.shown_changed.connect(self._refresh)
        photos.selected_changed.connect(self._refresh)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.filters.edit_text)

    # Display

    @property
    def state(self) -> LibraryState:
        """The current state."""
        photos = self._photos
        return LibraryState(
            folder=photos.folder,
            refused=self.refused,
            is_recursive=photos.is_recursive,
            is_listing=photos.is_listing,
            may_be_deeper=photos.may_be_deeper and not photos.is_recursive,
            num_all=photos.num_all,
            num_shown=photos.rowCount(),
            num_selected=len(photos.selection.selectedIndexes()),
            problem=self._problem,
            scoring=self.scoring.state,
        )

    def set_recent_folders(self, folders: Sequence[Path]) -> None:
        """Set the recently opened folders, for the tree."""
        self.folders.set_recent(folders)

    def _refresh(self) -> None:
        state = self.state
        self.foot.show_state(state)
        self.filters.setEnabled(state.num_all > 0)
        self._middle.setCurrentWidget(self.grid if state.shown is Shown.PHOTOS else self._empty)
        title, text, button = self._empty_words(state)
        self._empty_title.setText(title)
        self._empty_text.setText(text)
        self._empty_text.setVisible(bool(text))
        for label in (self._empty_title, self._empty_text):
            # The layout would give the label the height of a single line.
            label.setMinimumHeight(label.heightForWidth(_EMPTY_PX))
        self._empty_button.setText(button)
        self._empty_button.setVisible(bool(button))

    def _empty_words(self, state: LibraryState) -> tuple[str, str, str]:
        """Title, text and button for the page without photos."""
        folder = "" if state.folder is None else shown(state.folder.name or str(state.folder))
        match state.shown:
            case Shown.NO_FOLDER:
                return (
                    self.tr("Open a folder of photos"),
                    self.tr("Drop it here, or choose one."),
                    self.tr("Choose a folder…"),
                )
            case Shown.REFUSED:
                return (
                    self.tr("The last folder was not opened again"),
                    self.tr(
                        "pieditor ended last time while it was opening {folder}. A damaged file in "
                        "it may be the cause."
                    ).format(folder=path_words(state.refused or Path())),
                    self.tr("Open it anyway"),
                )
            case Shown.NO_PHOTOS if state.may_be_deeper:
                return (
                    self.tr("No photos in {folder}").format(folder=folder),
                    self.tr("There may be some in the folders inside it."),
                    self.tr("Look into sub-folders"),
                )
            case Shown.NO_PHOTOS:
                return (
                    self.tr("No photos in {folder}").format(folder=folder),
                    self.tr("Nor in the folders inside it.") if state.is_recursive else "",
                    self.tr("Choose another folder…"),
                )
            case Shown.ALL_HIDDEN:
                return (
                    self.tr("No photo passes the filters"),
                    self.tr("All %n photos are hidden.", "", state.num_all),
                    self.tr("Show all photos"),
                )
            case Shown.PROBLEM:
                return (
                    self.tr("This folder cannot be shown"),
                    state.problem or "",
                    self.tr("Choose another folder…"),
                )
        return self.tr("Looking for photos…"), "", ""

    # Actions

    def choose_folder(self) -> None:
        """Ask for a folder."""
        start = str(self._photos.folder or Path.home())
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of photos"), start)
        if chosen:
            self.open_folder(Path(chosen))

    def give_stars(self, stars: int, photos: Sequence[LibraryPhoto]) -> None:
        """Rate photos, as one step."""
        label = self.tr("No stars") if stars == 0 else "★" * stars
        self._mark(label, photos, lambda sidecars: with_stars(sidecars, stars))

    def give_flag(self, flag: Flag, photos: Sequence[LibraryPhoto]) -> None:
        """Flag photos, as one step."""
        labels = {
            Flag.PICK: self.tr("Pick"),
            Flag.NONE: self.tr("Unflag"),
            Flag.REJECT: self.tr("Reject"),
        }
        self._mark(labels[flag], photos, lambda sidecars: with_flag(sidecars, flag))

    def refuse(self, folder: Path) -> None:
        """Explain why this folder is not opened automatically, and offer to open it."""
        self.refused = folder
        self._refresh()

    def open_folder(self, folder: Path) -> None:
        """Show a folder, with its sub-folders if that is chosen."""
        self.folder_opening.emit(folder)
        self._photos.open_folder(folder, recursive=self._recursive.isChecked())
        self.folder_opened.emit(folder)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open dropped paths: a single folder as a folder, otherwise the files."""
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if not path.is_dir()]
        if folders:
            self.open_folder(folders[0])
        elif files:
            self._photos.open_files(files)

    def close_threads(self) -> None:
        """End the view's own threads."""
        self.scoring.close()
        self.folders.close_threads()

    def _sort(self, sorting: Sorting) -> None:
        self._photos.set_sorting(sorting)
        self.grid.show_scores(self.scoring.is_wanted)
        if sorting.key is SortKey.SCORE:
            self.grid.scrollToTop()  # to see the best
        self.scoring.ask()

    def _filter(self, filtering: Filtering) -> None:
        self._photos.set_filtering(filtering)
        self.grid.show_scores(self.scoring.is_wanted)
        self.scoring.ask()

    def _mark(
        self,
        label: str,
        photos: Sequence[LibraryPhoto],
        marked: Callable[[Mapping[Path, Sidecar]], Mapping[Path, Sidecar]],
    ) -> None:
        paths = [photo.path for photo in photos]
        self._edits.change(label, marked({path: self._edits.sidecar(path) for path in paths}))

    def _open_current(self) -> None:
        current = self._photos.current
        if current is not None:
            self.open_requested.emit(current.path)

    def _reopen(self) -> None:
        folder = self._photos.folder
        if folder is not None:
            self._photos.open_folder(folder, recursive=self._recursive.isChecked())

    def _act_on_empty(self) -> None:
        match self.state.shown:
            case Shown.REFUSED if self.refused is not None:
                self.open_folder(self.refused)
            case Shown.ALL_HIDDEN:
                self.filters.clear_filters()
            case Shown.NO_PHOTOS if self.state.may_be_deeper:
                self._recursive.setChecked(True)
            case _:
                self.choose_folder()

    def _take_source(self) -> None:
        self._problem = self.refused = None
        if self._photos.folder is not None:
            self.folders.reveal(self._photos.folder)
        self._refresh()

    def _take_problem(self, error: PieditorError) -> None:
        self._problem = reason_words(error)
        self._refresh()

    def _take_listed(self) -> None:
        self._refresh()
        # Without photos the grid could not be focused, and the window's first widget was instead.
        if self.isVisible() and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.grid.setFocus()
        self._thumbs.make_ahead(self._photos.photos)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Scores are computed while the library is visible."""
        super().showEvent(event)
        self.scoring.set_seen(True)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Another view gets the whole CPU; a minimised window may go on scoring."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.scoring.set_seen(False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Hide the folder tree in a narrow window, and show it again in a wide one."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_PX
        if is_narrow != self._was_narrow:
            self._was_narrow = is_narrow
            self._left.setFixedWidth(_NARROW_FOLDERS_PX if is_narrow else _FOLDERS_PX)
            self._toggle.setChecked(not is_narrow)
            self._left.setVisible(not is_narrow)
