"""`pieditor COMMAND …`: finds the command, shows errors once, gives the exit code."""

import argparse
import difflib
import importlib
import logging
import os
import signal
import sys
from collections.abc import Sequence
from types import ModuleType
from typing import NoReturn

from pieditor import __version__
from pieditor.cli.console import (
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    Console,
)
from pieditor.core.display import shown
from pieditor.core.errors import PieditorError, WrongUsage
from pieditor.services.program.raw_brightness import RawBrightness, choose_raw_brightness

LOG = logging.getLogger("pieditor")

# With their summaries, so that the list of commands loads none of them.
COMMANDS = {
    "demo": "learn a taste from bundled favourites and enhance bundled photos",
    "taste": "learn, list, show, export, import, blend, rename and delete tastes",
    "enhance": "apply a taste to photos and folders",
    "watch": "apply a taste to every photo that comes into a folder",
    "explain": "show a taste as slider settings, and how much of it they carry",
    "suggest": "search for filter settings step by step, guided by a rater or a taste",
    "score": "rate photos from 1 to 10",
    "lut": "write a taste, or sliders, as a .cube file for other programs",
    "render": "render one photo by a recipe",
    "models": "list and verify the models inside, import public weights",
    "doctor": "print what a bug report needs",
}


def _module(command: str) -> ModuleType:
    """Import a command's module only when it is needed, since each loads other libraries."""
    return importlib.import_module(f"pieditor.cli.{command}")


class _Parser(argparse.ArgumentParser):
    """A parser that escapes invisible characters in the words that it refuses."""

    def error(self, message: str) -> NoReturn:
        super().error(shown(message))


def build_parser(wanted: str | None) -> argparse.ArgumentParser:
    """The parser of all commands, with the arguments of the one that is wanted only."""
    parser = _Parser(
        prog="pieditor",
        usage="pieditor [FOLDER | PHOTO ...]    opens the window\n"
        "       pieditor COMMAND ...           works without it",
        description="Learns your taste from 10 to 20 favourite pictures and applies it to your "
        "photos. Nothing leaves this computer.",
    )
    parser.add_argument("--version", action="version", version=f"pieditor {__version__}")
    shared = _Parser(add_help=False)
    shared.add_argument("--quiet", action="store_true", help="say only what went wrong")
    shared.add_argument("--verbose", action="store_true", help="say every step")
    shared.add_argument(
        "--raw-brightness", choices=[choice.value for choice in RawBrightness],
        default=RawBrightness.CAMERA.value,
        help="raw files as the camera showed them, or stretched photo by photo",
    )  # fmt: skip
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, prog="pieditor"
    )
    for name, summary in COMMANDS.items():
        text = f"{summary}."
        command = commands.add_parser(name, parents=[shared], help=text, description=text)
        if name == wanted:
            _module(name).add_arguments(command, shared)
    return parser


def suggest_command(words: Sequence[str]) -> str | None:
    """A message for a first word that is not a command, or None when it is one.

    Words that name files or folders open the window and are not passed here.
    """
    if not words or words[0].startswith("-") or words[0] in COMMANDS:
        return None
    if os.sep in words[0]:
        return f"pieditor: {words[0]} does not exist. Name photos or a folder to open the window."
    close = difflib.get_close_matches(words[0], COMMANDS, n=1)
    hint = f" (did you mean '{close[0]}'?)" if close else ""
    return f"pieditor: no command '{words[0]}'{hint}. Commands: {', '.join(COMMANDS)}."


def run(words: Sequence[str]) -> int:
    """Run one command; returns the exit code, raises SystemExit(2) for wrong arguments."""
    if (sentence := suggest_command(words)) is not None:
        print(shown(sentence), file=sys.stderr)
        return EXIT_USAGE
    options = build_parser(words[0] if words else None).parse_args(words)
    choose_raw_brightness(RawBrightness(options.raw_brightness))
    console = Console(is_quiet=options.quiet, is_verbose=options.verbose)
    logging.basicConfig(
        level=logging.INFO if options.verbose else logging.CRITICAL,
        format="%(name)s: %(message)s",
        stream=sys.stderr,
    )
    try:
        code = int(_module(options.command).run(options, console))
        sys.stdout.flush()  # so that a closed pipe raises here, not at exit
        return code
    except PieditorError as error:
        console.end_progress()
        for note in getattr(error, "__notes__", []):
            console.problem(note)
        console.problem(error)
        return EXIT_USAGE if isinstance(error, WrongUsage) else EXIT_SOME_FAILED
    except KeyboardInterrupt:
        console.end_progress()
        console.say("Interrupted.")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of stdout has closed it (`pieditor taste list | head -1`); without this, Python
        # would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except Exception as error:  # the command's boundary: report our own bug in one sentence
        LOG.exception("unexpected error")
        console.end_progress()
        console.problem(
            f"Could not finish '{options.command}': an unexpected {type(error).__name__} "
            f"({error}). Please report it with the output of 'pieditor doctor' and what this "
            "command says with --verbose."
        )
        return EXIT_SOME_FAILED
