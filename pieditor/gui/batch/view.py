"""The batch view: options on the left, a row per photo on the right."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.display import shown
from pieditor.gui.base import theme
from pieditor.gui.base.wording import path_words
from pieditor.gui.batch.existing_dialog import ExistingDialog
from pieditor.gui.batch.options import BatchOptions
from pieditor.gui.batch.runner import BatchRunner, BatchTools
from pieditor.gui.batch.state import Phase, Row, RowState, time_in_words
from pieditor.gui.batch.table import OUTCOME, PHOTO, STATE, BatchTable
from pieditor.services.batch.unfinished import Unfinished
from pieditor.services.batch.window_batch import Existing
from pieditor.services.tastes.taste import Taste

_LEFT_PX = 328
_TICK_MS = 500


class BatchView(QWidget):
    """Shows the choices and the progress; `runner` does the work.

    ended  a batch was finished or cancelled
    """

    ended = Signal()

    def __init__(self, tools: BatchTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos: tuple[Path, ...] = ()
        self._root: Path | None = None
        self.table = BatchTable(self)
        self.runner = BatchRunner(tools, self.table, self)
        self.options = BatchOptions(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_progress)
        self._build()
        self.options.changed.connect(self._refresh)
        self.runner.changed.connect(self._refresh)
        self.runner.progressed.connect(self._show_row)
        self.runner.exists_told.connect(self._ask_existing)
        self.runner.ended.connect(self._show_failed)
        self._refresh()

    # Building

    def _build(self) -> None:
        self._review = QLabel(self)
        self._review.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        self._review.setWordWrap(True)
        self._start = self._button(self.tr("Start"), self.start, is_primary=True)
        self._pause = self._button(self.tr("Pause"), self.runner.toggle_pause)
        self._cancel = self._button(self.tr("Cancel"), self.runner.cancel)
        self._resume = self._button(self.tr("Resume"), self.resume, is_primary=True)
        self._discard = self._button(self.tr("Discard"), self.runner.discard)
        self._retry = self._button(self.tr("Retry failed"), self.runner.retry_failed)
        self._open = self._button(self.tr("Open output folder"), self.open_output)
        left = QFrame(self)
        left.setObjectName("panel")
        left.setFixedWidth(_LEFT_PX)
        column = QVBoxLayout(left)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self._scrolled(self.options), 1)
        column.addWidget(self._review)
        # Each button has its own place, so that a late click on one never hits another.
        for pair in ((self._start, self._resume, self._discard), (self._pause, self._cancel)):
            row = QHBoxLayout()
            row.setSpacing(theme.GRID)
            for button in pair:
                row.addWidget(button, 1)
            column.addLayout(row)
        self._view = QTableView(self)
        self._view.setAccessibleName(self.tr("Photos of the batch"))
        self._view.setModel(self.table)
        self._view.setFrameShape(QFrame.Shape.NoFrame)
        self._view.setShowGrid(False)
        self._view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._view.setTabKeyNavigation(False)
        self._view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._view.setWordWrap(False)
        # Align cells with their headings.
        self._view.setStyleSheet("QTableView::item { padding: 0 5px; }")
        self._view.verticalHeader().hide()
        self._view.verticalHeader().setDefaultSectionSize(theme.CONTROL_PX)
        header = self._view.horizontalHeader()
        header.setHighlightSections(False)
        header.resizeSection(PHOTO, 224)
        header.resizeSection(STATE, 104)
        header.setSectionResizeMode(OUTCOME, QHeaderView.ResizeMode.Stretch)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._figures = QLabel(self)
        self._speed = QLabel(self)
        self._speed.setProperty("dim", True)
        low = QHBoxLayout()
        low.setSpacing(2 * theme.GRID)
        low.addWidget(self._figures)
        low.addWidget(self._speed)
        low.addStretch(1)
        low.addWidget(self._retry)
        low.addWidget(self._open)
        self._foot = QFrame(self)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(*[2 * theme.GRID] * 4)
        foot.setSpacing(theme.GRID)
        foot.addWidget(self._bar)
        foot.addLayout(low)
        self._middle = QStackedWidget(self)
        self._middle.addWidget(self._make_empty())
        self._middle.addWidget(self._view)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._middle, 1)
        right.addWidget(self._foot)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(1)
        whole.addWidget(left)
        whole.addLayout(right, 1)

    def _scrolled(self, page: QWidget) -> QScrollArea:
        """Let the options scroll in a small window, with the summary always visible."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(page)
        page.setAutoFillBackground(False)  # set by the line above
        return area

    def _make_empty(self) -> QWidget:
        page = QWidget(self)
        title = QLabel(self.tr("No photos yet"), page)
        title.setProperty("heading", True)
        font = title.font()
        font.setPointSizeF(theme.LABEL_PT * 1.6)  # the only thing on the page
        title.setFont(font)
        text = QLabel(self.tr("Select photos in the library; they are listed here."), page)
        text.setProperty("dim", True)
        column = QVBoxLayout(page)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(2)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(3)
        return page

    def _button(
        self, text: str, action: Callable[[], None], *, is_primary: bool = False
    ) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("primary", is_primary)
        button.clicked.connect(action)
        return button

    # Input

    @property
    def phase(self) -> Phase:
        """The phase of the batch."""
        return self.runner.phase

    def set_photos(self, photos: Sequence[Path], root: Path | None = None) -> None:
        """Set the photos, in order; ignored during a batch.

        The same photos keep their results, so that retry and resume still work after another view
        was shown.
        root  the folder below which sub-folders are mirrored in the output folder
        """
        wanted = tuple(dict.fromkeys(photos))
        if self.phase.is_under_way or (self.phase is Phase.ENDED and wanted == self._photos):
            return
        self._photos, self._root = wanted, root
        self.runner.reset()
        self.table.set_photos(self._photos)
        self._refresh()

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """Set the tastes to choose from."""
        self.options.set_tastes(tastes)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Focus the treatment first."""
        super().showEvent(event)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Move the keyboard focus to the treatment."""
        for button in self.options.findChildren(QRadioButton):
            if button.isChecked():
                button.setFocus()

    def close_threads(self) -> None:
        """Stop within a second; the rest is offered again at the next start."""
        self.runner.close_threads()

    # Actions

    def start(self) -> None:
        """Plan and run the batch as chosen."""
        chosen = self.options.chosen(len(self._photos))
        if chosen.out is not None and chosen.can_start and not self.phase.is_under_way:
            self._plan(chosen.out, chosen.existing)

    def _plan(self, out: Path, existing: Existing) -> None:
        options = self.options
        self.runner.plan(self._photos, self._root, options.treatment, options.output, out, existing)

    def _ask_existing(self, out: Path, num_photos: int) -> None:
        """Ask what to do when all outputs exist and would be kept."""
        dialog = ExistingDialog(out, num_photos, self)
        dialog.chosen.connect(lambda existing: self._plan(out, existing))
        dialog.open()

    def resume(self) -> None:
        """Continue the cancelled batch, or the one that an earlier run left unfinished."""
        batch = self.runner.unfinished
        if batch is not None and not self.phase.is_under_way:
            self._photos = tuple(request.photo for request in batch.requests)
            if batch.taste is not None:
                self.options.choose_taste(batch.taste)
        self.runner.resume()

    def open_output(self) -> None:
        """Show the output folder in the file manager."""
        if self.runner.out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.runner.out)))

    # Display

    def _show_row(self, row: Row) -> None:
        if row.state is RowState.WORKING:
            self._view.scrollTo(self.table.index(self.table.row_number(row.photo), 0))
        self._show_progress()

    def _show_failed(self) -> None:
        failed = [i for i, row in enumerate(self.table.rows) if row.state is RowState.FAILED]
        if failed:
            self._view.scrollTo(self.table.index(failed[0], 0))
        self.ended.emit()

    def _refresh(self) -> None:
        phase, counts = self.phase, self.table.counts
        if phase is Phase.RUNNING:
            self._tick.start()
        else:
            self._tick.stop()
        is_waiting = not phase.is_under_way
        is_offered = self.runner.unfinished is not None
        can_resume = is_waiting and (is_offered or counts.cancelled > 0)
        chosen = self.options.chosen(len(self._photos))
        self.options.setEnabled(is_waiting)
        self._review.setText(self._review_words(can_resume))
        self._start.setEnabled(is_waiting and chosen.can_start)
        self._start.setProperty("primary", not can_resume)
        self._start.style().polish(self._start)
        self._resume.setVisible(can_resume)
        self._discard.setVisible(is_waiting and is_offered)
        self._pause.setEnabled(phase in (Phase.RUNNING, Phase.PAUSED))
        self._pause.setText(self.tr("Go on") if phase is Phase.PAUSED else self.tr("Pause"))
        self._cancel.setEnabled(phase.is_under_way and phase is not Phase.STOPPING)
        self._retry.setVisible(is_waiting and counts.failed > 0 and self.runner.has_planned)
        self._open.setVisible(phase is not Phase.PLANNING and counts.done > 0)
        self._middle.setCurrentIndex(1 if self.table.rows else 0)
        self._foot.setVisible(phase.is_under_way or phase is Phase.ENDED)
        self._show_progress()

    def _review_words(self, can_resume: bool) -> str:
        if self.runner.unfinished is not None and not self.phase.is_under_way:
            return self.unfinished_words(self.runner.unfinished)
        if can_resume:
            return self.tr("%n photos are left.", "", self.table.counts.cancelled)
        return self.options.review(len(self._photos))

    def unfinished_words(self, batch: Unfinished) -> str:
        """The description of an interrupted batch and its progress."""
        folder = path_words(batch.out)
        if batch.taste is None:
            words = self.tr("A batch into {folder} was interrupted.").format(folder=folder)
        else:
            words = self.tr("A batch in the taste “{taste}” into {folder} was interrupted.").format(
                taste=shown(batch.taste), folder=folder
            )
        done = self.tr("{done} of {total} done").format(
            done=batch.num_done, total=len(batch.requests)
        )
        left = self.tr("{count} left").format(count=batch.num_left)
        return f"{words} {done}, {left}."

    def _show_progress(self) -> None:
        counts = self.table.counts
        self._bar.setRange(0, max(1, counts.total))
        self._bar.setValue(counts.ended)
        words = [self.tr("{done} of {total} done").format(done=counts.done, total=counts.total)]
        if counts.with_losses:
            words.append(self.tr("%n lack something", "", counts.with_losses))
        if counts.kept:
            words.append(self.tr("{count} kept").format(count=counts.kept))
        if counts.failed:
            words.append(self.tr("{count} failed").format(count=counts.failed))
        if counts.cancelled:
            words.append(self.tr("{count} left").format(count=counts.cancelled))
        self._figures.setText(", ".join(words))
        self._speed.setText(self._speed_words())

    def _speed_words(self) -> str:
        match self.phase:
            case Phase.PLANNING:
                return self.tr("Reading the edits…")
            case Phase.PAUSED:
                return self.tr("Paused; what was begun is being finished")
            case Phase.STOPPING:
                return self.tr("Stopping…")
        pace = self.runner.pace()
        if pace.photos_per_minute is None:
            return self.tr("Starting…") if self.phase is Phase.RUNNING else ""
        words = self.tr("%n photos per minute", "", round(pace.photos_per_minute))
        if self.phase is Phase.RUNNING and pace.left_s is not None:
            words += ", " + self.tr("{time} left").format(time=time_in_words(pace.left_s))
        return words
