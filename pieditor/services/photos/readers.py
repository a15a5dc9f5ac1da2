"""Start, stop and configure the worker processes that decode photos, for front ends."""

from pathlib import Path

# Imports nothing else, so that it can be called before the rest is loaded.
from pieditor.imaging.isolation.nursery import start_early as start_readers

__all__ = ["remember_deadly", "start_readers", "stop_readers"]


def stop_readers() -> None:
    """End the worker processes that decode photos, even in the middle of one."""
    from pieditor.imaging.isolation.pool import shared

    shared.close()


def remember_deadly(file: Path) -> None:
    """From now on, list photos that crashed their decoder in a file, and do not open them again."""
    from pieditor.imaging.isolation.pool import shared

    shared.deadly.keep_in(file)
