"""Curves that are edited by dragging points; recipes hold the slopes between them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.core.filters import Param
from pieditor.core.filters.curve_points import heights, move_point
from pieditor.gui.base import theme
from pieditor.gui.base.timers import single_shot

_MARGIN_PX = 6
_NEAR_PX = 14
_SETTLE_MS = 500
_KEY_STEP = 0.01


class CurveEditor(QWidget):
    """One curve of K slopes over a quarter grid.

    magnify  factor on the drawn distance from the diagonal, for narrow ranges
    """

    moved = Signal(dict)  # values by parameter name
    settled = Signal()

    def __init__(
        self, params: Sequence[Param], *, name: str, magnify: float = 1.0, height_px: int = 96,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setFixedHeight(height_px)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setToolTip(
            self.tr("Drag a point; with Alt its neighbours stay. Double-click resets it all.")
        )
        self._magnify = magnify
        self._params: tuple[Param, ...] = ()
        self._slopes: list[float] = []
        self._others: list[list[float]] = []
        self._chosen = len(params) // 2
        self._hovered: int | None = None
        self._is_dragging = False
        self._rest = single_shot(self, _SETTLE_MS, self.settled.emit)
        self.set_params(params)

    def set_params(self, params: Sequence[Param]) -> None:
        """Edit other parameters, such as another channel's curve."""
        self._params = tuple(params)
        self._slopes = [param.default for param in params]
        self.update()

    def show_values(
        self, values: Mapping[str, float], others: Sequence[Sequence[Param]] = ()
    ) -> None:
        """Draw a recipe's values; `others` are curves drawn faintly behind."""
        self._slopes = [values.get(p.name, p.default) for p in self._params]
        self._others = [[values.get(p.name, p.default) for p in params] for params in others]
        self.update()

    @property
    def slopes(self) -> tuple[float, ...]:
        """The slopes of the curve."""
        return tuple(self._slopes)

    def point(self, index: int) -> QPointF:
        """The position of a point in the widget."""
        area = self._area()
        points = heights(self._slopes)
        x = index / (len(points) - 1)
        return self._place(area, x, points[index])

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)

    def _place(self, area: QRectF, x: float, y: float) -> QPointF:
        y = x + self._magnify * (y - x)
        return QPointF(area.left() + x * area.width(), area.bottom() - y * area.height())

    def _nearest(self, position: QPointF) -> int | None:
        indices = range(1, len(self._slopes))
        nearest = min(indices, key=lambda i: abs(self.point(i).x() - position.x()))
        offset = self.point(nearest) - position
        return nearest if abs(offset.x()) < _NEAR_PX and abs(offset.y()) < 2 * _NEAR_PX else None

    def _pull(self, index: int, height: float, *, is_alone: bool) -> None:
        low, high = self._params[0].minimum, self._params[0].maximum
        self._slopes = [
            round(slope, 4)
            for slope in move_point(self._slopes, index, height, low, high, is_alone=is_alone)
        ]
        self._slopes = [min(max(slope, low), high) for slope in self._slopes]
        self.update()
        self.moved.emit(self._values())

    def _values(self) -> dict[str, float]:
        return {p.name: s for p, s in zip(self._params, self._slopes, strict=True)}

    def reset(self) -> None:
        """Reset to a straight line, as one step."""
        self._slopes = [param.default for param in self._params]
        self.update()
        self.moved.emit(self._values())
        self._rest.stop()
        self.settled.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Start dragging the nearest point."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        indices = range(1, len(self._slopes))
        x = event.position().x()
        self._chosen = min(indices, key=lambda i: abs(self.point(i).x() - x))
        self._is_dragging = self._nearest(event.position()) is not None
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the point."""
        if not self._is_dragging:
            self._hovered = self._nearest(event.position())
            self.update()
            return
        area = self._area()
        x = self._chosen / len(self._slopes)
        shown = (area.bottom() - event.position().y()) / area.height()
        alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        self._pull(self._chosen, x + (shown - x) / self._magnify, is_alone=alone)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the drag, as one step of the history."""
        if self._is_dragging:
            self._is_dragging = False
            self.settled.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Reset to a straight line."""
        self._is_dragging = False
        self.reset()

    def leaveEvent(self, event: object) -> None:  # noqa: N802
        """Unmark the point near the pointer."""
        self._hovered = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Mark the point that the keys move."""
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and right choose a point, up and down move it, Backspace resets."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self._chosen = min(max(self._chosen + by, 1), len(self._slopes) - 1)
            self.update()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = _KEY_STEP / self._magnify * (1 if key == Qt.Key.Key_Up else -1)
            alone = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            height = heights(self._slopes)[self._chosen] + step
            self._pull(self._chosen, height, is_alone=alone)
            self._rest.start()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.reset()
        else:
            super().keyPressEvent(event)

    def _polyline(self, slopes: Sequence[float], area: QRectF) -> QPolygonF:
        points = heights(slopes)
        last = len(points) - 1
        return QPolygonF([self._place(area, i / last, y) for i, y in enumerate(points)])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the grid, the diagonal, other curves faintly, the curve and its points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(theme.ACCENT if self.hasFocus() else theme.LINE), 1))
        painter.setBrush(QColor(theme.FIELD))
        painter.drawRoundedRect(frame, 4, 4)
        painter.setClipRect(frame)
        area = self._area()
        painter.setPen(QPen(QColor(theme.LINE), 1))
        for i in range(1, 4):
            x, y = area.left() + area.width() * i / 4, area.top() + area.height() * i / 4
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.drawLine(area.bottomLeft(), area.topRight())
        painter.setPen(QPen(QColor(theme.OFF), 1))
        for slopes in self._others:
            painter.drawPolyline(self._polyline(slopes, area))
        is_on = self.isEnabled()
        painter.setPen(QPen(QColor(theme.TEXT if is_on else theme.OFF), 1.5))
        painter.drawPolyline(self._polyline(self._slopes, area))
        painter.setPen(Qt.PenStyle.NoPen)
        for index in range(1, len(self._slopes)):
            is_chosen = index == self._chosen and (self.hasFocus() or self._is_dragging)
            radius = 4.0 if is_chosen or index == self._hovered else 2.5
            painter.setBrush(QColor(theme.ACCENT if is_chosen else theme.TEXT))
            painter.drawEllipse(self.point(index), radius, radius)
