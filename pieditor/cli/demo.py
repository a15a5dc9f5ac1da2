"""`pieditor demo`: learn a taste from bundled favourites and enhance bundled photos."""

import argparse
from pathlib import Path

from pieditor.cli.console import EXIT_OK, EXIT_SOME_FAILED, Console
from pieditor.services.batch.requests import JobEvent, JobState
from pieditor.services.program.demo import run_demo
from pieditor.services.program.jobs import default_jobs
from pieditor.services.studio import Studio


def add_arguments(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--out", type=Path, default=Path("pieditor-demo"), metavar="DIR")


def run(options: argparse.Namespace, console: Console) -> int:
    """Make favourites, learn, enhance, and print the paths of the results."""

    def on_event(event: JobEvent) -> None:
        if event.state is JobState.FAILED and event.error is not None:
            console.problem(event.error)

    result = run_demo(
        Studio().networks, options.out, num_jobs=default_jobs(), say=console.say,
        on_event=on_event,
    )  # fmt: skip
    console.say(f"Enhanced {result.counts[JobState.DONE]} untouched photos: {result.enhanced}")
    console.say("Do the same with your own pictures:")
    console.say("  pieditor taste learn mine FAVOURITES/")
    console.say("  pieditor enhance PHOTOS/ --taste mine --out ENHANCED/")
    console.result(str(result.enhanced))
    return EXIT_SOME_FAILED if result.counts[JobState.FAILED] else EXIT_OK
