"""Python's garbage is collected on the GUI thread alone.

Python collects on whichever thread happens to allocate. Windows, models and their like form cycles,
so a worker may be the one that destroys them, which Qt forbids: the program then crashes later and
elsewhere.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 200


class GarbageCollection(QObject):
    """Collects now and then while events are handled, by Python's own thresholds.

    Make one on the GUI thread, once everything is imported: what exists by then is never looked at
    again, which keeps each collection short.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Collect everything, and leave it to Python again."""
        self._timer.stop()
        gc.collect()
        gc.unfreeze()
        gc.enable()
