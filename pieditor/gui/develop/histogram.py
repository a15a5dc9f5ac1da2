"""The histogram: red, green, blue and luminance, with clipping warnings."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import percent_text
from pieditor.services.develop.darkroom import Histogram

# Muted, so that the chart beside the photo does not affect the perception of its colours.
_CHANNELS = {"red": "#a86060", "green": "#5f9463", "blue": "#6078ad"}
_CORNER_PX = 12
_SMOOTHING = np.array([1, 2, 3, 2, 1]) / 9
# Specular lights and noise clip some pixels in every photo; a smaller share is not warned about.
_WORTH_SAYING = 0.001


class HistogramView(QWidget):
    """Draws a histogram; its corners report clipping, and a click shows the clipped pixels."""

    clipping_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._histogram: Histogram | None = None
        self.is_clipping_shown = False
        self._name()

    def show_histogram(self, histogram: Histogram | None) -> None:
        """Draw a histogram; None for no photo."""
        self._histogram = histogram
        self._name()
        self.update()

    def _name(self) -> None:
        if self._histogram is None:
            text = self.tr("Histogram")
        else:
            text = self.tr("Histogram: {crushed} crushed blacks, {blown} blown highlights").format(
                crushed=percent_text(self._histogram.crushed, 1),
                blown=percent_text(self._histogram.blown, 1),
            )
        self.setAccessibleName(text)
        self.setToolTip(text + "\n" + self.tr("Click to show where (J)"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show or hide the photo's clipped pixels."""
        self.clipping_toggled.emit()

    def _shape(self, shares: NDArray[np.float64], top: float) -> QPolygonF:
        area = QRectF(self.rect()).adjusted(1, 6, -1, -1)
        # Stretched 8-bit data leaves gaps; smoothing avoids a comb-shaped histogram.
        levels = np.minimum(np.convolve(shares, _SMOOTHING, mode="same") / top, 1.0)
        xs = area.left() + np.arange(256) / 255 * area.width()
        ys = area.bottom() - levels * area.height()
        points = [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
        return QPolygonF([area.bottomLeft(), *points, area.bottomRight()])

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the channels as filled shapes whose colours add where they overlap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.FIELD))
        painter.drawRoundedRect(self.rect(), 4, 4)
        if (data := self._histogram) is None:
            return
        # The end bins hold clipped pixels and would flatten the rest.
        inner = np.concatenate([getattr(data, name)[2:-2] for name in _CHANNELS])
        top = max(float(np.quantile(inner, 0.995)), 1e-6) * 1.05
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
        for name, color in _CHANNELS.items():
            painter.setBrush(QColor(color))
            painter.drawPolygon(self._shape(getattr(data, name), top))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(QColor(220, 220, 220, 150))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._shape(data.luminance, top))
        self._corner(painter, data.crushed, is_left=True)
        self._corner(painter, data.blown, is_left=False)

    def _corner(self, painter: QPainter, share: float, *, is_left: bool) -> None:
        if share < _WORTH_SAYING and not self.is_clipping_shown:
            return
        x = 4 if is_left else self.width() - 4
        sign = 1 if is_left else -1
        corner = [QPointF(x, 4), QPointF(x + sign * _CORNER_PX, 4), QPointF(x, 4 + _CORNER_PX)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.WARNING if share >= _WORTH_SAYING else theme.OFF))
        painter.drawPolygon(QPolygonF(corner))
