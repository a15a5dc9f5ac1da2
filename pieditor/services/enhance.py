"""The batch: photos × recipe × output options. The same engine under every front end.

Planning names all outputs before anything is decoded; running decodes, predicts, renders and
encodes several photos side by side. One bad photo never stops the others.
"""

import contextlib
import hashlib
import json
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path

from pieditor.core.errors import OutputRefused, PieditorError, WrongUsage
from pieditor.core.recipe import Recipe, write_recipe
from pieditor.core.render import Cancelled
from pieditor.core.sentences import sentence
from pieditor.imaging.atomic_write import atomic_write, make_folder
from pieditor.imaging.decode import read_photo
from pieditor.imaging.discover import Discovery, FoundPhoto, find_photos
from pieditor.imaging.encode import SUFFIXES, OutputOptions, write_photo
from pieditor.imaging.naming import planned_suffix
from pieditor.models.pienet import PieNet
from pieditor.services.journal import (
    Finished,
    Journal,
    Known,
    describe,
    place_of,
    with_output,
)
from pieditor.services.originals import Outputs, is_unchanged, original_refused, outputs_of
from pieditor.services.personal import render_recipe
from pieditor.services.raw_brightness import RawBrightness, raw_brightness

LOG = logging.getLogger("pieditor.enhance")

# An event can be waited for until it is set, not until it is cleared.
_PAUSE_LOOK_S = 0.05
_LOOKS_AT_JOURNAL = 20  # a second in all

# What front ends need of imaging.
__all__ = ["OutputOptions", "atomic_write", "make_folder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhanceRequest:
    """All that is needed to enhance one photo; nothing is looked up later."""

    id: int
    photo: Path
    output: Path
    recipe: Recipe
    options: OutputOptions


def format_for(path: Path) -> str:
    """The output format that a file's ending asks for; WrongUsage for an unknown one."""
    for name, suffixes in SUFFIXES.items():
        if path.suffix.lower() in suffixes:
            return name
    raise WrongUsage(
        sentence("Cannot write {path}", path=path),
        why=sentence("{ending} is not a format pieditor writes", ending=path.suffix or "no ending"),
        remedy=sentence("End the name with .jpg, .png, .tif, .webp or .avif."),
    )


class JobState(Enum):
    """Where a photo is in a batch."""

    QUEUED = "queued"
    STARTED = "started"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobEvent:
    """A photo changed its state.

    error   why it failed
    losses  parts of the photo that its output lacks, in words
    entry   the output's entry for the journal, once it is written
    """

    request: EnhanceRequest
    state: JobState
    error: PieditorError | None = None
    seconds: float = 0.0
    losses: tuple[str, ...] = ()
    entry: Finished | None = None


OnEvent = Callable[[JobEvent], None]


def find_originals(paths: Sequence[Path], out: Path, *, recursive: bool) -> Discovery:
    """The photos to enhance into `out`, which is not looked into when it lies among them.

    WrongUsage when `out` itself is named as a folder of originals: enhanced photos among them would
    be taken for originals the next time.
    """
    for path in paths:
        if os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(out):
            raise WrongUsage(
                sentence("Cannot write into {out}", out=out),
                why=sentence("it is the folder of the originals"),
                remedy=sentence(
                    "Name another folder, {folder} for example.", folder=out / "enhanced"
                ),
            )
    return find_photos(paths, recursive=recursive, leave_out=out)


def plan(
    photos: Sequence[FoundPhoto], recipe: Recipe, options: OutputOptions, out: Path
) -> list[EnhanceRequest]:
    """One request per photo; sub-folders are mirrored under `out`.

    Where several photos would get one name, the first that has the output's format already gets it.
    The others keep their old ending inside the name (IMG.CR3.jpg beside IMG.jpg), or get a number
    (IMG-2.jpg for the IMG.jpg of another folder). The plan depends on the list alone, so a shard or
    a resumed run agrees.
    """
    wanted: list[Path] = []
    for found in photos:
        relative = found.path.parent.relative_to(found.root)
        wanted.append(out / relative / (found.path.stem + planned_suffix(options, found.path)))
    # Case-folded, for file systems that take IMG.jpg and img.jpg for the same.
    keys = [str(target).casefold() for target in wanted]
    contested = {key for key, count in Counter(keys).items() if count > 1}
    used = {key for key in keys if key not in contested}
    targets: dict[int, Path] = {i: wanted[i] for i, key in enumerate(keys) if key in used}
    # First those that keep their ending, then those whose ending changes.
    waiting = [index for index in range(len(wanted)) if index not in targets]
    waiting.sort(key=lambda index: photos[index].path.suffix != wanted[index].suffix)
    for index in waiting:
        target, source = wanted[index], photos[index].path
        if str(target).casefold() in used and source.suffix != target.suffix:
            target = target.with_name(source.name + target.suffix)
        stem, number = target.stem, 2
        while str(target).casefold() in used:
            target = target.with_name(f"{stem}-{number}{target.suffix}")
            number += 1
        used.add(str(target).casefold())
        targets[index] = target
    return [
        EnhanceRequest(
            id=index, photo=found.path, output=targets[index], recipe=recipe, options=options
        )
        for index, found in enumerate(photos)
    ]


def shard(requests: Sequence[EnhanceRequest], index: int, count: int) -> list[EnhanceRequest]:
    """Every count-th request from the index-th on, counted from 1: shard 2 of 3 is 2, 5, 8."""
    return list(requests[index - 1 :: count])


def settings_hash(request: EnhanceRequest) -> str:
    """What decides the output besides the source; overwriting or not does not."""
    options = asdict(replace(request.options, overwrite=False))
    text = write_recipe(request.recipe) + json.dumps(options, sort_keys=True)
    if raw_brightness() is not RawBrightness.CAMERA:
        text += raw_brightness().value
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Written:
    """An output that was written: its entry for the journal, and in words what is not in it."""

    entry: Finished
    losses: tuple[str, ...]


def enhance_one(
    request: EnhanceRequest,
    pienet: PieNet,
    outputs: Outputs,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Decode, predict, render, encode one photo. Raises PieditorError or Cancelled.

    outputs  the rule by which an existing file may be replaced or not
    """
    overwrite = request.options.overwrite
    refuse_source_as_output(request)
    outputs.must_replace(request.output, overwrite=overwrite)
    # Before decoding: a source that is replaced meanwhile must not count as done.
    try:
        entry = describe(request.photo, request.output, settings_hash(request))
    except OSError:
        entry = None  # reading it says why
    photo = read_photo(request.photo)
    if is_cancelled():
        raise Cancelled
    pixels = render_recipe(
        pienet, photo.pixels, request.recipe, alpha=photo.alpha, is_cancelled=is_cancelled
    )
    finished = replace(photo, pixels=pixels)
    del photo, pixels
    make_folder(request.output.parent)
    # Once more: what appeared while the photo was rendered is not replaced either.
    must_replace = outputs.must_replace(request.output, overwrite=overwrite)
    options = replace(request.options, overwrite=must_replace)
    encoded = write_photo(finished, request.output, options)
    if entry is None:
        entry = describe(request.photo, request.output, settings_hash(request))
    return Written(with_output(entry, request.output, encoded.data), encoded.losses)


def render_one(request: EnhanceRequest, pienet: PieNet, journals: Path) -> tuple[str, ...]:
    """Enhance one photo by itself, with the journal of its output's folder; returns the losses.

    journals  the folder of all journals
    """
    journal = Journal(journals, request.output.parent)
    try:
        written = enhance_one(request, pienet, outputs_of(journal, [request.photo]))
        journal.add(written.entry)
    finally:
        journal.close()
    return written.losses


def refuse_source_as_output(request: EnhanceRequest) -> None:
    """OutputRefused when the output is the photo itself, whatever the overwrite policy."""
    try:
        same = os.path.samefile(request.output, request.photo)
    except OSError:  # one of them does not exist, or a folder of its path does not yet
        same = os.path.realpath(request.output) == os.path.realpath(request.photo)
    if same:
        raise original_refused(request.output)


def _unexpected(path: Path, error: Exception) -> PieditorError:
    LOG.exception("unexpected error at %s", path)
    return PieditorError(
        sentence("Could not enhance {path}", path=path),
        why=sentence("an unexpected {name} ({error})", name=type(error).__name__, error=error),
        remedy=sentence("Please report it with the output of 'pieditor doctor'."),
    )


def is_finished(request: EnhanceRequest, known: Known) -> bool:
    """Whether a resumed batch skips this photo; `known` is what the journal has."""
    entry = known.get(place_of(request.output))
    if entry is None or entry.is_only_begun:
        return False
    try:
        now = describe(request.photo, request.output, settings_hash(request))
    except OSError:
        return False  # the photo has gone; reading it will say so
    return entry.same_work(now) and is_unchanged(entry, request.output)


def attempt(
    request: EnhanceRequest,
    pienet: PieNet,
    *,
    outputs: Outputs,
    is_cancelled: Callable[[], bool],
) -> JobEvent:
    """Enhance one photo and say how it ended; never raises."""
    started = time.monotonic()
    state, error, written = JobState.DONE, None, None
    try:
        if is_cancelled():
            raise Cancelled
        written = enhance_one(request, pienet, outputs, is_cancelled)
    except PieditorError as caught:
        state, error = JobState.FAILED, caught
    except Cancelled:
        state = JobState.CANCELLED
    except Exception as caught:  # the edge of the worker: one photo never stops the others
        state, error = JobState.FAILED, _unexpected(request.photo, caught)
    return JobEvent(
        request=request,
        state=state,
        error=error,
        seconds=time.monotonic() - started,
        losses=written.losses if written else (),
        entry=written.entry if written else None,
    )


def note_begin(journal: Journal, request: EnhanceRequest) -> None:
    """Write into the journal that an output which does not exist may appear from now on."""
    if not os.path.lexists(request.output):
        with contextlib.suppress(OSError):  # the photo has gone; reading it will say so
            journal.begin(describe(request.photo, request.output, ""))


def note_end(journal: Journal, event: JobEvent) -> None:
    """Write into the journal how a photo ended."""
    request = event.request
    if event.state is JobState.DONE and event.entry is not None:
        journal.add(event.entry)
    elif event.state in (JobState.FAILED, JobState.CANCELLED):
        with contextlib.suppress(OSError):
            journal.give_up(describe(request.photo, request.output, ""))


def may_replace_own(request: EnhanceRequest) -> EnhanceRequest:
    """The request of a resumed batch: it replaces its own outputs of older photos or settings."""
    return replace(request, options=replace(request.options, overwrite=True))


def _is_finished_elsewhere(
    request: EnhanceRequest, journal: Journal, stop: threading.Event
) -> bool:
    """Whether another run over the same folder has finished the photo in the meantime.

    Between the file's name and its line in the journal lies an instant, which is waited for.
    """
    for _ in range(_LOOKS_AT_JOURNAL):
        known = journal.read()
        if is_finished(request, known):
            return True
        entry = known.get(place_of(request.output))
        if entry is None or not entry.is_only_begun or stop.wait(_PAUSE_LOOK_S):
            return False
    return False


def run_batch(
    requests: Sequence[EnhanceRequest],
    pienet: PieNet,
    *,
    num_jobs: int,
    on_event: OnEvent,
    journal: Journal,
    resume: bool = False,
    stop: threading.Event | None = None,
    pause: threading.Event | None = None,
) -> dict[JobState, int]:
    """Enhance all photos, `num_jobs` side by side; returns how many ended in which state.

    journal of the output folder: what is in it may be replaced, and what is written is noted in it
    resume  skip outputs that the journal knows to be finished from this source with these settings
    stop    set it to end: photos not yet written are cancelled, finished ones stay
    pause   while it is set no further photo is begun; those begun come to their end
    Events come from the calling thread, in the order in which things happened.
    """
    stop = stop or threading.Event()
    pause = pause or threading.Event()
    counts = dict.fromkeys(JobState, 0)
    known = journal.read()
    outputs = Outputs(known, [request.photo for request in requests])

    def tell(event: JobEvent) -> None:
        if event.state not in (JobState.QUEUED, JobState.STARTED):
            counts[event.state] += 1
        on_event(event)

    def work(request: EnhanceRequest) -> JobEvent:
        if resume:
            if is_finished(request, known):
                return JobEvent(request=request, state=JobState.SKIPPED)
            request = may_replace_own(request)
        note_begin(journal, request)
        event = attempt(request, pienet, outputs=outputs, is_cancelled=stop.is_set)
        if resume and isinstance(event.error, OutputRefused):
            if _is_finished_elsewhere(request, journal, stop):
                return JobEvent(request=request, state=JobState.SKIPPED)
        note_end(journal, event)
        return event

    for request in requests:
        tell(JobEvent(request=request, state=JobState.QUEUED))
    waiting = list(reversed(requests))
    running: set[Future[JobEvent]] = set()
    with ThreadPoolExecutor(num_jobs, thread_name_prefix="enhance") as pool:
        try:
            while waiting or running:
                # Handing out one photo per free worker keeps "started" true.
                while waiting and len(running) < num_jobs:
                    if pause.is_set() and not stop.is_set():
                        break
                    request = waiting.pop()
                    tell(JobEvent(request=request, state=JobState.STARTED))
                    running.add(pool.submit(work, request))
                if not running:
                    stop.wait(_PAUSE_LOOK_S)
                    continue
                finished, running = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    tell(future.result())
        except KeyboardInterrupt:
            stop.set()
            for future in wait(running).done:  # those near their end come to it
                tell(future.result())
            raise
        except BaseException:
            stop.set()
            raise
    return counts
