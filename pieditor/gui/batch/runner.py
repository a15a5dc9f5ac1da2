"""Run a batch: plan, start, pause, stop and continue. No widgets."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.errors import PieditorError
from pieditor.gui.base.workers import Task, Workers
from pieditor.gui.batch.state import Pace, Phase, RowState, is_for_all
from pieditor.gui.batch.table import BatchTable
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState, OutputOptions
from pieditor.services.batch.unfinished import Unfinished, discard, find_unfinished
from pieditor.services.batch.window_batch import (
    BatchControl,
    BatchPlan,
    Existing,
    Progress,
    Ran,
    Run,
    Treatment,
    exists_already,
    plan_batch,
    run_planned,
)
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.sidecars import SidecarStore

_LOOK_S = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchTools:
    """The dependencies of a batch.

    networks        of the chosen provider
    is_saved        whether every edit is on disk; called on a worker thread
    log_folder      the folder of batch logs
    num_jobs        photos processed in parallel
    """

    sidecars: SidecarStore
    networks: Networks
    is_saved: Callable[[], bool]
    log_folder: Path
    num_jobs: int


class BatchRunner(QObject):
    """Runs batches with the same engine as the command line; progress goes into the table.

    changed         the phase or the offered batch changed
    progressed      a photo's state changed: its row
    problem_told    an error that stops the whole batch: a PieditorError
    exists_told     all outputs exist and would be kept: the folder and their number
    ended           a batch was finished or cancelled
    offered         an interrupted batch was found: an Unfinished
    """

    changed = Signal()
    progressed = Signal(object)
    problem_told = Signal(object)
    exists_told = Signal(object, int)
    ended = Signal()
    offered = Signal(object)

    def __init__(self, tools: BatchTools, table: BatchTable, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self._table = tools, table
        self._workers = Workers(1, name="batch", parent=self)
        self._control = BatchControl()
        self._task: Task | None = None
        self._progress = Progress(total=0)
        self._requests: tuple[EnhanceRequest, ...] = ()
        self._taste: str | None = None
        self._existing = Existing.KEEP
        self._cancelled: tuple[Path, ...] = ()  # logs of cancelled batches that can be continued
        self._told: set[str] = set()
        self.phase = Phase.CHOOSING
        self.out: Path | None = None
        self.unfinished: Unfinished | None = None
        self._workers.start(lambda _: find_unfinished(tools.log_folder), self._offer)

    def close_threads(self) -> None:
        """Stop within a second; the rest is offered again at the next start."""
        self._control.stop.set()
        self._workers.stop()

    def reset(self) -> None:
        """Return to choosing photos; not during a batch."""
        self.phase = Phase.CHOOSING

    @property
    def is_idle(self) -> bool:
        """Whether no thread has work."""
        return self._workers.is_idle

    @property
    def has_planned(self) -> bool:
        """Whether there are planned photos that can be retried."""
        return bool(self._requests)

    def pace(self) -> Pace:
        """The speed and the estimated time left."""
        return Pace.of(self._progress, time.monotonic())

    # Actions

    def plan(
        self,
        photos: Sequence[Path],
        root: Path | None,
        treatment: Treatment,
        output: OutputOptions,
        out: Path,
        existing: Existing,
    ) -> None:
        """Plan a batch, and run it unless all outputs exist and would be kept."""
        tools = self._tools
        self.out, self._existing = out, existing
        self._taste = treatment.taste.name if treatment.taste else None
        self._enter(Phase.PLANNING)
        self._table.set_photos(photos)

        def work(task: Task) -> tuple[BatchPlan, bool]:
            # A recent edit may not be saved yet.
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
            if does_nothing:
                self._enter(Phase.CHOOSING)
                self.exists_told.emit(out, len(plan.requests))
            else:
                self._take_plan(plan)

        self._task = self._workers.start(work, done, self._fail)

    def resume(self) -> None:
        """Continue the cancelled batch, or the one that an earlier run left unfinished."""
        if self.phase.is_under_way:
            return
        if self.unfinished is not None:
            batch, self.unfinished = self.unfinished, None
            self._table.set_photos([request.photo for request in batch.requests])
            self.out, self._requests, self._taste = batch.out, batch.requests, batch.taste
            is_replacing = batch.requests[0].options.overwrite
            self._existing = Existing.REPLACE if is_replacing else Existing.KEEP
            self._run(batch.requests, resume=True, continues=(batch.log,))
            return
        left = {row.photo for row in self._table.rows if row.state is RowState.CANCELLED}
        again = [request for request in self._requests if request.photo in left]
        continues, self._cancelled = self._cancelled, ()
        self._run(again, resume=True, continues=continues)

    def retry_failed(self) -> None:
        """Retry the photos that failed."""
        failed = {row.photo for row in self._table.rows if row.state is RowState.FAILED}
        again = [request for request in self._requests if request.photo in failed]
        if again and not self.phase.is_under_way:
            self._run(again, resume=True)

    def discard(self) -> None:
        """Stop offering the unfinished batch; its outputs stay."""
        batch, self.unfinished = self.unfinished, None
        if batch is not None:
            self._workers.start(lambda _: discard(batch), on_failed=self.problem_told.emit)
        self.changed.emit()

    def toggle_pause(self) -> None:
        """Pause before the next photo, or continue."""
        now_s = time.monotonic()
        if self.phase is Phase.RUNNING:
            self._control.pause.set()
            self._progress = self._progress.paused(now_s)
            self._enter(Phase.PAUSED)
        elif self.phase is Phase.PAUSED:
            self._control.pause.clear()
            self._progress = self._progress.working(now_s)
            self._enter(Phase.RUNNING)

    def cancel(self) -> None:
        """Cancel; finished photos stay, and the rest can be resumed."""
        if self.phase is Phase.PLANNING and self._task is not None:
            self._task.cancel()
            self._enter(Phase.CHOOSING)
        elif self.phase.is_under_way:
            self._control.stop.set()
            self._enter(Phase.STOPPING)

    # Callbacks

    def _offer(self, batch: Unfinished | None) -> None:
        if batch is not None and not self.phase.is_under_way:
            self.unfinished = batch
            self.changed.emit()
            self.offered.emit(batch)

    def _take_plan(self, plan: BatchPlan) -> None:
        self._requests = plan.requests
        given_up, self._cancelled = self._cancelled, ()
        self._table.refuse(dict(plan.refused))
        if plan.requests:
            # A newly planned batch replaces the one that was cancelled before.
            self._run(plan.requests, resume=False, continues=given_up)
        else:
            self._enter(Phase.ENDED)
            self.ended.emit()

    def _run(
        self,
        requests: Sequence[EnhanceRequest],
        *,
        resume: bool,
        continues: tuple[Path, ...] = (),
    ) -> None:
        if not requests or self.out is None:
            return
        tools, control = self._tools, BatchControl()
        self._control = control
        self._told.clear()
        self._table.queue(requests)
        self._progress = Progress(total=len(requests)).working(time.monotonic())
        self._enter(Phase.RUNNING)
        run = Run(
            requests=tuple(requests),
            out=self.out,
            resume=resume,
            taste=self._taste,
            continues=continues,
        )
        work = partial(
            _work, run, tools.networks, tools.log_folder, control, num_jobs=tools.num_jobs
        )
        self._task = self._workers.start(work, self._finish, self._fail, on_report=self._take_event)

    def _take_event(self, event: JobEvent) -> None:
        row = self._table.take(event, self._existing)
        self._progress = self._progress.after(event)
        if is_for_all(row.error) and row.error is not None and row.error.why not in self._told:
            self._told.add(row.error.why)
            self.problem_told.emit(row.error)
        if event.state is not JobState.QUEUED:
            self.progressed.emit(row)

    def _finish(self, ran: Ran) -> None:
        if ran.counts[JobState.CANCELLED]:
            self._cancelled += (ran.log,)
        if ran.problem is not None:
            self.problem_told.emit(ran.problem)
        self._progress = self._progress.paused(time.monotonic())
        self._enter(Phase.ENDED)
        self.ended.emit()

    def _fail(self, error: PieditorError) -> None:
        self._progress = self._progress.paused(time.monotonic())
        self.problem_told.emit(error)
        self._enter(Phase.CHOOSING)
        self.ended.emit()

    def _enter(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()


def _work(
    run: Run,
    networks: Networks,
    log_folder: Path,
    control: BatchControl,
    task: Task,
    *,
    num_jobs: int,
) -> Ran:
    return run_planned(run, networks, log_folder, control, num_jobs=num_jobs, on_event=task.report)
