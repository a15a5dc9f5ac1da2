"""A pool of decoder workers, one for each photo being read at a time, reused for later photos."""

import atexit
import contextlib
import mmap
import os
import select
import signal
import socket
import subprocess
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pieditor.core.errors import Cancelled, PhotoUnreadable, PieditorError
from pieditor.core.sentences import Sentence, sentence
from pieditor.imaging.isolation.deadly import Deadly
from pieditor.imaging.isolation.nursery import Nursery, forget_early, start_nursery
from pieditor.imaging.isolation.wire import receive, send
from pieditor.imaging.raw_choice import Brightness

_LOOK_S = 0.05
_NUM_TRIES = 2
_CLOSE_S = 1.0
_CRASHES = {
    signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGTRAP,
}  # fmt: skip


@dataclass(slots=True)
class _Worker:
    """A worker process, and the memory of its last large result while that is in use."""

    pid: int
    connection: socket.socket
    nursery: Nursery
    memory: weakref.ref[mmap.mmap] | None = None


class _Died(Exception):
    """A worker ended while reading a photo; `code` is negative for a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class DecoderProcesses:
    """Reads photos in worker processes. Thread-safe.

    deadly  photos that crashed their worker twice; they are not read again
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._nursery: Nursery | None = None
        self._num_stops = 0
        self.deadly = Deadly()

    def read(
        self,
        action: str,
        path: Path,
        is_cancelled: Callable[[], bool] | None = None,
        **arguments: Any,
    ) -> Any:
        """Call a function of `imaging.decode` in a worker; returns its result or raises its error.

        Raises PhotoUnreadable also when the worker dies twice on the photo or takes longer than
        30 s plus 1 s per megapixel; Cancelled within a tenth of a second.
        """
        order = {
            "action": action,
            "path": str(path),
            "folder": _current_folder(),
            "is_automatic": Brightness.is_automatic,
            "arguments": arguments,
        }
        if known := self.deadly.code(path):
            raise PhotoUnreadable(path, _reason(known), _remedy(known))
        code, num_stops = 0, self._num_stops
        for number in range(_NUM_TRIES):
            worker = self._take(is_fresh=number > 0)
            try:
                answer = self._ask(worker, order, is_cancelled)
            except _Died as death:
                if num_stops != self._num_stops:
                    raise Cancelled from None
                code = death.code
                continue
            with self._lock:
                if worker.nursery is self._nursery:
                    self._idle.append(worker)
                else:  # the pool was closed meanwhile
                    worker.connection.close()
            if isinstance(answer, PieditorError):
                raise answer
            return answer
        # Not if memory ran out, which may be different next time, nor for our own errors.
        if code < 0 and code != -signal.SIGKILL:
            self.deadly.add(path, code, is_kept=code != -signal.SIGALRM)
        raise PhotoUnreadable(path, _reason(code), _remedy(code))

    def close(self) -> None:
        """End all workers; waiting callers get Cancelled. New workers may be started later."""
        with self._lock:
            self._num_stops += 1
            for worker in self._idle:
                worker.connection.close()
            self._idle.clear()
            if self._nursery is not None:
                self._nursery.control.close()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._nursery.process.wait(timeout=_CLOSE_S)
            self._nursery = None

    def forget(self) -> None:
        """Reset in a fork of this process, because the two must not share workers."""
        self.__init__()  # type: ignore[misc]
        forget_early()

    def _ask(self, worker: _Worker, order: Any, is_cancelled: Callable[[], bool] | None) -> Any:
        try:
            is_free = worker.memory is None or worker.memory() is None
            send(worker.connection, {**order, "is_segment_free": is_free})
            while is_cancelled is not None:
                if select.select([worker.connection], [], [], _LOOK_S)[0]:
                    break
                if is_cancelled():
                    raise Cancelled
            answer, memory = receive(worker.connection)
            worker.memory = None if memory is None else weakref.ref(memory)
            return answer
        except (EOFError, OSError) as error:
            raise _Died(self._end(worker)) from error
        except BaseException:  # the worker is still reading, and its late answer would be misread
            self._end(worker)
            raise

    def _take(self, *, is_fresh: bool) -> _Worker:
        with self._lock:
            if self._idle and not is_fresh:
                return self._idle.pop()
            for _ in range(2):  # a nursery that died is restarted
                nursery = self._start()
                control = nursery.control
                ours, theirs = socket.socketpair()
                try:
                    socket.send_fds(control, [b"s\0\0\0\0"], [theirs.fileno()])
                    answer = control.recv(4, socket.MSG_WAITALL)
                    if len(answer) == 4:
                        return _Worker(int.from_bytes(answer, "little"), ours, nursery)
                except OSError:
                    pass
                finally:
                    theirs.close()
                ours.close()
                control.close()
                self._nursery = None
                self._idle.clear()  # its workers ended with it
        raise RuntimeError("the process that holds the decoders does not start")

    def _end(self, worker: _Worker) -> int:
        """End the worker if necessary; returns its exit code."""
        worker.connection.close()
        with self._lock:
            if self._nursery is not worker.nursery:  # it ended with its own nursery
                return -signal.SIGKILL
            control = worker.nursery.control
            with contextlib.suppress(OSError):
                control.sendall(b"e" + worker.pid.to_bytes(4, "little"))
                code = control.recv(4, socket.MSG_WAITALL)
                if len(code) == 4:
                    return int.from_bytes(code, "little", signed=True)
            return -signal.SIGKILL

    def _start(self) -> Nursery:
        if self._nursery is None:
            self._nursery = start_nursery()
        return self._nursery


def _current_folder() -> str | None:
    """The folder for relative paths; it may have been deleted."""
    try:
        return os.getcwd()
    except OSError:
        return None


def _reason(code: int) -> Sentence:
    if code == -signal.SIGALRM:
        return sentence("it takes too long to decode")
    if -code in _CRASHES:
        return sentence("its decoder crashes on it ({signal})", signal=signal.Signals(-code).name)
    if code == -signal.SIGKILL:
        return sentence("the system ended its decoder, most likely because memory was used up")
    return sentence("its decoder ends without an answer (exit code {code})", code=code)


def _remedy(code: int) -> Sentence:
    if code == -signal.SIGKILL:
        return sentence("Close other programs, then try again.")
    return sentence("It is damaged: leave it out, or copy it again from the card.")


shared = DecoderProcesses()
atexit.register(shared.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=shared.forget)
