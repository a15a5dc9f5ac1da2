"""The record of a batch: an append-only JSON Lines file, synced to disk after each photo.

    {"log": "pieditor batch", "version": 1, "kind": …, "out": …, "taste": …, "options": {…}}
    {"recipe": {…}}                                    each recipe once, counted from 0
    {"photo": …, "output": …, "recipe": 0}             the plan
    {"state": "started" | "writing" | "done" | …, "output": …, …}   what happened
    {"end": "finished" | "continued" | "discarded"}

From it are read what a resumed batch skips and what may be replaced (`OutFolder`), and the batch to
offer again (`unfinished`). Logs are kept in the user's data folder, grouped by output folder, so
that photo folders get no extra files. A line that a crash truncated is ignored.

While a batch runs, its log is locked, and other runs over the same folder can read which photos it
has begun.
"""

import contextlib
import errno
import hashlib
import json
import os
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import Enum, StrEnum, auto
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from pieditor.core.json_text import read_json
from pieditor.core.recipe import write_recipe
from pieditor.files.documents import BATCH_LOG, open_document
from pieditor.files.locks import is_locked, lock
from pieditor.services.batch.finished import BEGUN, Finished, Known, entry_of, place_of
from pieditor.services.batch.requests import EnhanceRequest, JobEvent, JobState

FORMAT, VERSION = "pieditor batch", 1
_ENDING = ".log"
# Log of outputs that were written one at a time, by `render` and by the demonstration.
_SINGLE = "single" + _ENDING
_CLAIMS = "claims"
_END_BYTES = 64  # enough for the line that ends a log
# A state that only version 0.x wrote.
_GIVEN_UP = "given up"
_STARTED, _WRITING = JobState.STARTED.value, "writing"


class Kind(StrEnum):
    """The front end that runs a batch."""

    COMMAND = "command"
    WINDOW = "window"
    WATCH = "watch"
    SINGLE = "single"


class Claim(Enum):
    """The result of an attempt to claim a photo."""

    BEGUN = auto()
    ELSEWHERE = auto()
    DONE = auto()


class End(StrEnum):
    """The reason why a log ends; a log without one is of an interrupted batch."""

    FINISHED = "finished"
    CONTINUED = "continued"
    DISCARDED = "discarded"


@dataclass(slots=True)
class _Reader:
    """An incremental reader of another run's log."""

    path: Path
    offset: int = 0
    has_ended: bool = False

    def rows(self) -> Iterator[dict[str, Any]]:
        """The complete lines written since the last call."""
        try:
            with open_document(self.path, BATCH_LOG) as file:
                file.seek(self.offset)
                data = file.read()
        except OSError:
            return
        whole = data[: data.rfind(b"\n") + 1]
        self.offset += len(whole)
        for line in whole.split(b"\n"):
            try:
                row = read_json(line)
            except ValueError:
                continue
            if isinstance(row, dict):
                self.has_ended = self.has_ended or "end" in row
                yield row


class OutFolder:
    """The outputs known from the logs of an output folder and of its parent folders.

    A batch of a parent folder may have written here, into a sub-folder of its own.
    """

    def __init__(self, logs: Path, out: Path) -> None:
        self._out = Path(os.path.realpath(out))
        self.folder = logs / _name(self._out)
        self._known: dict[str, Finished] = {}
        # For outputs being written, or left so by a killed run: the entry known before.
        self._unsettled: dict[str, Finished | None] = {}
        self._begun_by: dict[str, Path] = {}  # outputs begun but not ended, by which log
        self._at: dict[str, float] = {}
        self._seen: set[str] = set()
        self._growing: dict[str, _Reader] = {}
        for folder in reversed([self._out, *self._out.parents]):
            name = _name(folder)
            self._take_all(_Reader(logs / f"{name}.jsonl"))  # of version 0.x
            self._take_folder(logs / name)

    @property
    def known(self) -> Known:
        """The last entry of every output, including ones begun and not given up; a live mapping."""
        return self._known

    def refresh(self, own: Path | None = None) -> None:
        """Read what other runs have written since; `own` is the log of this run."""
        self._take_folder(self.folder, own)
        for name, reader in list(self._growing.items()):
            is_running = is_alive(reader.path)  # before reading, so that no last line is missed
            self._take_all(reader)
            if reader.has_ended or not is_running:
                del self._growing[name]

    def is_begun_elsewhere(self, output: str) -> bool:
        """Whether another live run is working on an output; call `refresh` first."""
        path = self._begun_by.get(output)
        return path is not None and path.name in self._growing and is_alive(path)

    def take(self, row: Mapping[str, Any], log: Path) -> None:
        """Apply one line of a log."""
        try:
            entry = entry_of(row)
        except (KeyError, TypeError, ValueError):
            return
        place, at = entry.output, row.get("at", 0.0)
        state = row.get("state", JobState.DONE.value)
        if entry.settings == BEGUN:
            state = JobState.STARTED.value
        elif entry.settings == _GIVEN_UP:
            state = JobState.FAILED.value
        if state == JobState.STARTED.value:
            self._begun_by[place] = log
        elif state != _WRITING and self._begun_by.get(place) == log:
            del self._begun_by[place]
        # Logs are read one after the other, so lines may arrive out of chronological order.
        if not isinstance(at, (int, float)) or at < self._at.get(place, 0.0):
            return
        if state == JobState.DONE.value:
            self._known[place] = entry
            self._unsettled.pop(place, None)
        elif state == _WRITING or entry.settings == BEGUN:
            self._unsettled.setdefault(place, self._known.get(place))
            self._known[place] = entry
        elif state != JobState.STARTED.value and place in self._unsettled:
            before = self._unsettled.pop(place)
            if before is None:
                del self._known[place]
            else:
                self._known[place] = before
        else:
            return
        self._at[place] = at

    def time_of(self, place: str) -> float:
        """The time of the last line about an output; 0 if there is none."""
        return self._at.get(place, 0.0)

    def _take_folder(self, folder: Path, own: Path | None = None) -> None:
        with contextlib.suppress(OSError):
            names = sorted(name for name in os.listdir(folder) if name.endswith(_ENDING))
            for name in names:
                path = folder / name
                if str(path) in self._seen or path == own:
                    continue
                self._seen.add(str(path))
                reader = _Reader(path)
                is_here = folder == self.folder
                was_running = is_here and is_alive(path)
                self._take_all(reader)
                # Check again: it may have been locked since.
                is_running = was_running or (is_here and is_alive(path))
                if reader.offset == 0:  # just created; it is read again later
                    self._seen.discard(str(path))
                elif is_running and not reader.has_ended:
                    self._growing[name] = reader

    def _take_all(self, reader: _Reader) -> None:
        for row in reader.rows():
            self.take(row, reader.path)


class BatchLog:
    """The log of one batch while it runs. Safe to use from several threads.

    A log that cannot be written does not stop the batch: photos matter more.

    problem  the reason why it could not be written, or None
    events   the events that ended photos in this run
    """

    def __init__(self, logs: Path, out: Path, kind: Kind = Kind.COMMAND) -> None:
        self._out, self._kind = out, kind
        self.about = OutFolder(logs, out)
        # Names sort by time.
        name = f"{time.time_ns():020}-{secrets.token_hex(4)}{_ENDING}"
        self.path = self.about.folder / (_SINGLE if kind is Kind.SINGLE else name)
        self.problem: OSError | None = None
        self.events: list[JobEvent] = []
        self._lock = threading.Lock()
        self._file: IO[bytes] | None = None
        self._recipes: dict[str, int] = {}  # recipes already written, and their numbers

    @property
    def known(self) -> Known:
        """See `OutFolder.known`."""
        return self.about.known

    def plan(self, requests: Sequence[EnhanceRequest], taste: str | None = None) -> None:
        """Write the plan before work begins; a watched folder does so at each scan."""
        if not requests:
            return
        head = {
            "log": FORMAT, "version": VERSION, "kind": self._kind.value,
            "out": os.path.abspath(self._out), "taste": taste, "at": time.time(),
            "options": asdict(requests[0].options),
        }  # fmt: skip
        rows: list[dict[str, Any]] = [] if self._recipes else [head]
        recipes = self._recipes
        texts: dict[int, str] = {}  # cached: most photos share one recipe, and a taste is 3 kB
        for request in requests:
            text = texts.get(id(request.recipe))
            if text is None:
                text = texts[id(request.recipe)] = write_recipe(request.recipe)
            if text not in recipes:
                recipes[text] = len(recipes)
                rows.append({"recipe": json.loads(text)})
            rows.append(
                {
                    "photo": os.path.abspath(request.photo),
                    "output": os.path.abspath(request.output),
                    "recipe": recipes[text],
                }
            )
        self._append(rows)

    def claim(
        self,
        request: EnhanceRequest,
        entry: Finished | None,
        is_done: Callable[[], bool] = lambda: False,
        *,
        is_remote: bool = False,
    ) -> Claim:
        """Begin a photo, unless another run is working on it or has finished it.

        entry    the source as it is now; None if it is missing
        is_done  called under the lock, after the logs of other runs were read
        is_remote  the output is written by another computer, which cannot call `note_writing`
        """
        with self._alone():
            self.about.refresh(self.path)
            if self.about.is_begun_elsewhere(place_of(request.output)):
                return Claim.ELSEWHERE
            if is_done():
                return Claim.DONE
            if entry is not None:
                # A remote worker writes no log line; the name of pieditor in its file has to
                # identify it.
                is_open = is_remote and not os.path.lexists(request.output)
                self._note(replace(entry, settings=BEGUN) if is_open else entry, _STARTED)
        return Claim.BEGUN

    def note_writing(self, entry: Finished) -> None:
        """Log an output's entry before the file is written."""
        self._note(entry, _WRITING)

    def note(self, event: JobEvent) -> None:
        """Log how a photo ended; on disk when this returns."""
        if self._kind is not Kind.WATCH:  # a watch may run for weeks
            self.events.append(event)
        more: dict[str, Any] = {}
        if event.seconds:
            more["seconds"] = round(event.seconds, 3)
        if event.losses:
            more["losses"] = [str(loss) for loss in event.losses]
        if event.error is not None:
            error = event.error
            more["error"] = [error.code, str(error.what), str(error.why), str(error.remedy)]
        if event.state is JobState.SKIPPED:
            place = place_of(event.request.output)
            self._append([{"state": event.state.value, "output": place}], is_synced=False)
        elif event.entry is not None:
            self._note(event.entry, event.state.value, more)

    def add(self, entry: Finished) -> None:
        """Log an output that was written outside a batch."""
        self._note(entry, JobState.DONE.value)

    def end(self, end: End = End.FINISHED) -> None:
        """Write the end line: nothing is left to do."""
        if self._file is not None:
            self._append([{"end": end.value}])

    def close(self) -> None:
        """Close the file, which releases its lock."""
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None

    def _note(
        self, entry: Finished, state: str, more: Mapping[str, Any] = MappingProxyType({})
    ) -> None:
        # If the clock was set back, later lines must still get a later time.
        at = max(time.time(), self.about.time_of(entry.output))
        row = {"state": state, "at": at, **asdict(entry), **more}
        self._append([row])
        self.about.take(row, self.path)

    def _append(self, rows: Iterable[Mapping[str, Any]], *, is_synced: bool = True) -> None:
        data = b"".join(json.dumps(row).encode("ascii") + b"\n" for row in rows)
        with self._lock:
            try:
                if self._file is None:
                    self._file = self._open()
                if self.problem is not None:
                    data = b"\n" + data  # ends a truncated line
                # One write call, so that lines of several writers never interleave.
                if self._file.write(data) < len(data):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                if is_synced:
                    os.fsync(self._file.fileno())
            except OSError as error:
                self.problem = error

    def _open(self) -> IO[bytes]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("ab", buffering=0)
        if self._kind is Kind.SINGLE:
            file.write(b"\n" if file.tell() else b"")  # ends a line that a crash truncated
        else:
            with contextlib.suppress(OSError):  # some network disks do not support locks
                lock(file, wait=True)
        return file

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Lock the folder's claims, so that no other run begins a photo meanwhile."""
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):
                self.path.parent.mkdir(parents=True, exist_ok=True)
                file = stack.enter_context((self.path.parent / _CLAIMS).open("ab"))
                lock(file, wait=True)
            yield


def is_alive(log: Path) -> bool:
    """Whether the run that writes a log is still alive, that is, holds the log's lock."""
    return log.name != _SINGLE and is_locked(log)


def rows_of(log: Path) -> Iterator[dict[str, Any]]:
    """The lines of a log, in order."""
    yield from _Reader(log).rows()


def logs_in(logs: Path) -> list[Path]:
    """All logs of batches, the newest first."""
    return sorted(
        (path for path in logs.glob(f"*/*{_ENDING}") if path.name != _SINGLE),
        key=lambda path: path.name,
        reverse=True,
    )


def has_end(log: Path) -> bool:
    """Whether the last line of a log is its end; reads only the end of the file."""
    try:
        with open_document(log, BATCH_LOG) as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - _END_BYTES))
            return any(line.startswith(b'{"end"') for line in file.read().split(b"\n"))
    except OSError:
        return False


def append_end(log: Path, end: End) -> None:
    """Write an end line to the log of a finished run. Raises OSError."""
    with log.open("ab") as file:
        file.write(b"\n" + json.dumps({"end": end.value}).encode("ascii") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _name(out: Path) -> str:
    return hashlib.sha256(os.fsencode(out)).hexdigest()[:16]
