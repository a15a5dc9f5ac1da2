"""`pieditor watch`: apply a taste to every photo that comes into a folder."""

import argparse
import signal
import threading
from pathlib import Path

from pieditor.cli import arguments as kinds
from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.cli.outputs import output_options, require_no_file
from pieditor.core.display import shown
from pieditor.core.errors import WrongUsage
from pieditor.core.recipe import Recipe
from pieditor.services.batch.lanes import ThreadLane, is_any_busy
from pieditor.services.batch.log import BatchLog, Kind
from pieditor.services.batch.requests import JobEvent, JobState, make_folder
from pieditor.services.batch.watch import Watch, Watcher
from pieditor.services.studio import Studio
from pieditor.services.tastes.store import find_taste

_ENDS = (signal.SIGINT, signal.SIGTERM)


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("folder", metavar="DIR", type=Path)
    kinds.add_treatment(parser)
    parser.add_argument(
        "--recursive", action="store_true", help="sub-folders too, but not that of --out"
    )
    kinds.add_work(parser)


class _Report:
    """Prints a line for each photo, and counts for the summary."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.counts = dict.fromkeys(JobState, 0)
        self.losses: list[tuple[Path, tuple[str, ...]]] = []

    def __call__(self, event: JobEvent) -> None:
        self.counts[event.state] += 1
        if event.state is JobState.DONE:
            self.console.say(f"{shown(event.request.photo)} → {shown(event.request.output)}")
            self.losses += [(event.request.photo, event.losses)] if event.losses else []
        elif event.error is not None:
            self.console.problem(event.error)


def run(options: argparse.Namespace, console: Console) -> int:
    """Watch until Ctrl+C or SIGTERM; 0 all done, 1 something failed."""
    if not options.folder.is_dir():
        raise WrongUsage(
            f"Cannot watch {options.folder}", why="it is no folder", remedy="Name a folder."
        )
    require_no_file(options.out)
    studio = Studio(options.provider)
    use = find_taste(studio.tastes, options.taste).use(options.strength)
    studio.networks.for_taste(use)  # refuse the taste now, not at the first photo
    make_folder(options.out)
    watch = Watch(
        folder=options.folder,
        recipe=Recipe(taste=use),
        options=output_options(options),
        out=options.out,
        recursive=options.recursive,
    )
    stop = threading.Event()
    for number in _ENDS:
        signal.signal(number, lambda *_: stop.set())
    report = _Report(console)
    log = BatchLog(studio.batch_logs, options.out, Kind.WATCH)
    watcher = Watcher(
        watch=watch,
        make_lane=lambda: ThreadLane(studio.networks, options.jobs),
        log=log,
        on_event=report,
        on_problem=console.problem,
        stop=stop,
    )
    console.say(f"Watching {options.folder}; Ctrl+C ends.")
    try:
        watcher.run()
        log.end()
    finally:
        log.close()
    counts = report.counts
    done = counts[JobState.DONE]
    words = f"{done} photo{'' if done == 1 else 's'} enhanced"
    if failed := counts[JobState.FAILED]:
        words += f", {failed} failed"
    console.say(f"{words}: {options.out}")
    console.ending(losses=report.losses)
    if log.problem is not None:
        console.say(
            f"{log.path}: {log.problem.strerror}. The next start cannot know what was done."
        )
    code = EXIT_SOME_FAILED if failed else EXIT_OK
    if is_any_busy():
        console.leave_now(code)
    return code
