"""The map: picks and rejects as small pictures, similar ones close together."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.images import to_image
from pieditor.gui.taste.tile_drawing import draw_badge
from pieditor.services.tastes.picking import Mark, Picking, Verdict
from pieditor.services.tastes.picking_map import PickingMap, picking_map

_PICTURE_PX = 40
_DOT_PX = 10
_REJECTED_OPACITY = 0.45


class TasteMap(QWidget):
    """Favourites with a ring, rejects dimmed with a cross, picks without a picture as dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Map of favourites and rejects"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(120)
        self._marks: tuple[Mark, ...] = ()
        self._map: PickingMap | None = None
        self._images: dict[int, QImage] = {}

    def show_picking(self, picking: Picking) -> None:
        """Show other marks; existing ones move as little as possible."""
        self._marks = picking.marks
        self._images = {
            id(mark): self._images.get(id(mark)) or to_image(mark.picture)
            for mark in picking.marks
            if mark.picture is not None
        }
        self._map = picking_map(picking.all_embeddings(), self._map) if picking.marks else None
        self.setAccessibleDescription(
            self.tr("{likes} liked, {rejects} rejected").format(
                likes=picking.num_liked, rejects=picking.num_rejected
            )
        )
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A size with an aspect ratio of about two to one."""
        return QSize(272, 160)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the map."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.WINDOW))
        painter.drawRoundedRect(self.rect(), 4, 4)
        if self._map is None:
            painter.setPen(QColor(theme.DIM))
            painter.drawText(
                self.rect().adjusted(2 * theme.GRID, 0, -2 * theme.GRID, 0),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.tr("Your picks gather here."),
            )
            return
        room = _PICTURE_PX / 2 + theme.GRID
        inner = QRectF(self.rect()).adjusted(room, room, -room, -room)
        # Draw rejects first, so that favourites, which define the taste, lie on top.
        order = sorted(range(len(self._marks)), key=lambda i: self._marks[i].verdict.value)
        for i in order:
            x, y = (float(value) for value in self._map.places[i])
            center = QPointF(
                inner.center().x() + x * inner.width() / 2,
                inner.center().y() - y * inner.height() / 2,
            )
            self._paint_mark(painter, center, self._marks[i])

    def _paint_mark(self, painter: QPainter, center: QPointF, mark: Mark) -> None:
        is_liked = mark.verdict is Verdict.LIKED
        image = self._images.get(id(mark))
        if image is None:
            dot = QRectF(0, 0, _DOT_PX, _DOT_PX)
            dot.moveCenter(center)
            painter.setPen(QPen(QColor(theme.ACCENT if is_liked else theme.DIM), 2))
            painter.setBrush(QColor(theme.ACCENT) if is_liked else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            return
        size = image.size().scaled(_PICTURE_PX, _PICTURE_PX, Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRect(0, 0, size.width(), size.height())
        rect.moveCenter(center.toPoint())
        painter.setOpacity(1.0 if is_liked else _REJECTED_OPACITY)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(rect, image)
        painter.setOpacity(1.0)
        if is_liked:
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(-0.5, -0.5, 0.5, 0.5))
        else:
            badge = QRectF(0, 0, 16, 16)
            badge.moveCenter(QPointF(rect.center()))
            draw_badge(painter, badge, mark.verdict)
