"""Show the photo's stars and flag in Develop; keys set them."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pieditor.gui.base import theme
from pieditor.gui.library import symbols
from pieditor.services.photos.sidecars import MAX_STARS, Flag, Marks

_STAR_PX, _FLAG_PX, _GAP_PX = 10, 12, 2


class MarksView(QWidget):
    """Five stars, the given ones bright, and the flag before them, if any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: Marks | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_marks(None)

    def show_marks(self, marks: Marks | None) -> None:
        """Show the photo's marks; None without a photo."""
        self._marks = marks
        words = "" if marks is None else self._in_words(marks)
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def _in_words(self, marks: Marks) -> str:
        words = self.tr("%n stars", "", marks.stars) if marks.stars else self.tr("No stars")
        flags = {Flag.PICK: self.tr("Picked"), Flag.REJECT: self.tr("Rejected")}
        return ", ".join([words, *([flags[marks.flag]] if marks.flag in flags else [])])

    def sizeHint(self) -> QSize:  # noqa: N802
        """The size for all signs."""
        stars_px = MAX_STARS * (_STAR_PX + _GAP_PX)
        return QSize(_FLAG_PX + 2 * _GAP_PX + stars_px, theme.CONTROL_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw from the right, so that stars keep their places when a flag appears."""
        if self._marks is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, pitch = self.height() / 2, _STAR_PX + _GAP_PX
        first = self.width() - MAX_STARS * pitch + pitch / 2
        for index in range(MAX_STARS):
            is_given = index < self._marks.stars
            box = QRectF(0, 0, _STAR_PX, _STAR_PX)
            box.moveCenter(QPointF(first + index * pitch, middle))
            symbols.draw_star(painter, box, QColor(theme.TEXT if is_given else theme.HOVER))
        if self._marks.flag is not Flag.NONE:
            box = QRectF(0, middle - _FLAG_PX / 2, _FLAG_PX, _FLAG_PX)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            is_pick = self._marks.flag is Flag.PICK
            draw = symbols.draw_flag if is_pick else symbols.draw_cross
            draw(painter, box, QColor(theme.TEXT))
