"""The one place for messages: quiet ones disappear by themselves, problems stay."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.errors import PieditorError
from pieditor.gui.base.sentence_words import error_words
from pieditor.gui.base.theme import GRID
from pieditor.gui.base.timers import single_shot

_QUIET_MS = 6000
_MOST_SHOWN = 3
_WIDTH_PX = 440
# A narrower message puts its button below, which would otherwise leave no room for words.
_NARROW_PX = 360
_ABOVE_BOTTOM_PX = 88  # so that the filmstrip stays visible


class Notices(QWidget):
    """Messages over the lower middle of the window or of a part of it, newest at the bottom."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(self.tr("Messages"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._notes: list[_Note] = []
        self._window = window
        self._part: QWidget | None = None
        window.installEventFilter(self)
        self.hide()

    def keep_to(self, part: QWidget | None) -> None:
        """Show messages only over this part of the window; None for the whole window."""
        if self._part is not None:
            self._part.removeEventFilter(self)
        self._part = part
        if part is not None:
            part.installEventFilter(self)
        if self._notes:
            self._place()

    def say(
        self, text: str, *, action: str = "", on_action: Callable[[], None] | None = None
    ) -> None:
        """Show a quiet message with at most one action; it disappears after six seconds."""
        self._add(_Note(self, text, is_serious=False, action=action, on_action=on_action))

    def problem(self, error: PieditorError | str) -> None:
        """Show a message that stays until it is dismissed."""
        self._add(_Note(self, error_words(error), is_serious=True, action="", on_action=None))

    @property
    def texts(self) -> list[str]:
        """The texts of the visible messages, oldest first."""
        return [note.text for note in self._notes]

    def dismiss(self) -> bool:
        """Dismiss the newest message, as Esc does; False when there is none."""
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
        # Beside messages that are visible already, the layout would show it an event later.
        note.show()
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
        over = self._part or self._window
        margin = GRID if self._part is not None else 2 * GRID
        width = min(_WIDTH_PX, over.width() - 2 * margin)
        for note in self._notes:
            note.set_narrow(width < _NARROW_PX)
        self.setFixedWidth(width)
        self._column.activate()
        height = sum(note.heightForWidth(width) for note in self._notes)
        height += GRID * (len(self._notes) - 1)
        corner = over.mapTo(self._window, QPoint(0, over.height()))
        bottom = corner.y() - (_ABOVE_BOTTOM_PX if self._part is None else GRID)
        x = corner.x() + (over.width() - width) // 2
        self.setGeometry(x, max(0, bottom - height), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Reposition the messages when the window is resized."""
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
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        grid.setSpacing(GRID)
        grid.setColumnStretch(0, 1)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, 0, 0)
        self._button: QToolButton | None = None
        if action and on_action is not None:
            button = QToolButton(self)
            button.setText(action)
            button.setProperty("framed", True)
            button.clicked.connect(on_action)
            button.clicked.connect(self.gone)
            self._button = button
        close = QToolButton(self)
        close.setText("×")
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.gone)
        grid.addWidget(close, 0, 2, Qt.AlignmentFlag.AlignTop)
        self.set_narrow(False)
        if not is_serious:
            single_shot(self, _QUIET_MS, self.gone.emit).start()

    def set_narrow(self, is_narrow: bool) -> None:
        """Put the button below the words instead of beside them."""
        if (button := self._button) is None:
            return
        self._grid.removeWidget(button)
        if is_narrow:
            self._grid.addWidget(button, 1, 0, 1, 3, Qt.AlignmentFlag.AlignRight)
        else:
            self._grid.addWidget(button, 0, 1, Qt.AlignmentFlag.AlignTop)
