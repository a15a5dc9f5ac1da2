"""The welcome page of the first start: what pieditor does, and one click to begin."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pieditor.gui.base import theme

_ICON_PX = 72
_WORDS_PX = 480


class Welcome(QWidget):
    """Covers the window until the user chooses: `taste_asked`, `folder_asked` or `closed`."""

    taste_asked = Signal()
    folder_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Welcome"))
        column = QVBoxLayout(self)
        column.setSpacing(2 * theme.GRID)
        column.addStretch(2)
        icon = QLabel(self)
        icon.setPixmap(QIcon("icons:pieditor.svg").pixmap(_ICON_PX, _ICON_PX))
        column.addWidget(icon, 0, Qt.AlignmentFlag.AlignHCenter)
        title = QLabel(self.tr("Show pieditor what you like"), self)
        font = title.font()
        font.setPointSizeF(theme.LABEL_PT * 2)  # the one line of a first start
        title.setFont(font)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        text = QLabel(
            self.tr(
                "Pick 10 to 20 pictures whose look you like. pieditor learns your taste from them "
                "and gives it to every photo you take, as strongly as you want. Originals are "
                "never written, and nothing leaves this computer."
            ),
            self,
        )
        text.setWordWrap(True)
        text.setFixedWidth(_WORDS_PX)
        text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        text.setProperty("dim", True)
        text.setMinimumHeight(text.heightForWidth(_WORDS_PX))  # the layout would give it one line
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        self.begin = QPushButton(self.tr("Choose favourites"), self)
        self.begin.setProperty("primary", True)
        self.folder = QPushButton(self.tr("Open a folder first"), self)
        row.addStretch(1)
        row.addWidget(self.begin)
        row.addWidget(self.folder)
        row.addStretch(1)
        column.addSpacing(theme.GRID)
        column.addLayout(row)
        column.addStretch(3)
        self.begin.clicked.connect(self.taste_asked)
        self.folder.clicked.connect(self.folder_asked)
        self._covered = parent
        parent.installEventFilter(self)
        self.setGeometry(parent.rect())
        self.setFocusProxy(self.begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cover the window at any size."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._covered.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter begins, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.begin.click() if not self.folder.hasFocus() else self.folder.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
