"""Lanes: the executors that process the photos of a batch.

A lane takes a job and returns a future of the event that ends it. The engine does not know whether
the job runs in a thread of this process or on another computer.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Protocol

from pieditor.services.batch.attempt import Job, attempt
from pieditor.services.batch.requests import JobEvent
from pieditor.services.networks.shared import Networks


class _Counting:
    """The number of photos being processed in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def __enter__(self) -> None:
        with self._lock:
            self.count += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self.count -= 1


_counting = _Counting()


def is_any_busy() -> bool:
    """Whether some thread is in an encoder or decoder, perhaps for a photo that was given up.

    Unloading their libraries meanwhile may crash, so the program then ends by `os._exit`.
    """
    return _counting.count > 0


class Lane(Protocol):
    """An executor of jobs.

    num_jobs       the number of jobs that run in parallel
    obeys_permits  whether withdrawing a permit reliably prevents writing
    """

    obeys_permits: bool

    @property
    def num_jobs(self) -> int:
        """The number of parallel jobs; may change from photo to photo."""

    def submit(self, job: Job) -> "Future[JobEvent]":
        """Begin a photo; the future never raises."""

    def close(self) -> None:
        """Start no further photo. Photos whose permit was withdrawn are not waited for."""


class ThreadLane:
    """Threads of this process. Files are decoded in worker processes: see `imaging.reading`.

    networks  opened only once the first photo is being decoded
    """

    obeys_permits = True

    def __init__(self, networks: Networks, num_jobs: int) -> None:
        self._num_jobs = num_jobs
        self._networks = networks
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        # Not concurrent.futures: at exit it waits for its threads, even for an encoder whose photo
        # was cancelled.
        for number in range(num_jobs):
            threading.Thread(target=self._run, name=f"enhance-{number}", daemon=True).start()

    @property
    def num_jobs(self) -> int:
        """The number of threads."""
        return self._num_jobs

    def submit(self, job: Job) -> "Future[JobEvent]":
        """See `Lane`."""
        future: Future[JobEvent] = Future()
        self._queue.put(lambda: future.set_result(attempt(job, self._networks)))
        return future

    def close(self) -> None:
        """See `Lane`."""
        for _ in range(self._num_jobs):
            self._queue.put(None)

    def _run(self) -> None:
        while (work := self._queue.get()) is not None:
            with _counting:
                work()
            del work
