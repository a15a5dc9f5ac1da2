"""The batch: photos × recipe × output options. The same engine under every front end.

Planning names all outputs before anything is decoded; running decodes, predicts, renders and
encodes several photos side by side. One bad photo never stops the others.
"""

import hashlib
import json
import logging
import os
import threading
import time
from collections.abc import Callable, Sequence, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path

from pieditor.core.errors import OutputRefused, PieditorError, WrongUsage
from pieditor.core.recipe import Recipe, write_recipe
from pieditor.core.render import Cancelled
from pieditor.imaging.atomic_write import atomic_write, make_folder, require_free
from pieditor.imaging.decode import read_photo
from pieditor.imaging.discover import Discovery, FoundPhoto, find_photos
from pieditor.imaging.encode import SUFFIXES, OutputOptions, write_photo
from pieditor.imaging.naming import planned_suffix
from pieditor.models.pienet import PieNet
from pieditor.services.journal import Finished, Journal, describe
from pieditor.services.personal import render_recipe

LOG = logging.getLogger("pieditor.enhance")

# An event can be waited for until it is set, not until it is cleared.
_PAUSE_LOOK_S = 0.05

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
        f"Cannot write {path}",
        why=f"{path.suffix or 'no ending'} is not a format pieditor writes",
        remedy="End the name with .jpg, .png, .tif, .webp or .avif.",
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
    """A photo changed its state; `error` says why it failed."""

    request: EnhanceRequest
    state: JobState
    error: PieditorError | None = None
    seconds: float = 0.0


OnEvent = Callable[[JobEvent], None]


def find_originals(paths: Sequence[Path], out: Path, *, recursive: bool) -> Discovery:
    """The photos to enhance into `out`, which is not looked into when it lies among them.

    WrongUsage when `out` itself is named as a folder of originals: enhanced photos among them would
    be taken for originals the next time.
    """
    for path in paths:
        if os.path.isdir(path) and os.path.realpath(path) == os.path.realpath(out):
            raise WrongUsage(
                f"Cannot write into {out}",
                why="it is the folder of the originals",
                remedy=f"Name another folder, {out / 'enhanced'} for example.",
            )
    return find_photos(paths, recursive=recursive, leave_out=out)


def plan(
    photos: Sequence[FoundPhoto], recipe: Recipe, options: OutputOptions, out: Path
) -> list[EnhanceRequest]:
    """One request per photo; sub-folders are mirrored under `out`.

    Two photos that would get one name (IMG.CR3 beside IMG.JPG) keep their old ending inside the
    name: IMG.CR3.jpg. The plan depends on the list alone, so a shard or a resumed run agrees.
    """
    targets: list[Path] = []
    for found in photos:
        relative = found.path.parent.relative_to(found.root)
        targets.append(out / relative / (found.path.stem + planned_suffix(options, found.path)))
    taken: dict[str, int] = {}
    for target in targets:
        # Case-folded, for file systems that do not tell IMG.jpg from img.jpg.
        key = str(target).casefold()
        taken[key] = taken.get(key, 0) + 1
    requests = []
    used: set[str] = set()
    for index, (found, target) in enumerate(zip(photos, targets, strict=True)):
        if taken[str(target).casefold()] > 1:
            target = target.with_name(found.path.name + target.suffix)
        stem, number = target.stem, 2
        while str(target).casefold() in used:
            target = target.with_name(f"{stem}-{number}{target.suffix}")
            number += 1
        used.add(str(target).casefold())
        requests.append(
            EnhanceRequest(
                id=index, photo=found.path, output=target, recipe=recipe, options=options
            )
        )
    return requests


def shard(requests: Sequence[EnhanceRequest], index: int, count: int) -> list[EnhanceRequest]:
    """Every count-th request from the index-th on, counted from 1: shard 2 of 3 is 2, 5, 8."""
    return list(requests[index - 1 :: count])


def settings_hash(request: EnhanceRequest) -> str:
    """What decides the output besides the source; overwriting or not does not."""
    options = asdict(replace(request.options, overwrite=False))
    text = write_recipe(request.recipe) + json.dumps(options, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def enhance_one(
    request: EnhanceRequest,
    pienet: PieNet,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Decode, predict, render, encode one photo. Raises PieditorError or Cancelled."""
    refuse_source_as_output(request)
    require_free(request.output, overwrite=request.options.overwrite)
    photo = read_photo(request.photo)
    if is_cancelled():
        raise Cancelled
    pixels = render_recipe(
        pienet, photo.pixels, request.recipe, alpha=photo.alpha, is_cancelled=is_cancelled
    )
    finished = replace(photo, pixels=pixels)
    del photo, pixels
    make_folder(request.output.parent)
    write_photo(finished, request.output, request.options)


def refuse_source_as_output(request: EnhanceRequest) -> None:
    """OutputRefused when the output is the photo itself, whatever the overwrite policy."""
    try:
        same = os.path.samefile(request.output, request.photo)
    except OSError:  # one of them does not exist, or a folder of its path does not yet
        same = os.path.realpath(request.output) == os.path.realpath(request.photo)
    if same:
        raise original_refused(request.output)


def original_refused(output: Path) -> OutputRefused:
    """What is said where an output would replace an original."""
    return OutputRefused(
        output,
        "it is the original",
        "Choose another output folder; originals are never written.",
    )


def _unexpected(path: Path, error: Exception) -> PieditorError:
    LOG.exception("unexpected error at %s", path)
    return PieditorError(
        f"Could not enhance {path}",
        why=f"an unexpected {type(error).__name__} ({error})",
        remedy="Please report it with the output of 'pieditor doctor'.",
    )


def is_finished(request: EnhanceRequest, known: Set[Finished]) -> bool:
    """Whether a resumed batch skips this photo; `known` is what the journal has."""
    if not os.path.exists(request.output):
        return False
    try:
        return describe(request.photo, request.output, settings_hash(request)) in known
    except OSError:
        return False  # the photo has gone; reading it will say so


def attempt(
    request: EnhanceRequest,
    pienet: PieNet,
    *,
    known: Set[Finished] | None,
    is_cancelled: Callable[[], bool],
) -> JobEvent:
    """Enhance one photo and say how it ended; never raises.

    known  what a journal knows to be finished, when resuming: such outputs are skipped, and what
           pieditor itself wrote from an older source or with other settings is replaced.
    """
    started = time.monotonic()
    state, error = JobState.DONE, None
    try:
        options = request.options
        if is_cancelled():
            raise Cancelled
        if known is not None:
            if is_finished(request, known):
                return JobEvent(request=request, state=JobState.SKIPPED)
            output = os.path.realpath(request.output)
            if any(entry.output == output for entry in known):
                options = replace(options, overwrite=True)
        enhance_one(replace(request, options=options), pienet, is_cancelled)
    except PieditorError as caught:
        state, error = JobState.FAILED, caught
    except Cancelled:
        state = JobState.CANCELLED
    except Exception as caught:  # the edge of the worker: one photo never stops the others
        state, error = JobState.FAILED, _unexpected(request.photo, caught)
    seconds = time.monotonic() - started
    return JobEvent(request=request, state=state, error=error, seconds=seconds)


def note_end(journal: Journal, event: JobEvent) -> None:
    """Write into the journal how a photo ended."""
    request = event.request
    if event.state is JobState.DONE:
        journal.finish(request.photo, request.output, settings_hash(request))
    elif event.state in (JobState.FAILED, JobState.CANCELLED):
        journal.give_up(request.photo, request.output)


def run_batch(
    requests: Sequence[EnhanceRequest],
    pienet: PieNet,
    *,
    num_jobs: int,
    on_event: OnEvent,
    journal: Journal | None = None,
    resume: bool = False,
    stop: threading.Event | None = None,
    pause: threading.Event | None = None,
) -> dict[JobState, int]:
    """Enhance all photos, `num_jobs` side by side; returns how many ended in which state.

    resume  skip outputs that the journal knows to be finished from this source with these settings
    stop    set it to end: photos not yet written are cancelled, finished ones stay
    pause   while it is set no further photo is begun; those begun come to their end
    Events come from the calling thread, in the order in which things happened.
    """
    stop = stop or threading.Event()
    pause = pause or threading.Event()
    counts = dict.fromkeys(JobState, 0)
    known: set[Finished] = journal.read() if journal and resume else set()

    def tell(event: JobEvent) -> None:
        if event.state not in (JobState.QUEUED, JobState.STARTED):
            counts[event.state] += 1
        on_event(event)

    def work(request: EnhanceRequest) -> JobEvent:
        if journal and not os.path.lexists(request.output):
            journal.begin(request.photo, request.output)
        event = attempt(request, pienet, known=known if resume else None, is_cancelled=stop.is_set)
        if journal:
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
