"""`pieditor enhance`: apply a taste to photos and folders."""

import argparse
import os
import time
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_INTERRUPTED, EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.cli.taste import open_store
from pieditor.core.display import shown
from pieditor.core.errors import NothingToDo, OutputRefused, WrongUsage
from pieditor.services.cluster import run_on_cluster
from pieditor.services.enhance import (
    EnhanceRequest,
    JobEvent,
    JobState,
    OutputOptions,
    find_originals,
    is_finished,
    make_folder,
    plan,
    run_batch,
    shard,
)
from pieditor.services.folders import journal_folder
from pieditor.services.journal import Journal
from pieditor.services.named_photos import Discovery
from pieditor.services.personal import open_pienet, taste_recipe
from pieditor.services.report import is_report, write_report
from pieditor.services.taste import require_model
from pieditor.services.taste_store import find_taste


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("photos", metavar="PHOTO|DIR", nargs="+", type=Path)
    parser.add_argument(
        "--taste", required=True, metavar="NAME|FILE", help="stored, or a .taste file"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="made when missing")
    parser.add_argument(
        "--strength", type=kinds.strength, default=1.0, help="0 to 1.5; 1 unless told"
    )
    parser.add_argument(
        "--format",
        choices=kinds.FORMATS,
        default="same",
        help="same: as the photo; JPEG for HEIC and raw",
    )
    parser.add_argument(
        "--quality", type=kinds.quality, default=92, help="1 to 100; 92 unless told"
    )
    parser.add_argument("--long-edge", type=kinds.pixels, metavar="PX", help="make smaller")
    parser.add_argument(
        "--recursive", action="store_true", help="sub-folders too, but not that of --out"
    )
    exclusive = parser.add_mutually_exclusive_group()
    exclusive.add_argument("--resume", action="store_true", help="skip what is finished")
    exclusive.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    parser.add_argument(
        "--jobs",
        type=kinds.jobs,
        default=kinds.default_jobs(),
        metavar="N",
        help="photos at a time",
    )
    parser.add_argument(
        "--provider",
        choices=kinds.PROVIDERS,
        default="auto",
        help="what runs the networks",
    )
    parser.add_argument("--strip-gps", action="store_true", help="leave the position out")
    parser.add_argument(
        "--report",
        type=kinds.csv_file,
        metavar="FILE.csv",
        help="what became of each photo",
    )
    parser.add_argument("--dry-run", action="store_true", help="only list what would be written")
    parser.add_argument("--shard", type=kinds.shard, metavar="I/N", help="every N-th photo")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask scheduler to work on")


class _Progress:
    """Turns events into lines and counts."""

    def __init__(self, console: Console, total: int) -> None:
        self.console, self.total, self.done = console, total, 0
        self.events: list[JobEvent] = []

    def __call__(self, event: JobEvent) -> None:
        name = event.request.photo.name
        match event.state:
            case JobState.QUEUED:
                return
            case JobState.STARTED:
                self.console.progress(self.done, self.total, name)
                return
            case JobState.FAILED if event.error is not None:
                self.console.problem(event.error)
            case JobState.DONE:
                self.console.detail(f"{event.request.output}  {event.seconds:.1f} s")
        self.done += 1
        self.events.append(event)
        self.console.progress(self.done, self.total, name)


def _check_report(path: Path) -> None:
    """Refuse a report that cannot be written, or that would replace a file of another kind.

    WrongUsage before any work is done.
    """
    if not path.absolute().parent.is_dir():
        raise WrongUsage(
            f"Cannot write the report {path}",
            why="its folder does not exist",
            remedy="Make the folder, or choose another one.",
        )
    if os.path.lexists(path) and not is_report(path):
        raise WrongUsage(
            f"Cannot write the report {path}",
            why="a file of that name exists that is no report of pieditor",
            remedy="Choose another name, or remove the file yourself.",
        )


def _plan(options: argparse.Namespace, console: Console) -> tuple[list[EnhanceRequest], Discovery]:
    """The requests, and the files and folders behind them."""
    taste = find_taste(open_store(), options.taste)
    require_model(taste, open_pienet("cpu").model_hash)
    discovery = find_originals(options.photos, options.out, recursive=options.recursive)
    console.problems(discovery.problems)
    if not discovery.photos and not discovery.problems:
        raise NothingToDo(
            "Nothing to enhance",
            why="there are no photos in " + ", ".join(str(p) for p in options.photos),
            remedy="Name photos, or use --recursive to look into sub-folders.",
        )
    output = OutputOptions(
        format=options.format,
        quality=options.quality,
        long_edge_px=options.long_edge,
        strip_gps=options.strip_gps,
        overwrite=options.overwrite,
    )
    recipe = taste_recipe(taste, options.strength)
    requests = plan(discovery.photos, recipe, output, options.out)
    if options.shard:
        requests = shard(requests, *options.shard)
    return requests, discovery


def run(options: argparse.Namespace, console: Console) -> int:
    """Enhance; 0 all done, 1 something failed, 130 interrupted."""
    if os.path.exists(options.out) and not os.path.isdir(options.out):
        raise WrongUsage(
            f"Cannot write into {options.out}", why="it is a file", remedy="Name a folder."
        )
    requests, discovery = _plan(options, console)
    num_problems = len(discovery.problems)
    journal = Journal(journal_folder(), options.out)
    if options.dry_run:
        known = journal.read() if options.resume else {}
        for request in requests:
            if not is_finished(request, known):
                console.result(f"{shown(request.photo)}\t{shown(request.output)}")
        console.ending(left_out=discovery.left_out)
        return EXIT_SOME_FAILED if num_problems else EXIT_OK
    if options.report:
        _check_report(options.report)
    make_folder(options.out)
    progress = _Progress(console, len(requests))
    started = time.monotonic()
    interrupted = False
    try:
        if options.scheduler:
            counts = run_on_cluster(
                requests,
                options.scheduler,
                options.provider,
                on_event=progress,
                journal=journal,
                resume=options.resume,
            )
        else:
            counts = run_batch(
                requests,
                open_pienet(options.provider),
                num_jobs=options.jobs,
                on_event=progress,
                journal=journal,
                resume=options.resume,
            )
    except KeyboardInterrupt:
        interrupted = True
        counts = dict.fromkeys(JobState, 0)
        for event in progress.events:
            counts[event.state] += 1
    finally:
        journal.close()
        console.end_progress()
    seconds = time.monotonic() - started
    parts = [f"{counts[JobState.DONE]} of {len(requests)} photos enhanced in {seconds:.1f} s"]
    if counts[JobState.SKIPPED]:
        parts.append(f"{counts[JobState.SKIPPED]} finished before")
    if failed := counts[JobState.FAILED] + num_problems:
        parts.append(f"{failed} failed")
    console.say(", ".join(parts) + f": {options.out}")
    console.ending(
        left_out=discovery.left_out,
        losses=[(event.request.photo, event.losses) for event in progress.events],
    )
    if not options.resume and any(isinstance(e.error, OutputRefused) for e in progress.events):
        console.say("What exists already was kept. --resume goes on with an interrupted batch.")
    if options.report:
        write_report(options.report, progress.events, discovery.left_out)
    if interrupted:
        console.say("Interrupted; what is done is whole. Go on with --resume.")
        return EXIT_INTERRUPTED
    return EXIT_SOME_FAILED if failed else EXIT_OK
