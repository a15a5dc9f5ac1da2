"""Workers that decode, as many as there are photos being read at a time, kept for the next ones."""

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
    """A process, and the memory that its last large answer lies in, while somebody uses that."""

    pid: int
    connection: socket.socket
    nursery: Nursery
    memory: weakref.ref[mmap.mmap] | None = None


class _Died(Exception):
    """A worker ended in the middle of a photo; `code` is negative for a signal."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class DecoderProcesses:
    """Reads photos in other processes. Safe to use from several threads.

    deadly  the photos that ended their process twice, which are not read again
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
        """What a function of `imaging.decode` returns for a photo, with its errors.

        Raises PhotoUnreadable too when the process dies of the photo twice, or takes longer than
        30 s and 1 s for each megapixel; Cancelled within a tenth of a second.
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
                else:  # closed meanwhile
                    worker.connection.close()
            if isinstance(answer, PieditorError):
                raise answer
            return answer
        # Not for lack of memory, which may be there the next time, nor for an error of ours.
        if code < 0 and code != -signal.SIGKILL:
            self.deadly.add(path, code, is_kept=code != -signal.SIGALRM)
        raise PhotoUnreadable(path, _reason(code), _remedy(code))

    def close(self) -> None:
        """End all of them; who waits for a photo is told Cancelled. Others may be begun later."""
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
        """In a copy of this process, which shares nothing with the workers."""
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
        except BaseException:  # the worker is in the middle of a photo, and would answer later
            self._end(worker)
            raise

    def _take(self, *, is_fresh: bool) -> _Worker:
        with self._lock:
            if self._idle and not is_fresh:
                return self._idle.pop()
            for _ in range(2):  # a nursery that died is begun anew
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
                self._idle.clear()  # they ended with it
        raise RuntimeError("the process that holds the decoders does not start")

    def _end(self, worker: _Worker) -> int:
        """How the worker ended, after ending it if need be."""
        worker.connection.close()
        with self._lock:
            if self._nursery is not worker.nursery:  # it ended with the one that it came from
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
    """Names that are not whole begin there; it may have been deleted."""
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
