"""The batch on a Dask cluster: the same requests, attempted by workers that see the same folders.

Needs the extra `cluster`. Each worker loads the models once.
"""

import functools
import os
from collections.abc import Sequence
from dataclasses import replace

from pieditor.core.errors import PieditorError, WrongUsage
from pieditor.services.enhance import (
    EnhanceRequest,
    JobEvent,
    JobState,
    OnEvent,
    attempt,
    note_end,
)
from pieditor.services.journal import Finished, Journal
from pieditor.services.personal import open_pienet

_open_once = functools.cache(open_pienet)


def _attempt_on_worker(
    request: EnhanceRequest, provider: str, known: frozenset[Finished] | None
) -> tuple[JobState, tuple[str, str, str] | None, float]:
    """`attempt` with an answer that travels: errors as their three sentences."""
    event = attempt(request, _open_once(provider), known=known, is_cancelled=lambda: False)
    words = (event.error.what, event.error.why, event.error.remedy) if event.error else None
    return event.state, words, event.seconds


def run_on_cluster(
    requests: Sequence[EnhanceRequest],
    address: str,
    provider: str,
    *,
    on_event: OnEvent,
    journal: Journal | None = None,
    resume: bool = False,
) -> dict[JobState, int]:
    """Enhance all photos on the workers of the scheduler at `address`; see `run_batch`."""
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise WrongUsage(
            "Cannot use --scheduler",
            why="Dask's 'distributed' is not installed",
            remedy="Install pieditor with the extra 'cluster', or use --shard.",
        ) from error
    known = frozenset(journal.read()) if journal and resume else None
    counts = dict.fromkeys(JobState, 0)
    try:
        client = Client(address, timeout="10s")
    except (OSError, ValueError) as error:
        raise WrongUsage(
            f"Cannot reach the scheduler {address}",
            why=str(error).strip() or type(error).__name__,
            remedy="Check the address, and that 'dask scheduler' runs there.",
        ) from error
    with client:
        jobs = {}
        for request in requests:
            on_event(JobEvent(request=request, state=JobState.QUEUED))
            if journal and not os.path.lexists(request.output):
                journal.begin(request.photo, request.output)
            # A worker's current folder is not ours.
            whole = replace(
                request, photo=request.photo.absolute(), output=request.output.absolute()
            )
            jobs[client.submit(_attempt_on_worker, whole, provider, known, pure=False)] = request
        for job in as_completed(jobs):
            request = jobs[job]
            try:
                state, words, seconds = job.result()
            except Exception as error:  # the edge of the worker, which may have died
                what, why = f"Could not enhance {request.photo}", f"its worker failed ({error})"
                state, seconds = JobState.FAILED, 0.0
                words = (what, why, "Try again with --resume.")
            error_here = PieditorError(words[0], why=words[1], remedy=words[2]) if words else None
            counts[state] += 1
            event = JobEvent(request=request, state=state, error=error_here, seconds=seconds)
            if journal:
                note_end(journal, event)
            on_event(event)
    return counts
