"""The filmstrip: the library's photos in one row, below every view."""

from PySide6.QtCore import QItemSelectionModel, QSize, Qt
from PySide6.QtGui import QMouseEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from pieditor.gui.base import theme
from pieditor.gui.library.tiles import TileDelegate
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs

HEIGHT_PX = theme.FILMSTRIP_PX + 2 * theme.GRID
_MARGIN_PX = 4
_ROOM_PX = 16  # tiles are wider than high, like most photos


class Filmstrip(QListView):
    """One row of photos, the current one ringed. Arrow keys step, the wheel scrolls sideways."""

    def __init__(
        self,
        model: PhotosModel,
        selection: QItemSelectionModel,
        thumbs: Thumbs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("filmstrip")
        self.setAccessibleName(self.tr("Filmstrip"))
        self._model = model
        self.setFixedHeight(HEIGHT_PX)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._delegate = TileDelegate(
            thumbs, QSize(1, 1), footer_px=0, margin_px=_MARGIN_PX, parent=self
        )
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self.setSelectionModel(selection)
        thumbs.ready.connect(self._repaint)
        self._is_pressed = False
        model.current_changed.connect(lambda _: self._reveal_current())
        model.shown_changed.connect(self._reveal_current)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Adapt the tiles to the scroll bar's height, which depends on the style."""
        super().showEvent(event)
        self._is_pressed = False
        side = HEIGHT_PX - self.horizontalScrollBar().sizeHint().height()
        self._delegate.cell = QSize(side + _ROOM_PX, side)
        self.setGridSize(self._delegate.cell)
        self._reveal_current()

    def _repaint(self, path: object) -> None:
        index = self._model.index_of(path)  # type: ignore[arg-type]
        if index.isValid():
            self.update(index)

    def _reveal_current(self) -> None:
        index = self.currentIndex()
        # While a button is held, scrolling would bring another tile under the pointer and select
        # it.
        if index.isValid() and self.isVisible() and not self._is_pressed:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select a photo; the strip does not scroll until the button is released."""
        self._is_pressed = True
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Only hover: a hand that slips during a click must not select a range."""
        if not event.buttons():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Scroll the selected photo to the middle."""
        if not self._is_pressed:
            return
        super().mouseReleaseEvent(event)
        self._is_pressed = False
        # A user who selects several with Ctrl or Shift is about to click nearby.
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._reveal_current()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Ignored: after the first click the strip has scrolled, and another tile is here now."""
        if event.modifiers() != Qt.KeyboardModifier.NoModifier:
            self._is_pressed = True
            super().mouseDoubleClickEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll sideways with both directions of a wheel."""
        turn = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        by = turn.x() if abs(turn.x()) > abs(turn.y()) else turn.y()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - by)
        event.accept()
