"""The photo's history: a list of steps to return to, and saved snapshots."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pieditor.gui.base import theme
from pieditor.services.photos.sidecars import Snapshot


class HistoryPanel(QWidget):
    """Steps, newest first, and snapshots.

    Emits `step_chosen(index)`, counted from the oldest step, -1 for the state before all;
    `snapshot_chosen(index)`, `snapshot_removed(index)`, `snapshot_asked()`.
    """

    step_chosen = Signal(int)
    snapshot_chosen = Signal(int)
    snapshot_removed = Signal(int)
    snapshot_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        head = QHBoxLayout()
        title = QLabel(self.tr("Snapshots"), self)
        title.setProperty("heading", True)
        head.addWidget(title, 1)
        self.take = QPushButton(self.tr("Take"), self)
        self.take.setAccessibleName(self.tr("Take a snapshot"))
        self.take.clicked.connect(self.snapshot_asked)
        head.addWidget(self.take)
        column.addLayout(head)
        self.no_snapshots = QLabel(
            self.tr("A snapshot keeps the photo as it is now, to come back to."), self
        )
        self.no_snapshots.setWordWrap(True)
        self.no_snapshots.setProperty("dim", True)
        column.addWidget(self.no_snapshots)
        self.snapshots = QListWidget(self)
        self.snapshots.setAccessibleName(self.tr("Snapshots"))
        self.snapshots.itemActivated.connect(
            lambda item: self.snapshot_chosen.emit(self.snapshots.row(item))
        )
        self.snapshots.itemClicked.connect(
            lambda item: self.snapshot_chosen.emit(self.snapshots.row(item))
        )
        column.addWidget(self.snapshots)
        title = QLabel(self.tr("History"), self)
        title.setProperty("heading", True)
        column.addWidget(title)
        self.steps = QListWidget(self)
        self.steps.setAccessibleName(self.tr("History"))
        self.steps.itemClicked.connect(self._choose)
        self.steps.itemActivated.connect(self._choose)
        column.addWidget(self.steps, 1)

    def show_history(
        self, labels: Sequence[str], snapshots: Sequence[Snapshot], *, opened: str
    ) -> None:
        """List steps (oldest first) and snapshots; `opened` names the state before the steps."""
        self.steps.clear()
        for label in reversed(labels):
            self.steps.addItem(label)
        self.steps.addItem(opened)
        self.steps.setCurrentRow(0)
        self.snapshots.clear()
        for index, snapshot in enumerate(snapshots):
            item = QListWidgetItem(self.snapshots)
            item.setToolTip(snapshot.created)
            self.snapshots.setItemWidget(item, self._row(snapshot.name, index))
        self.snapshots.setVisible(bool(snapshots))
        self.no_snapshots.setVisible(not snapshots)
        self.snapshots.setFixedHeight(min(5, len(snapshots)) * 32)

    def _row(self, name: str, index: int) -> QWidget:
        holder = QWidget(self.snapshots)
        row = QHBoxLayout(holder)
        row.setContentsMargins(4, 0, 4, 0)
        label = QLabel(name, holder)
        label.setTextFormat(Qt.TextFormat.PlainText)  # names may look like HTML
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(label, 1)
        remove = QToolButton(holder)
        remove.setText("×")
        remove.setAccessibleName(self.tr("Remove the snapshot {name}").format(name=name))
        remove.clicked.connect(lambda: self.snapshot_removed.emit(index))
        row.addWidget(remove)
        return holder

    def _choose(self, item: QListWidgetItem) -> None:
        self.step_chosen.emit(self.steps.count() - 2 - self.steps.row(item))
