"""A whole number that is typed, or stepped by keys and wheel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

# With the 3 px that Qt leaves itself, as far from the frame as text in other fields is.
_MARGIN_PX = 5


class NumberField(QSpinBox):
    """A number from `first` to `last`, at the right of its field; the style hides the buttons."""

    def __init__(self, first: int, last: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(first, last)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Padding in the style sheet has no effect here.
        self.lineEdit().setTextMargins(0, 0, _MARGIN_PX, 0)
