"""A Dask cluster as a lane: the same attempts, on workers that see the same folders.

Needs the extra `cluster`. Each worker loads the models once. The state of the output folder stays
in this process; only the entry of a photo's own output is sent along.
"""

import functools
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pieditor.core.errors import (
    ModelRefused,
    OutputFailed,
    OutputRefused,
    PieditorError,
    WrongUsage,
)
from pieditor.core.sentences import sentence
from pieditor.services.batch.attempt import Job, attempt
from pieditor.services.batch.finished import Finished, Known, place_of
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.originals import Outputs
from pieditor.services.program.raw_brightness import (
    RawBrightness,
    choose_raw_brightness,
    raw_brightness,
)

# More than there are threads, so that no worker waits for its next photo, but few enough that a
# cancel has little to withdraw.
_JOBS_PER_THREAD = 2
_ASK_S = 2.0

_networks_on = functools.cache(Networks)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A serialisable `JobEvent`: the error as its code and texts."""

    state: JobState
    error: tuple[str, str, str, str, bool] | None
    seconds: float
    losses: tuple[str, ...] = ()
    entry: Finished | None = None


def _attempt_on_worker(
    request: EnhanceRequest,
    provider: str,
    entry: Finished | None,
    known: Known,
    brightness: RawBrightness,
) -> _Answer:
    """Run `attempt` on a worker; of the logs it gets only the entries for this output."""
    choose_raw_brightness(brightness)
    event = attempt(Job(request, entry, Outputs(known)), _networks_on(provider))
    error, words = event.error, None
    if error is not None:
        is_for_all = isinstance(error, OutputFailed) and error.is_for_all
        words = (error.code, error.what, error.why, error.remedy, is_for_all)
    return _Answer(event.state, words, event.seconds, event.losses, event.entry)


class ClusterLane:
    """The workers of the Dask scheduler at an address. Raises WrongUsage when none answers."""

    obeys_permits = False

    def __init__(self, address: str, provider: str) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            raise WrongUsage(
                sentence("Cannot use --scheduler"),
                why=sentence("Dask's 'distributed' is not installed"),
                remedy=sentence("Install pieditor with the extra 'cluster', or use --shard."),
            ) from error
        self._provider = provider
        self._num_jobs, self._asked_at_s = 1, float("-inf")
        try:
            self._client: Any = Client(address, timeout="10s")
        except (OSError, ValueError) as error:
            raise WrongUsage(
                sentence("Cannot reach the scheduler {address}", address=address),
                why=str(error).strip() or type(error).__name__,
                remedy=sentence("Check the address, and that 'dask scheduler' runs there."),
            ) from error

    @property
    def num_jobs(self) -> int:
        """The number of jobs for the current cluster size, which is queried every few seconds."""
        now_s = time.monotonic()
        if now_s - self._asked_at_s > _ASK_S:
            num_threads = sum(map(int, self._client.nthreads().values()))
            self._num_jobs = max(1, _JOBS_PER_THREAD * num_threads)
            self._asked_at_s = now_s
        return self._num_jobs

    def submit(self, job: Job) -> "Future[JobEvent]":
        """See `Lane`."""
        answer: Future[JobEvent] = Future()
        request = job.request
        try:
            job.outputs.must_replace(request.output, overwrite=request.options.overwrite)
        except PieditorError as error:
            answer.set_result(
                JobEvent(request=request, state=JobState.FAILED, error=error, entry=job.entry)
            )
            return answer
        # A worker may have another current folder.
        whole = replace(request, photo=request.photo.absolute(), output=request.output.absolute())
        known = job.outputs.entry(request.output)
        about_this = {place_of(request.output): known} if known else {}
        remote = self._client.submit(
            _attempt_on_worker, whole, self._provider, job.entry, about_this, raw_brightness(),
            pure=False,
        )  # fmt: skip

        def wait() -> None:
            answer.set_result(_event_of(job, remote))

        threading.Thread(target=wait, name="cluster", daemon=True).start()
        return answer

    def close(self) -> None:
        """See `Lane`."""
        self._client.close()


def _event_of(job: Job, remote: Any) -> JobEvent:
    try:
        answer: _Answer = remote.result()
    except BaseException as error:  # the boundary to the worker, which may have died
        what, why = f"Could not enhance {job.request.photo}", f"its worker failed ({error})"
        words = ("error", what, why, "Try again with --resume.", False)
        answer = _Answer(JobState.FAILED, words, seconds=0.0, entry=job.entry)
    return JobEvent(
        request=job.request,
        state=answer.state,
        error=_error_of(answer, job.request.output),
        seconds=answer.seconds,
        losses=answer.losses,
        entry=answer.entry,
    )


def _error_of(answer: _Answer, output: Path) -> PieditorError | None:
    """Rebuild the error; in its own class where the driver distinguishes it."""
    if answer.error is None:
        return None
    code, what, why, remedy, is_for_all = answer.error
    if code == OutputRefused.code:
        return OutputRefused(output, why, remedy)
    if code == OutputFailed.code:
        return OutputFailed(output, why, remedy, is_for_all=is_for_all)
    kind = {c.code: c for c in (ModelRefused, WrongUsage)}.get(code, PieditorError)
    return kind(what, why=why, remedy=remedy)
