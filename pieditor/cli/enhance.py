"""`pieditor enhance`: apply a taste to photos and folders."""

import argparse
import os
import time
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_INTERRUPTED, EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.cli.outputs import output_options, require_no_file
from pieditor.core.display import shown
from pieditor.core.errors import NothingToDo, OutputRefused, WrongUsage
from pieditor.core.recipe import Recipe
from pieditor.services.batch.cluster import ClusterLane
from pieditor.services.batch.engine import is_finished, run_batch
from pieditor.services.batch.lanes import Lane, ThreadLane, is_any_busy
from pieditor.services.batch.log import BatchLog
from pieditor.services.batch.report import is_report, write_report
from pieditor.services.batch.requests import (
    EnhanceRequest,
    JobEvent,
    JobState,
    find_originals,
    make_folder,
    plan,
    shard,
)
from pieditor.services.photos.named_photos import Discovery
from pieditor.services.studio import Studio
from pieditor.services.tastes.store import find_taste


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("photos", metavar="PHOTO|DIR", nargs="+", type=Path)
    kinds.add_treatment(parser)
    parser.add_argument(
        "--recursive", action="store_true", help="sub-folders too, but not that of --out"
    )
    exclusive = parser.add_mutually_exclusive_group()
    exclusive.add_argument("--resume", action="store_true", help="skip what is finished")
    exclusive.add_argument("--overwrite", action="store_true", help="replace existing outputs")
    kinds.add_work(parser)
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
        self.counts = dict.fromkeys(JobState, 0)
        self.ended: list[JobEvent] = []

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
            case JobState.CANCELLED:
                self.counts[event.state] += 1
                return
        self.done += 1
        self.counts[event.state] += 1
        self.ended.append(event)
        self.console.progress(self.done, self.total, name)


def _check_report(path: Path) -> None:
    """Refuse a report that cannot be written, or that would replace a file of another kind.

    Raises WrongUsage before any work is done.
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


def _plan(
    options: argparse.Namespace, studio: Studio, console: Console
) -> tuple[list[EnhanceRequest], Discovery]:
    """The requests, and the files and folders that were found."""
    use = find_taste(studio.tastes, options.taste).use(options.strength)
    studio.networks.for_taste(use)  # refuse the taste now, not at the first photo
    discovery = find_originals(options.photos, options.out, recursive=options.recursive)
    console.problems(discovery.problems)
    if not discovery.photos and not discovery.problems:
        raise NothingToDo(
            "Nothing to enhance",
            why="there are no photos in " + ", ".join(str(p) for p in options.photos),
            remedy="Name photos, or use --recursive to look into sub-folders.",
        )
    output = output_options(options, overwrite=options.overwrite)
    requests = plan(discovery.photos, Recipe(taste=use), output, options.out)
    if options.shard:
        requests = shard(requests, *options.shard)
    return requests, discovery


def run(options: argparse.Namespace, console: Console) -> int:
    """Enhance; 0 all done, 1 something failed, 130 interrupted."""
    require_no_file(options.out)
    # A dry run and a cluster's client only check the taste, so they need no GPU.
    is_elsewhere = options.dry_run or options.scheduler
    studio = Studio("cpu" if is_elsewhere else options.provider)
    if not is_elsewhere:
        studio.networks.open_early()
    requests, discovery = _plan(options, studio, console)
    num_problems = len(discovery.problems)
    log = BatchLog(studio.batch_logs, options.out)
    if options.dry_run:
        for request in requests:
            if not options.resume or not is_finished(request, log.known):
                console.result(f"{shown(request.photo)}\t{shown(request.output)}")
        console.ending(left_out=discovery.left_out)
        return EXIT_SOME_FAILED if num_problems else EXIT_OK
    if options.report:
        _check_report(options.report)
    make_folder(options.out)
    lane: Lane
    if options.scheduler:
        lane = ClusterLane(options.scheduler, options.provider)
    else:
        lane = ThreadLane(studio.networks, options.jobs)
    progress = _Progress(console, len(requests))
    started = time.monotonic()
    interrupted = False
    try:
        log.plan(requests, options.taste)
        counts = run_batch(requests, lane, on_event=progress, log=log, resume=options.resume)
        if not counts[JobState.CANCELLED]:
            log.end()
    except KeyboardInterrupt:
        interrupted = True
    finally:
        log.close()
        console.end_progress()
    counts, seconds = progress.counts, time.monotonic() - started
    parts = [f"{counts[JobState.DONE]} of {len(requests)} photos enhanced in {seconds:.1f} s"]
    if counts[JobState.SKIPPED]:
        parts.append(f"{counts[JobState.SKIPPED]} finished before")
    if failed := counts[JobState.FAILED] + num_problems:
        parts.append(f"{failed} failed")
    if left := counts[JobState.CANCELLED]:
        parts.append(f"{left} left")
    console.say(", ".join(parts) + f": {options.out}")
    console.ending(
        left_out=discovery.left_out,
        losses=[(event.request.photo, event.losses) for event in progress.ended],
    )
    if not options.resume and any(isinstance(e.error, OutputRefused) for e in progress.ended):
        console.say("What exists already was kept. --resume goes on with an interrupted batch.")
    if log.problem is not None:
        console.say(f"{log.path}: {log.problem.strerror}. --resume cannot know what was done.")
    if options.report:
        write_report(options.report, log.events, discovery.left_out)
    code = EXIT_SOME_FAILED if failed or left else EXIT_OK
    if interrupted:
        console.say("Interrupted; what is done is whole. Go on with --resume.")
        code = EXIT_INTERRUPTED
    elif left:
        console.say("The disk cannot be written any more. Go on with --resume.")
    if is_any_busy():
        console.leave_now(code)
    return code
