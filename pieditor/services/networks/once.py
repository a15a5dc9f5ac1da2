"""A value that is made once, on first use."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Calls `make` on the first call, on the calling thread; other threads wait meanwhile.

    An exception of `make` is passed on, and the next call tries again.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._value: T | None = None

    def __call__(self) -> T:
        """Return the value, making it if necessary."""
        with self._lock:
            if self._value is None:
                self._value = self._make()
            return self._value
