"""Run Python's garbage collection on the GUI thread only.

Python collects on whichever thread happens to allocate. Windows and models form reference cycles,
so a worker thread may destroy them, which Qt forbids: the program then crashes later and elsewhere.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 200


class GarbageCollection(QObject):
    """Collects between events, by Python's own thresholds.

    Create it on the GUI thread after all imports: objects that exist by then are frozen and never
    scanned again, which keeps each collection short.
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
        """Collect everything, and turn Python's automatic collection on again."""
        self._timer.stop()
        gc.collect()
        gc.unfreeze()
        gc.enable()
