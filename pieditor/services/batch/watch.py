"""Watch a folder and enhance new photos as they arrive.

Watching is repeated resuming: each scan plans the whole folder, as `enhance --resume` does, and
processes what is neither finished nor still growing. So it does not matter when photos arrive, how
often watching stops and starts, or what else writes into the output folder.
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
# A file that has not changed for this long counts as complete.
REST_S = 2.0
# Scanning takes at most this share of the time, however many photos there are.
_LOOK_SHARE = 0.05
# The number of scans skipped after a disk failure.
_DISK_REST = 15

_Version = tuple[int, int]
"""Size and modification time of a file; a change makes it another photo."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """The folder to watch, and the settings for its photos."""

    folder: Path
    recipe: Recipe
    options: OutputOptions
    out: Path
    recursive: bool = False


@dataclass(slots=True)
class Watcher:
    """Scans a folder and enhances new photos.

    make_lane   makes the lane for the photos of one scan
    on_problem  called once when the folder cannot be read, and again only after it could be
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
    # Photos done or not to be tried again, keyed by photo and output: the output's name may change
    # when other photos arrive.
    _ended: dict[tuple[Path, Path], _Version] = field(default_factory=dict)
    _planned: set[Path] = field(default_factory=set)
    _whole: dict[Path, _Version] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _has_disk_failed: bool = False

    def run(self) -> None:
        """Scan until `stop` is set; raises WrongUsage when outputs would be taken for originals."""
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
        """Requests for photos that are complete and not yet done."""
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
        # Plan all photos, so that each gets the name it has in the whole folder.
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
            self._whole = whole  # nothing to do until the folder changes
            self._ended = {key: v for key, v in self._ended.items() if key[0] in found}
        return ready

    def _is_whole(self, path: Path, version: _Version) -> bool:
        now = time.monotonic()
        if path not in self._seen or self._seen[path][0] != version:
            # A file last changed long ago is not still being copied.
            is_old = time.time() - version[1] / 1e9 > self.rest_s
            self._seen[path] = version, now - self.rest_s if is_old else now
        return now - self._seen[path][1] >= self.rest_s

    def _take(self, event: JobEvent) -> None:
        path = event.request.photo
        if isinstance(event.error, OutputFailed) and event.error.is_for_all:
            self._has_disk_failed = True  # not the photo's fault: it is tried again
        elif event.state in (JobState.DONE, JobState.SKIPPED, JobState.FAILED):
            # The version that was scanned: a photo changed since is another one.
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
