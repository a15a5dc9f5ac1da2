"""Start the nursery, the process that loads all decoders; imports little, so it can run first."""

import json
import os
import socket
import subprocess
import sys
import threading
from dataclasses import dataclass

IS_POSSIBLE = hasattr(os, "fork") and hasattr(socket, "send_fds")

# Passes on this program's module path; modules in the current folder are ignored.
START = (
    # Ctrl+C on a terminal reaches every process of the group; only the main program handles it.
    "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "import json, sys; sys.path[:] = json.loads(sys.argv[2]); "
    "from pieditor.imaging.isolation.worker import raise_nursery; raise_nursery(int(sys.argv[1]))"
)
_early: "Nursery | None" = None
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Nursery:
    """The nursery process and the connection to it; closing the connection ends it."""

    process: "subprocess.Popen[bytes]"
    control: socket.socket


def start_nursery() -> Nursery:
    """The nursery that was started early, or a new one; does not wait for it to load decoders."""
    global _early
    with _lock:
        early, _early = _early, None
    return early or _start()


def start_early() -> None:
    """Start loading the decoders while this process still loads other modules."""
    global _early
    with _lock:
        if IS_POSSIBLE and _early is None:
            _early = _start()


def forget_early() -> None:
    """Drop the nursery in a fork of this process, because the two must not share it."""
    global _early
    _early = None


def _start() -> Nursery:
    ours, theirs = socket.socketpair()
    with theirs:
        path = [os.path.abspath(folder) for folder in sys.path if folder]
        words = [str(theirs.fileno()), json.dumps(path)]
        process = subprocess.Popen(
            # -I ignores environment variables; this one decides how file names are encoded.
            [sys.executable, "-I", "-X", f"utf8={sys.flags.utf8_mode}", "-c", START, *words],
            pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return Nursery(process, ours)
