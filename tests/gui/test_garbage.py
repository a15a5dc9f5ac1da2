"""Garbage: Qt's objects are destroyed where they may be."""

import threading

from PySide6.QtCore import QObject


class Cycle(QObject):
    """An object that only the collector can free."""

    def __init__(self, freed_on):
        super().__init__()
        self.own, self.freed_on = self, freed_on

    def __del__(self):
        self.freed_on.append(threading.current_thread())


def test_objects_of_qt_are_freed_on_the_gui_thread(qtbot, garbage):
    """Although a worker is the one that allocates."""
    freed_on = []
    for _ in range(10):
        Cycle(freed_on)
    worker = threading.Thread(target=lambda: [[i] for i in range(100_000)])
    worker.start()
    worker.join()
    kept = [[] for _ in range(5000)]
    qtbot.waitUntil(lambda: len(freed_on) == 10, timeout=10_000)
    assert kept and set(freed_on) == {threading.main_thread()}
