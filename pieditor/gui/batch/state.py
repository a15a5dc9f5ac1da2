"""The state of the batch view, without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

from pieditor.core.errors import OutputFailed, OutputRefused, PieditorError
from pieditor.services.batch.requests import JobEvent, JobState, OutputOptions
from pieditor.services.batch.window_batch import Existing, Progress


class Phase(Enum):
    """The phase of the batch as a whole."""

    CHOOSING = auto()
    PLANNING = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPING = auto()
    ENDED = auto()

    @property
    def is_under_way(self) -> bool:
        """Whether photos are being processed or planned."""
        return self not in (Phase.CHOOSING, Phase.ENDED)


class RowState(Enum):
    """The state of one photo."""

    QUEUED = auto()
    WORKING = auto()
    DONE = auto()
    FINISHED_BEFORE = auto()
    KEPT = auto()
    FAILED = auto()
    CANCELLED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One photo of the batch.

    error   the reason of a failure
    losses  parts of the photo that its output does not have, in words
    """

    photo: Path
    output: Path | None = None
    state: RowState = RowState.QUEUED
    seconds: float = 0.0
    error: PieditorError | None = None
    losses: tuple[str, ...] = ()


_STATES = {
    JobState.QUEUED: RowState.QUEUED,
    JobState.STARTED: RowState.WORKING,
    JobState.DONE: RowState.DONE,
    JobState.SKIPPED: RowState.FINISHED_BEFORE,
    JobState.FAILED: RowState.FAILED,
    JobState.CANCELLED: RowState.CANCELLED,
}


def row_after(row: Row, event: JobEvent, existing: Existing) -> Row:
    """The row after an event; an output that exists and was to be kept is not a failure."""
    state = _STATES[event.state]
    is_kept = isinstance(event.error, OutputRefused) and existing is Existing.KEEP
    if is_kept and event.request.output != event.request.photo:
        return replace(row, state=RowState.KEPT, error=None, output=event.request.output)
    return replace(
        row,
        state=state,
        error=event.error,
        seconds=event.seconds,
        losses=event.losses,
        output=event.request.output,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The number of photos per final state."""

    total: int = 0
    done: int = 0
    kept: int = 0
    failed: int = 0
    cancelled: int = 0
    with_losses: int = 0

    @property
    def ended(self) -> int:
        """The number of photos that need no more work."""
        return self.done + self.kept + self.failed + self.cancelled


def count(rows: Sequence[Row]) -> Counts:
    """Count all rows; photos that an earlier run finished count as done."""
    states = [row.state for row in rows]
    return Counts(
        total=len(rows),
        done=states.count(RowState.DONE) + states.count(RowState.FINISHED_BEFORE),
        kept=states.count(RowState.KEPT),
        failed=states.count(RowState.FAILED),
        cancelled=states.count(RowState.CANCELLED),
        with_losses=sum(bool(row.losses) for row in rows),
    )


def is_for_all(error: PieditorError | None) -> bool:
    """Whether the error affects every photo, such as a failed disk."""
    return isinstance(error, OutputFailed) and error.is_for_all


def time_in_words(seconds: float) -> str:
    """Format a duration as minutes and seconds, or hours, minutes and seconds.

    >>> [time_in_words(s) for s in (0.4, 59, 61, 3599, 3700)]
    ['0:01', '0:59', '1:01', '59:59', '1:01:40']
    """
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The user's choices before the start."""

    num_photos: int
    out: Path | None
    options: OutputOptions
    existing: Existing

    @property
    def can_start(self) -> bool:
        """Whether there are photos, and an output folder."""
        return self.num_photos > 0 and self.out is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The speed and the estimated time left; None while unknown."""

    photos_per_minute: float | None
    left_s: float | None

    @classmethod
    def of(cls, progress: Progress, now_s: float) -> "Pace":
        """The pace at a clock time, the same clock as in `progress`."""
        return cls(
            photos_per_minute=progress.photos_per_minute(now_s), left_s=progress.left_s(now_s)
        )
