"""The main window: four views, the filmstrip, the notices, and their connections."""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.color import linear_to_srgb
from pieditor.core.display import shown
from pieditor.core.errors import PieditorError
from pieditor.gui.base import theme
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.workers import Task, Workers
from pieditor.gui.batch.runner import BatchTools
from pieditor.gui.batch.stop_dialog import StopDialog
from pieditor.gui.batch.view import BatchView
from pieditor.gui.develop.view import DevelopView
from pieditor.gui.library.view import LibraryView
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.filmstrip import Filmstrip
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.photo_settings import PhotoSettings
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.gui.shell.about import AboutDialog
from pieditor.gui.shell.commands import Command, make_actions
from pieditor.gui.shell.dropping import accept_copy
from pieditor.gui.shell.geometry import geometry_text, restore_geometry
from pieditor.gui.shell.key_sheet import KeySheet
from pieditor.gui.shell.settings_dialog import SettingsDialog
from pieditor.gui.shell.welcome import Welcome
from pieditor.gui.taste.view import TasteView
from pieditor.services.batch.unfinished import Unfinished
from pieditor.services.develop.suggest import GuideKind
from pieditor.services.photos.library import LibraryPhoto
from pieditor.services.photos.readers import stop_readers
from pieditor.services.photos.sidecars import Flag
from pieditor.services.program.jobs import window_jobs
from pieditor.services.program.settings import Settings, SettingsStore
from pieditor.services.studio import Studio
from pieditor.services.tastes.picking_session import TasteRoom
from pieditor.services.tastes.store import Listing
from pieditor.services.tastes.taste import Taste

_GEOMETRY = "window_geometry"
_SMALLEST = (880, 600)


class ViewName(Enum):
    """The four views, in the order of a photographer's work."""

    LIBRARY = "library"
    TASTE = "taste"
    DEVELOP = "develop"
    BATCH = "batch"


class MainWindow(QMainWindow):
    """Connects the views; contains no photo logic itself."""

    def __init__(self, studio: Studio, settings_store: SettingsStore, settings: Settings) -> None:
        super().__init__()
        self._studio = studio
        self._settings_store = settings_store
        self.settings = settings
        self.setWindowTitle("pieditor")
        self.setWindowIcon(QIcon("icons:pieditor.svg"))
        self.setMinimumSize(*_SMALLEST)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._workers = Workers(1, name="files", parent=self)
        self.notices = Notices(self)
        self.edits = EditModel(studio.sidecars, self.notices.problem, self)
        self.photos = PhotosModel(studio.sidecars, self.edits, self)
        self.thumbs = Thumbs(studio.thumbnails, studio.make_thumbnail, self)
        self._tastes: tuple[Taste, ...] = ()
        self.welcome: Welcome | None = None
        self._opening = studio.opening_note
        # In Library it would repeat the grid, in Taste it would take room from the gallery.
        self._views_with_filmstrip = {ViewName.DEVELOP, ViewName.BATCH}
        self._is_closed = False
        self._may_stop_batch = False
        self._build_views()
        self.photo_settings = PhotoSettings(
            self.edits, self.photos, self.notices, self._meant, self.develop.settle, self
        )
        self._build_frame()
        self._connect()
        self._make_commands()
        restore_geometry(self, self.settings.extra.get(_GEOMETRY))
        self.show_view(ViewName.LIBRARY)
        self.library.set_recent_folders(self.settings.recent_folders)
        self.develop.set_surround(_grey_of(self.settings.surround_grey))
        self.develop.suggestion.set_guide(self.settings.suggest_guide, self.settings.suggest_taste)
        self.batch.options.set_output(self.settings.output)
        self.notices.raise_()

    # Building

    def _build_views(self) -> None:
        studio = self._studio
        self.library = LibraryView(self.photos, self.thumbs, self.edits, studio.scorer, self)
        self.taste = TasteView(
            TasteRoom(studio.networks), self._workers, studio.tastes, studio.starter_photos,
            self.notices, self,
        )  # fmt: skip
        self.develop = DevelopView(self.edits, studio.networks, self.notices, self)
        self.batch = BatchView(
            BatchTools(
                sidecars=studio.sidecars,
                networks=studio.networks,
                is_saved=lambda: self.edits.is_saved,
                log_folder=studio.batch_logs,
                num_jobs=self.settings.num_threads or window_jobs(),
            ),
            self,
        )
        self._views: dict[ViewName, QWidget] = {
            ViewName.LIBRARY: self.library,
            ViewName.TASTE: self.taste,
            ViewName.DEVELOP: self.develop,
            ViewName.BATCH: self.batch,
        }

    def _build_frame(self) -> None:
        bar = QWidget(self)
        bar.setObjectName("bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(theme.BAR_PX)
        row = QHBoxLayout(bar)
        row.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        row.setSpacing(0)
        self._tabs: dict[ViewName, QToolButton] = {}
        group = QButtonGroup(self)
        titles = {
            ViewName.LIBRARY: (self.tr("Library"), "G"),
            ViewName.TASTE: (self.tr("Taste"), "T"),
            ViewName.DEVELOP: (self.tr("Develop"), "D"),
            ViewName.BATCH: (self.tr("Batch"), "B"),
        }
        for name, (text, key) in titles.items():
            tab = QToolButton(bar)
            tab.setProperty("view", True)
            tab.setText(text)
            tab.setToolTip(f"{text} ({key})")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _=False, name=name: self.show_view(name))
            group.addButton(tab)
            row.addWidget(tab)
            self._tabs[name] = tab
        row.addStretch(1)
        row.addWidget(self.develop.tools)
        row.addSpacing(theme.GRID)
        self.menu_button = QToolButton(bar)
        self.menu_button.setIcon(QIcon("icons:menu.svg"))
        self.menu_button.setFixedWidth(theme.CONTROL_PX + 4)
        self.menu_button.setAccessibleName(self.tr("Menu"))
        self.menu_button.setToolTip(self.tr("Menu (F10)"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self.menu_button)
        self.stack = QStackedWidget(self)
        for view in self._views.values():
            self.stack.addWidget(view)
        self.filmstrip = Filmstrip(self.photos, self.photos.selection, self.thumbs, self)
        center = self._center = QWidget(self)
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.filmstrip)
        self.setCentralWidget(center)

    def _connect(self) -> None:
        self.library.open_requested.connect(lambda _: self.show_view(ViewName.DEVELOP))
        self.library.folder_opened.connect(self._note_folder)
        self.library.folder_opening.connect(self._opening.begin)
        self.thumbs.made_ahead.connect(self._opening.clear)
        self.photos.failed.connect(lambda _: self._opening.clear())
        self.photos.current_changed.connect(self._current_changed)
        self.photos.listed.connect(self._offer_photos)
        self.photos.source_changed.connect(lambda: self.taste.set_folder(self.photos.folder))
        self.develop.next_asked.connect(self.photos.step)
        self.develop.learn_asked.connect(lambda: self.show_view(ViewName.TASTE))
        self.develop.whole_read.connect(
            lambda darkroom: self.thumbs.take_whole(darkroom.path, darkroom.whole_pixels)
        )
        self.develop.guide_used.connect(self._remember_guide)
        self.develop.copy_asked.connect(self.photo_settings.copy)
        self.develop.paste_asked.connect(self.photo_settings.paste)
        self.develop.sync_asked.connect(self.photo_settings.sync)
        self.taste.taste_saved.connect(self._taste_saved)
        self.taste.tastes_changed.connect(self.reload_tastes)
        self.taste.taste_chosen.connect(self.use_taste)
        self.batch.runner.problem_told.connect(self.notices.problem)
        self.batch.runner.offered.connect(self._offer_batch)

    def _make_commands(self) -> None:
        view = self.show_view
        commands = [
            Command(self.tr("Open a folder…"), "Ctrl+O", self.choose_folder, True),
            Command(self.tr("Export…"), "Ctrl+Shift+E", self.export, True),
            Command(self.tr("Undo"), "Ctrl+Z", self.photo_settings.undo, True),
            Command(self.tr("Redo"), "Ctrl+Shift+Z Ctrl+Y", self.photo_settings.redo, True),
            Command(self.tr("Copy settings"), "Ctrl+C", self.photo_settings.copy, True),
            Command(self.tr("Paste settings"), "Ctrl+V", self.photo_settings.paste, True),
            Command(self.tr("Suggest"), "Ctrl+U", self.suggest, True),
            Command(self.tr("Explain"), "Ctrl+E", self.explain, True),
            Command(self.tr("Filmstrip"), "F6", self.toggle_filmstrip, True),
            Command(self.tr("Settings…"), "Ctrl+,", self.open_settings, True),
            Command(self.tr("Keys"), "F1 H", self.show_keys, True),
            Command(self.tr("About pieditor"), "", self.show_about, True),
            Command(self.tr("Quit"), "Ctrl+Q", self.close, True),
            Command(self.tr("Library"), "G", lambda: view(ViewName.LIBRARY)),
            Command(self.tr("Taste"), "T", lambda: view(ViewName.TASTE)),
            Command(self.tr("Develop"), "D", lambda: view(ViewName.DEVELOP)),
            Command(self.tr("Batch"), "B", lambda: view(ViewName.BATCH)),
            Command(self.tr("Menu"), "F10", self.menu_button.showMenu),
        ]
        menu = QMenu(self)
        actions = make_actions(commands, self)
        for command, action in zip(commands, actions, strict=True):
            if command.is_in_menu:
                menu.addAction(action)
                if command.text in (self.tr("Export…"), self.tr("Filmstrip")):
                    menu.addSeparator()
        self.menu_button.setMenu(menu)

        def give_flag(flag: Flag) -> None:
            self.library.give_flag(flag, self._meant())

        def give_stars(stars: int) -> None:
            self.library.give_stars(stars, self._meant())

        marks = [
            Command(self.tr("%n stars", "", n), str(n), partial(give_stars, n)) for n in range(1, 6)
        ]
        marks += [
            Command(self.tr("Flag"), "P", partial(give_flag, Flag.PICK)),
            Command(self.tr("Unflag"), "U", partial(give_flag, Flag.NONE)),
            Command(self.tr("Reject"), "X", partial(give_flag, Flag.REJECT)),
        ]
        # The grid handles these keys itself.
        self._mark_actions = make_actions(marks, self)
        self._develop_actions = self.develop.tools.keys
        self.addActions(self._develop_actions)

    # Starting

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Show the named folders or photos; a single photo opens in Develop."""
        self.library.open_paths(paths)
        if len(paths) == 1 and not paths[0].is_dir():
            self.photos.listed.connect(
                lambda: self.show_view(ViewName.DEVELOP), Qt.ConnectionType.SingleShotConnection
            )

    def begin(self, paths: Sequence[Path]) -> None:
        """Start after the first paint: open the named paths, or the folder of the last session."""
        self.reload_tastes()
        last = self.settings.last_folder
        if paths:
            self.open_paths(paths)
        elif last is not None and last == self._opening.left():
            self.library.refuse(last)
        elif last is not None and last.is_dir():
            self.library.open_folder(last)
        if not self.settings.is_welcome_seen and not paths:
            self._show_welcome()

    def _show_welcome(self) -> None:
        welcome = self.welcome = Welcome(self._center)
        welcome.taste_asked.connect(lambda: self._leave_welcome(ViewName.TASTE))
        welcome.folder_asked.connect(lambda: self._leave_welcome(ViewName.LIBRARY))
        welcome.folder_asked.connect(self.choose_folder)
        welcome.closed.connect(lambda: self._leave_welcome(ViewName.LIBRARY))
        welcome.show()
        welcome.raise_()
        welcome.begin.setFocus()

    def _leave_welcome(self, view: ViewName) -> None:
        if self.welcome is not None:
            self.welcome.hide()
            self.welcome.deleteLater()
            self.welcome = None
        self.change_settings(replace(self.settings, is_welcome_seen=True))
        self.show_view(view)

    # Views

    @property
    def view(self) -> ViewName:
        """The current view."""
        return list(self._views)[self.stack.currentIndex()]

    def show_view(self, name: ViewName) -> None:
        """Switch to a view."""
        if self.welcome is not None:
            self._leave_welcome(name)
            return
        if name is not ViewName.DEVELOP:
            self.develop.leave_suggestion()
        self.stack.setCurrentWidget(self._views[name])
        self._tabs[name].setChecked(True)
        is_develop = name is ViewName.DEVELOP
        self.develop.tools.setVisible(is_develop)
        for action in self._develop_actions:
            action.setEnabled(is_develop)
        for action in self._mark_actions:
            action.setEnabled(is_develop)
        self._show_filmstrip()
        if is_develop:
            self._open_current()
        elif name is ViewName.BATCH:
            self._offer_photos()
        self._focus_view()
        # In Taste, everywhere but on the panel messages would cover pictures to be judged.
        self.notices.keep_to(self.taste.panel if name is ViewName.TASTE else None)
        self.setWindowTitle(self._title())

    def _focus_view(self) -> None:
        """Focus the main widget of the view."""
        match self.view:
            case ViewName.LIBRARY:
                self.library.grid.setFocus()
            case ViewName.TASTE:
                self.taste.grid.setFocus()
            case ViewName.DEVELOP:
                self.develop.canvas.setFocus()
            case ViewName.BATCH:
                self.batch.take_keyboard()

    def _title(self) -> str:
        folder = self.photos.folder
        return "pieditor" if folder is None else f"{shown(folder.name or str(folder))} – pieditor"

    def _show_filmstrip(self) -> None:
        is_wanted = self.view in self._views_with_filmstrip
        self.filmstrip.setVisible(is_wanted and self.photos.num_all > 0)

    def suggest(self) -> None:
        """Search for settings of the current photo, in Develop."""
        if self.view is not ViewName.DEVELOP:
            self.show_view(ViewName.DEVELOP)
        self.develop.suggest()

    def explain(self) -> None:
        """Show the current photo's taste as sliders, in Develop."""
        if self.view is not ViewName.DEVELOP:
            self.show_view(ViewName.DEVELOP)
        self.develop.explanation.begin()

    def toggle_filmstrip(self) -> None:
        """Show or hide the filmstrip in this view."""
        self._views_with_filmstrip ^= {self.view}
        self._show_filmstrip()

    def choose_folder(self) -> None:
        """Ask for a folder and show it."""
        self.show_view(ViewName.LIBRARY)
        self.library.choose_folder()

    # Photos

    def _current_changed(self, _: Path | None) -> None:
        if self.view is ViewName.DEVELOP:
            self._open_current()

    def _open_current(self) -> None:
        current = self.photos.current
        if current is None:
            self.develop.open(None)
            return
        self.develop.open(current.path, self.thumbs.image(current, 320))

    def _note_folder(self, folder: Path) -> None:
        self.change_settings(self.settings.with_recent(folder))
        self.library.set_recent_folders(self.settings.recent_folders)
        self.setWindowTitle(self._title())

    def _offer_photos(self) -> None:
        """Pass the photos to Taste and Batch: the selected ones, if more than one is selected."""
        paths = [photo.path for photo in self.photos.photos]
        self.taste.set_photos(paths)
        selected = self.photos.selected()
        self._give_to_batch(selected if len(selected) > 1 else self.photos.photos)
        self._show_filmstrip()

    def _give_to_batch(self, photos: Sequence[LibraryPhoto]) -> None:
        root = self.photos.folder
        self.batch.set_photos([photo.path for photo in photos], root)
        if photos:
            beside = root or photos[0].path.parent
            self.batch.options.suggest_folder(beside / self.tr("enhanced"))
        self.batch.options.suggest_treatment(
            num_edited=sum(photo.is_edited for photo in photos), num_photos=len(photos)
        )

    def export(self) -> None:
        """Pass the shown photo, or the selected photos, to Batch."""
        self.develop.settle()
        meant = self._meant()
        self.show_view(ViewName.BATCH)
        if meant:
            self._give_to_batch(meant)

    def _meant(self) -> tuple[LibraryPhoto, ...]:
        """The photos that a command affects in the current view."""
        if self.view is ViewName.DEVELOP:
            return self.photos.shown_or_selected()
        return self.photos.selected()

    # Tastes

    def reload_tastes(self) -> None:
        """Read the stored tastes and pass them to the views."""

        def done(listing: Listing) -> None:
            self._tastes = listing.tastes
            self.develop.set_tastes(self._tastes)
            self.batch.set_tastes(self._tastes)
            if self.view is ViewName.BATCH:
                self._offer_photos()

        self._workers.start(
            lambda _: self._studio.tastes.list(), done, lambda error: self.notices.problem(error)
        )

    def _taste_saved(self, name: str) -> None:
        has_photos = self.photos.num_all > 0
        self.notices.say(
            self.tr("The taste “{name}” is saved.").format(name=name),
            action=self.tr("Enhance the folder") if has_photos else self.tr("Open a folder…"),
            on_action=partial(self.enhance_folder, name) if has_photos else self.choose_folder,
        )

    def enhance_folder(self, name: str) -> None:
        """Pass all loaded photos with a taste to Batch, without starting it."""
        self.photos.selection.clearSelection()
        self.show_view(ViewName.BATCH)
        self.batch.options.choose_taste(name)

    def use_taste(self, name: str) -> None:
        """Show the current photo in a taste, in Develop."""
        if self.photos.current is None:
            self.choose_folder()
            return

        def done(taste: Taste) -> None:
            self.show_view(ViewName.DEVELOP)
            self.photo_settings.give_taste(taste.use())

        self._workers.start(lambda _: self._studio.tastes.load(name), done, self.notices.problem)

    # The program

    def change_settings(self, settings: Settings) -> None:
        """Apply and store settings."""
        self.settings = settings
        self.develop.set_surround(_grey_of(settings.surround_grey))

        def save(_: Task) -> None:
            self._settings_store.save(settings)

        self._workers.start(save, on_failed=lambda error: self.notices.problem(error))

    def _remember_guide(self, guide: GuideKind, taste: str) -> None:
        known = (self.settings.suggest_guide, self.settings.suggest_taste)
        if (guide, taste) != known:
            self.change_settings(replace(self.settings, suggest_guide=guide, suggest_taste=taste))

    def open_settings(self) -> None:
        """Open the settings dialog."""
        dialog = SettingsDialog(self.settings, self)
        if dialog.exec():
            self.change_settings(dialog.settings)
            self.batch.options.set_output(self.settings.output)

    def show_keys(self) -> None:
        """Open the sheet of keyboard shortcuts."""
        KeySheet(self).exec()

    def show_about(self) -> None:
        """Open the About dialog."""
        try:
            AboutDialog(self).exec()
        except PieditorError as error:
            self.notices.problem(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc closes the innermost open thing."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        """Close one thing, never the view: Esc may come just after its target closed by itself."""
        if isinstance(QApplication.focusWidget(), QLineEdit | QAbstractSpinBox):
            self._focus_view()
        elif self.notices.dismiss():
            return
        elif self.view is ViewName.DEVELOP:
            self.develop.leave_open()
        elif self.view is ViewName.TASTE:
            self.taste.leave_open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Accept folders and photos anywhere in the window."""
        accept_copy(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Accept again, because Qt proposes the source's action at every move."""
        accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        if paths := accept_copy(event):
            self.show_view(ViewName.LIBRARY)
            self.open_paths(paths)

    def _offer_batch(self, batch: Unfinished) -> None:
        def resume() -> None:
            self.show_view(ViewName.BATCH)
            self.batch.resume()

        self.notices.say(
            self.batch.unfinished_words(batch), action=self.tr("Resume"), on_action=resume
        )

    def _ask_to_stop(self) -> None:
        """Ask before a running batch is stopped."""
        self.show_view(ViewName.BATCH)
        counts = self.batch.table.counts
        dialog = StopDialog(counts.ended, counts.total, self)
        dialog.accepted.connect(self.close_now)
        dialog.open()

    def close_now(self) -> None:
        """Close without asking; the rest of a batch is offered at the next start."""
        self._may_stop_batch = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Wait until everything is saved and every thread has ended."""
        if self._is_closed:
            return
        if self.batch.phase.is_under_way and not self._may_stop_batch:
            event.ignore()
            self._ask_to_stop()
            return
        self._is_closed = True
        if self.library.refused is None:  # else the next start would open it and crash again
            self._opening.clear()
        extra = {**self.settings.extra, _GEOMETRY: geometry_text(self)}
        output = replace(self.batch.options.output, overwrite=False)
        self.change_settings(
            replace(self.settings, last_view=self.view.value, output=output, extra=extra)
        )
        self.batch.close_threads()
        stop_readers()  # no photo is awaited any more
        self.develop.close_down()
        self.taste.close_workers()
        self.library.close_threads()
        self.thumbs.close()
        self.photos.close()
        self._workers.stop(finish_queue=True)
        self.edits.close()
        super().closeEvent(event)


def _grey_of(lightness: int) -> int:
    """Convert L* 0 … 100 to an sRGB level 0 … 255."""
    y = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3
    return round(255 * float(linear_to_srgb(np.asarray(y))))
