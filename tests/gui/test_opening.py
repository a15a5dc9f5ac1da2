"""A folder whose opening ended the program is not opened again by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pieditor.gui.library.state import Shown
from pieditor.services.program.opening_note import OpeningNote
from tests.gui.cut_off import cut_off


def open_once(open_desk, photos):
    """A window that has shown the folder and was closed as usual."""
    desk = open_desk()
    desk.open_folder(photos)
    desk.wait(lambda: OpeningNote(desk.window._settings_store.path.parent).left() is None)
    desk.close()


def test_the_note_is_there_while_a_folder_is_opened(open_desk, photos, data_folder):
    """And goes when its thumbnails are made."""
    note = OpeningNote(data_folder)
    desk = open_desk()
    seen = []
    desk.window.photos.source_changed.connect(lambda: seen.append(note.left()))
    desk.open_folder(photos)
    assert seen == [photos]
    desk.wait(lambda: note.left() is None)
    (photos.parent / "empty").mkdir()
    desk.open_folder(photos.parent / "empty")
    desk.wait(lambda: note.left() is None)


def test_a_crash_while_opening_leads_to_a_question(open_desk, photos, data_folder):
    """The next start names the folder and opens it when asked to; the one after that by itself."""
    open_once(open_desk, photos)
    note = OpeningNote(data_folder)
    note.begin(photos)  # and then the program was gone
    desk = open_desk()
    library = desk.window.library
    assert library.state.shown is Shown.REFUSED and desk.window.photos.folder is None
    assert photos.name in library._empty_text.text()
    QApplication.processEvents()
    assert cut_off(library._empty) == []
    desk.click(library._empty_button)
    desk.wait(lambda: desk.window.photos.num_all > 0 and note.left() is None)
    assert desk.window.photos.folder == photos and library.state.shown is Shown.PHOTOS
    desk.close()
    again = open_desk()
    again.wait(lambda: again.window.photos.num_all > 0)


def test_closing_the_question_does_not_answer_it(open_desk, photos, data_folder):
    """The folder is not opened at the next start either."""
    open_once(open_desk, photos)
    OpeningNote(data_folder).begin(photos)
    open_desk().close()
    desk = open_desk()
    assert desk.window.library.state.shown is Shown.REFUSED
    desk.press(Qt.Key.Key_T)
    desk.press(Qt.Key.Key_G)
    assert desk.window.library.state.shown is Shown.REFUSED


def test_another_folder_is_opened_as_ever(open_desk, photos, data_folder):
    """The note is about one folder; by the tree or the dialog any folder can be opened."""
    open_once(open_desk, photos)
    OpeningNote(data_folder).begin(photos / "elsewhere")
    desk = open_desk()
    desk.wait(lambda: desk.window.photos.num_all > 0)
