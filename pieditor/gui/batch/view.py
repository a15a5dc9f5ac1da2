"""The batch view: what to apply and where to write on the left, a row per photo on the right."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
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

from pieditor.core.errors import PieditorError
from pieditor.gui import theme
from pieditor.gui.batch.existing_dialog import ExistingDialog
from pieditor.gui.batch.options import BatchOptions
from pieditor.gui.batch.state import (
    Pace,
    Phase,
    RowState,
    is_for_all,
    time_in_words,
)
from pieditor.gui.batch.table import OUTCOME, PHOTO, STATE, BatchTable
from pieditor.gui.wording import path_words
from pieditor.gui.workers import Task, Workers
from pieditor.services.batch import (
    BatchControl,
    BatchPlan,
    Existing,
    OpenNetworks,
    Progress,
    Unfinished,
    UnfinishedStore,
    exists_already,
    plan_batch,
    run_planned,
)
from pieditor.services.enhance import EnhanceRequest, JobEvent, JobState
from pieditor.services.sidecars import SidecarStore
from pieditor.services.taste import Taste

_LEFT_PX = 328
_TICK_MS = 500
_LOOK_S = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTools:
    """What a batch works with.

    open_pienet     the networks on the chosen provider; called on a worker thread
    is_saved        whether every edit is on the disk; called on a worker thread
    data_folder     where the unfinished batch and the journals are kept
    num_jobs        photos side by side
    """

    sidecars: SidecarStore
    open_pienet: OpenNetworks
    is_saved: Callable[[], bool]
    data_folder: Path
    journal_folder: Path
    num_jobs: int


class BatchView(QWidget):
    """Runs batches with the same engine as the command line.

    problem_told  something that stops the whole batch: a PieditorError
    ended         a batch came to its end, or was cancelled
    """

    problem_told = Signal(object)
    ended = Signal()

    def __init__(self, tools: BatchTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._unfinished = UnfinishedStore(tools.data_folder)
        self._workers = Workers(1, name="batch", parent=self)
        self._control = BatchControl()
        self._task: Task | None = None
        self._phase = Phase.CHOOSING
        self._progress = Progress(total=0)
        self._photos: tuple[Path, ...] = ()
        self._root: Path | None = None
        self._requests: tuple[EnhanceRequest, ...] = ()
        self._out: Path | None = None
        self._existing = Existing.KEEP
        self._told: set[str] = set()
        self.table = BatchTable(self)
        self.options = BatchOptions(self)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._show_progress)
        self._build()
        self.options.changed.connect(self._refresh)
        self._offered = self._unfinished.load()
        self._refresh()

    # Building

    def _build(self) -> None:
        self._review = QLabel(self)
        self._review.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        self._review.setWordWrap(True)
        self._start = self._button(self.tr("Start"), self.start, is_primary=True)
        self._pause = self._button(self.tr("Pause"), self.toggle_pause)
        self._cancel = self._button(self.tr("Cancel"), self.cancel)
        self._resume = self._button(self.tr("Resume"), self.resume, is_primary=True)
        self._discard = self._button(self.tr("Discard"), self.discard)
        self._retry = self._button(self.tr("Retry failed"), self.retry_failed)
        self._open = self._button(self.tr("Open output folder"), self.open_output)
        left = QFrame(self)
        left.setObjectName("panel")
        left.setFixedWidth(_LEFT_PX)
        column = QVBoxLayout(left)
        column.setContentsMargins(*[2 * theme.GRID] * 4)
        column.setSpacing(2 * theme.GRID)
        column.addWidget(self._scrolled(self.options), 1)
        column.addWidget(self._review)
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
        # Cells begin where their headings do.
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
        """In a small window the options scroll, and what will happen stays in sight."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(page)
        page.setAutoFillBackground(False)  # which the line above has set
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

    # What goes in

    @property
    def phase(self) -> Phase:
        """Where the batch is."""
        return self._phase

    def set_photos(self, photos: Sequence[Path], root: Path | None = None) -> None:
        """The photos to work on, in order; not while a batch is under way.

        The same ones keep how they ended, so that who looked elsewhere can still retry and resume.
        root  the folder below which sub-folders are mirrored in the output folder
        """
        wanted = tuple(dict.fromkeys(photos))
        if self._phase.is_under_way or (self._phase is Phase.ENDED and wanted == self._photos):
            return
        self._photos, self._root = wanted, root
        self._phase = Phase.CHOOSING
        self.table.set_photos(self._photos)
        self._refresh()

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """The tastes to choose from."""
        self.options.set_tastes(tastes)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The keyboard begins with what is applied."""
        super().showEvent(event)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to what is applied."""
        for button in self.options.findChildren(QRadioButton):
            if button.isChecked():
                button.setFocus()

    def close_threads(self) -> None:
        """Stop at the next photo; the rest is offered again the next time."""
        self._control.stop.set()
        self._workers.stop()

    # What is done

    def start(self) -> None:
        """Plan the batch as it is chosen, and run it."""
        chosen = self.options.chosen(len(self._photos))
        if chosen.out is None or not chosen.can_start or self._phase.is_under_way:
            return
        self._plan(chosen.out, chosen.existing)

    def _plan(self, out: Path, existing: Existing) -> None:
        photos, root, output = self._photos, self._root, self.options.output
        treatment, tools = self.options.treatment, self._tools
        self._out, self._existing = out, existing
        self._enter(Phase.PLANNING)
        self.table.set_photos(photos)

        def work(task: Task) -> tuple[BatchPlan, bool]:
            # An edit made a moment ago may still be on its way to the disk.
            while not tools.is_saved() and not task.is_cancelled():
                time.sleep(_LOOK_S)
            plan = plan_batch(
                photos,
                treatment,
                tools.sidecars,
                output,
                out,
                existing,
                root=root,
                is_cancelled=task.is_cancelled,
            )
            return plan, existing is Existing.KEEP and exists_already(plan)

        def done(answer: tuple[BatchPlan, bool]) -> None:
            plan, does_nothing = answer
            self._ask_existing(out, len(plan.requests)) if does_nothing else self._take_plan(plan)

        self._task = self._workers.start(work, done, self._fail)

    def _ask_existing(self, out: Path, num_photos: int) -> None:
        """All photos are there already and would be kept: ask, instead of doing nothing."""
        self._enter(Phase.CHOOSING)
        dialog = ExistingDialog(out, num_photos, self)
        dialog.chosen.connect(partial(self._plan, out))
        dialog.open()

    def resume(self) -> None:
        """Go on with what was cancelled, or with what an earlier run left unfinished."""
        if self._phase.is_under_way:
            return
        if self._offered is not None:
            batch, self._offered = self._offered, None
            self._photos = tuple(request.photo for request in batch.requests)
            self.table.set_photos(self._photos)
            self._out, self._requests = batch.out, batch.requests
            is_replacing = batch.requests[0].options.overwrite
            self._existing = Existing.REPLACE if is_replacing else Existing.KEEP
            self._run(batch.requests, resume=True)
            return
        left = {row.photo for row in self.table.rows if row.state is RowState.CANCELLED}
        self._run([r for r in self._requests if r.photo in left], resume=True)

    def retry_failed(self) -> None:
        """Try those that failed once more."""
        failed = {row.photo for row in self.table.rows if row.state is RowState.FAILED}
        again = [request for request in self._requests if request.photo in failed]
        if again and not self._phase.is_under_way:
            self._run(again, resume=True)

    def discard(self) -> None:
        """Forget the unfinished batch; what it has written stays."""
        self._offered = None
        self._forget()
        self._refresh()

    def toggle_pause(self) -> None:
        """Begin no further photo, or go on."""
        now_s = time.monotonic()
        if self._phase is Phase.RUNNING:
            self._control.pause.set()
            self._progress = self._progress.paused(now_s)
            self._enter(Phase.PAUSED)
        elif self._phase is Phase.PAUSED:
            self._control.pause.clear()
            self._progress = self._progress.working(now_s)
            self._enter(Phase.RUNNING)

    def cancel(self) -> None:
        """Stop; what is done stays, and the rest can be resumed."""
        if self._phase is Phase.PLANNING and self._task is not None:
            self._task.cancel()
            self._enter(Phase.CHOOSING)
        elif self._phase.is_under_way:
            self._control.stop.set()
            self._enter(Phase.STOPPING)

    def open_output(self) -> None:
        """Show the output folder in the file manager."""
        if self._out is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._out)))

    # What happens

    def _take_plan(self, plan: BatchPlan) -> None:
        self._requests = plan.requests
        self.table.refuse(dict(plan.refused))
        if plan.requests:
            self._run(plan.requests, resume=False)
        else:
            self._enter(Phase.ENDED)
            self.ended.emit()

    def _run(self, requests: Sequence[EnhanceRequest], *, resume: bool) -> None:
        out = self._out
        if not requests or out is None:
            return
        tools, control = self._tools, BatchControl()
        self._control = control
        self._told.clear()
        try:
            self._unfinished.save(Unfinished(self._requests, out))
        except PieditorError as error:  # it can still run; only a crash would lose the choosing
            self.problem_told.emit(error)
        self.table.queue(requests)
        self._progress = Progress(total=len(requests)).working(time.monotonic())
        self._enter(Phase.RUNNING)

        def work(task: Task) -> Mapping[JobState, int]:
            return run_planned(
                requests,
                tools.open_pienet(),
                out,
                tools.journal_folder,
                control,
                num_jobs=tools.num_jobs,
                resume=resume,
                on_event=task.report,
            )

        self._task = self._workers.start(
            work, lambda _: self._finish(), self._fail, on_report=self._take_event
        )

    def _take_event(self, event: JobEvent) -> None:
        row = self.table.take(event, self._existing)
        self._progress = self._progress.after(event)
        if event.state is JobState.STARTED:
            self._view.scrollTo(self.table.index(self.table.row_number(row.photo), 0))
        if is_for_all(row.error) and row.error is not None and row.error.why not in self._told:
            self._told.add(row.error.why)
            self.problem_told.emit(row.error)
        if event.state is not JobState.QUEUED:
            self._show_progress()

    def _finish(self) -> None:
        self._progress = self._progress.paused(time.monotonic())
        if not self.table.counts.cancelled:
            self._forget()
        self._enter(Phase.ENDED)
        failed = [i for i, row in enumerate(self.table.rows) if row.state is RowState.FAILED]
        if failed:
            self._view.scrollTo(self.table.index(failed[0], 0))
        self.ended.emit()

    def _fail(self, error: PieditorError) -> None:
        self._progress = self._progress.paused(time.monotonic())
        self.problem_told.emit(error)
        self._enter(Phase.CHOOSING)
        self.ended.emit()

    def _forget(self) -> None:
        try:
            self._unfinished.clear()
        except PieditorError as error:
            self.problem_told.emit(error)

    # What it shows

    def _enter(self, phase: Phase) -> None:
        self._phase = phase
        if phase is Phase.RUNNING:
            self._tick.start()
        else:
            self._tick.stop()
        self._refresh()

    def _refresh(self) -> None:
        phase, counts = self._phase, self.table.counts
        is_waiting = not phase.is_under_way
        can_resume = is_waiting and (self._offered is not None or counts.cancelled > 0)
        chosen = self.options.chosen(len(self._photos))
        self.options.setEnabled(is_waiting)
        self._review.setText(self._review_words(can_resume))
        self._start.setVisible(is_waiting)
        self._start.setEnabled(chosen.can_start)
        self._start.setProperty("primary", not can_resume)
        self._start.style().polish(self._start)
        self._resume.setVisible(can_resume)
        self._discard.setVisible(is_waiting and self._offered is not None)
        self._pause.setVisible(phase in (Phase.RUNNING, Phase.PAUSED))
        self._pause.setText(self.tr("Go on") if phase is Phase.PAUSED else self.tr("Pause"))
        self._cancel.setVisible(phase.is_under_way)
        self._cancel.setEnabled(phase is not Phase.STOPPING)
        self._retry.setVisible(is_waiting and counts.failed > 0 and bool(self._requests))
        self._open.setVisible(phase is not Phase.PLANNING and counts.done > 0)
        self._middle.setCurrentIndex(1 if self.table.rows else 0)
        self._foot.setVisible(phase.is_under_way or phase is Phase.ENDED)
        self._show_progress()

    def _review_words(self, can_resume: bool) -> str:
        if self._offered is not None and not self._phase.is_under_way:
            num = len(self._offered.requests)
            return self.tr("A batch of %n photos into {folder} was not finished.", "", num).format(
                folder=path_words(self._offered.out)
            )
        if can_resume:
            return self.tr("%n photos are left.", "", self.table.counts.cancelled)
        return self.options.review(len(self._photos))

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
        match self._phase:
            case Phase.PLANNING:
                return self.tr("Reading the edits…")
            case Phase.PAUSED:
                return self.tr("Paused; what was begun is being finished")
            case Phase.STOPPING:
                return self.tr("Stopping after the photos that were begun")
        pace = Pace.of(self._progress, time.monotonic())
        if pace.photos_per_minute is None:
            return self.tr("Starting…") if self._phase is Phase.RUNNING else ""
        words = self.tr("%n photos per minute", "", round(pace.photos_per_minute))
        if self._phase is Phase.RUNNING and pace.left_s is not None:
            words += ", " + self.tr("{time} left").format(time=time_in_words(pace.left_s))
        return words
