"""One filter in the panel: its switch, its sliders or curves, its strength and reset.

All controls are built from the filter's `Param`s.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from pieditor.core.filters import COLOR_CURVE, TONE_CURVE, Filter, Param
from pieditor.core.filters.color_curve import CHANNELS
from pieditor.core.recipe import FilterSetting
from pieditor.gui.base import theme
from pieditor.gui.base.numbers import percent_text
from pieditor.gui.base.wording import words
from pieditor.gui.controls.buttons import without_mnemonic
from pieditor.gui.controls.curve_editor import CurveEditor
from pieditor.gui.controls.value_slider import ValueSlider

GUTTER_PX = 16
# Slopes of the colour curve stay within 0.9 … 1.1, at most 5 % from the diagonal.
_COLOR_MAGNIFY = 6.0


class Switch(QAbstractButton):
    """A dot as a switch: filled if the filter acts, hollow if off, faint if without effect."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFixedSize(GUTTER_PX, theme.CONTROL_PX - 2)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("{filter} on").format(filter=name))
        self.setToolTip(self.tr("On or off"))
        self.is_idle = True

    def sizeHint(self) -> QSize:  # noqa: N802
        """The fixed size of the dot."""
        return QSize(GUTTER_PX, theme.CONTROL_PX - 2)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the dot, with a ring for keyboard focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.rect().toRectF().center()
        if self.hasFocus():
            painter.setPen(QColor(theme.ACCENT))
            painter.drawEllipse(middle, 6.5, 6.5)
        idle = QColor(theme.TEXT if self.underMouse() else theme.OFF)
        color = idle if self.is_idle or not self.isChecked() else QColor(theme.ACCENT)
        painter.setPen(color)
        painter.setBrush(color if self.isChecked() else Qt.BrushStyle.NoBrush)
        radius = 2.0 if self.is_idle and self.isChecked() else 3.5
        painter.drawEllipse(middle, radius, radius)


class More(QAbstractButton):
    """Three dots that open a filter's menu; the menu key does so on any slider."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(GUTTER_PX, theme.CONTROL_PX - 2)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Draw brighter under the pointer."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw normally again."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw three dots in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.TEXT if self.underMouse() else theme.OFF))
        middle = self.rect().toRectF().center()
        for offset in (-4, 0, 4):
            painter.drawEllipse(middle + QPointF(offset, 0), 1.2, 1.2)


class FilterPanel(QWidget):
    """Edits one `FilterSetting`.

    Emits `moved(setting)` while it changes, `settled()` once when it stays.
    """

    moved = Signal(object)
    settled = Signal()

    def __init__(self, filter_: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = filter_
        self._setting = FilterSetting(name=filter_.name, values=filter_.defaults())
        self.setAccessibleName(words(filter_.label))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.switch = Switch(words(filter_.label), self)
        self.switch.toggled.connect(self._toggle)
        outer.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        outer.addSpacing(2)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        outer.addLayout(self._column, 1)
        self.more = More(self)
        self.more.setAccessibleName(self.tr("More about {filter}").format(filter=self._name))
        self.more.setToolTip(self.tr("Strength and reset (right click)"))
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(QPoint(0, 20))))
        outer.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.sliders: dict[str, ValueSlider] = {}
        self.curve: CurveEditor | None = None
        self._channel = 0
        self._head: QLabel | None = None
        if filter_ in (TONE_CURVE, COLOR_CURVE):
            self._build_curve()
        else:
            self._build_sliders()
        for widget in (*self.sliders.values(), self.curve):
            if widget is not None:
                widget.settled.connect(self.settled)
        self.show_setting(self._setting)

    @property
    def _name(self) -> str:
        return words(self.filter.label)

    def _build_sliders(self) -> None:
        for param in self.filter.params:
            slider = ValueSlider(
                words(param.label),
                minimum=param.minimum,
                maximum=param.maximum,
                default=param.default,
                step=param.step,
                parent=self,
            )
            slider.moved.connect(lambda value, name=param.name: self._move({name: value}))
            self.sliders[param.name] = slider
            self._column.addWidget(slider)

    def _build_curve(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(2)
        self._head = QLabel(self._name, self)
        self._head.setFixedHeight(theme.CONTROL_PX - 4)
        head.addWidget(self._head, 1)
        is_color = self.filter is COLOR_CURVE
        if is_color:
            group = QButtonGroup(self)
            for index, channel in enumerate(CHANNELS):
                button = QToolButton(self)
                button.setText(words(channel.capitalize()))
                button.setCheckable(True)
                button.setChecked(index == 0)
                button.setStyleSheet("QToolButton { min-height: 18px; }")
                button.setAccessibleName(
                    self.tr("Curve of {channel}").format(channel=words(channel.capitalize()))
                )
                group.addButton(button, index)
                head.addWidget(button)
            group.idClicked.connect(self._choose_channel)
        self._column.addLayout(head)
        self.curve = CurveEditor(
            self._params_of(0),
            name=self._name,
            magnify=_COLOR_MAGNIFY if is_color else 1.0,
            height_px=96,
            parent=self,
        )
        self.curve.moved.connect(self._move)
        self._column.addWidget(self.curve)

    def _params_of(self, channel: int) -> tuple[Param, ...]:
        params = self.filter.params
        if self.filter is not COLOR_CURVE:
            return params
        each = len(params) // len(CHANNELS)
        return params[channel * each : (channel + 1) * each]

    def _choose_channel(self, channel: int) -> None:
        assert self.curve is not None
        self._channel = channel
        self.curve.set_params(self._params_of(channel))
        self.show_setting(self._setting)

    @property
    def setting(self) -> FilterSetting:
        """The setting shown."""
        return self._setting

    def show_setting(self, setting: FilterSetting) -> None:
        """Show a setting that was changed elsewhere; emits no signal."""
        self._setting = setting
        self.draw_values(setting.values)
        self.switch.blockSignals(True)
        self.switch.setChecked(setting.is_on)
        self.switch.blockSignals(False)
        self.switch.is_idle = self.filter.is_identity(setting.values)
        self.switch.update()
        if self._head is not None:
            self._head.setText(self._title())
        elif self.sliders:
            first = next(iter(self.sliders.values()))
            first.label.setToolTip(self._title())

    def draw_values(self, values: Mapping[str, float]) -> None:
        """Draw the sliders or the curve at these values without changing the setting."""
        for name, slider in self.sliders.items():
            slider.show_value(float(values[name]))
        if self.curve is not None:
            others = range(len(CHANNELS)) if self.filter is COLOR_CURVE else ()
            faint = [self._params_of(c) for c in others if c != self._channel]
            self.curve.show_values(values, faint)

    def _title(self) -> str:
        if self._setting.strength == 1:
            return self._name
        return f"{self._name} · {percent_text(self._setting.strength)}"

    def _move(self, values: dict[str, float]) -> None:
        changed = replace(self._setting, values={**self._setting.values, **values}, is_on=True)
        self._setting = changed
        self.moved.emit(changed)  # first, so that rendering starts meanwhile
        self.show_setting(changed)

    def _toggle(self, is_on: bool) -> None:
        self._setting = replace(self._setting, is_on=is_on)
        self.moved.emit(self._setting)
        self.settled.emit()

    def reset(self) -> None:
        """Reset to the neutral values, as one step."""
        self.show_setting(
            replace(
                self._setting,
                values={**self._setting.values, **self.filter.defaults()},
                is_on=True,
                strength=1.0,
            )
        )
        self.moved.emit(self._setting)
        self.settled.emit()

    def _set_strength(self, strength: float) -> None:
        self.show_setting(replace(self._setting, strength=strength / 100))
        self.moved.emit(self._setting)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open the menu for strength and reset, by right click or the menu key."""
        self._open_menu(event.globalPos())

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        holder = QWidget(menu)
        row = QHBoxLayout(holder)
        row.setContentsMargins(2 * theme.GRID, 4, theme.GRID, 4)
        strength = ValueSlider(
            self.tr("Strength %"), minimum=0, maximum=100, default=100, step=1, is_signed=False,
            parent=holder,
        )  # fmt: skip
        strength.setMinimumWidth(240)
        strength.show_value(100 * self._setting.strength)
        strength.moved.connect(self._set_strength)
        strength.settled.connect(self.settled)
        row.addWidget(strength)
        action = QWidgetAction(menu)
        action.setDefaultWidget(holder)
        menu.addAction(action)
        menu.addSeparator()
        reset = self.tr("Reset {filter}").format(filter=without_mnemonic(self._name))
        menu.addAction(reset, self.reset)
        on = menu.addAction(self.tr("On"))
        on.setCheckable(True)
        on.setChecked(self._setting.is_on)
        on.toggled.connect(self.switch.setChecked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)
