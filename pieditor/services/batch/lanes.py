"""Where the photos of a batch are worked on.

A lane takes a job and answers, some time later, with the event that ended it. The engine does not
know whether that happens in a thread beside it or on another computer.
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
    """How many photos are being worked on in this process."""

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
    """Whether some thread is in an encoder or a decoder, perhaps for a photo that was given up.

    Taking their libraries down under it may crash: `os._exit` ends the program then.
    """
    return _counting.count > 0


class Lane(Protocol):
    """One way to get photos done.

    num_jobs       how many it works on side by side
    obeys_permits  whether nothing is written any more once a permit was withdrawn
    """

    obeys_permits: bool

    @property
    def num_jobs(self) -> int:
        """May change from photo to photo."""

    def submit(self, job: Job) -> "Future[JobEvent]":
        """Begin a photo; the future never raises."""

    def close(self) -> None:
        """Begin no further photo. Those whose permit was withdrawn are not waited for."""


class ThreadLane:
    """Threads of this process. What reads foreign bytes is elsewhere: see `imaging.reading`.

    networks  asked when the first photo is decoded, which takes its time too
    """

    obeys_permits = True

    def __init__(self, networks: Networks, num_jobs: int) -> None:
        self._num_jobs = num_jobs
        self._networks = networks
        self._queue: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        # Not those of concurrent.futures: a program that ends would wait for an encoder that works
        # on a photo nobody wants any more.
        for number in range(num_jobs):
            threading.Thread(target=self._run, name=f"enhance-{number}", daemon=True).start()

    @property
    def num_jobs(self) -> int:
        """As many as there are threads."""
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
