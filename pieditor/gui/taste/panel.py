"""The panel beside the gallery: progress of the picks, the map, saving, stored tastes."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.gui.base import theme
from pieditor.gui.taste.blend import BlendPanel
from pieditor.gui.taste.map import TasteMap
from pieditor.gui.taste.meter import StabilityMeter
from pieditor.gui.taste.state import Encouragement, TasteState
from pieditor.gui.taste.tastes import TasteList
from pieditor.services.tastes.picking import ENOUGH_LIKED, FEWEST_LIKED
from pieditor.services.tastes.picking_session import TasteModel


class TastePanel(QFrame):
    """Shows a state; emits `save_asked(name)` and `begin_again_asked()`."""

    save_asked = Signal(str)
    begin_again_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFixedWidth(theme.PANEL_PX)
        self._state = TasteState()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * theme.GRID, theme.GRID, 2 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(theme.GRID)
        column.addLayout(self._make_head())
        self.hint = QLabel(self)
        self.hint.setProperty("dim", True)
        self.hint.setWordWrap(True)
        # Reserve the height of the longest sentence, so that nothing moves when it changes.
        room = QRect(0, 0, theme.PANEL_PX - 4 * theme.GRID, 0)
        lines = self.hint.fontMetrics().boundingRect(
            room, Qt.TextFlag.TextWordWrap, self._first_hint
        )
        self.hint.setFixedHeight(lines.height() + 2)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.hint)
        self.meter = StabilityMeter(self)
        column.addWidget(self.meter)
        self.map = TasteMap(self)
        column.addWidget(self.map, 2)
        column.addLayout(self._make_name_row())
        column.addWidget(self._make_line())
        self.tastes, self.blend = TasteList(self), BlendPanel(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.tastes)
        self.stack.addWidget(self.blend)
        column.addWidget(self.stack, 3)
        self.show_state(self._state, None)

    def _make_head(self) -> QHBoxLayout:
        self.counter = QLabel(self)
        self.counter.setProperty("heading", True)
        self.again_button = QToolButton(self)
        self.again_button.setText(self.tr("Start over"))
        self.again_button.setToolTip(self.tr("Forget these picks and begin a new taste"))
        self.again_button.clicked.connect(self.begin_again_asked)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.counter, 1)
        row.addWidget(self.again_button)
        return row

    def _make_name_row(self) -> QHBoxLayout:
        self.name = QLineEdit(self)
        self.name.setAccessibleName(self.tr("Name of the taste"))
        self.name.setPlaceholderText(self.tr("Name this taste"))
        self.name.setMaxLength(64)
        self.name.textChanged.connect(lambda _: self._enable_save())
        self.name.returnPressed.connect(self._save)
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.clicked.connect(self._save)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.name, 1)
        row.addWidget(self.save_button)
        return row

    def _make_line(self) -> QFrame:
        line = QFrame(self)
        line.setFixedHeight(1)
        line.setStyleSheet(f"background: {theme.LINE};")
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return line

    def show_state(self, state: TasteState, model: TasteModel | None) -> None:
        """Show counter, meter, map and saving; `model` is the one that described the pictures."""
        old, self._state = self._state, state
        picking = state.picking
        self.counter.setText(
            self.tr("{count} of {few}–{many} favourites").format(
                count=picking.num_liked, few=FEWEST_LIKED, many=ENOUGH_LIKED
            )
        )
        self.hint.setText(self._hint_text(state))
        word = "" if model is None or not picking.num_liked else picking.stability_word(model)
        self.meter.show_word(word)
        self.again_button.setEnabled(bool(picking.marks))
        if picking.marks != old.picking.marks:
            self.map.show_picking(picking)
        if state.extends != old.extends:
            self.name.setText(state.extends or "")
        self._enable_save()

    def _hint_text(self, state: TasteState) -> str:
        match state.encouragement:
            case Encouragement.BEGIN:
                return self._first_hint
            case Encouragement.GO_ON if state.extends is None:
                left = FEWEST_LIKED - state.picking.num_liked
                return self.tr("%n more and it is worth saving.", "", left)
            case Encouragement.PLENTY:
                return self.tr("Plenty. More will hardly change it.")
            case _:
                if state.extends is not None:
                    return self.tr("You are adding to “{name}”.").format(name=state.extends)
                return self.tr("Good. Save it, or go on to settle it.")

    @property
    def _first_hint(self) -> str:
        return self.tr(
            "Click pictures you like. A right click or X rejects one; holding one shows it "
            "untouched."
        )

    def _enable_save(self) -> None:
        can_save = self._state.can_save(self.name.text())
        self.save_button.setEnabled(can_save)
        is_due = self._state.picking.num_liked >= FEWEST_LIKED
        if self.save_button.property("primary") != is_due:
            self.save_button.setProperty("primary", is_due)
            self.save_button.style().unpolish(self.save_button)
            self.save_button.style().polish(self.save_button)

    def _save(self) -> None:
        if self.save_button.isEnabled():
            self.save_asked.emit(self.name.text().strip())
