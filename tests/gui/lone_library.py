"""The library view with all that it stands on and no window around it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pieditor.core.render.render import render
from pieditor.gui.library.view import LibraryView
from pieditor.gui.photos.edits import EditModel
from pieditor.gui.photos.model import PhotosModel
from pieditor.gui.photos.thumbs import Thumbs
from pieditor.services.photos.sidecars import SidecarStore
from pieditor.services.photos.thumbnails import ThumbnailCache
from pieditor.services.scores.cache import ScoreCache
from pieditor.services.scores.library_scores import PhotoScorer
from tests.bright_rater import BrightRater


class Library:
    """A person at a library view of 1024 × 700; photos are scored by their brightness."""

    def __init__(self, folder, qtbot, open_rater=None):
        self.folder, self.qtbot = folder, qtbot
        self.rater = BrightRater()
        self.store = SidecarStore(folder.parent / "data")
        self.problems = []
        self.edits = EditModel(self.store, self.problems.append)
        self.photos = PhotosModel(self.store, self.edits)
        cache = ThumbnailCache(folder.parent / "cache", 100_000_000)
        self.thumbs = Thumbs(cache, render)
        scores = ScoreCache(folder.parent / "scores.sqlite")
        scorer = PhotoScorer(cache, render, open_rater or self.rater, scores)
        self.view = LibraryView(self.photos, self.thumbs, self.edits, scorer)
        self.view.resize(1024, 700)
        qtbot.addWidget(self.view)
        self.view.show()
        qtbot.waitExposed(self.view)

    def open(self):
        self.view.open_folder(self.folder)
        self.qtbot.waitUntil(lambda: not self.photos.is_listing, timeout=60_000)

    def names(self):
        return [photo.path.name for photo in self.photos.photos]

    def key(self, key, held=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.view.grid, key, held)

    def click(self, row, held=Qt.KeyboardModifier.NoModifier):
        place = self.view.grid.visualRect(self.photos.index(row)).center()
        QTest.mouseClick(self.view.grid.viewport(), Qt.MouseButton.LeftButton, held, place)

    def marks(self):
        return [(photo.marks.stars, photo.marks.flag) for photo in self.photos.photos]

    def close(self):
        self.view.close_threads()
        self.photos.close()
        self.thumbs.close()
        self.edits.close()
