"""The right side of Develop: histogram, taste, the eight filters; history and facts behind tabs."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.core.filters import FILTERS_BY_NAME
from pieditor.gui import theme
from pieditor.gui.controls.value_slider import align
from pieditor.gui.develop.filter_panel import FilterPanel
from pieditor.gui.develop.histogram import HistogramView
from pieditor.gui.develop.history_panel import HistoryPanel
from pieditor.gui.develop.taste_block import TasteBlock

_MARGIN_PX = 12
# By what a photographer does first, not by the chain's order.
GROUPS = {
    "Light": ("exposure", "gamma", "contrast", "tone_curve"),
    "Colour": ("white_balance", "saturation", "black_white", "color_curve"),
}


class FactsPanel(QWidget):
    """Facts of the photo's file; what is missing is not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Names and values, in the order given. A word that is too long loses its middle."""
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        metrics = self.fontMetrics()
        names_px = max((metrics.horizontalAdvance(name) for name, _ in facts), default=0)
        room_px = theme.PANEL_PX - 2 * _MARGIN_PX - theme.SCROLL_BAR_PX - names_px - theme.GRID
        for name, value in facts:
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.GRID)
            label = QLabel(name, holder)
            label.setProperty("dim", True)
            label.setFixedWidth(names_px)
            # Qt begins new lines only at spaces and after these.
            words = re.split(r"(?<=[ /\\-])", value)
            middle = Qt.TextElideMode.ElideMiddle
            shown = "".join(metrics.elidedText(word, middle, room_px) for word in words)
            text = QLabel(shown, holder)
            text.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
            text.setToolTip(value if shown != value else "")
            text.setWordWrap(True)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text, 1)
            self._column.insertWidget(self._column.count() - 1, holder)


class DevelopPanel(QWidget):
    """All controls of one photo; wires nothing."""

    copy_asked = Signal()
    paste_asked = Signal()
    sync_asked = Signal()
    reset_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.PANEL_PX)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.GRID, 0, theme.GRID)
        outer.setSpacing(theme.GRID)
        top = QVBoxLayout()
        top.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        self.histogram = HistogramView(self)
        top.addWidget(self.histogram)
        outer.addLayout(top)
        outer.addLayout(self._tabs())
        self.pages = QStackedWidget(self)
        self.taste = TasteBlock()
        self.filters: dict[str, FilterPanel] = {}
        self.history = HistoryPanel()
        self.facts = FactsPanel()
        for page in (self._edit_page(), self.history, self.facts):
            self.pages.addWidget(self._scrolled(page))
        filters = [slider for panel in self.filters.values() for slider in panel.sliders.values()]
        align([self.taste.strength, *filters])
        outer.addWidget(self.pages, 1)
        outer.addLayout(self._buttons())

    def _tabs(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        for index, text in enumerate((self.tr("Edit"), self.tr("History"), self.tr("Info"))):
            button = QToolButton(self)
            button.setText(text)
            button.setCheckable(True)
            button.setChecked(index == 0)
            group.addButton(button, index)
            row.addWidget(button)
        group.idClicked.connect(lambda index: self.pages.setCurrentIndex(index))
        row.addStretch(1)
        return row

    def _scrolled(self, page: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(page)
        return area

    def _edit_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.taste)
        titles = {"Light": self.tr("Light"), "Colour": self.tr("Colour")}
        for group, names in GROUPS.items():
            column.addSpacing(theme.GRID)
            title = QLabel(titles[group], page)
            title.setProperty("heading", True)
            title.setFixedHeight(22)
            column.addWidget(title)
            for name in names:
                panel = FilterPanel(FILTERS_BY_NAME[name], page)
                self.filters[name] = panel
                column.addWidget(panel)
        column.addStretch(1)
        return page

    def _buttons(self) -> QGridLayout:
        """In one row, or in two where the language has long words."""
        buttons = []
        for text, tip, signal in (
            (self.tr("Copy"), self.tr("Copy settings (Ctrl+C)"), self.copy_asked),
            (self.tr("Paste"), self.tr("Paste settings (Ctrl+V)"), self.paste_asked),
            (self.tr("Sync…"), self.tr("Give the selected photos what was changed here"),
             self.sync_asked),
            (self.tr("Reset"), self.tr("Take everything back to the photo as it is"),
             self.reset_asked),
        ):  # fmt: skip
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.setStyleSheet("padding: 0 4px;")
            button.clicked.connect(signal)
            buttons.append(button)
        needed = sum(button.sizeHint().width() + theme.GRID for button in buttons) - theme.GRID
        num_columns = len(buttons) if needed <= theme.PANEL_PX - 2 * _MARGIN_PX else 2
        grid = QGridLayout()
        grid.setContentsMargins(_MARGIN_PX, 0, _MARGIN_PX, 0)
        grid.setSpacing(theme.GRID)
        for index, button in enumerate(buttons):
            grid.addWidget(button, index // num_columns, index % num_columns)
            grid.setColumnStretch(index % num_columns, 1)
        return grid
