"""Draw a tile of the gallery, and compute the places of its parts."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pieditor.gui.base import theme
from pieditor.gui.taste.gallery_model import GalleryModel, Index
from pieditor.services.tastes.picking import Verdict

_PLACEHOLDER = 72
_MARGIN_PX = theme.GRID
_RING_PX, _FOCUS_PX = 3, 2
_BADGE_PX, _BUTTON_PX = 24, 30
_REJECTED_OPACITY = 0.28
_LIKELIEST_SHAPE = 3 / 2  # of a photo, width to height
# Background and sign colours for a verdict, on marked tiles and on buttons.
_Colors = Mapping[Verdict, tuple[str, str]]
_BADGES: _Colors = {
    Verdict.LIKED: (theme.ACCENT, theme.ON_ACCENT),
    Verdict.REJECTED: (theme.WINDOW, theme.TEXT),
}
_LIT: _Colors = {**_BADGES, Verdict.REJECTED: (theme.TEXT, theme.WINDOW)}
_UNLIT: _Colors = dict.fromkeys(Verdict, ("#b0000000", theme.TEXT))


class PictureDelegate(QStyledItemDelegate):
    """Paints one tile: the uncropped picture, with ring, badge and dimming for its verdict.

    pointed  the row whose picture is under the pointer, -1 for none; it shows buttons
    button   the one of its buttons that is under the pointer
    """

    def __init__(self, model: GalleryModel, view: QListView) -> None:
        super().__init__(view)
        self._model, self._view = model, view
        self.pointed = -1
        self.button: Verdict | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """The same size for all tiles."""
        return self._view.gridSize()

    def picture_rect(self, cell: QRect, row: int) -> QRect:
        """The picture's rectangle in its cell, in logical pixels."""
        box = cell.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        ratio = self._view.devicePixelRatioF()
        image = self._model.image(row, box.size() * ratio)
        size = image.size() / ratio if image is not None else likely_size(box.size())
        rect = QRect(0, 0, size.width(), size.height())
        rect.moveCenter(box.center())
        return rect

    def button_rects(self, picture: QRect) -> dict[Verdict, QRect]:
        """The rectangles of the buttons on the tile under the pointer: like, and reject."""
        reject = QRect(0, 0, _BUTTON_PX, _BUTTON_PX)
        reject.moveTopRight(picture.topRight() + QPoint(-_MARGIN_PX // 2, _MARGIN_PX // 2))
        like = reject.translated(-_BUTTON_PX - _MARGIN_PX // 2, 0)
        return {Verdict.LIKED: like, Verdict.REJECTED: reject}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one tile."""
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
            self._paint_tile(painter, rect, image, row)
        is_current = index.row() == self._view.currentIndex().row()
        if is_current and self._view.hasFocus():
            gap = _RING_PX + 2
            _ring(painter, rect.adjusted(-gap, -gap, gap, gap), QColor(theme.TEXT), _FOCUS_PX)
        painter.restore()

    def _paint_tile(self, painter: QPainter, rect: QRect, image: QImage, row: int) -> None:
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
        elif row == self.pointed:
            _ring(painter, rect, QColor(theme.DIM), 1)
        if row == self.pointed:
            for which, place in self.button_rects(rect).items():
                is_lit = which in (verdict, self.button)
                draw_badge(painter, QRectF(place), which, _LIT if is_lit else _UNLIT)
        elif verdict is not None:
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


def likely_size(room: QSize) -> QSize:
    """The largest size of a photo of usual shape within a space."""
    width = min(room.width(), round(room.height() * _LIKELIEST_SHAPE))
    return QSize(width, round(width / _LIKELIEST_SHAPE))


def _ring(painter: QPainter, rect: QRect, color: QColor, width_px: int) -> None:
    """Draw a frame around a rectangle, outside of it."""
    half = width_px / 2
    pen = QPen(color, width_px)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(-half, -half, half, half))


def draw_badge(
    painter: QPainter, box: QRectF, verdict: Verdict, colors: _Colors | None = None
) -> None:
    """Draw a tick on the accent, or a cross on dark: distinguishable without colour."""
    is_liked = verdict is Verdict.LIKED
    ground, sign = (colors or _BADGES)[verdict]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawEllipse(box)
    pen = QPen(QColor(sign), box.width() / 11)
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
