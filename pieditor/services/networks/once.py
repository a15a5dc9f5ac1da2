"""A value that is made once, by whoever asks first."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """Calls `make` at the first question, on whatever thread that is; others wait meanwhile.

    What `make` raises is raised, and the next question tries again.
    """

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._value: T | None = None

    def __call__(self) -> T:
        """The value."""
        with self._lock:
            if self._value is None:
                self._value = self._make()
            return self._value
