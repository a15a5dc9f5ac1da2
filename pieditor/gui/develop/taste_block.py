"""The taste of a photo, its strength, and its explanation as sliders."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pieditor.core.recipe import MAX_STRENGTH, MIN_STRENGTH, Recipe, TasteUse
from pieditor.gui.base import theme
from pieditor.gui.controls.value_slider import ValueSlider
from pieditor.gui.develop.explain.block import ExplainBlock
from pieditor.gui.develop.filter_panel import GUTTER_PX
from pieditor.services.tastes.taste import Taste


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    use: TasteUse | None


class TasteBlock(QWidget):
    """Chooses a stored taste, or none, and its strength.

    Emits `chosen(TasteUse or None)` at once, `moved(strength)` and `settled()` like a slider, and
    `learn_asked()` when there is no taste to choose yet.
    """

    chosen = Signal(object)
    moved = Signal(float)
    settled = Signal()
    learn_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        label = QLabel(self.tr("Taste"), self)
        label.setProperty("heading", True)
        self.picker = QComboBox(self)
        self.picker.setAccessibleName(self.tr("Taste of this photo"))
        self.picker.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.picker.setMinimumContentsLength(10)
        head.addWidget(label)
        head.addWidget(self.picker, 1)
        column.addLayout(head)
        self.strength = ValueSlider(
            self.tr("Strength"),
            minimum=MIN_STRENGTH, maximum=MAX_STRENGTH, default=1.0, step=0.01, parent=self,
        )  # fmt: skip
        self.strength.moved.connect(self.moved)
        self.strength.settled.connect(self.settled)
        row = QHBoxLayout()
        row.setContentsMargins(GUTTER_PX + 2, 0, GUTTER_PX, 0)  # as the filters below
        row.addWidget(self.strength)
        column.addLayout(row)
        self.explain = ExplainBlock(self)
        column.addWidget(self.explain)
        self._tastes: tuple[Taste, ...] = ()
        self._entries: list[_Entry] = []
        self._use: TasteUse | None = None
        self.picker.activated.connect(self._choose)
        self._fill()

    def set_tastes(self, tastes: Sequence[Taste]) -> None:
        """Set the tastes to choose from."""
        self._tastes = tuple(tastes)
        self._fill()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show a recipe's taste; emits no signal."""
        self.explain.show_recipe(recipe)
        self._show_use(recipe.taste)

    def _show_use(self, use: TasteUse | None) -> None:
        self._use = use
        self._fill()
        self.strength.setEnabled(use is not None)
        self.strength.show_value(1.0 if use is None else use.strength)

    def _fill(self) -> None:
        """List the stored tastes, and one that exists only in the recipe, marked as such."""
        use = self._use
        strength = 1.0 if use is None else use.strength
        entries = [_Entry(self.tr("None"), None)]
        index = 0
        for taste in self._tastes:
            entry = taste.use(strength)
            if use is not None and use.body == taste.body and not index:
                index = len(entries)
            entries.append(_Entry(taste.name, entry))
        if use is not None and not index:
            index = len(entries)
            label = self.tr("{name} (as edited)").format(name=use.name)
            entries.append(_Entry(label, use))
        self._entries = entries
        self.picker.blockSignals(True)
        self.picker.clear()
        self.picker.addItems([entry.label for entry in entries])
        if not self._tastes:
            self.picker.addItem(self.tr("Learn one…"))
        self.picker.setCurrentIndex(index)
        self.picker.blockSignals(False)

    def _choose(self, index: int) -> None:
        if index >= len(self._entries):
            self._show_use(self._use)
            self.learn_asked.emit()
            return
        self.chosen.emit(self._entries[index].use)
