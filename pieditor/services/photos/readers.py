"""What front ends ask of the processes that read photos."""

from pathlib import Path

# Without anything else, so that it can be asked for before the rest is loaded.
from pieditor.imaging.isolation.nursery import start_early as start_readers

__all__ = ["remember_deadly", "start_readers", "stop_readers"]


def stop_readers() -> None:
    """End the processes that read photos, also those in the middle of one."""
    from pieditor.imaging.isolation.pool import shared

    shared.close()


def remember_deadly(file: Path) -> None:
    """From now on, keep the photos that ended their decoder in a file, and do not open them."""
    from pieditor.imaging.isolation.pool import shared

    shared.deadly.keep_in(file)
