"""The report of a batch: a CSV file with a row for each photo, and for each file left out."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pieditor.imaging.atomic_write import atomic_write
from pieditor.imaging.discover import LeftOut
from pieditor.services.batch.requests import JobEvent, JobState

_HEADER = ["photo", "output", "state", "seconds", "reason", "lost"]
_LEFT_OUT = "left out"


def write_report(path: Path, events: Sequence[JobEvent], left_out: Sequence[LeftOut]) -> None:
    """Write the report, replacing an older one.

    Names that are not UTF-8 keep their bytes, so that the column read as bytes names the file.
    Raises OutputFailed.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADER)
    for event in sorted(events, key=lambda e: e.request.id):
        request = event.request
        is_there = event.state in (JobState.DONE, JobState.SKIPPED)
        writer.writerow(
            [
                request.photo,
                request.output if is_there else "",
                event.state.value,
                f"{event.seconds:.2f}",
                event.error or "",
                "; ".join(event.losses),
            ]
        )
    for item in left_out:
        writer.writerow([item.path, "", _LEFT_OUT, "", item.kind, ""])
    atomic_write(path, text.getvalue().encode("utf-8", "surrogateescape"), overwrite=True)


def is_report(path: Path) -> bool:
    """Whether a file begins like our reports, so that a newer one may replace it."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.readline(200).startswith(",".join(_HEADER[:5]).encode("ascii"))
    except OSError:
        return False
