"""The driver of every batch: hands photos to a lane, one per free worker, until all have ended.

One bad photo never stops the others. Two runs over one folder share the photos between them.
"""

import contextlib
import threading
import time
from collections import deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path

from pieditor.core.errors import (
    ModelRefused,
    OutputFailed,
    OutputRefused,
    PieditorError,
    WrongUsage,
)
from pieditor.core.sentences import sentence
from pieditor.imaging.atomic_write import remove_leftovers
from pieditor.services.batch.attempt import Job, described, enhance_one
from pieditor.services.batch.finished import Finished, Known, place_of
from pieditor.services.batch.lanes import Lane
from pieditor.services.batch.log import BatchLog, Claim, Kind
from pieditor.services.batch.requests import (
    EnhanceRequest,
    JobEvent,
    JobState,
    OnEvent,
    may_replace_own,
)
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.originals import Outputs, is_unchanged

# Polling interval: an Event can be waited for until it is set, but not until it is cleared.
_PAUSE_LOOK_S = 0.05
# Polling interval for photos that another run has begun.
_OTHERS_LOOK_S = 0.2
# After a cancel, photos in progress get this much time to finish.
_GRACE_S = 0.6
# Errors of the networks, which are the same for every photo.
_FOR_ALL = (ModelRefused, WrongUsage)
_MOST_DISK_FAILURES = 3  # in a row


def is_finished(request: EnhanceRequest, known: Known, entry: Finished | None = None) -> bool:
    """Whether a resumed batch skips this photo; `known` holds the logs' entries.

    entry  the source as it is now, if already known
    """
    last = known.get(place_of(request.output))
    if last is None or last.is_only_begun:
        return False
    now = entry or described(request)
    return now is not None and last.same_work(now) and is_unchanged(last, request.output)


def run_batch(
    requests: Sequence[EnhanceRequest],
    lane: Lane,
    *,
    on_event: OnEvent,
    log: BatchLog,
    resume: bool = False,
    replaces_own: bool | None = None,
    stop: threading.Event | None = None,
    pause: threading.Event | None = None,
) -> dict[JobState, int]:
    """Enhance all photos on a lane, and close it; returns how many ended in which state.

    log     of the output folder: outputs that it knows may be replaced, new ones are noted in it
    resume  skip outputs that the log lists as finished from this source with these settings
    replaces_own  replace our own outputs of older photos or settings, whatever a request allows;
            None means the same as `resume`
    stop    set it to end within a second: photos not yet written are cancelled, finished ones stay
    pause   while it is set, no photo is begun; photos in progress are finished
    Events are reported on the calling thread, in order. A disk that is full, gone or locked ends
    the batch as `stop` does, so that the rest can be resumed.
    Raises ModelRefused and WrongUsage of the networks, which are the same for every photo.
    """
    may_replace = resume if replaces_own is None else replaces_own
    run = _Run(requests, lane, on_event, log, resume, may_replace, stop or threading.Event())
    return run.to_the_end(pause or threading.Event())


class _Run:
    def __init__(
        self,
        requests: Sequence[EnhanceRequest],
        lane: Lane,
        on_event: OnEvent,
        log: BatchLog,
        resume: bool,
        replaces_own: bool,
        stop: threading.Event,
    ) -> None:
        self._lane, self._on_event, self._log = lane, on_event, log
        self._resume, self._replaces_own, self._stop = resume, replaces_own, stop
        self._counts = dict.fromkeys(JobState, 0)
        self._known_before = dict(log.known)
        self._outputs = Outputs(log.known, [request.photo for request in requests])
        self._waiting = deque(requests)
        # Photos begun by another run, checked again until that run has ended them.
        self._elsewhere: deque[EnhanceRequest] = deque()
        self._running: dict[Future[JobEvent], Job] = {}
        self._looked_at_s = 0.0
        self._disk_failures = 0  # in a row

    def to_the_end(self, pause: threading.Event) -> dict[JobState, int]:
        for folder in {request.output.parent for request in self._waiting}:
            remove_leftovers(folder)
        for request in self._waiting:
            self._tell(JobEvent(request=request, state=JobState.QUEUED))
        try:
            while self._is_unfinished and not self._is_stopping:
                if not pause.is_set():
                    self._look_elsewhere()
                    self._hand_out()
                self._wait(pause)
        except BaseException:
            self._cancel_all()
            raise
        finally:
            self._lane.close()
        if self._is_unfinished:
            self._cancel_all()
        return self._counts

    @property
    def _is_unfinished(self) -> bool:
        return bool(self._waiting or self._elsewhere or self._running)

    @property
    def _is_stopping(self) -> bool:
        return self._stop.is_set() or self._disk_failures >= _MOST_DISK_FAILURES

    def _wait(self, pause: threading.Event) -> None:
        # Use a short timeout while something other than the end of a photo may happen: an end of
        # the pause, of another run, or of the whole batch.
        ended, _ = wait(self._running, timeout=_PAUSE_LOOK_S, return_when=FIRST_COMPLETED)
        if not self._running:
            self._stop.wait(_PAUSE_LOOK_S if pause.is_set() or self._elsewhere else 0.0)
        for future in ended:
            self._take(future)

    def _hand_out(self) -> None:
        """Submit one photo per free worker and no more, so that "started" is true."""
        while self._waiting and len(self._running) < self._lane.num_jobs:
            if self._is_stopping:
                return
            self._begin(self._waiting.popleft())

    def _begin(self, request: EnhanceRequest) -> None:
        entry = described(request)
        claim = self._log.claim(
            request,
            entry,
            lambda: self._is_done(request, entry),
            is_remote=not self._lane.obeys_permits,
        )
        if claim is Claim.DONE:
            self._tell(JobEvent(request=request, state=JobState.SKIPPED, entry=entry))
            return
        if claim is Claim.ELSEWHERE:
            self._elsewhere.append(request)
            return
        self._tell(JobEvent(request=request, state=JobState.STARTED, entry=entry))
        wanted = may_replace_own(request) if self._replaces_own else request
        job = Job(wanted, entry, self._outputs, self._log.note_writing)
        self._running[self._lane.submit(job)] = job

    def _is_done(self, request: EnhanceRequest, entry: Finished | None) -> bool:
        """Whether a resumed batch skips a photo, or another run has finished it meanwhile."""
        last = self._log.known.get(place_of(request.output))
        is_new = last is not None and last is not self._known_before.get(last.output)
        return (self._resume or is_new) and is_finished(request, self._log.known, entry)

    def _look_elsewhere(self) -> None:
        """Requeue photos that other runs no longer work on; finished ones are then skipped."""
        now_s = time.monotonic()
        if not self._elsewhere or now_s - self._looked_at_s < _OTHERS_LOOK_S:
            return
        self._looked_at_s = now_s
        self._log.about.refresh(self._log.path)
        for _ in range(len(self._elsewhere)):
            request = self._elsewhere.popleft()
            if self._log.about.is_begun_elsewhere(place_of(request.output)):
                self._elsewhere.append(request)
            else:
                self._waiting.appendleft(request)  # finished or given up: `claim` finds out which

    def _take(self, future: "Future[JobEvent]") -> None:
        job = self._running.pop(future)
        event = future.result()
        if isinstance(event.error, _FOR_ALL):
            self._tell(JobEvent(request=job.request, state=JobState.CANCELLED, entry=job.entry))
            raise event.error
        if isinstance(event.error, OutputRefused):
            # Another run, not yet known to have begun this photo, may have written its output.
            self._log.about.refresh(self._log.path)
            if self._is_done(job.request, job.entry):
                event = JobEvent(request=job.request, state=JobState.SKIPPED)
        self._tell(event)
        self._look_at_disk(event)

    def _look_at_disk(self, event: JobEvent) -> None:
        """Count disk failures in a row: a single one may only be a photo too large."""
        if event.state is JobState.DONE:
            self._disk_failures = 0
        elif isinstance(event.error, OutputFailed) and event.error.is_for_all:
            self._disk_failures += 1

    def _cancel_all(self) -> None:
        """Let photos that are nearly finished end; withdraw the permits of the others."""
        ended = wait(self._running, timeout=_GRACE_S).done
        # Before events are reported, which may raise: from here on nothing more is written.
        withdrawn = {
            future
            for future, job in self._running.items()
            if future not in ended and job.permit.withdraw()
        }
        for future in ended:
            with contextlib.suppress(*_FOR_ALL):  # such an error is already being raised
                self._take(future)
        for future in withdrawn:
            job = self._running.pop(future)
            # If an output may still be written, the log keeps it as begun.
            entry = job.entry if self._lane.obeys_permits else None
            self._tell(JobEvent(request=job.request, state=JobState.CANCELLED, entry=entry))
        for future in wait(self._running).done:
            self._take(future)
        # These were never begun, so the log needs no entry.
        for request in (*self._elsewhere, *self._waiting):
            self._count(JobEvent(request=request, state=JobState.CANCELLED))
        self._elsewhere.clear()
        self._waiting.clear()

    def _tell(self, event: JobEvent) -> None:
        if event.state not in (JobState.QUEUED, JobState.STARTED):
            self._log.note(event)
        self._count(event)

    def _count(self, event: JobEvent) -> None:
        if event.state not in (JobState.QUEUED, JobState.STARTED):
            self._counts[event.state] += 1
        self._on_event(event)


def render_one(request: EnhanceRequest, networks: Networks, logs: Path) -> tuple[str, ...]:
    """Enhance a single photo; returns the losses of its output, in words.

    logs  the folder of all logs
    Raises PieditorError; OutputRefused also when another run is writing that output.
    """
    log = BatchLog(logs, request.output.parent, Kind.SINGLE)
    entry = described(request)
    try:
        if log.claim(request, entry) is not Claim.BEGUN:
            raise OutputRefused(
                request.output,
                sentence("another run of pieditor is writing it"),
                sentence("Wait for its end, then try again."),
            )
        job = Job(request, entry, Outputs(log.known, [request.photo]), log.note_writing)
        try:
            written = enhance_one(job, networks)
        except PieditorError as error:
            log.note(JobEvent(request=request, state=JobState.FAILED, error=error, entry=entry))
            raise
        log.add(written.entry)
    finally:
        log.close()
    return written.losses
