"""Enhance one photo, from its bytes to its output, and report how that ended."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from pieditor.core.errors import Cancelled, PieditorError
from pieditor.core.sentences import sentence
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.encode import encode_for
from pieditor.imaging.reading import read_photo
from pieditor.services.batch.finished import Finished, describe, with_output
from pieditor.services.batch.requests import (
    EnhanceRequest,
    JobEvent,
    JobState,
    refuse_source_as_output,
    settings_hash,
)
from pieditor.services.develop.develop import develop
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.originals import Outputs, sha256_of

LOG = logging.getLogger("pieditor.batch")


class Permit:
    """The right to write an output, which the thread that waits for the photo can withdraw.

    A decoder or encoder cannot be stopped in the middle of its work, but its output can be dropped.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_withdrawn = self._is_used = False

    def is_withdrawn(self) -> bool:
        """Whether the permit was withdrawn, so that further work is useless."""
        return self._is_withdrawn

    def use(self) -> None:
        """Claim the right before writing; raises Cancelled if it was withdrawn."""
        with self._lock:
            if self._is_withdrawn:
                raise Cancelled
            self._is_used = True

    def withdraw(self) -> bool:
        """Withdraw the right; False when writing has already begun."""
        with self._lock:
            self._is_withdrawn = True
            return not self._is_used


@dataclass(frozen=True, slots=True)
class Written:
    """An output that was written: its entry for the log, and the losses in words."""

    entry: Finished
    losses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A request in progress.

    entry       the source as it was before it was read; None if it was missing
    on_writing  called with the output's entry before the file is written, so that a run that is
                killed between writing and logging can recognise its file later
    """

    request: EnhanceRequest
    entry: Finished | None
    outputs: Outputs
    on_writing: Callable[[Finished], None] = lambda _: None
    permit: Permit = field(default_factory=Permit)


def described(request: EnhanceRequest) -> Finished | None:
    """The source's entry before reading: one replaced meanwhile must not count as done."""
    try:
        return describe(request.photo, request.output, settings_hash(request))
    except OSError:
        return None  # reading it raises the reason


def enhance_one(job: Job, networks: Networks) -> Written:
    """Decode, predict, render, encode one photo. Raises PieditorError or Cancelled."""
    request, is_cancelled = job.request, job.permit.is_withdrawn
    overwrite = request.options.overwrite
    refuse_source_as_output(request)
    job.outputs.must_replace(request.output, overwrite=overwrite)
    photo = read_photo(request.photo, is_cancelled)
    if is_cancelled():
        raise Cancelled
    pixels = develop(
        networks, photo.pixels, request.recipe, alpha=photo.alpha, is_cancelled=is_cancelled
    )
    finished = replace(photo, pixels=pixels)
    del photo, pixels
    encoded = encode_for(finished, request.output, request.options)
    job.permit.use()
    make_folder(request.output.parent)
    # Check again: a file that appeared while the photo was rendered must not be replaced either.
    must_replace = job.outputs.must_replace(request.output, overwrite=overwrite)
    entry = job.entry or describe(request.photo, request.output, settings_hash(request))
    entry = replace(entry, previous_sha256=sha256_of(request.output) if must_replace else "")
    entry = with_output(entry, encoded.data)
    job.on_writing(entry)
    mtime_ns = atomic_write(request.output, encoded.data, overwrite=must_replace)
    entry = replace(entry, output_mtime_ns=mtime_ns, previous_sha256="")
    return Written(entry, encoded.losses)


def attempt(job: Job, networks: Networks) -> JobEvent:
    """Enhance one photo and return the event that ends it; never raises."""
    started = time.monotonic()
    state, error, written = JobState.DONE, None, None
    try:
        if job.permit.is_withdrawn():
            raise Cancelled
        written = enhance_one(job, networks)
    except PieditorError as caught:
        state, error = JobState.FAILED, caught
    except Cancelled:
        state = JobState.CANCELLED
    except Exception as caught:  # the edge of the worker: one photo never stops the others
        state, error = JobState.FAILED, _unexpected(job.request.photo, caught)
    return JobEvent(
        request=job.request,
        state=state,
        error=error,
        seconds=time.monotonic() - started,
        losses=written.losses if written else (),
        entry=written.entry if written else job.entry,
    )


def _unexpected(path: Path, error: Exception) -> PieditorError:
    LOG.exception("unexpected error at %s", path)
    return PieditorError(
        sentence("Could not enhance {path}", path=path),
        why=sentence("an unexpected {name} ({error})", name=type(error).__name__, error=error),
        remedy=sentence("Please report it with the output of 'pieditor doctor'."),
    )
