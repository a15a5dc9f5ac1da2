"""The batch by mouse: a failing photo among good ones, pause, resume, retry, crash."""

import errno
import shutil
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from pieditor.core.recipe import FilterSetting, Recipe
from pieditor.gui.batch.existing_dialog import ExistingDialog
from pieditor.gui.batch.runner import BatchTools
from pieditor.gui.batch.state import Phase, RowState
from pieditor.gui.batch.view import BatchView
from pieditor.imaging.atomic_write import output_failed
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.sidecars import Sidecar, SidecarStore
from pieditor.services.tastes.taste import make_taste
from tests.program import hashes, opened, save_scenes

BRIGHT = Recipe(filters=(FilterSetting(name="exposure", values={"stops": 1.5}),))


class Batch:
    """A batch view on a folder of photos."""

    def __init__(self, place, qtbot):
        self.place, self.qtbot = place, qtbot
        self.photos, self.out = place / "photos", place / "out"
        self.store = SidecarStore(place / "data" / "sidecars")
        self.problems = []
        self.begin()

    def begin(self):
        tools = BatchTools(
            sidecars=self.store,
            networks=Networks("cpu"),
            is_saved=lambda: True,
            log_folder=self.place / "logs",
            num_jobs=1,
        )
        self.view = BatchView(tools)
        self.view.runner.problem_told.connect(self.problems.append)
        self.view.resize(1024, 700)
        self.qtbot.addWidget(self.view)
        self.view.show()

    def choose(self):
        self.view.set_photos(sorted(self.photos.glob("*.jpg")), self.photos)
        self.view.options.set_folder(self.out)

    def click(self, name):
        button = getattr(self.view, name)
        assert button.isVisible() and button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self, phase):
        self.qtbot.waitUntil(lambda: self.view.phase is phase, timeout=60_000)

    def states(self):
        return [row.state for row in self.view.table.rows]


@pytest.fixture
def batch(tmp_path, qtbot):
    save_scenes(tmp_path / "photos", 6)
    batch = Batch(tmp_path, qtbot)
    yield batch
    batch.view.close_threads()


def test_each_photo_gets_its_own_edit(batch):
    """The review says what will happen; the originals stay what they are."""
    photo = batch.photos / "IMG_0002.jpg"
    batch.store.write(photo, Sidecar(recipe=BRIGHT))
    before = hashes(batch.photos)
    batch.choose()
    assert batch.view._review.text().startswith(f"6 photos → {batch.out}, ")
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.DONE] * 6
    assert hashes(batch.photos) == before
    gain = opened(batch.out / photo.name).mean() - opened(photo).mean()
    other = opened(batch.out / "IMG_0003.jpg").mean() - opened(batch.photos / "IMG_0003.jpg").mean()
    assert gain > 20 and abs(other) < 1
    assert batch.view._figures.text() == "6 of 6 done"
    assert batch.view._open.isVisible()


def warm_taste(batch):
    model = Networks("cpu").taste_model()
    warm = [opened(p) for p in save_scenes(batch.place / "warm", 2, warmth=1.0)]
    squares = [np.resize(picture, (256, 256, 3)) for picture in warm]
    return make_taste("warm", model, model.describe(squares).rows)


def test_the_keyboard_begins_with_what_is_applied(batch):
    """An arrow key chooses a taste, wherever the keyboard was before."""
    options = batch.view.options
    batch.view.set_tastes([warm_taste(batch)])
    QTest.keyClick(batch.view.focusWidget(), Qt.Key.Key_Down)
    assert options.treatment.taste.name == "warm"
    options._folder_button.setFocus()
    batch.view.hide()
    batch.view.show()
    assert batch.view.focusWidget() is options._only_taste


def test_a_taste_at_a_strength_is_applied(batch):
    """To all photos alike as an intention, chosen in the form."""
    taste = warm_taste(batch)
    batch.choose()
    assert not batch.view.options._only_taste.isEnabled()
    batch.view.set_tastes([taste])
    batch.view.options._only_taste.click()
    batch.view.options._strength.setValue(80)
    use = batch.view.options.treatment.taste
    assert (use.name, use.strength) == ("warm", 0.8)
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.DONE] * 6
    changed = [
        abs(opened(batch.out / p.name).astype(int) - opened(p)).mean()
        for p in sorted(batch.photos.glob("*.jpg"))
    ]
    assert max(changed) > 2


def test_a_failing_photo_is_named_with_a_remedy_and_the_rest_is_done(batch):
    """And tried again by one click once it is mended."""
    bad = batch.photos / "IMG_0001.jpg"
    good = bad.read_bytes()
    bad.write_bytes(good[:400])
    batch.choose()
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.DONE, RowState.FAILED] + [RowState.DONE] * 4
    outcome = batch.view.table.index(1, 2).data()
    assert "ends" in outcome and outcome.endswith(".")
    assert batch.view._figures.text() == "5 of 6 done, 1 failed"
    bad.write_bytes(good)
    batch.click("_retry")
    batch.qtbot.waitUntil(lambda: batch.states() == [RowState.DONE] * 6, timeout=60_000)
    batch.wait(Phase.ENDED)
    assert len(list(batch.out.glob("*.jpg"))) == 6


def test_a_damaged_sidecar_fails_its_photo_only(batch):
    """It is not written as if nobody had edited it."""
    (batch.photos / "IMG_0003.jpg.pie.json").write_text("{")
    batch.choose()
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states().count(RowState.DONE) == 5
    assert batch.states()[3] is RowState.FAILED
    assert not (batch.out / "IMG_0003.jpg").exists()


def test_what_exists_is_kept_replaced_or_numbered_as_chosen(batch):
    """The policy is explicit, keeping is no failure, and a file of somebody else stays anyhow."""
    batch.out.mkdir()
    mine = batch.out / "IMG_0000.jpg"
    mine.write_bytes(b"mine")
    batch.choose()
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.KEPT] + [RowState.DONE] * 5
    assert mine.read_bytes() == b"mine"
    assert "exists already" in batch.view.table.index(0, 2).data()
    batch.view.options._existing.setCurrentIndex(2)
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert mine.read_bytes() == b"mine" and opened(batch.out / "IMG_0000-2.jpg").size
    batch.view.options._existing.setCurrentIndex(1)
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.FAILED] + [RowState.DONE] * 5
    assert mine.read_bytes() == b"mine"
    assert "pieditor did not write" in batch.view.table.index(0, 2).data()


def test_a_paused_batch_waits_and_goes_on(batch):
    """Photos that were not begun stay queued meanwhile."""
    save_scenes(batch.photos, 6, height=600, width=900)
    batch.choose()
    batch.click("_start")
    batch.qtbot.waitUntil(lambda: RowState.DONE in batch.states(), timeout=60_000)
    batch.click("_pause")
    assert batch.view.phase is Phase.PAUSED
    # Without the pause the other five would be done in less than half of this time.
    with pytest.raises(batch.qtbot.TimeoutError):
        batch.qtbot.waitUntil(lambda: RowState.QUEUED not in batch.states(), timeout=2000)
    batch.click("_pause")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.DONE] * 6


def test_a_cancelled_batch_is_resumed(batch):
    """What is done is whole and not done again."""
    save_scenes(batch.photos, 6, height=600, width=900)
    batch.choose()
    batch.click("_start")
    batch.qtbot.waitUntil(lambda: RowState.DONE in batch.states(), timeout=60_000)
    batch.click("_cancel")
    batch.wait(Phase.ENDED)
    done = {path: path.stat().st_mtime_ns for path in batch.out.glob("*.jpg")}
    assert 0 < len(done) < 6 and all(opened(path).size for path in done)
    batch.click("_resume")
    batch.qtbot.waitUntil(
        lambda: batch.view.phase is Phase.ENDED and batch.view.table.counts.done == 6,
        timeout=60_000,
    )
    assert {path: path.stat().st_mtime_ns for path in done} == done
    assert not batch.view._resume.isVisible()


def test_an_unfinished_batch_is_offered_the_next_time(batch):
    """Closed in the middle: the same photos into the same folder, only what is missing."""
    save_scenes(batch.photos, 6, height=600, width=900)
    batch.choose()
    batch.click("_start")
    batch.qtbot.waitUntil(lambda: RowState.DONE in batch.states(), timeout=60_000)
    batch.view.close_threads()
    batch.begin()
    batch.qtbot.waitUntil(lambda: "was interrupted" in batch.view._review.text(), timeout=60_000)
    batch.click("_resume")
    batch.wait(Phase.ENDED)
    assert batch.view.table.counts.done == 6
    assert RowState.FINISHED_BEFORE in batch.states()
    batch.begin()
    batch.qtbot.waitUntil(lambda: batch.view.runner.is_idle, timeout=60_000)
    assert not batch.view._resume.isVisible()


def test_a_batch_that_was_finished_in_several_goes_is_not_offered(batch):
    """Cancelled, a failed photo tried again, the rest resumed: nothing is left of it."""
    save_scenes(batch.photos, 6, height=600, width=900)
    bad = batch.photos / "IMG_0000.jpg"
    good = bad.read_bytes()
    bad.write_bytes(b"no picture")
    batch.choose()
    batch.click("_start")
    batch.qtbot.waitUntil(lambda: RowState.DONE in batch.states(), timeout=60_000)
    batch.click("_cancel")
    batch.wait(Phase.ENDED)
    assert RowState.FAILED in batch.states()
    bad.write_bytes(good)
    batch.click("_retry")
    batch.wait(Phase.ENDED)
    if batch.view._resume.isVisible():
        batch.click("_resume")
        batch.wait(Phase.ENDED)
    assert batch.view.table.counts.done == 6
    batch.begin()
    batch.qtbot.waitUntil(lambda: batch.view.runner.is_idle, timeout=60_000)
    assert not batch.view._resume.isVisible()


def test_no_button_ever_comes_where_another_was(batch):
    """A late click on Cancel would start all again, with Replace."""

    def places():
        view = batch.view
        shown = {b: b.isVisible() for b in (view._start, view._cancel, view._pause, view._resume)}
        return {
            button.text(): button.geometry().translated(button.parent().pos())
            for button, is_shown in shown.items()
            if is_shown
        }

    batch.choose()
    before = places()
    batch.click("_start")
    batch.qtbot.waitUntil(lambda: RowState.DONE in batch.states(), timeout=60_000)
    during = places()
    batch.click("_cancel")
    batch.wait(Phase.ENDED)
    after = places()
    assert not batch.view._cancel.isEnabled()
    for one in (before, during, after):
        for other in (before, during, after):
            assert not one["Cancel"].intersects(other["Start"])
            assert "Resume" not in other or not one["Cancel"].intersects(other["Resume"])


def test_the_folder_of_the_originals_is_refused_loudly(batch):
    """Before anything is written."""
    before = hashes(batch.photos)
    batch.choose()
    batch.view.options.set_folder(batch.photos)
    batch.click("_start")
    batch.wait(Phase.CHOOSING)
    assert "folder of the originals" in str(batch.problems[0])
    assert hashes(batch.photos) == before


def test_a_full_disk_is_told_once_and_ends_the_batch(batch, monkeypatch):
    """What is left can be resumed when there is room."""
    disk = {"is full": True}

    def write(path, data, *, overwrite):
        if disk["is full"]:
            raise output_failed(path, OSError(errno.ENOSPC, "no room"))
        path.write_bytes(data)

    monkeypatch.setattr("pieditor.services.batch.attempt.atomic_write", write)
    batch.choose()
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.FAILED] * 3 + [RowState.CANCELLED] * 3
    assert len(batch.problems) == 1 and "no room left" in str(batch.problems[0])
    disk["is full"] = False
    batch.click("_resume")
    batch.wait(Phase.ENDED)
    batch.click("_retry")
    batch.wait(Phase.ENDED)
    assert batch.view.table.counts.done == 6


def test_nothing_can_be_started_before_it_is_clear_what(batch):
    """The line says what is missing."""
    assert not batch.view._start.isEnabled()
    batch.view.set_photos(sorted(batch.photos.glob("*.jpg")))
    assert "Choose a folder" in batch.view._review.text()
    assert not batch.view._start.isEnabled()
    batch.view.options.set_folder(batch.out)
    assert batch.view._start.isEnabled()


def test_folders_are_told_as_their_owner_knows_them(batch, monkeypatch):
    """What is at home begins with ~, as long as it is at home."""
    monkeypatch.setenv("HOME", str(batch.place))
    batch.choose()
    assert " → ~/out, " in batch.view.options.review(6)
    monkeypatch.setenv("HOME", str(batch.place / "elsewhere"))
    assert f" → {batch.out}, " in batch.view.options.review(6)


def test_photos_without_an_edit_are_told_before_they_are_copied(batch):
    """Whoever edited one photo of six is not left to find five that look as before."""
    options = batch.view.options
    batch.choose()
    batch.view.set_tastes([warm_taste(batch)])
    options.suggest_treatment(num_edited=1, num_photos=6)
    assert options.treatment.use_own_edit
    assert "5 of them have no edit and stay as they are." in batch.view._review.text()
    QTest.keyClick(batch.view.focusWidget(), Qt.Key.Key_Down)
    assert "no edit" not in batch.view._review.text()


def test_the_keyboard_goes_with_what_is_suggested(batch):
    """An arrow key begins at the choice that is seen."""
    options = batch.view.options
    batch.view.set_tastes([warm_taste(batch)])
    options.suggest_treatment(num_edited=0, num_photos=6)
    assert options._only_taste.isChecked() and batch.view.focusWidget() is options._only_taste
    options.suggest_treatment(num_edited=2, num_photos=6)
    assert options._own.isChecked() and batch.view.focusWidget() is options._own


def test_who_looks_elsewhere_finds_what_failed(batch):
    """The same photos, offered again on the way back, keep their outcome; others begin anew."""
    (batch.photos / "IMG_0009.jpg").write_bytes(b"nothing")
    batch.choose()
    batch.click("_start")
    batch.wait(Phase.ENDED)
    batch.choose()
    assert batch.view.table.counts.failed == 1 and batch.view._retry.isVisible()
    batch.view.set_photos(sorted(batch.photos.glob("*.jpg"))[:3], batch.photos)
    assert batch.states() == [RowState.QUEUED] * 3


def question(batch):
    """The one that is open, about photos that exist."""
    batch.qtbot.waitUntil(lambda: bool(batch.view.findChildren(ExistingDialog)), timeout=60_000)
    return batch.view.findChildren(ExistingDialog)[0]


def test_a_start_that_would_do_nothing_asks(batch):
    """Cancel leaves all as it is; a number keeps what exists; Replace makes it anew."""
    batch.choose()
    batch.click("_start")
    batch.wait(Phase.ENDED)
    before = hashes(batch.out)
    batch.store.write(batch.photos / "IMG_0002.jpg", Sidecar(recipe=BRIGHT))

    batch.click("_start")
    QTest.mouseClick(question(batch).cancel, Qt.MouseButton.LeftButton)
    assert batch.view.phase is Phase.CHOOSING and hashes(batch.out) == before

    batch.click("_start")
    asked = question(batch)
    assert str(batch.out) in asked.findChild(QLabel).text()
    QTest.mouseClick(asked.number, Qt.MouseButton.LeftButton)
    batch.wait(Phase.ENDED)
    assert hashes(batch.out).items() > before.items() and len(hashes(batch.out)) == 12

    batch.click("_start")
    QTest.mouseClick(question(batch).replace, Qt.MouseButton.LeftButton)
    batch.wait(Phase.ENDED)
    now = hashes(batch.out)
    assert {name for name, code in before.items() if now[name] != code} == {"IMG_0002.jpg"}
    assert batch.view.options._existing.currentText() == "Keep what exists", "asked again next time"


def test_a_start_that_has_something_to_do_asks_nothing(batch):
    """What exists is kept, and the others are made."""
    batch.choose()
    (batch.out).mkdir()
    shutil.copy(batch.photos / "IMG_0000.jpg", batch.out)
    batch.click("_start")
    batch.wait(Phase.ENDED)
    assert batch.states() == [RowState.KEPT] + 5 * [RowState.DONE]


def test_each_taste_has_a_folder_of_its_own(batch):
    """Unless a folder was chosen; each photo's own edit goes where it always went."""
    options, enhanced = batch.view.options, batch.place / "enhanced"
    options.suggest_folder(enhanced)
    assert options.folder == enhanced
    taste = warm_taste(batch)
    batch.view.set_tastes([replace(taste, name=name) for name in ("Cold", "Evening")])
    for name in ("Evening", "Cold"):
        options.choose_taste(name)
        assert options.folder == enhanced / name
        assert options._folder_button.text() == f"enhanced/{name}"
    options._own.click()
    assert options.folder == enhanced
    options.choose_taste("Cold")
    options.set_folder(batch.out)
    assert options.folder == batch.out
