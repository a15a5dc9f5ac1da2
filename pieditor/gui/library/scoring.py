"""Score the library's photos in the background while sorting or filters need it."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pieditor.core.errors import PieditorError
from pieditor.gui.base.timers import single_shot
from pieditor.gui.base.workers import Task, Workers
from pieditor.gui.library.grid import PhotoGrid
from pieditor.gui.library.state import ScoringState
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.photos.library import LibraryPhoto, Scored, SortKey
from pieditor.services.scores.library_scores import PhotoScorer

# Photos are reordered at most this often, and later while the user aims at one.
_REORDER_MS = 800
# Typing or repeated undo starts one scoring, not ten.
_ASKED_MS = 150


class Scoring(QObject):
    """Scores the photos that `photos` shows, in their order, and reorders them.

    Runs while the library is visible and sorts or filters by score. After a user's change the first
    scores reorder photos at once; later ones only while the grid is at rest. Visible thumbnails
    have priority over scores.

    changed  `state` has changed
    """

    changed = Signal()

    def __init__(
        self,
        photos: PhotosModel,
        thumbs: Thumbs,
        scorer: PhotoScorer,
        grid: PhotoGrid,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._photos, self._thumbs, self._scorer, self._grid = photos, thumbs, scorer, grid
        self._workers = Workers(1, name="scores", parent=self)
        self._task: Task | None = None
        self._is_seen = False
        self._is_fresh = False
        self.state = ScoringState()
        self._asked = single_shot(self, _ASKED_MS, self._begin)
        self._reordering = single_shot(self, _REORDER_MS, self._reorder)
        photos.source_changed.connect(self.ask)
        photos.listed.connect(self.ask)

    def ask(self) -> None:
        """Start scoring after a change of photos, sorting or filters."""
        self._is_fresh = True
        self._begin()

    def ask_soon(self) -> None:
        """Start scoring after photos may have changed; does not retry after an error."""
        if self.state.problem is None:
            self._asked.start()

    def set_seen(self, is_seen: bool) -> None:
        """Set whether the library is visible; nothing is scored behind another view."""
        self._is_seen = is_seen
        self._begin()

    @property
    def is_wanted(self) -> bool:
        """Whether sorting or filters use the score."""
        return self._photos.sorting.key is SortKey.SCORE or self._photos.filtering.min_score > 0

    @property
    def is_idle(self) -> bool:
        """Whether no scoring and no reordering is pending."""
        timers = (self._asked, self._reordering)
        return self._workers.is_idle and not any(timer.isActive() for timer in timers)

    def close(self) -> None:
        """End the thread."""
        for timer in (self._asked, self._reordering):
            timer.stop()
        self._workers.stop()

    def _begin(self) -> None:
        """Score photos without a score; a running scoring is replaced."""
        self._asked.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        if not self._is_seen or not self.is_wanted or self._photos.is_listing:
            self._reordering.stop()
            self._show(ScoringState())
            return
        if not self._reordering.isActive():  # scores may be left from before another view
            self._reordering.start()
        wanted = self._photos.photos_to_score()
        missing = [photo for photo in wanted if not photo.is_scored]
        if not missing:
            self._is_fresh = False
            self._show(ScoringState())
            return
        self._show(ScoringState(num_scored=len(wanted) - len(missing), num_all=len(wanted)))
        self._task = self._workers.start(
            self._work(missing), self._finish, self._fail, on_report=self._take
        )

    def _work(self, photos: list[LibraryPhoto]) -> Callable[[Task], None]:
        def work(task: Task) -> None:
            for scores in self._scorer.score(
                photos,
                step_aside=lambda: self._thumbs.step_aside(task.is_cancelled),
                is_cancelled=task.is_cancelled,
            ):
                task.report(scores)

        return work

    def _take(self, scores: Mapping[Path, Scored]) -> None:
        self._photos.take_scores(scores)
        state = self.state
        self._show(ScoringState(num_scored=state.num_scored + len(scores), num_all=state.num_all))
        if self._is_fresh:
            self._is_fresh = False
            self._grid.keep_still(self._photos.reorder)
        elif not self._reordering.isActive():
            self._reordering.start()

    def _reorder(self) -> None:
        if self._grid.is_at_rest:
            self._grid.keep_still(self._photos.reorder)
        else:
            self._reordering.start()

    def _finish(self, _: None) -> None:
        self._task = None
        self._show(ScoringState())

    def _fail(self, error: PieditorError) -> None:
        self._task = None
        self._show(ScoringState(problem=error))

    def _show(self, state: ScoringState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
