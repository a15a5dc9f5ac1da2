"""The gallery: a page of tiles that fills its room, without a widget per tile.

A click, F or the tick likes; a right click, X or the cross rejects; a second time takes it back. A
tile that is held, by mouse or backslash key, shows its photo untouched; releasing it gives no
verdict.

The keys act on the focused tile. The focus follows the moving pointer and the arrow keys.
"""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QToolTip, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.timers import single_shot
from pieditor.gui.taste.gallery_model import GalleryModel
from pieditor.gui.taste.tile_drawing import PictureDelegate, likely_size
from pieditor.services.tastes.picking import Verdict

HOLD_MS = 250
# Between the window's dark grey, which makes everything look bright, and the canvas's mid-grey, on
# which the accent's ring would hardly be visible.
GROUND = 64
_MARGIN_PX = theme.GRID
_LYING_PHOTOS = 3  # per portrait photo, to choose the number of columns


class GalleryGrid(QListView):
    """The current page. Reports actions on tiles, and changes nothing itself."""

    liked = Signal(int)
    rejected = Signal(int)

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gallery = model
        self.setModel(model)
        self._delegate = PictureDelegate(model, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Gallery"))
        self.setAccessibleDescription(
            self.tr("F or Enter likes a picture, X rejects it, \\ shows it untouched.")
        )
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = theme.grey(GROUND).name()
        self.setStyleSheet(f"QListView {{ background: {ground}; padding: 0; }}")
        # With the tiles' own margins this aligns pictures with the content of the bar and the
        # strip.
        self.setViewportMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        self._pressed = -1
        self._pressed_button: Verdict | None = None
        self._pointer = QPoint()
        self._hold_timer = single_shot(self, HOLD_MS, self._begin_hold)
        model.modelReset.connect(self._fit)
        model.modelReset.connect(lambda: self._point_at(-1, None))

    @property
    def num_columns(self) -> int:
        """The number of tiles side by side."""
        return max(1, self.viewport().width() // max(1, self.gridSize().width()))

    def focus_tile(self, row: int) -> None:
        """Move the focus to a row, limited to the page."""
        last = self._gallery.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._gallery.index(min(max(row, 0), last)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit the page to the new size."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """Choose the number of columns that makes the pictures largest without scrolling."""
        count = max(1, self._gallery.rowCount())
        width, height = self.viewport().width(), self.viewport().height()

        def usefulness(columns: int) -> float:
            rows = -(-count // columns)
            room = QSize(width // columns - 2 * _MARGIN_PX, height // rows - 2 * _MARGIN_PX)
            lying, standing = likely_size(room), likely_size(room.transposed())
            areas = (size.width() * size.height() for size in (lying, standing))
            return float(np.dot((_LYING_PHOTOS, 1), list(areas)))

        columns = max(range(1, count + 1), key=usefulness)
        rows = -(-count // columns)
        # Qt wraps when cells fill the width exactly.
        self.setGridSize(QSize(max(1, (width - 1) // columns), max(1, height // rows)))

    def _at(self, place: QPoint) -> tuple[int, Verdict | None]:
        """The row whose picture is there, -1 for none, and the button that is there, if any."""
        index = self.indexAt(place)
        if not index.isValid():
            return -1, None
        rect = self._delegate.picture_rect(self.visualRect(index), index.row())
        if not rect.contains(place):
            return -1, None
        buttons = self._delegate.button_rects(rect).items()
        return index.row(), next((which for which, box in buttons if box.contains(place)), None)

    def _point_at(self, row: int, button: Verdict | None) -> None:
        """Note the picture and button under the pointer, and move the focus there."""
        row = row if self._gallery.tile(row) is not None else -1
        if row >= 0 and row != self.currentIndex().row():
            self.focus_tile(row)
        if (row, button) != (self._delegate.pointed, self._delegate.button):
            self._delegate.pointed, self._delegate.button = row, button
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Start a click or a hold."""
        if event.button() not in _BUTTONS:
            return
        row, button = self._at(event.position().toPoint())
        self._pressed, self._pressed_button = row, button
        if row >= 0:
            self.focus_tile(row)
            if button is None and event.button() is Qt.MouseButton.LeftButton:
                self._hold_timer.start()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the focus along; leaving the pressed tile cancels the click."""
        place = event.position().toPoint()
        row, button = self._at(place)
        pressed = self._pressed_button
        if row != self._pressed or (pressed is not None and button is not pressed):
            self._let_go()
        # A resting pointer must not take the focus from the keys, whatever events Qt sends.
        if place != self._pointer:
            self._pointer = place
            self._point_at(row, button)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click likes or rejects; the end of a hold gives no verdict."""
        if event.button() not in _BUTTONS:
            return
        row, was_hold = self._pressed, self._gallery.held >= 0
        is_right = event.button() is Qt.MouseButton.RightButton
        verdict = self._pressed_button or (Verdict.REJECTED if is_right else Verdict.LIKED)
        self._let_go()
        if row >= 0 and not was_hold and self._gallery.tile(row) is not None:
            (self.liked if verdict is Verdict.LIKED else self.rejected).emit(row)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Show buttons under the pointer, with their tool tips."""
        if event.type() == QEvent.Type.Leave:
            self._point_at(-1, None)
        elif event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            button = self._at(event.pos())[1]
            if button is not None:
                is_like = button is Verdict.LIKED
                words = self.tr("Like (F)") if is_like else self.tr("Reject (X)")
                QToolTip.showText(event.globalPos(), words, self)
                return True
        return super().viewportEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Treat a double click as two clicks."""
        self.mousePressEvent(event)

    def _begin_hold(self) -> None:
        if self._gallery.tile(self._pressed) is not None:
            self._gallery.hold(self._pressed)

    def _let_go(self) -> None:
        self._hold_timer.stop()
        self._pressed = -1
        self._gallery.hold(-1)

    def event(self, event: QEvent) -> bool:
        """Handle single letters before the window's shortcuts, if they have a meaning here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if plain and event.key() in _KEYS:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """F and Enter like, X rejects, backslash holds, arrows move; other keys go to the view."""
        row = self.currentIndex().row()
        if event.key() in _LIKE_KEYS and not event.isAutoRepeat():
            if self._gallery.tile(row) is not None:
                self.liked.emit(row)
        elif event.key() == Qt.Key.Key_X and not event.isAutoRepeat():
            if self._gallery.tile(row) is not None:
                self.rejected.emit(row)
        elif event.key() == Qt.Key.Key_Backslash:
            if self._gallery.tile(row) is not None:
                self._gallery.hold(row)
        elif event.key() in _ARROWS:
            self._move(event.key())
        else:
            event.ignore()  # disables the list's own search by letters

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Release the hold."""
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat():
            self._gallery.hold(-1)
        else:
            event.ignore()

    def _move(self, key: int) -> None:
        step = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.num_columns,
            Qt.Key.Key_Down: self.num_columns,
        }
        row = self.currentIndex().row()
        if row < 0 or key == Qt.Key.Key_Home:
            self.focus_tile(0)
        elif key == Qt.Key.Key_End:
            self.focus_tile(self._gallery.rowCount() - 1)
        elif 0 <= row + step[Qt.Key(key)] < self._gallery.rowCount():
            self.focus_tile(row + step[Qt.Key(key)])

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Focus the first tile if none was focused."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.focus_tile(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Release a held tile."""
        self._let_go()
        super().focusOutEvent(event)


_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)
_LIKE_KEYS = (Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End,
)  # fmt: skip
_KEYS = {*_LIKE_KEYS, *_ARROWS, Qt.Key.Key_X, Qt.Key.Key_Backslash}
