"""The child's side: a process that loads all decoders and forks a worker on each request.

One process (the nursery) loads the decoders once, in 0.5 s, and then forks workers in some
milliseconds: so a dead worker is replaced at once, and all workers share the memory of the loaded
libraries. A worker reads one photo after the other until its connection is closed. A kernel timer
ends it when a photo takes too long, whatever it is doing.
"""

import contextlib
import ctypes
import os
import resource
import select
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from pieditor.core.errors import PhotoUnreadable, PieditorError
from pieditor.imaging import decode
from pieditor.imaging.isolation.segment import IS_POSSIBLE, Segment
from pieditor.imaging.isolation.wire import receive, send
from pieditor.imaging.photo_file import read_bytes
from pieditor.imaging.raster import allocate_by
from pieditor.imaging.raw_choice import Brightness

# Time limit of a photo: a base, and more for each of its megapixels.
BASE_S, MEGAPIXEL_S = 30.0, 1.0
# Share of the machine's memory that a decoder may use; beyond it, allocation fails.
_SHARE_OF_MEMORY = 0.75
# After this idle time a worker frees the memory kept for the next photo.
_IDLE_S = 5.0
_DEATH_OF_PARENT = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>

ACTIONS: dict[str, Callable[..., Any]] = {
    "read_photo": decode.read_photo,
    "read_proxy": decode.read_proxy,
    "read_thumbnail": decode.read_thumbnail,
    "read_size": decode.read_size,
    "read_exif": decode.read_exif,
}
_ALL_PIXELS = {"read_photo", "read_proxy", "read_thumbnail"}


def raise_nursery(handle: int) -> None:
    """Run the nursery on the connection with this handle, until it is closed."""
    control = socket.socket(fileno=handle)
    # Ctrl+C on a terminal reaches every process of the group; only the main program handles it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    children: set[int] = set()
    while True:
        try:
            order, handles, _, _ = socket.recv_fds(control, 5, 1)
        except OSError:
            order = b""
        if not order:
            for child in children:  # so that their CPU time counts for this process's parent
                _end(child)
            return
        number = int.from_bytes(order[1:], "little")
        if order[:1] == b"s":
            child = os.fork()
            if child == 0:
                control.close()
                _work(socket.socket(fileno=handles[0]))
            os.close(handles[0])
            children.add(child)
            control.sendall(child.to_bytes(4, "little"))
        else:
            code = _end(number) if number in children else -signal.SIGKILL
            children.discard(number)
            control.sendall(code.to_bytes(4, "little", signed=True))


def _end(child: int) -> int:
    """End a worker if necessary; returns its exit code."""
    # It was not reaped yet, so its process id cannot have been reused.
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _work(connection: socket.socket) -> NoReturn:
    """Read photos until the connection is closed."""
    try:
        _be_a_worker()
        segment = _next_segment(None)
        while True:
            if not select.select([connection], [], [], _IDLE_S)[0]:
                segment = _next_segment(segment)
                _give_memory_back()
            order = receive(connection)[0]
            if not order["is_segment_free"]:
                segment = _next_segment(segment)
            if segment is not None:
                segment.empty()
            try:
                answer = _read(order)
            except PieditorError as error:
                answer = error
            signal.setitimer(signal.ITIMER_REAL, 0)
            send(connection, answer, segment)
            del answer
    except (EOFError, ConnectionError):
        os._exit(0)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def _be_a_worker() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with contextlib.suppress(OSError, AttributeError):  # not on macOS
        ctypes.CDLL(None).prctl(_DEATH_OF_PARENT, signal.SIGKILL)
    with contextlib.suppress(OSError):  # when memory runs out, the kernel kills workers first
        Path("/proc/self/oom_score_adj").write_text("1000")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = int(memory * _SHARE_OF_MEMORY)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def _next_segment(last: Segment | None) -> Segment | None:
    """Shared memory for the next photos, not used until they come; None where unsupported."""
    if last is not None:
        last.close()
    try:
        segment = Segment() if IS_POSSIBLE else None
    except OSError:  # a limit on address space or file size
        segment = None
    allocate_by(np.empty if segment is None else segment.allocate)
    return segment


def _give_memory_back() -> None:
    """Return the allocator's free memory to the system."""
    with contextlib.suppress(OSError, AttributeError):  # only in the GNU C library
        ctypes.CDLL(None).malloc_trim(0)


def _read(order: dict[str, Any]) -> Any:
    action, path = order["action"], Path(order["path"])
    if order["folder"] is not None:
        with contextlib.suppress(OSError):  # if it is inaccessible, absolute paths still work
            os.chdir(order["folder"])
    Brightness.is_automatic = order["is_automatic"]
    read_bytes(path, 0)  # wait for a sleeping disk before the clock starts
    signal.setitimer(signal.ITIMER_REAL, BASE_S)
    if action in _ALL_PIXELS:
        try:
            width, height = decode.read_size(path)
        except PhotoUnreadable:
            pass  # the full read raises the reason
        else:
            signal.setitimer(signal.ITIMER_REAL, BASE_S + MEGAPIXEL_S * width * height / 1e6)
    return ACTIONS[action](path, **order["arguments"])
