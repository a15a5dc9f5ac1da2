"""Learn from folders of favourites and pairs, on a separate thread."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.gui.base.workers import Task, Workers
from pieditor.services.tastes.favourites import MarkedPictures
from pieditor.services.tastes.picking_session import IsCancelled, TasteRoom

_Mark = Callable[[Callable[[Path], None], IsCancelled], MarkedPictures]


class FolderLearner(QObject):
    """Reads one folder or pair of folders at a time. A large one takes minutes on its own thread.

    counted(num)             number of pictures processed so far
    learned(MarkedPictures)  all were processed
    failed(PieditorError)    none can be used
    """

    counted = Signal(int)
    learned = Signal(object)
    failed = Signal(object)

    def __init__(self, room: TasteRoom, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._workers = Workers(1, name="learn", parent=self)

    def close(self) -> None:
        """End the thread."""
        self._workers.stop()

    def learn_folder(self, folder: Path) -> None:
        """Learn all pictures of a folder as favourites."""
        self._learn(lambda report, stop: self._room.mark_folder(folder, report, stop))

    def learn_pairs(self, befores: Path, afters: Path) -> None:
        """Learn finished pictures as favourites, their originals as rejects."""
        self._learn(lambda report, stop: self._room.mark_pairs(befores, afters, report, stop))

    def _learn(self, mark: _Mark) -> None:
        def work(task: Task) -> MarkedPictures:
            num = 0

            def report(_: Path) -> None:
                nonlocal num
                num += 1
                task.report(num)

            return mark(report, task.is_cancelled)

        self._workers.start(
            work, self.learned.emit, self.failed.emit, on_report=self.counted.emit
        )  # fmt: skip
