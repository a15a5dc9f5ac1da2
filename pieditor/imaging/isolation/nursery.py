"""Starts the process that loads all decoders; it imports next to nothing, so it can come first."""

import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass

IS_POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")

# The path of this program's modules goes along; what lies in the current folder is not looked at.
START = (
    # Ctrl+C on a terminal reaches every process of the group; the program itself decides.
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from pieditor.imaging.isolation.worker import raise_nursery; raise_nursery(int(sys.argv[1]))"
)
_early: "Nursery | None" = None
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Nursery:
    """The process, and the connection to it; it ends when that is closed."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket


def start_nursery() -> Nursery:
    """The one that was started early, or a new one; returns before it has loaded anything."""
    global _early
    with _lock:
        early, _early = _early, None
    return early or _start()


def start_early() -> None:
    """Begin to load the decoders while this process still loads other things."""
    global _early
    with _lock:
        if IS_POSSIBLE and _early is None:
            _early = _start()


def forget_early() -> None:
    """In a copy of this process, which shares nothing with the nursery."""
    global _early
    _early = None


def _start() -> Nursery:
    ours, theirs = socket.socketpair()
    with theirs:
        path = [os.path.abspath(folder) for folder in sys.path if folder]
        words = [str(theirs.fileno()), json.dumps(path)]
        process = subprocess.Popen(
            # Of the variables that -I ignores, this one decides how names are written.
            [sys.executable, "-I", "-X", f"utf8={sys.flags.utf8_mode}", "-c", START, *words],
            pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return Nursery(process, ours)
