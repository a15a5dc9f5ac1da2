"""The Taste view: pages of pictures to like or reject, a preview of the taste, and saving it.

Connects the parts, which work on other threads: `pages`, `live`, `learning`, `keeping`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.errors import PieditorError
from pieditor.gui.base import theme
from pieditor.gui.base.notices import Notices
from pieditor.gui.base.sentence_words import error_words
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Workers
from pieditor.gui.controls.shortened_label import ShortenedLabel
from pieditor.gui.taste.dialogs import TasteDialogs
from pieditor.gui.taste.gallery_model import GalleryModel
from pieditor.gui.taste.keeping import TasteKeeper
from pieditor.gui.taste.learning import FolderLearner
from pieditor.gui.taste.live import LiveTaste
from pieditor.gui.taste.pages import MadePage, MakeSource, PageMaker
from pieditor.gui.taste.panel import TastePanel
from pieditor.gui.taste.sources import SourceButton
from pieditor.gui.taste.state import SourceKind, Stage, TasteState
from pieditor.gui.taste.strip import LiveStrip
from pieditor.gui.taste.tiles import GalleryGrid
from pieditor.services.tastes.favourites import MarkedPictures
from pieditor.services.tastes.picking import Mark, Picking, Verdict
from pieditor.services.tastes.picking_session import TasteModel, TasteRoom
from pieditor.services.tastes.store import TasteStore

# A folder is loaded in chunks; its gallery starts after this long without a new chunk.
_PHOTOS_AFTER_MS = 300


class TasteView(QWidget):
    """The view. `close_workers` ends its threads; the window calls it before closing.

    taste_saved(name)    a taste was stored, from picks or as a blend
    tastes_changed()     the store has changed in any way
    taste_chosen(name)   use this taste in Develop

    room             makes pages and pictures on other threads
    workers          for files and folders; the caller ends its threads
    starter_photos   the starter photographs, none when they are not installed
    """

    taste_saved = Signal(str)
    tastes_changed = Signal()
    taste_chosen = Signal(str)

    def __init__(
        self,
        room: TasteRoom,
        workers: Workers,
        store: TasteStore,
        starter_photos: Sequence[Path],
        notices: Notices,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._room = room
        self._starter, self._notices = tuple(starter_photos), notices
        self._folder: Path | None = None
        self._photos: tuple[Path, ...] = ()
        self.dialogs = TasteDialogs(self)
        self.state = TasteState()
        self.pages = PageMaker(room, self)
        self.keeper = TasteKeeper(room, store, workers, notices, self._tell_problems, self)
        self.live = LiveTaste(room, self)
        self.learner = FolderLearner(room, self)
        self._model: TasteModel | None = None
        self._told: set[str] = set()
        self._left_out: dict[str, None] = {}
        self._has_begun = False
        self._build()
        self._connect()
        self._set()
        self._update_strip()

    # Construction

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)  # leaves a grey line between gallery and panel
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._make_bar())
        self.gallery = GalleryModel(self)
        self.grid = GalleryGrid(self.gallery, self)
        self.middle = QStackedWidget(self)
        self.middle.addWidget(self.grid)
        self.middle.addWidget(self._make_message())
        left.addWidget(self.middle, 1)
        self.strip = LiveStrip(self)
        left.addWidget(self.strip)
        row.addLayout(left, 1)
        self.panel = TastePanel(self)
        row.addWidget(self.panel)
        self._photos_timer = single_shot(self, _PHOTOS_AFTER_MS, self._take_photos)

    def _make_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("bar")
        bar.setFixedHeight(theme.BAR_PX)
        self.source_button = SourceButton(bar)
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.source_button)
        self.left_out = ShortenedLabel(bar)
        self.left_out.setProperty("dim", True)
        row.addWidget(self.left_out, 1)

        def add(text: str, key: str, tip: str, slot: Callable[[], None]) -> QToolButton:
            button = QToolButton(bar)
            button.setProperty("framed", True)
            button.setText(text)
            button.setToolTip(f"{tip} ({key})")
            button.clicked.connect(lambda _: slot())
            row.addWidget(button)
            return button

        self.undo_button = add(
            self.tr("Undo pick"), "Z", self.tr("Take the last pick back"), self.undo
        )
        self.shuffle_button = add(
            self.tr("Shuffle"), "S", self.tr("Other pictures instead of these"), self.shuffle
        )
        self.more_button = add(
            self.tr("More"), "N", self.tr("The next pictures, chosen by your picks"), self.more
        )
        return bar

    def _make_message(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setSpacing(2 * theme.GRID)
        self.message = QLabel(page)
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message_button = QPushButton(page)
        self.message_button.clicked.connect(lambda _: self._help())
        column.addStretch(1)
        column.addWidget(self.message)
        column.addWidget(self.message_button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return page

    def _connect(self) -> None:
        self.grid.liked.connect(lambda row: self._mark(row, Verdict.LIKED))
        self.grid.rejected.connect(lambda row: self._mark(row, Verdict.REJECTED))
        self.source_button.chosen.connect(self._choose_source)
        self.source_button.learn_folder_asked.connect(self._learn_folder)
        self.source_button.learn_pairs_asked.connect(self._learn_pairs)
        self.panel.save_asked.connect(self._save)
        self.panel.begin_again_asked.connect(self._begin_again)
        self.pages.turned.connect(self._show_page)
        self.pages.failed.connect(self._show_failure)
        self.live.opened.connect(self._show_strip_photos)
        self.live.rendered.connect(self._show_strip)
        self.live.failed.connect(self._notices.problem)
        self.learner.counted.connect(self._count_learned)
        self.learner.learned.connect(self._take_learned)
        self.learner.failed.connect(self._tell_unlearned)
        self._connect_tastes()

    def _connect_tastes(self) -> None:
        tastes, keeper, panel = self.panel.tastes, self.keeper, self.panel
        tastes.selected.connect(self._look_at)
        tastes.use_asked.connect(self.taste_chosen)
        tastes.extend_asked.connect(self._extend)
        tastes.rename_asked.connect(keeper.rename)
        tastes.duplicate_asked.connect(keeper.duplicate)
        tastes.blend_asked.connect(self._open_blend)
        tastes.import_asked.connect(self._import)
        tastes.export_asked.connect(self._export)
        tastes.delete_asked.connect(keeper.delete)
        panel.blend.moved.connect(self._show_blend)
        panel.blend.saved.connect(self._save_blend)
        panel.blend.closed.connect(self._close_blend)
        keeper.listed.connect(lambda select: tastes.show_tastes(keeper.tastes, select))
        keeper.changed.connect(self.tastes_changed)
        keeper.saved.connect(self._note_saved)
        keeper.renamed.connect(self._note_renamed)
        keeper.deleted.connect(self._note_deleted)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start work only when the view is shown."""
        super().showEvent(event)
        if not self._has_begun:
            self._has_begun = True
            self.keeper.refresh()
            self._begin_source(SourceKind.FOLDER if self._photos else SourceKind.STARTER)
        self.grid.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Adapt the strip to the view's height."""
        self.strip.fit_height(self.height())
        super().resizeEvent(event)

    def close_workers(self) -> None:
        """End the threads."""
        self._photos_timer.stop()
        self.pages.close()
        self.live.close()
        self.learner.close()

    # Sources of pictures

    def set_folder(self, folder: Path | None) -> None:
        """Set the user's folder; `set_photos` sets its photos."""
        if folder != self._folder:
            self._folder = folder
            self.set_photos(())
        self._show_source()

    def set_photos(self, photos: Sequence[Path]) -> None:
        """Set the user's own photos; may be called again while a folder is loaded."""
        if tuple(photos) != self._photos:
            self._photos = tuple(photos)
            self._photos_timer.start()
            self._show_source()

    def _take_photos(self) -> None:
        """Use the user's own photos, unless another source was chosen."""
        if self._has_begun and self._photos and self.state.source is not SourceKind.FINISHED:
            self._begin_source(SourceKind.FOLDER)

    def _choose_source(self, kind: SourceKind) -> None:
        if kind is SourceKind.FINISHED:
            folder = self.dialogs.folder(self.tr("Finished pictures"))
            if folder is None:
                self._show_source()
                return
            self._begin(kind, folder.name, lambda: self._room.finished_pictures(folder))
        else:
            self._begin_source(kind)

    def _begin_source(self, kind: SourceKind) -> None:
        is_own = kind is SourceKind.FOLDER
        photos = self._photos if is_own else self._starter
        if not photos:
            self._set(source=kind, source_name="", tiles=(), stage=Stage.FAILED)
            self._set(failure=self.tr("Open a folder of your photos, and they appear here."))
            self.live.open(())  # loads the model, needed to learn from finished pictures
            return
        name = self._folder.name if is_own and self._folder is not None else self.tr("My photos")
        self._begin(kind, name, lambda: self._room.photos_in_looks(photos, 0))

    def _begin(self, kind: SourceKind, name: str, make_source: MakeSource) -> None:
        self._set(source=kind, source_name=name)
        self._left_out.clear()
        self._show_left_out()
        self.pages.open(make_source)
        self.live.open(self._photos or self._starter)
        self.more()

    def _show_source(self) -> None:
        self.source_button.show_source(
            self.state.source,
            self.state.source_name,
            has_folder=bool(self._photos),
            has_starter=bool(self._starter),
        )

    # Pages

    def more(self) -> None:
        """Show the next page, at once if it was made ahead."""
        if self.pages.turn() and self.pages.is_awaited:
            self._set(stage=Stage.LOADING, tiles=())

    def shuffle(self) -> None:
        """Replace the pictures of this page."""
        if self.pages.shuffle() and self.pages.is_awaited:
            self._set(stage=Stage.LOADING, tiles=())

    def _show_page(self, made: MadePage) -> None:
        self._model = made.model
        self._left_out.update(dict.fromkeys(map(str, made.page.problems)))
        self._show_left_out()
        stage = Stage.READY if made.page.tiles else Stage.EXHAUSTED
        self._set(stage=stage, tiles=made.page.tiles, images=made.images)

    def _show_failure(self, error: PieditorError) -> None:
        self._set(stage=Stage.FAILED, tiles=(), failure=error_words(error))

    def _show_left_out(self) -> None:
        """Show the number of unreadable pictures beside the source; picking goes on."""
        num = len(self._left_out)
        self.left_out.say(self.tr("%n files cannot be read", "", num) if num else "")
        self.left_out.setToolTip("\n".join(self._left_out))
        self.left_out.setAccessibleDescription(self.left_out.toolTip())

    def _tell_problems(self, problems: Sequence[PieditorError]) -> None:
        """Report problems with tastes and learning, each once, as quiet messages."""
        new = [str(problem) for problem in problems if str(problem) not in self._told]
        self._told.update(new)
        if len(new) == 1:
            self._notices.say(new[0])
        elif new:
            text = self.tr("%n files cannot be read; the first: {problem}", "", len(new))
            self._notices.say(text.format(problem=new[0]))

    def _help(self) -> None:
        """The action of the message's button: choose another source."""
        if self._starter and self.state.source is not SourceKind.STARTER:
            self._begin_source(SourceKind.STARTER)
        else:
            self._choose_source(SourceKind.FINISHED)

    # Picks

    def _mark(self, row: int, verdict: Verdict) -> None:
        tile = self.gallery.tile(row)
        if tile is not None:
            self._pick(self.state.picking.mark(tile, verdict))

    def undo(self) -> None:
        """Undo the last pick, on whatever page it was."""
        self._pick(self.state.picking.undo())

    def _begin_again(self) -> None:
        self._set(extends=None)
        self._pick(self.state.picking.begin_again())
        self._notices.say(self.tr("Started over."), action=self.tr("Undo"), on_action=self.undo)
        self.grid.setFocus()

    def _pick(self, picking: Picking) -> None:
        """Update everything that depends on the picks."""
        self._set(picking=picking)
        self.panel.tastes.clear_selection()
        self.pages.take_picking(picking)
        self._update_strip()

    # The live strip

    def _show_strip_photos(self, images: Sequence[QImage], model: TasteModel) -> None:
        self._model = model
        self.strip.show_photos(images)
        self._update_strip()

    def _show_strip(self, images: Sequence[QImage], caption: str) -> None:
        self.strip.show_taste(images)
        self.strip.show_caption(caption)

    def _update_strip(self) -> None:
        """Show the photos in the taste of the picks, or unedited without picks."""
        picking, model = self.state.picking, self._model
        if model is None or not picking.num_liked:
            self.live.cancel()
            self.strip.show_taste(())
            self.strip.show_caption(
                self.tr("Like a picture, and your photos appear in your taste here.")
            )
            return
        if not self.live.photos:
            self.strip.show_caption(self.tr("Open a folder to see your photos in your taste here."))
            return
        caption = self.tr("Your photos: before, and in your taste so far")
        self.live.ask(lambda: picking.use(model), caption)

    def _look_at(self, name: str) -> None:
        """Show a selected stored taste on the photos."""
        if not name:
            self._update_strip()
            return
        taste = self.keeper.taste(name)
        self.panel.tastes.show_extendable(self.keeper.has_picks(name))
        if taste is not None:
            caption = self.tr("Your photos: before, and in “{name}”").format(name=name)
            self.live.ask(taste.use, caption)

    # Learning from folders

    def _learn_folder(self) -> None:
        folder = self.dialogs.folder(self.tr("A folder of your favourites"))
        if folder is not None:
            self._count_learned(0)
            self.learner.learn_folder(folder)

    def _learn_pairs(self) -> None:
        befores = self.dialogs.folder(self.tr("The originals, before"))
        if befores is None:
            return
        afters = self.dialogs.folder(self.tr("The finished pictures, after"))
        if afters is not None:
            self._count_learned(0)
            self.learner.learn_pairs(befores, afters)

    def _count_learned(self, num: int) -> None:
        self.source_button.setEnabled(False)
        self.strip.show_caption(self.tr("Looking at the pictures: {count}").format(count=num))

    def _take_learned(self, marked: MarkedPictures) -> None:
        self.source_button.setEnabled(True)
        self._tell_problems(marked.problems)
        self._pick(self.state.picking.add(marked.marks))

    def _tell_unlearned(self, error: PieditorError) -> None:
        self.source_button.setEnabled(True)
        self._notices.problem(error)
        self._update_strip()

    # Stored tastes

    def _save(self, name: str) -> None:
        if self._model is not None and self.state.can_save(name):
            is_same = name == self.state.extends
            self.keeper.save(self.state.picking, name, self._model, overwrite=is_same)

    def _note_saved(self, name: str) -> None:
        if self.panel.stack.currentWidget() is self.panel.blend:
            self._close_blend()
        else:
            self._set(extends=name)
            self.grid.setFocus()
        self.taste_saved.emit(name)

    def _note_renamed(self, name: str, new_name: str) -> None:
        if self.state.extends == name:
            self._set(extends=new_name)

    def _note_deleted(self, name: str) -> None:
        if self.state.extends == name:
            self._set(extends=None)

    def _extend(self, name: str) -> None:
        def done(marks: tuple[Mark, ...]) -> None:
            self._set(extends=name)
            self._pick(self.state.picking.begin_again(marks))
            self.grid.setFocus()

        self.keeper.load_marks(name, done)

    def _import(self) -> None:
        path = self.dialogs.taste_to_read()
        if path is not None:
            self.keeper.read(path)

    def _export(self, name: str) -> None:
        path = self.dialogs.taste_to_write(name)
        if path is not None:
            self.keeper.write(name, path)

    def _open_blend(self, name: str) -> None:
        self.panel.stack.setCurrentWidget(self.panel.blend)
        self.panel.blend.open([taste.name for taste in self.keeper.tastes], name)

    def _close_blend(self) -> None:
        self.panel.stack.setCurrentWidget(self.panel.tastes)
        self._look_at(self.panel.tastes.current)

    def leave_open(self) -> bool:
        """Esc: close the blend panel if it is open; returns whether it was."""
        if self.panel.stack.currentWidget() is not self.panel.blend:
            return False
        self._close_blend()
        self.grid.setFocus()
        return True

    def _show_blend(self, first: str, second: str, mix: float) -> None:
        one, other, room = self.keeper.taste(first), self.keeper.taste(second), self._room
        if one is not None and other is not None:
            caption = self.tr("Your photos: before, and in the blend")
            self.live.ask(lambda: room.blend(one, other, mix, "").use(), caption)

    def _save_blend(self, first: str, second: str, mix: float, name: str) -> None:
        self.keeper.save_blend(first, second, mix, name)

    # Display

    def _set(self, *, images: Sequence[QImage] = (), **changes: object) -> None:
        """Change the state, and redraw what differs."""
        old, self.state = self.state, replace(self.state, **changes)  # type: ignore[arg-type]
        state = self.state
        num_shown = len(state.tiles) or state.num_placeholders
        if state.tiles is not old.tiles or self.gallery.rowCount() != num_shown:
            self.gallery.show_page(state.tiles, images, state.num_placeholders)
            self.grid.focus_tile(0)
        self.gallery.show_verdicts([state.verdict(tile.key) for tile in state.tiles])
        self.undo_button.setEnabled(bool(state.picking.before))
        can_go_on = state.stage in (Stage.READY, Stage.LOADING)
        self.more_button.setEnabled(can_go_on)
        self.shuffle_button.setEnabled(can_go_on and state.source is not SourceKind.FINISHED)
        self._show_message()
        self._show_source()
        self.panel.show_state(state, self._model)

    def _show_message(self) -> None:
        stage = self.state.stage
        is_message = stage in (Stage.FAILED, Stage.EXHAUSTED)
        self.middle.setCurrentIndex(1 if is_message else 0)
        if not is_message:
            return
        self.message.setText(
            self.state.failure
            if stage is Stage.FAILED
            else self.tr("You have seen all of these pictures.")
        )
        has_other = self._starter and self.state.source is not SourceKind.STARTER
        self.message_button.setText(
            self.tr("Show the starter photographs")
            if has_other
            else self.tr("Choose a folder of finished pictures…")
        )

    # Keys

    def event(self, event: QEvent) -> bool:
        """Handle letters with a meaning here before the window's shortcuts."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
            and event.key() in (Qt.Key.Key_Z, Qt.Key.Key_N, Qt.Key.Key_S, Qt.Key.Key_PageDown)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Z undoes, N and Page Down turn the page, S shuffles; wherever the focus is."""
        if event.modifiers() != Qt.KeyboardModifier.NoModifier or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Z:
            self.undo()
        elif event.key() in (Qt.Key.Key_N, Qt.Key.Key_PageDown):
            self.more()
        elif event.key() == Qt.Key.Key_S:
            self.shuffle()
        else:
            super().keyPressEvent(event)
