"""Facts of the photo's file."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pieditor.core.display import shown
from pieditor.gui.base import theme
from pieditor.gui.base.numbers import number_text
from pieditor.services.photos.facts import Facts


class FactsPanel(QWidget):
    """The facts of the photo's file; missing ones are not shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addStretch(1)

    def show_nothing(self) -> None:
        """Show no facts."""
        self._show([])

    def show_facts(self, photo: Path, facts: Facts) -> None:
        """Show the facts of a photo."""
        rows: list[tuple[str, str]] = [(self.tr("File"), shown(photo.name))]
        if facts.size_px is not None:
            width, height = facts.size_px
            megapixels = width * height / 1e6
            size = f"{width} × {height} · {number_text(megapixels, 1)} MP"
            rows.append((self.tr("Size"), size))
        if facts.taken is not None:
            rows.append((self.tr("Taken"), facts.taken.strftime("%Y-%m-%d %H:%M:%S")))
        if facts.camera:
            rows.append((self.tr("Camera"), facts.camera))
        if facts.lens:
            rows.append((self.tr("Lens"), facts.lens))
        if facts.exposure:
            rows.append((self.tr("Exposure"), " · ".join(facts.exposure)))
        rows.append((self.tr("Folder"), str(photo.parent)))
        self._show(rows)

    def _show(self, facts: list[tuple[str, str]]) -> None:
        """Show names and values in order; a word that is too long is elided in the middle."""
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        metrics = self.fontMetrics()
        labels = [QLabel(name, self) for name, _ in facts]
        for label in labels:
            label.setProperty("dim", True)
        # Not from the font's advances: a final r extends beyond its advance.
        names_px = max((label.sizeHint().width() for label in labels), default=0)
        margins_px = 2 * theme.PANEL_MARGIN_PX + theme.SCROLL_BAR_PX + theme.GRID
        room_px = theme.PANEL_PX - margins_px - names_px
        for label, (_, value) in zip(labels, facts, strict=True):
            holder = QWidget(self)
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.GRID)
            label.setFixedWidth(names_px)
            # Qt breaks lines only at spaces and after these characters.
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
