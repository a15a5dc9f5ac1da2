"""Space as a hand for panning the photo, wherever in Develop the focus is."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from pieditor.gui.develop.canvas import Canvas

_TYPED_INTO = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)


class SpaceHand(QObject):
    """Lets holding Space pan the photo while `view` is shown.

    The focused widget keeps its own use of Space: a button is pressed, and a combo box opens, but
    at the release and only if nothing was panned, not at the press as usual. Text fields get their
    spaces.
    """

    def __init__(self, canvas: Canvas, view: QWidget) -> None:
        super().__init__(view)
        self._canvas, self._view = canvas, view
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Filter events of the focused widget only; filtering all events would be too slow."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        is_own = now is not None and now.window() is self._view.window()
        if now is None or not is_own or now is self._canvas or isinstance(now, _TYPED_INTO):
            return
        self._watched = now
        now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Pan while Space is down."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return False
        if event.key() != Qt.Key.Key_Space or not self._view.isVisible():
            return False
        is_list = isinstance(watched, QComboBox) and not watched.isEditable()
        if event.isAutoRepeat():
            return is_list
        is_press = event.type() == QEvent.Type.KeyPress
        was_held = self._canvas.is_hand_held
        self._canvas.hold_hand(is_press)
        if is_list and isinstance(watched, QComboBox) and not is_press and was_held:
            watched.showPopup()
        return is_list
