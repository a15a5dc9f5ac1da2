"""The window's batch that was interrupted last, read from its log, to offer it again."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pieditor.core.errors import OutputFailed, RecipeInvalid
from pieditor.core.recipe import Recipe, read_recipe
from pieditor.core.sentences import sentence
from pieditor.imaging.encode import OutputOptions
from pieditor.services.batch.finished import place_of
from pieditor.services.batch.log import (
    FORMAT,
    VERSION,
    End,
    Kind,
    append_end,
    has_end,
    is_alive,
    logs_in,
    rows_of,
)
from pieditor.services.batch.requests import EnhanceRequest, JobState

_ENDED = {JobState.DONE.value, JobState.FAILED.value, JobState.SKIPPED.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A batch that was interrupted.

    num_done  photos that were done or failed
    """

    log: Path
    requests: tuple[EnhanceRequest, ...]
    out: Path
    taste: str | None
    num_done: int

    @property
    def num_left(self) -> int:
        """The number of photos still to do."""
        return len(self.requests) - self.num_done


def find_unfinished(logs: Path) -> Unfinished | None:
    """The window's batch that was interrupted last; None if there is none or its log is damaged."""
    for path in logs_in(logs):
        found = None if has_end(path) else read_unfinished(path)
        if found is not None:
            return found
    return None


def discard(batch: Unfinished) -> None:
    """Stop offering the batch; its outputs stay. Raises OutputFailed."""
    try:
        append_end(batch.log, End.DISCARDED)
    except OSError as error:
        raise OutputFailed(
            batch.log, error.strerror or str(error), sentence("Remove the file yourself.")
        ) from error


def read_unfinished(path: Path) -> Unfinished | None:
    """The unfinished batch in a log of the window; None for other logs and for running batches."""
    rows = rows_of(path)
    head = next(rows, {})
    is_ours = (head.get("log"), head.get("version"), head.get("kind")) == (
        FORMAT, VERSION, Kind.WINDOW.value,
    )  # fmt: skip
    if not is_ours or is_alive(path):
        return None
    recipes: list[Recipe] = []
    planned: dict[str, EnhanceRequest] = {}
    ended: set[str] = set()
    try:
        options, out, taste = OutputOptions(**head["options"]), Path(head["out"]), head["taste"]
        for row in rows:
            if "end" in row:
                return None
            if "recipe" in row and "photo" not in row:
                recipes.append(read_recipe(json.dumps(row["recipe"]), str(path)))
            elif "photo" in row:
                request = _request(row, len(planned), recipes, options)
                planned[place_of(request.output)] = request
            elif row.get("state") in _ENDED:
                ended.add(row["output"])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecipeInvalid):
        # Nothing is lost: this only saves choosing the photos again, and finished ones are still
        # known.
        return None
    num_done = len(ended & planned.keys())
    if num_done == len(planned):
        return None
    return Unfinished(
        log=path,
        requests=tuple(planned.values()),
        out=out,
        taste=taste if isinstance(taste, str) else None,
        num_done=num_done,
    )


def _request(
    row: dict[str, Any], number: int, recipes: list[Recipe], options: OutputOptions
) -> EnhanceRequest:
    return EnhanceRequest(
        id=number,
        photo=Path(row["photo"]),
        output=Path(row["output"]),
        recipe=recipes[row["recipe"]],
        options=options,
    )
