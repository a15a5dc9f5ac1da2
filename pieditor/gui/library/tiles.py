"""Draw a photo as a tile, in the grid and in the filmstrip."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pieditor.core.display import shown
from pieditor.gui.base import theme
from pieditor.gui.library import symbols
from pieditor.gui.photos.model import PHOTO_ROLE
from pieditor.gui.photos.photo_words import score_text
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.photos.library import LibraryPhoto
from pieditor.services.photos.sidecars import Flag

MARGIN_PX = theme.GRID
FOOTER_PX = 24
_STAR_PX, _SIGN_PX, _GAP_PX = 10, 14, 4
_REJECTED_OPACITY = 0.35
_ROUND_PX = 4.0


class TileDelegate(QStyledItemDelegate):
    """Draws the picture as large as the tile allows, with its marks.

    footer_px     height for name and stars below the picture; 0 for none
    shows_score   whether the score is drawn there too
    """

    def __init__(
        self,
        thumbs: Thumbs,
        cell: QSize,
        *,
        footer_px: int,
        margin_px: int,
        parent: QAbstractItemView,
    ) -> None:
        super().__init__(parent)
        self._thumbs, self._parent = thumbs, parent
        self._footer_px, self._margin_px = footer_px, margin_px
        self.cell = cell
        self.shows_score = False

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The same size for all tiles."""
        return self.cell

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one tile."""
        photo: LibraryPhoto = index.data(PHOTO_ROLE)
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, rect, state, is_current=self._parent.currentIndex() == index)
        box = rect.adjusted(
            self._margin_px, self._margin_px, -self._margin_px, -self._margin_px - self._footer_px
        )
        picture = self._draw_picture(painter, box, photo)
        self._draw_signs(painter, picture, photo)
        if not self._footer_px:
            self._draw_stars_on(painter, picture, photo.marks.stars)
        else:
            footer = QRect(box.left(), box.bottom() + 1, box.width(), self._footer_px)
            self._draw_footer(painter, footer, photo, state)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, is_current: bool
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            ground = QColor(theme.HOVER)
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = QColor(theme.RAISED)
        else:
            ground = None
        tile = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5)
        if ground is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(tile, _ROUND_PX, _ROUND_PX)
        if is_current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            # A thinner ring without keyboard focus.
            painter.setPen(QPen(QColor(theme.ACCENT), 2 if self._parent.hasFocus() else 1))
            painter.drawRoundedRect(tile, _ROUND_PX, _ROUND_PX)

    def _draw_picture(self, painter: QPainter, box: QRect, photo: LibraryPhoto) -> QRect:
        """Draw the picture or its placeholder, and return its rectangle."""
        ratio = self._parent.devicePixelRatioF()
        long_edge_px = round(min(box.width(), box.height()) * ratio)
        image = self._thumbs.image(photo, long_edge_px)
        if image is None:
            return self._draw_missing(painter, box, self._thumbs.problem(photo))
        if photo.marks.flag is Flag.REJECT:
            painter.setOpacity(_REJECTED_OPACITY)
        place = _place(image, box, ratio)
        painter.drawImage(place, image)
        painter.setOpacity(1.0)
        return place

    def _draw_missing(self, painter: QPainter, box: QRect, problem: str | None) -> QRect:
        side = min(box.width(), box.height())
        frame = QRect(0, 0, side, side * 2 // 3)
        frame.moveCenter(box.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.FIELD))
        painter.drawRect(frame)
        if problem is None:
            return frame
        if not self._footer_px:
            center = _square(QPointF(frame.center()), _SIGN_PX)
            symbols.draw_cross(painter, center, QColor(theme.OFF))
            return frame
        painter.save()
        painter.setPen(QColor(theme.DIM))
        font = painter.font()
        font.setPointSizeF(theme.LABEL_PT - 1.5)  # a sentence has to fit a small tile
        painter.setFont(font)
        text = self.tr("Cannot be shown: {why}").format(why=problem)
        inner = box.adjusted(4, 4, -4, -4)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, flags, text)
        painter.restore()
        return frame

    def _draw_signs(self, painter: QPainter, picture: QRect, photo: LibraryPhoto) -> None:
        color = QColor(theme.TEXT)
        top = QRectF(picture.left() + 6, picture.top() + 6, _SIGN_PX, _SIGN_PX)
        if photo.marks.flag is not Flag.NONE:
            self._draw_ground_of_sign(painter, top)
            draw = symbols.draw_flag if photo.marks.flag is Flag.PICK else symbols.draw_cross
            draw(painter, top, color)
        if photo.is_edited:
            low = QRectF(top)
            low.moveBottomRight(QPointF(picture.right() - 5, picture.bottom() - 5))
            self._draw_ground_of_sign(painter, low)
            symbols.draw_edited(painter, low, color)

    def _draw_stars_on(self, painter: QPainter, picture: QRect, stars: int) -> None:
        """Draw the stars on the picture if there is no footer."""
        if not stars:
            return
        plate = QRectF(0, 0, stars * (_STAR_PX + 1), _STAR_PX)
        plate.moveBottomLeft(QPointF(picture.left() + 5, picture.bottom() - 4))
        self._draw_ground_of_sign(painter, plate)
        for i in range(stars):
            center = QPointF(plate.left() + (i + 0.5) * (_STAR_PX + 1), plate.center().y())
            symbols.draw_star(painter, _square(center, _STAR_PX), QColor(theme.TEXT))

    def _draw_ground_of_sign(self, painter: QPainter, sign: QRectF) -> None:
        """Draw a background, so that the sign is visible on any picture."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(sign.adjusted(-3, -3, 3, 3), 3, 3)

    def _draw_footer(
        self, painter: QPainter, footer: QRect, photo: LibraryPhoto, state: QStyle.StateFlag
    ) -> None:
        metrics = painter.fontMetrics()
        score = score_text(photo) if self.shows_score else ""
        score_px = metrics.horizontalAdvance(score) + _GAP_PX if score else 0
        stars = photo.marks.stars
        stars_px = stars * (_STAR_PX + 2)
        for i in range(stars):
            at = footer.right() - score_px - stars_px + i * (_STAR_PX + 2) + _STAR_PX / 2 + 1
            center = QPointF(at, footer.center().y() + 1)
            symbols.draw_star(painter, _square(center, _STAR_PX), QColor(theme.TEXT))
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QColor(theme.TEXT if is_selected else theme.DIM))
        room = footer.adjusted(0, 2, 0, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, score)
        room.setRight(room.right() - score_px - (stars_px + _GAP_PX if stars else 0))
        name = shown(photo.path.name)
        if photo.companion is not None:
            name += " + " + photo.companion.suffix.removeprefix(".").upper()
        text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, text)


def _square(center: QPointF, side: float) -> QRectF:
    return QRectF(center.x() - side / 2, center.y() - side / 2, side, side)


def _place(image: QImage, box: QRect, ratio: float) -> QRect:
    """The rectangle to draw in: 1:1 if the picture has the tile's size, else scaled to fit."""
    size = QSize(round(image.width() / ratio), round(image.height() / ratio))
    side = min(box.width(), box.height())
    if max(size.width(), size.height()) > side + 1:
        size.scale(side, side, Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(box.topLeft(), size)
    place.moveCenter(box.center())
    return place
