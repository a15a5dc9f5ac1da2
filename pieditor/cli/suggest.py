"""`pieditor suggest`: search for filter settings step by step, guided by a rater or a taste."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.cli.outputs import require_no_file
from pieditor.core.display import shown
from pieditor.core.errors import PieditorError, WrongUsage
from pieditor.core.filters import FILTERS_BY_NAME, Param
from pieditor.core.recipe import Recipe, write_recipe
from pieditor.services.batch.engine import run_batch
from pieditor.services.batch.lanes import ThreadLane
from pieditor.services.batch.log import BatchLog
from pieditor.services.batch.requests import (
    JobEvent,
    JobState,
    OutputOptions,
    find_originals,
    make_folder,
    plan,
)
from pieditor.services.develop.small_photo import read_small
from pieditor.services.develop.suggest import (
    MAX_STEPS,
    NUM_STEPS,
    GuideKind,
    Method,
    SuggestRequest,
    answer,
    suggest,
)
from pieditor.services.photos.named_photos import FoundPhoto, find_named
from pieditor.services.program.jobs import default_jobs
from pieditor.services.studio import Studio
from pieditor.services.tastes.store import find_taste

_DIGITS = 4


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("photos", metavar="PHOTO|DIR", nargs="+", type=Path)
    parser.add_argument(
        "--guide", choices=[kind.value for kind in GuideKind], default=GuideKind.AESTHETIC.value,
        help="aesthetic: the rater; taste: a taste of yours; both: half of each",
    )  # fmt: skip
    parser.add_argument("--taste", metavar="NAME|FILE", help="stored, or a .taste file")
    parser.add_argument(
        "--steps", type=kinds.steps(MAX_STEPS), default=NUM_STEPS, metavar="N",
        help=f"at most; {NUM_STEPS} unless told",
    )  # fmt: skip
    parser.add_argument(
        "--method", choices=[method.value for method in Method], default=Method.EDITOR.value,
        help="paper: the published algorithm, to the letter",
    )  # fmt: skip
    parser.add_argument("--recursive", action="store_true", help="sub-folders too")
    parser.add_argument("--json", action="store_true", help="every step, for other programs")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write the photos as suggested")
    parser.add_argument("--overwrite", action="store_true", help="replace existing outputs")


def _request(options: argparse.Namespace, studio: Studio) -> SuggestRequest:
    guide = GuideKind(options.guide)
    use = None
    if options.taste is not None:
        if guide is GuideKind.AESTHETIC:
            raise WrongUsage(
                "Cannot use --taste with the guide 'aesthetic'",
                why="the rater knows no tastes",
                remedy="Add --guide taste or --guide both, or leave --taste out.",
            )
        use = find_taste(studio.tastes, options.taste).use()
    return SuggestRequest(
        guide=guide, taste=use, steps=options.steps, method=Method(options.method)
    )


@dataclass(frozen=True, slots=True)
class _Suggestion:
    """The result of a search, without its pictures."""

    photo: FoundPhoto
    steps: tuple[dict[str, Any], ...]
    start: float
    score: float
    recipe: Recipe


def changed_values(recipe: Recipe) -> dict[str, dict[str, float]]:
    """The values of the recipe's filters that change something."""
    return {s.name: dict(s.values) for s in recipe.filters if not s.changes_nothing}


def run(options: argparse.Namespace, console: Console) -> int:
    """Search for each photo; report unreadable ones and process the others."""
    studio = Studio()
    request = _request(options, studio)
    if options.out is None:
        discovery = find_named(options.photos, recursive=options.recursive)
    else:
        require_no_file(options.out)
        discovery = find_originals(options.photos, options.out, recursive=options.recursive)
    console.problems(discovery.problems)
    failed = len(discovery.problems)
    found: list[_Suggestion] = []
    for number, photo in enumerate(discovery.photos):
        console.progress(number, len(discovery.photos), photo.path.name)
        try:
            steps = list(suggest(studio.networks, read_small(photo.path), request))
        except PieditorError as error:
            if isinstance(error, WrongUsage) or error.code in ("taste-invalid", "model-refused"):
                raise  # the same for every photo
            console.problem(error)
            failed += 1
            continue
        best = answer(steps)
        described = tuple(
            {"score": round(s.score, _DIGITS), "params": changed_values(s.recipe)} for s in steps
        )
        found.append(_Suggestion(photo, described, steps[0].score, best.score, best.recipe))
        if not options.json:
            console.result(_line(found[-1]))
    console.end_progress()
    if options.json:
        document = [
            {
                "path": str(one.photo.path),
                "guide": options.guide,
                "steps": list(one.steps),
                "recipe": json.loads(write_recipe(one.recipe)),
            }
            for one in found
        ]
        console.result(json.dumps(document, indent=2, ensure_ascii=False))
    if options.out is not None:
        failed += _write(found, options, studio, console)
    console.ending(left_out=discovery.left_out)
    return EXIT_SOME_FAILED if failed else EXIT_OK


def _line(one: _Suggestion) -> str:
    """One photo as a line: scores and settings."""
    head = f"{shown(one.photo.path)}  {one.start:.2f} → {one.score:.2f}"
    words = [
        f"{param.label} {_number(setting.values[param.name], param)} {param.unit}".strip()
        for setting in one.recipe.filters
        for param in FILTERS_BY_NAME[setting.name].params
        if len(FILTERS_BY_NAME[setting.name].params) < 8
        and setting.values[param.name] != param.default
    ] + [
        FILTERS_BY_NAME[setting.name].label
        for setting in one.recipe.filters
        if len(FILTERS_BY_NAME[setting.name].params) >= 8
    ]
    return head + "  " + (", ".join(words) if words else "leave it as it is")


def _number(value: float, param: Param) -> str:
    """Format a value: signed where the default is zero, plain where it is a factor of one."""
    return f"{value:.2f}" if param.default == 1 else f"{value:+.2f}"


def _write(
    found: Sequence[_Suggestion],
    options: argparse.Namespace,
    studio: Studio,
    console: Console,
) -> int:
    """Write the photos with their suggestions; returns the number of failures."""
    make_folder(options.out)
    output = OutputOptions(overwrite=options.overwrite)
    requests = [
        replace(request, recipe=one.recipe)
        for request, one in zip(
            plan([one.photo for one in found], Recipe(), output, options.out), found, strict=True
        )
    ]

    losses: list[tuple[Path, Sequence[str]]] = []

    def on_event(event: JobEvent) -> None:
        losses.append((event.request.photo, event.losses))
        if event.state is JobState.FAILED and event.error is not None:
            console.problem(event.error)

    log = BatchLog(studio.batch_logs, options.out)
    try:
        log.plan(requests)
        lane = ThreadLane(studio.networks, default_jobs())
        counts = run_batch(requests, lane, on_event=on_event, log=log)
        log.end()
    finally:
        log.close()
    console.say(f"Wrote {counts[JobState.DONE]} of {len(requests)} photos: {options.out}")
    console.ending(losses=losses)
    return counts[JobState.FAILED]
