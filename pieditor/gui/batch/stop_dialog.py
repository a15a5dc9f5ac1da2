"""Ask before closing the window during a batch."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from pieditor.gui.base import theme
from pieditor.gui.controls.buttons import primary_button

_WORDS_PX = 400


class StopDialog(QDialog):
    """Accept stops the batch and closes; Enter and Esc let it continue."""

    def __init__(self, num_ended: int, total: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A batch is running"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * theme.GRID, 2 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        column.setSpacing(2 * theme.GRID)
        words = [
            self.tr("{done} of {total} photos are done.").format(done=num_ended, total=total),
            self.tr("When you close now, the others are offered at the next start."),
        ]
        label = QLabel(" ".join(words), self)
        label.setWordWrap(True)
        label.setMinimumWidth(_WORDS_PX)
        column.addWidget(label)
        buttons = QDialogButtonBox(self)
        self.go_on = primary_button(self.tr("Go on"), self)
        buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.RejectRole)
        self.stop = buttons.addButton(
            self.tr("Stop and close"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.go_on.setFocus()
