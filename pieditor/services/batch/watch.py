"""A folder whose new photos are enhanced as they come.

Watching is resuming, again and again: each look plans the whole folder, as `enhance --resume` does,
and what is neither finished nor still growing is done. So it does not matter when photos come, how
often the watching ends and begins, or who else writes into the output folder.
"""

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from pieditor.core.errors import OutputFailed, PieditorError
from pieditor.core.recipe import Recipe
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.engine import is_finished, run_batch
from pieditor.services.batch.lanes import Lane
from pieditor.services.batch.log import BatchLog
from pieditor.services.batch.requests import (
    EnhanceRequest,
    JobEvent,
    JobState,
    OnEvent,
    find_originals,
    plan,
)

LOOK_S = 2.0
# A file that has not changed for that long is whole.
REST_S = 2.0
# Looking takes at most this share of the time, however many photos there are.
_LOOK_SHARE = 0.05
# After a disk failed, so many looks are left out.
_DISK_REST = 15

_Version = tuple[int, int]
"""Size and time of a file: another one is another photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What is done with the photos of a folder."""

    folder: Path
    recipe: Recipe
    options: OutputOptions
    out: Path
    recursive: bool = False


@dataclass(slots=True)
class Watcher:
    """Looks at a folder and enhances what has come.

    make_lane   for the photos of one look
    on_problem  a folder that cannot be looked at: said once, until it can be again
    """

    watch: Watch
    make_lane: Callable[[], Lane]
    log: BatchLog
    on_event: OnEvent
    on_problem: Callable[[PieditorError], None]
    stop: threading.Event
    look_s: float = LOOK_S
    rest_s: float = REST_S
    _seen: dict[Path, tuple[_Version, float]] = field(default_factory=dict)
    # Done, or not to be tried again: of a photo and its output, whose name may change when others
    # come beside it.
    _ended: dict[tuple[Path, Path], _Version] = field(default_factory=dict)
    _planned: set[Path] = field(default_factory=set)
    _whole: dict[Path, _Version] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _has_disk_failed: bool = False

    def run(self) -> None:
        """Until `stop` is set; raises WrongUsage when outputs would be taken for originals."""
        while not self.stop.is_set():
            started = time.monotonic()
            requests = self._ready()
            if requests:
                self._enhance(requests)
            if self._has_disk_failed:
                self.stop.wait(_DISK_REST * self.look_s)
            elif not requests:
                took_s = time.monotonic() - started
                self.stop.wait(max(self.look_s, took_s / _LOOK_SHARE))

    def _enhance(self, requests: list[EnhanceRequest]) -> None:
        self._has_disk_failed = False
        self.log.plan([request for request in requests if request.output not in self._planned])
        self._planned.update(request.output for request in requests)
        run_batch(
            requests, self.make_lane(), on_event=self._take, log=self.log, resume=True,
            stop=self.stop,
        )  # fmt: skip

    def _ready(self) -> list[EnhanceRequest]:
        """What has come, is whole, and was not done before."""
        watch = self.watch
        discovery = find_originals([watch.folder], watch.out, recursive=watch.recursive)
        self._tell(discovery.problems)
        found = {photo.path: _version(photo.path) for photo in discovery.photos}
        for gone in self._seen.keys() - found.keys():
            del self._seen[gone]
        whole = {
            path: version
            for path, version in found.items()
            if version is not None and self._is_whole(path, version)
        }
        if whole == self._whole:
            return []
        # All of them, so that each has the name it would have in the whole.
        ready = []
        for request in plan(discovery.photos, watch.recipe, watch.options, watch.out):
            version = whole.get(request.photo)
            key = request.photo, request.output
            if version is None or version == self._ended.get(key):
                continue
            if is_finished(request, self.log.known):
                self._ended[key] = version
            else:
                ready.append(request)
        if not ready:
            self._whole = whole  # nothing to do until something changes
            self._ended = {key: v for key, v in self._ended.items() if key[0] in found}
        return ready

    def _is_whole(self, path: Path, version: _Version) -> bool:
        now = time.monotonic()
        if path not in self._seen or self._seen[path][0] != version:
            # What was there long before was not copied a moment ago.
            is_old = time.time() - version[1] / 1e9 > self.rest_s
            self._seen[path] = version, now - self.rest_s if is_old else now
        return now - self._seen[path][1] >= self.rest_s

    def _take(self, event: JobEvent) -> None:
        path = event.request.photo
        if isinstance(event.error, OutputFailed) and event.error.is_for_all:
            self._has_disk_failed = True  # the photo is as good as it was: it is tried again
        elif event.state in (JobState.DONE, JobState.SKIPPED, JobState.FAILED):
            # As it was looked at: one that has changed since is another photo.
            self._ended[path, event.request.output] = self._seen[path][0]
        self.on_event(event)

    def _tell(self, problems: tuple[PieditorError, ...]) -> None:
        for problem in problems:
            if str(problem) not in self._told:
                self.on_problem(problem)
        self._told = {str(problem) for problem in problems}


def _version(path: Path) -> _Version | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns
