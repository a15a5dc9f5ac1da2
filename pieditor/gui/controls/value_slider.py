"""One parameter: its name, a slider, and a number that can be typed.

Dragging, keys and typing emit the same two signals: `moved` while the value changes, and `settled`
once when it stays, which makes one step of the history.
"""

import math
from collections.abc import Collection

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QWidget,
)

from pieditor.gui.base import theme
from pieditor.gui.base.numbers import decimals_of, number_text
from pieditor.gui.base.timers import single_shot

NUMBER_PX = 50
_HANDLE_PX = 12
_SHORTEST_PX = 80  # the shortest slider that can still be set precisely
_GROOVE_PX = 2
# Keys and wheel send single steps; steps within this time belong to the same adjustment.
_SETTLE_MS = 500
_LARGE_STEPS = 10
# A click may move the pointer this far.
_CLICK_PX = 3


class Slider(QSlider):
    """A horizontal slider that is filled from its neutral value.

    Its integer values are steps. A double click or Backspace resets to the default.
    """

    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.origin = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(20)
        self.setPageStep(_LARGE_STEPS)
        self._is_hovered = False
        self._pressed_x = 0.0
        self.was_dragged = False

    def _x_of(self, value: float) -> float:
        room = self.width() - _HANDLE_PX
        span = max(1, self.maximum() - self.minimum())
        return _HANDLE_PX / 2 + room * (value - self.minimum()) / span

    def _value_at(self, x: float) -> int:
        room = max(1, self.width() - _HANDLE_PX)
        share = min(max((x - _HANDLE_PX / 2) / room, 0.0), 1.0)
        return self.minimum() + round(share * (self.maximum() - self.minimum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the handle to the pointer."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._pressed_x, self.was_dragged = event.position().x(), False
        self.setSliderDown(True)
        self.setSliderPosition(self._value_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the handle with the pointer."""
        if self.isSliderDown():
            is_away = abs(event.position().x() - self._pressed_x) > _CLICK_PX
            self.was_dragged = self.was_dragged or is_away
            self.setSliderPosition(self._value_at(event.position().x()))
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End the drag."""
        if self.isSliderDown():
            self.setSliderDown(False)
            event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Reset to the neutral value."""
        self.setSliderDown(False)
        self.reset_asked.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Reset with Backspace, step with the arrows, by ten with Shift."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.reset_asked.emit()
            return
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1,
        }.get(Qt.Key(event.key()))  # fmt: skip
        if steps is not None:
            large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.setValue(self.value() + steps * (_LARGE_STEPS if large else 1))
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Only with keyboard focus: scrolling the panel must not change values."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Track whether the pointer is over the slider."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._is_hovered = event.type() == QEvent.Type.Enter
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw a thin line, filled from the origin to the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, half = self.height() / 2, _GROOVE_PX / 2
        is_on = self.isEnabled()
        first, last = self._x_of(self.minimum()), self._x_of(self.maximum())
        painter.setBrush(QColor(theme.HOVER))
        painter.drawRoundedRect(QRectF(first, middle - half, last - first, _GROOVE_PX), half, half)
        origin, here = self._x_of(self.origin), self._x_of(self.sliderPosition())
        painter.setBrush(QColor(theme.DIM if is_on else theme.OFF))
        painter.drawRect(QRectF(min(origin, here), middle - half, abs(here - origin), _GROOVE_PX))
        if first < origin < last:
            painter.drawRect(QRectF(origin - 0.5, middle - 4, 1, 8))
        handle = QPointF(here, middle)
        if self.hasFocus():
            painter.setBrush(QColor(theme.ACCENT))
            painter.drawEllipse(handle, _HANDLE_PX / 2 + 2, _HANDLE_PX / 2 + 2)
            painter.setBrush(QColor(theme.PANEL))
            painter.drawEllipse(handle, _HANDLE_PX / 2 + 0.5, _HANDLE_PX / 2 + 0.5)
        bright = "#ffffff" if self._is_hovered or self.isSliderDown() else theme.TEXT
        painter.setBrush(QColor(bright if is_on else theme.OFF))
        painter.drawEllipse(handle, _HANDLE_PX / 2 - 1, _HANDLE_PX / 2 - 1)


class Number(QLineEdit):
    """A number edited in place: Enter applies it, Esc discards it, arrows step it."""

    typed = Signal(float)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setFixedWidth(NUMBER_PX)
        self._shown = ""
        self.returnPressed.connect(self._take)

    def show_text(self, text: str) -> None:
        """Show a value, unless one is being typed."""
        self._shown = text
        if not (self.hasFocus() and self.isModified()):
            self.setText(text)

    def take_typed(self) -> None:
        """Apply a typed number, as Enter does; does nothing without one."""
        if self.isModified():
            self._take()

    def _take(self) -> None:
        text = self.text().strip().replace(",", ".").replace("−", "-")
        try:
            value = float(text.split()[0].rstrip("%")) if text else None
        except ValueError:
            value = None
        self.setModified(False)
        if value is None or not math.isfinite(value):
            self.setText(self._shown)
        else:
            self.typed.emit(value)
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Select everything, so that typing replaces it."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self.selectAll)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Apply a typed number when the focus leaves."""
        self.take_typed()
        self.deselect()
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Step with the arrows; Esc discards a typed number."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            sign = 1 if event.key() == Qt.Key.Key_Up else -1
            large = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(sign * (_LARGE_STEPS if large else 1))
            return
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.setText(self._shown)
            self.selectAll()
            return
        super().keyPressEvent(event)


class ValueSlider(QWidget):
    """A named number in a range.

    Emits `moved(value)` while it changes, `settled()` once when it stays.
    """

    moved = Signal(float)
    settled = Signal()

    def __init__(
        self,
        label: str,
        *,
        minimum: float,
        maximum: float,
        default: float,
        step: float,
        is_signed: bool | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.minimum, self.maximum, self.default, self.step = minimum, maximum, default, step
        self._num_decimals = decimals_of(step)
        self._is_signed = minimum < 0 if is_signed is None else is_signed
        self._is_showing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.label = QLabel(label, self)
        self.label.setToolTip(self.tr("Double-click to reset"))
        self.label.installEventFilter(self)
        self.slider = Slider(self)
        self.slider.setRange(0, round((maximum - minimum) / step))
        self.slider.origin = self._steps(default)
        self.slider.setAccessibleName(label)
        self.slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slider.setMinimumWidth(_SHORTEST_PX)
        self.number = Number(self)
        self.number.setAccessibleName(self.tr("{name}, number").format(name=label))
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.number)
        self.setFixedHeight(theme.CONTROL_PX - 2)
        self.setFocusProxy(self.slider)
        # A click may be the first half of a double click, which resets: that is one step, not two.
        rest_ms = max(_SETTLE_MS, QApplication.doubleClickInterval())
        self._rest = single_shot(self, rest_ms, self.settled.emit)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._release)
        self.slider.reset_asked.connect(self.reset)
        self.number.typed.connect(self._type)
        self.number.stepped.connect(lambda n: self.slider.setValue(self.slider.value() + n))
        self._value = default
        self.show_value(default)

    @property
    def value(self) -> float:
        """The value shown."""
        return self._value

    def show_value(self, value: float) -> None:
        """Show a value that was set elsewhere; emits no signal."""
        self._value = min(max(value, self.minimum), self.maximum)
        self._is_showing = True
        if not self.slider.isSliderDown():
            self.slider.setValue(self._steps(self._value))
        self._is_showing = False
        self.number.show_text(self._text(self._value))

    def reset(self) -> None:
        """Reset to the default, as one step."""
        self._change(self.default)
        self._settle()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802
        """Reset on a double click on the name, too."""
        if event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset()
            return True
        return False

    def _steps(self, value: float) -> int:
        return round((value - self.minimum) / self.step)

    def _text(self, value: float) -> str:
        return number_text(value, self._num_decimals, is_signed=self._is_signed)

    def _slid(self, steps: int) -> None:
        if self._is_showing:
            return
        # Steps are counted from the minimum; the default need not be an integer number of steps
        # away.
        is_default = steps == self._steps(self.default)
        value = self.default if is_default else round(self.minimum + steps * self.step, 6)
        self._value = value
        self.number.show_text(self._text(value))
        self.moved.emit(value)
        if not self.slider.isSliderDown():
            self._rest.start()

    def _release(self) -> None:
        self._settle() if self.slider.was_dragged else self._rest.start()

    def _type(self, value: float) -> None:
        self._change(value)
        self._settle()

    def _change(self, value: float) -> None:
        value = min(max(value, self.minimum), self.maximum)
        if value == self._value:
            self.show_value(value)
            return
        self.show_value(value)
        self.moved.emit(self._value)

    def _settle(self) -> None:
        self._rest.stop()
        self.settled.emit()


def align(sliders: Collection[ValueSlider]) -> None:
    """Give all names the width of the longest, so that the sliders are aligned."""
    width = max(slider.label.sizeHint().width() for slider in sliders)
    for slider in sliders:
        slider.label.setFixedWidth(width)
