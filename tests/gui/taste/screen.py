"""The Taste view as a person uses it: clicks, keys, and answers to the system's dialogs."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton, QWidget

from pieditor.gui.base.notices import Notices
from pieditor.gui.base.workers import Workers
from pieditor.gui.taste.state import Stage
from pieditor.gui.taste.view import TasteView
from pieditor.services.networks.shared import Networks
from pieditor.services.photos.starter import starter_photos
from pieditor.services.tastes.picking_session import TasteRoom
from pieditor.services.tastes.store import TasteStore

LEFT, KEYS = Qt.MouseButton.LeftButton, Qt.Key
TIMEOUT_MS = 30_000


class Answers:
    """What the user chooses in the system's dialogs."""

    def __init__(self):
        self.folders, self.file = [], None

    def folder(self, title):
        return self.folders.pop(0)

    def taste_to_read(self):
        return self.file

    def taste_to_write(self, name):
        return self.file


class Screen:
    """A Taste view in a window of its own."""

    def __init__(self, place, qtbot, starter=None):
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.workers = Workers(1, name="files")
        self.notices = Notices(self.window)
        self.trash = place / "trash"
        self.trash.mkdir(exist_ok=True)
        self.store = TasteStore(
            place / "tastes", lambda path: Path(path).rename(self.trash / Path(path).name)
        )
        photos = starter_photos() if starter is None else starter
        self.view = TasteView(
            TasteRoom(Networks("cpu")), self.workers, self.store, photos,
            self.notices, self.window,
        )  # fmt: skip
        self.view.dialogs = self.answers = Answers()
        self.window.resize(1024, 660)
        self.view.resize(1024, 660)

    def show(self):
        self.window.show()
        self.window.activateWindow()
        return self

    def wait(self, condition):
        self.qtbot.waitUntil(condition, timeout=TIMEOUT_MS)

    def wait_for_page(self):
        self.wait(lambda: self.view.state.stage is Stage.READY)
        self.view.grid.setFocus()

    def place(self, row):
        return self.view.grid.visualRect(self.view.gallery.index(row)).center()

    def click(self, row):
        QTest.mouseClick(self.view.grid.viewport(), LEFT, pos=self.place(row))

    def key(self, key, row=None):
        if row is not None:
            self.view.grid.focus_tile(row)
        QTest.keyClick(self.view.grid, key)

    def press(self, button):
        assert button.isVisible() and button.isEnabled(), button.text()
        QTest.mouseClick(button, LEFT)

    def name(self, text):
        self.view.panel.name.clear()
        QTest.keyClicks(self.view.panel.name, text)

    def stored(self):
        return [taste.name for taste in self.view.keeper.tastes]

    def select(self, name):
        tastes = self.view.panel.tastes
        index = tastes.model.index(tastes.model.row_of(name))
        QTest.mouseClick(tastes.view.viewport(), LEFT, pos=tastes.view.visualRect(index).center())
        assert tastes.current == name

    def answer(self, text):
        """Press the newest message's button of that name."""
        buttons = self.notices.findChildren(QToolButton)
        self.press([b for b in buttons if b.text() == text][-1])

    @property
    def picking(self):
        return self.view.state.picking


def save_some(screen, name, rows=(0, 1, 2)):
    for row in rows:
        screen.click(row)
    screen.name(name)
    screen.press(screen.view.panel.save_button)
    screen.wait(lambda: name in screen.stored())
