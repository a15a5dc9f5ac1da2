"""The grid of tiles."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from pieditor.gui.library.state import USUAL_TILE_PX, cells
from pieditor.gui.library.tiles import FOOTER_PX, MARGIN_PX, TileDelegate
from pieditor.gui.photos import PhotosModel
from pieditor.gui.thumbs import Thumbs
from pieditor.services.sidecars import Flag

_STARS = {
    Qt.Key.Key_0: 0,
    Qt.Key.Key_1: 1,
    Qt.Key.Key_2: 2,
    Qt.Key.Key_3: 3,
    Qt.Key.Key_4: 4,
    Qt.Key.Key_5: 5,
}
_FLAGS = {Qt.Key.Key_P: Flag.PICK, Qt.Key.Key_U: Flag.NONE, Qt.Key.Key_X: Flag.REJECT}
_OPEN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_D}


class PhotoGrid(QListView):
    """Photos in rows that fill the width; keys mark what is selected.

    stars_given, flag_given  a key was pressed
    opened                   Enter, D or a double click: the current photo is to be developed
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
        # Its place is always kept, so that the columns do not jump when the last row fills; it is
        # seen when there is something to scroll.
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
        self.doubleClicked.connect(lambda _: self.opened.emit())
        thumbs.ready.connect(self._repaint)
        self._lay_out()

    @property
    def tile_px(self) -> int:
        """The side of a tile's picture."""
        return self._tile_px

    def set_tile_px(self, tile_px: int) -> None:
        """Larger or smaller tiles; the current photo stays in sight."""
        self._tile_px = tile_px
        self._lay_out()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def _lay_out(self) -> None:
        found = cells(
            self.viewport().width(), self._tile_px, margin_px=MARGIN_PX, footer_px=FOOTER_PX
        )
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
        """Columns follow the width."""
        super().resizeEvent(event)
        self._lay_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Marks and opening; everything else is the list's."""
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
            # Not the list's own search by letters: letters are the window's shortcuts.
            event.ignore()
        else:
            super().keyPressEvent(event)
