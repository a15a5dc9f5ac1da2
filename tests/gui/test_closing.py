"""Closing the window on a batch that is under way, and what the next start offers."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from pieditor.core.errors import Cancelled
from pieditor.gui.batch.state import Phase
from pieditor.gui.batch.stop_dialog import StopDialog
from pieditor.gui.shell.window import ViewName
from pieditor.services.batch import attempt
from tests.program import save_scenes


@pytest.fixture
def running(open_desk, tmp_path, monkeypatch):
    """A window with a batch whose last photo takes until it is cancelled; the others are done."""
    read_photo, is_last_begun = attempt.read_photo, threading.Event()

    def read(path, is_cancelled):
        if path.name == "IMG_0005.jpg":
            is_last_begun.set()
            while not is_cancelled():
                QTest.qSleep(10)
            raise Cancelled
        return read_photo(path, is_cancelled)

    monkeypatch.setattr(attempt, "read_photo", read)
    photos = tmp_path / "shoot"
    save_scenes(photos, 6)
    desk = open_desk()
    desk.open_folder(photos, 6)
    desk.go(ViewName.BATCH)
    batch = desk.window.batch
    batch.options.set_folder(tmp_path / "out")
    desk.click(batch._start)
    desk.wait(lambda: is_last_begun.is_set() and batch.table.counts.ended == 5)
    monkeypatch.setattr(attempt, "read_photo", read_photo)
    return desk


def question(desk):
    desk.wait(lambda: desk.window.findChild(StopDialog) is not None)
    return desk.window.findChild(StopDialog)


def test_closing_asks_first_and_the_batch_can_go_on(running):
    """Esc and Enter lose nothing."""
    window = running.window
    running.go(ViewName.LIBRARY)
    window.close()
    dialog = question(running)
    assert window.isVisible() and window.view is ViewName.BATCH
    assert dialog.focusWidget() is dialog.go_on
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    running.wait(lambda: window.findChild(StopDialog) is None)
    assert window.batch.phase is Phase.RUNNING and window.isVisible()
    running.click(window.batch._cancel)
    running.wait(lambda: window.batch.phase is Phase.ENDED)
    window.close()
    assert not window.isVisible()


def test_what_is_left_is_offered_at_the_next_start(running, open_desk, tmp_path):
    """With how far it was; one click goes on."""
    window = running.window
    window.close()
    running.click(question(running).stop)
    running.wait(lambda: not window.isVisible())
    again = open_desk().window
    running.wait(lambda: bool(again.notices.texts))
    text = again.notices.texts[-1]
    assert "was interrupted" in text and "5 of 6 done, 1 left" in text
    button = next(b for b in again.notices.findChildren(QToolButton) if b.text() == "Resume")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert again.view is ViewName.BATCH
    running.wait(lambda: again.batch.phase is Phase.ENDED)
    assert again.batch.table.counts.done == 6
    assert len(list((tmp_path / "out").iterdir())) == 6


def test_a_signal_closes_without_a_question(running):
    """A system that shuts down does not wait for answers."""
    running.window.close_now()
    assert not running.window.isVisible()
