"""The right panel of Develop: histogram, taste and the eight filters; history and facts in tabs."""

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
from pieditor.gui.base import theme
from pieditor.gui.controls.value_slider import align
from pieditor.gui.develop.facts_panel import FactsPanel
from pieditor.gui.develop.filter_panel import FilterPanel
from pieditor.gui.develop.histogram import HistogramView
from pieditor.gui.develop.history_panel import HistoryPanel
from pieditor.gui.develop.marks_view import MarksView
from pieditor.gui.develop.suggest.guides import SuggestButton
from pieditor.gui.develop.taste_block import TasteBlock

# In a photographer's usual order of work, not in the chain's order.
GROUPS = {
    "Light": ("exposure", "gamma", "contrast", "tone_curve"),
    "Colour": ("white_balance", "saturation", "black_white", "color_curve"),
}


class DevelopPanel(QWidget):
    """All controls of one photo; connects no signals."""

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
        top.setContentsMargins(theme.PANEL_MARGIN_PX, 0, theme.PANEL_MARGIN_PX, 0)
        self.histogram = HistogramView(self)
        top.addWidget(self.histogram)
        outer.addLayout(top)
        outer.addLayout(self._tabs())
        self.pages = QStackedWidget(self)
        self.taste = TasteBlock()
        self.suggest = SuggestButton()
        self.filters: dict[str, FilterPanel] = {}
        self.history = HistoryPanel()
        self.facts = FactsPanel()
        for page in (self._edit_page(), self.history, self.facts):
            self.pages.addWidget(self._scrolled(page))
        filters = [slider for panel in self.filters.values() for slider in panel.sliders.values()]
        align([self.taste.strength, self.taste.explain.remainder, *filters])
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
        self.marks = MarksView(self)
        row.addWidget(self.marks)
        return row

    def _scrolled(self, page: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setContentsMargins(theme.PANEL_MARGIN_PX, 0, theme.PANEL_MARGIN_PX, 0)
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
            if group == "Light":  # Suggest stands above the filters that it moves
                head = QHBoxLayout()
                head.addWidget(title, 1)
                head.addWidget(self.suggest)
                column.addLayout(head)
            else:
                column.addWidget(title)
            for name in names:
                panel = FilterPanel(FILTERS_BY_NAME[name], page)
                self.filters[name] = panel
                column.addWidget(panel)
        column.addStretch(1)
        return page

    def _buttons(self) -> QGridLayout:
        """Place the buttons in one row, or in two for languages with long words."""
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
        num_columns = len(buttons) if needed <= theme.PANEL_PX - 2 * theme.PANEL_MARGIN_PX else 2
        grid = QGridLayout()
        grid.setContentsMargins(theme.PANEL_MARGIN_PX, 0, theme.PANEL_MARGIN_PX, 0)
        grid.setSpacing(theme.GRID)
        for index, button in enumerate(buttons):
            grid.addWidget(button, index // num_columns, index % num_columns)
            grid.setColumnStretch(index % num_columns, 1)
        return grid
