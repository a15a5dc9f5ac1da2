"""A batch as the window runs it: each photo with its own recipe, paused, resumed, retried.

This module makes the engine's plan and keeps the progress figures of its events.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from pieditor.core.errors import Cancelled, OutputFailed, PieditorError, RecipeInvalid, WrongUsage
from pieditor.core.recipe import FilterSetting, Recipe, TasteUse
from pieditor.core.sentences import sentence
from pieditor.imaging.atomic_write import make_folder, output_failed
from pieditor.imaging.discover import FoundPhoto
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.engine import run_batch
from pieditor.services.batch.lanes import ThreadLane
from pieditor.services.batch.log import BatchLog, End, Kind, append_end
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState, OnEvent, plan
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.originals import original_refused
from pieditor.services.photos.sidecars import SidecarStore


class Existing(StrEnum):
    """The treatment of outputs that exist already."""

    KEEP = "keep"
    REPLACE = "replace"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """The edit that is applied to every photo.

    use_own_edit  start from the edit in the photo's sidecar, otherwise from none
    taste         replaces the photo's own
    filters       replace the photo's own of the same names; its others stay
    """

    use_own_edit: bool = True
    taste: TasteUse | None = None
    filters: tuple[FilterSetting, ...] = ()

    def recipe_for(self, own: Recipe) -> Recipe:
        """The recipe of a photo whose own recipe is `own`; only the parts named here change."""
        recipe = own if self.use_own_edit else Recipe()
        if self.taste is not None:
            # The remainder belongs to the sliders fitted to the previous taste. With fitted
            # sliders, a remainder of 1 renders this taste plus the changes made since the fit.
            taste = replace(self.taste, explained=recipe.explained, remainder=1.0)
            recipe = replace(recipe, taste=taste)
        for setting in self.filters:
            recipe = recipe.with_filter(setting)
        return recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPlan:
    """The requests, and the photos that cannot be enhanced."""

    requests: tuple[EnhanceRequest, ...]
    refused: tuple[tuple[Path, PieditorError], ...] = ()


def plan_batch(
    photos: Sequence[Path],
    treatment: Treatment,
    sidecars: SidecarStore,
    options: OutputOptions,
    out: Path,
    existing: Existing,
    *,
    root: Path | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> BatchPlan:
    """One request per photo, with the recipe that it has now.

    root  photos below it keep their sub-folders under `out`; others go directly into it
    A photo whose sidecar is damaged is refused, because its edit would be missing; so is one whose
    output would replace another of the photos. Raises WrongUsage when `out` holds some of the
    originals, Cancelled when asked to stop.
    """
    real_out = os.path.realpath(out)
    if any(os.path.realpath(folder) == real_out for folder in {p.parent for p in photos}):
        raise WrongUsage(
            sentence("Cannot write into {out}", out=out),
            why=sentence("it is a folder of the originals"),
            remedy=sentence(
                "Choose another folder, {folder} for example.", folder=out / "enhanced"
            ),
        )
    recipes: dict[Path, Recipe] = {}
    refused: list[tuple[Path, PieditorError]] = []
    for photo in photos:
        if is_cancelled():
            raise Cancelled
        try:
            own = sidecars.look(photo).recipe if treatment.use_own_edit else Recipe()
        except RecipeInvalid as error:
            refused.append((photo, error))
            continue
        recipes[photo] = treatment.recipe_for(own)
    found = [FoundPhoto(photo, _root_of(photo, root)) for photo in recipes]
    options = replace(options, overwrite=existing is Existing.REPLACE)
    requests = plan(found, Recipe(), options, out)
    requests = [replace(request, recipe=recipes[request.photo]) for request in requests]
    if existing is Existing.NUMBER:
        requests = numbered(requests)
    sources = {os.path.realpath(photo) for photo in photos}
    allowed = []
    for request in requests:
        if os.path.realpath(request.output) in sources:
            refused.append((request.photo, original_refused(request.output)))
        else:
            allowed.append(request)
    return BatchPlan(requests=tuple(allowed), refused=tuple(refused))


def exists_already(plan: BatchPlan) -> bool:
    """Whether all outputs of a plan exist, so that keeping them would leave nothing to do."""
    return bool(plan.requests) and all(os.path.lexists(r.output) for r in plan.requests)


def _root_of(photo: Path, root: Path | None) -> Path:
    return root if root is not None and photo.is_relative_to(root) else photo.parent


def numbered(
    requests: Sequence[EnhanceRequest], exists: Callable[[Path], bool] = os.path.lexists
) -> list[EnhanceRequest]:
    """The requests with outputs that exist renamed: IMG.jpg to IMG-2.jpg, or the next free one."""
    # Case-folded, for case-insensitive file systems.
    taken = {str(request.output).casefold() for request in requests}
    renamed = []
    for request in requests:
        output, number = request.output, 2
        while exists(output) or (number > 2 and str(output).casefold() in taken):
            output = request.output.with_stem(f"{request.output.stem}-{number}")
            number += 1
        taken.add(str(output).casefold())
        renamed.append(replace(request, output=output))
    return renamed


@dataclass(slots=True)
class BatchControl:
    """The two switches of a running batch; safe to use from any thread."""

    stop: threading.Event = field(default_factory=threading.Event)
    pause: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A batch to run or to continue.

    taste      its name, shown when the batch is offered again
    continues  the logs of interrupted batches that this one replaces
    """

    requests: tuple[EnhanceRequest, ...]
    out: Path
    resume: bool = False
    taste: str | None = None
    continues: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Ran:
    """The number of photos per final state, the log, and the reason if it could not be written."""

    counts: dict[JobState, int]
    log: Path
    problem: OutputFailed | None


def run_planned(
    run: Run,
    networks: Networks,
    logs: Path,
    control: BatchControl,
    *,
    num_jobs: int,
    on_event: OnEvent,
) -> Ran:
    """Run a batch with its log; see `engine.run_batch`.

    Raises OutputFailed before any work if the output folder cannot be made.
    """
    make_folder(run.out)
    log = BatchLog(logs, run.out, Kind.WINDOW)
    try:
        log.plan(run.requests, run.taste)
        for interrupted in run.continues if log.problem is None else ():
            with contextlib.suppress(OSError):  # at worst the batch is offered once more
                append_end(interrupted, End.CONTINUED)
        counts = run_batch(
            run.requests,
            ThreadLane(networks, num_jobs),
            on_event=on_event,
            log=log,
            resume=run.resume,
            # Outputs that the user chose to keep are kept when a batch is continued.
            replaces_own=False,
            stop=control.stop,
            pause=control.pause,
        )
        if not counts[JobState.CANCELLED]:
            log.end()
        problem = None if log.problem is None else output_failed(log.path, log.problem)
        return Ran(counts, log.path, problem)
    finally:
        log.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The progress and speed of a batch, from its events and a clock in seconds.

    active_s  time spent working, without pauses
    since_s   clock time of the last start or resume; None while paused
    """

    total: int
    num_done: int = 0
    num_skipped: int = 0
    num_failed: int = 0
    num_cancelled: int = 0
    active_s: float = 0.0
    since_s: float | None = None

    @property
    def num_ended(self) -> int:
        """The number of photos that need no more work."""
        return self.num_done + self.num_skipped + self.num_failed + self.num_cancelled

    @property
    def num_left(self) -> int:
        """The number of photos that have not ended."""
        return self.total - self.num_ended

    def after(self, event: JobEvent) -> "Progress":
        """The progress after this event."""
        match event.state:
            case JobState.DONE:
                return replace(self, num_done=self.num_done + 1)
            case JobState.SKIPPED:
                return replace(self, num_skipped=self.num_skipped + 1)
            case JobState.FAILED:
                return replace(self, num_failed=self.num_failed + 1)
            case JobState.CANCELLED:
                return replace(self, num_cancelled=self.num_cancelled + 1)
        return self

    def working(self, now_s: float) -> "Progress":
        """Start counting time."""
        return self if self.since_s is not None else replace(self, since_s=now_s)

    def paused(self, now_s: float) -> "Progress":
        """Stop counting time."""
        return replace(self, active_s=self.worked_s(now_s), since_s=None)

    def worked_s(self, now_s: float) -> float:
        """Seconds of work up to now."""
        return self.active_s + (0.0 if self.since_s is None else now_s - self.since_s)

    def photos_per_minute(self, now_s: float) -> float | None:
        """The mean so far, without photos finished in earlier runs; None before the first photo."""
        num_worked, worked_s = self.num_done + self.num_failed, self.worked_s(now_s)
        return 60 * num_worked / worked_s if num_worked and worked_s > 0 else None

    def left_s(self, now_s: float) -> float | None:
        """Estimated seconds left at this pace; None while unknown."""
        pace = self.photos_per_minute(now_s)
        return None if pace is None else 60 * self.num_left / pace
