"""What front ends ask of the processes that read photos."""

from pieditor.imaging.reading import remember_deadly, start_readers

__all__ = ["remember_deadly", "start_readers"]
