"""The batch on a Dask cluster: the same requests, attempted by workers that see the same folders.

Needs the extra `cluster`. Each worker loads the models once.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pieditor.core.errors import PieditorError, WrongUsage
from pieditor.core.sentences import sentence
from pieditor.services.enhance import (
    EnhanceRequest,
    JobEvent,
    JobState,
    OnEvent,
    attempt,
    is_finished,
    may_replace_own,
    note_begin,
    note_end,
)
from pieditor.services.journal import Finished, Journal, Known
from pieditor.services.originals import Outputs
from pieditor.services.personal import open_pienet
from pieditor.services.raw_brightness import (
    RawBrightness,
    choose_raw_brightness,
    raw_brightness,
)

_open_once = functools.cache(open_pienet)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A `JobEvent` that travels: the error as its three sentences."""

    state: JobState
    words: tuple[str, str, str] | None
    seconds: float
    losses: tuple[str, ...] = ()
    entry: Finished | None = None


def _attempt_on_worker(
    request: EnhanceRequest, provider: str, known: Known, brightness: RawBrightness
) -> _Answer:
    """`attempt`; of the journal, only what concerns this output comes along."""
    choose_raw_brightness(brightness)
    event = attempt(
        request, _open_once(provider), outputs=Outputs(known), is_cancelled=lambda: False
    )
    words = (event.error.what, event.error.why, event.error.remedy) if event.error else None
    return _Answer(event.state, words, event.seconds, event.losses, event.entry)


def run_on_cluster(
    requests: Sequence[EnhanceRequest],
    address: str,
    provider: str,
    *,
    on_event: OnEvent,
    journal: Journal,
    resume: bool = False,
) -> dict[JobState, int]:
    """Enhance all photos on the workers of the scheduler at `address`; see `run_batch`."""
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise WrongUsage(
            sentence("Cannot use --scheduler"),
            why=sentence("Dask's 'distributed' is not installed"),
            remedy=sentence("Install pieditor with the extra 'cluster', or use --shard."),
        ) from error
    known = journal.read()
    outputs = Outputs(known, [request.photo for request in requests])
    counts = dict.fromkeys(JobState, 0)

    def finish(event: JobEvent) -> None:
        counts[event.state] += 1
        on_event(event)

    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise WrongUsage(
            sentence("Cannot reach the scheduler {address}", address=address),
            why=str(error).strip() or type(error).__name__,
            remedy=sentence("Check the address, and that 'dask scheduler' runs there."),
        ) from error
    with client:
        jobs = {}
        for request in requests:
            on_event(JobEvent(request=request, state=JobState.QUEUED))
            if resume and is_finished(request, known):
                finish(JobEvent(request=request, state=JobState.SKIPPED))
                continue
            if resume:
                request = may_replace_own(request)
            try:
                outputs.must_replace(request.output, overwrite=request.options.overwrite)
            except PieditorError as error:
                finish(JobEvent(request=request, state=JobState.FAILED, error=error))
                continue
            note_begin(journal, request)
            # A worker's current folder is not ours.
            whole = replace(
                request, photo=request.photo.absolute(), output=request.output.absolute()
            )
            entry = outputs.entry(request.output)
            about_this = {entry.output: entry} if entry else {}
            job = client.submit(
                _attempt_on_worker, whole, provider, about_this, raw_brightness(), pure=False
            )
            jobs[job] = request
        for job in as_completed(jobs):
            request = jobs[job]
            try:
                answer = job.result()
            except Exception as error:  # the edge of the worker, which may have died
                what, why = f"Could not enhance {request.photo}", f"its worker failed ({error})"
                answer = _Answer(
                    JobState.FAILED, (what, why, "Try again with --resume."), seconds=0.0
                )
            event = _event_of(request, answer)
            note_end(journal, event)
            finish(event)
    return counts


def _event_of(request: EnhanceRequest, answer: _Answer) -> JobEvent:
    words = answer.words
    return JobEvent(
        request=request,
        state=answer.state,
        error=PieditorError(words[0], why=words[1], remedy=words[2]) if words else None,
        seconds=answer.seconds,
        losses=answer.losses,
        entry=answer.entry,
    )
