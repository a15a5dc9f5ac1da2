"""The line below the grid: number of photos, progress of scoring, and the tiles' size."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from pieditor.gui.base import theme
from pieditor.gui.controls.shortened_label import ShortenedLabel
from pieditor.gui.library.state import (
    LARGEST_TILE_PX,
    SMALLEST_TILE_PX,
    USUAL_TILE_PX,
    LibraryState,
    Shown,
)


class Foot(QWidget):
    """Shows a LibraryState; `size_slider` sets the side of a tile in pixels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(4 * theme.GRID)
        self.count, self.scores = QLabel(self), ShortenedLabel(self)
        for label in (self.count, self.scores):
            label.setProperty("dim", True)
        self.size_slider = self._make_size_slider()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GRID, 0, 2 * theme.GRID, 0)
        row.setSpacing(2 * theme.GRID)
        row.addWidget(self.count)
        row.addWidget(self.scores, 1)
        row.addWidget(self.size_slider)

    def show_state(self, state: LibraryState) -> None:
        """Show the state."""
        self.count.setText(self._count_words(state))
        # Without photos the slider would have no effect.
        self.size_slider.setVisible(state.shown is Shown.PHOTOS)
        problem = state.scoring.problem
        self.scores.say(self._progress_words(state))
        self.scores.setToolTip("" if problem is None else str(problem))
        self.scores.setAccessibleDescription(self.scores.toolTip())

    def _count_words(self, state: LibraryState) -> str:
        if not state.num_all:
            return ""
        if state.num_shown == state.num_all:
            words = self.tr("%n photos", "", state.num_all)
        else:
            words = self.tr("{shown} of %n photos", "", state.num_all).format(shown=state.num_shown)
        if state.num_selected > 1:
            words += ", " + self.tr("{selected} selected").format(selected=state.num_selected)
        if state.is_listing:
            words += " …"
        return words

    def _progress_words(self, state: LibraryState) -> str:
        scoring = state.scoring
        if scoring.problem is not None:
            return self.tr("Scores cannot be made. {remedy}").format(remedy=scoring.problem.remedy)
        if not scoring.num_all:
            return ""
        return self.tr("Scoring {done} of {all}").format(
            done=scoring.num_scored, all=scoring.num_all
        )

    def _make_size_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(SMALLEST_TILE_PX, LARGEST_TILE_PX)
        slider.setValue(USUAL_TILE_PX)
        slider.setSingleStep(16)
        slider.setPageStep(32)
        slider.setFixedWidth(128)
        slider.setAccessibleName(self.tr("Size of the thumbnails"))
        slider.setToolTip(self.tr("Size of the thumbnails"))
        return slider
