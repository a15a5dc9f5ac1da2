"""Close the window normally on Ctrl+C in the terminal and on system shutdown.

Python handles signals between bytecode instructions, and an idle window runs none. A socket that
the signal writes to wakes Qt up.
"""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Calls `on_interrupt` on the GUI thread at the first signal; a second one kills the program.

    exit_code  the shell's conventional exit code after a signal; 0 without a signal
    """

    def __init__(self, on_interrupt: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_interrupt = on_interrupt
        self.exit_code = 0
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._take)
        signal.set_wakeup_fd(self._writing.fileno())
        for number in _SIGNALS:
            signal.signal(number, lambda *_: None)

    def _take(self) -> None:
        number = self._reading.recv(1)[0]
        self.stop()
        self.exit_code = 128 + number
        self._on_interrupt()

    def stop(self) -> None:
        """Restore the default signal handlers."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        self._reading.close()
        self._writing.close()
