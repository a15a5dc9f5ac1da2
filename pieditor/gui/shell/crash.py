"""Unexpected errors: logged in the data folder, without loss of edits.

Uncaught Python exceptions are logged and reported, and the window goes on; a crash in a library
leaves the stack of every thread in the log. Edits are saved within a second, so none need be
rescued.
"""

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from pieditor import __version__

_KEPT_LOGS = 10


class CrashLog:
    """Writes to `folder`; `on_mistake(path)` is called on the thread that failed."""

    def __init__(self, folder: Path, on_mistake: Callable[[Path], None]) -> None:
        self._folder, self._on_mistake = folder, on_mistake
        self._faults: IO[str] | None = None

    def install(self) -> None:
        """Replace Python's own exception hooks."""
        sys.excepthook = self._note
        threading.excepthook = lambda args: self._note(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._faults = (self._folder / "faults.log").open("a", encoding="utf-8")
            faulthandler.enable(self._faults)
        except OSError:
            faulthandler.enable()

    def _note(
        self,
        kind: type[BaseException],
        error: BaseException,
        where: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, where)
            return
        text = "".join(traceback.format_exception(kind, error, where))
        print(text, file=sys.stderr)
        path = self._folder / f"crash-{datetime.now():%Y%m%d-%H%M%S}.log"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_text(f"pieditor {__version__}, Python {sys.version}\n{text}", "utf-8")
            for old in sorted(self._folder.glob("crash-*.log"))[:-_KEPT_LOGS]:
                old.unlink()
        except OSError:
            return
        self._on_mistake(path)
