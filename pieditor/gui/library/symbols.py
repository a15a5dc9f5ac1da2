"""Signs drawn on tiles: star, flag, cross and the mark of an edit, as neutral paths."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

_INNER = 0.45  # of a star's outer radius: plump enough to be recognised at 10 pixels


def draw_star(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A five-pointed star that fills the box."""
    center, radius = box.center(), box.width() / 2
    points = []
    for corner in range(10):
        angle = math.pi * corner / 5 - math.pi / 2
        reach = radius if corner % 2 == 0 else radius * _INNER
        points.append(
            QPointF(center.x() + reach * math.cos(angle), center.y() + reach * math.sin(angle))
        )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawPolygon(QPolygonF(points))


def draw_flag(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A flag on its pole, for picked photos."""
    painter.setPen(QPen(color, 1.5))
    painter.drawLine(box.topLeft() + QPointF(1, 0), box.bottomLeft() + QPointF(1, 0))
    cloth = QPainterPath(box.topLeft() + QPointF(1, 0))
    cloth.lineTo(box.right(), box.top() + box.height() * 0.3)
    cloth.lineTo(box.left() + 1, box.top() + box.height() * 0.6)
    cloth.closeSubpath()
    painter.fillPath(cloth, color)


def draw_cross(painter: QPainter, box: QRectF, color: QColor) -> None:
    """A cross, for rejected photos."""
    painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    inner = box.adjusted(2, 2, -2, -2)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())


def draw_edited(painter: QPainter, box: QRectF, color: QColor) -> None:
    """Two sliders, for edited photos."""
    painter.setPen(QPen(color, 1.5))
    for share, at in ((0.3, 0.68), (0.7, 0.32)):
        y = box.top() + share * box.height()
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        painter.setBrush(color)
        painter.drawEllipse(QPointF(box.left() + at * box.width(), y), 2.2, 2.2)
