"""A field for a whole number, typed or stepped by keys and wheel."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox, QWidget

# With Qt's own 3 px, the same distance from the frame as in other fields.
_MARGIN_PX = 5


class NumberField(QSpinBox):
    """A right-aligned number from `first` to `last`; the style hides the step buttons."""

    def __init__(self, first: int, last: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(first, last)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        # Padding in the style sheet has no effect here.
        self.lineEdit().setTextMargins(0, 0, _MARGIN_PX, 0)
