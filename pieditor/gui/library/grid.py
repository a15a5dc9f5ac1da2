"""The grid of tiles."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QToolTip,
    QWidget,
)

from pieditor.gui.library.state import USUAL_TILE_PX, cells
from pieditor.gui.library.tiles import FOOTER_PX, MARGIN_PX, TileDelegate
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.photos.sidecars import Flag

_STARS = {
    Qt.Key.Key_0: 0,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_4: 4,
    Qt.Key.Key_5: 5,
}
_FLAGS = {Qt.Key.Key_P: Flag.PICK, Qt.Key.Key_U: Flag.NONE, Qt.Key.Key_X: Flag.REJECT}
# Without pointer movement, key or scrolling for this long, the user is not aiming at a tile, and
# has read a tool tip, which appears after 0.7 s.
_REST_MS = 3000
_HANDS = {
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Wheel,
    QEvent.Type.DragMove,
}
_OPEN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_D}


class PhotoGrid(QListView):
    """Photos in rows that fill the width; keys mark the selected ones.

    stars_given, flag_given  a key was pressed
    opened                   Enter, D or a double click: develop the current photo
    """

    stars_given = Signal(int)
    flag_given = Signal(object)
    opened = Signal()

    def __init__(self, model: PhotosModel, thumbs: Thumbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tile_px = USUAL_TILE_PX
        self.setObjectName("grid")
        self.setAccessibleName(self.tr("Photos"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always reserve its space, so that the columns do not jump when the last row fills; it is
        # drawn only if there is something to scroll.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(lambda first, last: bar.setEnabled(last > first))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate = TileDelegate(
            thumbs, QSize(1, 1), footer_px=FOOTER_PX, margin_px=MARGIN_PX, parent=self
        )
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionModel(model.selection)
        self._touched = QElapsedTimer()
        bar.actionTriggered.connect(lambda _: self._touched.start())
        self.doubleClicked.connect(lambda _: self.opened.emit())
        thumbs.ready.connect(self._repaint)
        self._lay_out()

    @property
    def tile_px(self) -> int:
        """The side of a tile's picture, in pixels."""
        return self._tile_px

    def set_tile_px(self, tile_px: int) -> None:
        """Set the size of tiles; the current photo stays visible."""
        self._tile_px = tile_px
        self._lay_out()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def show_scores(self, is_shown: bool) -> None:
        """Set whether tiles show their score."""
        self._delegate.shows_score = is_shown
        self.viewport().update()

    @property
    def is_at_rest(self) -> bool:
        """Whether tiles may change places, because the user is not interacting with them."""
        is_resting = not self._touched.isValid() or self._touched.hasExpired(_REST_MS)
        is_held = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        return is_resting and not is_held

    def keep_still(self, change: Callable[[], None]) -> None:
        """Let photos change places while keeping the visible ones in view.

        At the top, the top stays visible, because an order by score is for seeing the best.
        Elsewhere the visible photo that moves least stays at its height.
        """
        bar, columns = self.verticalScrollBar(), self._num_columns
        top, before = bar.value(), self._rows_in_sight()
        if self.underMouse():
            QToolTip.hideText()  # it belongs to the previous tile
        change()
        self.executeDelayedItemsLayout()
        if top > 0:
            after = {path: self._model.index_of(path).row() for path in before}
            moved = min(
                (
                    (abs(after[path] - row), after[path] // columns - row // columns)
                    for path, row in before.items()
                    if after[path] >= 0
                ),
                default=(0, 0),
            )
            top += moved[1] * self.gridSize().height()
        bar.setValue(top)

    @property
    def _num_columns(self) -> int:
        return max(1, self._width_px // self.gridSize().width())

    @property
    def _width_px(self) -> int:
        """The width for columns: Qt wraps the last one unless a pixel is left over."""
        return self.viewport().width() - 1

    def _rows_in_sight(self) -> dict[Path, int]:
        """The photos that are visible, fully or in part, with their rows."""
        top, height = self.verticalScrollBar().value(), self.gridSize().height()
        first = top // height * self._num_columns
        last = ((top + self.viewport().height()) // height + 1) * self._num_columns
        shown = self._model.photos[first:last]
        return {photo.path: row for row, photo in enumerate(shown, start=first)}

    def _lay_out(self) -> None:
        found = cells(self._width_px, self._tile_px, margin_px=MARGIN_PX, footer_px=FOOTER_PX)
        size = QSize(found.width_px, found.height_px)
        if size != self._delegate.cell:
            self._delegate.cell = size
            self.setGridSize(size)
            self.verticalScrollBar().setSingleStep(max(1, found.height_px // 3))

    def _repaint(self, path: object) -> None:
        index = self._model.index_of(path)  # type: ignore[arg-type]
        if index.isValid():
            self.update(index)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Adapt the columns to the width."""
        super().resizeEvent(event)
        self._lay_out()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Record user activity."""
        if event.type() in _HANDS:
            self._touched.start()
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Handle keys for marks and opening; the list handles all others."""
        self._touched.start()
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier and key in _STARS:
            self.stars_given.emit(_STARS[key])
        elif held == Qt.KeyboardModifier.NoModifier and key in _FLAGS:
            self.flag_given.emit(_FLAGS[key])
        elif held == Qt.KeyboardModifier.NoModifier and key in _OPEN:
            if self.currentIndex().isValid():
                self.opened.emit()
        elif event.text().isprintable() and event.text() and not held:
            # Ignore letters, so that they reach the window's shortcuts and not the list's own
            # search.
            event.ignore()
        else:
            super().keyPressEvent(event)
