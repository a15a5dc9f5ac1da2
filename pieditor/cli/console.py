"""The output of a command: results on stdout, everything else on stderr.

Names of files and tastes are untrusted, so invisible characters are escaped (`shown`) before they
reach a terminal, and characters that its encoding lacks never end a command.
"""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, TextIO

from pieditor.core.display import shown, shown_lines
from pieditor.core.errors import PieditorError
from pieditor.services.batch.summary import left_out_words, loss_lines
from pieditor.services.photos.named_photos import LeftOut

EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


@dataclass
class Console:
    """Messages of one command.

    Problems are always printed, messages unless --quiet, details only with --verbose. Colour and
    the progress bar appear only on a terminal, colour never with NO_COLOR.
    """

    is_quiet: bool = False
    is_verbose: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    _bar: str = ""

    def result(self, line: str) -> None:
        """Print a result on stdout: a line, with tabs between columns, or JSON.

        The caller escapes names in a line with `shown`, or their line ends would break the line.
        """
        _print(shown_lines(line) + "\n", self.out)

    def say(self, line: str) -> None:
        """Print a message on stderr."""
        if not self.is_quiet:
            self._line(line)

    def detail(self, line: str) -> None:
        """Print a message for --verbose."""
        if self.is_verbose:
            self._line(line)

    def problem(self, error: PieditorError | str) -> None:
        """Print an error in one sentence on stderr, whatever the verbosity."""
        mark = "\x1b[31m✗\x1b[0m " if self._has_colour() else ""
        self._line(str(error), mark)

    def problems(self, errors: Iterable[PieditorError]) -> None:
        """Print several errors, a line each."""
        for error in errors:
            self.problem(error)

    def ending(
        self,
        *,
        left_out: Iterable[LeftOut] = (),
        losses: Sequence[tuple[Path, Sequence[str]]] = (),
    ) -> None:
        """Print the end of every command: files left out, and parts of photos that were lost."""
        if words := left_out_words(left_out):
            self.say(f"Left out: {words}.")
        for line in loss_lines(losses):
            self.say(line)

    def progress(self, done: int, total: int, what: str) -> None:
        """Redraw the progress bar; silent where stderr is not a terminal."""
        if self.is_quiet or not self.err.isatty() or total == 0:
            return
        filled = 24 * done // total
        self._clear()
        self._bar = f"{'█' * filled}{'░' * (24 - filled)} {done} of {total}  {shown(what)}"[:100]
        _print(self._bar, self.err)

    def end_progress(self) -> None:
        """Remove the progress bar."""
        self._clear()

    def leave_now(self, code: int) -> NoReturn:
        """End the program while a thread is still in an encoder whose photo was cancelled.

        Unloading the libraries while the thread uses them may crash.
        """
        self.out.flush()
        self.err.flush()
        os._exit(code)

    def _line(self, line: str, mark: str = "") -> None:
        bar = self._bar
        self._clear()
        _print(f"{mark}{shown(line)}\n", self.err)
        if bar:
            self._bar = bar
            _print(bar, self.err)

    def _clear(self) -> None:
        if self._bar:
            _print("\r\x1b[K", self.err)
            self._bar = ""

    def _has_colour(self) -> bool:
        return self.err.isatty() and not os.environ.get("NO_COLOR")


def _print(text: str, stream: TextIO) -> None:
    """Print and flush, with escapes for characters that the stream's encoding lacks."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    print(
        text.encode(encoding, "backslashreplace").decode(encoding), end="", file=stream, flush=True
    )
