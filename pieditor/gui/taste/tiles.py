"""The gallery: a page of tiles that fills its room, without a widget per tile.

A click or F likes, X rejects, a second time takes it back. A tile that is held, by the mouse or by
the backslash key, shows its photo untouched; letting go of it says nothing about it.
"""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pieditor.gui import theme
from pieditor.gui.images import to_image
from pieditor.gui.timers import single_shot
from pieditor.gui.wording import look_words
from pieditor.services.gallery import Tile
from pieditor.services.picking import Verdict

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()

HOLD_MS = 250
# Between the window's dark grey, beside which everything looks bright, and the mid-grey of the
# canvas, on which the accent's ring would hardly show.
GROUND = 64
_PLACEHOLDER = 72
_MARGIN_PX = theme.GRID
_RING_PX, _FOCUS_PX = 3, 2
_BADGE_PX = 24
_REJECTED_OPACITY = 0.28
_LIKELIEST_SHAPE = 3 / 2  # of a photo
_LYING_PHOTOS = 3  # for each that stands: by these the number of columns is chosen


class GalleryModel(QAbstractListModel):
    """Tiles, their verdicts, and empty places while a page is made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()
        self._num_placeholders = 0
        self._verdicts: tuple[Verdict | None, ...] = ()
        self._images: dict[int, QImage] = {}
        self._untouched: dict[int, QImage] = {}
        self._scaled: dict[tuple[int, bool], QImage] = {}
        self.held = -1

    def show_page(
        self, tiles: Sequence[Tile], images: Sequence[QImage], num_placeholders: int
    ) -> None:
        """Another page, or none yet; images belong to the tiles."""
        self.beginResetModel()
        self._tiles, self._num_placeholders = tuple(tiles), num_placeholders
        self._images = dict(enumerate(images))
        self._untouched, self._scaled = {}, {}
        self._verdicts = (None,) * len(self._tiles)
        self.held = -1
        self.endResetModel()

    def show_verdicts(self, verdicts: Sequence[Verdict | None]) -> None:
        """What was said of the tiles."""
        if tuple(verdicts) != self._verdicts:
            self._verdicts = tuple(verdicts)
            self._tell(0, self.rowCount() - 1)

    def hold(self, row: int) -> None:
        """Show that tile untouched, and no other; -1 for none."""
        if row != self.held:
            rows = [r for r in (row, self.held) if r >= 0]
            self.held = row
            self._tell(min(rows), max(rows))

    def _tell(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))

    def tile(self, row: int) -> Tile | None:
        """The tile at a place; None for an empty one."""
        return self._tiles[row] if 0 <= row < len(self._tiles) else None

    def verdict(self, row: int) -> Verdict | None:
        """What was said of the tile at a place."""
        return self._verdicts[row] if 0 <= row < len(self._verdicts) else None

    def image(self, row: int, size_px: QSize) -> QImage | None:
        """The tile's picture within that many device pixels, untouched while it is held."""
        tile = self.tile(row)
        if tile is None:
            return None
        is_held = row == self.held
        if is_held and row not in self._untouched:
            self._untouched[row] = to_image(tile.untouched)
        whole = self._untouched[row] if is_held else self._images[row]
        wanted = whole.size().scaled(size_px, Qt.AspectRatioMode.KeepAspectRatio)
        kept = self._scaled.get((row, is_held))
        if kept is None or kept.size() != wanted:
            kept = whole.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._scaled[row, is_held] = kept
        return kept

    def rowCount(self, parent: Index = _NO_INDEX) -> int:  # noqa: N802
        """Tiles and empty places."""
        return 0 if parent.isValid() else max(len(self._tiles), self._num_placeholders)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What a screen reader says, and what hovering shows; pictures are painted by the view."""
        tile = self.tile(index.row())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), tile)
        if role == Qt.ItemDataRole.ToolTipRole and tile is not None:
            name = tile.photo.name
            return f"{look_words(tile.look)} · {name}" if tile.look else name
        return None

    def _spoken(self, row: int, tile: Tile | None) -> str:
        if tile is None:
            return self.tr("Picture {number}, being made").format(number=row + 1)
        text = self.tr("Picture {number}, {photo}").format(number=row + 1, photo=tile.photo.stem)
        if tile.look:
            text += ", " + look_words(tile.look)
        verdict = self.verdict(row)
        if verdict is Verdict.LIKED:
            text += ", " + self.tr("liked")
        elif verdict is Verdict.REJECTED:
            text += ", " + self.tr("rejected")
        return text


class _TileDelegate(QStyledItemDelegate):
    """Paints one tile: the picture whole, and how it stands by ring, badge and dimming."""

    def __init__(self, model: GalleryModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """All of one size."""
        return self._view.gridSize()

    def picture_rect(self, cell: QRect, row: int) -> QRect:
        """Where the picture lies in its cell, in logical pixels."""
        box = cell.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        ratio = self._view.devicePixelRatioF()
        image = self._model.image(row, box.size() * ratio)
        size = image.size() / ratio if image is not None else _shaped(box.size())
        rect = QRect(0, 0, size.width(), size.height())
        rect.moveCenter(box.center())
        return rect

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """As Qt wants it."""
        state: QStyle.StateFlag = option.state
        cell: QRect = option.rect
        row = index.row()
        rect = self.picture_rect(cell, row)
        box = cell.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        image = self._model.image(row, box.size() * self._view.devicePixelRatioF())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if image is None:
            painter.fillRect(rect, theme.grey(_PLACEHOLDER))
        else:
            self._paint_tile(painter, rect, image, row, state)
        is_current = index.row() == self._view.currentIndex().row()
        if is_current and self._view.hasFocus():
            gap = _RING_PX + 2
            _ring(painter, rect.adjusted(-gap, -gap, gap, gap), QColor(theme.TEXT), _FOCUS_PX)
        painter.restore()

    def _paint_tile(
        self, painter: QPainter, rect: QRect, image: QImage, row: int, state: QStyle.StateFlag
    ) -> None:
        verdict, is_held = self._model.verdict(row), row == self._model.held
        if verdict is Verdict.REJECTED and not is_held:
            painter.setOpacity(_REJECTED_OPACITY)
        painter.drawImage(rect, image)
        painter.setOpacity(1.0)
        if is_held:
            self._paint_caption(painter, rect, self.tr("Untouched"))
            return
        if verdict is Verdict.LIKED:
            _ring(painter, rect, QColor(theme.ACCENT), _RING_PX)
        elif state & QStyle.StateFlag.State_MouseOver:
            _ring(painter, rect, QColor(theme.DIM), 1)
        if verdict is not None:
            badge = QRectF(0, 0, _BADGE_PX, _BADGE_PX)
            badge.moveTopRight(QPointF(rect.right() - _MARGIN_PX + 1, rect.top() + _MARGIN_PX))
            draw_badge(painter, badge, verdict)

    def _paint_caption(self, painter: QPainter, rect: QRect, text: str) -> None:
        width = painter.fontMetrics().horizontalAdvance(text) + 2 * theme.GRID
        plate = QRect(rect.left() + theme.GRID, rect.bottom() - 24 - theme.GRID, width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 170))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def _shaped(room: QSize) -> QSize:
    """The largest size of a likely photo within a room."""
    width = min(room.width(), round(room.height() * _LIKELIEST_SHAPE))
    return QSize(width, round(width / _LIKELIEST_SHAPE))


def _ring(painter: QPainter, rect: QRect, color: QColor, width_px: int) -> None:
    """A frame around a rectangle, outside of it."""
    half = width_px / 2
    pen = QPen(color, width_px)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(-half, -half, half, half))


def draw_badge(painter: QPainter, box: QRectF, verdict: Verdict) -> None:
    """A tick on the accent, or a cross on dark: told apart without their colours."""
    is_liked = verdict is Verdict.LIKED
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.ACCENT) if is_liked else QColor(theme.WINDOW))
    painter.drawEllipse(box)
    pen = QPen(QColor(theme.ON_ACCENT if is_liked else theme.TEXT), box.width() / 11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height())

    if is_liked:
        painter.drawPolyline([at(0.28, 0.53), at(0.44, 0.68), at(0.73, 0.34)])
    else:
        painter.drawLine(at(0.34, 0.34), at(0.66, 0.66))
        painter.drawLine(at(0.66, 0.34), at(0.34, 0.66))


class GalleryGrid(QListView):
    """The page on the screen. Reports what was done to which place, and changes nothing itself."""

    liked = Signal(int)
    rejected = Signal(int)

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gallery = model
        self.setModel(model)
        self._delegate = _TileDelegate(model, self)
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
        # With the tiles' own margins, pictures begin where the bar's and the strip's content does.
        self.setViewportMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        self._pressed = -1
        self._hold_timer = single_shot(self, HOLD_MS, self._begin_hold)
        model.modelReset.connect(self._fit)

    @property
    def num_columns(self) -> int:
        """How many tiles lie side by side."""
        return max(1, self.viewport().width() // max(1, self.gridSize().width()))

    def focus_tile(self, row: int) -> None:
        """Move the focus to a place, inside the page."""
        last = self._gallery.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self._gallery.index(min(max(row, 0), last)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fill the room anew."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """As many columns as make the pictures largest, without scrolling."""
        count = max(1, self._gallery.rowCount())
        width, height = self.viewport().width(), self.viewport().height()

        def usefulness(columns: int) -> float:
            rows = -(-count // columns)
            room = QSize(width // columns - 2 * _MARGIN_PX, height // rows - 2 * _MARGIN_PX)
            lying, standing = _shaped(room), _shaped(room.transposed())
            areas = (size.width() * size.height() for size in (lying, standing))
            return float(np.dot((_LYING_PHOTOS, 1), list(areas)))

        columns = max(range(1, count + 1), key=usefulness)
        rows = -(-count // columns)
        # Qt wraps when cells fill the width to the pixel.
        self.setGridSize(QSize(max(1, (width - 1) // columns), max(1, height // rows)))

    def _row_at(self, event: QMouseEvent) -> int:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return -1
        rect = self._delegate.picture_rect(self.visualRect(index), index.row())
        return index.row() if rect.contains(event.position().toPoint()) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click begins, or a hold."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed = self._row_at(event)
        if self._pressed >= 0:
            self.focus_tile(self._pressed)
            self._hold_timer.start()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Leaving the tile is changing one's mind."""
        if self._pressed >= 0 and self._row_at(event) != self._pressed:
            self._let_go()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click likes; the end of a hold says nothing."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        row, was_click = self._pressed, self._hold_timer.isActive()
        self._let_go()
        if row >= 0 and was_click and self._gallery.tile(row) is not None:
            self.liked.emit(row)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Two clicks are two clicks."""
        self.mousePressEvent(event)

    def _begin_hold(self) -> None:
        if self._gallery.tile(self._pressed) is not None:
            self._gallery.hold(self._pressed)

    def _let_go(self) -> None:
        self._hold_timer.stop()
        self._pressed = -1
        self._gallery.hold(-1)

    def event(self, event: QEvent) -> bool:
        """Take single letters before the window's shortcuts do, where they mean something here."""
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
        """F and Enter like, X rejects, backslash holds, arrows move; the rest is the view's."""
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
            event.ignore()  # the list's own search by letters has nothing to find here

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The backslash is let go."""
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
        if row < 0:
            self.focus_tile(0)
        elif key == Qt.Key.Key_Home:
            self.focus_tile(0)
        elif key == Qt.Key.Key_End:
            self.focus_tile(self._gallery.rowCount() - 1)
        elif 0 <= row + step[Qt.Key(key)] < self._gallery.rowCount():
            self.focus_tile(row + step[Qt.Key(key)])

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The first tile has the focus when none had it."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.focus_tile(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """What was held is let go."""
        self._let_go()
        super().focusOutEvent(event)


_LIKE_KEYS = (Qt.Key.Key_F, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home,
    Qt.Key.Key_End,
)  # fmt: skip
_KEYS = {*_LIKE_KEYS, *_ARROWS, Qt.Key.Key_X, Qt.Key.Key_Backslash}
