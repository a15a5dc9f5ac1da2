"""The library by score: made when asked for, in order without getting in anybody's way."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.gui.base.numbers import number_text
from pieditor.gui.library import grid as grid_module
from pieditor.gui.library.filter_bar import FilterBar
from pieditor.gui.library.state import Shown
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.library import Filtering, Scored, Sorting, SortKey, arrange
from pieditor.services.photos.sidecars import Sidecar
from pieditor.services.scores import library_scores
from pieditor.services.scores.score import Score
from tests.bright_rater import brightness_score
from tests.gui.lone_library import Library

# In the order of their names; the brightest are 5, 3, 0.
LEVELS = (160, 60, 20, 200, 100, 240)
BY_SCORE = [5, 3, 0, 4, 1, 2]
PATIENCE_MS = 60_000


def fill(folder, levels):
    folder.mkdir(exist_ok=True)
    for number, level in enumerate(levels):
        picture = Image.new("RGB", (48, 32), (level, level, level))
        picture.save(folder / f"IMG_{number:04}.png")


class Scores(Library):
    """And what a person does about scores."""

    def choose(self, key):
        combo = self.view.filters._sort
        combo.setCurrentIndex(combo.findData(key))

    def ask_for(self, least):
        combo = self.view.filters._score
        combo.setCurrentIndex(combo.findData(least))

    def numbers(self):
        return [int(name[4:8]) for name in self.names()]

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def wait_for_scores(self):
        self.wait(lambda: self.view.scoring.is_idle)

    def said(self):
        return self.view.foot.scores.text()

    def scores(self):
        return [photo.score for photo in self.photos.photos]

    def place_of(self, path):
        return self.view.grid.visualRect(self.photos.index_of(path))


@pytest.fixture(autouse=True)
def told_at_once(monkeypatch):
    """Each score by itself, so that a test can stop between two."""
    monkeypatch.setattr(library_scores, "_TOLD_EVERY_S", 0)


@pytest.fixture
def folder(tmp_path):
    fill(tmp_path / "photos", LEVELS)
    return tmp_path / "photos"


@pytest.fixture
def open_library(folder, qtbot):
    opened = []

    def open_(open_rater=None):
        library = Scores(folder, qtbot, open_rater)
        opened.append(library)
        library.open()
        return library

    yield open_
    for library in opened:
        library.rater.release()
        library.close()


@pytest.fixture
def library(open_library):
    return open_library()


def test_the_best_come_first(library):
    """Choosing the order is enough; choosing it for the other end turns it round."""
    library.choose(SortKey.SCORE)
    assert library.view.filters.sorting == Sorting(key=SortKey.SCORE, is_descending=True)
    library.wait_for_scores()
    assert library.numbers() == BY_SCORE
    expected = [brightness_score(LEVELS[number]) for number in BY_SCORE]
    assert library.scores() == pytest.approx(expected, abs=0.05)
    QTest.mouseClick(library.view.filters._direction, Qt.MouseButton.LeftButton)
    assert library.numbers() == BY_SCORE[::-1]
    assert library.rater.rated == 6


def test_best_first_is_meant_for_stars_and_scores_until_turned_round(qtbot):
    """Names and dates begin with the first, and each order is remembered as it was left."""
    bar = FilterBar()
    qtbot.addWidget(bar)
    told = []
    bar.sorting_changed.connect(told.append)

    def choose(key):
        bar._sort.setCurrentIndex(bar._sort.findData(key))
        return bar.sorting.is_descending

    keys = (SortKey.STARS, SortKey.SCORE, SortKey.DATE, SortKey.EDITED, SortKey.FILE_TIME)
    assert [choose(key) for key in keys] == [True, True, False, False, False]
    assert choose(SortKey.DATE) is False
    bar._direction.click()
    assert bar.sorting.is_descending and bar._direction.accessibleName() == "Descending"
    assert [choose(key) for key in (SortKey.STARS, SortKey.NAME, SortKey.DATE)] == [
        True, False, True,
    ]  # fmt: skip
    assert len(told) == 10  # once for each change, also where the direction changes with it


def test_nothing_is_scored_that_nobody_asked_for(library):
    """Opening, scrolling, marking and other orders know no scores, and show none."""
    library.choose(SortKey.STARS)
    library.click(0)
    library.key(Qt.Key.Key_3)
    library.wait(lambda: library.thumbs.is_idle)
    QApplication.processEvents()
    assert library.rater.rated == 0 and not (library.folder.parent / "scores.sqlite").exists()
    assert library.photos.data(library.photos.index(0), Qt.ItemDataRole.ToolTipRole) is None


def test_scores_are_seen_and_heard(library):
    """On the tiles while they matter; in the tool tip, and for screen readers, once known."""
    library.ask_for(4.0)
    library.wait_for_scores()
    index = library.photos.index(0)
    score = number_text(brightness_score(160), 1)
    assert score in library.photos.data(index, Qt.ItemDataRole.ToolTipRole)
    assert library.photos.data(index, Qt.ItemDataRole.AccessibleTextRole).endswith(f"score {score}")
    library.wait(lambda: library.thumbs.is_idle)
    place = library.view.grid.visualRect(index)

    def tile():
        QApplication.processEvents()
        return library.view.grid.viewport().grab(place).toImage()

    with_score = tile()
    library.ask_for(0.0)
    without_score = tile()
    assert with_score != without_score
    library.choose(SortKey.SCORE)
    library.choose(SortKey.NAME)
    assert tile() == without_score
    assert score in library.photos.data(index, Qt.ItemDataRole.ToolTipRole)


def test_a_least_score_hides_photos_as_it_learns_about_them(library):
    """Those without a score are still shown."""
    library.rater.hold(2)
    library.ask_for(5.0)
    library.wait(lambda: library.numbers() == [0, 2, 3, 4, 5])  # 0 has passed, 1 has not
    assert library.said() == "Scoring 2 of 6"
    assert library.view.foot.count.text() == "5 of 6 photos"
    library.rater.release()
    library.wait_for_scores()
    assert library.numbers() == [0, 3, 5]
    assert library.said() == ""


def test_when_no_photo_is_good_enough_all_are_offered(library):
    """As with the other filters."""
    fill(library.folder, [100] * 6)
    library.ask_for(7.0)
    library.wait(lambda: library.view.state.shown is Shown.ALL_HIDDEN)
    QTest.mouseClick(library.view._empty_button, Qt.MouseButton.LeftButton)
    assert library.view.filters.filtering == Filtering() and len(library.names()) == 6


def test_a_photo_that_cannot_be_read_is_last_and_stops_nothing(library):
    """It passes no least score; nothing is told but by its own tile."""
    (library.folder / "IMG_0005.png").write_bytes(b"\x89PNG nothing")
    library.choose(SortKey.SCORE)
    library.wait_for_scores()
    assert library.numbers() == [3, 0, 4, 1, 2, 5]
    library.ask_for(4.0)
    library.wait_for_scores()
    assert 5 not in library.numbers() and not library.problems


def test_kept_scores_are_there_at_the_next_start(open_library):
    """Without the rater being asked."""
    first = open_library()
    first.choose(SortKey.SCORE)
    first.wait_for_scores()
    second = open_library()
    second.choose(SortKey.SCORE)
    second.wait_for_scores()
    assert second.numbers() == BY_SCORE and second.rater.rated == 0


@pytest.mark.parametrize("leave", ["order", "folder", "view"])
def test_leaving_stops_it(library, leave):
    """Another order, another folder, another view: no photo is begun any more."""
    library.rater.hold(1)
    library.choose(SortKey.SCORE)
    library.wait(lambda: library.said() == "Scoring 1 of 6")
    if leave == "order":
        library.choose(SortKey.NAME)
    elif leave == "folder":
        (library.folder / "empty").mkdir()
        library.view.open_folder(library.folder / "empty")
        library.wait(lambda: not library.photos.is_listing)
    else:
        library.view.hide()
    assert library.said() == ""
    library.rater.release()
    library.wait(lambda: library.view.scoring.is_idle)
    assert library.rater.rated <= 2  # the one it had and the one at hand
    if leave == "view":
        library.view.show()
        library.wait_for_scores()
        assert library.numbers() == BY_SCORE and library.rater.rated == 6


def test_an_edit_is_scored_anew_and_keeps_its_place_until_then(library):
    """Also its undo, which knows its score from before."""
    library.choose(SortKey.SCORE)
    library.wait_for_scores()
    darkest = library.photos.photos[5].path
    library.rater.hold(0)
    brighter = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 3.5}),))
    library.edits.change("Exposure", {darkest: Sidecar(recipe=brighter)})
    library.wait(lambda: library.said() == "Scoring 5 of 6")
    assert library.numbers() == BY_SCORE
    assert library.photos.data(library.photos.index(5), Qt.ItemDataRole.ToolTipRole) is None
    library.rater.release()
    library.wait(lambda: library.numbers() == [5, 3, 0, 4, 2, 1])
    library.edits.undo()
    library.wait(lambda: library.numbers() == BY_SCORE)
    assert library.rater.rated == 7


def test_without_a_rater_one_sentence_says_so(open_library, monkeypatch):
    """The photos are shown in the order of their names, and everything else works."""
    monkeypatch.setattr("pieditor.models.rater.read_manifest", dict)
    library = open_library(Networks("cpu").rater)
    library.choose(SortKey.SCORE)
    library.wait(lambda: library.said() != "" and library.view.scoring.is_idle)
    assert library.said() == "Scores cannot be made. Install pieditor again."
    assert "Cannot find the model" in library.view.foot.scores.toolTip()
    assert library.numbers() == list(range(6)) and not library.problems
    library.ask_for(7.0)
    library.wait_for_scores()
    assert library.numbers() == list(range(6))
    library.click(2)
    library.key(Qt.Key.Key_3)
    library.choose(SortKey.STARS)
    assert library.numbers()[0] == 2
    library.ask_for(0.0)
    assert library.said() == ""


# Nothing gets in the way


@pytest.fixture
def many(tmp_path, folder):
    """Two hundred photos, ever brighter: by score the last is first."""
    fill(folder, [20 + i for i in range(200)])


def test_at_the_top_the_top_stays_in_sight(many, library):
    """The best come up, while the current photo, which is still selected, goes down."""
    first = library.photos.current.path
    told = []
    library.photos.selection.currentChanged.connect(lambda *_: told.append(1))
    library.choose(SortKey.SCORE)
    told.clear()  # a new order is told once, to screen readers too
    library.wait_for_scores()
    assert library.numbers() == list(range(199, -1, -1))
    assert library.view.grid.verticalScrollBar().value() == 0
    assert library.photos.current.path == first and not told
    assert [photo.path for photo in library.photos.selected()] == [first]
    assert not library.place_of(first).intersects(library.view.grid.viewport().rect())


def test_elsewhere_what_one_looks_at_stays_in_sight(many, library):
    """It only moves along its row."""
    library.rater.hold(100)
    library.choose(SortKey.SCORE)
    library.wait(lambda: library.said() == "Scoring 100 of 200")
    library.wait(lambda: library.numbers()[0] == 99)
    grid, bar = library.view.grid, library.view.grid.verticalScrollBar()
    bar.setValue(2 * grid.gridSize().height() + 17)
    seen = library.photos.photos[grid.indexAt(QPoint(5, grid.height() // 2)).row()].path
    before = library.place_of(seen)
    library.rater.release()
    library.wait_for_scores()
    assert library.numbers()[0] == 199
    after = library.place_of(seen)
    # A row above or below, when its neighbours are what stays.
    assert abs(after.top() - before.top()) <= grid.gridSize().height()
    assert bar.value() > 10 * grid.gridSize().height()


def test_while_a_hand_is_at_work_nothing_moves(many, library, monkeypatch):
    """Scores come in, and are in order when the pointer has come to rest."""
    library.rater.hold(50)
    library.choose(SortKey.SCORE)
    library.wait(lambda: library.said() == "Scoring 50 of 200")
    library.wait(lambda: library.numbers()[0] == 49)
    monkeypatch.setattr(grid_module, "_REST_MS", 10**9)
    QTest.mouseMove(library.view.grid.viewport(), QPoint(200, 200))
    library.wait(lambda: not library.view.grid.is_at_rest)
    library.rater.release()
    library.wait(lambda: library.said() == "")
    with library.qtbot.waitSignal(library.view.scoring._reordering.timeout, timeout=PATIENCE_MS):
        pass  # the moment at which they would have moved
    assert None not in library.scores() and library.numbers()[0] == 49
    monkeypatch.setattr(grid_module, "_REST_MS", 0)
    library.wait(lambda: library.numbers()[0] == 199)


def test_a_photo_hidden_by_its_score_hands_on_to_the_next(library):
    """The keyboard stays in the grid."""
    library.click(1)
    library.ask_for(4.0)
    library.wait_for_scores()
    assert library.numbers() == [0, 3, 4, 5]
    assert library.photos.current.path.name == "IMG_0003.png"


@pytest.fixture
def warnings_of_qt(qtlog):
    """What Qt's own check of models complains about."""
    return lambda: [record.message for record in qtlog.records if "FAIL" in record.message]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_scores_in_any_pieces_give_the_same_order(library, warnings_of_qt, data):
    """What is shown is `arrange`, every index follows its photo, and Qt finds the model sound."""
    photos = library.photos
    photos.set_filtering(Filtering())
    photos.set_sorting(Sorting())
    photos.take_scores({photo.path: None for photo in photos.photos})
    photos.reorder()
    photos.set_sorting(Sorting(key=SortKey.SCORE, is_descending=data.draw(st.booleans())))
    photos.set_filtering(Filtering(min_score=data.draw(st.sampled_from([0.0, 4.0]))))
    tester = QAbstractItemModelTester(photos, QAbstractItemModelTester.FailureReportingMode.Warning)
    paths = [photo.path for photo in photos.photos]
    number = st.integers(0, len(paths) - 1)
    for row in data.draw(st.sets(number)):
        photos.selection.select(photos.index(row), photos.selection.SelectionFlag.Select)
    chosen = {photo.path for photo in photos.selected()}
    for _ in range(data.draw(st.integers(1, 3))):
        kept = [QPersistentModelIndex(photos.index(row)) for row in range(photos.rowCount())]
        names = [photo.path for photo in photos.photos]
        means = data.draw(st.dictionaries(number, st.integers(1, 10)))
        photos.take_scores(
            {
                paths[row]: Scored(
                    Score(tuple(float(i == mean) for i in range(1, 11))),
                    photos.photo(paths[row]).mtime_ns,
                    Recipe(),
                )
                for row, mean in means.items()
            }
        )
        photos.reorder()
        wanted = arrange(photos._all.values(), photos.sorting, photos.filtering)
        assert photos.photos == wanted
        shown = {photo.path for photo in wanted}
        if shown == set(names):
            for index, path in zip(kept, names, strict=True):
                assert photos.photos[index.row()].path == path
        assert chosen & shown <= {photo.path for photo in photos.selected()}
        assert photos.current is None or photos.current.path in shown
        chosen &= shown
    tester.deleteLater()
    assert not warnings_of_qt()
