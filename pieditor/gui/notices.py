"""The one place where messages appear: quiet ones go by themselves, serious ones stay."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.errors import PieditorError
from pieditor.gui.sentence_words import error_words
from pieditor.gui.theme import GRID
from pieditor.gui.timers import single_shot

_QUIET_MS = 6000
_MOST_SHOWN = 3
_WIDTH_PX = 440


class Notices(QWidget):
    """Messages over the lower middle of a window, newest at the bottom."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(self.tr("Messages"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._notes: list[_Note] = []
        self._window = window
        window.installEventFilter(self)
        self.hide()

    def say(
        self, text: str, *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """A quiet message with at most one thing to do; gone after six seconds."""
        self._add(_Note(self, text, is_serious=False, action=action, on_action=on_action))

    def problem(self, error: PieditorError | str) -> None:
        """A message that stays until it is dismissed."""
        self._add(_Note(self, error_words(error), is_serious=True, action="", on_action=None))

    @property
    def texts(self) -> list[str]:
        """What is shown now, oldest first."""
        return [note.text for note in self._notes]

    def dismiss(self) -> bool:
        """Take the newest message away; False when there is none. Esc does this."""
        if not self._notes:
            return False
        self._remove(self._notes[-1])
        return True

    def _add(self, note: "_Note") -> None:
        if self._notes and self._notes[-1].text == note.text:
            self._remove(self._notes[-1])
        while len(self._notes) >= _MOST_SHOWN:
            self._remove(self._notes[0])
        self._notes.append(note)
        self._column.addWidget(note)
        note.gone.connect(lambda: self._remove(note))
        self._place()
        self.show()
        self.raise_()

    def _remove(self, note: "_Note") -> None:
        if note in self._notes:
            self._notes.remove(note)
            self._column.removeWidget(note)
            note.hide()
            note.deleteLater()
        if not self._notes:
            self.hide()
        else:
            self._place()

    def _place(self) -> None:
        window = self._window
        width = min(_WIDTH_PX, window.width() - 4 * GRID)
        self.setFixedWidth(width)
        self._column.activate()
        height = sum(note.heightForWidth(width) for note in self._notes)
        height += GRID * (len(self._notes) - 1)
        x = (window.width() - width) // 2
        self.setGeometry(x, window.height() - height - 88, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._notes:
            self._place()
        return False


class _Note(QFrame):
    gone = Signal()

    def __init__(
        self,
        parent: QWidget,
        text: str,
        *,
        is_serious: bool,
        action: str,
        on_action: Callable[[], None] | None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setProperty("serious", is_serious)
        self.text = text
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(GRID)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(label, 1)
        if action and on_action is not None:
            button = QToolButton(self)
            button.setText(action)
            button.setProperty("framed", True)
            button.clicked.connect(on_action)
            button.clicked.connect(self.gone)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        close = QToolButton(self)
        close.setText("×")
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.gone)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        if not is_serious:
            single_shot(self, _QUIET_MS, self.gone.emit).start()
