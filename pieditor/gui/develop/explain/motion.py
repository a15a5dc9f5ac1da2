"""Animate sliders to the values from Explain, so that the eye can follow."""

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation
from PySide6.QtWidgets import QApplication, QStyle

from pieditor.core.recipe import FilterSetting
from pieditor.gui.develop.filter_panel import FilterPanel

_TRAVEL_MS = 300


class SliderMotion(QObject):
    """Draws intermediate values; the panels hold the final settings from the start.

    There is no animation if the desktop turns animations off.
    """

    def __init__(self, panels: Mapping[str, FilterPanel], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._panels = panels
        self._before: dict[str, FilterSetting] = {}
        self._travel = QVariantAnimation(self)
        self._travel.setDuration(_TRAVEL_MS)
        self._travel.setStartValue(0.0)
        self._travel.setEndValue(1.0)
        self._travel.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._travel.valueChanged.connect(self._draw)

    def settings(self) -> dict[str, FilterSetting]:
        """The panels' current settings, from which an animation may start."""
        return {name: panel.setting for name, panel in self._panels.items()}

    def start(self, before: Mapping[str, FilterSetting]) -> None:
        """Animate from `before` to the panels' settings."""
        self.stop()
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if QApplication.style().styleHint(hint) <= 0:
            return
        now = self.settings()
        self._before = {name: s for name, s in before.items() if s.values != now[name].values}
        if self._before:
            self._travel.start()

    def stop(self) -> None:
        """Jump to the end."""
        if self.is_running:
            self._travel.stop()
            self._draw(1.0)

    @property
    def is_running(self) -> bool:
        """Whether the animation is running."""
        return self._travel.state() is QVariantAnimation.State.Running

    def _draw(self, way: float) -> None:
        for name, before in self._before.items():
            panel = self._panels[name]
            end = panel.setting.values
            panel.draw_values(
                {key: old + way * (end[key] - old) for key, old in before.values.items()}
                if way < 1
                else end
            )
