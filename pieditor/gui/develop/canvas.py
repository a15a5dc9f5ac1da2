"""The canvas: the photo on a neutral surround, with zoom, pan and before/after.

Positions are stored in photo pixels and painted in device pixels, so that at 100 % one photo pixel
is one device pixel on every screen.
"""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.gui.base import theme
from pieditor.gui.develop.state import Compare
from pieditor.services.develop.darkroom import View

_MARGIN_PX = 4
MIN_SCALE, MAX_SCALE = 1 / 64, 16.0
_WHEEL_STEP = 1.25
_SPLIT_NEAR_PX = 8


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A rendered piece of the photo; its area in photo pixels. `overlay` marks clipped pixels."""

    before: QImage
    after: QImage
    area: QRectF
    overlay: QImage | None = None


class Canvas(QWidget):
    """Shows pictures of one photo and reports the visible part.

    Zoom is "fit" until the user zooms. `view_changed` requests a new picture.
    """

    view_changed = Signal()
    zoom_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setMinimumSize(240, 200)
        self.setAccessibleName(self.tr("Photo"))
        self.surround = theme.grey(theme.SURROUND_GREY)
        self._size = QSize()
        self._base: Picture | None = None
        self._detail: Picture | None = None
        self._compare = Compare.AFTER
        self._message = ""
        self._is_fit = True
        self._scale = 1.0
        self._center = QPointF()
        self._split = 0.5
        self._grip: QPointF | None = None
        self._is_split_held = False
        self._is_space_down = False

    # Content

    def open(self, size: QSize) -> None:
        """Prepare for another photo of this size in pixels; nothing is shown yet."""
        self._size = size
        self._base = self._detail = None
        self._message = ""
        self._is_fit = True
        self._fit()

    def set_size(self, size: QSize) -> None:
        """Set the photo's true size if that of a thumbnail or the header was wrong.

        The picture of the whole photo stays, at its new size and with the same centre.
        """
        if size == self._size:
            return
        if not self._size.isEmpty():
            self._center = QPointF(
                self._center.x() * size.width() / self._size.width(),
                self._center.y() * size.height() / self._size.height(),
            )
        self._size = size
        self._detail = None
        if self._base is not None:
            self._base = replace(self._base, area=QRectF(0, 0, size.width(), size.height()))
        self._fit() if self._is_fit else self._clamp()

    def show_message(self, text: str) -> None:
        """Show words in place of the photo: an error or a hint."""
        self._message = text
        self._base = self._detail = None
        self._size = QSize()
        self.update()

    def show_base(self, picture: Picture) -> None:
        """Set the picture of the whole photo, drawn where no sharper one is available."""
        self._message = ""
        self._base = picture
        self.update()

    def show_detail(self, picture: Picture | None) -> None:
        """Set the picture of the visible part, at the resolution of the screen."""
        self._message = ""
        self._detail = picture
        self.update()

    def set_compare(self, compare: Compare) -> None:
        """Set the way of comparing before and after."""
        was_side = self._compare is Compare.SIDE_BY_SIDE
        self._compare = compare
        if was_side != (compare is Compare.SIDE_BY_SIDE):
            self._fit() if self._is_fit else self._clamp()
            self.view_changed.emit()
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether any pixels of the photo are shown."""
        return self._base is not None or self._detail is not None

    # Zoom

    @property
    def is_fit(self) -> bool:
        """Whether the photo is scaled to fit the window."""
        return self._is_fit

    @property
    def scale(self) -> float:
        """Device pixels per photo pixel."""
        return self._scale

    def zoom_fit(self) -> None:
        """Fit the whole photo."""
        self._is_fit = True
        self._fit()
        self._tell()

    def zoom_to(self, scale: float, at: QPointF | None = None) -> None:
        """Zoom so that the photo's point under `at` (logical pixels) keeps its place."""
        if self._size.isEmpty():
            return
        pane = self._pane_at(at)
        anchor = QPointF(pane.center()) if at is None else at * self.devicePixelRatioF()
        point = self._to_photo(anchor, pane)
        self._is_fit = False
        self._scale = min(max(scale, MIN_SCALE), MAX_SCALE)
        middle = QPointF(pane.center())
        self._center = point - (anchor - middle) / self._scale
        self._clamp()
        self._tell()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom in or out, with a stop at exactly 100 %."""
        scale = self._scale * factor
        if min(self._scale, scale) < 1 < max(self._scale, scale):
            scale = 1.0
        self.zoom_to(scale, at)

    def view(self) -> View | None:
        """The visible part; None when there is no photo."""
        if self._size.isEmpty():
            return None
        pane = self._panes()[0]
        left_top = self._to_photo(QPointF(pane.topLeft()), pane)
        right_bottom = self._to_photo(QPointF(pane.right() + 1, pane.bottom() + 1), pane)
        return View(
            scale=self._scale,
            left=max(0.0, left_top.x()),
            top=max(0.0, left_top.y()),
            right=min(float(self._size.width()), right_bottom.x()),
            bottom=min(float(self._size.height()), right_bottom.y()),
        )

    def photo_rect(self) -> QRectF:
        """The photo's rectangle in logical pixels; in the first of two panes."""
        ratio = self.devicePixelRatioF()
        area = self._target(QRectF(0, 0, self._size.width(), self._size.height()), self._panes()[0])
        return QRectF(area.topLeft() / ratio, area.size() / ratio)

    # Geometry, in device pixels

    def _device_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self.height() * ratio))

    def _panes(self) -> list[QRect]:
        size = self._device_size()
        if self._compare is not Compare.SIDE_BY_SIDE:
            return [QRect(0, 0, size.width(), size.height())]
        gap = round(theme.GRID * self.devicePixelRatioF())
        half = (size.width() - gap) // 2
        return [
            QRect(0, 0, half, size.height()),
            QRect(size.width() - half, 0, half, size.height()),
        ]

    def _pane_at(self, at: QPointF | None) -> QRect:
        panes = self._panes()
        if at is None:
            return panes[0]
        x = at.x() * self.devicePixelRatioF()
        return next((pane for pane in panes if x <= pane.right()), panes[-1])

    def _to_photo(self, point: QPointF, pane: QRect) -> QPointF:
        origin = self._origin(pane)
        return (point - origin) / self._scale

    def _origin(self, pane: QRect) -> QPointF:
        """The photo's upper left corner, rounded to a device pixel."""
        corner = QPointF(pane.center()) - self._center * self._scale
        return QPointF(round(corner.x()), round(corner.y()))

    def _target(self, area: QRectF, pane: QRect) -> QRectF:
        origin = self._origin(pane)
        return QRectF(origin + area.topLeft() * self._scale, area.size() * self._scale)

    def _fit(self) -> None:
        if self._size.isEmpty():
            self.update()
            return
        pane, margin = self._panes()[0], 2 * _MARGIN_PX * self.devicePixelRatioF()
        self._scale = min(
            max(1.0, pane.width() - margin) / self._size.width(),
            max(1.0, pane.height() - margin) / self._size.height(),
        )
        self._center = QPointF(self._size.width() / 2, self._size.height() / 2)
        self.update()

    def _clamp(self) -> None:
        """Pan no further than half a pane beyond the photo's edge; centre it if all is visible."""
        pane = self._panes()[0]
        width, height = self._size.width(), self._size.height()

        def within(center: float, length: float, room: float) -> float:
            if length <= room:
                return length / 2
            return min(max(center, room / 2), length - room / 2)

        self._center = QPointF(
            within(self._center.x(), width, pane.width() / self._scale),
            within(self._center.y(), height, pane.height() / self._scale),
        )
        self.update()

    def _tell(self) -> None:
        self.update()
        self.view_changed.emit()
        self.zoom_changed.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint surround, the whole photo, the sharp visible part, and the split line."""
        painter = QPainter(self)
        self._fill_surround(painter)
        if self._message:
            painter.setPen(QColor("#1c1c1c" if self.surround.value() > 110 else theme.TEXT))
            painter.drawText(
                self.rect().adjusted(48, 0, -48, 0),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self._message,
            )
            self._paint_focus(painter)
            return
        ratio = self.devicePixelRatioF()
        painter.scale(1 / ratio, 1 / ratio)
        panes = self._panes()
        if self._compare is Compare.SIDE_BY_SIDE:
            self._paint_pane(painter, panes[0], is_before=True)
            self._paint_pane(painter, panes[1], is_before=False)
        elif self._compare is Compare.SPLIT:
            x = round(panes[0].width() * self._split)
            left, right = QRect(panes[0]), QRect(panes[0])
            left.setRight(x - 1)
            right.setLeft(x)
            self._paint_pane(painter, panes[0], is_before=True, clip=left)
            self._paint_pane(painter, panes[0], is_before=False, clip=right)
            painter.setPen(QPen(QColor("#f0f0f0"), max(1, round(ratio))))
            painter.drawLine(x, 0, x, panes[0].height())
        else:
            self._paint_pane(painter, panes[0], is_before=self._compare is Compare.BEFORE)
        painter.resetTransform()
        self._paint_labels(painter)
        self._paint_focus(painter)

    def _fill_surround(self, painter: QPainter) -> None:
        """Fill only outside the photo: filling a large canvas costs a tenth of a frame."""
        around = QRegion(self.rect())
        if not self._message and self._is_detail_enough() and len(self._panes()) == 1:
            around -= QRegion(self.photo_rect().toAlignedRect().adjusted(1, 1, -1, -1))
        painter.setClipRegion(around)
        painter.fillRect(self.rect(), self.surround)
        painter.setClipping(False)

    def _paint_pane(
        self, painter: QPainter, pane: QRect, *, is_before: bool, clip: QRect | None = None
    ) -> None:
        painter.save()
        painter.setClipRect(clip or pane)
        for picture in (self._base, self._detail):
            if picture is None or (picture is self._base and self._is_detail_enough()):
                continue
            image = picture.before if is_before else picture.after
            target = self._exact(self._target(picture.area, pane), image)
            # From 200 % on, single pixels should be visible.
            is_close = self._scale >= 2 and not self._is_fit
            is_exact = target.size().toSize() == image.size() or is_close
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_exact)
            painter.drawImage(target, image)
            if picture.overlay is not None and not is_before and picture is self._detail:
                painter.drawImage(target, picture.overlay)
        painter.restore()

    def _is_detail_enough(self) -> bool:
        """Whether the sharp picture covers the visible part, so that the base need not be drawn."""
        view = self.view()
        if self._detail is None or view is None:
            return False
        seen = QRectF(view.left, view.top, view.right - view.left, view.bottom - view.top)
        room = 1 / self._scale
        return self._detail.area.adjusted(-room, -room, room, room).contains(seen)

    @staticmethod
    def _exact(target: QRectF, image: QImage) -> QRectF:
        """Snap to device pixels, and to the picture's own size if it is within one pixel."""
        left, top = round(target.left()), round(target.top())
        width, height = round(target.right()) - left, round(target.bottom()) - top
        if abs(width - image.width()) <= 1 and abs(height - image.height()) <= 1:
            width, height = image.width(), image.height()
        return QRectF(left, top, width, height)

    def _paint_labels(self, painter: QPainter) -> None:
        """Label before and after in the upper corners of the visible photo."""
        before, after = self.tr("Before"), self.tr("After")
        match self._compare:
            case Compare.BEFORE:
                texts = [(before, 0, Qt.AlignmentFlag.AlignLeft)]
            case Compare.SIDE_BY_SIDE:
                texts = [(before, 0, Qt.AlignmentFlag.AlignLeft)]
                texts.append((after, 1, Qt.AlignmentFlag.AlignLeft))
            case Compare.SPLIT:
                texts = [(before, 0, Qt.AlignmentFlag.AlignLeft)]
                texts.append((after, 0, Qt.AlignmentFlag.AlignRight))
            case _:
                return
        ratio, panes = self.devicePixelRatioF(), self._panes()
        whole = QRectF(0, 0, self._size.width(), self._size.height())
        for text, pane, place in texts:
            seen = self._target(whole, panes[pane]).intersected(panes[pane].toRectF())
            area = QRectF(seen.topLeft() / ratio, seen.size() / ratio).toRect()
            area.adjust(2 * theme.GRID, 12, -2 * theme.GRID, 0)
            box = painter.boundingRect(area, place | Qt.AlignmentFlag.AlignTop, text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 150))
            painter.drawRoundedRect(box.adjusted(-8, -4, 8, 4), 4, 4)
            painter.setPen(QColor("#f0f0f0"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_focus(self, painter: QPainter) -> None:
        if self.hasFocus() and self._shows_focus:
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    # Mouse and keys

    _shows_focus = False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Draw a frame if the focus came by keyboard."""
        self._shows_focus = event.reason() in (
            Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason,
        )  # fmt: skip
        super().focusInEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit again, or keep the centre."""
        if self._is_fit:
            self._fit()
        elif not self._size.isEmpty():
            self._clamp()
        if not self._size.isEmpty():
            self.view_changed.emit()
            self.zoom_changed.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom around the pointer."""
        if self._size.isEmpty() or not event.angleDelta().y():
            return
        factor = _WHEEL_STEP ** (event.angleDelta().y() / 120)
        self.zoom_by(factor, event.position())
        event.accept()

    def _split_x(self) -> float:
        return self.width() * self._split

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Start dragging the split line, or panning a photo larger than the window."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        near = abs(event.position().x() - self._split_x()) <= _SPLIT_NEAR_PX
        if self._compare is Compare.SPLIT and near and not self._is_space_down:
            self._is_split_held = True
        else:
            self._grip = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag the split line or the photo."""
        if self._is_split_held:
            self._split = min(max(event.position().x() / max(1, self.width()), 0.02), 0.98)
            self.update()
        elif self._grip is not None:
            moved = (event.position() - self._grip) * self.devicePixelRatioF() / self._scale
            self._grip = event.position()
            if not self._is_fit:
                self._center = self._center - moved
                self._clamp()
                self.view_changed.emit()
        else:
            self._show_cursor(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the drag."""
        self._is_split_held = False
        self._grip = None
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Toggle between fit and 100 % at the pointer."""
        if self._is_fit:
            self.zoom_to(1.0, event.position())
        else:
            self.zoom_fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Space turns the pointer into a hand; arrows pan a zoomed photo."""
        if event.key() == Qt.Key.Key_Space:
            self.hold_hand(True)
            return
        steps = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
        }.get(Qt.Key(event.key()))  # fmt: skip
        if steps is not None and not self._is_fit:
            length = 64 * self.devicePixelRatioF() / self._scale
            self._center = self._center + QPointF(steps[0] * length, steps[1] * length)
            self._clamp()
            self.view_changed.emit()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """End the hand mode when Space is released."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hold_hand(False)
            return
        super().keyReleaseEvent(event)

    @property
    def is_hand_held(self) -> bool:
        """Whether Space is held, so that the pointer is a hand."""
        return self._is_space_down

    def hold_hand(self, is_held: bool) -> None:
        """Set whether Space is held; the focus may be in another widget."""
        self._is_space_down = is_held
        if is_held:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _show_cursor(self, position: QPointF) -> None:
        if self._is_space_down or not self._is_fit:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        elif (
            self._compare is Compare.SPLIT and abs(position.x() - self._split_x()) <= _SPLIT_NEAR_PX
        ):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.unsetCursor()
