"""Work on background threads: the only place where data passes between threads.

A view passes a function and gets its result by a plain callback on the GUI thread. After a cancel
no callback is called any more. `Newest` is for requests that come faster than they can be served,
such as a slider's: the newest wins and stale results are dropped.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from pieditor.core.errors import Cancelled, PieditorError

LOG = logging.getLogger("pieditor.gui")

T = TypeVar("T")
OnFailed = Callable[[PieditorError], None]


class Task:
    """One piece of work, shared by the work itself and its caller."""

    def __init__(self, deliver: Callable[[Callable[[], None]], None]) -> None:
        self._deliver = deliver
        self._cancelled = threading.Event()
        self.on_report: Callable[[Any], None] = lambda _: None
        self.on_forgotten: Callable[[], None] = lambda: None

    def cancel(self) -> None:
        """Ask the work to stop; none of its callbacks is called any more."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._cancelled.is_set()

    def report(self, value: object) -> None:
        """Call from inside the work: passes `value` to `on_report` on the GUI thread, in order."""
        self._deliver(lambda: None if self.is_cancelled() else self.on_report(value))


Work = Callable[[Task], T]


def _unexpected(error: Exception) -> PieditorError:
    LOG.exception("unexpected error in a worker")
    return PieditorError(
        "Something went wrong inside pieditor",
        why=f"an unexpected {type(error).__name__} ({error})",
        remedy="Go on; if it comes again, please report it with the output of 'pieditor doctor'.",
    )


class Workers(QObject):
    """A thread pool, first in first out or newest first; started and stopped with its owner.

    `limit` bounds the queue of a newest-first pool: the oldest request is dropped, such as the
    thumbnail of a photo that was scrolled out of view.
    """

    _arrived = Signal(object)

    def __init__(
        self,
        num_threads: int,
        *,
        name: str,
        newest_first: bool = False,
        limit: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._newest_first, self._limit = newest_first, limit
        self._queue: deque[tuple[Task, Callable[[], None]]] = deque()
        self._wake = threading.Condition()
        self._is_stopping = False
        self._running: set[Task] = set()
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{i}", daemon=True)
            for i in range(num_threads)
        ]
        for thread in self._threads:
            thread.start()

    def start(
        self,
        work: Work[T],
        on_done: Callable[[T], None] = lambda _: None,
        on_failed: OnFailed | None = None,
        *,
        on_report: Callable[[Any], None] | None = None,
        on_forgotten: Callable[[], None] | None = None,
    ) -> Task:
        """Queue `work(task)`; its result or its error is passed to a callback on the GUI thread.

        on_forgotten  called when a full queue drops this work before it began
        """
        task = Task(self._arrived.emit)
        if on_report is not None:
            task.on_report = on_report
        if on_forgotten is not None:
            task.on_forgotten = on_forgotten

        def finish(callback: Callable[[Any], None] | None, value: object) -> None:
            if callback is not None:
                self._arrived.emit(lambda: None if task.is_cancelled() else callback(value))

        def run() -> None:
            if task.is_cancelled():
                return
            try:
                answer = work(task)
            except Cancelled:
                return
            except PieditorError as error:
                finish(on_failed, error)
            except Exception as error:  # the worker's boundary
                finish(on_failed, _unexpected(error))
            else:
                finish(on_done, answer)

        forgotten = None
        with self._wake:
            if not self._is_stopping:
                self._queue.append((task, run))
                if self._limit is not None and len(self._queue) > self._limit:
                    forgotten = self._queue.popleft()[0]
                self._wake.notify()
        if forgotten is not None:
            forgotten.cancel()
            forgotten.on_forgotten()
        return task

    @property
    def is_idle(self) -> bool:
        """Whether nothing is queued or running."""
        with self._wake:
            return not self._queue and not self._running

    def stop(self, *, finish_queue: bool = False) -> None:
        """End the threads and wait for them; with `finish_queue` after all queued work."""
        with self._wake:
            self._is_stopping = True
            if not finish_queue:
                self._queue.clear()
                for task in self._running:
                    task.cancel()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._queue and not self._is_stopping:
                    self._wake.wait()
                if not self._queue:
                    return
                task, run = self._queue.pop() if self._newest_first else self._queue.popleft()
                self._running.add(task)
            try:
                run()
            finally:
                with self._wake:
                    self._running.discard(task)

    @Slot(object)
    def _call(self, deliver: Callable[[], None]) -> None:
        if not self._is_stopping:
            deliver()


class Newest(QObject):
    """A queue with one running and one waiting request; a newer one replaces the waiting one.

    The running request is always finished, so that a slider that moves faster than rendering still
    shows pictures in order.
    """

    def __init__(self, workers: Workers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers = workers
        self._running: Task | None = None
        self._waiting: tuple[Work[Any], Callable[[Any], None], OnFailed | None] | None = None

    def ask(
        self, work: Work[T], on_done: Callable[[T], None], on_failed: OnFailed | None = None
    ) -> None:
        """Submit a request; an older one that has not begun is dropped."""
        self._waiting = (work, on_done, on_failed)
        if self._running is None:
            self._next()

    def cancel(self) -> None:
        """Drop the waiting request and the running one's result."""
        self._waiting = None
        if self._running is not None:
            self._running.cancel()
            self._running = None

    @property
    def is_idle(self) -> bool:
        """Whether no request is waiting or running."""
        return self._running is None and self._waiting is None

    def _next(self) -> None:
        if self._waiting is None:
            self._running = None
            return
        work, on_done, on_failed = self._waiting
        self._waiting = None

        def done(answer: Any) -> None:
            self._next()
            on_done(answer)

        def failed(error: PieditorError) -> None:
            self._next()
            if on_failed is not None:
                on_failed(error)

        self._running = self._workers.start(work, done, failed)
