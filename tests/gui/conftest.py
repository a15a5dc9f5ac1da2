"""Windows for tests: without a screen, with a data folder of their own, and nothing left behind."""

import os
import shutil
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pieditor.gui.app import make_application, make_window
from pieditor.gui.shell.garbage import GarbageCollection
from pieditor.gui.shell.window import MainWindow, ViewName
from pieditor.services.photos.starter import starter_photos
from pieditor.services.program.settings import SettingsStore

# A busy machine may take long; a condition that comes true ends the wait at once.
PATIENCE_MS = 60_000


@pytest.fixture(scope="session")
def qapp():
    """The application as the program makes it, so that tests see its style."""
    return make_application(["pieditor"])


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp):
    """Garbage is collected as in the program: on the GUI thread."""
    collection = GarbageCollection()
    yield collection
    collection.stop()


@pytest.fixture
def data_folder(tmp_path, monkeypatch) -> Path:
    """The user's data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("PIEDITOR_DATA", str(folder))
    return folder


@pytest.fixture
def photos(tmp_path) -> Path:
    """A folder of photographs."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for path in starter_photos():
        shutil.copy(path, folder)
    return folder


@dataclass
class Desk:
    """A person at the window: looks, clicks, types, waits."""

    window: MainWindow
    qtbot: object

    def wait(self, condition) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(condition, timeout=PATIENCE_MS)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """A key, where the keyboard's focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text: str) -> None:
        """Letters, where the keyboard's focus is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """The left button, in the middle unless told."""
        assert widget.isVisible(), "nobody can click what is not shown"
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())

    def drag(self, widget: QWidget, start: QPoint, end: QPoint, steps: int = 8) -> None:
        """From a place to another with the left button held."""
        QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
        for i in range(1, steps + 1):
            QTest.mouseMove(widget, start + (end - start) * i / steps)
            QApplication.processEvents()
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)

    def slide(self, slider, share: float) -> None:
        """Drag a slider's handle to a share of its length."""
        start = QPoint(round(slider._x_of(slider.value())), slider.height() // 2)
        end = QPoint(round(6 + share * (slider.width() - 12)), slider.height() // 2)
        self.drag(slider, start, end)

    def go(self, view: ViewName) -> None:
        """Click a view's name."""
        self.click(self.window._tabs[view])
        assert self.window.view is view

    def open_folder(self, folder: Path, count: int | None = None) -> None:
        """Open a folder and wait for its photos."""
        self.window.library.open_folder(folder)
        self.wait(lambda: not self.window.photos.is_listing)
        if count is not None:
            assert self.window.photos.num_all == count

    def develop(self, name: str):
        """Open a photo in Develop by its name, and wait until it is there."""
        photo = next(p for p in self.window.photos.photos if p.path.name == name)
        self.window.photos.make_current(photo.path)
        self.go(ViewName.DEVELOP)
        view = self.window.develop
        self.wait(lambda: view.state.photo == photo.path)
        self.settle()
        return view

    def settle(self) -> None:
        """Until the screen shows the exact picture and everything is on disk."""
        self.wait(lambda: self.window.develop.is_settled)
        self.wait(lambda: self.window.edits.is_saved)

    def close(self) -> None:
        """Close the window as a person does."""
        self.window.close()


@pytest.fixture
def open_desk(qtbot, data_folder):
    """Opens windows like the program does; closes them and looks for what they leave."""
    before = set(threading.enumerate())
    windows = []

    def open_(*, welcome: bool = False, size: tuple[int, int] = (1440, 900)) -> Desk:
        store = SettingsStore(data_folder)
        settings = store.load().settings
        if not welcome:
            settings = replace(settings, is_welcome_seen=True)
        window = make_window(store, settings)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the test's screen is a small one
        window.resize(*size)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.begin([])
        windows.append(window)
        return Desk(window, qtbot)

    yield open_
    for window in windows:
        window.close_now()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shown = [type(widget).__name__ for widget in QApplication.topLevelWidgets()]
    assert not shown, f"widgets outlive the window: {shown}"
    left = [thread.name for thread in set(threading.enumerate()) - before]
    assert not left, f"threads outlive the window: {left}"


@pytest.fixture
def desk(open_desk, photos):
    """A window with the starter photographs open."""
    desk = open_desk()
    desk.open_folder(photos, len(list(photos.iterdir())))
    return desk
