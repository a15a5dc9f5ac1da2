"""The scores of a search as a curve on which a step can be selected."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import number_text
from pieditor.gui.develop.suggest.state import SuggestState

_LEFT_PX, _RIGHT_PX, _EDGE_PX = 40, 12, 10
_HEIGHT_PX = 88
_LEAST_SPAN = 0.5  # in score; small gains should look small
_DOT_PX, _SHOWN_PX, _RING_PX = 2.5, 4.5, 7.0


class ScoreCurve(QSlider):
    """One dot per step, from left to right; selecting one shows its picture.

    A slider over the step numbers, so that keys and screen readers work.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, _HEIGHT_PX)
        self.setAccessibleName(self.tr("Steps of the search"))
        self.setToolTip(self.tr("Drag, or ← →, to look at any step"))
        self._state: SuggestState | None = None
        self._hovered: int | None = None
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """A wide strip."""
        return QSize(480, _HEIGHT_PX)

    def show_state(self, state: SuggestState) -> None:
        """Draw a search; emits no signal."""
        self._state = state
        self.blockSignals(True)
        self.setRange(0, max(0, len(state.steps) - 1))
        self.setValue(state.shown or 0)
        self.blockSignals(False)
        self.update()

    # Geometry

    def _area(self) -> QRectF:
        return self.rect().toRectF().adjusted(_LEFT_PX, _EDGE_PX, -_RIGHT_PX, -_EDGE_PX)

    def _scores(self) -> tuple[float, float]:
        """The lowest and highest score of the scale."""
        assert self._state is not None
        scores = [step.score for step in self._state.steps]
        low, high = min(scores), max(scores)
        beyond = max(0.0, _LEAST_SPAN - (high - low)) / 2
        return low - beyond, high + beyond

    def point(self, number: int) -> QPointF:
        """The position of a step's dot."""
        assert self._state is not None
        area, (low, high) = self._area(), self._scores()
        x = area.left() + area.width() * number / max(1, self._state.most_steps)
        share = (self._state.steps[number].score - low) / (high - low)
        return QPointF(x, area.bottom() - share * area.height())

    def _number_at(self, x: float) -> int:
        assert self._state is not None
        area = self._area()
        share = (x - area.left()) / max(1.0, area.width())
        return min(max(round(share * self._state.most_steps), 0), len(self._state.steps) - 1)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select the step under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton and self._state and self._state.steps:
            self.setSliderDown(True)
            self.setSliderPosition(self._number_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select steps while dragging."""
        if self._state is None or not self._state.steps:
            return
        number = self._number_at(event.position().x())
        if self.isSliderDown():
            self.setSliderPosition(number)
        if number != self._hovered:
            self._hovered = number
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the drag."""
        self.setSliderDown(False)
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll up for later steps."""
        if turn := event.angleDelta().y() or event.angleDelta().x():
            self.setValue(self.value() + (1 if turn > 0 else -1))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Unmark the step under the pointer."""
        self._hovered = None
        super().leaveEvent(event)
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the scale and the curve, the best step in a ring, the shown one filled."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.ACCENT if self.hasFocus() else theme.LINE), 1))
        painter.setBrush(QColor(theme.FIELD))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        state = self._state
        if state is None or not state.steps:
            return
        self._paint_scale(painter)
        points = [self.point(step.number) for step in state.steps]
        if state.shown is not None:
            x = points[state.shown].x()
            painter.setPen(QPen(QColor(theme.HOVER), 1))
            painter.drawLine(QPointF(x, _EDGE_PX / 2), QPointF(x, self.height() - _EDGE_PX / 2))
        painter.setPen(QPen(QColor(theme.OFF), 1.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        for number, point in enumerate(points):
            is_shown, is_hovered = number == state.shown, number == self._hovered
            painter.setBrush(QColor(theme.ACCENT if is_shown else theme.DIM))
            radius = _SHOWN_PX if is_shown else _DOT_PX + (1 if is_hovered else 0)
            painter.drawEllipse(point, radius, radius)
        if (best := state.best) is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.TEXT), 1.5))
            painter.drawEllipse(points[best.number], _RING_PX, _RING_PX)

    def _paint_scale(self, painter: QPainter) -> None:
        """Draw the ends of the scale as numbers on the left."""
        area, (low, high) = self._area(), self._scores()
        painter.setPen(QColor(theme.DIM))
        line = painter.fontMetrics().height()
        for score, y in ((high, area.top()), (low, area.bottom())):
            box = QRectF(0, y - line / 2, _LEFT_PX - theme.GRID, line)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(box, align, number_text(score, 1))
