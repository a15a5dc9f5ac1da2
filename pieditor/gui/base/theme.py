"""The visual style: neutral greys, one accent colour, an 8-px grid, one font size for labels.

Sizes are logical pixels; Qt scales them on high-density screens. The only colour near the photo is
the accent, which marks selection and keyboard focus.
"""

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

GRID = 8
BAR_PX = 40
PANEL_PX = 304
PANEL_MARGIN_PX = 12
FILMSTRIP_PX = 72
CONTROL_PX = 28
SCROLL_BAR_PX = 10
LABEL_PT = 10

WINDOW = "#262626"
PANEL = "#2e2e2e"
RAISED = "#3b3b3b"
HOVER = "#474747"
PRESSED = "#333333"
LINE = "#3a3a3a"
FIELD = "#222222"
TEXT = "#d8d8d8"
DIM = "#a0a0a0"  # 5.5 : 1 on PANEL, so that small labels pass WCAG 2.1 AA
OFF = "#6b6b6b"
ACCENT = "#e0a84e"
ON_ACCENT = "#1d1d1d"
WARNING = "#e6c07a"

# L* = 50, perceptually middle grey: the usual surround for judging photographs.
SURROUND_GREY = 119

# The first installed one is used; each has digits of equal width, for columns of numbers.
_FAMILIES = [
    "Inter", "Segoe UI", "SF Pro Text", "Cantarell", "Noto Sans", "DejaVu Sans",
    # For Hangul, which the other fonts leave to the system's fallback.
    "Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo",
]  # fmt: skip


def grey(level: int) -> QColor:
    """A neutral grey, 0 … 255."""
    return QColor(level, level, level)


def palette() -> QPalette:
    """The palette of every widget."""
    colors = QPalette()
    role = QPalette.ColorRole
    for name, color in {
        role.Window: PANEL,
        role.WindowText: TEXT,
        role.Base: FIELD,
        role.AlternateBase: PANEL,
        role.Text: TEXT,
        role.PlaceholderText: DIM,
        role.Button: RAISED,
        role.ButtonText: TEXT,
        role.BrightText: ACCENT,
        role.Highlight: ACCENT,
        role.HighlightedText: ON_ACCENT,
        role.ToolTipBase: RAISED,
        role.ToolTipText: TEXT,
        role.Link: ACCENT,
        role.Light: HOVER,
        role.Midlight: LINE,
        role.Mid: LINE,
        role.Dark: WINDOW,
        role.Shadow: WINDOW,
        role.Accent: ACCENT,
    }.items():
        colors.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        colors.setColor(QPalette.ColorGroup.Disabled, name, QColor(OFF))
    return colors


def font() -> QFont:
    """The font; sizes other than LABEL_PT are rare and explained where used."""
    chosen = QFont()
    chosen.setFamilies(_FAMILIES)
    chosen.setPointSizeF(LABEL_PT)
    return chosen


# Numbers are typed, or stepped by keys and wheel, so their boxes have no buttons. Set here and not
# by NoButtons, with which Qt 6 draws the text of a padded box outside of it.
STYLE = f"""
* {{ outline: none; }}
QMainWindow, QDialog {{ background: {PANEL}; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {LINE}; padding: 4px 8px; }}

QLabel[dim="true"] {{ color: {DIM}; }}
QLabel[heading="true"] {{ color: {TEXT}; font-weight: 600; }}

QPushButton, QToolButton[framed="true"] {{
    background: {RAISED}; color: {TEXT}; border: 1px solid transparent; border-radius: 4px;
    padding: 0 12px; min-height: {CONTROL_PX - 2}px;
}}
QPushButton:hover, QToolButton[framed="true"]:hover {{ background: {HOVER}; }}
QPushButton:pressed, QToolButton[framed="true"]:pressed {{ background: {PRESSED}; }}
QPushButton:focus, QToolButton[framed="true"]:focus {{ border-color: {ACCENT}; }}
QPushButton:disabled {{ color: {OFF}; background: #343434; }}
QPushButton[primary="true"] {{ background: {ACCENT}; color: {ON_ACCENT}; font-weight: 600; }}
QPushButton[primary="true"]:hover {{ background: #ebb964; }}
QPushButton[primary="true"]:focus {{ border-color: {TEXT}; }}
QPushButton[primary="true"]:disabled {{ background: #4a4338; color: {OFF}; }}

QToolButton {{
    background: transparent; color: {TEXT}; border: 1px solid transparent; border-radius: 4px;
    padding: 0 4px; min-height: {CONTROL_PX - 4}px;
}}
QToolButton:hover {{ background: {HOVER}; }}
QToolButton:pressed {{ background: {PRESSED}; }}
QToolButton:checked {{ background: {RAISED}; color: {ACCENT}; }}
QToolButton:focus {{ border-color: {ACCENT}; }}
QToolButton:disabled {{ color: {OFF}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}

QToolButton[view="true"] {{
    color: {DIM}; border-radius: 0; border: none; border-bottom: 2px solid transparent;
    padding: 0 16px; min-height: {BAR_PX - 4}px; margin: 0;
}}
QToolButton[view="true"]:hover {{ color: {TEXT}; background: transparent; }}
QToolButton[view="true"]:checked {{
    color: {TEXT}; background: transparent; border-bottom: 2px solid {ACCENT};
}}
QToolButton[view="true"]:focus {{ background: {RAISED}; }}

QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit {{
    background: {FIELD}; color: {TEXT}; border: 1px solid {LINE}; border-radius: 4px;
    padding: 0 8px; min-height: {CONTROL_PX - 4}px;
    selection-background-color: {ACCENT}; selection-color: {ON_ACCENT};
}}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus {{
    border-color: {ACCENT};
}}
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled {{ color: {OFF}; }}
QLineEdit[bare="true"] {{
    background: transparent; border-color: transparent; padding: 0 2px; border-radius: 3px;
}}
QLineEdit[bare="true"]:hover {{ background: {FIELD}; }}
QLineEdit[bare="true"]:focus {{ background: {FIELD}; border-color: {ACCENT}; }}
QSpinBox {{ max-height: {CONTROL_PX - 4}px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 0; height: 0; border: none; }}
QAbstractSpinBox QLineEdit {{
    background: transparent; border: none; border-radius: 0; padding: 0; min-height: 0;
}}
QComboBox {{ padding-right: 10px; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url(icons:chevron-down.svg); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{
    background: {PANEL}; border: 1px solid {LINE};
    selection-background-color: {HOVER}; selection-color: {TEXT};
}}

QCheckBox, QRadioButton {{ spacing: 8px; min-height: {CONTROL_PX - 4}px; }}
QCheckBox::indicator, QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {OFF}; background: {FIELD};
}}
QCheckBox::indicator {{ border-radius: 3px; }}
QRadioButton::indicator {{ border-radius: 8px; }}
QCheckBox::indicator:checked {{
    background: {ACCENT}; border-color: {ACCENT}; image: url(icons:check.svg);
}}
QRadioButton::indicator:checked {{
    background: {ACCENT}; border-color: {ACCENT}; image: url(icons:dot.svg);
}}
QCheckBox:focus, QRadioButton:focus {{ color: {ACCENT}; }}

QMenu {{ background: {PANEL}; border: 1px solid {LINE}; padding: 4px 0; }}
QMenu::item {{ padding: 6px 24px 6px 16px; }}
QMenu::item:selected {{ background: {HOVER}; }}
QMenu::item:disabled {{ color: {OFF}; }}
QMenu::separator {{ height: 1px; background: {LINE}; margin: 4px 0; }}

QListView, QTreeView, QTableView, QListWidget {{
    background: {PANEL}; border: none; color: {TEXT};
    selection-background-color: {HOVER}; selection-color: {TEXT};
}}
QTreeView::item, QListWidget::item {{ min-height: 26px; padding: 0 4px; }}
QTreeView::item:hover, QListWidget::item:hover {{ background: {RAISED}; }}
QTreeView::item:selected, QListWidget::item:selected {{ background: {HOVER}; color: {TEXT}; }}
QHeaderView::section {{
    background: {PANEL}; color: {DIM}; border: none; border-bottom: 1px solid {LINE};
    padding: 4px 8px;
}}

QScrollArea {{ border: none; background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: {SCROLL_BAR_PX}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {SCROLL_BAR_PX}px; margin: 0; }}
QScrollBar::handle {{ background: {HOVER}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:disabled {{ background: transparent; }}
QScrollBar::handle:hover {{ background: {OFF}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QProgressBar {{
    background: {FIELD}; border: none; border-radius: 3px; min-height: 6px; max-height: 6px;
    text-align: center; color: transparent;
}}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}

QSplitter::handle {{ background: {WINDOW}; }}
QSplitter::handle:horizontal {{ width: 1px; }}

QSlider {{ min-height: 20px; }}
QSlider::groove:horizontal {{ height: 2px; background: {OFF}; border-radius: 1px; }}
QSlider::handle:horizontal {{
    width: 12px; height: 12px; margin: -5px 0; border-radius: 6px; background: {TEXT};
}}
QSlider::handle:horizontal:hover {{ background: #ffffff; }}
QSlider::handle:horizontal:focus {{ background: {ACCENT}; }}

#bar, #panel {{ background: {PANEL}; }}
#bar {{ border-bottom: 1px solid {WINDOW}; }}
#filmstrip {{ background: {WINDOW}; }}
#notice {{ background: {RAISED}; border: 1px solid {LINE}; border-radius: 6px; }}
#notice QToolButton[framed="true"] {{ background: {HOVER}; }}
#notice[serious="true"] {{ border: 1px solid {ACCENT}; }}
"""


def apply(app: QApplication) -> None:
    """Apply the style to the application; call once, before the first window."""
    app.setStyle("Fusion")
    app.setPalette(palette())
    app.setFont(font())
    app.setStyleSheet(STYLE)
